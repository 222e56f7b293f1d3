import type { Finding } from '../../errors.ts'
import type { KubernetesClient } from '../api/client.ts'
import { isNamespace, mappingAt, nameOf } from '../api/objects.ts'
import { apiText } from '../api/text.ts'
import { locationOf, type Manifest } from '../manifests/manifest.ts'

const LONGEST_WARNING = 500

/** What the API server warned of while it took an object, as a finding. */
export function warningFinding(manifest: Manifest, warning: string): Finding {
  const text = `${nameOf(manifest.object)}: the cluster warns: ${apiText(warning, LONGEST_WARNING)}`
  return { reason: 'cluster-warning', where: locationOf(manifest), text }
}

const ENFORCE = 'pod-security.kubernetes.io/enforce'

/** The pod security levels that namespaces enforce, each read once, and only when a warning is about them. */
export class PodSecurityLevels {
  readonly #client: Pick<KubernetesClient, 'get'>
  readonly #set: readonly Manifest[]
  readonly #signal: AbortSignal | undefined
  readonly #known = new Map<string, Promise<string | undefined>>()

  /** `set`: its own namespaces get the labels that it gives them. */
  constructor(client: Pick<KubernetesClient, 'get'>, set: readonly Manifest[], signal: AbortSignal | undefined) {
    this.#client = client
    this.#set = set
    this.#signal = signal
  }

  /** The finding for an object whose pods would certainly be refused; undefined where the warning is only a warning. */
  async refusal(manifest: Manifest, namespace: string, warning: string): Promise<Finding | undefined> {
    const violated = /would violate PodSecurity "([^"]+)"/.exec(warning)?.[1]
    if (violated === undefined) return undefined
    const known = this.#known.get(namespace) ?? this.#levelOf(namespace)
    this.#known.set(namespace, known)
    if ((await known) !== violated) return undefined
    const text = `${nameOf(manifest.object)}: namespace ${namespace} refuses its pods: ${apiText(warning, LONGEST_WARNING)}; change the fields that are named`
    return { reason: 'pod-security-violated', where: locationOf(manifest), text }
  }

  /** `restricted:latest`, as the warning writes it; undefined where it cannot be read. */
  async #levelOf(namespace: string): Promise<string | undefined> {
    const live = await this.#client
      .get(`/api/v1/namespaces/${encodeURIComponent(namespace)}`, { signal: this.#signal })
      .then(({ body }) => mappingAt(body, 'metadata', 'labels'))
      // The credentials need not read namespaces: then it stays a warning.
      .catch(() => undefined)
    this.#signal?.throwIfAborted()
    const own = this.#set.find(({ object }) => isNamespace(object) && object.metadata.name === namespace)
    const labels = { ...live, ...own?.object.metadata.labels }
    return labels[ENFORCE] === undefined ? undefined : `${labels[ENFORCE]}:${labels[`${ENFORCE}-version`] ?? 'latest'}`
  }
}
