import { describe, expect, test } from 'vitest'
import { finishAfterJob } from '../../../../src/deployments/job/end.ts'
import { type StateKey, serializeEnding } from '../../../../src/deployments/run-state.ts'
import type { Ending } from '../../../../src/domain/deployment/ending.ts'
import { GitHubScene, type Requested } from '../github-scene.ts'
import { facts } from '../slack/facts.ts'

const failed: Ending = { outcome: 'failed', reason: 'crash', text: 'Deployment/web: crash: exit 1', findings: [] }

/** What `post` does with a deployment of which the job has kept this. */
async function finished(
  kept: Partial<Record<StateKey, string>>,
  prepare: (scene: GitHubScene, requested: Requested) => void | Promise<void> = () => undefined,
) {
  const scene = await GitHubScene.open()
  const requested = await scene.request(await scene.commit())
  const state = { deployment: String(requested.id), ...kept }
  for (const [key, value] of Object.entries(state)) scene.kept.set(key as StateKey, value)
  await prepare(scene, requested)
  const problem = await finishAfterJob(requested.context, scene.effects)
  return { scene, problem, statuses: await scene.statusLines(requested) }
}

/** This run has written these itself. */
const byItself = ({ github }: GitHubScene, { id, context }: Requested, ...texts: string[]): void => {
  for (const text of texts) {
    const [state = '', description = ''] = text.split(/: (.*)/)
    const status = { state: state as 'in_progress', description, logUrl: context.logUrl }
    github.recordDeploymentStatus(id, status)
  }
}

