import { account, config, job, type Making, object, pod, service, workload } from './objects.ts'

type Shape = (making: Making) => readonly object[]

const SERVICES = [
  'ads',
  'cart',
  'catalogue',
  'checkout',
  'currency',
  'email',
  'frontend',
  'payment',
  'recommend',
  'shipping',
]

/** Eleven services that call each other, one of them a redis. */
const shop: Shape = making => [
  ...SERVICES.flatMap(name => [
    object('v1', 'ServiceAccount', name),
    service(name, 80),
    workload('Deployment', name, pod(name, making, { serviceAccountName: name })),
  ]),
  service('redis', 6379),
  workload(
    'Deployment',
    'redis',
    pod(
      'redis',
      making,
      { volumes: [{ name: 'data', emptyDir: {} }] },
      { volumeMounts: [{ name: 'data', mountPath: '/data' }] },
    ),
  ),
]

/** The install of an ingress controller: RBAC, its webhook, and the two Jobs that make the webhook's certificate. */
const ingressController: Shape = making => [
  ...account('controller', making, true),
  ...account('admission', making),
  config('controller', making),
  service('controller', 80, { type: 'NodePort' }),
  service('controller-admission', 443, { selector: { app: 'controller' } }),
  workload('Deployment', 'controller', pod('controller', making, { serviceAccountName: 'controller' }), {
    minReadySeconds: 1,
    revisionHistoryLimit: 10,
  }),
  object('networking.k8s.io/v1', 'IngressClass', making.namespace, {
    spec: { controller: `example.dev/${making.namespace}` },
  }),
  object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', making.namespace, {
    webhooks: [
      {
        ...{ name: 'validate.ingress.example.dev', sideEffects: 'None', admissionReviewVersions: ['v1'] },
        clientConfig: { service: { name: 'controller-admission', namespace: making.namespace, path: '/validate' } },
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': making.namespace } },
        rules: [
          { apiGroups: ['networking.k8s.io'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['ingresses'] },
        ],
      },
    ],
  }),
  job({ name: 'admission-create' }, making),
  job({ name: 'admission-patch' }, making),
]

/** A database of three members with a volume each. */
const database: Shape = making => [
  object('v1', 'ServiceAccount', 'db'),
  config('db', making),
  object('v1', 'Secret', 'db', { stringData: { password: 'correct horse' } }),
  service('db-headless', 5432, { clusterIP: 'None', publishNotReadyAddresses: true, selector: { app: 'db' } }),
  service('db', 5432),
  object('policy/v1', 'PodDisruptionBudget', 'db', {
    spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'db' } } },
  }),
  workload(
    'StatefulSet',
    'db',
    pod('db', making, { serviceAccountName: 'db' }, { volumeMounts: [{ name: 'data', mountPath: '/data' }] }),
    {
      ...{ replicas: 3, serviceName: 'db-headless' },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: {
            ...{ accessModes: ['ReadWriteOnce'], storageClassName: making.namespace },
            resources: { requests: { storage: '1Mi' } },
          },
        },
      ],
    },
  ),
]

/** Volumes for the members of the database. */
export function volumesFor(namespace: string): readonly object[] {
  return [0, 1, 2].map(index =>
    object('v1', 'PersistentVolume', `${namespace}-${index}`, {
      spec: {
        ...{ capacity: { storage: '1Mi' }, accessModes: ['ReadWriteOnce'], storageClassName: namespace },
        hostPath: { path: `/tmp/${namespace}-${index}`, type: 'DirectoryOrCreate' },
      },
    }),
  )
}

/** An agent on every node. */
const agent: Shape = making => [
  ...account('agent', making, true),
  config('agent', making),
  workload(
    'DaemonSet',
    'agent',
    pod(
      'agent',
      making,
      {
        serviceAccountName: 'agent',
        tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }],
        volumes: [
          { name: 'config', configMap: { name: 'agent' } },
          { name: 'host', hostPath: { path: '/tmp' } },
        ],
      },
      {
        volumeMounts: [
          { name: 'config', mountPath: '/etc/agent' },
          { name: 'host', mountPath: '/host', readOnly: true },
        ],
      },
    ),
  ),
]

/** A site of web, worker, redis, a nightly CronJob, an autoscaler and an Ingress. */
const site: Shape = making => {
  const env = { envFrom: [{ configMapRef: { name: 'site' } }, { secretRef: { name: 'site' } }] }
  const nightly = job({ name: 'x' }, making) as { readonly spec: object }
  return [
    config('site', making),
    object('v1', 'Secret', 'site', { stringData: { SECRET_KEY: 'correct horse battery' } }),
    service('redis', 6379),
    workload('Deployment', 'redis', pod('redis', making)),
    service('web', 80),
    workload('Deployment', 'web', pod('web', making, {}, env), { replicas: 2 }),
    workload('Deployment', 'worker', pod('worker', making, {}, env)),
    object('batch/v1', 'CronJob', 'nightly', { spec: { schedule: '0 3 * * *', jobTemplate: { spec: nightly.spec } } }),
    object('autoscaling/v2', 'HorizontalPodAutoscaler', 'worker', {
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'worker' },
        maxReplicas: 3,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
        ],
      },
    }),
    object('policy/v1', 'PodDisruptionBudget', 'web', {
      spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
    }),
    object('networking.k8s.io/v1', 'NetworkPolicy', 'redis', {
      spec: { podSelector: { matchLabels: { app: 'redis' } }, ingress: [{ from: [{ podSelector: {} }] }] },
    }),
    object('networking.k8s.io/v1', 'Ingress', 'site', {
      spec: {
        rules: [
          {
            host: 'site.example.dev',
            http: {
              paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { name: 'main' } } } }],
            },
          },
        ],
      },
    }),
  ]
}

/** Its migration runs before each deployment; only commit-train knows how. */
export function migration(making: Making): object {
  return job({ generateName: 'migrate-', annotations: { 'commit-train.dev/run': 'before' } }, making)
}

export const SHAPES: Readonly<Record<string, Shape>> = { shop, ingressController, database, agent, site }
