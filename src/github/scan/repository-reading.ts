import type { RequiredCheck } from '../../domain/checks/facts.ts'
import type {
  CommitFacts,
  EnvironmentDeployments,
  HeadFacts,
  LineFacts,
  UnmatchedPath,
} from '../../domain/history/facts.ts'
import type { Finding } from '../../errors.ts'
import type { PathPattern, StepsLeft } from '../../policy/path-patterns.ts'
import type { ServicePaths } from '../../policy/services.ts'
import type { PartAnswer } from '../graphql/parts.ts'

/** What a scan wants to know of an environment of a repository. */
interface EnvironmentRequest {
  /** As the policy spells it. */
  readonly name: string
  /**
   * Milliseconds that a commit has waited when it matters which paths it changes, where the policy ignores some. Undefined
   * where it ignores none.
   */
  readonly pathsAfter: number | undefined
  readonly ignorePaths?: readonly PathPattern[]
}

/** What a scan wants to know of a repository, by its policy. */
export interface RepositoryScanRequest {
  readonly services: readonly string[]
  /** Of the services to which commits belong by their paths. */
  readonly servicePaths?: ServicePaths
  /** Apps whose deployments are ours without a mark. */
  readonly apps: readonly string[]
  readonly environments: readonly EnvironmentRequest[]
  /** Whether an environment is judged by what GitHub requires of the default branch. */
  readonly asksForRules: boolean
  /** Services about which nothing else is asked; undefined: all. */
  readonly asked?: readonly string[] | undefined
  /** So many commits of the line are read with their checks, whether they wait or not. */
  readonly newest?: number | undefined
  /** Of those that wait the newest so many are read with their checks; undefined: a hundred. */
  readonly detailed?: number | undefined
  /** Whether it is asked who may let runs through that wait for a reviewer. */
  readonly asksForReviewers?: boolean
  /** Deployments of an environment that are read first; undefined: a few. */
  readonly deployments?: number | undefined
}

/** The services about which something is asked. */
export function servicesAsked({ asked, services }: RepositoryScanRequest): readonly string[] {
  return asked ?? services
}

/** A repository whose head was read and which has environments to be looked at. */
export interface OpenHead extends HeadFacts {
  readonly branch: string
  readonly head: string
}

/** A repository while it is being read. */
export interface RepositoryReading {
  readonly head: OpenHead
  readonly question: RepositoryScanRequest
  readonly environments: Map<string, EnvironmentDeployments>
  /** What GitHub requires of the default branch; undefined where it was not read. */
  required?: readonly RequiredCheck[]
  line: LineReading | undefined
  /** What is known of the paths of commits, by SHA; undefined for more than GitHub lists. */
  readonly paths: Map<string, readonly string[] | undefined>
  /** For comparing the paths of its commits; undefined before the first. */
  pathSteps?: StepsLeft
  unmatched: readonly UnmatchedPath[]
  /** Why it could not be read in this run. */
  problem: ScanProblem | undefined
}

/** The first-parent line while more is found out about it. */
type LineReading = Omit<LineFacts, 'commits' | 'leftAt'> & {
  readonly commits: CommitFacts[]
  readonly leftAt: Map<string, string>
}

/** Why a repository could not be read. */
export interface ScanProblem {
  /** `failed`: a user must change something. `left-out`: not read; the next run starts with others. */
  readonly kind: 'failed' | 'left-out'
  readonly finding: Finding
}

/** The value of an answer; without one the repository has a problem from now on. */
export function valueFor<T>(draft: RepositoryReading, answer: PartAnswer<T> | undefined): T | undefined {
  if (answer === undefined) throw new Error(`${draft.head.repository} was not asked about`)
  if (answer.kind === 'read') return answer.value
  draft.problem ??= answer
  return undefined
}
