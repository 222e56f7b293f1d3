import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { Users } from '../../../../src/kubernetes/release/needed.ts'
import type { ObjectAddress } from '../../../../src/kubernetes/release/record.ts'
import { refersTo } from '../../../../src/kubernetes/release/references.ts'

/** `v1/Secret` */
function target(type: string, namespace: string | undefined = 'shop'): ObjectAddress {
  const [, apiVersion = '', kind = ''] = /^(.+)\/(\w+)$/.exec(type) ?? []
  return { path: '/x/old', apiVersion, kind, name: 'old', ...(namespace === '' ? {} : { namespace }) }
}
function object(type: string, content: object, metadata: object = {}): KubeObject {
  const { apiVersion, kind } = target(type)
  return { apiVersion, kind, metadata: { name: 'user', ...metadata }, ...content }
}
const pod = (spec: object) => ({ spec: { containers: [{ name: 'app', image: 'x' }], ...spec } })
const workload = (spec: object) => ({ spec: { template: pod(spec) } })
const cron = (spec: object) => ({ spec: { jobTemplate: { spec: { template: pod(spec) } } } })
const container = (more: object) => ({ containers: [{ name: 'app', image: 'x', ...more }] })
const MAPPED = { volumes: [{ name: 'v', configMap: { name: 'old' } }] }
const SECRET_FILE = { volumes: [{ name: 'v', secret: { secretName: 'old' } }] }
const backend = { service: { name: 'old', port: { number: 80 } } }

