import { isGood } from '../../domain/history/deployments.ts'
import type { Instant } from '../../time/instant.ts'
import type { HistoryAnswer, HistoryEntry } from '../answer/history.ts'
import type { Ask } from '../ask.ts'
import type { HistoryCommand } from '../command.ts'
import { briefOf } from '../facts/brief.ts'
import { countHistory } from '../facts/history-counts.ts'
import { headOf, type PlacedDeployment, pastOf } from '../facts/past.ts'
import { type PastStand, readPastStand } from '../facts/read-history.ts'
import type { FactPorts } from '../ports.ts'

/** Pages of fifty that are read of an environment at most: services may have few of its deployments. */
const PAGES = 10

/** What was deployed, newest first. Writes nothing. Throws a `UserError` where not even the policy can be read. */
export async function history(
  { command }: Ask<HistoryCommand>,
  ports: Omit<FactPorts, 'locks'>,
): Promise<HistoryAnswer> {
  if (command.counts) return countHistory(command, ports)
  const { limit, service, environment } = command
  const stand = await readPastStand(ports, {
    ...{ service, environment, pages: PAGES, first: Math.min(50, limit + 5) },
    enough: ours => {
      const shown = ours.slice(0, limit)
      // What was live before the last one shown of each service stands in the next good one.
      const tasks = [...new Set(shown.map(({ task }) => task))]
      const isKnown = (task: string) =>
        ours.slice(limit).some(one => one.task === task && isGood(one.statuses)) ||
        shown.findLastIndex(one => one.task === task) <
          shown.findLastIndex(one => one.task === task && isGood(one.statuses))
      return shown.length === limit && tasks.every(isKnown)
    },
  })
  const now = ports.clock.now()
  const entries = pastOf(stand).map(one => entryOf(one, { stand, now }))
  const deployments = entries.toSorted((one, other) => other.id - one.id)
  return {
    ...{ schema: 1, code: 'history', ...headOf(stand, now) },
    deployments: deployments.slice(0, limit),
    older:
      deployments.length > limit ||
      stand.environments.some(({ name }) => stand.read.environments.get(name)?.complete === false),
  }
}

function entryOf(
  { service, environment, past }: PlacedDeployment,
  { stand, now }: { readonly stand: PastStand; readonly now: Instant },
): HistoryEntry {
  const { deployment, from, fromKnown, outcome, text, began, ended, liveFrom, liveUntil } = past
  const { back, reason, force, local, restored } = past
  return {
    ...{ ...briefOf(deployment, stand.policy), service, environment, from: from ?? null, fromKnown, outcome, text },
    took: ended === undefined ? null : Math.max(0, ended - began),
    liveFor: liveFrom === undefined ? null : Math.max(0, (liveUntil ?? now) - liveFrom),
    live: liveFrom !== undefined && liveUntil === undefined,
    ...{ rollback: back, reason, forced: force ?? null, local, restored: restored ?? null },
  }
}
