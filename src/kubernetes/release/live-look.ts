import { KubernetesError } from '../api/error.ts'
import { type KubeObject, mappingAt } from '../api/objects.ts'
import type { Cluster } from '../connection/cluster.ts'
import type { ObjectAddress } from './record.ts'

/** What is there now. */
type Look =
  | { readonly kind: 'found'; readonly live: KubeObject }
  | { readonly kind: 'absent' }
  /** `why`: as the end of a sentence. */
  | { readonly kind: 'unreadable' | 'unserved'; readonly why: string }

/**
 * Looks at an object. A kind that cannot be read, such as one whose conversion webhook is
 * gone, is no reason to end a deployment: only rejected credentials are.
 */
export async function lookAt(
  { client }: Cluster,
  { path }: Pick<ObjectAddress, 'path'>,
  signal: AbortSignal,
): Promise<Look> {
  try {
    const { body } = await client.get(path, { signal })
    if (mappingAt(body, 'metadata')?.uid !== undefined) {
      return { kind: 'found', live: body as KubeObject }
    }
    return { kind: 'unreadable', why: 'what the cluster answers about it is not an object' }
  } catch (thrown) {
    signal.throwIfAborted()
    if (!(thrown instanceof KubernetesError) || thrown.code === 401) throw thrown
    // Of an object that is not there, the server says its name; of a version that it does not serve, it does not.
    if (thrown.code === 404 && thrown.details.name !== '') return { kind: 'absent' }
    if (thrown.code === 404) return { kind: 'unserved', why: 'the cluster does not serve its API version any more' }
    const why = thrown.code === 403 ? 'the credentials may not read it' : `it cannot be read (${codeOf(thrown)})`
    return { kind: 'unreadable', why }
  }
}

/** Without the server's text, which may quote the object. */
export function codeOf({ code }: KubernetesError): string {
  return code === 0 ? 'no answer' : `HTTP ${code}`
}
