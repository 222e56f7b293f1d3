/** A workload of `apps/v1` with one pod template. */
export const workload = (kind: string, name: string, podSpec: object, spec: object = {}) => ({
  ...{ apiVersion: 'apps/v1', kind, metadata: { name } },
  spec: {
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: podSpec },
    ...(kind === 'StatefulSet' ? { serviceName: name } : {}),
    ...spec,
  },
})

/** A Job that does not retry. */
export const job = (metadata: object, podSpec: object, spec: object = {}) => ({
  ...{ apiVersion: 'batch/v1', kind: 'Job', metadata },
  spec: { backoffLimit: 0, template: { spec: { restartPolicy: 'Never', ...podSpec } }, ...spec },
})

/** The annotations of a Job that is run before or after the workloads. */
export const run = (when: string) => ({ annotations: { 'commit-train.dev/run': when } })

/** Each object as the text of a file. */
export const texts = (...objects: object[]): string[] => objects.map(object => JSON.stringify(object))

/** A CRD with a status, and one object of it. Its group is the namespace's own, since CRDs belong to the whole cluster. */
export function thing(namespace: string): readonly [object, object, string] {
  const group = `${namespace}.example.dev`
  const schema = {
    type: 'object',
    properties: { status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
  }
  const version = { name: 'v1', served: true, storage: true, subresources: { status: {} } }
  const crd = {
    ...{ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' },
    metadata: { name: `things.${group}` },
    spec: {
      ...{ group, scope: 'Namespaced', names: { plural: 'things', singular: 'thing', kind: 'Thing' } },
      versions: [{ ...version, schema: { openAPIV3Schema: schema } }],
    },
  }
  return [crd, { apiVersion: `${group}/v1`, kind: 'Thing', metadata: { name: 'one' } }, `things.${group}`]
}

/** A claim of one volume. */
export function claim(storageClassName: string): object {
  return {
    ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' } },
    spec: { storageClassName, accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } },
  }
}
