import { type Ending, endedWell } from '../../domain/deployment/ending.ts'
import { endingLine } from '../../domain/deployment/status-text.ts'
import type { SlackClient } from '../../slack/client.ts'
import type { MessageRef, SlackBlock } from '../../slack/message.ts'
import type { Instant } from '../../time/instant.ts'
import { lostReply } from './details.ts'
import type { SlackFacts } from './facts.ts'
import { DEPLOYMENT_EVENT, deploymentMessage } from './message.ts'

/** A message about a deployment, found in its channel. */
export interface PostedMessage {
  readonly ref: MessageRef
  readonly deploymentId: number
  /** Log of the run that wrote it; empty where the message does not say. */
  readonly logUrl: string
  /** Whether it shows a step, or that it is held, and no end. */
  readonly isOpen: boolean
  readonly blocks: readonly SlackBlock[] | undefined
}

/** How long all requests for one channel may take. */
const WITHIN_MS = 30_000

/** The messages about deployments of a repository in a channel, since a time. Throws the `UserError` of what Slack refused. */
export async function findDeploymentMessages(
  slack: SlackClient,
  { channel, repository, since }: { readonly channel: string; readonly repository: string; readonly since: Instant },
): Promise<{ readonly messages: readonly PostedMessage[]; readonly complete: boolean }> {
  const { messages, complete } = await slack.find(channel, DEPLOYMENT_EVENT, since, { within: WITHIN_MS })
  const found = messages.flatMap(({ ref, metadata: { payload }, blocks }): PostedMessage[] => {
    const { deployment, log, outcome } = payload
    if (payload.repository !== repository || typeof deployment !== 'number') return []
    const logUrl = typeof log === 'string' ? log : ''
    return [{ ref, deploymentId: deployment, logUrl, isOpen: outcome === '' || outcome === 'held', blocks }]
  })
  return { messages: found, complete }
}

/**
 * Writes the end of a deployment whose run cannot do it any more into its message, or a message of its own where there is none.
 * A bad end is reported in the thread too, for an edit notifies no one. Throws the `UserError` of what Slack refused.
 */
export async function endLostMessage(
  slack: SlackClient,
  facts: SlackFacts,
  ending: Pick<Ending, 'outcome' | 'text'>,
  message: Pick<PostedMessage, 'ref' | 'blocks'> | undefined,
): Promise<void> {
  const progress = { kind: 'ended', outcome: ending.outcome, text: endingLine(ending), live: [] } as const
  const content = deploymentMessage(facts, progress, message?.blocks)
  const bounds = { within: WITHIN_MS }
  if (message === undefined) return void (await slack.post({ ...content, channel: facts.channel }, bounds))
  await slack.edit(message.ref, content, bounds)
  if (!endedWell(ending.outcome)) await slack.reply(message.ref, lostReply(facts, ending), bounds)
}
