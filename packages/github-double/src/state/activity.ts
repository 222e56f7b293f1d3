import type { User } from './account.ts'
import type { RepositoryState } from './repository.ts'
import type { Store } from './store.ts'

export const ACTIVITY_TYPES = [
  'push',
  'force_push',
  'branch_deletion',
  'branch_creation',
  'pr_merge',
  'merge_queue_merge',
] as const
export type ActivityType = (typeof ACTIVITY_TYPES)[number]

/** One movement of a ref. */
export interface Activity {
  readonly id: number
  /** The SHA the ref was at, and is at since; zeros where there was none. */
  readonly before: string
  readonly after: string
  /** In full: `refs/heads/main`. */
  readonly ref: string
  readonly type: ActivityType
  readonly actor: User
  readonly timestamp: string
}

export function addActivity(store: Store, repository: RepositoryState, made: Omit<Activity, 'id' | 'timestamp'>): void {
  repository.activities.push({ ...made, id: store.ids.next('activity'), timestamp: store.timestamp() })
}
