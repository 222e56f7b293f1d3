import { setImmediate } from 'node:timers/promises'
import type { LockReader } from '../../domain/history/lock.ts'
import { UserError } from '../../errors.ts'
import { Budget } from '../../github/budget.ts'
import type { GitHubClient } from '../../github/client.ts'
import { askParts } from '../../github/graphql/parts.ts'
import { HEADS, headPart } from '../../github/scan/heads.ts'
import type { ScanTools } from '../../github/scan/scan-tools.ts'
import type { Logger } from '../../log/logger.ts'
import type { SlackWorkspace } from '../../slack/client.ts'
import type { Clock } from '../../time/clock.ts'
import type { StaleResult } from './report/result.ts'
import type { StaleRunContext, StaleSettings } from './settings.ts'

/** What a run is made with. */
interface StaleEffects {
  readonly log: Logger
  readonly clock: Clock
  /** Of the repository the workflow runs in. */
  readonly github: GitHubClient
  /** Undefined: nothing is sent to Slack. */
  readonly slack: SlackWorkspace | undefined
  readonly locks: LockReader
}

/**
 * One scan: reads the repositories, judges what waits, brings the messages in Slack up to date. What fails for one
 * repository or channel is a problem of the result and keeps no other from being notified. Throws a `UserError` when nothing can
 * be notified at all: no list of repositories, a token that is not valid, a policy of the scanning repository that cannot be read.
 */
export async function runNotifyStale(
  settings: StaleSettings,
  context: StaleRunContext,
  { log, clock, github, slack, locks }: StaleEffects,
): Promise<StaleResult> {
  // One moment for all: what is stale does not depend on how long reading takes.
  const now = clock.now()
  const tools = { github, budget: new Budget(settings.budget), log, clock }
  await github.octokit()
  const policyText = readOwnPolicy(tools, context.repository)
  // Until it is awaited, a rejection must not count as unhandled.
  policyText.catch(() => undefined)
  await setImmediate()
  // Loaded while GitHub answers: it is most of the bundle.
  const { scanAndNotify } = await import('./scan.ts')
  return scanAndNotify(settings, context, { tools, slack, locks, now, policyText: await policyText })
}

/**
 * The policy of the repository the workflow runs in; undefined where it has none. One that cannot be read ends the run:
 * notifications would go out in quiet hours.
 */
async function readOwnPolicy(tools: ScanTools, repository: string): Promise<string | undefined> {
  const part = headPart(repository)
  const answer = (await askParts(tools, HEADS, [part])).get(part)
  if (answer?.kind === 'read') return answer.value.policyText
  const { reason, text } = answer?.finding ?? { reason: 'github-unreachable', text: 'GitHub did not answer' }
  throw new UserError(
    reason,
    `The users and the quiet hours of ${repository} cannot be read, so no notifications are sent: ${text}`,
  )
}
