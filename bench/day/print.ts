import type { DayAftermath } from '../../test/day/day-aftermath.ts'
import { PRIMARY, SECONDARY, type TokenUse, tokenUses } from '../../test/day/token-limits.ts'
import { endOf, wordOf } from '../../test/storm/findings.ts'
import { table } from '../statistics.ts'

const MINUTE = 60_000

/** Endings, and the most that tokens of each kind used. */
export function printDay(title: string, aftermath: DayAftermath, took: number): void {
  const { deployments, answers, requests } = aftermath
  console.log(
    `\n## ${title}: ${answers.length} commands, ${deployments.length} records, ${(took / 1000).toFixed(0)} s\n`,
  )
  const rows = [...Map.groupBy(deployments, wordOf)].map(([word, some]) => {
    const times = some.map(one => ((endOf(one)?.at ?? Number.NaN) - one.askedAt) / MINUTE).toSorted((a, b) => a - b)
    const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1)
    return [word, String(some.length), at(0.5), at(0.9), at(1)]
  })
  console.log(table(['ending', 'records', 'minutes, median', 'p90', 'most'], rows))
  const none = Map.groupBy(
    answers.filter(({ id }) => id === undefined),
    ({ code, ask }) => `${code} (${ask.door})`,
  )
  console.log(`\nwithout a record: ${[...none].map(([code, some]) => `${code} ${some.length}`).join(', ')}\n`)
  const uses = tokenUses(requests)
  const most = (kind: TokenUse['kind']) => {
    const of = uses.filter(use => use.kind === kind)
    const top = (name: Exclude<keyof TokenUse, 'token' | 'kind'>) => Math.max(0, ...of.map(use => use[name]))
    const { requestsPerHour, pointsPerHour } = PRIMARY[kind]
    return [
      `${kind} (${of.length})`,
      `${top('requestsPerHour')} of ${requestsPerHour}`,
      `${top('queryPointsPerHour')} of ${pointsPerHour}`,
      `${top('restPointsPerMinute')} of ${SECONDARY.restPointsPerMinute}`,
      `${top('writesPerMinute')} of ${SECONDARY.writesPerMinute}`,
      `${top('writesPerHour')} of ${SECONDARY.writesPerHour}`,
      String(top('refused')),
    ]
  }
  const columns = ['token', 'requests/h', 'query points/h', 'points/min', 'writes/min', 'writes/h', 'refused']
  console.log(table(columns, (['workflow', 'app', 'person'] as const).map(most)))
  const each = (kind: TokenUse['kind'], many: number, what: string) => {
    const names = new Set(uses.filter(use => use.kind === kind).map(({ token }) => token))
    const rest = requests.filter(({ token, path }) => names.has(token ?? '') && !path.endsWith('/graphql'))
    const per = (count: number) => (count / Math.max(1, many)).toFixed(1)
    return `${per(rest.length)} requests (${per(rest.filter(({ method }) => method !== 'GET').length)} writes) ${what}`
  }
  const by = (door: string) => answers.filter(({ ask }) => ask.door === door).length
  console.log(
    `\neach command: ${each('app', by('comment'), 'by a comment')}, ${each('person', by('terminal'), 'at a terminal')}; ` +
      `each record: ${each('workflow', deployments.length, 'of its run, reconcile included')}`,
  )
  console.log(`${requests.length} requests, ${(requests.length / Math.max(1, answers.length)).toFixed(1)} a command`)
}
