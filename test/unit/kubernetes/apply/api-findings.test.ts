import { expect, test } from 'vitest'
import { errorFrom } from '../../../../src/kubernetes/api/error.ts'
import { findingsFrom } from '../../../../src/kubernetes/apply/api-findings.ts'

const manifest = (kind: string) => ({
  object: { apiVersion: kind === 'Secret' ? 'v1' : 'apps/v1', kind, metadata: { name: 'web' } },
  file: 'web.yaml',
  line: 7,
})

const answer = (code: number, status: object) => errorFrom(code, JSON.stringify({ kind: 'Status', ...status }))
const texts = (code: number, status: object, kind = 'Deployment') =>
  findingsFrom(answer(code, status), manifest(kind)).map(({ reason, text }) => `${reason}: ${text}`)

test('every finding names the place of the manifest', () => {
  expect(findingsFrom(answer(400, { message: 'bad' }), manifest('Deployment'))).toMatchObject([{ where: 'web.yaml:7' }])
})

test('a conflict names each field and its owner', () => {
  const causes = [
    { reason: 'FieldManagerConflict', message: 'conflict with "kubectl" using apps/v1', field: '.spec.replicas' },
    {
      reason: 'FieldManagerConflict',
      message: 'conflict with "hpa" with subresource "scale" using v1',
      field: '.spec.x',
    },
  ]
  expect(texts(409, { reason: 'Conflict', details: { causes } })).toMatchObject([
    expect.stringMatching(/^field-conflict: Deployment\/web: \.spec\.replicas is owned by "kubectl";/),
    expect.stringMatching(/^field-conflict: Deployment\/web: \.spec\.x is owned by "hpa";/),
  ])
})

test.each([
  [
    'deployments.apps "web" is forbidden: User "ci" cannot patch resource "deployments" in API group "apps" in the namespace "shop"',
    /^cluster-forbidden: .*may not patch deployments\.apps; its Role in namespace shop needs/,
  ],
  [
    'namespaces "x" is forbidden: User "ci" cannot patch resource "namespaces" in API group "" at the cluster scope',
    /ClusterRole needs/,
  ],
  ['admission webhook "policy" denied the request: no owner label', /^object-rejected: .*no owner label/],
])('403: %s', (message, expected) => {
  expect(texts(403, { reason: 'Forbidden', message })).toMatchObject([expect.stringMatching(expected)])
})

test('a missing namespace is named', () => {
  expect(texts(404, { reason: 'NotFound', message: 'x', details: { kind: 'namespaces', name: 'shop' } })).toMatchObject(
    [expect.stringMatching(/^namespace-missing: Namespace\/shop: does not exist/)],
  )
})

test.each([
  [
    'failed to create typed patch object (/d; apps/v1, Kind=Deployment): .spec.replcas: field not declared in schema',
    /^field-unknown: .*spec\.replcas is not a field/,
  ],
  ['strict decoding error: unknown field "spec.foo"', /^field-unknown: .*spec\.foo is not a field/],
  [
    'failed to create typed patch object (/c; /v1, Kind=Service): .spec.ports: expected list, got &{x}',
    /^object-invalid: .*spec\.ports: expected list/,
  ],
])('a wrong field: %s', (message, expected) => {
  expect(texts(500, { message })).toMatchObject([expect.stringMatching(expected)])
})

test('each invalid field is a finding', () => {
  const causes = [
    { reason: 'FieldValueRequired', message: 'Required value', field: 'spec.a' },
    { reason: 'FieldValueInvalid', message: 'Invalid value: 5', field: 'spec.b' },
  ]
  expect(texts(422, { reason: 'Invalid', message: 'both', details: { causes } })).toEqual([
    'object-invalid: Deployment/web: spec.a: Required value',
    'object-invalid: Deployment/web: spec.b: Invalid value: 5',
  ])
})

