import type { Failing } from '../../packages/github-double/src/http/fault.ts'
import { type Random, randomOf } from '../fortnight/random.ts'
import type { Ask, Fate } from '../storm/story.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** A person asks for a deployment, through a door. */
export interface DayAsk extends Ask {
  readonly verb: 'deploy' | 'rollback'
  readonly door: 'comment' | 'terminal'
  /** Number of the person. */
  readonly person: number
}

/** A working day. */
export interface DayStory {
  /** The services of each repository. */
  readonly repositories: ReadonlyMap<string, readonly string[]>
  readonly environments: readonly string[]
  readonly people: number
  readonly asks: readonly DayAsk[]
  /** Whether and how GitHub fails on the next request, of any client. */
  readonly failing: () => Failing | undefined
  readonly hours: number
  /** GitHub is never away as a whole. */
  readonly outage: { readonly from: number; readonly to: number }
}

/** How large a day is. */
export interface DaySize {
  readonly deployments: number
  readonly services: number
  /** Of these the deployments of the one large repository, `shop`. */
  readonly ofShop: number
  /** Whether all ask by comments, at terminals, or some in each way. */
  readonly doors: 'comment' | 'terminal' | 'both'
}

/** The services of the large repository, and of each other one. */
const OF_SHOP = 10
const OF_OTHER = 2
const RUSH = { from: 4 * HOUR, to: 5 * HOUR } as const
const HOURS = 12
const ERROR_SHARE = 0.05
/** GitHub may or may not have done what was asked. */
const FAILURES: readonly Failing[] = [
  ...([500, 502, 503, 504] as const).map(status => ({ how: 'status', status }) as const),
  ...(['hang-up', 'reply-lost', 'cut-short'] as const).map(how => ({ how })),
]
const PAIRS = 0.05
const ROLLBACKS = 0.03

const FATES: readonly (readonly [Fate, number])[] = [
  ['cancelled', 6],
  ['failing', 5],
  ['red-check', 3],
  ['killed', 2],
  ['lost', 2],
  ['dropped', 2],
  ['never', 1],
]

/** The same day for the same seed: a quarter of it in one hour. */
export function dayOf(seed: number, { deployments, services, ofShop, doors }: DaySize): DayStory {
  const random = randomOf(seed)
  const named = Array.from({ length: services }, (_, at) => `service-${at + 1}`)
  const repositories = new Map([['shop', named.slice(0, OF_SHOP)]])
  for (let from = OF_SHOP; from < services; from += OF_OTHER) {
    repositories.set(`repository-${repositories.size}`, named.slice(from, from + OF_OTHER))
  }
  const others = [...repositories.keys()].slice(1)
  const environments = ['staging', 'production']
  const people = Math.max(2, Math.ceil(deployments / 20))
  const asks: DayAsk[] = []
  const timeOf = (isRush: boolean): number => {
    const at = random.below(isRush ? RUSH.to - RUSH.from : (HOURS - 1) * HOUR)
    return isRush ? RUSH.from + at : at < RUSH.from ? at : at + RUSH.to - RUSH.from
  }
  for (let one = 0; one < deployments; one++) {
    const repository = one < ofShop || others.length === 0 ? 'shop' : random.pick(others)
    const before = asks.at(-1)
    // Two who want the same at the same time.
    const isPair = before?.repository === repository && random.chance(PAIRS)
    const key = isPair
      ? { service: before.service, environment: before.environment }
      : { service: random.pick(repositories.get(repository) ?? []), environment: random.pick(environments) }
    const isRollback = random.chance(ROLLBACKS)
    asks.push({
      ...{ repository, ...key },
      at: isPair ? before.at + random.below(5 * SECOND) : timeOf(one % 4 === 0),
      verb: isRollback ? 'rollback' : 'deploy',
      fate: isRollback ? 'healthy' : fateOf(random),
      door: doors === 'both' ? random.pick(['comment', 'terminal'] as const) : doors,
      person: random.below(people),
      startsAfter: random.between(2, 15) * SECOND,
      befallsAfter: random.between(3, 30) * SECOND,
    })
  }
  asks.sort((one, other) => one.at - other.at)
  const chances = randomOf(seed + 1)
  const failing = () => (chances.chance(ERROR_SHARE) ? chances.pick(FAILURES) : undefined)
  const never = Number.POSITIVE_INFINITY
  return {
    ...{ repositories, environments, people, asks, failing, hours: HOURS },
    outage: { from: never, to: never },
  }
}

function fateOf(random: Random): Fate {
  let left = random.below(100)
  for (const [fate, share] of FATES) {
    if (left < share) return fate
    left -= share
  }
  return 'healthy'
}
