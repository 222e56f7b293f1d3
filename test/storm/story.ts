import { type Random, randomOf } from '../fortnight/random.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND

/** What becomes of a deployment's run. */
export type Fate =
  | 'healthy'
  /** Its commit has a red check. */
  | 'red-check'
  /** Its pods do not start. */
  | 'failing'
  /** Cancelled on its page while it runs. */
  | 'cancelled'
  /** Its process is killed; `post` still runs. */
  | 'killed'
  /** Its runner is lost. */
  | 'lost'
  /** Cancelled before it began. */
  | 'dropped'
  /** No run starts. */
  | 'never'

/** Somebody asks for a deployment. */
export interface Ask {
  /** Milliseconds from the beginning. */
  readonly at: number
  readonly repository: string
  readonly service: string
  readonly environment: string
  readonly fate: Fate
  /** Until a runner has its run. */
  readonly startsAfter: number
  /** From the start of its job to what befalls it. */
  readonly befallsAfter: number
}

/** What happens in a storm. */
export interface Story {
  readonly repositories: readonly string[]
  readonly services: readonly string[]
  readonly environments: readonly string[]
  readonly asks: readonly Ask[]
  /** GitHub answers nothing but 503. */
  readonly outage: { readonly from: number; readonly to: number }
  /** When the answer to the next status is lost, after it was written. */
  readonly lostReplies: readonly number[]
  readonly hours: number
}

/** How large a storm is. */
export interface StormSize {
  readonly repositories: number
  readonly services: number
  readonly hours: number
  /** Deployments of a repository in each burst, and in each hour beside. */
  readonly burst: number
  readonly hourly: number
}

const FATES: readonly (readonly [Fate, number])[] = [
  ['red-check', 8],
  ['failing', 6],
  ['cancelled', 5],
  ['lost', 5],
  ['killed', 4],
  ['never', 3],
  ['dropped', 2],
]

/** The same story for the same seed. */
export function storyOf(seed: number, size: StormSize): Story {
  const random = randomOf(seed)
  const named = (what: string, many: number) => Array.from({ length: many }, (_, at) => `${what}-${at + 1}`)
  const repositories = named('repository', size.repositories)
  const services = named('service', size.services)
  const environments = ['development', 'staging', 'production']
  const outage = { from: 60 * MINUTE, to: 70 * MINUTE }
  const asks: Ask[] = []
  for (const repository of repositories) {
    const ask = (at: number, fate = fateOf(random), key = keyOf(random, services, environments)): void => {
      if (at >= outage.from && at < outage.to) return
      const startsAfter = random.between(2, 15) * SECOND
      asks.push({ at, repository, ...key, fate, startsAfter, befallsAfter: random.between(3, 45) * SECOND })
    }
    for (const start of [2 * MINUTE, outage.from - 30 * SECOND, 130 * MINUTE]) {
      for (let one = 0; one < size.burst; one++) ask(start + random.below(25 * SECOND))
      // Several for the same service in the same environment: one of them is the newest.
      const key = keyOf(random, services, environments)
      for (let one = 0; one < 4; one++) ask(start + random.below(20 * SECOND), 'healthy', key)
    }
    for (let one = 0; one < size.hourly * size.hours; one++) ask(random.below(size.hours * 60 * MINUTE))
  }
  const lostReplies = Array.from({ length: size.repositories * 4 }, () => random.below(size.hours * 60) * MINUTE)
  asks.sort((one, other) => one.at - other.at)
  return { repositories, services, environments, asks, outage, lostReplies, hours: size.hours }
}

function keyOf(random: Random, services: readonly string[], environments: readonly string[]) {
  return { service: random.pick(services), environment: random.pick(environments) }
}

function fateOf(random: Random): Fate {
  let left = random.below(100)
  for (const [fate, share] of FATES) {
    if (left < share) return fate
    left -= share
  }
  return 'healthy'
}
