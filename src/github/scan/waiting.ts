import { goodDeployments } from '../../domain/history/deployments.ts'
import { liveOn, positionsOn } from '../../domain/history/live.ts'
import { type RepositoryReading, servicesAsked } from './repository-reading.ts'

/** So many of a repository's newest waiting commits are read in detail; of the rest only the oldest of each key. */
const DETAILED_COMMITS = 100

/** Positions on the line of the waiting commits whose details are needed, newest first. */
export function detailedPositions({ line, environments, question }: RepositoryReading): readonly number[] {
  const positions = new Set<number>()
  if (line === undefined) return []
  const most = question.detailed ?? DETAILED_COMMITS
  for (let at = 0; at < Math.min(line.commits.length, question.newest ?? 0); at++) positions.add(at)
  const onLine = positionsOn(line)
  for (const { deployments } of environments.values()) {
    for (const service of servicesAsked(question)) {
      const { waiting } = liveOn(goodDeployments(deployments, service, question.services), line, onLine)
      for (let at = 0; at < Math.min(waiting, most); at++) positions.add(at)
      // Of a service with paths that was not changed for long, others may have the newest hundred.
      const own = line.commits.slice(0, waiting).flatMap(({ notOf }, at) => (notOf?.has(service) === true ? [] : [at]))
      const last = own.at(-1)
      for (const at of own.slice(0, most)) positions.add(at)
      if (last !== undefined) positions.add(last)
    }
  }
  return [...positions].sort((one, other) => one - other)
}
