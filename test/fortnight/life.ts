import { firstCommit, newCommit } from './commits.ts'
import { courseOf } from './deployments.ts'
import type { Random } from './random.ts'
import type { Commit, Environment, Fact, Person, RepositoryRow, Time, Trace } from './rows.ts'
import { busyness, firstMoment, lastMoment } from './working-day.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const STEP = 20 * MINUTE

interface KeyLife {
  readonly service: string
  readonly environment: Environment
  live: string | undefined
  /** Until when a deployment, or a lock, keeps people from asking for another one. */
  busyUntil: Time
  lockedUntil: Time
}

/** A fact but for when and where. */
type Unplaced<F extends Fact> = F extends Fact ? Omit<F, 'at' | 'repository'> : never

/** One repository's fortnight, as its people live it. Numbers its deployments only later, when all are known. */
export class Life {
  readonly facts: Fact[] = []
  readonly #row: RepositoryRow
  readonly #random: Random
  readonly #people: readonly Person[]
  /** Newest first. */
  #line: readonly Commit[]
  readonly #keys: readonly KeyLife[]
  /** Successes that are to come. */
  readonly #coming: { readonly at: Time; readonly key: KeyLife; readonly commit: string }[] = []
  /** How eagerly these people deploy. */
  readonly #zeal: number
  #commits = 0
  #deployments = 0

  constructor(row: RepositoryRow, random: Random, people: readonly Person[]) {
    this.#row = row
    this.#random = random
    this.#people = people
    this.#zeal = random.pick([0.3, 1, 1.5, 2, 3])
    const first = firstCommit(row.name, random.pick(people.filter(({ login }) => login !== undefined)))
    this.#line = [first]
    const begun = firstMoment - random.between(30, 90) * HOUR
    this.facts.push({ kind: 'merge', at: begun, repository: row.name, commit: first })
    this.#keys = row.services.flatMap(service =>
      row.watched.map(({ environment }) => ({ service, environment, live: undefined, busyUntil: 0, lockedUntil: 0 })),
    )
    for (const key of this.#keys) if (!random.chance(0.06)) this.#ask(key, first.id, begun + HOUR, true)
  }

  live(): readonly Fact[] {
    for (let at = firstMoment; at < lastMoment; at += STEP) this.#step(at, busyness(at))
    return this.facts
  }

  #step(at: Time, busy: number): void {
    const random = this.#random
    for (const one of this.#coming.splice(0)) {
      if (one.at <= at) one.key.live = one.commit
      else this.#coming.push(one)
    }
    // Some come to the second with a scan, or with an age that is just reached.
    const early = random.chance(0.2) ? at : at + random.below(500) * 1000
    if (random.chance(0.05 * busy)) this.#commit(early)
    else if (random.chance(0.0015 * busy) && this.#line.length > 3) this.#rewrite(early)
    for (const key of this.#keys) this.#deployOrLock(key, at + random.between(600, 1199) * 1000, at, busy)
    if (random.chance(0.004 * busy)) {
      const { service, environment } = random.pick(this.#keys)
      const head = this.#line[0]?.id ?? ''
      this.#deployment(at, { service, environment, task: random.pick(['smoke-test', 'deploy:other']), commit: head })
      this.#say(at, { kind: 'status', deployment: this.#deployments, state: 'success' })
    }
  }

  #commit(at: Time): void {
    const random = this.#random
    const commit = this.#new()
    if (random.chance(0.85) && commit.by.login !== undefined) {
      this.#line = [commit, ...this.#line]
      this.#say(at, { kind: 'merge', commit })
    } else {
      const trace: Trace = random.chance(0.7) ? 'activity' : random.chance(0.5) ? 'suite' : 'none'
      this.#line = [commit, ...this.#line]
      const more = trace === 'activity' && random.chance(0.2) ? [this.#new()] : []
      this.#line = [...more, ...this.#line]
      this.#say(at, { kind: 'push', commits: [commit, ...more], trace })
      for (const one of more) this.#checks(at, one)
    }
    this.#checks(at, commit)
  }

  #rewrite(at: Time): void {
    const dropped = this.#random.between(1, 2)
    const onto = this.#line[dropped]
    if (onto === undefined) return
    this.#line = this.#line.slice(dropped)
    const commit = this.#new()
    this.#line = [commit, ...this.#line]
    this.#say(at, { kind: 'force-push', onto: onto.id, commit })
    this.#checks(at, commit)
  }

  #new(): Commit {
    this.#commits += 1
    return newCommit(this.#random, `${this.#row.name}-${this.#commits}`, this.#people, this.#line)
  }

  #checks(at: Time, { id, checks }: Commit): void {
    const random = this.#random
    if (checks === 'running') {
      const result = random.chance(0.9) ? 'green' : 'red'
      this.#say(at + random.between(5, 45) * MINUTE, { kind: 'checks', commit: id, result })
    } else if (checks === 'red' && random.chance(0.7)) {
      this.#say(at + random.between(20, 600) * MINUTE, { kind: 'checks', commit: id, result: 'green' })
    }
  }

  #deployOrLock(key: KeyLife, at: Time, step: Time, busy: number): void {
    const random = this.#random
    const { service, environment } = key
    if (random.chance(0.002 * busy) && key.lockedUntil <= step) {
      key.lockedUntil = at + random.between(30, 26 * 60) * MINUTE
      const state = random.chance(0.8) ? 'locked' : 'unreadable'
      this.#say(at, { kind: 'lock', service, environment, state })
      this.#say(key.lockedUntil, { kind: 'lock', service, environment, state: 'free' })
    }
    if (key.busyUntil > step || key.lockedUntil > step) return
    const position = this.#line.findIndex(one => one.id === key.live)
    const waiting = position < 0 ? this.#line : this.#line.slice(0, position)
    const eager = { staging: 0.12, canary: 0.08, production: 0.03 }[environment] * this.#zeal * busy
    const [newest] = waiting
    if (newest !== undefined && random.chance(eager)) {
      this.#ask(key, random.chance(0.75) ? newest.id : random.pick(waiting).id, at, false)
    } else if (position >= 0 && position < this.#line.length - 1 && random.chance(0.004 * busy)) {
      const older = this.#line.slice(position + 1, position + 4)
      this.#ask(key, random.pick(older).id, at, random.chance(0.9))
    }
  }

  #ask(key: KeyLife, commit: string, at: Time, usual: boolean): void {
    const { service, environment } = key
    const task = this.#row.services.length === 1 ? 'deploy' : `deploy:${service}`
    const course = courseOf(this.#random, at, environment, usual)
    this.#deployment(at, { service, environment, task, commit })
    const deployment = this.#deployments
    for (const [when, state] of course.statuses) {
      this.#say(when, { kind: 'status', deployment, state })
      if (state !== 'success') continue
      this.#coming.push({ at: when, key, commit })
      // Another tool tidies up: it was good and stays so.
      if (this.#random.chance(0.05)) this.#say(when + HOUR, { kind: 'status', deployment, state: 'inactive' })
    }
    for (const [index, when] of (course.waits ?? []).entries())
      this.#say(when, { kind: 'run', deployment, waits: index === 0 })
    key.busyUntil = course.until
  }

  #deployment(at: Time, made: { service: string; environment: Environment; task: string; commit: string }): void {
    this.#deployments += 1
    this.#say(at, { kind: 'deployment', deployment: this.#deployments, ...made })
  }

  #say(at: Time, fact: Unplaced<Fact>): void {
    this.facts.push({ at, repository: this.#row.name, ...fact })
  }
}
