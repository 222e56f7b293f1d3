import { KubernetesError } from '../api/error.ts'
import { groupOf, type KubeObject, mappingAt, mappingsIn } from '../api/objects.ts'
import type { Cluster } from '../connection/cluster.ts'
import { codeOf } from './live-look.ts'
import { Users } from './needed.ts'
import type { ObjectAddress } from './record.ts'

/** What the cluster is asked for before an object of a kind is removed, by the kind. */
const ASKED: Readonly<Record<string, readonly (readonly [apiVersion: string, kind: string, plural: string])[]>> = {
  '/ConfigMap': [
    ['v1', 'Pod', 'pods'],
    ['batch/v1', 'CronJob', 'cronjobs'],
  ],
  '/Secret': [
    ['v1', 'Pod', 'pods'],
    ['batch/v1', 'CronJob', 'cronjobs'],
    ['networking.k8s.io/v1', 'Ingress', 'ingresses'],
  ],
  '/ServiceAccount': [
    ['v1', 'Pod', 'pods'],
    ['batch/v1', 'CronJob', 'cronjobs'],
  ],
  '/Service': [['networking.k8s.io/v1', 'Ingress', 'ingresses']],
}

/** What in the cluster uses an object, also what other services have: pods that keep an old template are among them. */
export class ClusterUsers {
  readonly #cluster: Cluster
  readonly #signal: AbortSignal
  readonly #lists = new Map<string, Promise<readonly KubeObject[] | KubernetesError>>()
  readonly #removed: { readonly address: ObjectAddress; readonly uid: string | undefined }[] = []

  constructor(cluster: Cluster, signal: AbortSignal) {
    this.#cluster = cluster
    this.#signal = signal
  }

  /** Its pods go, too, a moment later. */
  without(address: ObjectAddress, uid: string | undefined): void {
    this.#removed.push({ address, uid })
  }

  /** Why it stays, if so. */
  async of(address: ObjectAddress): Promise<string | undefined> {
    const { namespace } = address
    if (namespace === undefined) return undefined
    for (const [apiVersion, kind, plural] of ASKED[`${groupOf(address.apiVersion)}/${address.kind}`] ?? []) {
      const api = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
      const path = `${api}/namespaces/${encodeURIComponent(namespace)}/${plural}`
      const found = await this.#list(path, { apiVersion, kind })
      if (found instanceof KubernetesError) {
        // An account that follows rollouts may list pods; the other lists are a look at what other services have.
        if (kind !== 'Pod' && (found.code === 403 || found.code === 404)) continue
        return `it cannot be seen whether ${kind === 'Pod' ? 'a pod' : `a ${kind}`} still uses it (${codeOf(found)})`
      }
      const users = new Users(found.filter(one => !this.#goes(one)).map(object => ({ object, namespace })))
      const user = users.of(address, undefined)
      if (user !== undefined) return `${user} still uses it`
    }
    return undefined
  }

  #list(path: string, type: Pick<KubeObject, 'apiVersion' | 'kind'>): Promise<readonly KubeObject[] | KubernetesError> {
    const known = this.#lists.get(path)
    if (known !== undefined) return known
    const reading = this.#read(path, type)
    this.#lists.set(path, reading)
    return reading
  }

  async #read(
    path: string,
    type: Pick<KubeObject, 'apiVersion' | 'kind'>,
  ): Promise<readonly KubeObject[] | KubernetesError> {
    try {
      const { body } = await this.#cluster.client.get(path, { signal: this.#signal })
      // Items of a list do not say what they are.
      return mappingsIn(mappingAt(body)?.items).map(item => ({ ...item, ...type }) as KubeObject)
    } catch (thrown) {
      this.#signal.throwIfAborted()
      if (thrown instanceof KubernetesError) return thrown
      throw thrown
    }
  }

  /** Whether it has ended, or goes with what was removed. */
  #goes(object: KubeObject): boolean {
    if (object.metadata.deletionTimestamp !== undefined) return true
    if (/^(Succeeded|Failed)$/.test(String(mappingAt(object, 'status')?.phase))) return true
    const owner = mappingsIn(mappingAt(object, 'metadata')?.ownerReferences).find(one => one.controller === true)
    return this.#removed.some(({ address: { kind, namespace, name }, uid }) => {
      if (owner === undefined || object.metadata.namespace !== namespace) return false
      return owner.uid === uid || isMadeBy(owner, kind, name, object)
    })
  }
}

/** Whether the owner of a pod was made by a Deployment or CronJob: their names are made of its name. */
function isMadeBy(
  owner: Readonly<Record<string, unknown>>,
  kind: string,
  name: string,
  { metadata }: KubeObject,
): boolean {
  if (owner.kind === 'ReplicaSet') {
    const hash = metadata.labels?.['pod-template-hash'] ?? metadata.labels?.['rollouts-pod-template-hash']
    return /^(Deployment|Rollout)$/.test(kind) && owner.name === `${name}-${hash}`
  }
  if (owner.kind !== 'Job' || kind !== 'CronJob') return false
  const text = String(owner.name)
  return text.startsWith(`${name}-`) && /^\d+$/.test(text.slice(name.length + 1))
}
