import { describe, expect, test } from 'vitest'
import type { KubernetesClient } from '../../../../src/kubernetes/api/client.ts'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import { type KubeObject, mappingAt } from '../../../../src/kubernetes/api/objects.ts'
import { StagedApply } from '../../../../src/kubernetes/apply/apply.ts'
import { preflight } from '../../../../src/kubernetes/apply/preflight.ts'
import type { Cluster } from '../../../../src/kubernetes/connection/cluster.ts'
import { parseManifests } from '../../../../src/kubernetes/manifests/parse.ts'
import { HeldClock } from '../../held-clock.ts'
import { RecordingLogger } from '../../recording-logger.ts'

const RESOURCES: Readonly<Record<string, readonly object[]>> = {
  '/api/v1': [
    { name: 'persistentvolumeclaims', kind: 'PersistentVolumeClaim', namespaced: true },
    { name: 'services', kind: 'Service', namespaced: true },
  ],
  '/apis/apps/v1': ['Deployment', 'StatefulSet'].map(kind => ({
    name: `${kind.toLowerCase()}s`,
    kind,
    namespaced: true,
  })),
  '/apis/batch/v1': [{ name: 'jobs', kind: 'Job', namespaced: true }],
}

const gone = new KubernetesError(404, 'NotFound', 'not found')
const IMMUTABLE = new KubernetesError(422, 'Invalid', 'invalid', {
  details: {
    causes: [{ reason: 'FieldValueInvalid', field: 'spec.x', message: 'Invalid value: 1: field is immutable' }],
  },
})

interface Answers {
  /** What the dry run of the deletion, and of the creation, are refused with. */
  readonly deletion?: KubernetesError
  readonly creation?: KubernetesError
  /** What the creation after the deletion is refused with. */
  readonly again?: KubernetesError
  /** How often the object is still there after its deletion. */
  readonly stays?: number
}

/** A cluster with one object, in which the template changes what cannot be changed. */
function clusterWith(live: object, { deletion, creation, again, stays = 0 }: Answers) {
  const calls: string[] = []
  let deleted = false
  let looks = 0
  const client: Pick<KubernetesClient, 'get' | 'apply' | 'remove'> = {
    get: async path => {
      if (RESOURCES[path] !== undefined) return { code: 200, at: 0, body: { resources: RESOURCES[path] } }
      if (!path.endsWith('/one')) throw gone
      if (deleted) calls.push('look')
      if (deleted && ++looks > stays) throw gone
      return { code: 200, at: 0, body: live }
    },
    apply: async (path, body, { query } = {}) => {
      const isNew = !path.endsWith('/one')
      calls.push(`${query?.dryRun === 'All' ? 'try' : 'apply'}${isNew ? ' new' : ''}`)
      if (isNew && creation !== undefined) throw creation
      if (!(isNew || deleted)) throw IMMUTABLE
      if (!isNew && again !== undefined) throw again
      return { code: 201, at: 0, body: { ...(body as object), metadata: { uid: 'u-2' } } }
    },
    // The server reads the options of a deletion from its body; with one, it does not look at the query.
    remove: async (_, options) => {
      const { propagationPolicy, preconditions, dryRun } = options as Readonly<Record<string, unknown>>
      calls.push(`${Array.isArray(dryRun) ? 'try to ' : ''}delete`)
      expect([propagationPolicy, mappingAt(preconditions)?.uid]).toEqual(['Foreground', 'u-1'])
      if (deletion !== undefined) throw deletion
      deleted = dryRun === undefined
      return { code: 200, at: 0, body: {} }
    },
  }
  const clock = new HeldClock()
  return {
    calls,
    clock,
    cluster: { client, clock, namespace: 'shop', server: 'x', log: new RecordingLogger() } as unknown as Cluster,
  }
}

const GROUPS: Readonly<Record<string, string>> = { Deployment: 'apps/v1', StatefulSet: 'apps/v1', Job: 'batch/v1' }
const object = (kind: string, annotation: string | undefined, spec: object = {}) => ({
  ...{ apiVersion: GROUPS[kind] ?? 'v1', kind, spec },
  metadata: {
    name: 'one',
    annotations: annotation === undefined ? {} : { 'commit-train.dev/on-immutable': annotation },
  },
})
const CLAIMS = { volumeClaimTemplates: [{ metadata: { name: 'data' } }] }

