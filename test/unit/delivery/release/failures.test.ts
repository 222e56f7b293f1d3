import { describe, expect, test } from 'vitest'
import { UserError } from '../../../../src/errors.ts'
import { until } from '../../../platform/process/until.ts'
import type { Requested } from '../../deployments/github-scene.ts'
import { DeployScene, type Moment } from './deploy-scene.ts'
import { following } from './scene-views.ts'

describe('the apply', () => {
  test('breaks off half-way: failed, and what was applied is named', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.cluster.refuses = { object: 'Deployment/web', dryRun: false }
    const result = await scene.deploy(requested)
    expect(result).toMatchObject({
      view: {
        touched: true,
        objects: [{ object: 'ConfigMap/web', action: 'created' }],
        ending: { outcome: 'failed', reason: 'apply-failed' },
      },
    })
    expect(scene.kept.get('touched')).toBe('true')
    expect((await scene.statuses(requested)).at(-1)).toMatchObject({
      state: 'failure',
      description: expect.stringMatching(/^Failed: /),
    })
  })
})

describe('the rollout', () => {
  test('has a cause that cannot heal: failed, with cause, advice and what is live', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.cluster.behaviour = 'missing-config'
    const result = await scene.deploy(requested)
    expect(result).toMatchObject({
      view: {
        ending: { outcome: 'failed', reason: 'config-missing' },
        cause: { code: 'config-missing', object: 'Deployment/web', container: 'app', advice: expect.any(String) },
        workloads: [{ object: 'Deployment/web', available: 0, desired: 2 }],
      },
    })
    const last = (await scene.statuses(requested)).at(-1)
    expect(last).toMatchObject({
      state: 'failure',
      description: expect.stringMatching(/^Failed: Deployment\/web, container app: config-missing: /),
    })
  })

  test('is held up by what may heal: a status says so meanwhile', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.cluster.behaviour = 'unschedulable'
    const deployment = scene.deploy(requested, { timeoutMs: 60_000 })
    await following(scene)
    await scene.clock.advance(1_000)
    await until({ what: 'the status' }, async () => (await scene.statuses(requested)).length > 1)
    const meanwhile = (await scene.statuses(requested)).at(-1)
    await scene.clock.advance(59_000)
    await deployment
    expect(meanwhile).toMatchObject({
      state: 'in_progress',
      description: 'Failing: Deployment/web: unschedulable: Insufficient cpu',
    })
    expect((await scene.statuses(requested)).at(-1)?.description).toMatch(/^Failed: timeout: Deployment\/web: unsch/)
  })

  test('is taken over by another apply: failed, and said so', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.cluster.behaviour = 'taken-over'
    expect(await scene.deploy(requested)).toMatchObject({
      view: { ending: { outcome: 'failed', reason: 'objects-taken-over' } },
    })
    expect((await scene.statuses(requested)).at(-1)).toMatchObject({ state: 'failure' })
  })

  test('is not complete in time: failed', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.cluster.behaviour = 'stuck'
    const deployment = scene.deploy(requested, { timeoutMs: 60_000 })
    await following(scene)
    await scene.clock.advance(60_000)
    const result = await deployment
    expect(result).toMatchObject({ view: { ending: { outcome: 'failed', reason: 'not-complete' } } })
    expect((await scene.statuses(requested)).at(-1)?.description).toMatch(/^Failed: timeout: Deployment\/web/)
  })
})

describe('the time for the whole', () => {
  test.each<[Moment, string, boolean]>([
    ['gate', 'error', false],
    ['render', 'error', false],
    ['preflight', 'error', false],
    ['apply', 'failed', true],
  ])('is up in the step %s: %s', async (moment, outcome, touched) => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.at[moment] = () => scene.clock.advance(600_000)
    const result = await scene.deploy(requested)
    expect(result).toMatchObject({ view: { touched, ending: { outcome, reason: 'timeout' } } })
    expect(scene.cluster.applied.includes('Deployment/web')).toBe(false)
    const last = (await scene.statuses(requested)).at(-1)?.description
    expect(last?.includes('1 of 2 objects were applied')).toBe(touched)
  })
})

describe('a bug of ours', () => {
  test('before anything was changed: an error, with its stack in the log', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.render = () => Promise.reject(new TypeError('x is not a function'))
    expect(await scene.deploy(requested)).toMatchObject({ view: { ending: { outcome: 'error', reason: 'bug' } } })
    expect(scene.log.lines.join('\n')).toContain('TypeError: x is not a function\n    at ')
    expect((await scene.statuses(requested)).at(-1)?.description).toMatch(/^Error: .*x is not a function$/)
  })

  test('after the first write: what was applied is said to stay', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.at.apply = () => Promise.reject(new TypeError('x is not a function'))
    const result = await scene.deploy(requested)
    expect(result).toMatchObject({ view: { touched: true, ending: { outcome: 'error', reason: 'bug' } } })
    expect((await scene.statuses(requested)).at(-1)?.description).toMatch(
      /is not a function; 0 of 2 objects were applied, 1 more may/,
    )
  })
})

