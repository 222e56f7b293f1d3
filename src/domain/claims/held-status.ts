import { DAY, HOUR, MINUTE } from '../../time/duration.ts'
import type { Instant } from '../../time/instant.ts'
import type { Continuation } from './continuation.ts'

/** What of a status says that a deployment is held. */
interface Written {
  readonly state: string
  readonly description: string
}

/** What a status says of a deployment that is held: its run is over, and goes on where a person says so. */
export interface HeldStatus {
  /** From 1. */
  readonly stage: number
  readonly stages: number
  /** `1 of 5 pods run 3f2c1ab, healthy 60 s` */
  readonly what: string
  /** When it aborts itself, to the minute; undefined where it does not say. */
  readonly until: Instant | undefined
}

const HELD = /^Held (\d{1,3})\/(\d{1,3}): (.+)$/
const UNTIL =
  /; promote or abort \(aborts itself (?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun)|(\d{4}-\d\d-\d\d)) (\d\d:\d\d) UTC\)$/
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
/** A weekday says which day only for less than a week; the rest is for clocks that are apart. */
const BY_WEEKDAY = 6 * DAY
const CLOCKS_APART = 12 * HOUR

/** What a run says that goes on with what is held. `held`: what its status says; `by`: who asked. */
export function continuingText(how: Continuation, held: string, by: string): string {
  const [, stage = '', stages = ''] = HELD.exec(held) ?? []
  const next = Number(stage) < Number(stages) ? `${Number(stage) + 1}/${stages}` : 'all pods'
  const does = how === 'promote' ? `Promoting to ${next}` : `Aborting at ${stage}/${stages}`
  return by === '' ? does : `${does}, asked by ${by}`
}

/** Whether a status says that its deployment is held. */
export function isHeldStatus(status: Written): boolean {
  return heldStage(status) !== undefined
}

/** At which stage; undefined for every other status. */
export function heldStage({ state, description }: Written): number | undefined {
  const [, stage] = HELD.exec(description) ?? []
  return stage === undefined || state !== 'in_progress' ? undefined : Number(stage)
}

/** What a status says of a deployment that is held. `at`: when it was written, by GitHub's clock. */
export function readHeldStatus(status: Written, at: Instant): HeldStatus | undefined {
  const [, stage, stages, rest = ''] = HELD.exec(status.description) ?? []
  if (stage === undefined || status.state !== 'in_progress') return undefined
  const [end = '', weekday, day, time = ''] = UNTIL.exec(rest) ?? []
  const what = end === '' ? rest : rest.slice(0, -end.length)
  const until = end === '' ? undefined : weekday === undefined ? utc(`${day}T${time}Z`) : next(weekday, time, at)
  return { stage: Number(stage), stages: Number(stages), what, until }
}

/** `Fri 14:00 UTC`; of one that is further away the date. Never earlier than the time itself. */
export function untilText(time: Instant, since: Instant): string {
  const iso = new Date(Math.ceil(time / MINUTE) * MINUTE).toISOString()
  const day = time - since < BY_WEEKDAY ? DAYS[new Date(iso).getUTCDay()] : iso.slice(0, 10)
  return `${day} ${iso.slice(11, 16)} UTC`
}

/** The time on the first such day after the status. */
function next(weekday: string, time: string, at: Instant): Instant | undefined {
  const from = at - CLOCKS_APART
  for (let days = 0; days <= 7; days++) {
    const date = new Date(from + days * DAY)
    const found = utc(`${date.toISOString().slice(0, 10)}T${time}Z`)
    if (DAYS[date.getUTCDay()] === weekday && found !== undefined && found >= from) return found
  }
  return undefined
}

function utc(iso: string): Instant | undefined {
  const at = Date.parse(iso)
  return Number.isNaN(at) ? undefined : at
}
