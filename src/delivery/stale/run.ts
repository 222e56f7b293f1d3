import type { LockReader } from '../../domain/history/lock.ts'
import { quietClock } from '../../domain/stale/quiet-hours.ts'
import { type Finding, UserError } from '../../errors.ts'
import { Budget } from '../../github/budget.ts'
import type { GitHubClient } from '../../github/client.ts'
import { askParts } from '../../github/graphql/parts.ts'
import { HEADS, headPart } from '../../github/scan/heads.ts'
import { findRepositories } from '../../github/scan/repository-search.ts'
import type { ScanTools } from '../../github/scan/scan-tools.ts'
import type { Logger } from '../../log/logger.ts'
import { POLICY_FILE, parsePolicy } from '../../policy/policy.ts'
import type { SlackPolicy } from '../../policy/slack.ts'
import type { SlackClient } from '../../slack/client.ts'
import type { Clock } from '../../time/clock.ts'
import { notifyChannels } from './messages/channels.ts'
import { KeyStatesByPlace } from './messages/key-states.ts'
import type { StaleResult } from './report/result.ts'
import type { RepositoryScope, StaleRunContext, StaleSettings } from './settings.ts'
import { survey } from './survey/survey.ts'
import { readTodaysNames } from './survey/todays-names.ts'
import { unknownEnvironments, unmatchedPaths, unreadFindings } from './survey/unread.ts'
import { clockOf } from './text/rendering.ts'

/** What a run is made with. */
interface StaleEffects {
  readonly log: Logger
  readonly clock: Clock
  /** Of the repository the workflow runs in. */
  readonly github: GitHubClient
  /** Undefined: nothing is sent to Slack. */
  readonly slack: SlackClient | undefined
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
  const budget = new Budget(settings.budget)
  const tools: ScanTools = { github, budget, log, clock }
  const own = await readOwnPolicy(tools, context)
  const quiet = quietClock(own?.quiet)(now)
  const zone = own?.quiet?.zone ?? 'UTC'
  const { names, unlisted } = await repositoriesOf(settings.scope, context, tools)
  const { environments } = settings
  const request = { repositories: names, runNumber: context.runNumber, environments, quiet, locks, now }
  const repositories = await survey(tools, request)
  const rendering = {
    ...{ now, zone, serverUrl: context.serverUrl, runUrl: context.runUrl },
    users: own?.users ?? new Map<string, string>(),
    clock: clockOf(zone, now),
  }
  const { dryRun } = settings
  const writer = { rendering, scan: context.scan }
  const notified =
    slack === undefined
      ? undefined
      : await notifyChannels(new KeyStatesByPlace(repositories), {
          ...{ slack, dryRun, writer, quiet, log },
          todaysNames: old => readTodaysNames(tools, old),
        })
  return {
    ...{ now, zone, repositories, quiet },
    problems: [
      ...(unlisted === undefined ? [] : [unlisted]),
      ...unreadFindings(repositories),
      ...unmatchedPaths(repositories),
      ...unknownEnvironments(settings.environments, repositories),
      ...(notified?.problems ?? []),
    ],
    slack: notified === undefined ? 'none' : dryRun ? 'dry-run' : 'notified',
    actions: notified?.actions ?? [],
    cost: {
      points: budget.points,
      queries: budget.calls,
      requests: budget.requests,
      budget: budget.limit,
      remaining: budget.remaining,
      slackRequests: slack?.requests() ?? 0,
    },
  }
}

/**
 * Users and quiet hours, from the repository the workflow runs in. One that has no policy may only scan others. What is there
 * and cannot be read ends the run: notifications would go out in quiet hours.
 */
async function readOwnPolicy(tools: ScanTools, { repository }: StaleRunContext): Promise<SlackPolicy | undefined> {
  const part = headPart(repository)
  const answer = (await askParts(tools, HEADS, [part])).get(part)
  if (answer?.kind !== 'read') {
    const { reason, text } = answer?.finding ?? { reason: 'github-unreachable', text: 'GitHub did not answer' }
    throw new UserError(
      reason,
      `The users and the quiet hours of ${repository} cannot be read, so no notifications are sent: ${text}`,
    )
  }
  const { policyText } = answer.value
  if (policyText !== undefined) return parsePolicy(policyText, { repository: repository.split('/')[1] ?? '' }).slack
  tools.log.notice(`${repository} has no ${POLICY_FILE} on its default branch: no users and no quiet hours are known`)
  return undefined
}

/** Which repositories are looked at. `unlisted`: GitHub counts more than it lists. */
async function repositoriesOf(
  scope: RepositoryScope,
  { repository }: StaleRunContext,
  tools: ScanTools,
): Promise<{ readonly names: readonly string[]; readonly unlisted?: Finding | undefined }> {
  switch (scope.kind) {
    case 'own':
      return { names: [repository] }
    case 'named':
      return { names: scope.repositories }
    case 'topic': {
      const { repositories, unlisted } = await findRepositories(tools, scope)
      if (repositories.length === 0) {
        const what = `repositories of ${scope.organization} with the topic '${scope.topic}'`
        const text = `There are no ${what} that the token may see; check both, and the App's access`
        throw new UserError('repositories-missing', text)
      }
      return { names: repositories, unlisted }
    }
  }
}
