import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Finding } from '../../../../src/errors.ts'
import { kubernetesClient } from '../../../../src/kubernetes/api/client.ts'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { type AppliedObject, type ApplyOptions, StagedApply } from '../../../../src/kubernetes/apply/apply.ts'
import type { Plan } from '../../../../src/kubernetes/apply/plan.ts'
import { preflight } from '../../../../src/kubernetes/apply/preflight.ts'
import type { Cluster } from '../../../../src/kubernetes/connection/cluster.ts'
import { parseManifests } from '../../../../src/kubernetes/manifests/parse.ts'
import { HeldClock } from '../../held-clock.ts'
import { RecordingLogger } from '../../recording-logger.ts'
import { ApiServerDouble, type Handler, json } from '../api/api-server-double.ts'

let server: ApiServerDouble
let cluster: Cluster
const patches = () => server.requests.filter(({ url }) => url.includes('?')).map(({ url }) => new URL(url, 'http://x'))
const names = (dryRun: boolean): readonly string[] =>
  patches()
    .filter(({ searchParams }) => searchParams.has('dryRun') === dryRun)
    .map(({ pathname }) => pathname)

const kinds = json(200, {
  resources: [
    { name: 'configmaps', kind: 'ConfigMap', namespaced: true },
    { name: 'namespaces', kind: 'Namespace' },
    { name: 'deployments', kind: 'Deployment', namespaced: true },
  ],
})

/** Objects that exist, and what our last apply gave them. A controller changes each between the dry run and the apply. */
const LIVE_DATA: Readonly<Record<string, string>> = { same: 'new', other: 'old', grown: 'new' }

function ofOurs(name: string, value: string, resourceVersion: string) {
  const fieldsV1 = { 'f:data': { 'f:key': {} } }
  const managedFields = [{ manager: 'commit-train', operation: 'Apply', apiVersion: 'v1', fieldsV1 }]
  // A webhook changes something at each apply, or the apply has removed what was another tool's.
  const generation = name === 'grown' && resourceVersion === '9' ? 4 : 3
  const metadata = { name, namespace: 'shop', uid: 'u-1', generation, resourceVersion, managedFields }
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { key: value } }
}

/** Answers as the API server does, but for objects with names that ask for something else. */
const apiServer: Handler = (request, response, body) => {
  if (request.method === 'GET') {
    const [name = '', kind] = (request.url ?? '').split('/').reverse()
    const value = kind === 'configmaps' ? LIVE_DATA[name] : undefined
    return (value === undefined ? kinds : json(200, ofOurs(name, value, '7')))(request, response, body)
  }
  const object = JSON.parse(body) as { metadata: { name: string } }
  const dryRun = request.url?.includes('dryRun')
  const { name } = object.metadata
  if (LIVE_DATA[name] !== undefined) return json(200, ofOurs(name, 'new', dryRun ? '8' : '9'))(request, response, body)
  if (dryRun || !/silent|bad/.test(name)) return json(201, object)(request, response, body)
  if (name === 'bad') json(422, { kind: 'Status', message: 'bad' })(request, response, body)
}

beforeEach(async () => {
  server = await ApiServerDouble.start(apiServer)
  const clock = new HeldClock()
  const client = kubernetesClient(server.socketPath, clock)
  cluster = { client, clock, namespace: 'shop', server: 'x', log: new RecordingLogger() } as unknown as Cluster
})
afterEach(async () => {
  cluster.client.close()
  await server.close()
})

