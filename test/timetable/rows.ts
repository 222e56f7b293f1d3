/**
 * What a row of the timetable can say. Every time is an ISO 8601 instant with the offset that holds in Berlin on that
 * day: +02:00 until 2026-10-25 03:00, +01:00 from then on.
 */
export type Iso = string
export type EnvironmentName = 'staging' | 'canary' | 'production'

/** What a service's policy says about one environment. */
export interface Watched {
  readonly environment: EnvironmentName
  readonly after: '4h' | '1d' | '2d'
  readonly channel: string
}

/** A service: one repository of that name, owned by `acme`. An environment that is not watched has `stale: off`. */
export interface ServiceRow {
  readonly service: string
  readonly watched: readonly Watched[]
  readonly minimum?: number
  readonly ignorePaths?: readonly string[]
  /** The first commit of the line, and whether it is live in every watched environment from before the fortnight. */
  readonly first: { readonly commit: string; readonly by: string; readonly merged: Iso; readonly live: boolean }
}

interface Row {
  readonly at: Iso
  readonly service: string
}

/** A commit comes onto the default branch: after all earlier ones of its service. */
export interface CommitRow extends Row {
  /**
   * - `merge`: by a pull request, so that its `mergedAt` is `at`.
   * - `push`: directly; the repository's activity has the push.
   * - `push-untraced`: directly, and neither activity nor a check suite says when.
   */
  readonly kind: 'merge' | 'push' | 'push-untraced'
  readonly commit: string
  /** GitHub login of the author. */
  readonly by: string
  /** The message ends with `This reverts commit <SHA of that commit>.` */
  readonly reverts?: string
  /** Stands in the message. */
  readonly marker?: string
  /** Default: `src/main.ts`. */
  readonly paths?: readonly string[]
  /** Default: green from the start. */
  readonly checks?: 'red'
}

/** The branch is moved to a new commit whose parent is `onto`: what was after `onto` is gone from the line. */
export interface ForcePushRow extends Row {
  readonly kind: 'force-push'
  readonly commit: string
  readonly by: string
  readonly onto: string
}

/** The checks of a commit are run again and pass. */
export interface ChecksRow extends Row {
  readonly kind: 'checks-green'
  readonly commit: string
}

/** A deployment is asked for at `at`; its statuses follow. */
export interface DeploymentRow extends Row {
  readonly kind: 'deployment'
  readonly environment: EnvironmentName
  readonly commit: string
  readonly by: string
  /** Default: `deploy`. */
  readonly task?: string
  readonly statuses: readonly (readonly [Iso, 'waiting' | 'in_progress' | 'success' | 'failure' | 'inactive'])[]
}

/** A lock is taken or given back; or the store of locks cannot be read for this key, until it can again. */
export interface LockRow extends Row {
  readonly kind: 'lock' | 'unlock' | 'lock-unreadable' | 'lock-readable'
  readonly environment: EnvironmentName
  readonly by: string
}

/** GitHub answers nothing about the repository (502), until it does again. */
export interface ReadableRow extends Row {
  readonly kind: 'unreadable' | 'readable'
}

export type EventRow = CommitRow | ForcePushRow | ChecksRow | DeploymentRow | LockRow | ReadableRow

/** The stale commits a message shows, oldest first, by service. */
export type Shown = Readonly<Record<string, readonly string[]>>

/**
 * What one scan does in one channel. A scan and channel without a row posts nothing, replies nothing and closes
 * nothing; it may bring an open message's words up to date (the hours that something waits), which sends no notification.
 */
export interface EffectRow {
  /** The scan. */
  readonly at: Iso
  readonly environment: EnvironmentName
  readonly channel: string
  /**
   * - `post`: a new message. `edit`: the open message changes, without a notification. `edit+reply`: it changes and one reply
   *   in its thread lists what became stale. `done`: the open message is turned into its done line.
   */
  readonly effect: 'post' | 'edit' | 'edit+reply' | 'done'
  /** All that the message shows afterwards; empty when it is done. */
  readonly shows: Shown
  /** Who is mentioned by the post or the reply, as GitHub logins; no one by an edit. */
  readonly mentions: readonly string[]
  readonly why: string
}

/** What one scan must say about one commit. */
export interface KindRow {
  readonly at: Iso
  readonly service: string
  readonly environment: EnvironmentName
  readonly commit: string
  readonly kind:
    | 'undone'
    | 'skipped'
    | 'ignored'
    | 'checks-red'
    | 'rolled-back'
    | 'behind-failed'
    | 'never-deployed'
    | 'waiting'
  /** The other watched environments of the service where it is live. */
  readonly liveIn: readonly EnvironmentName[]
  readonly why: string
}

/** A scan without a notification about a key, and why. */
export interface SilenceRow {
  readonly at: Iso
  readonly service: string
  readonly environment: EnvironmentName
  readonly reason: 'locked' | 'deploying' | 'waiting-for-approval' | 'quiet' | 'below-minimum' | 'nothing-stale'
  readonly why: string
}
