import type { Aftermath, StormDeployment } from '../storm/storm.ts'
import type { DayAsk } from './day-story.ts'

/** A record of the day with what was seen of it. */
export interface DayRecord extends StormDeployment {
  readonly ask: DayAsk
  readonly sha: string
}

/** What the cluster has of a service in an environment when nothing deploys there. */
export interface Sight {
  /** Repository, service and environment. */
  readonly key: string
  readonly at: number
  /** Undefined: nothing. */
  readonly sha: string | undefined
  /** Its pods do not start. */
  readonly isBroken: boolean
}

/** What is left of a day, simulated or on a real cluster. */
export interface DayAftermath extends Aftermath {
  readonly deployments: readonly DayRecord[]
  /** In order. */
  readonly sights: readonly Sight[]
  readonly answers: readonly {
    readonly ask: DayAsk
    /** Of the answer, or of what was refused. */
    readonly code: string
    /** The record that the answer names. */
    readonly id: number | undefined
    readonly askedAt: number
    readonly answeredAt: number
  }[]
}
