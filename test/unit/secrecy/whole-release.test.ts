import { afterEach, expect, test, vi } from 'vitest'
import { reportDeployment } from '../../../src/actions/deploy/outputs.ts'
import { runDryRun } from '../../../src/delivery/release/plan/dry-run.ts'
import { runRollback } from '../../../src/delivery/release/rollback/run.ts'
import { runDeployment } from '../../../src/delivery/release/run.ts'
import type { DeployResult } from '../../../src/deployments/result.ts'
import type { KubeObject } from '../../../src/kubernetes/api/objects.ts'
import type { ObjectSet } from '../../../src/kubernetes/manifests/manifest.ts'
import { withFieldChanged } from '../../../src/kubernetes/manifests/pod-templates.ts'
import { secretValues } from '../../../src/kubernetes/manifests/secret-values.ts'
import { connectSlack } from '../../../src/slack/client.ts'
import { encodings, type Places, placesWith } from '../../platform/secrecy/forms.ts'
import { isWorking } from '../../storm/background-work.ts'
import { DeployScene } from '../delivery/release/deploy-scene.ts'
import { RENDERED, SETTINGS } from '../delivery/release/deployed-set.ts'
import { FakeCluster } from '../delivery/release/fake-cluster.ts'
import { SkippingClock } from '../github/fake-api.ts'
import { watchedRunner } from './places.ts'
import { SHAPES } from './planted.ts'
import { sentTo } from './sent-to-slack.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  process.exitCode = undefined
})

/** Of four characters: in the middle of something else, its base64 would be too short to be known. */
const SHORT = 'k9#Z'
const SHORT_FORMS = [
  SHORT,
  encodeURIComponent(SHORT),
  ...(['hex', 'base64'] as const).map(as => Buffer.from(SHORT).toString(as)),
]
/** What stands in a Secret of the cluster and in no input: of several lines, and inside another one, too. */
const OLD: Readonly<Record<string, string>> = {
  ...SHAPES,
  'several lines': 'first line of a key\nsecond line of it\n',
  'inside another': `before-${SHAPES.short}-after`,
}
/** All of them in all forms: what comes from outside and should not hold them. */
const TEXT = [...Object.values(OLD).flatMap(encodings), ...SHORT_FORMS].join(' ; ')
/** The names of the places in which one of them can be read. */
function placesOf(places: Places): readonly string[] {
  const short = Object.keys(places).filter(name => SHORT_FORMS.some(form => String(places[name]).includes(form)))
  return [...new Set([...Object.values(OLD).flatMap(secret => placesWith(secret, places)), ...short])].toSorted()
}
const ROLLBACK = { release: { by: 'previous' }, withoutGitHub: false, actor: 'ada' } as const

/** A set whose Secret has these values; each round has pods of its own. */
const setOf = (
  values: Readonly<Record<string, string>>,
  round: number,
  config: Readonly<Record<string, string>> = { text: 'plain\n' },
): ObjectSet => {
  const data = Object.entries(values).map(([, value], at) => [`key-${at}`, Buffer.from(value).toString('base64')])
  const more: readonly KubeObject[] = [
    { ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login' } }, data: Object.fromEntries(data) },
    {
      ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'words' } },
      data: { ...config, round: `${round}` },
    },
  ]
  const manifests = RENDERED.manifests.map(one => ({
    ...one,
    object: withFieldChanged(one.object, ['spec'], spec =>
      one.object.kind === 'Deployment' ? { ...(spec as object), minReadySeconds: round } : spec,
    ),
  }))
  return {
    warnings: [],
    manifests: [...manifests, ...more.map((object, line) => ({ object, file: 'more.yaml', line: line + 1 }))],
  }
}

/** What a run is made with whose cluster knows the values, and which does not: they are in no input of it. */
async function opened(isMasked: boolean) {
  const scene = await DeployScene.open()
  scene.render = async () => setOf({ ...OLD, SHORT }, 1)
  await scene.deploy(await scene.requested())
  const { runner, takenByPlace } = watchedRunner({}, (name, value) => vi.stubEnv(name, value))
  const { log, masks } = runner
  if (!isMasked) masks.addAll = () => undefined
  const cluster = new FakeCluster(log, scene.clock, text => masks.redact(text), scene.cluster.leases)
  Object.assign(cluster, { objects: scene.cluster.objects })
  scene.connect = async () => cluster
  const sent: string[] = []
  const client = connectSlack({
    ...{ token: 'xoxb', clock: new SkippingClock(), log },
    fetch: sentTo(sent, () => ({ ok: true, ts: '1.0', channel: 'C0DEPLOYS' })),
    clean: data => masks.clean(data),
  })
  const effects = {
    ...scene.deployEffects,
    ...{ log, masks, connectSlack: () => client },
    render: async () => {
      const set = await scene.render()
      masks.addAll(secretValues(set))
      return set
    },
    state: {
      read: (key: string) => runner.state(key),
      save: (key: string, value: string) => runner.saveState(key, value),
    },
  }
  const toItsEnd = async (running: Promise<DeployResult>): Promise<{ places: Places; result: DeployResult }> => {
    let isOver = false
    const ended = running.finally(() => {
      isOver = true
    })
    while (!isOver) {
      // A second of the scene passes in a moment, and none while a release is packed: requests take their time on a busy machine.
      await new Promise(resolve => setTimeout(resolve, 5))
      if (!isWorking()) await scene.clock.advance(1_000)
    }
    const result = await ended
    await reportDeployment(result, runner)
    const id = result.kind === 'ended' ? result.view.id : 0
    const statuses = id === 0 ? [] : await scene.statusLines({ id })
    return { places: { ...takenByPlace(), statuses: statuses.join('\n'), Slack: sent.join('\n') }, result }
  }
  return { scene, cluster, effects, toItsEnd }
}
type Opened = Awaited<ReturnType<typeof opened>>