describe('the last status', () => {
  test('has been written: nothing is written any more', async () => {
    const { problem, statuses } = await finished({ begun: 'true', ended: 'true', end: serializeEnding(failed) })
    expect({ problem, statuses }).toEqual({ problem: undefined, statuses: [] })
  })

  test('was known but not written: it is, in the words of main', async () => {
    const { scene, statuses } = await finished({ begun: 'true', touched: 'true', end: serializeEnding(failed) })
    expect(statuses).toEqual(['failure: Failed: Deployment/web: crash: exit 1'])
    expect(scene.log.lines).toEqual([expect.stringMatching(/^notice: .*written at the end of the job/)])
  })

  test.each<[string, Partial<Record<StateKey, string>>, RegExp]>([
    ['never begun', {}, /^error: Error: the job ended before the deployment began; nothing was changed$/],
    ['begun, untouched', { begun: 'true' }, /^error: Cancelled: .*half-way; nothing was changed$/],
    [
      'begun and touched',
      { begun: 'true', touched: 'true' },
      /^error: Cancelled: .*half-way; the cluster may have been changed: look at what is live$/,
    ],
    [
      'nothing answered',
      { begun: 'true', touched: 'true', applied: '0/83' },
      /^error: Cancelled: .*half-way; the cluster may have been changed: look at what is live$/,
    ],
    [
      'in the apply',
      { begun: 'true', touched: 'true', applied: '21/83' },
      /^error: Cancelled: .*half-way; at least 21 of 83 objects were applied$/,
    ],
    [
      'in the rollout',
      { begun: 'true', touched: 'true', applied: '83/83' },
      /^error: Cancelled: .*half-way; .* left as it is; the rollout continues$/,
    ],
  ])('%s', async (_what, kept, status) => {
    const { scene, problem, statuses } = await finished(kept)
    expect(statuses).toEqual([expect.stringMatching(status)])
    expect(problem).toBeUndefined()
    expect(scene.log.lines).toEqual([expect.stringMatching(/^warning: /)])
  })

  test.each<[string, Partial<Record<StateKey, string>>, string, RegExp]>([
    ['before the apply', {}, '3/5 Validating', /^error: Cancelled: .*half-way; look at what is live$/],
    ['in the rollout', {}, '5/5 Waiting', /^error: Cancelled: .*half-way; the cluster is left as it is/],
    ['what it knew', { begun: 'true' }, '4/5 Applying', /^error: Cancelled: .*half-way; the cluster may have been/],
  ])('the runner has not kept all (%s): its own statuses say how far it came', async (_what, kept, step, last) => {
    const { statuses } = await finished(kept, (scene, requested) => byItself(scene, requested, `in_progress: ${step}`))
    expect(statuses.at(-1)).toMatch(last)
  })

  test("a step's status came after the end: the end is written again", async () => {
    const kept = { begun: 'true', end: serializeEnding(failed), ended: 'unsure' }
    const { scene, statuses } = await finished(kept, (scene, requested) =>
      byItself(scene, requested, 'failure: Failed: x', 'in_progress: 5/5 Waiting'),
    )
    expect(statuses).toEqual(['failure: Failed: x', 'in_progress: 5/5 Waiting', 'failure: Failed: x'])
    expect(scene.log.lines).toEqual([expect.stringMatching(/^notice: .*came after its end, which was written again$/)])
  })

  test.each([
    ['unsure', []],
    ['', []],
    ['unsure', ['in_progress: 5/5 Waiting']],
  ])(
    'a newer deployment has replaced it since (ended: %j, then %j): its success is not repeated',
    async (ended, late) => {
      const end = serializeEnding({ outcome: 'success', reason: 'deployed', text: 'Deployed in 1 s', findings: [] })
      const kept = { begun: 'true', touched: 'true', end, ended }
      const { statuses } = await finished(kept, (scene, requested) => {
        byItself(scene, requested, 'success: Deployed in 1 s')
        scene.github.recordDeploymentStatus(requested.id, {
          state: 'inactive',
          description: 'Replaced by deployment 9',
        })
        byItself(scene, requested, ...late)
      })
      const replaced = 'inactive: Replaced by deployment 9'
      expect(statuses).toEqual(['success: Deployed in 1 s', replaced, ...late, ...late.map(() => replaced)])
    },
  )

  test('a success that could not be written before a newer deployment succeeded: that alone shows as live', async () => {
    const end = serializeEnding({ outcome: 'success', reason: 'deployed', text: 'Deployed in 1 s', findings: [] })
    let by = 0
    const { statuses } = await finished({ begun: 'true', touched: 'true', end }, async (scene, { sha }) => {
      const newer = await scene.request(sha)
      by = newer.id
      scene.github.recordDeploymentStatus(by, { state: 'success', description: 'x', logUrl: newer.context.logUrl })
    })
    expect(statuses).toEqual([expect.stringMatching(/^success: /), `inactive: Replaced by deployment ${by}`])
  })

  test('GitHub refuses all requests for twenty minutes: the job says so, and in which words it ended', async () => {
    const { problem, statuses } = await finished({ begun: 'true', end: serializeEnding(failed) }, ({ github }) =>
      github.fail({ how: 'rate-limited', retryAfter: 1200, times: 1 }),
    )
    expect({ problem, statuses }).toEqual({
      problem: expect.stringMatching(/Failed: Deployment\/web: crash: exit 1.*rate/is),
      statuses: [],
    })
  })

  test('the same, and GitHub cannot be read: the end is there, so nothing is red', async () => {
    const kept = { begun: 'true', end: serializeEnding(failed), ended: 'unsure' }
    const { problem, scene } = await finished(kept, ({ github }) => github.revokeToken('ghs_workflow'))
    expect({ problem, writes: scene.statusWrites }).toEqual({ problem: undefined, writes: 0 })
  })

  /** Another run has written this to the deployment of this one. */
  const byOther = (scene: GitHubScene, id: number, ...states: ('in_progress' | 'success' | 'inactive')[]): void => {
    const logUrl = `${scene.github.serverUrl}/acme/hello/actions/runs/${id}/attempts/1`
    const [deployment] = [scene.kept.get('deployment')]
    for (const state of states) {
      const status = { state, description: 'by the other', logUrl: state === 'inactive' ? '' : logUrl }
      scene.github.recordDeploymentStatus(Number(deployment), status)
    }
  }

  test.each<[string, Parameters<typeof byOther>[2][], string]>([
    ['another run has it', ['in_progress'], 'in_progress: by the other'],
    ['another run has ended it', ['in_progress', 'success'], 'success: by the other'],
    ['a person has ended it', ['inactive'], 'inactive: by the other'],
  ])('%s: nothing is written', async (_what, states, last) => {
    let other = 0
    const { scene, problem, statuses } = await finished({}, async scene => {
      other = (await scene.run(await scene.commit())).runId
      byOther(scene, other, ...states)
    })
    expect({ problem, last: statuses.at(-1), many: statuses.length }).toEqual({
      problem: undefined,
      last,
      many: states.length,
    })
    expect(scene.log.lines).toEqual([expect.stringMatching(/^notice: Deployment \d+ is left alone: /)])
  })

  test('what was applied is said whoever ended it meanwhile', async () => {
    const { statuses } = await finished({ begun: 'true', touched: 'true', applied: '2/2' }, scene =>
      byOther(scene, 1, 'inactive'),
    )
    expect(statuses.at(-1)).toMatch(/^error: Cancelled: .*half-way; the cluster is left as it is/)
  })

  test('was written, but the reply was lost: not twice', async () => {
    const { problem, statuses } = await finished(
      { begun: 'true', end: serializeEnding(failed) },
      (scene, { context }) => {
        const id = Number(scene.kept.get('deployment'))
        scene.github.recordDeploymentStatus(id, { state: 'failure', description: 'Failed: x', logUrl: context.logUrl })
      },
    )
    expect({ problem, statuses }).toEqual({ problem: undefined, statuses: ['failure: Failed: x'] })
  })

  test('GitHub is out for a minute: it is written all the same', async () => {
    const { problem, statuses } = await finished({ begun: 'true' }, ({ github }) =>
      github.fail({ how: 'status', status: 503, operationId: 'repos/create-deployment-status', times: 7 }),
    )
    expect(problem).toBeUndefined()
    expect(statuses).toHaveLength(1)
  })

  test('cannot be written: said in one line', async () => {
    const { problem, statuses } = await finished({ begun: 'true' }, scene =>
      scene.github.fail({ how: 'status', status: 500, operationId: 'repos/create-deployment-status', times: 50 }),
    )
    expect(problem).toMatch(
      /^GitHub still shows deployment \d+ as in progress: .*"Cancelled: .*GitHub failed.*#github-unreachable$/,
    )
    expect(statuses).toEqual([])
  })

  test('of a run that has claimed no deployment: nothing is sent', async () => {
    const { scene, problem } = await finished({ deployment: '' })
    expect(problem).toBeUndefined()
    expect(scene.statusWrites).toBe(0)
  })
})

