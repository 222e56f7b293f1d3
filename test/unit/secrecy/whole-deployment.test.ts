import { afterEach, expect, test, vi } from 'vitest'
import { DEPLOY_INPUTS } from '../../../src/actions/deploy/inputs.ts'
import { reportDeployment } from '../../../src/actions/deploy/outputs.ts'
import { runDeployment } from '../../../src/delivery/release/run.ts'
import { UserError } from '../../../src/errors.ts'
import { hideInputs } from '../../../src/runner/input-secrets.ts'
import { connectSlack } from '../../../src/slack/client.ts'
import { until } from '../../platform/process/until.ts'
import { placesWith } from '../../platform/secrecy/forms.ts'
import { DeployScene } from '../delivery/release/deploy-scene.ts'
import { RENDERED, SETTINGS } from '../delivery/release/deployed-set.ts'
import { FakeCluster } from '../delivery/release/fake-cluster.ts'
import { SkippingClock } from '../github/fake-api.ts'
import { watchedRunner } from './places.ts'
import { planted } from './planted.ts'
import { sentTo } from './sent-to-slack.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  process.exitCode = undefined
})

interface Planting {
  readonly scene: DeployScene
  readonly cluster: FakeCluster
  /** How Slack answers. */
  readonly slack: { answer: object }
  readonly text: string
}

/** What comes from outside and should not hold a secret, each planted in a deployment. */
const FOREIGN: readonly (readonly [string, (planting: Planting) => unknown])[] = [
  ['an error of the registry', ({ scene, text }) => Object.assign(scene, { image: failing('registry-broken', text) })],
  [
    'a file of the work tree',
    ({ scene, text }) =>
      Object.assign(scene, { tree: async () => [{ reason: 'work-tree-changed', text, where: text }] }),
  ],
  ['an error of gomplate', ({ scene, text }) => Object.assign(scene, { render: failing('render-failed', text) })],
  ['a bug', ({ scene, text }) => Object.assign(scene, { render: () => Promise.reject(new TypeError(text)) })],
  [
    'a warning of the templates',
    ({ scene, text }) => {
      scene.render = async () => ({
        ...RENDERED,
        warnings: [{ reason: 'image-not-by-digest', text, where: text }],
      })
    },
  ],
  ['an error of kubectl', ({ scene, text }) => Object.assign(scene, { connect: failing('cluster-unreachable', text) })],
  ['a refusal in the dry run', ({ cluster, text }) => refuse(cluster, text, true)],
  ['a refusal in the apply', ({ cluster, text }) => refuse(cluster, text, false)],
  [
    'a container that waits',
    ({ cluster, text }) => {
      cluster.behaviour = 'missing-config'
      cluster.said.waiting = text
    },
  ],
  [
    'the log of a container',
    ({ cluster, text }) => {
      cluster.behaviour = 'crash'
      cluster.said.log = `${text}\n`
    },
  ],
  [
    'an answer of Slack',
    ({ slack, text }) => {
      slack.answer = { ok: false, error: 'invalid_blocks', response_metadata: { messages: [text] } }
    },
  ],
]

function failing(reason: ConstructorParameters<typeof UserError>[0], text: string): () => Promise<never> {
  return () => Promise.reject(new UserError(reason, text, { findings: [{ reason, text, where: text }] }))
}

function refuse(cluster: FakeCluster, text: string, dryRun: boolean): void {
  cluster.refuses = { object: 'Deployment/web', dryRun }
  cluster.said.refusal = text
}

/** The places of a whole deployment in which a secret can be read. */
async function found(at: number, isHidden: boolean): Promise<readonly string[]> {
  const { secrets, env, text } = planted(DEPLOY_INPUTS, at)
  const { runner, takenByPlace } = watchedRunner(env, (name, value) => vi.stubEnv(name, value))
  if (isHidden) hideInputs(DEPLOY_INPUTS, runner)
  const { log, masks } = runner
  const scene = await DeployScene.open()
  const requested = await scene.requested()
  const cluster = new FakeCluster(log, scene.clock, given => masks.redact(given))
  scene.connect = async () => cluster
  const slack = { answer: { ok: true, ts: '1.0', channel: 'C0DEPLOYS' } as object }
  const sent: string[] = []
  const client = connectSlack({
    ...{ token: 'xoxb', clock: new SkippingClock(), log },
    fetch: sentTo(sent, () => slack.answer),
    clean: data => masks.clean(data),
  })
  FOREIGN[at]?.[1]({ scene, cluster, slack, text })
  let isApplied = false
  const effects = {
    ...scene.deployEffects,
    ...{ log, masks },
    state: {
      read: (key: string) => runner.state(key),
      save: (key: string, value: string) => {
        runner.saveState(key, value)
        isApplied ||= key === 'applied' && value === '2/2'
      },
    },
    connectSlack: () => client,
  }
  let isOver = false
  const running = runDeployment(requested.named, SETTINGS, requested.context, effects).finally(() => {
    isOver = true
  })
  await until({ what: 'the apply, or the end' }, async () => isApplied || isOver)
  // What may still heal ends when the time for the rollout is up.
  while (!isOver) {
    await new Promise(resolve => setImmediate(resolve))
    await scene.clock.advance(10_000)
  }
  const result = await running
  await reportDeployment(result, runner)
  const statuses = (await scene.statusLines(requested)).join('\n')
  // The longest that a status is: half a secret would be one too.
  const places = { ...takenByPlace(), statuses, Slack: sent.join('\n') }
  return [...new Set(secrets.flatMap(secret => placesWith(secret, places)))]
}

test.each(FOREIGN.map(([what], at) => [what, at] as const))(
  'a whole deployment: no secret of any input is in any place, although %s holds all of them',
  async (_, at) => {
    expect(await found(at, true)).toEqual([])
  },
)

test('without masks each of them is found, and in each place', async () => {
  const all = new Set<string>()
  for (const [at, [what]] of FOREIGN.entries()) {
    const places = await found(at, false)
    expect([what, places.length > 0]).toEqual([what, true])
    for (const place of places) all.add(place)
  }
  // The outputs of a deployment are names.
  expect([...all].toSorted()).toEqual(['Slack', 'annotations', 'log', 'state', 'statuses', 'summary'])
})
