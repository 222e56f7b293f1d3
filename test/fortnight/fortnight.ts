import { people, repositoriesBy } from './fleet.ts'
import { Life } from './life.ts'
import { type Random, randomOf } from './random.ts'
import type { Fact, Fortnight, RepositoryRow, Scan, Trouble } from './rows.ts'
import { lastMoment, midnights } from './working-day.ts'

const HOUR = 3_600_000
/**
 * By the local clock: at night, at the edges of the quiet hours, and between. Working days take turns, since each
 * scan takes about a second.
 */
const SCANS = [
  [4, 10, 14, 20],
  [8, 12, 17],
]
/** On most days off little happens. */
const FEW_SCANS = [10, 20]

const calm: Trouble = {
  ...{ hidden: [], github: undefined, budget: undefined, closed: [], stumbles: [], uneditable: false },
}

/** Everything that happens in a fortnight, and when it is looked at; the same for the same seed. */
export function fortnightOf(seed: number): Fortnight {
  const random = randomOf(seed)
  const repositories = repositoriesBy(random)
  const lives = repositories.map((row, at) => new Life(row, randomOf(seed * 1000 + at), people).live())
  return { seed, repositories, people, facts: inOrder(lives.flat()), scans: scansOf(random, repositories) }
}

/** Deployments get numbers of their own in the order in which they are asked for. */
function inOrder(facts: readonly Fact[]): readonly Fact[] {
  const sorted = facts.filter(({ at }) => at < lastMoment).toSorted((one, other) => one.at - other.at)
  const numbers = new Map<string, number>()
  for (const fact of sorted) {
    if (fact.kind === 'deployment') numbers.set(`${fact.repository} ${fact.deployment}`, numbers.size + 1)
  }
  return sorted.map(fact => {
    if (!('deployment' in fact)) return fact
    const deployment = numbers.get(`${fact.repository} ${fact.deployment}`)
    if (deployment === undefined) throw new Error(`${fact.kind} of a deployment that was not asked for yet`)
    return { ...fact, deployment }
  })
}

function scansOf(random: Random, repositories: readonly RepositoryRow[]): readonly Scan[] {
  const channels = [...new Set(repositories.flatMap(({ watched }) => watched.map(({ channel }) => channel)))]
  return midnights().flatMap((midnight, day) =>
    hoursOf(day).map(hour => ({
      // On the day of the change the night has an hour more.
      at: midnight + (hour + (isChange(midnight) && hour >= 3 ? 1 : 0)) * HOUR,
      // When quiet hours have ended, most messages get a reply: one of these cannot be edited.
      trouble: random.chance(0.3)
        ? troubleBy(random, repositories, channels)
        : { ...calm, uneditable: [8, 14].includes(hour) },
    })),
  )
}

function hoursOf(day: number): readonly number[] {
  return [5, 12, 13].includes(day) ? FEW_SCANS : (SCANS[day % SCANS.length] ?? [])
}

function isChange(midnight: number): boolean {
  return midnight === Date.parse('2026-10-25T00:00:00+02:00')
}

function troubleBy(random: Random, repositories: readonly RepositoryRow[], channels: readonly string[]): Trouble {
  const some = <T>(all: readonly T[], most: number) =>
    Array.from({ length: random.between(1, most) }, () => random.pick(all))
  switch (random.below(6)) {
    case 0:
    case 1:
      return { ...calm, hidden: [...new Set(some(repositories, 6))].map(({ name }) => name) }
    case 2:
      return { ...calm, github: { how: random.pick(['breaks', 'out-of-points']), after: random.between(8, 11) } }
    case 3:
      return { ...calm, budget: random.between(12, 35) }
    case 4:
      return { ...calm, closed: [...new Set(some(channels, 3))] }
    default: {
      const how = random.pick(['rate-limited', 'unavailable', 'reply-lost', 'hang-up'] as const)
      return { ...calm, stumbles: some(channels, 2).map(channel => ({ channel, how })) }
    }
  }
}
