import { describe, expect, it } from 'vitest'

import { deploy, refusal, waiting } from './deploy-asked.ts'

describe('force', () => {
  const POLICY = 'doors: [acme-door]\nenvironments: { production: { force: { logins: [ada] } } }\n'

  it('deploys what the checks refuse, with its reason, and says what it ignores', async () => {
    const { world } = await waiting(POLICY)
    const sha = await world.merge('e', { check: 'failure' })
    const answer = await deploy(world, { sha, force: 'outage' })
    expect(answer).toMatchObject({ code: 'deployed', plan: { force: 'outage', ignored: [{ code: 'check-failed' }] } })
    expect(world.records()[0]?.payload).toMatchObject({
      deployment: { payload: { force: { reason: 'outage', ignored: ['check-failed'] } } },
    })
  })

  it('is for those whom the policy names', async () => {
    const { world, d } = await waiting(POLICY)
    expect(await refusal(world, { sha: d, force: 'outage' }, { login: 'bo' })).toContain('force-not-permitted')
  })

  it('ignores no lock', async () => {
    const { world, d } = await waiting(POLICY)
    await world.lock({ environment: 'production' }, 'bo', 'migration')
    expect(await refusal(world, { sha: d, force: 'outage' })).toContain('environment-locked')
  })

  it('ignores nothing where there is nothing to ignore', async () => {
    const { world, c } = await waiting(POLICY)
    expect(await deploy(world, { sha: c, force: 'outage' })).toMatchObject({ plan: { force: null, ignored: [] } })
  })
})

describe('the ways that an environment takes', () => {
  const POLICY = 'doors: [acme-door]\nenvironments: { production: { proof: [token], force: { logins: [ada] } } }\n'

  it("are looked at before anything is created: a comment is refused, with the rule's name, a token of one's own is not", async () => {
    const { world, c } = await waiting(POLICY)
    const refused = await refusal(world, { sha: c })
    expect(refused).toMatch(/^proof-not-accepted: .*it was asked for by a comment; .*the policy's 'proof'/)
    // It is no refusal that could be forced.
    expect(await refusal(world, { sha: c, force: 'outage' })).toContain('proof-not-accepted')
    const door = { token: 'app', proof: 'comment' } as const
    expect(await refusal(world, { sha: c }, { ...door, proof: 'run' })).toContain('a run that the person started')
    expect(await deploy(world, { sha: c }, { token: 'ada', proof: 'token' })).toMatchObject({ code: 'deployed' })
  })

  it('are by an App that is no door its own', async () => {
    const { world, c } = await waiting('environments: { production: { proof: [comment] } }\n')
    expect(await refusal(world, { sha: c })).toContain('acme-door')
  })
})

describe('all at once', () => {
  const POLICY = 'doors: [acme-door]\nenvironments: { production: { strategy: { kind: staged } } }\n'
  const HELD = 'Held 1/2: 1 of 5 pods run 3f2c1ab, healthy 60 s; promote or abort (aborts itself Sat 12:00 UTC)'

  it('goes over what is held, which refuses what goes in stages, and the record says so', async () => {
    const { world, c } = await waiting(POLICY)
    const sha = await world.merge('e')
    const id = world.deploy(c, 'production', { states: [] })
    const logUrl = 'https://github.com/acme/hello/actions/runs/41/attempts/1'
    world.github.recordDeploymentStatus(id, { state: 'in_progress', description: HELD, logUrl })
    expect(await refusal(world, { sha })).toContain('held-by-other')
    expect(await deploy(world, { sha, allAtOnce: true })).toMatchObject({ code: 'deployed' })
    expect(world.records()[0]?.payload).toMatchObject({ deployment: { payload: { strategy: 'all' } } })
  })
})
