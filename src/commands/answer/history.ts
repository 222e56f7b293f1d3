import type { AnswerHead } from './head.ts'
import type { DeploymentBrief } from './status.ts'

/** What was deployed, or how often and how well. Times are ISO. */
export type HistoryAnswer = DeploymentList | DeploymentCounts

interface Head<Code extends string> extends AnswerHead<Code> {
  /** `owner/name`. */
  readonly repository: string
  /** When it was read. */
  readonly at: string
  readonly services: readonly string[]
  /** Whether there are others: then a place names its service. */
  readonly several: boolean
  readonly environments: readonly string[]
  /** What could not be read, each in one line. */
  readonly unread: readonly { readonly part: string; readonly text: string }[]
}

interface DeploymentList extends Head<'history'> {
  /** By their ids, the newest first. */
  readonly deployments: readonly HistoryEntry[]
  /** There are older ones than these, or there may be: they were not read. */
  readonly older: boolean
}

/** One deployment, as it looks afterwards. */
export interface HistoryEntry extends DeploymentBrief {
  readonly service: string
  readonly environment: string
  /** What was live before it; null where nothing was, or (`fromKnown`: false) where that was not read. */
  readonly from: string | null
  readonly fromKnown: boolean
  readonly outcome:
    | 'success'
    | 'refused'
    | 'failed'
    | 'superseded'
    | 'cancelled'
    | 'error'
    | 'dry-run'
    | 'held'
    | 'open'
  /** In the words of its last status. */
  readonly text: string
  /** From its begin to its end, in milliseconds; null while it has none. */
  readonly took: number | null
  /** Milliseconds that it was live, up to now where it still is; null where it never was. */
  readonly liveFor: number | null
  readonly live: boolean
  /** A commit that was live before came back. */
  readonly rollback: boolean
  /** Why, as the request says; empty without a reason. */
  readonly reason: string
  /** Why refusals were ignored; null where none were. */
  readonly forced: string | null
  /** Carried out at a terminal: no reviewer of the environment was asked. */
  readonly local: boolean
  /** The release that was applied again after the failure; null where none was. */
  readonly restored: string | null
}

interface DeploymentCounts extends Head<'history-counts'> {
  /** Of which the figures are; `from` is later than asked for where older deployments were not read. */
  readonly period: { readonly from: string; readonly to: string; readonly whole: boolean }
  readonly places: readonly PlaceFigures[]
}

/** The figures of one service in one environment. Null is where there is no data. Durations are in milliseconds. */
export interface PlaceFigures {
  readonly service: string
  readonly environment: string
  readonly frequency: { readonly perDay: number; readonly n: number } | null
  readonly leadTime: { readonly median: number; readonly n: number } | null
  /** Commits whose merge time is not known. */
  readonly leadTimeUnknown: number
  readonly changeFailure: { readonly share: number; readonly failed: number; readonly n: number } | null
  readonly restore: { readonly median: number; readonly n: number } | null
  /** Failures that are not over yet. */
  readonly unrestored: number
  /** Days on which something was asked for, newest first, by UTC. */
  readonly days: readonly {
    readonly day: string
    readonly succeeded: number
    readonly failed: number
    readonly back: number
    readonly others: number
  }[]
}
