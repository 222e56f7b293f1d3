import { keyText } from '../train/stale/key.ts'
import type { Waiting } from '../train/stale/waiting.ts'
import type { StaleResult } from './result.ts'

/** More would not fit into an output: GitHub takes one megabyte for all of them. */
const COMMITS = 20

/** What is stale, for the steps that follow. Times as ISO 8601. */
export function staleOutput({ repositories }: StaleResult): readonly object[] {
  return judgedOf(repositories)
    .filter(({ stale }) => stale.length > 0)
    .map(waiting => ({
      ...waiting.key,
      count: waiting.stale.length,
      more: waiting.more,
      since: iso(waiting.stale.at(-1)?.since?.at),
      silent: waiting.silence?.reason ?? '',
      deploy: waiting.candidate?.commit.sha ?? '',
      commits: waiting.stale.slice(0, COMMITS).map(({ commit, kind, since, liveIn }) => ({
        sha: commit.sha,
        title: commit.title,
        author: commit.login ?? commit.author,
        since: iso(since?.at),
        kind,
        liveIn,
      })),
    }))
}

/** The keys that were judged, in the order of their names. */
export function judgedOf(repositories: StaleResult['repositories']): readonly Waiting[] {
  const readings = repositories.flatMap(({ keys }) => keys.map(({ reading }) => reading))
  const judged = readings.filter(reading => reading.kind === 'judged')
  return judged.toSorted((one, other) => (keyText(one.key) < keyText(other.key) ? -1 : 1))
}

function iso(at: number | undefined): string {
  return at === undefined ? '' : new Date(at).toISOString()
}
