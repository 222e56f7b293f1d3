import { apiPath } from '../api/discovery.ts'
import { groupOf, isMapping, type KubeObject, mappingAt, mappingsIn, nameOf } from '../api/objects.ts'
import type { Cluster } from '../connection/cluster.ts'
import type { Cause } from '../diagnosis/cause.ts'

/** What may still make a ConfigMap or Secret that a pod lacks. */
export type MakingOperator = { readonly kind: 'made'; readonly by: string } | { readonly kind: 'asking' | 'nothing' }

/** Kinds of well-known operators that make Secrets and ConfigMaps. */
const KINDS: readonly (readonly [apiVersion: string, plural: string])[] = [
  ['external-secrets.io/v1', 'externalsecrets'],
  ['external-secrets.io/v1beta1', 'externalsecrets'],
  ['bitnami.com/v1alpha1', 'sealedsecrets'],
  ['cert-manager.io/v1', 'certificates'],
  ['secrets.hashicorp.com/v1beta1', 'vaultstaticsecrets'],
  ['onepassword.com/v1', 'onepassworditems'],
]

/** Knows which custom resources, of the set or of the cluster, can make what pods are missing. */
export class SecretOperators {
  readonly #cluster: Cluster
  readonly #set: readonly KubeObject[]
  readonly #onChange: () => void
  readonly #found = new Map<string, readonly KubeObject[] | 'asking'>()

  /** `set`: the objects of the set. `onChange` is called when the cluster has answered. */
  constructor(cluster: Cluster, set: readonly KubeObject[], onChange: () => void) {
    this.#cluster = cluster
    this.#set = set
    this.#onChange = onChange
  }

  /** What may make the ConfigMap or Secret that the cause is about. The cluster is asked once for each namespace. */
  of({ text, namespace }: Pick<Cause, 'text' | 'namespace'>): MakingOperator {
    const name = missingName(text)
    if (name === undefined) return { kind: 'nothing' }
    const inSet = this.#set.find(object => isCustom(object) && namesIt(object, name))
    if (inSet !== undefined) return { kind: 'made', by: nameOf(inSet) }
    const found = this.#found.get(namespace) ?? this.#ask(namespace)
    if (found === 'asking') return { kind: 'asking' }
    const inCluster = found.find(object => namesIt(object, name))
    return inCluster === undefined ? { kind: 'nothing' } : { kind: 'made', by: nameOf(inCluster) }
  }

  #ask(namespace: string): 'asking' {
    this.#found.set(namespace, 'asking')
    const lists = KINDS.map(([apiVersion, plural]) => this.#list(namespace, apiVersion, plural))
    void Promise.all(lists).then(objects => {
      this.#found.set(namespace, objects.flat())
      this.#onChange()
    })
    return 'asking'
  }

  async #list(namespace: string, apiVersion: string, plural: string): Promise<readonly KubeObject[]> {
    const path = `${apiPath(apiVersion)}/namespaces/${encodeURIComponent(namespace)}/${plural}`
    try {
      const { body } = await this.#cluster.client.get(path)
      const kind = String(mappingAt(body)?.kind ?? plural).replace(/List$/, '')
      return mappingsIn(mappingAt(body)?.items).map(item => ({ ...item, apiVersion, kind }) as unknown as KubeObject)
    } catch (thrown) {
      // Most clusters have none of these kinds, and the credentials need not read them.
      this.#cluster.log.debug(`No ${plural} in ${namespace}: ${thrown instanceof Error ? thrown.message : thrown}`)
      return []
    }
  }
}

function missingName(text: string): string | undefined {
  const [, plain, inKey] =
    /(?:secret|configmap)s? "([^"]+)" not found|in (?:Secret|ConfigMap) [^/\s]+\/(\S+)/i.exec(text) ?? []
  return plain ?? inKey
}

/** Custom resources live in groups with a domain of their own. */
function isCustom({ apiVersion }: KubeObject): boolean {
  const group = groupOf(apiVersion)
  return group.includes('.') && !group.endsWith('.k8s.io')
}

/** Operators name what they make after the custom resource, or by a field of it, wherever they keep it. */
function namesIt(object: KubeObject, name: string): boolean {
  return object.metadata.name === name || holds(object.spec, name)
}

function holds(value: unknown, text: string): boolean {
  if (Array.isArray(value)) return value.some(item => holds(item, text))
  return isMapping(value) ? Object.values(value).some(inner => holds(inner, text)) : value === text
}
