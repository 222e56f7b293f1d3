import { describe, expect, test } from 'vitest'
import type { ApiResponse, KubernetesClient } from '../../../../src/kubernetes/api/client.ts'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { preflight } from '../../../../src/kubernetes/apply/preflight.ts'
import type { Cluster } from '../../../../src/kubernetes/connection/cluster.ts'
import { parseManifests } from '../../../../src/kubernetes/manifests/parse.ts'

const CRD = 'CustomResourceDefinition'
const LISTS: Readonly<Record<string, readonly object[]>> = {
  '/api/v1': [
    { name: 'configmaps', kind: 'ConfigMap', namespaced: true },
    { name: 'namespaces', kind: 'Namespace', namespaced: false },
    { name: 'namespaces/status', kind: 'Namespace', namespaced: false },
  ],
  '/apis/apps/v1': [{ name: 'deployments', kind: 'Deployment', namespaced: true }],
  '/apis/apiextensions.k8s.io/v1': [{ name: 'customresourcedefinitions', kind: CRD, namespaced: false }],
}

const ENFORCE = 'pod-security.kubernetes.io/enforce'
const NAMESPACES: Readonly<Record<string, object>> = {
  '/api/v1/namespaces/shop': { [ENFORCE]: 'restricted' },
  '/api/v1/namespaces/old': { [ENFORCE]: 'restricted', [`${ENFORCE}-version`]: 'v1.30' },
  '/api/v1/namespaces/lax': { [ENFORCE]: 'baseline' },
}

const LIVE_A = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', uid: 'u-1', resourceVersion: '7' } }

/** Plans the texts, each a file, against a cluster that answers dry runs as the test says. */
async function plan(texts: readonly string[], dryRun: (object: KubeObject, path: string) => ApiResponse | Error) {
  const asked: string[] = []
  const client: Pick<KubernetesClient, 'get' | 'apply'> = {
    get: async path => {
      const resources = LISTS[path]
      const labels = NAMESPACES[path]
      if (path === '/api/v1/namespaces/other/configmaps/a') return { code: 200, at: 0, body: LIVE_A }
      if (labels !== undefined) return { code: 200, at: 0, body: { metadata: { labels } } }
      if (resources === undefined) throw new KubernetesError(404, 'NotFound', 'no such group')
      return { code: 200, at: 0, body: { resources } }
    },
    apply: async (path, body, options) => {
      expect(options?.query).toMatchObject({ dryRun: 'All', force: 'false', fieldValidation: 'Strict' })
      asked.push(path)
      const answer = dryRun(body as KubeObject, path)
      if (answer instanceof Error) throw answer
      return answer
    },
  }
  const cluster = { client, namespace: 'shop', server: 'https://c' } as unknown as Cluster
  const set = parseManifests(texts.map((text, index) => ({ file: `f${index}.yaml`, text })))
  return { asked, plan: await preflight(cluster, set) }
}

const configMap = (name: string, more = '') => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${more}}\n`
const DEPLOYMENT = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n'
const namespace = (name: string) => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}}\n`
const THING = 'apiVersion: example.dev/v1\nkind: Thing\nmetadata: {name: one}\n'
const crd = `apiVersion: apiextensions.k8s.io/v1
kind: ${CRD}
metadata: {name: things.example.dev}
spec: {group: example.dev, scope: Namespaced, names: {plural: things, kind: Thing}, versions: [{name: v1}]}
`
const CREATED: ApiResponse = { code: 201, at: 0, body: { metadata: { resourceVersion: '0' } } }
const noNamespace = (name: string) =>
  new KubernetesError(404, 'NotFound', 'not found', { details: { kind: 'namespaces', name } })

