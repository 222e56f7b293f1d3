import { checkEvent } from '../description/event.ts'
import type { Account } from './account.ts'
import type { Store } from './store.ts'

/** One webhook event, as GitHub would deliver it to workflows. */
export interface Event {
  readonly name: 'deployment' | 'workflow_dispatch'
  readonly payload: unknown
  /** Name of the token whose request caused it. */
  readonly createdBy: string
  /** False for events caused with a run's own GITHUB_TOKEN: GitHub starts no workflow on those, but for dispatches. */
  readonly startsWorkflows: boolean
}

/** The schema of each event's payload. */
const described = { deployment: 'deployment-created', workflow_dispatch: 'workflow-dispatch' } as const

/** Sends an event, once its payload was held against GitHub's description. */
export function emit(store: Store, account: Account, name: Event['name'], payload: unknown): void {
  const breaches = checkEvent(described[name], payload)
  if (breaches.length > 0) throw new Error(`the event ${name} is not as described: ${breaches.join('; ')}`)
  const startsWorkflows = account.kind !== 'workflow' || name === 'workflow_dispatch'
  store.events.push({ name, payload, createdBy: account.name, startsWorkflows })
}
