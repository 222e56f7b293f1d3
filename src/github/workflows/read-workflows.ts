import { UserError } from '../../errors.ts'
import type { Logger } from '../../log/logger.ts'
import { asRecord } from '../../text/json.ts'
import type { Clock } from '../../time/clock.ts'
import { Budget } from '../budget.ts'
import type { GitHubClient } from '../client.ts'
import { MalformedAnswer } from '../failure.ts'
import { type Fields, isFields, objectIn, textIn, textOrNone } from '../graphql/answer.ts'
import { askParts, type Question, type RepositoryPart } from '../graphql/parts.ts'
import { ownerAndName } from '../repository.ts'
import { callsWorkflow, deployCallsIn, workflowIn } from './deploy-calls.ts'
import { callsOf, type NewKey, newKeysOf, type WorkflowCall } from './workflow-calls.ts'

/** What starts a workflow, by its file. */
export interface WorkflowFile {
  /** Name of the file in `.github/workflows`. */
  readonly file: string
  /** Whether it runs on `deployment`. */
  readonly onDeployment: boolean
  /** Whether it calls what carries out a deployment: this project's workflow, or one of its actions for that. */
  readonly deploys: boolean
  /** Whether a job of it calls another workflow, which may deploy. */
  readonly callsWorkflow: boolean
  /** What of this project it runs. */
  readonly calls: readonly WorkflowCall[]
  /** Keys that a GitHub Enterprise Server may not know. */
  readonly newKeys: readonly NewKey[]
  /** Names of the inputs of `workflow_dispatch`; undefined where it has no such trigger. */
  readonly dispatchInputs: readonly string[] | undefined
}

const FOLDER = '.github/workflows'
const BUDGET = 10

const WORKFLOWS: Question = { name: 'Workflows', doing: 'show the workflows', most: 3, requests: 0, fragments: [] }

/** With what workflows are read. */
interface WorkflowTools {
  readonly github: GitHubClient
  readonly log: Logger
  readonly clock: Clock
}

/** Who a token is, and what it can start. */
export interface TokenAndWorkflows {
  /** Login. */
  readonly login: string
  /** Those of the default branch. */
  readonly branch: readonly WorkflowFile[]
}

/**
 * Who the token is, and the workflows of the default branch: one query, of one point. `login`: who it is, where that is known. A file that is no YAML starts nothing,
 * there as on GitHub. Throws a `UserError` (error, `github-…`).
 */
export async function readTokenAndWorkflows(tools: WorkflowTools, login?: string): Promise<TokenAndWorkflows> {
  const viewer: RepositoryPart<string> = {
    ...{ repository: nameOf(tools), requests: 0 },
    write: () => 'viewer { login }',
    read: data => textIn(data, 'login'),
  }
  const branch = workflowsPart(nameOf(tools), 'HEAD')
  if (login !== undefined) return { login, branch: (await askAll(tools, [branch]))[0] ?? [] }
  const read = await askAll<string | readonly WorkflowFile[]>(tools, [viewer, branch])
  const [name, files] = read
  if (typeof name !== 'string' || !Array.isArray(files)) throw new Error('the parts of a query were mixed up')
  return { login: name, branch: files as readonly WorkflowFile[] }
}

/** The workflows that a commit has: those that GitHub starts for a deployment of it. */
export async function readWorkflowsOf(tools: WorkflowTools, sha: string): Promise<readonly WorkflowFile[]> {
  const [files = []] = await askAll(tools, [workflowsPart(nameOf(tools), sha)])
  return files
}

async function askAll<T>(tools: WorkflowTools, parts: readonly RepositoryPart<T>[]): Promise<readonly T[]> {
  const answers = await askParts({ ...tools, budget: new Budget(BUDGET) }, WORKFLOWS, parts)
  return parts.map(part => {
    const answer = answers.get(part)
    if (answer?.kind === 'read') return answer.value
    throw new UserError(answer?.finding.reason ?? 'github-unreachable', answer?.finding.text ?? 'GitHub did not answer')
  })
}

function nameOf({ github: { repository } }: WorkflowTools): string {
  return `${repository.owner}/${repository.repo}`
}

function workflowsPart(repository: string, commit: string): RepositoryPart<readonly WorkflowFile[]> {
  return {
    repository,
    requests: 0,
    write: declare => {
      const { owner, repo } = ownerAndName(repository)
      const where = `owner: ${declare('String!', owner)}, name: ${declare('String!', repo)}`
      const folder = `object(expression: ${declare('String!', `${commit}:${FOLDER}`)})`
      return `repository(${where}) { ${folder} { ... on Tree { entries { name object { ... on Blob { text } } } } } }`
    },
    read: (data, errors) => {
      if (errors.length > 0) throw new MalformedAnswer('errors')
      const entries = objectIn(data, 'object')?.entries
      if (!Array.isArray(entries)) return []
      return entries.filter(isFields).flatMap(fileIn)
    },
  }
}

function fileIn(entry: Fields): readonly WorkflowFile[] {
  const file = textIn(entry, 'name')
  const object = objectIn(entry, 'object')
  if (!/\.ya?ml$/.test(file) || object === undefined || object.text === undefined) return []
  return [workflowOf(file, textOrNone(object, 'text') ?? '')]
}

/** What starts a workflow, by the text of its file. */
export function workflowOf(file: string, text: string): WorkflowFile {
  const workflow = workflowIn(text)
  const triggers = workflow.on
  const names = [triggers].flat()
  const events = asRecord(triggers)
  const dispatch = asRecord(events.workflow_dispatch)
  const calls = callsOf(workflow)
  const hasDispatch = names.includes('workflow_dispatch') || Object.hasOwn(events, 'workflow_dispatch')
  return {
    file,
    deploys: deployCallsIn(workflow).length > 0,
    callsWorkflow: callsWorkflow(workflow),
    calls,
    newKeys: newKeysOf(workflow),
    onDeployment: names.includes('deployment') || Object.hasOwn(events, 'deployment'),
    dispatchInputs: hasDispatch ? Object.keys(asRecord(dispatch.inputs)) : undefined,
  }
}
