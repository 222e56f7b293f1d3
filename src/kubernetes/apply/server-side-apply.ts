import type { ApiResponse, KubernetesClient } from '../api/client.ts'
import { KubernetesError } from '../api/error.ts'
import { FIELD_MANAGER } from '../api/managed-fields.ts'
import type { KubeObject } from '../api/objects.ts'
import { type Adoption, adoptionOf } from './adoption.ts'
import { readLive } from './live-object.ts'

/**
 * Applies an object at its path. Fields that other managers own are taken over only by `force`, and unknown fields are
 * refused instead of dropped.
 */
export function serverSideApply(
  client: KubernetesClient,
  path: string,
  object: KubeObject,
  options: { readonly dryRun: boolean; readonly force: boolean; readonly signal?: AbortSignal | undefined },
): Promise<ApiResponse> {
  const query = {
    fieldManager: FIELD_MANAGER,
    fieldValidation: 'Strict',
    force: String(options.force),
    ...(options.dryRun ? { dryRun: 'All' } : {}),
  }
  return client.apply(path, object, { query, signal: options.signal })
}

/** Makes the fields of the tools before us ours. The next apply then changes and removes them like our own. */
export async function adopt(
  client: KubernetesClient,
  { path, object }: { readonly path: string; readonly object: KubeObject },
  adoption: Adoption,
  signal: AbortSignal | undefined,
): Promise<void> {
  const options = { query: { fieldManager: FIELD_MANAGER }, signal }
  try {
    await client.patch(path, adoption.patch, options)
  } catch (thrown) {
    if (!(thrown instanceof KubernetesError && thrown.code === 409)) throw thrown
    // Somebody has written since the preflight, or it was us, and the answer was lost.
    const live = await readLive(client, path, signal)
    const again = live === undefined ? undefined : adoptionOf(live, object)
    if (again !== undefined) await client.patch(path, again.patch, options)
  }
}
