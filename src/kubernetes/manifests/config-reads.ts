import { type KubeObject, mappingAt, mappingsIn } from '../api/objects.ts'
import { podSpecs } from './pod-templates.ts'

/** A ConfigMap or Secret that pods read. */
export interface ConfigRead {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly name: string
  /** The one key that is read; absent where the whole object is. */
  readonly key?: string
}

/** Workloads whose pods go on running when the template stays the same; what a Job reads, its next pod reads anew. */
const LONG_RUNNING = /^(Deployment|StatefulSet|DaemonSet)$/

/** The ConfigMaps and Secrets that the pods of a long-running workload read, in the order of the template. */
export function configReads(object: KubeObject): readonly ConfigRead[] {
  if (!LONG_RUNNING.test(object.kind) || !object.apiVersion.startsWith('apps/')) return []
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
