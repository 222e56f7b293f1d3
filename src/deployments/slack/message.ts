import type { Outcome } from '../../domain/deployment/ending.ts'
import { shortSha } from '../../domain/sha.ts'
import { context, header, section } from '../../slack/blocks.ts'
import { layOut, type Part } from '../../slack/layout.ts'
import type { SlackContent } from '../../slack/message.ts'
import { bold, link, mention, shortened } from '../../slack/mrkdwn.ts'
import { ENDING_TITLES } from '../ending-titles.ts'
import type { SlackFacts } from './facts.ts'
import { TITLE, trainPart, trainWords } from './train.ts'

/** By this the messages about deployments are known from others of the same app. */
const DEPLOYMENT_EVENT = 'commit_train_deployment'

/** How far a deployment is. */
export type Progress =
  /** `text`: as the status says it. */
  | { readonly kind: 'under-way'; readonly text: string }
  /** `text`: the ending in one line. `live`: what is live now, each in one line. */
  | { readonly kind: 'ended'; readonly outcome: Outcome; readonly text: string; readonly live: readonly string[] }

/** Characters of a cause, each of which may become five. */
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
    ...trainPart(facts.train, facts.page, commit),
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
  return `Asked for by ${personOf(facts)}${trainWords(facts.train)}`
}

function progressParts(progress: Progress): readonly Part[] {
  const text = shortened(progress.text, CAUSE)
  if (progress.kind === 'under-way') return [section(text)]
  const lines = progress.live.map(line => shortened(line, CAUSE))
  return [section(bold(text)), { lines, more: left => `and ${left} more, in the log` }]
}

function linksOf({ logUrl, dashboard, deploymentId }: SlackFacts): string {
  const board = dashboard === undefined ? [] : [link(dashboard, 'Dashboard')]
  return [link(logUrl, 'Log'), ...board, `deployment ${deploymentId}`].join(' · ')
}
