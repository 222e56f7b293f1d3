import { dashboardUrl } from '../../domain/dashboard.ts'
import type { DeployRequest } from '../../domain/deployment/request.ts'
import type { NotifiedDeployments } from '../../policy/slack.ts'
import type { MessageRef } from '../../slack/message.ts'
import { canonicalName } from '../../text/canonical-name.ts'
import type { DeployContext } from '../context.ts'
import type { SlackFacts } from './facts.ts'

/** A deployment's message as it stands. Plain data: entries of the action hand it on as JSON. */
export interface SavedMessage {
  /** Which deployments get one. */
  readonly wanted: Exclude<NotifiedDeployments, 'none'>
  readonly facts: SlackFacts
  /** Undefined while it has not been posted. */
  readonly ref?: MessageRef
  /** Slack was asked to post it: without `ref` it is not known whether it did. */
  readonly tried?: boolean
  /** How many messages before this one could be edited no more; default: 0. */
  readonly given?: number
}

/** A deployment's message before it was posted; undefined where the policy wants none. */
export function newMessage(request: DeployRequest, context: DeployContext): SavedMessage | undefined {
  const { channel, deployments } = request.environment.slack
  if (channel === undefined || deployments === 'none') return undefined
  return { wanted: deployments, facts: factsOf(request, channel, context) }
}

/** What a message is about. */
type MessageSubject = Pick<DeployRequest, 'service' | 'sha' | 'slack'> & {
  readonly requester: Pick<DeployRequest['requester'], 'login'>
  readonly environment: Pick<DeployRequest['environment'], 'name'>
  readonly deployment: Pick<DeployRequest['deployment'], 'id'>
}

/** What is known of a deployment before anything was read for its message. */
export function factsOf(
  request: MessageSubject,
  channel: string,
  { owner, repository, logUrl, page }: Pick<DeployContext, 'owner' | 'repository' | 'logUrl' | 'page'>,
): SlackFacts {
  const { service, sha: commit, deployment, requester, slack } = request
  const environment = request.environment.name
  const words = { service, environment, commit, repository: `${owner}/${repository}` }
  const member = slack.users.get(canonicalName(requester.login))
  return {
    channel,
    page,
    ...words,
    deploymentId: deployment.id,
    requester: { login: requester.login, member },
    logUrl,
    dashboard: slack.dashboard === undefined ? undefined : dashboardUrl(slack.dashboard, words),
    title: undefined,
    author: undefined,
    train: undefined,
  }
}
