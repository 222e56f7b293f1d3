import { BUSYBOX_IMAGE } from '../../test/platform/containers/image.ts'

/** Where a set is made, and in which version: in the second a value has changed, and fields have left. */
export interface Making {
  readonly namespace: string
  readonly version: 1 | 2
}

type Fields = Readonly<Record<string, unknown>>

export function object(apiVersion: string, kind: string, name: string, rest: Fields = {}): Fields {
  const { metadata, ...fields } = rest as { readonly metadata?: Fields }
  return { apiVersion, kind, metadata: { name, ...metadata }, ...fields }
}

export function config(name: string, { version }: Making): Fields {
  const gone = version === 1 ? { gone: 'with the second version' } : {}
  return object('v1', 'ConfigMap', name, { data: { version: `version-${version}`, ...gone } })
}

export function service(name: string, port: number, spec: Fields = {}): Fields {
  return object('v1', 'Service', name, {
    metadata: { labels: { app: name } },
    spec: { selector: { app: name }, ports: [{ name: 'main', port, targetPort: 'main' }], ...spec },
  })
}

/** A container that does nothing but stay, with what containers of public sets have. */
function container(name: string, { version }: Making, more: Fields = {}): Fields {
  const gone = version === 1 ? [{ name: 'GONE', value: '1' }] : []
  return {
    ...{ name, image: BUSYBOX_IMAGE, command: ['/busybox', 'sleep', '3600'] },
    ports: [{ name: 'main', containerPort: 8080 }],
    env: [
      { name: 'VERSION', value: `version-${version}` },
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      ...gone,
    ],
    resources: { requests: { cpu: '1m', memory: '4Mi' }, limits: { memory: '64Mi' } },
    readinessProbe: { exec: { command: ['/busybox', 'true'] }, periodSeconds: 5 },
    livenessProbe: { exec: { command: ['/busybox', 'true'] }, initialDelaySeconds: 5 },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
    ...more,
  }
}

/** The spec of a pod of one such container. */
export function pod(name: string, making: Making, more: Fields = {}, of: Fields = {}): Fields {
  return { terminationGracePeriodSeconds: 1, containers: [container(name, making, of)], ...more }
}

/** A workload of `apps/v1` whose pods are selected by their name. */
export function workload(kind: string, name: string, podSpec: Fields, spec: Fields = {}): Fields {
  const labels = { app: name }
  return object('apps/v1', kind, name, {
    metadata: { labels },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podSpec }, ...spec },
  })
}

/** A Job that ends at once. */
export function job(metadata: Fields, making: Making, spec: Fields = {}): Fields {
  const once = { name: 'job', image: BUSYBOX_IMAGE, command: ['/busybox', 'true'] }
  const template = { spec: { restartPolicy: 'Never', serviceAccountName: 'default', containers: [once] } }
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { labels: { of: making.namespace }, ...metadata },
    spec: { template, ...spec },
  }
}

/** A service account that may read in its namespace or, where `cluster`, in all of them. */
export function account(name: string, { namespace }: Making, cluster = false): readonly Fields[] {
  const kind = cluster ? 'ClusterRole' : 'Role'
  // What belongs to the whole cluster has a name of the namespace's own.
  const role = cluster ? `${name}-${namespace}` : name
  const subjects = [{ kind: 'ServiceAccount', name, namespace }]
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind, name: role }
  return [
    object('v1', 'ServiceAccount', name),
    object('rbac.authorization.k8s.io/v1', kind, role, {
      rules: [{ apiGroups: [''], resources: ['configmaps', 'pods', 'endpoints'], verbs: ['get', 'list', 'watch'] }],
    }),
    object('rbac.authorization.k8s.io/v1', `${kind}Binding`, role, { roleRef, subjects }),
  ]
}
