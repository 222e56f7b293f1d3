import type { Commit } from '../../domain/history/first-parents.ts'
import { changesPaths } from '../../domain/history/service-paths.ts'
import { coversAny, type PathPattern } from '../../policy/path-patterns.ts'
import { batchesOf } from '../../text/batches.ts'
import type { GitHubClient } from '../client.ts'
import type { Question, RepositoryPart } from '../graphql/parts.ts'
import { commitPaths, pathsPage } from './commit-paths.ts'
import { OBJECTS, OBJECTS_A_PART, objectsPart, placeText } from './objects.ts'

interface ServiceCommitsTools {
  readonly github: GitHubClient
  readonly ask: <T>(form: Question, part: RepositoryPart<T>) => Promise<T>
  /** `owner/name`. */
  readonly repository: string
}

/** So many commits are looked at by their changed paths; the others count: it is for a message, not for a decision. */
const BY_PATHS = 20

/** Steps of comparing their paths with the patterns: a tenth of a second or two. Commits beyond that count. */
export const MOST_MESSAGE_STEPS = 20_000_000

/** Those of the commits that change what the patterns cover. */
export async function commitsOf<T extends Pick<Commit, 'sha' | 'parents'>>(
  { github, ask, repository }: ServiceCommitsTools,
  patterns: readonly PathPattern[],
  commits: readonly T[],
): Promise<readonly T[]> {
  const places = commits.flatMap(({ sha, parents }) =>
    patterns.flatMap(({ root: path }) => [sha, ...parents.slice(0, 1)].map(at => ({ sha: at, path }))),
  )
  const distinct = [...new Map(places.map(place => [placeText(place), place])).values()]
  const objects = new Map<string, string>()
  for (const some of batchesOf(distinct, OBJECTS_A_PART * OBJECTS.most)) {
    for (const [place, oid] of await ask(OBJECTS, objectsPart(repository, some))) objects.set(place, oid)
  }
  const objectAt = (sha: string, path: string) => objects.get(placeText({ sha, path }))
  const own: T[] = []
  let left = BY_PATHS
  const steps = { left: MOST_MESSAGE_STEPS }
  for (const commit of commits) {
    const { sha, parents } = commit
    const [parent] = parents
    // A submodule is no object of its repository: only the changed paths show it.
    const isUnseen = patterns.some(
      ({ root }) => (objectAt(sha, root) ?? (parent === undefined ? undefined : objectAt(parent, root))) === undefined,
    )
    const changes = changesPaths(patterns, { sha, parent }, objectAt)
    if (changes === 'no' && !isUnseen) continue
    if (changes !== 'yes' && left > 0) {
      left -= 1
      const octokit = await github.octokit()
      const paths = await commitPaths(page => pathsPage(octokit, repository, sha, page))
      if (paths !== undefined && !coversAny(patterns, paths, steps)) continue
    }
    own.push(commit)
  }
  return own
}
