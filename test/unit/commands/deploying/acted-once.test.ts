import { describe, expect, it } from 'vitest'
import { UserError } from '../../../../src/errors.ts'

import { deploy, refusal, waiting } from './deploy-asked.ts'

describe('acted once', () => {
  it('the same comment again follows what it led to, although another commit is the newest by now', async () => {
    const { world, c } = await waiting()
    const first = await deploy(world)
    await world.merge('e')
    const again = await deploy(world)
    expect([first, again]).toMatchObject([
      { code: 'deployed', deployment: { made: 'now' }, plan: { to: { sha: c } } },
      { code: 'deployed', deployment: { made: 'before' }, plan: { to: { sha: c } } },
    ])
    expect(world.records()).toHaveLength(1)
    // No plan was shown that is not carried out.
    expect(world.plans).toHaveLength(1)
    expect(await deploy(world, {}, { intent: 'comment:8' })).toMatchObject({ plan: { to: { title: 'e' } } })
  })

  it('another command under the same intent is not answered with what the first led to', async () => {
    const { world, b } = await waiting()
    await deploy(world)
    expect(await refusal(world, { sha: b })).toMatch(/^command-invalid: this request has led to deployment \d+ already/)
    const rollback = {
      verb: 'rollback',
      service: 'hello',
      environment: 'production',
      sha: undefined,
      reason: '',
    } as const
    await expect(world.run(rollback)).rejects.toMatchObject({ reason: 'command-invalid' })
  })

  it('the same comment again after it failed does not try again', async () => {
    const { world } = await waiting()
    const ends = [{ state: 'failure', description: 'Failed: crash' }]
    await deploy(world, {}, { ends })
    expect(await deploy(world)).toMatchObject({ code: 'deploy-failed', deployment: { made: 'before' } })
    expect(world.records()).toHaveLength(1)
  })

  it('two at once: one deployment, both are told of it', async () => {
    const { world } = await waiting()
    const [one, other] = await Promise.all([deploy(world), deploy(world, {}, { login: 'bo', intent: 'comment:8' })])
    const ids = [one, other].map(answer => (answer as { deployment: { id: number } }).deployment.id)
    expect(ids[0]).toBe(ids[1])
    expect([one.code, other.code]).toEqual(['deployed', 'deployed'])
  })

  it.each([500, 503] as const)(
    'a workflow that cannot be started (%i) leaves no open record, and the next request starts anew',
    async status => {
      const { world, c } = await waiting(undefined, ['dispatch'])
      world.github.fail({ how: 'status', status, operationId: 'actions/create-workflow-dispatch', times: 10 })
      const thrown: unknown = await deploy(world, { sha: c }, { token: 'workflow' }).catch((reason: unknown) => reason)
      if (!(thrown instanceof UserError)) throw thrown
      expect(thrown.message).toContain('start the workflow')
      world.github.recover()
      // The same delivery says what became of it.
      expect(await deploy(world, { sha: c }, { token: 'workflow' })).toMatchObject({
        code: 'deploy-error',
        deployment: { made: 'before' },
        end: { text: expect.stringContaining('its workflow could not be started') },
      })
      expect(world.dispatches()).toEqual([])
      const answer = await deploy(world, { sha: c }, { token: 'workflow', intent: 'comment:8' })
      expect(answer).toMatchObject({
        code: 'deployed',
        deployment: { made: 'now' },
        plan: { notes: expect.not.arrayContaining([expect.stringContaining('has no run')]) },
      })
      expect([world.records().length, world.dispatches().length]).toEqual([2, 1])
    },
  )

  it('a dispatch that was never sent, because the door died, is sent by the next delivery, and by another who asks a minute later', async () => {
    for (const [intent, after] of [
      ['comment:7', 0],
      ['comment:8', 61_000],
    ] as const) {
      const { world, c } = await waiting(undefined, ['dispatch'])
      const payload = { 'commit-train': 1, intent: 'comment:7', verb: 'deploy' }
      world.deploy(c, 'production', { creator: 'github-actions[bot]', states: [], payload })
      world.now += after
      const answer = await deploy(world, { sha: c }, { token: 'workflow', intent })
      expect(answer).toMatchObject({ code: 'deployed', deployment: { made: after === 0 ? 'before' : 'other' } })
      expect(world.dispatches()).toHaveLength(1)
    }
  })

  it('another who asks at once leaves the start to the one who made the record', async () => {
    const { world, c } = await waiting(undefined, ['dispatch'])
    world.deploy(c, 'production', { states: [], payload: { 'commit-train': 1, intent: 'comment:7', verb: 'deploy' } })
    await deploy(world, { sha: c }, { token: 'workflow', intent: 'comment:8' })
    expect(world.dispatches()).toEqual([])
  })

  it.each(['reply-lost', 'cut-short'] as const)('a reply that does not come: %s', async how => {
    const { world } = await waiting()
    world.github.fail({ how, operationId: 'repos/create-deployment' })
    expect(await deploy(world)).toMatchObject({ code: 'deployed', deployment: { made: 'now' } })
    expect(world.records()).toHaveLength(1)
  })

  it('a request that was not carried out is sent once more, and not without end', async () => {
    const { world } = await waiting()
    world.github.fail({ how: 'status', status: 502, operationId: 'repos/create-deployment' })
    expect(await deploy(world)).toMatchObject({ code: 'deployed' })
    world.github.fail({ how: 'status', status: 502, operationId: 'repos/create-deployment', times: 2 })
    expect(await refusal(world, { environment: 'staging' }, { intent: 'comment:8' })).toContain('deployment-unclear')
  })
})
