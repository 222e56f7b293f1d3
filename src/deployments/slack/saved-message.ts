import { dashboardUrl } from '../../domain/dashboard.ts'
import type { ToldDeployments } from '../../policy/slack.ts'
import type { MessageRef } from '../../slack/message.ts'
import { canonicalName } from '../../text/canonical-name.ts'
import type { Ours } from '../request.ts'
import type { RunContext } from '../../actions/deploy/run-context.ts'
import type { SlackFacts } from './facts.ts'

/** A deployment's story as far as it was told. Plain data: entries of the action hand it on as JSON. */
export interface ToldStory {
  readonly told: Exclude<ToldDeployments, 'none'>
  readonly facts: SlackFacts
  /** Undefined while there is no message. */
  readonly ref?: MessageRef
}

/** A deployment's story before anything of it was told; undefined where the policy wants none. */
export function newStory(request: Ours, context: RunContext): ToldStory | undefined {
  const { channel, deployments } = request.environment.slack
  if (channel === undefined || deployments === 'none') return undefined
  return { told: deployments, facts: factsOf(request, channel, context) }
}

function factsOf(request: Ours, channel: string, { owner, repository, logUrl, page }: RunContext): SlackFacts {
  const { service, sha: commit, deployment, slack } = request
  const environment = request.environment.name
  const words = { service, environment, commit, repository: `${owner}/${repository}` }
  const member = slack.users.get(canonicalName(deployment.creator))
  return {
    channel,
    page,
    ...words,
    deploymentId: deployment.id,
    requester: { login: deployment.creator, member },
    logUrl,
    dashboard: slack.dashboard === undefined ? undefined : dashboardUrl(slack.dashboard, words),
    title: undefined,
    author: undefined,
    train: undefined,
  }
}
