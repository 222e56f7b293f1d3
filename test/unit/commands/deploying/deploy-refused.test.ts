import { describe, expect, it } from 'vitest'
import { deploy, refusal, waiting } from './deploy-asked.ts'
import { startDeploying } from './deploying-world.ts'

describe('refused before there is a record', () => {
  it.each([
    ['0000000', 'commit-unknown: no commit has a SHA that begins with'],
    ['0'.repeat(40), 'not-on-trunk: 0000000 is not on the first-parent line of main'],
  ])('an unknown SHA: %s', async (sha, expected) => {
    const { world } = await waiting()
    expect(await refusal(world, { sha })).toContain(expected)
  })

  it('names the commit that is near', async () => {
    const { world, c } = await waiting()
    const wrong = `${c.slice(0, 6)}${c[6] === '0' ? '1' : '0'}`
    expect(await refusal(world, { sha: wrong })).toContain(`did you mean '${c.slice(0, 7)}'`)
  })

  it('a commit off the line', async () => {
    const { world } = await waiting()
    const sha = await world.repository.commit({ message: 'x', branch: 'side', files: { side: 'x' } })
    expect(await refusal(world, { sha: sha.slice(0, 8) })).toContain('not-on-trunk')
  })

  it('a commit whose checks did not pass, or run', async () => {
    const { world, d } = await waiting()
    expect(await refusal(world, { sha: d })).toMatch(/^checks-running: \w{7} d: 1 check not ended yet/)
    await world.merge('e', { check: 'failure' })
    expect(await refusal(world, { sha: (await world.repository.head()) ?? '' })).toMatch(
      /^checks-not-passed: \w{7} e: /,
    )
  })

  it('a lock of another; one’s own lets its owner through where the door is known', async () => {
    const { world } = await waiting('environments: { staging: , production: }\ndoors: [acme-door]\n')
    await world.lock({ environment: 'production' }, 'ada', 'migration')
    expect(await refusal(world, {}, { login: 'bo' })).toContain('environment-locked')
    expect(await deploy(world)).toMatchObject({ code: 'deployed' })
  })

  it('one’s own lock too, where the deployment cannot know who asked; which is said', async () => {
    const { world } = await waiting()
    await world.lock({ environment: 'production' }, 'ada', 'migration')
    expect(await refusal(world)).toContain('environment-locked')
    const { plan } = await deploy(world, { environment: 'staging' })
    expect(plan.notes.join()).toContain("the policy does not list it under 'doors'")
  })

  it('who may not write, by their role and not by what they say', async () => {
    const { world } = await waiting()
    world.github.setRole('eve', 'triage')
    expect(await refusal(world, {}, { login: 'eve' })).toBe(
      "role-too-low: eve may not deploy: they have the role 'triage' in acme/hello, and 'write' or a higher one is needed",
    )
    expect(await refusal(world, {}, { login: 'mallory' })).toContain('they have no role')
  })

  it('who the policy does not permit', async () => {
    const policy = 'doors: [acme-door]\nenvironments: { production: { deployers: { role: admin } } }\n'
    const { world } = await waiting(policy)
    expect(await refusal(world)).toContain('deployer-not-permitted')
    world.github.setRole('ada', 'admin')
    expect(await deploy(world)).toMatchObject({ code: 'deployed' })
  })

  it('nothing waits', async () => {
    const world = await startDeploying()
    await world.start()
    world.deploy(await world.merge('a'), 'production')
    expect(await refusal(world)).toMatch(/^nothing-to-deploy: .* is live, and nothing newer waits/)
  })
})