test.each([
  [
    422,
    {
      reason: 'Invalid',
      message: 'hunter2',
      details: { causes: [{ reason: 'FieldValueInvalid', message: 'Invalid value: "hunter2"', field: 'data[a]' }] },
    },
    'object-invalid: Secret/web: data[a]: FieldValueInvalid',
  ],
  [
    500,
    {
      message:
        'failed to create typed patch object (/s; /v1, Kind=Secret): .stringData.a: expected string, got hunter2',
    },
    'object-invalid: Secret/web: stringData.a: has a value that the kind does not allow',
  ],
  [
    500,
    { message: 'error decoding from json: illegal base64 data at input byte 3' },
    'object-invalid: Secret/web: data: a value is not base64',
  ],
  [
    400,
    { reason: 'BadRequest', message: 'what is hunter2?' },
    /^object-invalid: Secret\/web: refused by the cluster \(BadRequest\)/,
  ],
  [
    403,
    { reason: 'Forbidden', message: 'denied because of hunter2' },
    /^object-rejected: Secret\/web: refused by the cluster \(Forbidden\)/,
  ],
])('of a Secret only the field is reported: %s %j', (code, status, expected) => {
  const [text, ...more] = texts(code, status, 'Secret')
  expect(more).toEqual([])
  expect(text).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected))
  expect(text).not.toContain('hunter2')
})

test.each([
  [
    'Job',
    'batch/v1',
    'spec.template',
    'Invalid value: core.PodTemplateSpec{Spec:core.PodSpec{…}}: field is immutable',
    'spec.template cannot be changed once the object exists; a Job runs once: use generateName, put {{ .deploy.commit }} into its name, or let it be deleted and created again (annotation commit-train.dev/on-immutable)',
  ],
  [
    'Deployment',
    'apps/v1',
    'spec.selector',
    'Invalid value: v1.LabelSelector{…}: field is immutable',
    'spec.selector cannot be changed once the object exists; keep its value, give the object another name, or let it be deleted and created again (annotation commit-train.dev/on-immutable)',
  ],
  [
    'RoleBinding',
    'rbac.authorization.k8s.io/v1',
    'roleRef',
    'Invalid value: {"Kind":"Role"}: cannot change roleRef',
    'roleRef cannot be changed once the object exists; keep its value, give the object another name, or delete it by hand if nothing of it is needed',
  ],
  [
    'PriorityClass',
    'scheduling.k8s.io/v1',
    'value',
    'Forbidden: may not be changed in an update.',
    'value cannot be changed once the object exists; keep its value, give the object another name, or delete it by hand if nothing of it is needed',
  ],
  [
    'StatefulSet',
    'apps/v1',
    'spec',
    "Forbidden: updates to statefulset spec for fields other than 'replicas', 'template' are forbidden",
    "spec cannot be changed once the object exists (only 'replicas', 'template' can); keep its value, give the object another name, or let it be deleted and created again (annotation commit-train.dev/on-immutable)",
  ],
  [
    'Pod',
    'v1',
    'spec',
    'Forbidden: pod updates may not change fields other than `spec.containers[*].image`\n  core.PodSpec{…}',
    'spec cannot be changed once the object exists (only `spec.containers[*].image` can); keep its value, give the object another name, or let it be deleted and created again (annotation commit-train.dev/on-immutable)',
  ],
  [
    'PersistentVolumeClaim',
    'v1',
    'spec',
    'Forbidden: spec is immutable after creation except resources.requests for bound claims',
    'spec cannot be changed once the object exists; keep its value, give the object another name, or delete it by hand if nothing of it is needed',
  ],
])('a %s of %s whose %s cannot be changed', (kind, apiVersion, field, message, text) => {
  const causes = [{ reason: 'FieldValueInvalid', field, message }]
  const object = { apiVersion, kind, metadata: { name: 'web' } }
  const error = answer(422, { reason: 'Invalid', message: 'invalid', details: { causes } })
  expect(findingsFrom(error, { object, file: 'web.yaml', line: 7 })).toEqual([
    { reason: 'field-immutable', where: 'web.yaml:7', text: `${kind}/web: ${text}` },
  ])
})
