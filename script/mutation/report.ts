import type { Judged } from './judge.ts'

/** Characters of a change that are shown; the JSON has all of it. */
const SHOWN = 100

/** The table at the end, and each survivor with its change. `discarded`: mutants that did not compile. */
export function reportOf(tried: readonly Judged[], seed: number, discarded: number): string {
  const count = (noticed: Judged['noticed']) => tried.filter(each => each.noticed === noticed).length
  const share = (number: number) => `${((100 * number) / Math.max(1, tried.length)).toFixed(1).padStart(5)} %`
  const row = (name: string, number: number) => `  ${name.padEnd(10)} ${String(number).padStart(4)}  ${share(number)}`
  const listed = (noticed: Judged['noticed']) => tried.filter(each => each.noticed === noticed).map(lineOf)
  const [survivors, unknown] = [listed('survived'), listed('unknown')]
  return [
    `${tried.length} mutants, seed ${seed}; ${discarded} more did not compile and were drawn again`,
    row('unit', count('unit')),
    row('bundle', count('bundle')),
    row('survived', count('survived')),
    ...(unknown.length > 0 ? [row('unknown', unknown.length)] : []),
    row('noticed', count('unit') + count('bundle')),
    ...(survivors.length > 0 ? ['survivors', ...survivors.map(line => `  ${line}`)] : []),
    ...(unknown.length > 0
      ? ['unknown: red or not at their end without the mutant too', ...unknown.map(line => `  ${line}`)]
      : []),
  ].join('\n')
}

export function lineOf({ file, line, operator, before, after }: Judged): string {
  return `${file}:${line} ${operator}: ${cut(before)} → ${cut(after)}`
}

const cut = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)
