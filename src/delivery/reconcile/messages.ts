import type { SlackFacts } from '../../deployments/slack/facts.ts'
import { endLostMessage, findDeploymentMessages, type PostedMessage } from '../../deployments/slack/lost-messages.ts'
import { factsOf } from '../../deployments/slack/saved-message.ts'
import { claimsIn } from '../../domain/claims/run-claims.ts'
import { endOfRun, type KnownEnd, lastEnd } from '../../domain/deployment/last-end.ts'
import { endingLine } from '../../domain/deployment/status-text.ts'
import { serviceOfTask } from '../../domain/deployment-task.ts'
import type { DeploymentFacts } from '../../domain/history/deployment-facts.ts'
import { isOpen } from '../../domain/history/deployments.ts'
import { messageOf, UserError } from '../../errors.ts'
import { environmentOf, type Policy } from '../../policy/policy.ts'
import type { SlackClient } from '../../slack/client.ts'
import { counted } from '../../text/counted.ts'
import type { ReconcileEffects, ReconcileSettings } from './effects.ts'

/** A deployment that a reconciliation has just ended. */
export interface EndedDeployment extends DeploymentFacts {
  readonly service: string
  readonly end: KnownEnd
}

/** For so long after its end a run may still be writing the message itself. */
const OWN_WRITER_MS = 10 * 60 * 1000
/** Messages of deployments that ended longer ago were looked at before. */
const LOOKED_BACK_MS = 24 * 60 * 60 * 1000

/** How far the clocks of GitHub and Slack may be apart. */
const CLOCKS_MS = 60_000

/** A deployment whose message may show a step for ever. */
interface Candidate extends EndedDeployment {
  /** Whether this reconciliation has ended it. */
  readonly isNew: boolean
  readonly facts: SlackFacts
  /** Whether a deployment of its environment has a message only when it failed. */
  readonly onlyFailures: boolean
}

/**
 * Brings the Slack messages of ended deployments to their end that still show a step: of those whose run was lost, and of those
 * whose run could not write it. Slack is never what a reconciliation fails for: what it refuses is one notice for each channel.
 */
export async function endMessages(
  { all, ended }: { readonly all: readonly DeploymentFacts[]; readonly ended: readonly EndedDeployment[] },
  policy: Policy,
  settings: ReconcileSettings,
  { slack, log, clock }: Omit<ReconcileEffects, 'records'>,
): Promise<void> {
  const now = clock.now()
  const earlier = all.flatMap(one => endedEarlier(one, policy, now) ?? [])
  const candidates = [
    ...ended.map(one => ({ ...one, isNew: true })),
    ...earlier.map(one => ({ ...one, isNew: false })),
  ].flatMap(one => candidateOf(one, policy, settings) ?? [])
  if (slack === undefined) {
    const left = candidates.filter(({ isNew, statuses }) => isNew && claimsIn(statuses).length > 0)
    const what = counted(left.length, 'deployment')
    if (left.length > 0) log.info(`The Slack messages of ${what} stay as they are: the input "slack-token" is empty`)
    return
  }
  for (const [channel, of] of Map.groupBy(candidates, ({ facts }) => facts.channel)) {
    try {
      await endMessagesOf(channel, of, settings, { slack, log })
    } catch (thrown) {
      log.notice(`The Slack messages in ${channel} could not be brought to their end: ${messageOf(thrown)}`)
    }
  }
}

/** A deployment whose run has ended it, long enough ago that it is done with its message. */
function endedEarlier(one: DeploymentFacts, policy: Policy, now: number): EndedDeployment | undefined {
  const service = serviceOfTask(one.task, policy.services)
  const end = lastEnd(one.statuses)
  const at = one.statuses.at(-1)?.createdAt ?? now
  if (!one.ours || service === undefined || end === undefined || isOpen(one)) return undefined
  return at > now - OWN_WRITER_MS || at < now - LOOKED_BACK_MS ? undefined : { ...one, service, end }
}

function candidateOf(
  one: EndedDeployment & { readonly isNew: boolean },
  policy: Policy,
  { owner, repository, page, logUrl }: ReconcileSettings,
): Candidate | undefined {
  const environment = environmentOf(policy, one.environment)
  const { channel, deployments = 'none' } = environment?.slack ?? {}
  if (environment === undefined || channel === undefined || deployments === 'none') return undefined
  // The message is found, not written anew, where its run could begin: who asked stays as that run wrote it.
  const requester = { login: one.creator }
  const about = { service: one.service, sha: one.sha, slack: policy.slack, environment, deployment: one, requester }
  const facts = factsOf(about, channel, { owner, repository, page, logUrl: one.end.logUrl || logUrl })
  return { ...one, facts, onlyFailures: deployments === 'failures' }
}

async function endMessagesOf(
  channel: string,
  candidates: readonly Candidate[],
  { owner, repository, dryRun }: ReconcileSettings,
  { slack, log }: { readonly slack: SlackClient; readonly log: ReconcileEffects['log'] },
): Promise<void> {
  const since = Math.min(...candidates.map(({ createdAt }) => createdAt)) - CLOCKS_MS
  const where = { channel, repository: `${owner}/${repository}`, since }
  const { messages, complete } = await findDeploymentMessages(slack, where)
  const refused: string[] = []
  for (const one of candidates) {
    const own = messages.filter(({ deploymentId }) => deploymentId === one.id)
    for (const message of own.filter(({ isOpen: open }) => open)) await tried(one, message)
    if (own.length > 0 || !one.isNew || claimsIn(one.statuses).length === 0) continue
    if (!complete)
      log.notice(`The message of deployment ${one.id} is not among the newest of ${channel}: it stays as it is`)
    // Before it has failed it has no message, and its run cannot post one any more.
    else if (one.onlyFailures) await tried(one, undefined)
  }
  if (refused.length > 0) {
    const which = refused.length === 1 ? 'a message' : `${refused.length} messages`
    log.notice(`${which} in ${channel} could not be brought to the end: ${refused[0]}`)
  }

  /** One message that Slack refuses keeps no other from its end. */
  async function tried(one: Candidate, message: PostedMessage | undefined): Promise<void> {
    try {
      await write(one, message)
    } catch (thrown) {
      if (!(thrown instanceof UserError)) throw thrown
      refused.push(thrown.message)
    }
  }

  async function write(one: Candidate, message: PostedMessage | undefined): Promise<void> {
    const logUrl = message?.logUrl ?? ''
    const ending = endOfRun(logUrl, one.statuses, one.end)
    if (!dryRun) await endLostMessage(slack, logUrl === '' ? one.facts : { ...one.facts, logUrl }, ending, message)
    const did = `${dryRun ? 'would be ' : ''}${message === undefined ? 'posted' : 'edited'}`
    log.info(`${channel}: the message of deployment ${one.id} ${dryRun ? did : `was ${did}`}: ${endingLine(ending)}`)
  }
}
