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

/** A controller writes a few times a second while it rolls something out. */
const TRIES = 10

/** Makes the fields of the tools before us ours. The next apply then changes and removes them like our own. */
export async function adopt(
  client: KubernetesClient,
  { path, object }: { readonly path: string; readonly object: KubeObject },
  adoption: Adoption,
  signal: AbortSignal | undefined,
): Promise<void> {
  const options = { query: { fieldManager: FIELD_MANAGER }, signal }
  let next: Adoption | undefined = adoption
  for (let tries = 1; next !== undefined; tries++) {
    try {
      await client.patch(path, next.patch, options)
      return
    } catch (thrown) {
      if (!(thrown instanceof KubernetesError && thrown.code === 409) || tries >= TRIES) throw thrown
      // Somebody has written since: a controller in the middle of a rollout, or us, and the answer was lost.
      const live = await readLive(client, path, signal)
      next = live === undefined ? undefined : adoptionOf(live, object)
    }
  }
}
