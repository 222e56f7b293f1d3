import { keyText } from '../../../domain/history/stale-key.ts'
import type { Waiting } from '../../../domain/stale/waiting.ts'
import { cut } from '../../../text/one-line.ts'
import type { StaleResult } from './result.ts'

/** The list for the steps that follow. */
interface StaleOutput {
  readonly entries: readonly object[]
  /** How many services in environments are stale and are not in the list, since it would be too long. */
  readonly left: number
}

/**
 * Characters of the list. GitHub takes 1 MiB for all outputs of a job and counts two bytes a character; what was not read has
 * an output too. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs
 */
const LENGTH = 300_000
/** So many of the newest commits of each; fewer where all together are too long. */
const COMMITS = [20, 5, 1, 0] as const
const TITLE = 200

/** What is stale, for an output as JSON; times as ISO 8601. The oldest commits of each are left out first, then the last of the list. */
export function staleOutput({ repositories }: StaleResult): StaleOutput {
  const stale = judgedOf(repositories).filter(waiting => waiting.stale.length > 0)
  for (const commits of COMMITS) {
    const entries = stale.map(waiting => entry(waiting, commits))
    if (JSON.stringify(entries).length <= LENGTH) return { entries, left: 0 }
  }
  const entries = stale.map(waiting => entry(waiting, 0))
  let length = 2
  const fitting = entries.findIndex(one => {
    length += JSON.stringify(one).length + 1
    return length > LENGTH
  })
  return { entries: entries.slice(0, fitting), left: entries.length - fitting }
}

function entry(waiting: Waiting, commits: number): object {
  return {
    ...waiting.key,
    count: waiting.stale.length,
    more: waiting.more,
    since: iso(waiting.stale.at(-1)?.since?.at),
    silent: waiting.silence?.reason ?? '',
    deploy: waiting.candidate?.commit.sha ?? '',
    commits: waiting.stale.slice(0, commits).map(({ commit, kind, since, liveIn }) => ({
      sha: commit.sha,
      title: cut(commit.title, TITLE),
      author: commit.login ?? commit.author,
      since: iso(since?.at),
      kind,
      liveIn,
    })),
  }
}

/** The keys that were judged, in the order of their names. */
export function judgedOf(repositories: StaleResult['repositories']): readonly Waiting[] {
  const keyStates = repositories.flatMap(({ keys }) => keys.map(({ keyState }) => keyState))
  const judged = keyStates.filter(keyState => keyState.kind === 'judged')
  return judged.toSorted((one, other) => (keyText(one.key) < keyText(other.key) ? -1 : 1))
}

function iso(at: number | undefined): string {
  return at === undefined ? '' : new Date(at).toISOString()
}
