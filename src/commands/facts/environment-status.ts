import { unlockText } from '../../domain/lock/lock-command.ts'
import { canonicalName } from '../../text/canonical-name.ts'
import { factsOfLock } from '../answer/lock.ts'
import type { EnvironmentStatus, LiveStatus, NextStatus, TrainStatus } from '../answer/status.ts'
import { commandText } from '../grammar/command-text.ts'
import { briefOf, isoOf } from './brief.ts'
import { type EnvironmentStand, missingFrom } from './environment-stand.ts'
import type { NextDeploy, Verdicts } from './next-deploy.ts'
import type { Stand } from './stand.ts'

/** How one service stands in one environment, as an answer has it. `stands`: all of them. */
export function environmentStatus(
  stand: Stand,
  at: EnvironmentStand,
  { stands, verdicts }: { readonly stands: readonly EnvironmentStand[]; readonly verdicts: Verdicts },
): EnvironmentStatus {
  const { policy, locks, now } = stand
  const { deployments, lock, service } = at
  const next = verdicts.next(at)
  const brief = (deployment: Parameters<typeof briefOf>[0]) => briefOf(deployment, policy)
  const { failed } = deployments ?? {}
  return {
    ...{ service, environment: at.environment.name, unread: missingFrom(stand, at)?.text ?? '' },
    live: liveStatus(stand, at),
    lastGood: deployments?.before === undefined ? null : brief(deployments.before),
    older: deployments?.complete === false,
    open: (deployments?.open ?? []).map(({ deployment, kind, since }) => {
      const text = deployment.statuses.at(-1)?.description ?? ''
      return { ...brief(deployment), kind, text, since: isoOf(since), reviewers: deployment.reviewers ?? [] }
    }),
    failed: failed === undefined ? null : { ...brief(failed.deployment), text: failed.text, ended: isoOf(failed.at) },
    train: trainStatus(at),
    lock:
      lock === undefined || lock === 'unreadable'
        ? (lock ?? null)
        : factsOfLock(lock, locks.kind === 'read' ? locks.at : now),
    next: next === undefined ? null : nextStatus(next, { at, stand, verdicts }),
    command: commandFor(stand, at, { next, stands }) ?? null,
  }
}

function liveStatus({ policy }: Stand, { deployments, train }: EnvironmentStand): LiveStatus | null {
  const live = deployments?.live
  if (live === undefined) return null
  const since = live.statuses.find(({ state }) => state === 'success')?.createdAt ?? live.createdAt
  return { ...briefOf(live, policy), since: isoOf(since), offBranch: train?.live.offLine === true }
}

function trainStatus({ train }: EnvironmentStand): TrainStatus | null {
  if (train === undefined) return null
  const { commits, more } = train
  const oldest = commits.at(-1)?.since
  return {
    ...{ count: commits.length, more },
    authors: [...new Set(commits.map(({ commit }) => commit.author))],
    oldest: oldest === undefined ? null : isoOf(oldest.at),
    atLeast: oldest?.atLeast === true || more,
  }
}

function nextStatus(
  { commit, verdict, newer, takenOutBy }: NextDeploy,
  { at, stand, verdicts }: { readonly at: EnvironmentStand; readonly stand: Stand; readonly verdicts: Verdicts },
): NextStatus {
  const newest = newer === 0 ? undefined : at.train?.commits[0]
  return {
    ...{ sha: commit.sha, title: commit.title, verdict: verdict.kind, reason: verdict.reason, text: verdict.text },
    findings: verdict.findings.map(({ reason, text, url = '' }) => ({ reason, text, url })),
    newer,
    newerText: newest === undefined ? '' : verdicts.on(at, newest.position).text,
    takenOut: takenOutBy === undefined ? null : briefOf(takenOutBy, stand.policy),
  }
}

/** What helps on: the deployment itself, or what must be done before. Never what would bring back what was just taken out. */
function commandFor(
  { policy }: Stand,
  at: EnvironmentStand,
  { next, stands }: { readonly next: NextDeploy | undefined; readonly stands: readonly EnvironmentStand[] },
): string | undefined {
  const { service, environment, lock } = at
  const named = policy.services.length > 1 ? [service] : []
  const isLockInTheWay = next === undefined || next.verdict.reason === 'environment-locked'
  if (lock !== undefined && isLockInTheWay) {
    if (lock === 'unreadable') return undefined
    return unlockText(lock.scope, policy.locks.repository !== undefined)
  }
  if (at.deployments?.open.some(({ kind }) => kind === 'held') === true) {
    return commandText(['promote', ...named, environment.name])
  }
  if (next === undefined || next.takenOutBy !== undefined) return undefined
  if (next.verdict.kind === 'allow') return commandText(['deploy', ...named, environment.name])
  const { order } = environment.rules
  if (next.verdict.reason !== 'order-not-met' || order === undefined) return undefined
  const before = stands.find(
    one => one.service === service && canonicalName(one.environment.name) === canonicalName(order.after),
  )
  // Where it runs already, it has to run longer.
  const waitsThere = before?.train?.commits.some(({ position }) => position === next.position) === true
  return waitsThere ? commandText(['deploy', ...named, order.after]) : undefined
}
