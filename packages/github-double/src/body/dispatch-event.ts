import type { Schema } from '../schema.ts'
import type { Account } from '../state/account.ts'
import type { RepositoryState } from '../state/repository.ts'
import type { Place } from './links.ts'
import { eventRepositoryBody } from './repository.ts'
import { userBody } from './user.ts'

/** What a workflow finds in its event file after it was started by hand. */
export interface DispatchEvent {
  /** Every declared input that was given or has a default; all are texts. */
  readonly inputs: Readonly<Record<string, string>>
  /** In full: `refs/heads/main`. */
  readonly ref: string
  /** Path of the workflow file. */
  readonly workflow: string
  readonly repository: Schema['repository-webhooks']
  readonly sender: Schema['simple-user']
}

export function dispatchEvent(
  place: Place,
  repository: RepositoryState,
  account: Account,
  ref: string,
  workflow: string,
  inputs: Readonly<Record<string, string>>,
): DispatchEvent {
  const sender = userBody(place, account.user)
  return { inputs, ref, workflow, repository: eventRepositoryBody(place, repository), sender }
}
