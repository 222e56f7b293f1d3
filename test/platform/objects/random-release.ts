import { randomNumbers } from '../../unit/domain/stale/random-numbers.ts'

/** One object of a random release: which one it is, and which of its variants. */
interface RandomObject {
  readonly kind: RandomKind
  readonly index: number
  readonly variant: number
}

const VARIANTS = 4
const PER_KIND = 3
const LABELS = { purpose: 'random' }

const meta = (name: string, variant: number) => ({
  name,
  labels: variant % 2 === 0 ? LABELS : { ...LABELS, [`only-${variant}`]: 'yes' },
  annotations: { variant: String(variant) },
})
const pods = (name: string, variant: number, spec: object) => ({
  selector: { matchLabels: { app: name } },
  template: {
    metadata: { labels: { app: name } },
    spec: {
      terminationGracePeriodSeconds: 1,
      containers: [
        {
          ...{ name: 'app', image: '{{ .deploy.image }}', command: ['/busybox', 'sleep', '3600'] },
          env: [{ name: `VARIANT_${variant}`, value: String(variant) }],
        },
      ],
    },
  },
  ...spec,
})

/** The objects of each kind by their variant: fields change, come and go, but for those that cannot be changed. */
const KINDS = {
  ConfigMap: (name: string, variant: number) => ({
    ...{ apiVersion: 'v1', metadata: meta(name, variant) },
    data: { a: `value ${variant}`, [`key-${variant}`]: `first\nline ${variant}\n` },
  }),
  Secret: (name: string, variant: number) => ({
    ...{ apiVersion: 'v1', metadata: meta(name, variant) },
    stringData: { password: `the password number ${variant}`, [`key-${variant}`]: 'one more that nobody sees' },
  }),
  Service: (name: string, variant: number) => ({
    ...{ apiVersion: 'v1', metadata: meta(name, variant) },
    spec: {
      selector: { app: name },
      ports: Array.from({ length: 1 + (variant % 3) }, (_, at) => ({
        ...{ name: `port-${at}`, port: 80 + at, targetPort: 8080 + (at === 0 ? 0 : variant) },
      })),
    },
  }),
  ServiceAccount: (name: string, variant: number) => ({
    ...{ apiVersion: 'v1', metadata: meta(name, variant), automountServiceAccountToken: variant % 2 === 0 },
  }),
  Role: (name: string, variant: number) => ({
    ...{ apiVersion: 'rbac.authorization.k8s.io/v1', metadata: meta(name, variant) },
    rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch', 'patch'].slice(variant) }],
  }),
  RoleBinding: (name: string, variant: number) => ({
    ...{ apiVersion: 'rbac.authorization.k8s.io/v1', metadata: meta(name, variant) },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'of-nobody' },
    subjects: [{ kind: 'ServiceAccount', name: `account-${variant}` }],
  }),
  CronJob: (name: string, variant: number) => ({
    ...{ apiVersion: 'batch/v1', metadata: meta(name, variant) },
    spec: {
      ...{ schedule: `${variant} 3 * * *`, suspend: true },
      ...(variant % 2 === 0 ? { startingDeadlineSeconds: 30 + variant } : {}),
      jobTemplate: {
        spec: {
          template: {
            spec: { restartPolicy: 'Never', containers: [{ name: 'app', image: '{{ .deploy.image }}' }] },
          },
        },
      },
    },
  }),
  NetworkPolicy: (name: string, variant: number) => ({
    ...{ apiVersion: 'networking.k8s.io/v1', metadata: meta(name, variant) },
    spec: {
      podSelector: { matchLabels: { app: 'none', variant: String(variant) } },
      ...(variant % 2 === 0 ? { ingress: [{ ports: [{ port: 80 + variant }] }] } : {}),
    },
  }),
  Deployment: (name: string, variant: number) => ({
    ...{ apiVersion: 'apps/v1', metadata: meta(name, variant) },
    spec: pods(name, variant, { replicas: 0, ...(variant % 2 === 0 ? { revisionHistoryLimit: variant } : {}) }),
  }),
  StatefulSet: (name: string, variant: number) => ({
    ...{ apiVersion: 'apps/v1', metadata: meta(name, variant) },
    spec: pods(name, variant, { replicas: 0, serviceName: name, minReadySeconds: variant }),
  }),
}
type RandomKind = keyof typeof KINDS
const ALL = (Object.keys(KINDS) as RandomKind[]).flatMap(kind =>
  Array.from({ length: PER_KIND }, (_, index) => ({ kind, index })),
)

/** The kinds, as kubectl names them. */
export const RANDOM_KINDS = Object.keys(KINDS).map(kind => kind.toLowerCase())

/** What serves while all else changes; `reads`: a ConfigMap that its pods need. */
const serving = (reads: string | undefined) => [
  {
    ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } },
    spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
  },
  {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } },
    spec: {
      ...{ replicas: 2, selector: { matchLabels: { app: 'web' } } },
      strategy: { rollingUpdate: { maxUnavailable: 0 } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: {
          terminationGracePeriodSeconds: 5,
          containers: [
            {
              ...{ name: 'app', image: '{{ .deploy.image }}' },
              command: [
                '/busybox',
                'sh',
                '-c',
                'mkdir /w && echo served > /w/index.html && exec /busybox httpd -f -p 8080 -h /w',
              ],
              readinessProbe: { httpGet: { port: 8080 }, periodSeconds: 1 },
              // Until every node knows that it is gone.
              lifecycle: { preStop: { exec: { command: ['/busybox', 'sleep', '2'] } } },
              ...(reads === undefined
                ? {}
                : { env: [{ name: 'TEXT', valueFrom: { configMapKeyRef: { name: reads, key: 'text' } } }] }),
            },
          ],
        },
      },
    },
  },
]

/** A release as a template, and the next one, in which objects come, change and go at random, and whose pods never start. */
export function randomReleases(seed: number): {
  readonly good: string
  readonly failing: string
  /** `2 come, 9 change, 4 go`. */
  readonly difference: string
} {
  const random = randomNumbers(seed)
  const chosen = (): readonly (RandomObject | undefined)[] =>
    ALL.map(one => (random(4) === 0 ? undefined : { ...one, variant: random(VARIANTS) }))
  const [before, after] = [chosen(), chosen()]
  const count = (is: (was: RandomObject | undefined, now: RandomObject | undefined) => boolean): number =>
    ALL.filter((_, at) => is(before[at], after[at])).length
  const come = count((was, now) => was === undefined && now !== undefined)
  const go = count((was, now) => was !== undefined && now === undefined)
  const change = count((was, now) => was !== undefined && now !== undefined && was.variant !== now.variant)
  return {
    good: textOf(before, undefined),
    failing: textOf(after, 'absent'),
    difference: `${come} come, ${change} change, ${go} go`,
  }
}

function textOf(objects: readonly (RandomObject | undefined)[], reads: string | undefined): string {
  const random = objects.flatMap(one => {
    if (one === undefined) return []
    const { kind, index, variant } = one
    return [{ kind, ...KINDS[kind](`random-${kind.toLowerCase()}-${index}`, variant) }]
  })
  return [...serving(reads), ...random].map(object => `---\n${JSON.stringify(object)}\n`).join('')
}