describe('what an object needs by its name', () => {
  test.each<[string, string, KubeObject]>([
    ['the volume of a Deployment', 'v1/ConfigMap', object('apps/v1/Deployment', workload(MAPPED))],
    ['the volume of a CronJob', 'v1/ConfigMap', object('batch/v1/CronJob', cron(MAPPED))],
    ['the volume of a Job', 'v1/Secret', object('batch/v1/Job', workload(SECRET_FILE))],
    ['the pods of an operator', 'v1/Secret', object('example.dev/v1/Database', { spec: { pod: SECRET_FILE } })],
    [
      'an init container',
      'v1/Secret',
      object('apps/v1/Deployment', workload({ initContainers: [{ envFrom: [{ secretRef: { name: 'old' } }] }] })),
    ],
    [
      'a variable',
      'v1/Secret',
      object(
        'apps/v1/Deployment',
        workload(container({ env: [{ name: 'X', valueFrom: { secretKeyRef: { name: 'old', key: 'k' } } }] })),
      ),
    ],
    [
      'a projected volume',
      'v1/ConfigMap',
      object(
        'apps/v1/Deployment',
        workload({ volumes: [{ name: 'v', projected: { sources: [{ configMap: { name: 'old' } }] } }] }),
      ),
    ],
    ['a pull secret', 'v1/Secret', object('apps/v1/Deployment', workload({ imagePullSecrets: [{ name: 'old' }] }))],
    [
      'a name that the program itself reads',
      'v1/ConfigMap',
      object('apps/v1/Deployment', workload(container({ env: [{ name: 'CONFIGMAP_NAME', value: 'old' }] }))),
    ],
    ['an account', 'v1/ServiceAccount', object('apps/v1/Deployment', workload({ serviceAccountName: 'old' }))],
    ['an account of a CronJob', 'v1/ServiceAccount', object('batch/v1/CronJob', cron({ serviceAccountName: 'old' }))],
    ['the secret of an account', 'v1/Secret', object('v1/ServiceAccount', { secrets: [{ name: 'old' }] })],
    [
      'the certificate of an Ingress',
      'v1/Secret',
      object('networking.k8s.io/v1/Ingress', { spec: { tls: [{ secretName: 'old' }] } }),
    ],
    [
      'the backend of an Ingress',
      'v1/Service',
      object('networking.k8s.io/v1/Ingress', { spec: { rules: [{ http: { paths: [{ path: '/', backend }] } }] } }),
    ],
    [
      'the default backend',
      'v1/Service',
      object('networking.k8s.io/v1/Ingress', { spec: { defaultBackend: backend } }),
    ],
    [
      'an annotation of an Ingress',
      'v1/Secret',
      object(
        'networking.k8s.io/v1/Ingress',
        {},
        { annotations: { 'nginx.ingress.kubernetes.io/auth-secret': 'shop/old' } },
      ),
    ],
    [
      'JSON in an annotation',
      'v1/Service',
      object(
        'networking.k8s.io/v1/Ingress',
        {},
        { annotations: { 'alb.example/actions.x': '{"targets":[{"serviceName":"old"}]}' } },
      ),
    ],
    [
      'the target of an autoscaler',
      'apps/v1/Deployment',
      object('autoscaling/v2/HorizontalPodAutoscaler', {
        spec: { scaleTargetRef: { kind: 'Deployment', name: 'old' } },
      }),
    ],
    [
      'the target of a scaler',
      'apps/v1/Deployment',
      object('keda.sh/v1alpha1/ScaledObject', { spec: { scaleTargetRef: { name: 'old' } } }),
    ],
    [
      'the subject of a binding',
      'v1/ServiceAccount',
      object('rbac.authorization.k8s.io/v1/RoleBinding', { subjects: [{ kind: 'ServiceAccount', name: 'old' }] }),
    ],
    [
      'the role of a binding',
      'rbac.authorization.k8s.io/v1/Role',
      object('rbac.authorization.k8s.io/v1/RoleBinding', { roleRef: { kind: 'Role', name: 'old' } }),
    ],
    ['the Service of a StatefulSet', 'v1/Service', object('apps/v1/StatefulSet', { spec: { serviceName: 'old' } })],
    [
      'the Service of a webhook',
      'v1/Service',
      object('admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration', {
        webhooks: [{ clientConfig: { service: { name: 'old', namespace: 'shop' } } }],
      }),
    ],
    [
      'the Service of a route',
      'v1/Service',
      object('gateway.networking.k8s.io/v1/HTTPRoute', { spec: { rules: [{ backendRefs: [{ name: 'old' }] }] } }),
    ],
    [
      'the gateway of a route',
      'gateway.networking.k8s.io/v1/Gateway',
      object('gateway.networking.k8s.io/v1/HTTPRoute', { spec: { parentRefs: [{ name: 'old' }] } }),
    ],
    [
      'the host of a route',
      'v1/Service',
      object('networking.istio.io/v1/VirtualService', {
        spec: { http: [{ route: [{ destination: { host: 'old' } }] }] },
      }),
    ],
    [
      'the password of a scrape target',
      'v1/Secret',
      object('monitoring.coreos.com/v1/ServiceMonitor', {
        spec: { endpoints: [{ basicAuth: { password: { name: 'old', key: 'p' } } }] },
      }),
    ],
    [
      'the template of an analysis',
      'argoproj.io/v1alpha1/AnalysisTemplate',
      object('argoproj.io/v1alpha1/Rollout', {
        spec: { strategy: { canary: { analysis: { templates: [{ templateName: 'old' }] } } } },
      }),
    ],
    [
      'an address in a ConfigMap',
      'v1/Service',
      object('v1/ConfigMap', { data: { 'app.yaml': 'upstream: http://old:8080/\n' } }),
    ],
    ['a full name of the DNS', 'v1/Service', object('v1/ConfigMap', { data: { url: 'old.shop.svc.cluster.local' } })],
    [
      'the claim of a pod',
      'v1/PersistentVolumeClaim',
      object('apps/v1/Deployment', workload({ volumes: [{ persistentVolumeClaim: { claimName: 'old' } }] })),
    ],
  ])('%s', (_, type, user) => {
    expect(refersTo({ object: user, namespace: 'shop' }, target(type))).toBe(true)
  })

  test.each<[string, string, KubeObject]>([
    [
      'a container of that name',
      'apps/v1/Deployment',
      object('apps/v1/Deployment', workload({ containers: [{ name: 'old' }] })),
    ],
    [
      'a label of that value',
      'v1/Service',
      object('apps/v1/Deployment', {}, { labels: { 'commit-train.dev/service': 'old', service: 'old' } }),
    ],
    ['a selector', 'v1/Service', object('v1/Service', { spec: { selector: { service: 'old' } } })],
    ['an account of that name', 'v1/Service', object('apps/v1/Deployment', workload({ serviceAccountName: 'old' }))],
    ['a Secret of that name', 'v1/ConfigMap', object('apps/v1/Deployment', workload(SECRET_FILE))],
    [
      'a longer name',
      'v1/ConfigMap',
      object('apps/v1/Deployment', workload({ volumes: [{ configMap: { name: 'old-2' } }] })),
    ],
    [
      'a longer host',
      'v1/Service',
      object('v1/ConfigMap', { data: { url: 'http://old-2:80 http://very-old:80 old.example.com' } }),
    ],
    [
      'a target of another kind',
      'apps/v1/Deployment',
      object('autoscaling/v2/HorizontalPodAutoscaler', {
        spec: { scaleTargetRef: { kind: 'StatefulSet', name: 'old' } },
      }),
    ],
  ])('not %s', (_, type, user) => {
    expect(refersTo({ object: user, namespace: 'shop' }, target(type))).toBe(false)
  })

  const binding = (namespace: string) =>
    object('rbac.authorization.k8s.io/v1/RoleBinding', {
      subjects: [{ kind: 'ServiceAccount', name: 'old', namespace }],
    })
  test.each<[string, KubeObject, string | undefined, string, boolean]>([
    ['another namespace', object('apps/v1/Deployment', workload(MAPPED)), 'cart', 'v1/ConfigMap', false],
    ['a reference into it', binding('shop'), 'cart', 'v1/ServiceAccount', true],
    ['a reference out of it', binding('cart'), 'shop', 'v1/ServiceAccount', false],
    ['the whole cluster', object('v1/ClusterThing', { secretRef: { name: 'old' } }), undefined, 'v1/Secret', true],
    [
      'the whole cluster, by a bare name',
      object('v1/ClusterThing', { secretName: 'old' }),
      undefined,
      'v1/Secret',
      true,
    ],
    ['its namespace, by a bare name', object('v1/Thing', { secretName: 'old' }), 'shop', 'v1/Secret', true],
    ['another namespace, by a bare name', object('v1/Thing', { secretName: 'old' }), 'cart', 'v1/Secret', false],
  ])('in %s', (_, user, namespace, type, expected) => {
    expect(refersTo({ object: user, namespace }, target(type))).toBe(expected)
  })

  test('of a cluster-wide object, from any namespace', () => {
    const user = object('apps/v1/Deployment', workload({ priorityClassName: 'old' }))
    expect(refersTo({ object: user, namespace: 'shop' }, target('scheduling.k8s.io/v1/PriorityClass', ''))).toBe(true)
  })
})