test('a plan has path, namespace, stage and the live object of each object', async () => {
  const made = await plan([configMap('a', ', namespace: other'), DEPLOYMENT, namespace('extra'), crd], () => CREATED)
  expect(made.plan.objects.map(({ manifest, seenAt, answer, ...rest }) => rest)).toEqual([
    { path: '/api/v1/namespaces/other/configmaps/a', namespace: 'other', stage: 'configuration', live: LIVE_A },
    { path: '/apis/apps/v1/namespaces/shop/deployments/web', namespace: 'shop', stage: 'workloads' },
    { path: '/api/v1/namespaces/extra', stage: 'namespaces' },
    { path: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.example.dev', stage: 'crds' },
  ])
})

test('a custom resource whose CRD is in the set is not tried before the apply', async () => {
  const made = await plan([THING, crd], () => CREATED)
  expect(made.asked).toEqual([expect.stringContaining('customresourcedefinitions')])
  expect(made.plan.objects.map(({ path }) => path)).toContain('/apis/example.dev/v1/namespaces/shop/things/one')
})

test('what the cluster around the set refuses is among the findings, each where its object is', async () => {
  const bound = DEPLOYMENT.replace('{name: web}', '{name: bound}\nspec: {template: {spec: {nodeName: gone}}}')
  await expect(plan([configMap('a'), bound, THING], () => CREATED)).rejects.toMatchObject({
    findings: [
      { reason: 'node-missing', where: 'f1.yaml:1', text: expect.stringContaining('gone') },
      { reason: 'kind-unknown', where: 'f2.yaml:1' },
    ],
  })
})

test('a kind that the cluster does not serve is refused', async () => {
  await expect(plan([configMap('a'), THING], () => CREATED)).rejects.toMatchObject({
    reason: 'preflight-failed',
    outcome: 'refused',
    message: expect.stringMatching(/^f1\.yaml:1: Thing\/one: the cluster has no Thing in example\.dev\/v1; /),
    findings: [{ reason: 'kind-unknown', where: 'f1.yaml:1' }],
  })
})

test('a namespace of the set itself may be missing, another is one finding for all its objects', async () => {
  const inOwn = configMap('a', ', namespace: own')
  const answer = ({ kind, metadata }: KubeObject) =>
    kind === 'Namespace' ? CREATED : noNamespace(metadata.namespace ?? '')
  expect((await plan([namespace('own'), inOwn], answer)).plan.objects).toHaveLength(2)
  const inOther = [configMap('b', ', namespace: other'), configMap('c', ', namespace: other')]
  await expect(plan([namespace('own'), inOwn, ...inOther], answer)).rejects.toMatchObject({
    findings: [{ reason: 'namespace-missing', where: 'f2.yaml:1' }],
  })
})

test('every finding is reported, in the order of the files', async () => {
  const refused = new KubernetesError(422, 'Invalid', 'is invalid')
  const refusal = plan([configMap('a'), THING, DEPLOYMENT], () => refused)
  await expect(refusal).rejects.toMatchObject({
    message: 'f0.yaml:1: ConfigMap/a: is invalid (and 2 more)',
    findings: [{ where: 'f0.yaml:1' }, { where: 'f1.yaml:1' }, { where: 'f2.yaml:1' }],
  })
})

test('a webhook without dry run is a warning', async () => {
  const message = 'admission webhook "w" does not support dry run'
  const made = await plan([configMap('a')], () => new KubernetesError(400, 'BadRequest', message))
  expect(made.plan).toMatchObject({
    objects: [{ path: '/api/v1/namespaces/shop/configmaps/a' }],
    warnings: [
      {
        reason: 'dry-run-unsupported',
        where: 'f0.yaml:1',
        text: expect.stringMatching(/^ConfigMap\/a: not validated, /),
      },
    ],
  })
})

test.each([
  ['is lost', new KubernetesError(0, 'Transport', 'connection refused'), 'cluster-unreachable'],
  ['rejects the credentials', new KubernetesError(401, 'Unauthorized', 'x'), 'cluster-unauthorized'],
])('a cluster that %s is no finding about an object', async (_, error, reason) => {
  await expect(plan([configMap('a')], () => error)).rejects.toMatchObject({ reason, outcome: 'error', findings: [] })
})

describe('what the cluster warns of', () => {
  const violates = 'would violate PodSecurity "restricted:latest": allowPrivilegeEscalation != false'
  const web = (namespace: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: ${namespace}}\n`
  const warned = (warning: string) => (): ApiResponse => ({ ...CREATED, warnings: [warning] })

  test('is shown', async () => {
    const made = await plan([web('shop')], warned('apps/v1beta9 is deprecated'))
    expect(made.plan.warnings).toEqual([
      {
        reason: 'cluster-warning',
        where: 'f0.yaml:1',
        text: 'Deployment/web: the cluster warns: apps/v1beta9 is deprecated',
      },
    ])
  })

  test.each([
    ['the namespace enforces it', [web('shop')], 'pod-security-violated'],
    ['the namespace enforces another version', [web('old')], 'cluster-warning'],
    ['the namespace enforces less', [web('lax')], 'cluster-warning'],
    ['the namespace cannot be read', [web('closed')], 'cluster-warning'],
    [
      'the set itself raises what the namespace enforces',
      [web('lax'), `apiVersion: v1\nkind: Namespace\nmetadata: {name: lax, labels: {${ENFORCE}: restricted}}\n`],
      'pod-security-violated',
    ],
    [
      'another namespace of the set, and another object of its name, raise nothing',
      [
        web('lax'),
        `apiVersion: v1\nkind: Namespace\nmetadata: {name: other, labels: {${ENFORCE}: restricted}}\n`,
        `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: lax, labels: {${ENFORCE}: restricted}}\n`,
      ],
      'cluster-warning',
    ],
  ])('is a refusal where it is certain: %s', async (_, texts, reason) => {
    const planned = plan(texts, ({ kind }) => (kind === 'Deployment' ? warned(violates)() : CREATED))
    if (reason === 'cluster-warning') expect((await planned).plan.warnings).toMatchObject([{ reason }])
    else await expect(planned).rejects.toMatchObject({ outcome: 'refused', findings: [{ reason, where: 'f0.yaml:1' }] })
  })
})
