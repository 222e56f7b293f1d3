import { asRecord } from '../../text/json.ts'
import { fullSha } from '../sha.ts'

/**
 * A deployment that is held at a stage: so many pods run its commit, the others still what was live, and somebody decides. Kept
 * in the cluster, on what is held and in the record of the release.
 */
export interface DeploymentHold {
  /** Id of GitHub's deployment. */
  readonly deployment: number
  /** Full SHA of what is looked at. */
  readonly commit: string
  /** Counts the stages, from 1. */
  readonly stage: number
  readonly of: number
  /** The step of the policy: a number of pods, or a share of them as `25%`. */
  readonly step?: number | string
  /** Pods that run the commit, over all that is held. */
  readonly ready: number
  /** Pods that are wanted, over all that is held. */
  readonly pods: number
  /** When the stage was begun, and when it is given up. ISO 8601. */
  readonly since: string
  readonly until: string
  /** Full SHA of what was live before, and still is. */
  readonly live: string
}

/** Version of the JSON. A reader takes what it knows of a later one. */
const SCHEMA = 1
const SHARE = /^[1-9][0-9]{0,2}%$/

/** As the cluster keeps it. */
export function serializeHold(hold: DeploymentHold): string {
  const { deployment, commit, stage, of, step, ready, pods, since, until, live } = hold
  return JSON.stringify({ v: SCHEMA, deployment, commit, stage, of, step, ready, pods, since, until, live })
}

/** Reads it again; undefined for what is none: all who may write to the cluster can change it. */
export function parseHold(text: string): DeploymentHold | undefined {
  const { deployment, commit, stage, of, step, ready, pods, since, until, live } = fieldsIn(text)
  const [held, before] = [shaIn(commit), shaIn(live)]
  if (held === undefined || before === undefined || !isTime(since) || !isTime(until)) return undefined
  if (!isCount(deployment) || !isCount(stage) || !isCount(of) || stage > of) return undefined
  if (!isCount(ready) || !isCount(pods)) return undefined
  const at = isCount(step) || (typeof step === 'string' && SHARE.test(step)) ? { step } : {}
  return { deployment, commit: held, stage, of, ...at, ready, pods, since, until, live: before }
}

/** Whether it has been there for so long that it is to be given up. `now`: milliseconds since the epoch. */
export function isHoldExpired({ until }: Pick<DeploymentHold, 'until'>, now: number): boolean {
  return now >= Date.parse(until)
}

function fieldsIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return asRecord(JSON.parse(text))
  } catch {
    return {}
  }
}

function shaIn(value: unknown): string | undefined {
  return typeof value === 'string' ? fullSha(value) : undefined
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
}
