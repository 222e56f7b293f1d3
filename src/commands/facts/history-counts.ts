import { dayCounts, deliveryFigures, type MergedCommit, type Period } from '../../domain/deployment/delivery-figures.ts'
import type { PastDeployment } from '../../domain/deployment/past-deployment.ts'
import type { EnvironmentDeployments } from '../../domain/history/facts.ts'
import { readTimedLine } from '../../github/scan/repository-history.ts'
import { DAY } from '../../time/duration.ts'
import type { Instant } from '../../time/instant.ts'
import type { HistoryAnswer, PlaceFigures } from '../answer/history.ts'
import type { HistoryCommand } from '../command.ts'
import type { FactPorts } from '../ports.ts'
import { isoOf } from './brief.ts'
import { headOf, pastOf } from './past.ts'
import { type PastStand, readPastStand } from './read-history.ts'

/** Days that the figures are about. */
const PERIOD_DAYS = 30
/** What is read at most: pages of fifty deployments of an environment, each of a point. */
const READING = { pages: 40, first: 50 }

/** How often and how well the last days were deployed. */
export async function countHistory(
  { service, environment }: HistoryCommand,
  ports: Omit<FactPorts, 'locks'>,
  reading = READING,
): Promise<HistoryAnswer> {
  const to = ports.clock.now()
  const asked = to - PERIOD_DAYS * DAY
  const stand = await readPastStand(ports, {
    ...{ ...reading, service, environment },
    enough: (_, all) => (all.at(-1)?.createdAt ?? 0) < asked,
  })
  const past = pastOf(stand)
  const from = Math.max(asked, ...[...stand.read.environments.values()].map(firstKnown))
  const period = { from, to }
  const { line, unread } = await lineFor(
    stand,
    past.map(one => one.past),
    period,
  )
  const head = headOf(stand, to)
  const places = stand.environments
    .filter(({ name }) => stand.read.environments.has(name))
    .flatMap(({ name }) =>
      stand.services.map(service => {
        const of = past.filter(one => one.environment === name && one.service === service).map(one => one.past)
        return figuresOf({ service, environment: name }, of, { line, period })
      }),
    )
  return {
    ...{ schema: 1, code: 'history-counts', ...head, places },
    unread: [...head.unread, ...unread.map(({ part, finding }) => ({ part, text: finding.text }))],
    period: { from: isoOf(from), to: isoOf(to), whole: from === asked },
  }
}

/** From when on the deployments of an environment are known. */
function firstKnown({ deployments, complete }: EnvironmentDeployments): Instant {
  return complete ? 0 : (deployments.at(-1)?.createdAt ?? 0)
}

/** The line back to the oldest commit that was live in the period, for when its commits were merged. */
async function lineFor({ read, tools }: PastStand, past: readonly PastDeployment[], { from }: Period) {
  const live = past.filter(({ liveFrom, liveUntil }) => liveFrom !== undefined && (liveUntil ?? from) >= from)
  if (live.length === 0 || read.draft === undefined) return { line: undefined, unread: [] }
  return readTimedLine(tools, read.draft, new Set(live.map(({ deployment }) => deployment.sha)))
}

function figuresOf(
  place: Pick<PlaceFigures, 'service' | 'environment'>,
  past: readonly PastDeployment[],
  { line, period }: { readonly line: readonly MergedCommit[] | undefined; readonly period: Period },
): PlaceFigures {
  const { frequency, leadTime, leadTimeUnknown, changeFailure, restore, unrestored } = deliveryFigures(
    past,
    line,
    period,
  )
  return {
    ...{ ...place, frequency: frequency ?? null, leadTime: leadTime ?? null, leadTimeUnknown },
    ...{ changeFailure: changeFailure ?? null, restore: restore ?? null, unrestored, days: dayCounts(past, period) },
  }
}
