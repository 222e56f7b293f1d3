import type { KubernetesClient } from '../api/client.ts'
import { KubernetesError } from '../api/error.ts'
import { FIELD_MANAGER, managedFieldsOf, ownsField } from '../api/managed-fields.ts'
import { groupOf, isCrd, isMapping, isNamespace, type KubeObject, mappingAt, mappingsIn } from '../api/objects.ts'
import { MANAGED_BY, OWNER_LABELS } from '../manifests/labels.ts'
import { withFieldChanged } from '../manifests/pod-templates.ts'

/** The live object, or undefined where there is none, or none that the credentials may read. */
export async function readLive(
  client: Pick<KubernetesClient, 'get'>,
  path: string,
  signal: AbortSignal | undefined,
): Promise<KubeObject | undefined> {
  try {
    const { body } = await client.get(path, { signal })
    return mappingAt(body, 'metadata')?.uid === undefined ? undefined : (body as KubeObject)
  } catch (thrown) {
    if (thrown instanceof KubernetesError && (thrown.code === 404 || thrown.code === 403)) return undefined
    throw thrown
  }
}

/** From so many objects in one list on, the list is read instead of each. */
const WORTH_A_LIST = 5

/** A namespace may hold many more objects than the set; what is not on the first page is read one by one. */
const PAGE = 500

/** The live objects of a set: many of a kind by one list, single ones each. */
export class LiveObjects {
  readonly #client: Pick<KubernetesClient, 'get'>
  readonly #signal: AbortSignal | undefined
  readonly #counts = new Map<string, number>()
  readonly #lists = new Map<string, Promise<LiveList | undefined>>()

  /** `paths`: of all objects of the set. */
  constructor(client: Pick<KubernetesClient, 'get'>, paths: readonly string[], signal: AbortSignal | undefined) {
    this.#client = client
    this.#signal = signal
    for (const path of paths) this.#counts.set(listOf(path), (this.#counts.get(listOf(path)) ?? 0) + 1)
  }

  /** The live object at the path, or undefined where there is none, or none that the credentials may read. */
  async at(path: string): Promise<KubeObject | undefined> {
    const list = listOf(path)
    if ((this.#counts.get(list) ?? 0) >= WORTH_A_LIST) {
      const reading = this.#lists.get(list) ?? this.#read(list)
      this.#lists.set(list, reading)
      const read = await reading
      const found = read?.objects.get(path.slice(list.length + 1))
      if (found !== undefined || read?.whole === true) return found
    }
    return readLive(this.#client, path, this.#signal)
  }

  async #read(path: string): Promise<LiveList | undefined> {
    try {
      const { body } = await this.#client.get(path, { query: { limit: String(PAGE) }, signal: this.#signal })
      const { apiVersion, kind = '', items, metadata } = mappingAt(body) ?? {}
      const type = { apiVersion, kind: String(kind).replace(/List$/, '') }
      const objects = mappingsIn(items).map((item): [string, KubeObject] => {
        const object = { ...type, ...item } as unknown as KubeObject
        return [encodeURIComponent(object.metadata.name), object]
      })
      return { objects: new Map(objects), whole: Array.isArray(items) && !mappingAt(metadata)?.continue }
    } catch (thrown) {
      if (thrown instanceof KubernetesError && (thrown.code === 404 || thrown.code === 403)) return undefined
      throw thrown
    }
  }
}

interface LiveList {
  /** By name. */
  readonly objects: ReadonlyMap<string, KubeObject>
  /** Whether nothing is missing. */
  readonly whole: boolean
}

function listOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}

/** Another service or environment that the live object belongs to: `service cart, environment production`. */
export function otherOwner(object: KubeObject, live: KubeObject): string | undefined {
  if (isShared(object)) return undefined
  const { service, environment } = OWNER_LABELS
  const liveLabels = live.metadata.labels ?? {}
  const differs = [service, environment].some(
    label => liveLabels[label] !== undefined && liveLabels[label] !== object.metadata.labels?.[label],
  )
  if (!differs) return undefined
  return `service ${liveLabels[service] ?? 'unknown'}, environment ${liveLabels[environment] ?? 'unknown'}`
}

/** What several services may have in their templates, each the same. */
function isShared(object: KubeObject): boolean {
  return isNamespace(object) || isCrd(object)
}

/** The object as it is applied over the live one: what belongs to others, and a scale that was taken out, stay as they are. */
export function overLive(object: KubeObject, live: KubeObject): KubeObject {
  return withLiveJobLabels(withLiveReplicas(withLiveLabels(object, live), live), live)
}

/** The template of a Job cannot be changed: one that was made without our labels, or with older ones, keeps its own. */
function withLiveJobLabels(object: KubeObject, live: KubeObject): KubeObject {
  if (object.kind !== 'Job' || groupOf(object.apiVersion) !== 'batch') return object
  const path = ['spec', 'template', 'metadata', 'labels']
  const before = mappingAt(live, ...path) ?? {}
  const ours = [MANAGED_BY, OWNER_LABELS.service, OWNER_LABELS.environment]
  return withFieldChanged(object, path, value => {
    const others = Object.entries(isMapping(value) ? value : {}).filter(([label]) => !ours.includes(label))
    return Object.fromEntries([
      ...others,
      ...ours.flatMap(label => (before[label] === undefined ? [] : [[label, before[label]]])),
    ])
  })
}

/** Labels say whose an object is; another tool's, and those of a shared object's first service, are not fought over. */
function withLiveLabels(object: KubeObject, live: KubeObject): KubeObject {
  const before = live.metadata.labels ?? {}
  const labels = isShared(object) ? [MANAGED_BY, OWNER_LABELS.service, OWNER_LABELS.environment] : [MANAGED_BY]
  const foreign = labels.filter(
    label => before[label] !== undefined && before[label] !== object.metadata.labels?.[label],
  )
  if (foreign.length === 0) return object
  return withFieldChanged(object, ['metadata', 'labels'], value =>
    Object.fromEntries(Object.entries(isMapping(value) ? value : {}).filter(([label]) => !foreign.includes(label))),
  )
}

/** Without `replicas` in the template the live number stays: dropping ours would set it back to 1. */
function withLiveReplicas(object: KubeObject, live: KubeObject): KubeObject {
  const replicas = mappingAt(live, 'spec')?.replicas
  if (typeof replicas !== 'number' || mappingAt(object, 'spec')?.replicas !== undefined) return object
  const owners = managedFieldsOf(live).filter(({ fields }) => ownsField(fields, ['f:spec', 'f:replicas']))
  // Where an autoscaler owns it, it stays without us.
  const othersKeepIt = owners.some(({ manager, subresource }) => manager !== FIELD_MANAGER && subresource === 'scale')
  if (owners.length === 0 || othersKeepIt) return object
  return withFieldChanged(object, ['spec', 'replicas'], () => replicas)
}
