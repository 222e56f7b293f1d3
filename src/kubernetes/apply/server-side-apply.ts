import type { ApiResponse, KubernetesClient } from '../api/client.ts'
import { FIELD_MANAGER } from '../api/managed-fields.ts'
import type { KubeObject } from '../api/objects.ts'

/**
 * Applies an object at its path. Fields that other managers own are never taken over (`force` is off), and unknown fields
 * are refused instead of dropped.
 */
export function serverSideApply(
  client: KubernetesClient,
  path: string,
  object: KubeObject,
  options: { readonly dryRun: boolean; readonly signal?: AbortSignal | undefined },
): Promise<ApiResponse> {
  const query = {
    fieldManager: FIELD_MANAGER,
    fieldValidation: 'Strict',
    force: 'false',
    ...(options.dryRun ? { dryRun: 'All' } : {}),
  }
  return client.apply(path, object, { query, signal: options.signal })
}