/** A run, and in how many of its places the text stands that holds all secrets; `ends`: how it has to end. */
const RUNS: readonly (readonly [what: string, ends: RegExp, run: (it: Opened) => Promise<DeployResult>])[] = [
  [
    'a restore, whose apply is refused, after a crash whose log has them',
    /^failed restore-failed /,
    async it => {
      const { scene, cluster, effects } = it
      scene.render = async () => setOf({ a: 'the value of today' }, 2)
      cluster.said = { waiting: TEXT, log: `${TEXT}\n`, refusal: TEXT }
      cluster.behaviour = 'crash'
      scene.at.apply = () => {
        if (cluster.applied.includes('Deployment/web')) cluster.refuses = { object: 'ConfigMap/words', dryRun: false }
      }
      const { named, context } = await scene.requested()
      return runDeployment(named, SETTINGS, context, effects)
    },
  ],
  [
    'a restore that the dry run refuses',
    /^failed restore-failed /,
    async it => {
      const { scene, cluster, effects } = it
      scene.render = async () => setOf({ a: 'the value of today' }, 2)
      cluster.said = { ...cluster.said, waiting: TEXT, refusal: TEXT }
      cluster.behaviour = 'missing-config'
      scene.at.apply = () => {
        cluster.refuses = { object: 'Deployment/web', dryRun: true }
      }
      const { named, context } = await scene.requested()
      return runDeployment(named, SETTINGS, context, effects)
    },
  ],
  [
    'a rollback from the cluster that crashes, and is restored',
    /^failed crash .* is live again$/,
    async it => {
      const { scene, cluster, effects } = it
      scene.render = async () => setOf({ a: 'the value of today' }, 2)
      await scene.deploy(await scene.requested())
      cluster.said = { waiting: TEXT, log: `${TEXT}\n`, refusal: TEXT }
      let applies = 0
      cluster.behaviourOf = () => (++applies === 1 ? 'crash' : 'healthy')
      const context = await scene.run(await scene.commit())
      return runRollback(ROLLBACK, { ...SETTINGS, environment: 'staging' }, context, effects)
    },
  ],
  [
    'a rollback from the cluster that the dry run refuses',
    /^refused preflight-failed /,
    async it => {
      const { scene, cluster, effects } = it
      scene.render = async () => setOf({ a: 'the value of today' }, 2)
      await scene.deploy(await scene.requested())
      cluster.said = { ...cluster.said, refusal: TEXT }
      cluster.refuses = { object: 'Deployment/web', dryRun: true }
      const context = await scene.run(await scene.commit())
      return runRollback(ROLLBACK, { ...SETTINGS, environment: 'staging' }, context, effects)
    },
  ],
  [
    'the plan of a pull request, whose ConfigMap and live Secret have them',
    /^dry-run dry-run /,
    async it => {
      const { scene, effects } = it
      scene.render = async () =>
        setOf({ a: 'the value of today' }, 2, {
          ...{ text: `plain\nid ${SHAPES.digits}\n${SHORT}\n`, all: TEXT },
          ...{ [`named ${SHAPES['other letters']}`]: 'by one of them', cut: `${'.'.repeat(110)}${SHAPES.digits}` },
        })
      const context = await scene.run(await scene.commit())
      const settings = { ...SETTINGS, environment: 'staging', dryRun: true }
      return runDryRun({ sha: 'd'.repeat(40), isPull: true }, settings, context, effects)
    },
  ],
]

/** The places of a run in which a secret can be read. */
async function found(run: (typeof RUNS)[number][2], isMasked: boolean) {
  const it = await opened(isMasked)
  const { places, result } = await it.toItsEnd(run(it))
  const ending = result.kind === 'ended' ? result.view.ending : undefined
  const said = `${ending?.outcome} ${ending?.reason} ${ending?.after ?? ''}`
  return { said, places: placesOf(places) }
}

test.each(RUNS)('no secret of an earlier release is in any place of %s', async (_, ends, run) => {
  const { said, places } = await found(run, true)
  expect(said).toMatch(ends)
  expect(places).toEqual([])
})

test('without masks they are found, and in each place', async () => {
  const all = new Set<string>()
  for (const [what, , run] of [RUNS[1], RUNS[2], RUNS[4]].flatMap(one => (one === undefined ? [] : [one]))) {
    const { places } = await found(run, false)
    expect([what, places.length > 0]).toEqual([what, true])
    for (const place of places) all.add(place)
  }
  expect([...all].toSorted()).toEqual(['Slack', 'annotations', 'log', 'state', 'statuses', 'summary'])
})

test('a record has the values packed in its data, and nothing else of the cluster has them', async () => {
  const { scene } = await opened(true)
  const objects = [...scene.cluster.objects.byPath.values(), ...scene.cluster.leases.byPath.values()]
  const isOfSecret = ({ kind }: KubeObject): boolean => kind === 'Secret'
  const withoutData = objects.map(one => (isOfSecret(one as KubeObject) ? { ...(one as object), data: {} } : one))
  expect(objects.filter(one => isOfSecret(one as KubeObject)).length).toBeGreaterThan(1)
  const places = { cluster: JSON.stringify(withoutData) }
  expect(placesOf(places)).toEqual([])
  expect(placesWith(OLD.token ?? '', { cluster: JSON.stringify(objects) })).toEqual(['cluster'])
})
