import { posix } from 'node:path'
import { goodDeployments } from '../../domain/history/deployments.ts'
import type { CommitFacts } from '../../domain/history/facts.ts'
import { liveOn, positionsOn } from '../../domain/history/live.ts'
import { changesPaths, type ObjectAt } from '../../domain/history/service-paths.ts'
import { shortSha } from '../../domain/sha.ts'
import { coversAny } from '../../policy/path-patterns.ts'
import type { ServicePath } from '../../policy/services.ts'
import { batchesOf } from '../../text/batches.ts'
import { askParts } from '../graphql/parts.ts'
import {
  ENTRIES,
  entriesPart,
  OBJECTS,
  OBJECTS_A_PART,
  type ObjectPlace,
  objectsPart,
  placeText,
} from '../history/objects.ts'
import { hasUsedUp, pathsOf, withinSteps } from './changed-paths.ts'
import { type RepositoryReading, valueFor } from './repository-reading.ts'
import type { ScanTools } from './scan-tools.ts'

/** The commits that wait for a service, and its paths. */
interface ServiceLine {
  readonly draft: RepositoryReading
  readonly service: string
  readonly patterns: readonly ServicePath[]
  readonly commits: readonly CommitFacts[]
}

/** How many commits of a service are asked for one by one. */
const MOST_BY_PATHS = 100

/**
 * Finds out which waiting commits belong to which services, where the policy has paths: by the names of the folders before
 * and after each commit. Only for a pattern that is not a whole folder the changed paths of a commit are asked for.
 */
export async function readServicePaths(tools: ScanTools, drafts: readonly RepositoryReading[]): Promise<void> {
  const open = drafts.filter(({ question, problem }) => problem === undefined && (question.servicePaths?.size ?? 0) > 0)
  if (open.length === 0) return
  const lines = (await readRoots(tools, open)).filter(({ commits }) => commits.length > 0)
  const objects = await readObjects(tools, lines)
  for (const { draft, service, patterns, commits } of lines) {
    // Commits further back than these count as the service's, so that one repository does not use up what all may ask.
    let left = MOST_BY_PATHS
    const objectAt: ObjectAt = (sha, path) => objects.get(draft)?.get(placeText({ sha, path }))
    for (const [position, commit] of commits.entries()) {
      if (draft.problem !== undefined) break
      const changes = changesPaths(patterns, { sha: commit.sha, parent: commit.parents[0] }, objectAt)
      if (changes === 'yes') continue
      if (changes === 'perhaps') {
        if (left === 0) continue
        left -= 1
        if (await changesByPath(tools, draft, commit, patterns)) continue
      }
      const known = draft.line?.commits[position]
      if (draft.line === undefined || known === undefined) continue
      draft.line.commits[position] = { ...known, notOf: new Set([...(known.notOf ?? []), service]) }
    }
  }
}

/** More paths than GitHub lists: they may be anybody's. */
async function changesByPath(
  tools: ScanTools,
  draft: RepositoryReading,
  { sha }: CommitFacts,
  patterns: readonly ServicePath[],
): Promise<boolean> {
  const isKnown = draft.paths.has(sha)
  const paths = await pathsOf(tools, draft, sha)
  if (paths === undefined && draft.problem === undefined && !isKnown && !hasUsedUp(draft)) {
    const what = `${draft.head.repository}: ${shortSha(sha)} changes more files than GitHub lists`
    tools.log.notice(`${what}: it counts for every service whose paths are not whole folders`)
  }
  return paths === undefined || withinSteps(tools, draft, steps => coversAny(patterns, paths, steps)) !== false
}