describe('the last status', () => {
  test('cannot be written: the result says so, and post finds the end', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.github.fail({ how: 'status', status: 500, operationId: 'repos/create-deployment-status', times: 50 })
    const result = await scene.deploy(requested)
    expect(result).toMatchObject({
      unwritten: { reason: 'github-unreachable', why: expect.stringContaining('500') },
      view: { ending: { outcome: 'success' } },
    })
    expect(JSON.parse(scene.kept.get('end') ?? '')).toMatchObject({ outcome: 'success', reason: 'deployed' })
    expect(scene.kept.get('ended')).toBeUndefined()
  })

  /** A deployment whose end is written, and of whose steps one was sent twice. */
  async function endedInDoubt() {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    scene.github.fail({ how: 'status', status: 500, operationId: 'repos/create-deployment-status', times: 1 })
    const deployment = scene.deploy(requested)
    await until({ what: 'the end' }, async () => scene.kept.has('ended'))
    return { scene, requested, deployment }
  }

  test('is the only one that matters: steps that cannot be written at once change nothing', async () => {
    const { scene, requested, deployment } = await endedInDoubt()
    await scene.clock.advance(3000)
    const result = await deployment
    expect(result).toMatchObject({ kind: 'ended', view: { ending: { outcome: 'success' } } })
    expect(result).not.toHaveProperty('unwritten')
    expect((await scene.statuses(requested)).at(-1)).toMatchObject({ state: 'success' })
  })

  test("stays the last one: where GitHub carries out a step's late, it is written again, and post looks too", async () => {
    const { scene, requested, deployment } = await endedInDoubt()
    const { logUrl } = requested.context
    scene.github.recordDeploymentStatus(requested.id, { state: 'in_progress', description: '2/5', logUrl })
    await scene.clock.advance(3000)
    await deployment
    const ends = (await scene.statusLines(requested)).slice(-3)
    expect(ends).toEqual([expect.stringMatching(/^success: Deployed in /), 'in_progress: 2/5', ends[0]])
    expect(scene.kept.get('ended')).toBe('unsure')
  })

  /** Another deployment of the same service to the same environment has succeeded. */
  async function newer(scene: DeployScene, { sha }: Requested): Promise<Requested> {
    const made = await scene.request(sha)
    const { logUrl } = made.context
    scene.github.recordDeploymentStatus(made.id, { state: 'success', description: 'Deployed in 1 s', logUrl })
    return made
  }

  test.each([[[]], [['in_progress: 2/5']]])(
    'is not repeated over that of a newer deployment, before a late %j',
    async late => {
      const { scene, requested, deployment } = await endedInDoubt()
      const by = await newer(scene, requested)
      const replaced = `Replaced by deployment ${by.id}`
      scene.github.recordDeploymentStatus(requested.id, { state: 'inactive', description: replaced })
      for (const _ of late) {
        const { logUrl } = requested.context
        scene.github.recordDeploymentStatus(requested.id, { state: 'in_progress', description: '2/5', logUrl })
      }
      await scene.clock.advance(3000)
      await deployment
      const lines = await scene.statusLines(requested)
      expect(lines.filter(line => line.startsWith('success'))).toHaveLength(1)
      expect(lines.at(-1)).toBe(`inactive: ${replaced}`)
    },
  )

  test('comes after the success of a newer deployment: it does not show as live', async () => {
    const scene = await DeployScene.open()
    const requested = await scene.requested()
    let by: Requested | undefined
    scene.at.apply = async () => {
      by ??= await newer(scene, requested)
    }
    await scene.deploy(requested)
    const ends = (await scene.statusLines(requested)).slice(-2)
    expect(ends).toEqual([expect.stringMatching(/^success: /), `inactive: Replaced by deployment ${by?.id}`])
    expect(by && (await scene.statusLines(by))).toEqual(['success: Deployed in 1 s'])
  })
})

describe('Slack', () => {
  test('shows the deployment in one message, with the details in its thread', async () => {
    const scene = await DeployScene.open()
    scene.withSlack = true
    await scene.deploy(await scene.requested())
    expect(scene.slack.taken.at(0)).toMatch(/^post: hello → staging: 1\/5/)
    expect(scene.slack.taken.at(-2)).toMatch(/^edit: hello → staging: Deployed/)
    expect(scene.slack.taken.at(-1)).toMatch(/^reply: Deployed/)
    expect(scene.slack.shown.at(-2)).toContain('Greet in the evening')
    expect(scene.kept.get('slack')).toBe('')
  })

  test('fails: the deployment goes on as if nothing had been, with one notice', async () => {
    const scene = await DeployScene.open()
    scene.withSlack = true
    scene.slack.broken = new UserError('slack-not-in-channel', 'invite the app')
    const requested = await scene.requested()
    expect(await scene.deploy(requested)).toMatchObject({ view: { ending: { outcome: 'success' } } })
    expect((await scene.statuses(requested)).at(-1)).toMatchObject({ state: 'success' })
    expect(scene.log.lines.filter(line => line.startsWith('notice: '))).toEqual([
      expect.stringContaining('invite the app'),
    ])
  })

  test('says when GitHub does not have the end', async () => {
    const scene = await DeployScene.open()
    scene.withSlack = true
    const requested = await scene.requested()
    scene.github.fail({ how: 'status', status: 500, operationId: 'repos/create-deployment-status', times: 50 })
    await scene.deploy(requested)
    expect(scene.slack.shown.at(-2)).toContain('GitHub')
  })

  test('no token: one line in the log, and nothing is kept for post', async () => {
    const scene = await DeployScene.open()
    await scene.deploy(await scene.requested())
    expect(scene.log.lines.join('\n')).toContain('"slack-token" is empty')
    expect(scene.kept.get('slack')).toBe('')
  })
})
