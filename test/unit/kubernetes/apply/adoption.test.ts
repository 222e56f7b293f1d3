import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { adoptionOf as adoptionOver, removedBy } from '../../../../src/kubernetes/apply/adoption.ts'

const managed = (manager: string, fieldsV1: object, change: object = {}) => ({
  ...{ manager, operation: 'Update', apiVersion: 'apps/v1', time: '2026-01-01T00:00:00Z', fieldsType: 'FieldsV1' },
  ...{ fieldsV1, ...change },
})
const live = (...managedFields: object[]) =>
  ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', uid: 'u', resourceVersion: '7', managedFields },
  }) as unknown as KubeObject
/** It has one of the fields that the live objects have. */
const template: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { replicas: 2 },
}
const adoptionOf = (object: KubeObject) => adoptionOver(object, template)
const spec = (...fields: string[]) => ({ 'f:spec': Object.fromEntries(fields.map(field => [`f:${field}`, {}])) })
const helmMarks = {
  'f:metadata': {
    'f:labels': { 'f:app.kubernetes.io/managed-by': {}, 'f:app': {} },
    'f:annotations': { 'f:meta.helm.sh/release-name': {} },
  },
}
const entriesAfter = (object: KubeObject) =>
  (adoptionOf(object)?.patch[0] as { value: { manager: string; operation: string; fieldsV1: object }[] } | undefined)
    ?.value

test.each([
  ['kubectl-client-side-apply'],
  ['kubectl-create'],
  ['kubectl-edit'],
  ['kubectl-set'],
  ['kubectl-rollout'],
  ['helm'],
  ['Helm'],
  ['before-first-apply'],
])('the fields of %s become ours, and nobody else’s', manager => {
  const status = managed('kube-controller-manager', { 'f:status': {} }, { subresource: 'status' })
  const object = live(managed(manager, spec('paused', 'replicas')), status)
  expect(adoptionOf(object)).toMatchObject({
    from: [manager],
    patch: [{ path: '/metadata/managedFields' }, { path: '/metadata/resourceVersion', value: '7' }],
  })
  expect(entriesAfter(object)).toEqual([
    status,
    expect.objectContaining({ manager: 'commit-train', operation: 'Apply', fieldsV1: spec('paused', 'replicas') }),
  ])
})

test('several tools become one owner', () => {
  const object = live(
    managed('helm', spec('paused'), { operation: 'Apply' }),
    managed('kubectl-edit', spec('replicas')),
  )
  expect(adoptionOf(object)?.from).toEqual(['helm', 'kubectl-edit'])
  expect(entriesAfter(object)).toMatchObject([{ manager: 'commit-train', fieldsV1: spec('paused', 'replicas') }])
})

test('the marks of Helm stay with Helm, and alone they are nothing to take over', () => {
  const object = live(managed('helm', { ...helmMarks, ...spec('paused') }))
  expect(entriesAfter(object)).toMatchObject([
    {
      manager: 'helm',
      fieldsV1: {
        'f:metadata': {
          'f:labels': { 'f:app.kubernetes.io/managed-by': {} },
          'f:annotations': { 'f:meta.helm.sh/release-name': {} },
        },
      },
    },
    { manager: 'commit-train', fieldsV1: { 'f:metadata': { 'f:labels': { 'f:app': {} } }, ...spec('paused') } },
  ])
  const marks = { 'f:metadata': { 'f:labels': { 'f:app.kubernetes.io/managed-by': {} } } }
  expect(adoptionOf(live(managed('helm', marks)))).toBeUndefined()
})

const overOurs = (manager: string, fields: object) =>
  live(managed('commit-train', spec('paused'), { operation: 'Apply' }), managed(manager, fields))
/** Its map of annotations is nobody's. */
const withoutMaps = {
  'f:spec': { 'f:template': { 'f:metadata': { 'f:annotations': { 'f:kubectl.kubernetes.io/restartedAt': {} } } } },
}
const restarted = {
  'f:spec': {
    'f:template': { 'f:metadata': { 'f:annotations': { '.': {}, 'f:kubectl.kubernetes.io/restartedAt': {} } } },
  },
}

