import { expect, test } from 'vitest'
import type { CheckFacts, WorkflowRunFact } from '../../../../src/domain/checks/facts.ts'
import { judgeChecks } from '../../../../src/domain/checks/judge.ts'
import type { CheckPolicy } from '../../../../src/policy/policy.ts'
import { type Random, randomOf } from '../../../fortnight/random.ts'
import { check, facts, job, policy, run, status } from './facts.ts'

const RESULTS = ['success', 'success', 'success', 'skipped', 'neutral', 'failure', 'cancelled', 'in_progress', 'queued']
const EVENTS = ['push', 'push', 'push', 'merge_group', 'pull_request', 'schedule', 'deployment']
const NAMES = ['test', 'lint', 'call / test', 'test (20)', 'e2e']
const PASSING = ['success', 'skipped', 'neutral']

/** A run of one of three workflows; `headBranch` by its event unless it is said. */
function someRun(random: Random, headBranch?: string): ReturnType<typeof run> {
  const event = headBranch === undefined ? random.pick(EVENTS) : random.pick(['push', 'workflow_dispatch'])
  const places: Record<string, string> = { merge_group: 'gh-readonly-queue/main/pr-1', pull_request: 'change' }
  const workflowId = random.between(1, 3)
  const jobs = Array.from({ length: random.between(1, 3) }, () => [random.pick(NAMES), random.pick(RESULTS)] as const)
  const place = headBranch ?? places[event] ?? 'main'
  const said = random.chance(0.1) ? { result: random.pick(['failure', 'cancelled', 'startup_failure', 'queued']) } : {}
  return run(jobs, { event, workflowId, workflowName: `w${workflowId}`, headBranch: place, ...said })
}

/** A commit's checks. Few are red, or nothing would ever be allowed. */
function someFacts(random: Random): CheckFacts {
  const times = <T>(most: number, make: () => T) => Array.from({ length: random.below(most + 1) }, make)
  return facts({
    runs: times(4, () => someRun(random)),
    checkRuns: times(2, () => check(random.pick(['scan', 'cov']), random.pick(RESULTS))),
    statuses: times(2, () =>
      status(random.pick(['ci/a', 'ci/b']), random.pick(['success', 'success', 'failure', 'pending'])),
    ),
    ownWorkflowIds: random.chance(0.5) ? [3] : [],
  })
}

function somePolicy(random: Random): CheckPolicy {
  return policy({
    required: random.chance(0.2) ? [random.pick(NAMES)] : [],
    ignored: random.chance(0.3) ? [random.pick([...NAMES, 'scan', 'ci/a', 'w1'])] : [],
    noChecks: random.pick(['refuse', 'allow']),
  })
}

/** Goes through so many commits; `allowed` of them must be, or the property says nothing. */
function everyCommit(seed: number, look: (random: Random, given: CheckFacts, rules: CheckPolicy) => boolean): void {
  const random = randomOf(seed)
  let allowed = 0
  for (let at = 0; at < 800; at++) if (look(random, someFacts(random), somePolicy(random))) allowed += 1
  expect(allowed).toBeGreaterThan(60)
}

const allows = (given: CheckFacts, rules: CheckPolicy) => judgeChecks(given, rules).findings.length === 0

function shuffled<T>(random: Random, items: readonly T[]): readonly T[] {
  return items
    .map(item => ({ item, at: random.below(1_000_000) }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item)
}

/** The last of each name, by id, that does not pass. */
function red<T extends { readonly id: number }>(
  items: readonly T[],
  name: (item: T) => string,
  result: (item: T) => string,
) {
  const last = new Map(items.toSorted((one, other) => one.id - other.id).map(item => [name(item), item]))
  return [...last.values()].filter(item => !PASSING.includes(result(item)))
}

test('never allows with a counted failure, by a count of its own', () => {
  everyCommit(1, (_, given, rules) => {
    const strict = { ...rules, ignored: [] }
    const isAllowed = allows(given, strict)
    if (!isAllowed) return false
    const apps = given.checkRuns.filter(({ app }) => app !== 'github-actions')
    expect(
      red(
        given.statuses,
        one => one.context,
        one => one.state,
      ),
    ).toEqual([])
    expect(
      red(
        apps,
        one => one.name,
        one => one.conclusion ?? one.status,
      ),
    ).toEqual([])
    const counting = given.workflowRuns.filter(
      one => !given.ownWorkflowIds.includes(one.workflowId) && rules.events.includes(one.event),
    )
    const outcome = (one: WorkflowRunFact) => one.conclusion ?? one.status
    for (const bad of red(
      counting.filter(one => one.headBranch === 'main'),
      one => `${one.workflowId} ${one.event}`,
      outcome,
    )) {
      // Only one that was cancelled may be passed over, for one that ran in the merge queue.
      expect(bad.conclusion).toBe('cancelled')
      expect(counting).toContainEqual(
        expect.objectContaining({ workflowId: bad.workflowId, event: 'merge_group', conclusion: 'success' }),
      )
    }
    return true
  })
})

test('the order of pages and of items does not matter', () => {
  everyCommit(2, (random, given, rules) => {
    const other = {
      ...given,
      checkRuns: shuffled(random, given.checkRuns),
      workflowRuns: shuffled(random, given.workflowRuns),
      statuses: shuffled(random, given.statuses),
    }
    const texts = (one: CheckFacts) =>
      judgeChecks(one, rules)
        .findings.map(({ reason, url }) => `${reason} ${url}`)
        .toSorted()
    expect(texts(other)).toEqual(texts(given))
    return texts(given).length === 0
  })
})

test('a green check more never turns allow into refuse', () => {
  everyCommit(3, (random, given, rules) => {
    if (!allows(given, rules)) return false
    const { checkRuns, statuses, workflowRuns } = given
    const on = workflowRuns.length === 0 ? undefined : random.pick(workflowRuns)
    const more: CheckFacts[] = [
      { ...given, checkRuns: [...checkRuns, check('more', 'success')] },
      { ...given, checkRuns: [...checkRuns, check(random.pick(['scan', 'cov']), 'success')] },
      { ...given, statuses: [...statuses, status(random.pick(['ci/a', 'more']), 'success')] },
      ...(on === undefined ? [] : [{ ...given, checkRuns: [...checkRuns, job(on, random.pick(NAMES), 'success')] }]),
    ]
    for (const one of more) expect(judgeChecks(one, rules).findings).toEqual([])
    return true
  })
})

test('a run for another ref never changes the verdict', () => {
  everyCommit(4, (random, given, rules) => {
    const other = someRun(random, random.pick(['release', 'v1.2.3', 'Main', 'main2']))
    const with1 = {
      ...given,
      workflowRuns: shuffled(random, [...given.workflowRuns, other.run]),
      checkRuns: shuffled(random, [...given.checkRuns, ...other.jobs]),
    }
    // What a missing check links to may be the run that was added.
    const said = (one: CheckFacts) =>
      judgeChecks(one, rules)
        .findings.map(({ reason, url }) => (reason === 'check-missing' ? reason : `${reason} ${url}`))
        .toSorted()
    expect(said(with1)).toEqual(said(given))
    return allows(given, rules)
  })
})
