import type { DeployInputs } from '../../actions/deploy/inputs.ts'
import type { Effects } from '../../delivery/release/run.ts'
import type { Ending } from '../../domain/deployment/ending.ts'
import type { Commit } from '../../domain/history/first-parents.ts'
import { messageOf } from '../../errors.ts'
import type { GitHubClient } from '../../github/client.ts'
import { readTrain, type TrainQuestion } from '../../github/train.ts'
import type { Logger } from '../../log/logger.ts'
import { machineFetch } from '../../net/proxied-fetch.ts'
import { connectSlack, type SlackClient } from '../../slack/client.ts'
import { liveWorkloads } from '../live.ts'
import type { Report } from '../progress.ts'
import type { Ours } from '../request.ts'
import type { RunContext } from '../../actions/deploy/run-context.ts'
import { newStory, type ToldStory } from './saved-message.ts'
import { SlackStory } from './message-writer.ts'
import { toldCommit, toldTrain } from './train.ts'

/** How Slack is spoken to; undefined without a token. Loads nothing and sends nothing yet. */
export function slackOf(
  { slack }: Pick<DeployInputs, 'slack'>,
  { log, clock, env }: Pick<Effects, 'log' | 'clock' | 'env'>,
): SlackClient | undefined {
  if (slack === undefined) return undefined
  // What goes wrong is said once, at the end; in between it would stand in the middle of a step.
  const debug = (line: string): void => log.debug(line)
  const group: Logger['group'] = (_title, work) => work()
  const logger = { debug, info: debug, notice: debug, warning: debug, error: debug, group }
  let reach: Promise<typeof fetch> | undefined
  const lazily: typeof fetch = async (address, init) => {
    reach ??= machineFetch(env)
    return (await reach)(address, init)
  }
  return connectSlack({ ...slack, clock, logger, fetch: lazily })
}

/** A deployment on its way, as far as its story needs it. */
export interface StoryWay {
  readonly inputs: DeployInputs
  readonly context: RunContext
  readonly effects: Effects
  readonly github: GitHubClient
}

/** The story of a deployment, and who hears on the way where its commit stands. */
export interface OpenStory {
  readonly story: SlackStory
  /** `line`: from the head of the branch to the commit. */
  readonly onLine: (line: readonly Commit[]) => void
}

/**
 * Opens the story of a deployment in its environment's channel; undefined where Slack is not to be told. What it tells is
 * read beside the deployment, which waits for none of it.
 */
export function openStory(request: Ours, { inputs, context, effects, github }: StoryWay): OpenStory | undefined {
  const { log, clock, masks } = effects
  const remember = (story: ToldStory | undefined): void =>
    effects.remember('slack', story === undefined ? '' : JSON.stringify(story))
  const told = newStory(request, context)
  remember(told)
  if (told === undefined) return undefined
  const slack = slackOf(inputs, effects)
  if (slack === undefined) {
    remember(undefined)
    log.info(`Slack is not told: the policy names a channel for ${request.environment.name}, "slack-token" is empty`)
    return undefined
  }
  const story = new SlackStory({ slack, clock, remember }, told)
  const redact = (text: string): string => masks.redact(text)
  const line = Promise.withResolvers<readonly Commit[]>()
  readTrain({ github, logger: log, clock }, questionOf(request, line.promise))
    .then(train => story.learn({ train: train && toldTrain(train, redact) }))
    .catch(thrown => log.debug(`The train could not be read for Slack: ${messageOf(thrown)}`))
  const onLine = (commits: readonly Commit[]): void => {
    line.resolve(commits)
    const commit = commits.at(-1)
    if (commit === undefined) return
    const { title, author } = toldCommit(commit, redact)
    story.learn({ title, author })
  }
  return { story, onLine }
}

function questionOf(request: Ours, newer: Promise<readonly Commit[]>): TrainQuestion {
  const { services, service, sha, deployment } = request
  return { services, service, environment: request.environment.name, deploymentId: deployment.id, sha, newer }
}

/** What is live when a deployment has ended, each in one line, for a reader who has nothing else. */
export function liveLines(report: Pick<Report, 'touched' | 'rollout'>, { outcome }: Ending): readonly string[] {
  if (outcome === 'success') return []
  if (!report.touched) return ['Nothing was touched: what was live before is live now.']
  const workloads = liveWorkloads(report)
  if (workloads.length === 0) return ['The cluster was touched; the log says what was applied.']
  return workloads.map(({ object, text }) => `Live now: ${object}: ${text}`)
}