describe('nothing is taken over', () => {
  test.each([
    ['from controllers', live(managed('kube-controller-manager', spec('replicas')), managed('istio', spec('paused')))],
    ['from an autoscaler', live(managed('kubectl', spec('replicas'), { subresource: 'scale' }))],
    [
      'what another version of the API describes',
      live(managed('helm', spec('paused'), { apiVersion: 'apps/v1beta1' })),
    ],
    ['what people have changed of what is ours already: that is a conflict', overOurs('kubectl-set', spec('replicas'))],
    ['what people have stopped', overOurs('kubectl-rollout', spec('paused', 'suspend'))],
    ['what people have labelled', overOurs('kubectl-edit', { 'f:metadata': { 'f:labels': { 'f:a': {} } } })],
    ['what controllers add to what is ours already', overOurs('istio', spec('minReadySeconds'))],
    ['the mark of a restart', overOurs('kubectl-rollout', restarted)],
  ])('%s', (_, object) => {
    expect(adoptionOf(object)).toBeUndefined()
  })
})

test.each([
  [
    'a field of the spec',
    'kubectl-edit',
    spec('minReadySeconds', 'replicas'),
    spec('minReadySeconds'),
    spec('replicas'),
  ],
  ['a key', 'kubectl-edit', { 'f:data': { 'f:b': {} } }, { 'f:data': { 'f:b': {} } }, undefined],
  [
    'what an undone rollout brought back, but the mark of its restart',
    'kubectl',
    { 'f:spec': { ...restarted['f:spec'], ...spec('revisionHistoryLimit')['f:spec'] } },
    spec('revisionHistoryLimit'),
    withoutMaps,
  ],
])(
  'what people add to what is ours goes, since the template does not have it: %s',
  (_, manager, fields, taken, left) => {
    const object = overOurs(manager, fields)
    expect(adoptionOf(object)).toMatchObject({ from: [manager], byHand: true })
    const ours = { ...taken, 'f:spec': { ...spec('paused')['f:spec'], ...('f:spec' in taken ? taken['f:spec'] : {}) } }
    expect(entriesAfter(object)).toEqual([
      ...(left === undefined ? [] : [expect.objectContaining({ manager, fieldsV1: left })]),
      expect.objectContaining({ manager: 'commit-train', fieldsV1: ours }),
    ])
  },
)

describe('the values of the default strategy, which nobody owns', () => {
  const strategies = (kind: string, field: string, strategy: object) => {
    const before = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%' } }
    const object = { ...overOurs('kube-controller-manager', {}), kind, spec: { [field]: before } } as KubeObject
    return adoptionOver(object, { ...template, kind, spec: { [field]: strategy } })
  }
  test.each([
    ['Recreate', 'Deployment', 'strategy'],
    ['OnDelete', 'StatefulSet', 'updateStrategy'],
    ['OnDelete', 'DaemonSet', 'updateStrategy'],
  ])('become ours and so go with %s of a %s', (type, kind, field) => {
    expect(strategies(kind, field, { type })).toMatchObject({
      ...{ from: [], byHand: true },
      fields: { 'f:spec': { [`f:${field}`]: { 'f:rollingUpdate': { '.': {}, 'f:maxSurge': {} } } } },
    })
  })

  test.each([
    ['with RollingUpdate', { type: 'RollingUpdate' }],
    ['without a type', {}],
    ['where the template has its own', { type: 'Recreate', rollingUpdate: {} }],
  ])('stay %s', (_, strategy) => {
    expect(strategies('Deployment', 'strategy', strategy)).toBeUndefined()
  })
})

test('a kubectl apply over what is ours is taken over again, with what we had', () => {
  const ours = managed('commit-train', spec('paused'), { operation: 'Apply' })
  expect(entriesAfter(live(ours, managed('kubectl-client-side-apply', spec('replicas'))))).toMatchObject([
    { manager: 'commit-train', fieldsV1: spec('paused', 'replicas') },
  ])
})

test('what the template does not have is named before it goes', () => {
  const item = { 'f:items': { 'k:{"name":"a"}': { '.': {}, 'f:name': {}, 'f:value': {} } } }
  const fields = { ...helmMarks, 'f:spec': { ...spec('paused', 'replicas', 'defaulted')['f:spec'], ...item } }
  const before = {
    ...live(managed('helm', fields)),
    spec: { paused: true, replicas: 2, defaulted: 600, items: [{ name: 'a', value: 'b' }] },
  }
  const adoption = adoptionOf(before)
  if (adoption === undefined) throw new Error('nothing to take over')
  const applied = live(managed('commit-train', spec('replicas'), { operation: 'Apply' }))
  const fresh = { metadata: { labels: { app: 'x' } }, spec: { replicas: 2, defaulted: 600 } }
  expect(removedBy(adoption, before, applied, fresh)).toEqual([
    'spec.items[name=a]',
    'spec.paused',
    'metadata.labels.app',
  ])
})
