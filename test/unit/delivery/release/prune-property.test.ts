import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { ourApplyOf } from '../../../../src/kubernetes/api/managed-fields.ts'
import { type KubeObject, mappingAt } from '../../../../src/kubernetes/api/objects.ts'
import { releasePolicy } from '../../../../src/policy/releases.ts'
import { randomNumbers } from '../../domain/stale/random-numbers.ts'
import { CONFIG_MAPS, configMap, ReleaseScene } from './release-scene.ts'

/** More of them: `PRUNE_SEEDS=500`. */
const SEEDS = Number(process.env.PRUNE_SEEDS ?? 8)
const DEPLOYMENTS = 8
const CRON_JOBS = '/apis/batch/v1/namespaces/shop/cronjobs'
const OURS = {
  'commit-train.dev/service': 'hello',
  'commit-train.dev/environment': 'staging',
  'app.kubernetes.io/managed-by': 'commit-train',
}

type Random = (limit: number) => number
type Listing = ReadonlyMap<string, KubeObject>

const applied = (manager: string, time = '2030-01-01T00:00:00Z') => ({
  ...{ manager, operation: 'Apply', time, fieldsType: 'FieldsV1', fieldsV1: { 'f:data': {} } },
})

/** What other people put beside the objects of the service: some of it looks like theirs. */
const STRANGERS: readonly ((name: string) => object)[] = [
  name => ({ name }),
  name => ({ name, labels: OURS }),
  name => ({ name, labels: OURS, managedFields: [applied('helm')] }),
  name => ({ name, labels: { ...OURS, 'commit-train.dev/service': 'cart' }, managedFields: [applied('commit-train')] }),
  name => ({
    name,
    labels: OURS,
    ownerReferences: [{ kind: 'Thing', uid: 'x' }],
    managedFields: [applied('commit-train')],
  }),
]

/** What other people do to an object of the service; from then on it is theirs. */
const TAKEOVERS: readonly ((metadata: KubeObject['metadata']) => object)[] = [
  metadata => ({ ...metadata, labels: { ...metadata.labels, 'commit-train.dev/service': 'cart' } }),
  metadata => ({ ...metadata, annotations: { 'commit-train.dev/prune': 'keep' } }),
  metadata => ({ ...metadata, annotations: { 'argocd.argoproj.io/tracking-id': 'x' } }),
  metadata => ({ ...metadata, managedFields: [...managedIn(metadata), applied('terraform')] }),
  metadata => ({ ...metadata, managedFields: [applied('kubectl')] }),
  metadata => ({ ...metadata, uid: `again-${metadata.uid}`, managedFields: [applied('kubectl-create')] }),
  metadata => ({ ...metadata, ownerReferences: [{ kind: 'Thing', uid: 'x' }] }),
]

const managedIn = (metadata: object): readonly unknown[] =>
  (metadata as { readonly managedFields?: readonly unknown[] }).managedFields ?? []

/** All but the records, and what the controllers make. */
function listingOf({ cluster }: ReleaseScene): Listing {
  const counts = (path: string): boolean =>
    !/\/secrets\/commit-train-|\/(replicasets|deployments)\/|\/configmaps\/web$/.test(path)
  return new Map([...cluster.objects.byPath].filter(([path]) => counts(path)))
}

const pathOf = ({ kind, metadata: { name } }: KubeObject): string =>
  `${kind === 'CronJob' ? CRON_JOBS : CONFIG_MAPS}/${name}`

/** Any of six ConfigMaps and three CronJobs, each of which reads one of them. */
function randomSet(random: Random, theirs: ReadonlySet<string>): readonly KubeObject[] {
  const configs = Array.from({ length: 6 }, (_, at) => configMap(`c${at}`, { data: { text: String(random(2)) } }))
  const jobs = Array.from({ length: 3 }, (_, at): KubeObject => {
    const volumes = [{ name: 'v', configMap: { name: `c${random(6)}` } }]
    const template = { spec: { containers: [{ name: 'app', image: 'x' }], volumes } }
    const spec = { schedule: '@daily', jobTemplate: { spec: { template } } }
    return { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: `j${at}` }, spec }
  })
  return [...configs, ...jobs].filter(one => random(2) === 0 && !theirs.has(pathOf(one)))
}

