import { parseHold } from '../../domain/deployment/hold.ts'
import { KubernetesError } from '../api/error.ts'
import { mappingAt, mappingsIn } from '../api/objects.ts'
import type { Cluster } from '../connection/cluster.ts'
import { HELD_ANNOTATION } from '../kinds/held.ts'
import { type ReleaseKey, selectorOf } from '../manifests/labels.ts'

const LISTS = [
  ['Deployment', 'deployments'],
  ['StatefulSet', 'statefulsets'],
] as const

/**
 * The workloads that the cluster holds for a deployment, by their annotation, whatever records say: `Deployment/web`. Undefined
 * where that cannot be seen.
 */
export async function heldLive(
  cluster: Cluster,
  key: ReleaseKey,
  { deploymentId, namespaces }: { readonly deploymentId: number; readonly namespaces: Iterable<string> },
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const asked = [...namespaces].flatMap(namespace => LISTS.map(([kind, plural]) => ({ namespace, kind, plural })))
  try {
    const found = await Promise.all(
      asked.map(async ({ namespace, kind, plural }) => {
        const path = `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/${plural}`
        const query = { labelSelector: selectorOf(key) }
        const { body } = await cluster.client.get(path, { query, metadataOnly: true, signal })
        return mappingsIn(mappingAt(body)?.items).flatMap(item => {
          const text = mappingAt(item, 'metadata', 'annotations')?.[HELD_ANNOTATION]
          const isIts = typeof text === 'string' && parseHold(text)?.deployment === deploymentId
          return isIts ? [`${kind}/${String(mappingAt(item, 'metadata')?.name)}`] : []
        })
      }),
    )
    return found.flat()
  } catch (thrown) {
    signal.throwIfAborted()
    if (!(thrown instanceof KubernetesError)) throw thrown
    return undefined
  }
}
