import type { DeploymentFacts } from '../../domain/history/deployment-facts.ts'
import { goodDeployments } from '../../domain/history/deployments.ts'
import { liveOn, positionsOn } from '../../domain/history/live.ts'
import { mergeTimes } from '../../domain/history/since.ts'
import type { Instant } from '../../time/instant.ts'
import { type Branch, newestOnLine, readBranches } from './branches.ts'
import { type DeploymentsReading, readUntil } from './deployments.ts'
import type { RepositoryReading } from './repository-reading.ts'
import type { ScanTools } from './scan-tools.ts'

/** Of one environment and service; older ones off the line are taken for none. */
const BRANCHES = 4
const A_PAGE = 25

/**
 * Reads which waiting commits were live before: the deployments since the oldest of them was merged, and where
 * those among them that are off the line left it. Mostly nothing is missing: what waits was merged after what is live was
 * deployed.
 */
export async function readPast(tools: ScanTools, readings: readonly DeploymentsReading[]): Promise<void> {
  await readUntil(tools, readings, reading => {
    const oldest = reading.deployments.at(-1)
    return servicesOf(reading).every(({ since }) => since === undefined || (oldest?.createdAt ?? 0) < since)
  })
  const branches = readings.flatMap(branchesOf)
  if (branches.length === 0) return
  await readBranches(tools, branches, A_PAGE)
  for (const branch of branches) {
    const { line } = branch.draft
    if (line === undefined) continue
    const base = newestOnLine(branch, new Map(line.commits.map(({ sha }, at) => [sha, at])))
    if (base !== undefined) line.leftAt.set(branch.sha, base)
  }
}

interface ServicePast {
  /** Older than the live one, newest first. */
  readonly older: readonly DeploymentFacts[]
  /** From when on a deployment may have brought what waits now; undefined where none before the live one can have. */
  readonly since: Instant | undefined
}

function servicesOf({ draft, deployments }: DeploymentsReading): readonly ServicePast[] {
  const { line, question } = draft
  if (draft.problem !== undefined || line === undefined) return []
  const positions = positionsOn(line)
  return question.services.map(service => {
    const good = goodDeployments(deployments, service, question.services)
    const [live, ...older] = good
    const { waiting } = liveOn(good, line, positions)
    const merged = mergeTimes(line.commits.slice(0, waiting)).at(-1)?.at
    const since = live === undefined || merged === undefined || merged > live.createdAt ? undefined : merged
    return { older, since }
  })
}

function branchesOf(reading: DeploymentsReading): readonly Branch[] {
  const { draft } = reading
  const positions = positionsOn(draft.line ?? { commits: [] })
  return servicesOf(reading).flatMap(({ older, since }) => {
    if (since === undefined) return []
    const off = older.filter(({ sha, createdAt }) => createdAt >= since && !positions.has(sha)).map(({ sha }) => sha)
    return [...new Set(off)].slice(0, BRANCHES).map(sha => newBranch(draft, sha))
  })
}

function newBranch(draft: RepositoryReading, sha: string): Branch {
  return { draft, sha, commits: [], after: undefined }
}
