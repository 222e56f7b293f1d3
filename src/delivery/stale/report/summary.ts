import { shortSha } from '../../../domain/sha.ts'
import type { Unread, Waiting } from '../../../domain/stale/waiting.ts'
import type { Finding } from '../../../errors.ts'
import { reasonLink } from '../../../reasons/registry.ts'
import { counted } from '../../../text/counted.ts'
import { escaped } from '../../../text/markdown.ts'
import { durationText } from '../../../time/duration.ts'
import { actionLine } from '../messages/action-line.ts'
import { waitingPage } from '../text/compare-link.ts'
import { clockOf } from '../text/rendering.ts'
import type { StaleResult } from './result.ts'

/** The job summary: what is wrong first, then one table of everything. GitHub's Markdown. */
export function staleSummary(result: StaleResult, serverUrl: string): string {
  const { problems, repositories, zone, now } = result
  const keyStates = repositories.flatMap(({ keys }) => keys.map(({ keyState }) => keyState))
  const left = repositories.flatMap(({ kind, finding }) =>
    kind === 'left-out' && finding !== undefined ? [finding] : [],
  )
  const stale = keyStates.filter(keyState => keyState.kind === 'judged' && keyState.stale.length > 0).length
  const unknown = incomplete(result)
  // The all clear, for which all must have been looked at.
  const nothing = unknown === '' && problems.length === 0 ? 'Nothing is stale' : 'Nothing stale was found'
  const sections = [
    `## ${stale === 0 ? nothing : `${stale} of ${keyStates.length} ${stale === 1 ? 'has' : 'have'} stale commits`}${unknown}`,
    findings('❌', problems),
    findings('⏭️ not scanned:', left),
    table(keyStates, result, serverUrl),
    result.actions.map(action => `- ${escaped(actionLine(action, result.slack === 'dry-run'))}`).join('\n'),
    `${costLine(result)} Times are those of ${escaped(zone)}; read at ${clockOf(zone, now)(now)}.`,
  ]
  return `${sections.filter(section => section !== '').join('\n\n')}\n`
}

/** How much could not be read, so that a part is not taken for all. */
function incomplete({ repositories }: StaleResult): string {
  const unread = repositories.filter(({ kind }) => kind === 'failed' || kind === 'left-out').length
  const keys = repositories.flatMap(one =>
    one.keys.map(({ keyState }) => one.kind === 'read' && keyState.kind === 'unread'),
  )
  const partly = keys.filter(Boolean).length
  return [
    ...(unread === 0 ? [] : [`; ${unread} of ${repositories.length} repositories could not be scanned`]),
    ...(partly === 0 ? [] : [`; ${partly} of ${keys.length} could not be read`]),
  ].join('')
}

function findings(mark: string, all: readonly Finding[]): string {
  return all.map(({ reason, text }) => `- ${mark} ${escaped(text)} (${reasonLink(reason)})`).join('\n')
}

function table(keyStates: readonly (Waiting | Unread)[], { now, quiet }: StaleResult, serverUrl: string): string {
  const rows = keyStates.map(keyState => {
    const { service, environment, repository } = keyState.key
    const name = repository.endsWith(`/${service}`) ? service : `${repository}: ${service}`
    const first = `| ${escaped(name)} | ${escaped(environment)} |`
    if (keyState.kind === 'unread') return `${first} | | | could not be read |`
    const { live, commits, stale, silence, more } = keyState
    const oldest = stale.at(-1)?.since
    const sha = live.deployment === undefined ? 'never deployed' : `\`${shortSha(live.deployment.sha)}\``
    const count = commits.filter(one => one.kind !== 'other-services').length
    const waiting = `[${more ? 'more than ' : ''}${count}](${waitingPage(keyState, serverUrl)})`
    const age =
      oldest === undefined ? '' : `${oldest.atLeast ? 'at least ' : ''}${durationText(now - oldest.at, 'largest-unit')}`
    const why =
      silence === undefined ? kindsOf(keyState) : silence.reason === 'nothing-stale' ? '' : `silent: ${silence.text}`
    return `${first} ${sha} | ${count === 0 ? '0' : waiting} | ${stale.length} ${age === '' ? '' : `(${age})`} | ${escaped(why)} |`
  })
  if (rows.length === 0) return ''
  const head = ['| service | environment | live | waiting | stale | |', '| --- | --- | --- | --- | --- | --- |']
  return [...(quiet === undefined ? [] : [`Notifications are off now: ${escaped(quiet)}.`, '']), ...head, ...rows].join(
    '\n',
  )
}

const KINDS = {
  'other-services': 'of other services',
  undone: 'undone by a revert',
  skipped: 'skip marker',
  ignored: 'ignored paths',
  'checks-red': 'checks red',
  'rolled-back': 'rolled back',
  'behind-failed': 'behind a failed deployment',
  'never-deployed': 'never deployed',
  waiting: 'waiting',
} as const satisfies Record<Waiting['commits'][number]['kind'], string>

function kindsOf({ stale }: Waiting): string {
  const counts = Map.groupBy(stale, ({ kind }) => kind)
  return [...counts].map(([kind, commits]) => `${commits.length} ${KINDS[kind]}`).join(', ')
}

/** What the run took, in one line. */
export function costLine({ cost, repositories }: StaleResult): string {
  const { points, queries, requests, budget, remaining, slackRequests } = cost
  const left = remaining === undefined ? '' : `; GitHub has ${remaining.toLocaleString('en')} points left this hour`
  return (
    `${counted(repositories.length, 'repository', 'repositories')}: ${counted(points, 'point')} in ${counted(queries, 'query', 'queries')} and ` +
    `${counted(requests, 'REST request')} of a budget of ${budget}${left}; ${counted(slackRequests, 'request')} to Slack.`
  )
}
