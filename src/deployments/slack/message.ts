import type { Outcome } from '../../domain/deployment/ending.ts'
import { endingLine } from '../../domain/deployment/status-text.ts'
import { shortSha } from '../../domain/sha.ts'
import { context, header, section } from '../../slack/blocks.ts'
import { layOut, type Part } from '../../slack/layout.ts'
import type { SlackBlock, SlackContent } from '../../slack/message.ts'
import { bold, link, mention, shortened } from '../../slack/mrkdwn.ts'
import type { EndedView } from '../view.ts'
import { ENDING_TITLES, liveState } from '../words.ts'
import type { SlackFacts } from './facts.ts'
import { TITLE, trainPart, trainWords } from './train.ts'

/** By this the messages about deployments are known from others of the same app. */
export const DEPLOYMENT_EVENT = 'commit_train_deployment'

/** How far a deployment is. */
export type MessageProgress =
  /** `text`: as the status says it. */
  | { readonly kind: 'in-progress'; readonly text: string }
  /** `text`: the ending in one line. `live`: what is live now, each in one line. */
  | { readonly kind: 'ended'; readonly outcome: Outcome; readonly text: string; readonly live: readonly string[] }

/** Characters of a cause, each of which may become five. */
const CAUSE = 500
/** Of the text beside the blocks, which notifications show. */
const NOTE = 300

/** The progress of a deployment that has ended; `remarks` stand behind what is live. */
export function endedProgress(view: EndedView, remarks: readonly string[] = []): MessageProgress {
  const { outcome } = view.ending
  return { kind: 'ended', outcome, text: endingLine(view.ending), live: [...liveLines(view), ...remarks] }
}

/** What is live, each in one line, for a reader who has nothing else. */
function liveLines(view: EndedView): readonly string[] {
  const live = liveState(view)
  if (live.kind === 'as-said') return []
  if (live.kind !== 'workloads') return [live.text]
  return live.workloads.map(({ object, text }) => `Live now: ${object}: ${text}`)
}

/**
 * The one message about a deployment, as it stands. `shown`: what it has shown so far, for one whose run is gone: commit,
 * requester, train and links stay as that run wrote them.
 */
export function deploymentMessage(
  facts: SlackFacts,
  progress: MessageProgress,
  shown?: readonly SlackBlock[],
): SlackContent {
  const { service, environment, deploymentId, repository, commit, logUrl } = facts
  const where = `${service} → ${environment}`
  const head = progress.kind === 'ended' ? ENDING_TITLES[progress.outcome] : '🚀 Deploying'
  const parts: Part[] = [
    header(`${head}: ${where}`),
    ...(keptParts(shown, progress) ?? [
      section(`${commitLine(facts)}\n${askedFor(facts)}`),
      ...progressParts(progress),
      ...trainPart(facts.train, facts.page, commit),
      context(linksOf(facts)),
    ]),
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
        log: logUrl,
      },
    },
  }
}

/** All below the header: commit, step, train, links, in that order; undefined for what does not look like that. */
function keptParts(shown: readonly SlackBlock[] = [], progress: MessageProgress): readonly Part[] | undefined {
  const [first, commit, step, ...rest] = shown
  const links = rest.at(-1)
  if (first?.type !== 'header' || commit?.type !== 'section' || step?.type !== 'section') return undefined
  if (links?.type !== 'context') return undefined
  const train = rest.slice(0, -1).map((block): Part => {
    if (block.type !== 'section') return block
    return { lines: block.text.text.split('\n'), more: left => `and ${left} more` }
  })
  return [commit, ...progressParts(progress), ...train, links]
}

function commitLine({ page, commit, title, author }: SlackFacts): string {
  const sha = link(`${page}/commit/${commit}`, shortSha(commit))
  if (title === undefined) return sha
  return `${sha} ${bold(shortened(title, TITLE))}${author ? ` by ${shortened(author, TITLE)}` : ''}`
}

/** The requester, mentioned where the policy names their Slack member ID. */
export function personOf({ requester: { login, member } }: SlackFacts): string {
  if (member !== undefined) return mention(member)
  return login === '' ? 'an unknown user' : shortened(login, TITLE)
}

function askedFor(facts: SlackFacts): string {
  return `Requested by ${personOf(facts)}${trainWords(facts.train)}`
}

function progressParts(progress: MessageProgress): readonly Part[] {
  const text = shortened(progress.text, CAUSE)
  if (progress.kind === 'in-progress') return [section(text)]
  const lines = progress.live.map(line => shortened(line, CAUSE))
  return [section(bold(text)), { lines, more: left => `and ${left} more, in the log` }]
}

function linksOf({ logUrl, dashboard, deploymentId }: SlackFacts): string {
  const board = dashboard === undefined ? [] : [link(dashboard, 'Dashboard')]
  return [link(logUrl, 'Log'), ...board, `deployment ${deploymentId}`].join(' · ')
}
