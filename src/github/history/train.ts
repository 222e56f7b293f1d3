import { COMMITS_A_PAGE, type Commit, FirstParentWalk } from '../../domain/history/first-parents.ts'
import { liveDeployment } from '../../domain/history/live.ts'
import { type Train, trainOf } from '../../domain/history/train.ts'
import { UserError } from '../../errors.ts'
import type { Logger } from '../../log/logger.ts'
import type { PathPattern } from '../../policy/path-patterns.ts'
import type { Clock } from '../../time/clock.ts'
import { Budget } from '../budget.ts'
import type { GitHubClient } from '../client.ts'
import { askParts, type Question, type RepositoryPart } from '../graphql/parts.ts'
import { DEPLOYMENTS, deploymentFacts, deploymentsPart } from './deployment-page.ts'
import { containedPart, HISTORY, historyPart } from './history-page.ts'
import { commitsOf } from './service-commits.ts'

/** Whose train is asked for. */
export interface TrainRequest {
  /** All services of the policy. */
  readonly services: readonly string[]
  /** Apps whose deployments are ours without a mark. */
  readonly apps: readonly string[]
  readonly service: string
  /** Those of the service; undefined where every commit belongs to it. */
  readonly paths?: readonly PathPattern[] | undefined
  readonly environment: string
  /** The deployment itself, which is not what was live before it. */
  readonly deploymentId: number
  /** Full SHA, in lower case. */
  readonly sha: string
  /** The first-parent line from the head of the branch to the commit, when it is known. */
  readonly newer: Promise<readonly Commit[]>
}

/** What it is asked with. */
interface TrainTools {
  readonly github: GitHubClient
  readonly log: Logger
  readonly clock: Clock
}

/** Deployments and commits that are looked through: it is for a message, not for a decision. */
const DEPLOYMENTS_READ = 20
const FIRST_COMMITS = 25
/** Points of GraphQL, far more than it takes. */
const BUDGET = 30

/**
 * The commits that a deployment takes to its environment, of a service with paths its own: two requests, one more when the train
 * is long, one or two when what is live is not on it, and one or two for the paths. Undefined when no deployment among the
 * newest says what is live, and there are older ones. Throws a `UserError` (error, `github-…`).
 */
export async function readTrain(tools: TrainTools, question: TrainRequest): Promise<Train | undefined> {
  const { owner, repo } = tools.github.repository
  const repository = `${owner}/${repo}`
  const connection = { ...tools, budget: new Budget(BUDGET) }
  const ask = async <T>(form: Question, part: RepositoryPart<T>): Promise<T> => {
    const answer = (await askParts(connection, form, [part])).get(part)
    if (answer?.kind === 'read') return answer.value
    throw new UserError(answer?.finding.reason ?? 'github-unreachable', answer?.finding.text ?? 'GitHub did not answer')
  }
  const { sha, environment, services, service, deploymentId } = question
  const line = new FirstParentWalk<Commit>(sha)
  const older = async (after: string | undefined, first: number): Promise<string | undefined> => {
    const page = await ask(HISTORY, historyPart(repository, { head: sha, after, first }))
    line.take(page.commits)
    return page.next
  }
  const where = [{ environment, after: undefined }]
  const [pages, next] = await Promise.all([
    ask(DEPLOYMENTS, deploymentsPart(repository, where, DEPLOYMENTS_READ)),
    older(undefined, FIRST_COMMITS),
  ])
  const page = pages.get(environment)
  const before = (page?.listed ?? [])
    .flatMap(listed => deploymentFacts(listed, environment, question.apps) ?? [])
    .filter(({ id }) => id !== deploymentId)
  const live = liveDeployment(before, service, services)?.sha
  // What was live may be further back than was read; that it is the first one would be a guess.
  if (live === undefined && page?.next !== undefined) return undefined
  const newer = await question.newer
  const contained: string[] = []
  let [after, isWhole]: [string | undefined, boolean] = [next, next === undefined || line.ended]
  const train = () => trainOf({ sha, live, newer, older: line.line, whole: isWhole, contained })
  const isOpen = (found: Train) =>
    found.kind === 'forward' ? found.more : found.kind === 'off-line' && found.base === undefined
  let found = train()
  if (isOpen(found) && after !== undefined) {
    after = await older(after, COMMITS_A_PAGE)
    isWhole = after === undefined || line.ended
    found = train()
  }
  let place: string | undefined
  for (const first of [FIRST_COMMITS, COMMITS_A_PAGE]) {
    if (!isOpen(found) || live === undefined) break
    const page = await ask(HISTORY, containedPart(repository, { head: live, after: place, first }))
    contained.push(...page.shas)
    found = train()
    place = page.next
    if (place === undefined) break
  }
  if (question.paths === undefined || !('commits' in found)) return found
  const commits = await commitsOf({ ...tools, ask, repository }, question.paths, found.commits)
  return { ...found, commits }
}
