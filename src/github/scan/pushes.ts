import type { CommitFacts } from '../../domain/history/facts.ts'

/** One change of a branch, as the repository's activity has it. */
export interface Push {
  readonly before: string
  readonly after: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** When each commit of a line came onto its branch, by position; undefined where no push is known. */
export function pushTimes(
  line: readonly Pick<CommitFacts, 'sha'>[],
  pushes: readonly Push[],
): readonly (number | undefined)[] {
  const positions = new Map(line.map(({ sha }, index) => [sha, index]))
  const times: (number | undefined)[] = line.map(() => undefined)
  // The oldest first: what a push moved away and another brought back has been there since the first.
  for (const push of pushes.toSorted((one, other) => one.at - other.at)) {
    const from = positions.get(push.after)
    if (from === undefined) continue
    // A push whose beginning is not on the line, forced or further back, counts for its newest commit alone.
    const to = positions.get(push.before) ?? from + 1
    for (let at = from; at < to; at++) times[at] ??= push.at
  }
  return times
}
