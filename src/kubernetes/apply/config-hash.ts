import { randomBytes, scrypt } from 'node:crypto'
import { isMapping, type KubeObject, mappingAt } from '../api/objects.ts'
import { podTemplatePath } from '../kinds/pod-workloads.ts'
import { type ConfigRead, configReads, replacesPods } from '../manifests/config-reads.ts'
import { withFieldChanged } from '../manifests/pod-templates.ts'

/** On the pod template: it changes with what the pods read, so the workload's controller replaces them. */
export const CONFIG_ANNOTATION = 'commit-train.dev/config'

/** The ConfigMaps and Secrets of a set, by where they go. */
export class ConfigIndex {
  readonly #objects = new Map<string, KubeObject>()

  add(object: KubeObject, namespace: string): void {
    if (/^(ConfigMap|Secret)$/.test(object.kind) && object.apiVersion === 'v1') {
      this.#objects.set(keyOf(object.kind, namespace, object.metadata.name), object)
    }
  }

  /** What a workload's pods read of the set: each read with the object. */
  readBy(
    workload: KubeObject,
    namespace: string,
  ): readonly { readonly read: ConfigRead; readonly object: KubeObject }[] {
    return configReads(workload).flatMap(read => {
      const object = this.#objects.get(keyOf(read.kind, namespace, read.name))
      return object === undefined ? [] : [{ read, object }]
    })
  }
}

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind} ${namespace} ${name}`
}

/**
 * The workload with a hash of what its pods read of the set. The hash is salted and slow to compute, because everybody
 * who may read the workload sees it, and a Secret may be short. The salt of the workload itself, if it comes from a release,
 * or of the live one is kept: the same content must give the same hash.
 */
export async function withConfigHash(
  workload: KubeObject,
  live: KubeObject | undefined,
  reads: ReturnType<ConfigIndex['readBy']>,
): Promise<KubeObject> {
  const path = podTemplatePath(workload)
  if (path === undefined || reads.length === 0 || !replacesPods(workload)) return workload
  const annotations = [...path, 'metadata', 'annotations']
  const salt = saltOf(workload, annotations) ?? saltOf(live, annotations) ?? newSalt()
  const hash = await slowHash(JSON.stringify(reads.map(contentOf)), salt)
  return withFieldChanged(workload, annotations, value => ({
    ...(isMapping(value) ? value : {}),
    [CONFIG_ANNOTATION]: `${salt}.${hash}`,
  }))
}

/** The workload with the hash that another form of it has. */
export function withHashOf(workload: KubeObject, hashed: KubeObject): KubeObject {
  const path = podTemplatePath(workload)
  if (path === undefined) return workload
  const annotations = [...path, 'metadata', 'annotations']
  const hash = mappingAt(hashed, ...annotations)?.[CONFIG_ANNOTATION]
  if (hash === undefined) return workload
  return withFieldChanged(workload, annotations, value => ({
    ...(isMapping(value) ? value : {}),
    [CONFIG_ANNOTATION]: hash,
  }))
}

function saltOf(workload: KubeObject | undefined, annotations: readonly string[]): string | undefined {
  const hash = mappingAt(workload, ...annotations)?.[CONFIG_ANNOTATION]
  return /^([\w-]{22})\.[\w-]+$/.exec(typeof hash === 'string' ? hash : '')?.[1]
}

function contentOf({ read, object }: { readonly read: ConfigRead; readonly object: KubeObject }): unknown {
  const { kind, name, key } = read
  const data = { ...mappingAt(object, 'data'), ...mappingAt(object, 'binaryData') }
  const entries = Object.entries(data).filter(([field]) => key === undefined || field === key)
  return [kind, name, key, entries.toSorted(([a], [b]) => (a < b ? -1 : 1))]
}

function newSalt(): string {
  return randomBytes(16).toString('base64url')
}

/** About 10 ms: nothing for a deployment, much for who tries all passwords. */
const COST = { N: 4096, r: 8, p: 1 } as const

function slowHash(content: string, salt: string): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(content, salt, 24, COST, (error, key) =>
      error === null ? resolve(key.toString('base64url')) : reject(error),
    )
  })
}
