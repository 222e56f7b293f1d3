import type { Deployment } from './deployment.ts'

const ABANDONED_AFTER = 30 * 60_000

/**
 * The one state that GraphQL shows of a deployment; REST shows its statuses only. Nothing but the schema's own
 * words says what each means: "The pending deployment was not updated after 30 minutes."
 */
export function graphqlState(deployment: Deployment, now: number): string {
  const state = deployment.statuses.at(-1)?.state ?? 'pending'
  if (state === 'pending') return now - Date.parse(deployment.updatedAt) > ABANDONED_AFTER ? 'ABANDONED' : 'PENDING'
  if (state === 'success') return 'ACTIVE'
  if (state === 'inactive' && deployment.transient) return 'DESTROYED'
  return state.toUpperCase()
}