/** Each service with its paths as far as the head has them. A submodule is looked for by the folder that it is in. */
async function readRoots(tools: ScanTools, drafts: readonly RepositoryReading[]): Promise<readonly ServiceLine[]> {
  const asked = drafts.map(draft => {
    const roots = [...(draft.question.servicePaths?.values() ?? [])].flat().map(({ root }) => root)
    const places = [...new Set(roots)].map(path => ({ sha: draft.head.head, path }))
    return { draft, places, part: objectsPart(draft.head.repository, places) }
  })
  const parts = asked.map(({ part }) => part)
  const answers = await askParts(tools, { ...OBJECTS, most: 25 }, parts)
  const missing = asked.flatMap(({ draft, places, part }) => {
    const found = valueFor(draft, answers.get(part))
    return found === undefined ? [] : places.flatMap(place => (found.has(placeText(place)) ? [] : [{ draft, place }]))
  })
  const submodules = await readSubmodules(tools, missing)
  return drafts.flatMap(draft => {
    if (draft.problem !== undefined) return []
    const isMissing = ({ root }: ServicePath) => missing.some(one => one.draft === draft && one.place.path === root)
    const isSubmodule = ({ root }: ServicePath) => submodules.get(draft)?.has(root) === true
    const services = [...(draft.question.servicePaths ?? [])]
    draft.unmatched = services.flatMap(([service, patterns]) =>
      patterns.filter(one => isMissing(one) && !isSubmodule(one)).map(path => ({ service, path })),
    )
    return services.map(([service, patterns]): ServiceLine => {
      const known = patterns.map(one => (isSubmodule(one) ? { ...one, root: folderOf(one.root), whole: false } : one))
      return { draft, service, patterns: known, commits: waitingFor(draft, service) }
    })
  })
}

async function readSubmodules(
  tools: ScanTools,
  missing: readonly { readonly draft: RepositoryReading; readonly place: ObjectPlace }[],
): Promise<ReadonlyMap<RepositoryReading, ReadonlySet<string>>> {
  const asked = missing.map(({ draft, place: { sha, path } }) => {
    return { draft, path, part: entriesPart(draft.head.repository, { sha, path: folderOf(path) }) }
  })
  const parts = asked.map(({ part }) => part)
  const answers = await askParts(tools, ENTRIES, parts)
  const found = new Map<RepositoryReading, Set<string>>()
  for (const { draft, path, part } of asked) {
    if (valueFor(draft, answers.get(part))?.includes(posix.basename(path)) !== true) continue
    found.set(draft, new Set([...(found.get(draft) ?? []), path]))
  }
  return found
}

/** The objects at the roots of each service, at its waiting commits and before them. */
async function readObjects(
  tools: ScanTools,
  lines: readonly ServiceLine[],
): Promise<ReadonlyMap<RepositoryReading, ReadonlyMap<string, string>>> {
  const asked = [...Map.groupBy(lines, ({ draft }) => draft)].flatMap(([draft, of]) => {
    const places = of.flatMap(({ patterns, commits }) =>
      commits.flatMap(({ sha, parents }) =>
        patterns.flatMap(({ root: path }) => [sha, ...parents.slice(0, 1)].map(at => ({ sha: at, path }))),
      ),
    )
    const distinct = [...new Map(places.map(place => [placeText(place), place])).values()]
    const { repository } = draft.head
    return batchesOf(distinct, OBJECTS_A_PART).map(some => ({ draft, part: objectsPart(repository, some) }))
  })
  const parts = asked.map(({ part }) => part)
  const answers = await askParts(tools, OBJECTS, parts)
  const objects = new Map<RepositoryReading, Map<string, string>>()
  for (const { draft, part } of asked) {
    objects.set(draft, new Map([...(objects.get(draft) ?? []), ...(valueFor(draft, answers.get(part)) ?? [])]))
  }
  return objects
}

/** Those that wait for it in some environment, newest first. */
function waitingFor({ environments, line, question }: RepositoryReading, service: string): readonly CommitFacts[] {
  if (line === undefined) return []
  const onLine = positionsOn(line)
  const waiting = [...environments.values()].map(
    ({ deployments }) => liveOn(goodDeployments(deployments, service, question.services), line, onLine).waiting,
  )
  return line.commits.slice(0, Math.max(0, ...waiting))
}

function folderOf(path: string): string {
  const folder = posix.dirname(path)
  return folder === '.' ? '' : folder
}
