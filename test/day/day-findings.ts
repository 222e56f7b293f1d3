import { endOf, findings } from '../storm/findings.ts'
import type { DayAftermath, DayRecord, Sight } from './day-aftermath.ts'
import { tokenFindings } from './token-limits.ts'

const NEVER = Number.POSITIVE_INFINITY

/** Whatever is not as it should be on a day, simulated or real, each in one line. */
export function dayFindings(aftermath: DayAftermath): readonly string[] {
  const { deployments, sights, answers, requests } = aftermath
  return [
    // What was live already is not applied again; what serves says whether it was.
    ...findings(aftermath, { outage: { from: NEVER, to: NEVER } }).filter(one => !one.endsWith('without an apply')),
    ...[...Map.groupBy(sights, ({ key }) => key)].flatMap(([key, seen]) => {
      const ofKey = deployments.filter(({ ask }) => `${ask.repository} ${ask.service} ${ask.environment}` === key)
      return untrue(key, ofKey, seen)
    }),
    ...answers.flatMap(one => unanswered(one, deployments)),
    ...tokenFindings(requests),
  ]
}

/** What records say is live, held against what the cluster has whenever nothing deployed. */
function untrue(key: string, records: readonly DayRecord[], sights: readonly Sight[]): string[] {
  const found: string[] = []
  const ends = records
    .flatMap(record => {
      const end = endOf(record)
      return end === undefined ? [] : [{ record, end }]
    })
    .toSorted((one, other) => one.end.at - other.end.at || one.record.id - other.record.id)
  let possible: readonly (string | undefined)[] = [undefined]
  let at = 0
  for (const [index, sight] of sights.entries()) {
    const last = index === sights.length - 1
    for (; at < ends.length && (last || (ends[at]?.end.at ?? NEVER) <= sight.at); at++) {
      const { record, end } = ends[at] as (typeof ends)[number]
      const named = /([0-9a-f]{7}) is live again/.exec(end.description)?.[1]
      if (end.state === 'success') possible = [record.sha]
      else if (named !== undefined && !possible.some(sha => sha?.startsWith(named)))
        found.push(`${key}: deployment ${record.id} says ${end.description}, and ${possible.map(name)} was live`)
      else if (named === undefined && !saysUnchanged(end.description)) possible = [...possible, record.sha]
    }
    if (!possible.includes(sight.sha)) {
      found.push(`${key}: ${name(sight.sha)} is live, and the records say ${possible.map(name).join(' or ')}`)
    }
    const claims = ends.filter(({ record, end }) => end.state === 'success' && record.sha === sight.sha)
    if (sight.isBroken && claims.length > 0) found.push(`${key}: ${name(sight.sha)} does not start, and is a success`)
    possible = [sight.sha]
  }
  return found
}

/** A run that was lost before it applied anything says that it knows nothing. */
function saysUnchanged(description: string): boolean {
  return /^(Refused|Superseded)|nothing was (changed|touched)|no run/.test(description)
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  deployed: ['success'],
  'deploy-refused': ['failure'],
  'deploy-failed': ['failure'],
  'deploy-superseded': ['inactive'],
  'deploy-cancelled': ['error'],
  'deploy-error': ['error'],
  'deploy-not-picked-up': ['error'],
}

/** What a door said of a record, held against how that ended. */
function unanswered(
  { code, id, ask }: DayAftermath['answers'][number],
  records: readonly DayRecord[],
): readonly string[] {
  if (id === undefined) return []
  const record = records.find(one => one.id === id)
  const end = record && endOf(record)
  const expected = WORDS[code]
  if (record === undefined) return [`${ask.service} ${ask.environment}: the door names deployment ${id}, which is none`]
  if (expected === undefined || end === undefined || expected.includes(end.state)) return []
  return [`deployment ${id}: the door said ${code}, and it ended as ${end.description}`]
}

function name(sha: string | undefined): string {
  return sha?.slice(0, 7) ?? 'nothing'
}
