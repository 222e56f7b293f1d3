import type { Commit, Environment, Fact, FactOf, Key, State, Time } from '../rows.ts'

/** A commit on the branch, and when it came there, as far as it is known. */
export interface Carriage {
  readonly commit: Commit
  readonly came: Time | undefined
}

export interface Asked {
  readonly fact: FactOf<'deployment'>
  readonly statuses: readonly { readonly at: Time; readonly state: State }[]
  /** Its run waits for a reviewer. */
  readonly waits: boolean
}

/** All that has happened in one repository until a moment. */
export type Past = readonly Fact[]

/** Of all facts, those of each repository: they are asked for again at each scan. */
const BY_REPOSITORY = new WeakMap<readonly Fact[], ReadonlyMap<string, Past>>()

export function pastOf(facts: readonly Fact[], repository: string, until: Time): Past {
  const grouped = BY_REPOSITORY.get(facts) ?? Map.groupBy(facts, fact => fact.repository)
  BY_REPOSITORY.set(facts, grouped)
  return (grouped.get(repository) ?? []).filter(fact => fact.at <= until)
}

/** The branch, newest first. */
export function lineIn(past: Past): readonly Carriage[] {
  let line: Carriage[] = []
  for (const fact of past) {
    if (fact.kind === 'merge') line.unshift({ commit: fact.commit, came: fact.at })
    if (fact.kind === 'push') {
      for (const commit of fact.commits) {
        line.unshift({ commit, came: fact.trace === 'none' ? firstSuite(past, commit) : fact.at })
      }
    }
    if (fact.kind === 'force-push') {
      line = line.slice(line.findIndex(({ commit }) => commit.id === fact.onto))
      line.unshift({ commit: fact.commit, came: fact.at })
    }
  }
  return line
}

/** What each commit was made from: a commit that a rewritten branch has lost was made from one that may still be there. */
export function originsIn(past: Past): ReadonlyMap<string, string> {
  const origins = new Map<string, string>()
  let head: string | undefined
  const add = (id: string, origin: string | undefined) => {
    if (origin !== undefined) origins.set(id, origin)
    head = id
  }
  for (const fact of past) {
    if (fact.kind === 'merge') add(fact.commit.id, head)
    if (fact.kind === 'push') for (const { id } of fact.commits) add(id, head)
    if (fact.kind === 'force-push') add(fact.commit.id, fact.onto)
  }
  return origins
}

/** A run that deploys a commit is a check suite too. */
function firstSuite(past: Past, { id }: Commit): Time | undefined {
  const asked = past.filter(fact => fact.kind === 'deployment').filter(({ commit }) => commit === id)
  return past
    .filter(fact => fact.kind === 'run')
    .find(run => run.waits && asked.some(({ deployment }) => deployment === run.deployment))?.at
}

/** The deployments of one service to one environment, those asked for last first. Other tasks are other tools'. */
export function deploymentsIn(
  past: Past,
  { service, environment }: Omit<Key, 'repository'>,
  alone: boolean,
): readonly Asked[] {
  const tasks = alone ? ['deploy', `deploy:${service}`] : [`deploy:${service}`]
  const asked = past.filter(fact => fact.kind === 'deployment')
  const lives = Map.groupBy(
    past.filter(one => 'deployment' in one),
    ({ deployment }) => deployment,
  )
  return asked
    .filter(fact => isTo(fact, environment) && tasks.includes(fact.task))
    .toReversed()
    .map(fact => {
      const of = lives.get(fact.deployment) ?? []
      return {
        fact,
        statuses: of.filter(one => one.kind === 'status'),
        waits: of.filter(one => one.kind === 'run').at(-1)?.waits ?? false,
      }
    })
}

function isTo(fact: FactOf<'deployment'>, environment: Environment): boolean {
  return fact.environment === environment
}

/** The checks of a commit as they stand. */
export function checksIn(past: Past, { id, checks }: Commit): 'green' | 'red' | 'running' {
  return past.filter(fact => fact.kind === 'checks').findLast(fact => fact.commit === id)?.result ?? checks
}

export function lockIn(past: Past, { service, environment }: Omit<Key, 'repository'>): FactOf<'lock'>['state'] {
  const locks = past.filter(fact => fact.kind === 'lock')
  return locks.findLast(fact => fact.service === service && fact.environment === environment)?.state ?? 'free'
}
