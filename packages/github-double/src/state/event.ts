import { checkEvent } from '../description/event.ts'
import type { Account } from './account.ts'
import type { Store } from './store.ts'

/** One webhook event, as GitHub would deliver it to workflows. */
export interface Event {
  readonly name: keyof typeof described
  readonly payload: unknown
  /** Name of the token whose request caused it. */
  readonly createdBy: string
  /** False for events caused with a run's own GITHUB_TOKEN: GitHub starts no workflow on those, but for dispatches. */
  readonly startsWorkflows: boolean
  /** Of a pull request: the merge of base and head as it was then, the commit whose workflows run. In no payload. */
  readonly merge?: string | undefined
  /** The run that GitHub has made for it already, of a dispatch that asked for its details. */
  readonly runId?: number | undefined
}

/** The schema of each event's payload; of an event with several actions, behind its name. */
const described = {
  deployment: () => 'deployment-created',
  issue_comment: () => 'issue-comment-created',
  pull_request: (payload: unknown) => `pull-request-${(payload as { action: string }).action}`,
  push: () => 'push',
  workflow_dispatch: () => 'workflow-dispatch',
} as const

/** Sends an event, once its payload was held against GitHub's description. */
export function emit(
  store: Store,
  account: Account,
  name: Event['name'],
  payload: unknown,
  { merge, runId }: Pick<Event, 'merge' | 'runId'> = {},
): void {
  const breaches = checkEvent(described[name](payload), payload)
  if (breaches.length > 0) throw new Error(`the event ${name} is not as described: ${breaches.join('; ')}`)
  // Nothing runs on a pull request that cannot be merged.
  const mayStart = name !== 'pull_request' || merge !== undefined
  const startsWorkflows = mayStart && (account.kind !== 'workflow' || name === 'workflow_dispatch')
  store.events.push({ name, payload, createdBy: account.name, startsWorkflows, merge, runId })
}
