import type { Finding } from '../errors.ts'
import { canonicalName } from '../text/canonical-name.ts'
import { didYouMean } from '../text/suggestion.ts'
import { isZone } from '../time/local-time.ts'

/** Which deployments get a message. */
export type NotifiedDeployments = 'all' | 'failures' | 'none'

/** Slack notifications of one environment. */
export interface EnvironmentSlack {
  /** The channel's ID; undefined: no notifications. */
  readonly channel: string | undefined
  readonly deployments: NotifiedDeployments
}

/** Quiet hours: no notifications about stale commits. */
export interface QuietPolicy {
  /** IANA name. */
  readonly zone: string
  readonly hours: readonly QuietHours[]
  /** `monday` … `sunday`. */
  readonly days: readonly string[]
  /** `2026-12-25`. */
  readonly dates: readonly string[]
}

/** From a minute of the day to another, in local time; past midnight when `from` is the later one. */
interface QuietHours {
  readonly from: number
  /** No longer quiet; at most 1440. */
  readonly until: number
}

/** What the file says about Slack as a whole. */
export interface SlackPolicy {
  /** An https address with placeholders, for `dashboardUrl`. */
  readonly dashboard: string | undefined
  /** Slack member IDs by the lower-case login of GitHub. */
  readonly users: ReadonlyMap<string, string>
  readonly quiet: QuietPolicy | undefined
}

/** `slack:` of one environment, as the file has it. */
export interface RawEnvironmentSlack {
  readonly channel?: string
  readonly deployments?: NotifiedDeployments
}

/** `slack:` of the whole file. */
export interface RawSlack extends RawEnvironmentSlack {
  readonly dashboard?: string
  readonly users?: Readonly<Record<string, string>> | null
  readonly quiet?: {
    readonly zone: string
    readonly hours?: readonly string[]
    readonly days?: readonly string[]
    readonly dates?: readonly string[]
  } | null
}

/** Each key said for an environment replaces the file's. */
export function environmentSlack(raw: RawEnvironmentSlack | null | undefined, file: RawSlack): EnvironmentSlack {
  return {
    channel: raw?.channel ?? file.channel,
    deployments: raw?.deployments ?? file.deployments ?? 'all',
  }
}

/** The file's own part. */
export function slackPolicy({ dashboard, users, quiet }: RawSlack): SlackPolicy {
  const known = Object.entries(users ?? {}).map(([login, member]) => [canonicalName(login), member] as const)
  return { dashboard, users: new Map(known), quiet: quiet ? quietPolicy(quiet) : undefined }
}

function quietPolicy({ zone, hours = [], days = [], dates = [] }: NonNullable<RawSlack['quiet']>): QuietPolicy {
  const spans = hours.map(text => {
    const [from = '', until = ''] = text.split('-')
    return { from: minutes(from), until: minutes(until) }
  })
  return { zone, hours: spans, days, dates }
}

/** What the schema cannot say: whether a zone, and a date, is there at all. `at` gives the line. */
export function slackFindings({ quiet }: RawSlack, at: (...path: readonly string[]) => string): Finding[] {
  const findings: Finding[] = []
  const say = (text: string, where: string) => findings.push({ reason: 'policy-invalid', text, where })
  if (quiet && !isZone(quiet.zone)) {
    const hint = didYouMean(quiet.zone, Intl.supportedValuesOf('timeZone'))
    const text = `slack.quiet.zone cannot be '${quiet.zone}': no time zone has that name${hint}`
    say(text, at('slack', 'quiet', 'zone'))
  }
  for (const [index, date] of (quiet?.dates ?? []).entries()) {
    if (isDate(date)) continue
    say(`slack.quiet.dates cannot name '${date}': there is no such day`, at('slack', 'quiet', 'dates', `${index}`))
  }
  return findings
}

function isDate(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
}

function minutes(time: string): number {
  const [hour, minute] = time.split(':').map(Number)
  return (hour ?? 0) * 60 + (minute ?? 0)
}
