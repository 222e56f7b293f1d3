import {
  ACTIONS_APP,
  type CheckFacts,
  type CheckRunFact,
  type RequiredCheck,
  type StatusFact,
  type WorkflowRunFact,
} from '../../domain/checks/facts.ts'
import type { Finding } from '../../errors.ts'
import { type Fields, instantIn, numberIn, objectIn, textIn, textOrNone } from '../graphql/answer.ts'
import type { CommitDetails, Listed } from './details-page.ts'

/**
 * GraphQL has no attempt of a run. Taken for a later one: then the newest job of a name counts, and a job that an
 * older one of the same run should have blocked is covered by its run, which did not pass.
 */
const SOME_ATTEMPT = 2

/** A branch that is no more, or a tag: GraphQL has only branches that are there, and the default branch is. */
const GONE = ''

/** What is known of the repository. */
interface CheckSurroundings {
  /** Name of the default branch. */
  readonly branch: string
  /** Runs of the workflow that deploys. */
  readonly ownRuns: ReadonlySet<number>
  /** What GitHub requires of the default branch; undefined where no environment asks for that. */
  readonly required?: readonly RequiredCheck[] | undefined
}

/** The facts that the rules judge a commit by: the same as `readChecks` has from the REST interface. */
export function checkFacts(
  sha: string,
  { contexts, suites }: Pick<CommitDetails, 'contexts' | 'suites'>,
  { branch, ownRuns, required }: CheckSurroundings,
): CheckFacts {
  const runs = contexts.nodes.filter(node => textIn(node, '__typename') === 'CheckRun')
  const statuses = contexts.nodes.filter(node => textIn(node, '__typename') === 'StatusContext')
  const workflowRuns = suites.nodes.flatMap(node => workflowRun(node) ?? [])
  const own = workflowRuns.filter(({ id }) => ownRuns.has(id)).map(({ workflowId }) => workflowId)
  return {
    sha,
    branch,
    checkRuns: runs.map(checkRun),
    statuses: statusesOf(statuses),
    workflowRuns,
    ownWorkflowIds: [...new Set(own)],
    ...(required === undefined ? {} : { required }),
    unreadable: [...missing(contexts, 'checks'), ...missing(suites, 'check suites')],
  }
}

/** When the earliest check suite was made for a commit on the branch; undefined when there is none. */
export function earliestSuite({ suites }: Pick<CommitDetails, 'suites'>, branch: string): number | undefined {
  const times = suites.nodes
    .filter(node => objectIn(node, 'branch')?.name === branch)
    .map(node => instantIn(node, 'createdAt'))
  return times.length === 0 ? undefined : Math.min(...times)
}

function missing({ nodes, total }: Listed, what: string): readonly Finding[] {
  if (total <= nodes.length) return []
  const text = `GitHub counts ${total - nodes.length} more ${what} for the commit than it lists: they cannot be judged`
  return [{ reason: 'check-unreadable', text }]
}

function checkRun(node: Fields): CheckRunFact {
  const suite = objectIn(node, 'checkSuite')
  return {
    id: numberIn(node, 'databaseId'),
    name: textIn(node, 'name'),
    app: appOf(suite),
    appId: appIdOf(suite),
    suiteId: suite === undefined ? undefined : numberIn(suite, 'databaseId'),
    status: textIn(node, 'status').toLowerCase(),
    conclusion: textOrNone(node, 'conclusion')?.toLowerCase(),
    url: textIn(node, 'url'),
  }
}

function workflowRun(suite: Fields): WorkflowRunFact | undefined {
  const run = objectIn(suite, 'workflowRun')
  if (run === undefined || appOf(suite) !== ACTIONS_APP) return undefined
  const workflow = objectIn(run, 'workflow')
  if (workflow === undefined) return undefined
  const branch = objectIn(suite, 'branch')
  return {
    id: numberIn(run, 'databaseId'),
    workflowId: numberIn(workflow, 'databaseId'),
    workflowName: textIn(workflow, 'name'),
    event: textIn(run, 'event'),
    headBranch: branch === undefined ? GONE : textIn(branch, 'name'),
    suiteId: numberIn(suite, 'databaseId'),
    attempt: SOME_ATTEMPT,
    status: textIn(suite, 'status').toLowerCase(),
    conclusion: textOrNone(suite, 'conclusion')?.toLowerCase(),
    url: textIn(run, 'url'),
  }
}

/** GraphQL has no number of a status: its time takes its place, since only the order of one context's matters. */
function statusesOf(nodes: readonly Fields[]): readonly StatusFact[] {
  return nodes
    .toSorted((one, other) => instantIn(one, 'createdAt') - instantIn(other, 'createdAt'))
    .map((node, index) => {
      const state = textIn(node, 'state').toLowerCase()
      return {
        id: index + 1,
        context: textIn(node, 'context'),
        // `expected`: a rule requires it and it has not been reported yet.
        state: state === 'expected' ? 'pending' : state,
        url: textOrNone(node, 'targetUrl') ?? '',
      }
    })
}

function appIdOf(suite: Fields | undefined): number | undefined {
  const app = suite === undefined ? undefined : objectIn(suite, 'app')
  return app === undefined || app.databaseId === null ? undefined : numberIn(app, 'databaseId')
}

function appOf(suite: Fields | undefined): string {
  const app = suite === undefined ? undefined : objectIn(suite, 'app')
  return app === undefined ? '' : textIn(app, 'slug')
}
