/** Milliseconds since the epoch; whole seconds. */
export type Time = number

export const ENVIRONMENTS = ['staging', 'canary', 'production'] as const
export type Environment = (typeof ENVIRONMENTS)[number]

/** Whoever writes commits. */
export interface Person {
  readonly name: string
  /** Undefined: GitHub does not know the e-mail address. */
  readonly login: string | undefined
  /** Of Slack; undefined: the scanning repository's policy does not have them. */
  readonly member: string | undefined
}

export interface Watched {
  readonly environment: Environment
  /** Hours. */
  readonly after: number
  readonly minimum: number
  readonly channel: string
}

/** A repository, owned by `acme`, with its policy. */
export interface RepositoryRow {
  readonly name: string
  readonly services: readonly string[]
  readonly watched: readonly Watched[]
  /** Whether `docs/**` and `*.md` are ignored. */
  readonly ignoresDocs: boolean
}

/** One service in one environment. */
export interface Key {
  readonly repository: string
  readonly service: string
  readonly environment: Environment
}

export interface Commit {
  /** Unlike any other: `pay-12`. */
  readonly id: string
  readonly by: Person
  readonly title: string
  /** Id of the commit that the message says it reverts. */
  readonly reverts: string | undefined
  readonly marker: string | undefined
  readonly paths: readonly string[]
  /** As they are at first. */
  readonly checks: 'green' | 'red' | 'running'
}

interface Happened {
  readonly at: Time
  readonly repository: string
}

export type State = 'queued' | 'pending' | 'in_progress' | 'waiting' | 'success' | 'failure' | 'error' | 'inactive'

/** What happens, and nothing that follows from it. */
export type Fact =
  /** By a pull request. */
  | (Happened & { readonly kind: 'merge'; readonly commit: Commit })
  /**
   * Straight onto the branch, oldest first. `trace`: what is left of it: the repository's activity, a check suite alone, or
   * nothing.
   */
  | (Happened & { readonly kind: 'push'; readonly commits: readonly Commit[]; readonly trace: Trace })
  /** What was newer than `onto` is gone from the branch. */
  | (Happened & { readonly kind: 'force-push'; readonly onto: string; readonly commit: Commit })
  | (Happened & { readonly kind: 'checks'; readonly commit: string; readonly result: 'green' | 'red' })
  | (Happened & {
      readonly kind: 'deployment'
      /** Counts up with the time. */
      readonly deployment: number
      readonly service: string
      readonly environment: Environment
      readonly task: string
      readonly commit: string
    })
  | (Happened & { readonly kind: 'status'; readonly deployment: number; readonly state: State })
  /** The deployment's workflow run waits for a reviewer, or does no more. */
  | (Happened & { readonly kind: 'run'; readonly deployment: number; readonly waits: boolean })
  | (Happened & {
      readonly kind: 'lock'
      readonly service: string
      readonly environment: Environment
      readonly state: LockState
    })

export type Trace = 'activity' | 'suite' | 'none'
export type LockState = 'locked' | 'free' | 'unreadable'
export type FactOf<K extends Fact['kind']> = Extract<Fact, { readonly kind: K }>

/** What goes wrong while a scan runs. */
export interface Trouble {
  /** Repositories that the scan's token does not see. */
  readonly hidden: readonly string[]
  /** GitHub breaks over this many queries, or has no points left after so many; undefined: neither. */
  readonly github: { readonly how: 'breaks' | 'out-of-points'; readonly after: number } | undefined
  /** Operations the scan may take; undefined: enough. */
  readonly budget: number | undefined
  /** Channels the app is no member of, for this scan. */
  readonly closed: readonly string[]
  /** Channels where Slack stumbles and then goes on: nothing may come of it. */
  readonly stumbles: readonly { readonly channel: string; readonly how: Stumble }[]
  /** A channel in which no message can be edited this time: chosen among those with one open message. */
  readonly uneditable: boolean
}

export type Stumble = 'rate-limited' | 'unavailable' | 'reply-lost' | 'hang-up'

export interface Scan {
  readonly at: Time
  readonly trouble: Trouble
}

/** A whole fortnight, as the seed makes it. */
export interface Fortnight {
  readonly seed: number
  readonly repositories: readonly RepositoryRow[]
  readonly people: readonly Person[]
  /** In order. */
  readonly facts: readonly Fact[]
  readonly scans: readonly Scan[]
}

/** The scanning repository's quiet hours. */
export const QUIET = {
  zone: 'Europe/Berlin',
  hours: ['18:00-08:00', '12:00-13:00'],
  days: ['saturday', 'sunday'],
  dates: ['2026-10-30'],
} as const
