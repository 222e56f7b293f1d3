import type { DeploymentFacts } from './deployment-facts.ts'
import { goodDeployments } from './deployments.ts'
import type { CommitFacts, LineFacts } from './facts.ts'

/**
 * The deployment that is live: the newest good one of the service to the environment, whatever its commit. Undefined when
 * none of `deployments`, newest first, is good.
 */
export function liveDeployment(
  deployments: readonly DeploymentFacts[],
  service: string,
  services: readonly string[],
): DeploymentFacts | undefined {
  return goodDeployments(deployments, service, services)[0]
}

/** What is live in an environment, and where that is on the first-parent line: the commits before it wait. */
export interface Live {
  /** As `liveDeployment` has it; undefined when there never was one. */
  readonly deployment: DeploymentFacts | undefined
  /** Its commit is not on the line, nor just further back: a branch was deployed, or the line was rewritten. */
  readonly offLine: boolean
  /**
   * The newest commit of the line that is live, and what waits is newer than it: the deployment's own, or the one that it was
   * made from. Where that is not known, that of the newest good deployment of which it is. Undefined without any.
   */
  readonly base: Pick<CommitFacts, 'sha'> | undefined
  /** Whether `base` is live for sure: else an older deployment stands in for one off the line. */
  readonly baseKnown: boolean
  /** How many commits of the line, from its head, are newer than the base. */
  readonly waiting: number
}

/** How much of a line a commit contains, by SHA: the position of the newest commit in it; 0 is the head. */
export type Positions = ReadonlyMap<string, number>

export function positionsOn({ commits, leftAt }: Pick<LineFacts, 'commits' | 'leftAt'>): Positions {
  const positions = new Map(commits.map((commit, position) => [commit.sha.toLowerCase(), position]))
  for (const [sha, base] of leftAt ?? []) {
    const position = positions.get(base)
    if (position !== undefined && !positions.has(sha)) positions.set(sha, position)
  }
  return positions
}

/** `good`: the good deployments of the key, newest first. `positions`: of the commits of `line`. */
export function liveOn(good: readonly DeploymentFacts[], line: LineFacts, positions: Positions): Live {
  const [deployment] = good
  const stand = good.find(({ sha }) => positions.has(sha.toLowerCase()))
  const waiting = stand === undefined ? undefined : positions.get(stand.sha.toLowerCase())
  const base = waiting === undefined ? undefined : line.commits[waiting]
  const isLeft = stand !== undefined && base?.sha.toLowerCase() !== stand.sha.toLowerCase()
  return {
    deployment,
    offLine: stand === deployment ? isLeft : !(stand === undefined && line.end === 'too-far-back'),
    base,
    baseKnown: stand === deployment,
    waiting: waiting ?? line.commits.length,
  }
}

/** Whether a deployment's commit is the one at `position`, or newer: then it holds that one too. */
export function containsPosition({ sha }: DeploymentFacts, position: number, positions: Positions): boolean {
  return (positions.get(sha.toLowerCase()) ?? Number.POSITIVE_INFINITY) <= position
}
