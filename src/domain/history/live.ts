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
  /** Its commit is not on the line, nor just further back: the branch was rewritten, or something else was deployed. */
  readonly offLine: boolean
  /**
   * The newest good deployment whose commit is on the line, and what waits is newer than it. Other than `deployment`
   * only when that is off the line.
   */
  readonly base: DeploymentFacts | undefined
  /** How many commits of the line, from its head, are newer than the base. */
  readonly waiting: number
}

/** Positions on a line by SHA; 0 is the head. */
export type Positions = ReadonlyMap<string, number>

export function positionsOn(line: readonly CommitFacts[]): Positions {
  return new Map(line.map((commit, position) => [commit.sha.toLowerCase(), position]))
}

/** `good`: the good deployments of the key, newest first. `positions`: of the commits of `line`. */
export function liveOn(good: readonly DeploymentFacts[], line: LineFacts, positions: Positions): Live {
  const [deployment] = good
  const { length } = line.commits
  const base = good.find(({ sha }) => positions.has(sha.toLowerCase()))
  return {
    deployment,
    offLine: base !== deployment && !(base === undefined && line.end === 'too-far-back'),
    base,
    waiting: base === undefined ? length : (positions.get(base.sha.toLowerCase()) ?? length),
  }
}

/** Whether a deployment's commit is the one at `position`, or newer: then it holds that one too. */
export function containsPosition({ sha }: DeploymentFacts, position: number, positions: Positions): boolean {
  return (positions.get(sha.toLowerCase()) ?? Number.POSITIVE_INFINITY) <= position
}