const readBy = (job: KubeObject): string =>
  /"configMap":\{"name":"(\w+)"/.exec(JSON.stringify(mappingAt(job, 'spec')))?.[1] ?? ''

/** A story of one service among strangers; gives how many objects were removed. */
async function tell(seed: number): Promise<number> {
  const random = randomNumbers(seed)
  const scene = new ReleaseScene()
  scene.policy = releasePolicy({ prune: { 'max-count': 100, 'max-share': 100 } }, {})
  const { objects } = scene.cluster
  const theirs = new Set<string>()
  const ours = new Set<string>()
  let removed = 0
  const fail = (what: string): never => expect.fail(`seed ${seed}: ${what}`)
  for (const [at, metadataOf] of STRANGERS.entries()) {
    const path = `${CONFIG_MAPS}/s${at}`
    objects.store(path, { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadataOf(`s${at}`) } as KubeObject)
    theirs.add(path)
  }
  for (let turn = 0; turn <= DEPLOYMENTS; turn += 1) {
    const isLast = turn === DEPLOYMENTS
    const taken = [...ours].toSorted()[random(12)]
    const takeover = TAKEOVERS[random(TAKEOVERS.length)]
    const isTaken = taken !== undefined && takeover !== undefined && !isLast
    if (isTaken) {
      scene.change(taken, live => ({ ...live, metadata: takeover(live.metadata) as KubeObject['metadata'] }))
      ours.delete(taken)
      theirs.add(taken)
    }
    const set = isLast ? [] : randomSet(random, theirs)
    const wanted = new Set(set.map(pathOf))
    // A release that fails applies the last good one again, with what that had.
    scene.cluster.behaviour = !isLast && !isTaken && random(3) === 0 ? 'missing-config' : 'healthy'
    const isLocked = !isLast && random(4) === 0
    objects.forbids = ({ verb, path }) => isLocked && verb === 'delete' && path.startsWith(CRON_JOBS)
    const before = listingOf(scene)
    const { result, thrown } = await scene.deploy(...set)
    const after = listingOf(scene)
    const isGood = result?.outcome === 'complete'
    if (thrown !== undefined) fail(`turn ${turn}: ${String(thrown)}`)
    for (const [path, object] of before) {
      const now = after.get(path)
      if (theirs.has(path) && !isDeepStrictEqual(now, object))
        fail(`turn ${turn}: ${path} is not ours, and was changed`)
      if (now !== undefined) continue
      removed += 1
      if (!isGood) fail(`turn ${turn}: ${path} was there before a release that failed`)
      if (wanted.has(path)) fail(`turn ${turn}: ${path} is in the templates`)
      if (!ours.has(path)) fail(`turn ${turn}: ${path} was not put up by this service`)
    }
    for (const [path, object] of after) {
      const config = `${CONFIG_MAPS}/${readBy(object)}`
      const isBroken = path.startsWith(CRON_JOBS) && before.has(config) && !after.has(config)
      if (isBroken) fail(`turn ${turn}: ${path} still reads ${config}`)
      if (!before.has(path) && ourApplyOf(object) !== undefined) ours.add(path)
    }
    for (const path of ours) if (!after.has(path)) ours.delete(path)
  }
  const needed = [...listingOf(scene).values()].map(readBy)
  const left = [...ours].filter(path => !needed.includes(path.split('/').at(-1) ?? ''))
  if (left.length > 0) fail(`${left.join(', ')} left the templates and stayed`)
  return removed
}

test(`what is not ours is never removed, and what is ours goes: seeds 1 to ${SEEDS}`, async () => {
  let removed = 0
  for (let seed = 1; seed <= SEEDS; seed += 1) removed += await tell(seed)
  expect(removed).toBeGreaterThan(SEEDS)
})