const configMap = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`
const read = (...texts: string[]) => parseManifests([{ file: 'f.yaml', text: texts.join('---\n') }])

async function apply(objects: readonly string[], options: ApplyOptions = {}): Promise<readonly AppliedObject[]> {
  return applyPlan(cluster, await preflight(cluster, read(...objects)), options)
}

async function applyPlan(cluster: Cluster, plan: Plan, options: ApplyOptions = {}): Promise<readonly AppliedObject[]> {
  const staged = new StagedApply(cluster, plan, options)
  await staged.through('called')
  return staged.applied
}

test('applies stage by stage, and returns the objects in the order of the set', async () => {
  const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n'
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n'
  const taken: string[] = []
  const onApplied = ({ name }: AppliedObject): void => void taken.push(name)
  const applied = await apply([deployment, configMap('same'), configMap('other'), namespace, configMap('grown')], {
    onApplied,
  })
  expect(applied.map(({ kind, name, action }) => `${kind} ${name} ${action}`)).toEqual([
    'Deployment web created',
    'ConfigMap same unchanged',
    'ConfigMap other changed',
    'Namespace shop created',
    'ConfigMap grown changed',
  ])
  expect(applied[1]).toMatchObject({ namespace: 'shop', uid: 'u-1', generation: 3, resourceVersion: '9' })
  expect([taken[0], taken.slice(1, 4).toSorted(), taken[4]]).toEqual(['shop', ['grown', 'other', 'same'], 'web'])
})

describe('the time of a change is the object’s own, not that of an answer that took its time', () => {
  const answeredAt = Date.parse('2026-01-01T00:00:10Z')
  const at = (time: number): string => new Date(answeredAt - time * 1000).toISOString()
  const dated = (time: string | undefined, creationTimestamp: string, value = 'new') => {
    const object = ofOurs('x', value, '7')
    const managedFields = object.metadata.managedFields.map(entry => ({ ...entry, time }))
    return { ...object, metadata: { ...object.metadata, creationTimestamp, managedFields } }
  }
  test.each<[string, KubeObject | undefined, KubeObject, number, number?]>([
    ['created', undefined, dated(at(2), at(1)), 2],
    ['created, dated when it was stored', undefined, dated(at(1), at(2)), 2],
    ['changed', dated(at(90), at(99), 'old'), dated(at(3), at(99)), 3],
    ['changed, by a clock that is ahead', dated(at(90), at(99), 'old'), dated(at(-3), at(99)), 0],
    ['changed in the second of the change before', dated(at(3), at(99), 'old'), dated(at(3), at(99)), 0],
    ['changed, without a time', dated(at(90), at(99), 'old'), dated(undefined, at(99)), 0],
    ['unchanged', dated(at(3), at(99)), dated(at(3), at(99)), 0],
    [
      'taken over without another change: the time is its owner’s before',
      ofOurs('x', 'old', '7'),
      dated(at(90), at(99)),
      0,
    ],
    ['there before, but not to be read', undefined, dated(at(90), at(99)), 0, 200],
    ['created by a try whose answer was lost', undefined, dated(at(4), at(4)), 4, 200],
  ])('%s', async (_, live, body, seconds, code = live === undefined ? 201 : 200) => {
    const plan = await preflight(cluster, read(configMap('x')))
    const seenAt = Date.parse(at(5))
    const objects = plan.objects.map(one => ({ ...one, seenAt, ...(live === undefined ? {} : { live }) }))
    const client = { ...cluster.client, apply: () => Promise.resolve({ code, body, at: answeredAt }) }
    const [applied] = await applyPlan({ ...cluster, client }, { ...plan, objects })
    expect(applied?.at).toBe(answeredAt - seconds * 1000)
  })
})

test('an object without an answer may have been applied or not, and that is said', async () => {
  const plan = await preflight(cluster, read(configMap('lost')))
  const lost = new KubernetesError(0, 'Transport', 'connection reset')
  const applying = applyPlan({ ...cluster, client: { ...cluster.client, apply: () => Promise.reject(lost) } }, plan)
  await expect(applying).rejects.toMatchObject({
    reason: 'apply-failed',
    findings: [
      { reason: 'cluster-unreachable', text: expect.stringMatching(/^ConfigMap\/lost: no answer .* or not$/) },
    ],
  })
})

test('an apply that breaks off has reported what was applied', async () => {
  const taken: string[] = []
  const applying = apply([configMap('one'), configMap('bad'), configMap('two')], {
    onApplied: ({ name, action }) => taken.push(`${name} ${action}`),
  })
  await expect(applying).rejects.toMatchObject({
    reason: 'apply-failed',
    outcome: 'failed',
    message: expect.stringMatching(/^ConfigMap\/bad: bad \(2 of 3 objects applied\)$/),
  })
  expect(taken.sort()).toEqual(['one created', 'two created'])
})

test('an apply that is aborted has reported what was applied, and sends nothing more', async () => {
  const taken: string[] = []
  const abort = new AbortController()
  const reason = new Error('stopped')
  const silent = Array.from({ length: 19 }, (_, index) => configMap(`silent-${index}`))
  const never = Array.from({ length: 30 }, (_, index) => configMap(`silent-too-${index}`))
  const applying = apply([configMap('one'), ...silent, ...never], {
    signal: abort.signal,
    onApplied: ({ name }) => {
      taken.push(name)
      abort.abort(reason)
    },
  })
  await expect(applying).rejects.toBe(reason)
  expect(taken).toEqual(['one'])
  expect(names(false).length).toBeLessThanOrEqual(21)
})

test('two that are one, with and without the default namespace, are found', async () => {
  const explicit = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop}\n'
  const planning = preflight(cluster, read(configMap('a'), configMap('b'), explicit))
  await expect(planning).rejects.toMatchObject({
    reason: 'preflight-failed',
    outcome: 'refused',
    message: expect.stringMatching(/^f\.yaml:9: ConfigMap\/a: defined twice, /),
    findings: [
      { reason: 'object-duplicate', where: 'f.yaml:9', text: expect.stringContaining('twice, also at f.yaml:1') },
    ],
  })
  expect(names(false)).toEqual([])
})

test('a plan has warnings of its own only', async () => {
  const set = read(configMap('a'))
  const warnings: Finding[] = [{ reason: 'custom-resource-not-followed', text: 'from the set' }]
  expect((await preflight(cluster, { ...set, warnings })).warnings).toEqual([])
})

describe('an object of another tool', () => {
  const planned = async (): Promise<Plan> => {
    const plan = await preflight(cluster, read(configMap('one')))
    const patch = [{ op: 'replace', path: '/metadata/managedFields', value: [] }]
    return {
      ...plan,
      objects: plan.objects.map(one => ({ ...one, adoption: { from: ['helm'], byHand: false, fields: {}, patch } })),
    }
  }
  const theirs = (manager: string) => ({
    ...{ apiVersion: 'v1', kind: 'ConfigMap' },
    metadata: {
      ...{ name: 'one', uid: 'u-1', resourceVersion: '9' },
      managedFields: [{ manager, operation: 'Update', apiVersion: 'v1', fieldsV1: { 'f:data': {} } }],
    },
  })
  /** The requests of an apply when the first patch is refused, and what the object is by then. */
  async function sent(refusals: number, live: object): Promise<readonly string[]> {
    const calls: string[] = []
    const client = {
      ...cluster.client,
      get: async () => {
        calls.push('get')
        return { code: 200, at: 0, body: live }
      },
      patch: async () => {
        calls.push('patch')
        if (calls.filter(call => call === 'patch').length <= refusals) throw new KubernetesError(409, 'Conflict', 'x')
        return { code: 200, at: 0, body: live }
      },
      apply: async () => {
        calls.push('apply')
        return { code: 200, at: 0, body: live }
      },
    }
    await applyPlan({ ...cluster, client }, await planned())
    return calls
  }

  test.each([
    ['becomes ours first', 0, theirs('helm'), ['patch', 'apply']],
    ['that was changed meanwhile: by what it is now', 1, theirs('helm'), ['patch', 'get', 'patch', 'apply']],
    [
      'that a controller writes all the time: until it is in time',
      2,
      theirs('helm'),
      ['patch', 'get', 'patch', 'get', 'patch', 'apply'],
    ],
    ['whose answer was lost is ours already', 1, theirs('commit-train'), ['patch', 'get', 'apply']],
  ])('%s', async (_, refusals, live, calls) => {
    expect(await sent(refusals, live)).toEqual(calls)
  })
})

test('what the dry run showed to be unchanged is not sent again', async () => {
  const plan = await preflight(cluster, read(configMap('one')))
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one', uid: 'u-1', generation: 2 } }
  const requests = server.requests.length
  const objects = plan.objects.map(one => ({ ...one, unchanged: { object, at: 5 } }))
  expect(await applyPlan(cluster, { ...plan, objects })).toMatchObject([
    { action: 'unchanged', uid: 'u-1', generation: 2, at: 5, warnings: [] },
  ])
  expect(server.requests).toHaveLength(requests)
})
