import { groupOf, type KubeObject, mappingAt, mappingsIn } from '../api/objects.ts'
import { podSpecs } from './pod-templates.ts'

/** A ConfigMap or Secret that pods read. */
export interface ConfigRead {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly name: string
  /** The one key that is read; absent where the whole object is. */
  readonly key?: string
}

/** Workloads whose pods go on running when the template stays the same; what a Job reads, its next pod reads anew. */
const LONG_RUNNING: ReadonlySet<string> = new Set([
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map(kind => `apps/${kind}`),
  ...['/ReplicationController', '/Pod', 'argoproj.io/Rollout'],
])

/** Of those the ones that replace no pod when their template changes. */
const NEVER_REPLACING = /^(ReplicaSet|ReplicationController|Pod)$/

/** Whether another template makes other pods of the workload. */
export function replacesPods({ kind }: Pick<KubeObject, 'kind'>): boolean {
  return !NEVER_REPLACING.test(kind)
}

/** The ConfigMaps and Secrets that the pods of a long-running workload read, in the order of the template. */
export function configReads(object: KubeObject): readonly ConfigRead[] {
  if (!LONG_RUNNING.has(`${groupOf(object.apiVersion)}/${object.kind}`)) return []
  return podSpecs(object).flatMap(spec => {
    const containers = [...mappingsIn(spec.initContainers), ...mappingsIn(spec.containers)]
    return [...containers.flatMap(environmentReads), ...mappingsIn(spec.volumes).flatMap(volumeReads)]
  })
}

function environmentReads(container: Readonly<Record<string, unknown>>): readonly ConfigRead[] {
  const whole = mappingsIn(container.envFrom).flatMap(from => [
    ...read('ConfigMap', mappingAt(from, 'configMapRef')?.name),
    ...read('Secret', mappingAt(from, 'secretRef')?.name),
  ])
  const keys = mappingsIn(container.env).flatMap(variable => {
    const configMap = mappingAt(variable, 'valueFrom', 'configMapKeyRef')
    const secret = mappingAt(variable, 'valueFrom', 'secretKeyRef')
    return [...read('ConfigMap', configMap?.name, configMap?.key), ...read('Secret', secret?.name, secret?.key)]
  })
  return [...whole, ...keys]
}

function volumeReads(volume: Readonly<Record<string, unknown>>): readonly ConfigRead[] {
  const projected = mappingsIn(mappingAt(volume, 'projected')?.sources).flatMap(source => [
    ...read('ConfigMap', mappingAt(source, 'configMap')?.name),
    ...read('Secret', mappingAt(source, 'secret')?.name),
  ])
  return [
    ...read('ConfigMap', mappingAt(volume, 'configMap')?.name),
    ...read('Secret', mappingAt(volume, 'secret')?.secretName),
    ...projected,
  ]
}

function read(kind: ConfigRead['kind'], name: unknown, key?: unknown): readonly ConfigRead[] {
  if (typeof name !== 'string' || name === '') return []
  return [typeof key === 'string' ? { kind, name, key } : { kind, name }]
}
