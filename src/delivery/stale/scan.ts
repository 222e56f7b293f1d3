import type { LockReader } from '../../domain/history/lock.ts'
import { quietClock } from '../../domain/stale/quiet-hours.ts'
import { type Finding, UserError } from '../../errors.ts'
import { findRepositories } from '../../github/scan/repository-search.ts'
import type { ScanTools } from '../../github/scan/scan-tools.ts'
import { parsePolicy } from '../../policy/policy.ts'
import { POLICY_FILE } from '../../policy/policy-file.ts'
import type { SlackPolicy } from '../../policy/slack.ts'
import type { SlackWorkspace } from '../../slack/client.ts'
import type { Instant } from '../../time/instant.ts'
import { notifyChannels } from './messages/channels.ts'
import { KeyStatesByPlace } from './messages/key-states.ts'
import type { StaleResult } from './report/result.ts'
import type { RepositoryScope, StaleRunContext, StaleSettings } from './settings.ts'
import { survey } from './survey/survey.ts'
import { readTodaysNames } from './survey/todays-names.ts'
import { unknownEnvironments, unmatchedPaths, unreadFindings } from './survey/unread.ts'
import { clockOf } from './text/rendering.ts'

/** What a scan is made with, after the first question of its run. */
interface ScanEffects {
  readonly tools: ScanTools
  readonly slack: SlackWorkspace | undefined
  readonly locks: LockReader
  readonly now: Instant
  /** Of the repository the workflow runs in. */
  readonly policyText: string | undefined
}

/** Reads the repositories, judges what waits, brings the messages in Slack up to date. */
export async function scanAndNotify(
  settings: StaleSettings,
  context: StaleRunContext,
  { tools, slack, locks, now, policyText }: ScanEffects,
): Promise<StaleResult> {
  const { log, budget } = tools
  const own = ownPolicy(policyText, context, tools)
  const quiet = quietClock(own?.quiet)(now)
  const zone = own?.quiet?.zone ?? 'UTC'
  const { names, unlisted } = await repositoriesOf(settings.scope, context, tools)
  const { environments } = settings
  const request = { repositories: names, runNumber: context.runNumber, environments, quiet, locks, now }
  const repositories = await survey(tools, request)
  const rendering = {
    ...{ now, zone, serverUrl: context.serverUrl, runUrl: context.runUrl },
    users: own?.users ?? new Map<string, string>(),
    absent: new Set<string>(),
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

/** Users and quiet hours. A repository without a policy may only scan others. */
function ownPolicy(
  policyText: string | undefined,
  { repository }: StaleRunContext,
  { log }: ScanTools,
): SlackPolicy | undefined {
  if (policyText !== undefined) return parsePolicy(policyText, { repository: repository.split('/')[1] ?? '' }).slack
  log.notice(`${repository} has no ${POLICY_FILE} on its default branch: no users and no quiet hours are known`)
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