describe('what an object needs without its name', () => {
  const labels = { app: 'old' }
  const service = object('v1/Service', { spec: { selector: labels } })
  const running = object('apps/v1/Deployment', { spec: { template: { metadata: { labels }, spec: {} } } })
  const slice = object('discovery.k8s.io/v1/EndpointSlice', {}, { labels: { 'kubernetes.io/service-name': 'user' } })

  test.each<[string, readonly KubeObject[], string, KubeObject, string | undefined]>([
    ['the pods of a Service that has no others', [service], 'apps/v1/Deployment', running, 'Service/user'],
    ['the pods of a Service that has others', [service, running], 'apps/v1/Deployment', running, undefined],
    [
      'the pods of a budget, which needs none',
      [object('policy/v1/PodDisruptionBudget', { spec: { selector: { matchLabels: labels } } })],
      'apps/v1/Deployment',
      running,
      undefined,
    ],
    ['the slices of a Service', [service], 'discovery.k8s.io/v1/EndpointSlice', slice, 'Service/user'],
    [
      'the Endpoints of a Service',
      [object('v1/Service', { spec: {} }, { name: 'old' })],
      'v1/Endpoints',
      object('v1/Endpoints', {}),
      'Service/old',
    ],
  ])('%s', (_, users, type, live, expected) => {
    const all = new Users(users.map(one => ({ object: one, namespace: 'shop' })))
    expect(all.of(target(type), live)).toBe(expected)
  })
})
