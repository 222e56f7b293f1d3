import { context, header, section } from '../slack/blocks.ts'
import { type Lines, layOut, type Part } from '../slack/layout.ts'
import type { SlackContent } from '../slack/message.ts'
import { bold, code, link, mention, shortened } from '../slack/mrkdwn.ts'
import type { Commit } from '../train/commits.ts'
import type { Outcome } from '../train/ending.ts'
import { shortSha } from '../train/sha.ts'
import { ENDING_TITLES } from './ending-titles.ts'
import type { SlackFacts } from './slack-facts.ts'

/** By this the messages about deployments are known from others of the same app. */
export const DEPLOYMENT_EVENT = 'commit_train_deployment'

/** How far a deployment is. */
export type Progress =
  /** `text`: as the status says it. */
  | { readonly kind: 'under-way'; readonly text: string }
  /** `text`: the ending in one line. `live`: what is live now, each in one line. */
  | { readonly kind: 'ended'; readonly outcome: Outcome; readonly text: string; readonly live: readonly string[] }

/** Characters of a text of somebody else's, each of which may become five: a title is mostly shorter than 72. */
const TITLE = 150
const CAUSE = 500
/** Of the text beside the blocks, which notifications show. */
const NOTE = 300

/** The one message about a deployment, as it stands. */
export function deploymentMessage(facts: SlackFacts, progress: Progress): SlackContent {
  const { service, environment, deploymentId, repository, commit } = facts
  const where = `${service} → ${environment}`
  const head = progress.kind === 'ended' ? ENDING_TITLES[progress.outcome] : '🚀 Deploying'
  const parts: Part[] = [
    header(`${head}: ${where}`),
    section(`${commitLine(facts)}\n${askedFor(facts)}`),
    ...progressParts(progress),
    ...trainPart(facts),
    context(linksOf(facts)),
  ]
  return {
    text: `${shortened(where, NOTE / 3)}: ${shortened(progress.text, NOTE)}`,
    blocks: layOut(parts, left => `${left} parts did not fit`),
    metadata: {
      eventType: DEPLOYMENT_EVENT,
      payload: {
        repository,
        service,
        environment,
        deployment: deploymentId,
        commit,
        outcome: progress.kind === 'ended' ? progress.outcome : '',
      },
    },
  }
}

function commitLine({ page, commit, title, author }: SlackFacts): string {
  const sha = link(`${page}/commit/${commit}`, shortSha(commit))
  if (title === undefined) return sha
  return `${sha} ${bold(shortened(title, TITLE))}${author ? ` by ${shortened(author, TITLE)}` : ''}`
}

/** The person who asked, rung where Slack knows them. */
export function personOf({ requester: { login, member } }: SlackFacts): string {
  if (member !== undefined) return mention(member)
  return login === '' ? 'somebody' : shortened(login, TITLE)
}

function askedFor(facts: SlackFacts): string {
  return `Asked for by ${personOf(facts)}${trainWords(facts)}`
}

function trainWords({ train }: SlackFacts): string {
  switch (train?.kind) {
    case undefined:
      return ''
    case 'first':
      return ' · the first deployment here'
    case 'again':
      return ' · this commit is live already'
    case 'back':
      return ` · ${bold('rollback')} from ${code(shortSha(train.live))}, which takes out ${count(train.commits.length)}`
    case 'forward':
      return ` · a train of ${train.more ? 'more than ' : ''}${count(train.commits.length)} since ${code(shortSha(train.live))}`
  }
}

function progressParts(progress: Progress): readonly Part[] {
  const text = shortened(progress.text, CAUSE)
  if (progress.kind === 'under-way') return [section(text)]
  const lines = progress.live.map(line => shortened(line, CAUSE))
  return [section(bold(text)), { lines, more: left => `and ${left} more, in the log` }]
}

/** The commits on the train, or taken out; nothing for a train of one, which stands above already. */
function trainPart({ train, page, commit }: SlackFacts): readonly Lines[] {
  if (train === undefined || train.kind === 'first' || train.kind === 'again') return []
  if (train.kind === 'forward' && train.commits.length < 2 && !train.more) return []
  const [from, to] = train.kind === 'back' ? [commit, train.live] : [train.live, commit]
  const compare = link(`${page}/compare/${from}...${to}`, 'all of them')
  const shown = train.commits.slice(0, 10)
  const hidden = train.commits.length - shown.length
  const more = (left: number) => `and ${train.kind === 'forward' && train.more ? 'more than ' : ''}${left}: ${compare}`
  const lines = shown.map(one => lineOf(one, page))
  return [{ lines: hidden > 0 ? [...lines, more(hidden)] : lines, more: left => more(left + hidden) }]
}

/** One commit, in one line. */
function lineOf({ sha, title, author }: Commit, page: string): string {
  const by = author === '' ? '' : ` — ${shortened(author, TITLE)}`
  return `• ${link(`${page}/commit/${sha}`, shortSha(sha))} ${shortened(title, TITLE)}${by}`
}

function linksOf({ logUrl, dashboard, deploymentId }: SlackFacts): string {
  const board = dashboard === undefined ? [] : [link(dashboard, 'Dashboard')]
  return [link(logUrl, 'Log'), ...board, `deployment ${deploymentId}`].join(' · ')
}

function count(commits: number): string {
  return commits === 1 ? '1 commit' : `${commits} commits`
}
