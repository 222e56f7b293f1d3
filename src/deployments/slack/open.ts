import type { DeployRequest } from '../../domain/deployment/request.ts'
import type { Commit } from '../../domain/history/first-parents.ts'
import { messageOf } from '../../errors.ts'
import type { GitHubClient } from '../../github/client.ts'
import { readTrain, type TrainRequest } from '../../github/history/train.ts'
import type { DeployContext } from '../context.ts'
import type { JobEffects } from '../effects.ts'
import { DeploymentMessageWriter } from './message-writer.ts'
import { newMessage, type SavedMessage } from './saved-message.ts'
import { summarizeCommit, summarizeTrain } from './train.ts'

/** The message of a deployment, and what it wants to know on the way. */
export interface DeploymentMessage {
  readonly writer: DeploymentMessageWriter
  /** To be called with the first-parent line from the head of the branch to the commit. */
  readonly onTrunkRead: (line: readonly Commit[]) => void
}

/**
 * Opens the message of a deployment in its environment's channel; undefined where there is to be none. What it shows is read
 * beside the deployment, which waits for none of it.
 */
export function openDeploymentMessage(
  request: DeployRequest,
  github: GitHubClient,
  context: DeployContext,
  { log, clock, masks, state, connectSlack }: JobEffects,
): DeploymentMessage | undefined {
  const save = (message: SavedMessage | undefined): void =>
    state.save('slack', message === undefined ? '' : JSON.stringify(message))
  const message = newMessage(request, context)
  const slack = connectSlack()
  if (message === undefined || slack === undefined) {
    save(undefined)
    if (message !== undefined) {
      log.info(
        `No Slack message: the policy names a channel for ${request.environment.name}, but the input "slack-token" is empty`,
      )
    }
    return undefined
  }
  save(message)
  const writer = new DeploymentMessageWriter({ slack, clock, save }, message)
  const redact = (text: string): string => masks.redact(text)
  const line = Promise.withResolvers<readonly Commit[]>()
  readTrain({ github, log, clock }, questionOf(request, line.promise))
    .then(train => writer.addFacts({ train: train && summarizeTrain(train, redact) }))
    .catch(thrown => log.debug(`The train could not be read for Slack: ${messageOf(thrown)}`))
  const onTrunkRead = (commits: readonly Commit[]): void => {
    line.resolve(commits)
    const commit = commits.at(-1)
    if (commit === undefined) return
    const { title, author } = summarizeCommit(commit, redact)
    writer.addFacts({ title, author })
  }
  return { writer, onTrunkRead }
}

function questionOf(request: DeployRequest, newer: Promise<readonly Commit[]>): TrainRequest {
  const { services, apps, service, paths, sha, deployment } = request
  return {
    services,
    apps,
    service,
    paths,
    environment: request.environment.name,
    deploymentId: deployment.id,
    sha,
    newer,
  }
}