async function plan(kind: string, annotation: string | undefined, spec: object = {}, answers: Answers = {}) {
  const template = object(kind, annotation, spec)
  const live = { ...template, metadata: { name: 'one', uid: 'u-1', resourceVersion: '7' } } as unknown as KubeObject
  const world = clusterWith(live, answers)
  const set = parseManifests([{ file: 'f.yaml', text: JSON.stringify(template) }])
  return { ...world, plan: await preflight(world.cluster, set) }
}

describe('an object whose template changes what cannot be changed', () => {
  test.each<[string, Parameters<typeof plan>, string]>([
    [
      'without an annotation',
      ['Deployment', undefined],
      'or let it be deleted and created again (annotation commit-train.dev/on-immutable)',
    ],
    [
      'a claim',
      ['PersistentVolumeClaim', 'recreate'],
      'is not recreated, because only Jobs, Pods and workloads without claims are',
    ],
    ['a Service', ['Service', 'recreate'], 'is not recreated, because only Jobs, Pods and workloads'],
    [
      'a StatefulSet with claims',
      ['StatefulSet', 'recreate', CLAIMS],
      'is not recreated, because its pods have claims',
    ],
    [
      'that may not be deleted',
      [
        'Job',
        'recreate',
        {},
        { deletion: new KubernetesError(403, 'Forbidden', 'cannot delete resource "jobs" in API group "batch"') },
      ],
      'the credentials may not delete jobs.batch',
    ],
    [
      'that could not be created',
      ['Job', 'recreate', {}, { creation: new KubernetesError(422, 'Invalid', 'spec.template: Required value') }],
      'spec.template: Required value',
    ],
  ])('is refused: %s', async (_, how, text) => {
    await expect(plan(...how)).rejects.toMatchObject({
      reason: 'preflight-failed',
      findings: expect.arrayContaining([expect.objectContaining({ text: expect.stringContaining(text) })]),
    })
  })

  test.each<[string, Parameters<typeof plan>]>([
    ['a Deployment', ['Deployment', 'recreate']],
    ['a StatefulSet without claims', ['StatefulSet', 'recreate']],
    ['a Job', ['Job', 'recreate']],
  ])('is deleted and created again where its annotation says so: %s', async (_, how) => {
    const { cluster, calls, plan: planned } = await plan(...how)
    expect(planned.warnings).toMatchObject([
      {
        reason: 'object-recreated',
        text: expect.stringContaining('/one: spec.x cannot be changed once it exists, so it is deleted'),
      },
    ])
    expect(calls).toEqual(['try', 'try to delete', 'try new'])
    const staged = new StagedApply(cluster, planned)
    await staged.through('called')
    expect(calls.slice(3)).toEqual(['delete', 'look', 'apply'])
    expect(staged.applied).toMatchObject([{ action: 'created', uid: 'u-2' }])
  })
})

test('what was deleted and is then refused does not count as unchanged', async () => {
  const again = new KubernetesError(403, 'Forbidden', 'exceeded quota')
  const { cluster, plan: planned } = await plan('Job', 'recreate', {}, { again })
  const staged = new StagedApply(cluster, planned)
  await expect(staged.through('called')).rejects.toMatchObject({ reason: 'apply-failed' })
  expect([staged.applied, staged.unanswered]).toEqual([[], 1])
})

test.each([
  ['half a minute', {}, 120],
  ['five minutes', { template: { spec: { terminationGracePeriodSeconds: 300 } } }, 360],
])(
  'the deletion of pods that have %s to end is waited for, and that it does not end is said',
  async (_, spec, seconds) => {
    const {
      cluster,
      clock,
      calls,
      plan: planned,
    } = await plan('Deployment', 'recreate', spec, { stays: Number.POSITIVE_INFINITY })
    const applying = new StagedApply(cluster, planned).through('called')
    const ended = expect(applying).rejects.toMatchObject({
      reason: 'apply-failed',
      findings: [{ reason: 'object-terminating', text: expect.stringContaining(`is still there after ${seconds} s`) }],
    })
    for (let waited = 0; waited <= seconds; waited += 20) await clock.advance(20_000)
    await ended
    expect(calls).not.toContain('apply')
  },
)
