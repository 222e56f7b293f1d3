import type { DeploymentFacts } from '../../../domain/history/deployment-facts.ts'
import { badEnd } from '../../../domain/history/deployments.ts'
import type { OpenDeployment } from '../../../domain/history/open-deployments.ts'
import { shortSha } from '../../../domain/sha.ts'
import type { CommitKind } from '../../../domain/stale/commit-kind.ts'
import type { Waiting, WaitingCommit } from '../../../domain/stale/waiting.ts'
import { code, link, shortened } from '../../../slack/mrkdwn.ts'
import { counted } from '../../../text/counted.ts'
import { cut } from '../../../text/one-line.ts'
import { durationText } from '../../../time/duration.ts'
import type { StaleRendering } from './rendering.ts'

/** Characters of a name from outside. */
const NAME = 60

/**
 * Why commits of one kind wait, for the people who can change it, in the words of the newest of them. Mrkdwn; empty when they
 * just wait.
 */
export function kindWords(
  newest: WaitingCommit,
  waiting: Pick<Waiting, 'key' | 'live' | 'branch'>,
  rendering: StaleRendering,
  count = 1,
): string {
  switch (newest.kind) {
    case 'never-deployed':
      return `never deployed to ${shortened(waiting.key.environment, NAME)}`
    case 'behind-failed':
      return failedWords(newest, waiting.key.repository, rendering, count)
    case 'rolled-back':
      return takenOutWords(newest, waiting, rendering)
    case 'checks-red':
      return redWords(newest, count)
    default:
      return PLAIN[newest.kind]
  }
}

const PLAIN: Readonly<
  Record<Exclude<CommitKind, 'never-deployed' | 'behind-failed' | 'rolled-back' | 'checks-red'>, string>
> = {
  'other-services': 'of other services',
  undone: 'undone by a revert',
  skipped: 'not to be deployed by itself',
  ignored: 'changes nothing that is deployed',
  waiting: '',
}

/** `its deployment failed at 09:05 (log)`, or that of the commit that would have brought it. */
function failedWords(
  { failed, commit }: WaitingCommit,
  repository: string,
  rendering: StaleRendering,
  count: number,
): string {
  if (failed === undefined) return 'waiting behind a failed deployment'
  const how = failedAt(failed, repository, rendering)
  if (failed.sha === commit.sha) return `${count === 1 ? 'its' : 'their'} deployment ${how}`
  return `waiting behind ${code(shortSha(failed.sha))}, whose deployment ${how}`
}

/** `failed at 09:05 (log)`. */
export function failedAt(failed: DeploymentFacts, repository: string, { serverUrl, clock }: StaleRendering): string {
  const end = badEnd(failed)
  const when = end === undefined ? '' : ` ${atTime(clock(end.createdAt))}`
  const address = end?.logUrl || `${serverUrl}/${repository}/deployments`
  return `failed${when} (${shortLink(address, end?.logUrl ? 'log' : 'deployments')})`
}

/** `at 09:05`, `on Mon 26 Oct, 09:05`. */
function atTime(clock: string): string {
  return `${clock.includes(',') ? 'on' : 'at'} ${clock}`
}

function takenOutWords(
  { takenOutBy, since }: WaitingCommit,
  { live, branch }: Pick<Waiting, 'live' | 'branch'>,
  { clock }: StaleRendering,
): string {
  if (takenOutBy === undefined || since === undefined) return 'rolled back'
  const to = code(shortSha(takenOutBy.sha))
  const off = live.offLine && takenOutBy === live.deployment
  return off
    ? `replaced ${clock(since.at)} by ${to}, which is not on ${shortened(branch, NAME)}`
    : `rolled back ${clock(since.at)} to ${to}`
}

/** `staging runs 53d9865, which is not on main`. */
export function offLineWords({ key, live, branch }: Pick<Waiting, 'key' | 'live' | 'branch'>): string {
  const what = code(shortSha(live.deployment?.sha ?? ''))
  return `${shortened(key.environment, NAME)} runs ${what}, which is not on ${shortened(branch, NAME)}`
}

/** Only its author can do something about it. */
function redWords({ checks }: WaitingCommit, count: number): string {
  const failed = checks?.failed[0]
  if (failed !== undefined) return `checks red (${shortLink(failed.url, failed.name)}): cannot be deployed`
  const running = checks?.running[0]
  if (running !== undefined)
    return `checks still running (${shortLink(running.url, running.name)}): cannot be deployed yet`
  const first = checks?.findings[0]
  if (first?.reason === 'no-checks') return `${count === 1 ? 'has' : 'have'} no checks, and the policy refuses that`
  const why = first === undefined ? 'checks not read' : shortened(first.text, 2 * NAME)
  return `${why}: cannot be deployed`
}

/** Addresses that other tools wrote may be of any length: a link must not crowd out what it is about. */
function shortLink(address: string, label: string): string {
  const name = cut(label, NAME)
  return address.length > 300 ? shortened(name, NAME) : link(address, name)
}

/** A deployment that is open and no longer a reason for silence; empty for the others. */
export function openDeploymentWords({ deployment, kind, since }: OpenDeployment, { clock }: StaleRendering): string {
  const what = `deployment ${deployment.id} of ${code(shortSha(deployment.sha))}`
  if (kind === 'stuck') return `${what} has no status since ${clock(since)}`
  if (kind !== 'not-picked-up') return ''
  const text = `${what} was not picked up since ${clock(since)}`
  // GitHub starts nothing for what a workflow's own token did, and does not report it.
  // https://docs.github.com/en/actions/using-workflows/triggering-a-workflow#triggering-a-workflow-from-a-workflow
  const ownToken = deployment.creator === 'github-actions' || deployment.creator === 'github-actions[bot]'
  return ownToken
    ? `${text}: made with a workflow's own token, which starts nothing: was a workflow dispatched for it?`
    : text
}

/** How long a commit waits: `5 h`, `at least 3 days`. */
export function waitsFor({ since }: WaitingCommit, now: number): string {
  if (since === undefined) return 'waiting time unknown'
  return `${since.atLeast ? 'at least ' : ''}${durationText(now - since.at, 'largest-unit')}`
}

export function commitsWords(count: number, more = false): string {
  return `${more ? 'more than ' : ''}${counted(count, 'commit')}`
}