describe('the message in Slack', () => {
  const posted = { channel: 'C0DEPLOYS', ts: '1.0' }
  const open = JSON.stringify({ wanted: 'all', facts: facts(), ref: posted })
  const withSlack = (scene: GitHubScene): void => {
    scene.withSlack = true
  }

  test('is finished where main could not, with what is live', async () => {
    const { scene } = await finished({ begun: 'true', slack: open }, withSlack)
    expect(scene.slack.taken).toEqual([
      expect.stringMatching(/^edit: hello → production: Cancelled: /),
      expect.stringMatching(/^reply: Cancelled: /),
    ])
    expect(scene.slack.shown[0]).toContain('Nothing was changed')
  })

  test('is finished in the words that GitHub shows, where the runner has kept no end', async () => {
    const { scene } = await finished({ slack: open }, (scene, requested) => {
      withSlack(scene)
      byItself(scene, requested, 'in_progress: 5/5 Waiting', 'success: Deployed in 14 s')
    })
    expect(scene.slack.taken).toEqual([
      expect.stringMatching(/^edit: hello → production: Deployed in 14 s/),
      expect.stringMatching(/^reply: Deployed in 14 s/),
    ])
  })

  test('is finished in the words of main, also where GitHub does not answer', async () => {
    const { scene, problem } = await finished({ begun: 'true', end: serializeEnding(failed), slack: open }, scene => {
      withSlack(scene)
      scene.github.fail({ how: 'status', status: 500, operationId: 'repos/create-deployment-status', times: 50 })
    })
    expect(problem).toMatch(/^GitHub still shows deployment/)
    expect(scene.slack.taken[0]).toContain('Failed: Deployment/web: crash: exit 1')
  })

  test('is posted where there was none yet', async () => {
    const { scene } = await finished({ slack: JSON.stringify({ wanted: 'all', facts: facts() }) }, withSlack)
    expect(scene.slack.taken[0]).toMatch(/^post: hello → production: Error: the job ended before/)
  })

  test('belongs to another run, as the deployment is', async () => {
    const { scene } = await finished({ slack: open }, async scene => {
      withSlack(scene)
      const { logUrl } = await scene.run(await scene.commit())
      const id = Number(scene.kept.get('deployment'))
      scene.github.recordDeploymentStatus(id, { state: 'in_progress', description: 'The job has begun', logUrl })
    })
    expect(scene.slack.taken).toEqual([])
  })

  test('has its end already: Slack is left alone', async () => {
    const { scene } = await finished({ begun: 'true', ended: 'true', slack: '' }, withSlack)
    expect(scene.slack.taken).toEqual([])
  })

  test('cannot be written: a notice, and the deployment has its end all the same', async () => {
    const { scene, problem, statuses } = await finished({ begun: 'true', slack: open }, scene => {
      withSlack(scene)
      scene.slack.broken = new Error('Slack is down')
    })
    expect(problem).toBeUndefined()
    expect(statuses).toHaveLength(1)
    expect(scene.log.lines).toContainEqual(expect.stringMatching(/^notice: .*Slack is down$/))
  })
})
