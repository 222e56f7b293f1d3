import type { DeploymentRecord, DeploymentState, DeploymentStatus } from '../domain/deployment/record.ts'
import { UserError } from '../errors.ts'
import type { GitHubClient } from './client.ts'
import { listPages, PAGE_SIZE, wholeList } from './pages.ts'

/** A status to be written. */
interface NewStatus {
  readonly deploymentId: number
  readonly state: DeploymentState
  /** At most 140 code points; `statusText` makes it so. */
  readonly description: string
  /** Where the log of this run is. */
  readonly logUrl?: string
}

/** Reads one deployment. */
export async function getDeployment(github: GitHubClient, id: number): Promise<DeploymentRecord> {
  const octokit = await github.octokit()
  const request = { ...github.repository, deployment_id: id }
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/deployments/{deployment_id}', request)
  return recordOf(data)
}

/**
 * Id of the newest deployment to an environment that `counts`, not older than `than`; undefined when there is none. GitHub
 * lists the newest first.
 */
export async function newestDeployment(
  github: GitHubClient,
  environment: string,
  than: number,
  counts: (record: DeploymentRecord) => boolean,
): Promise<number | undefined> {
  const octokit = await github.octokit()
  const pages = listPages('list the deployments', async page => {
    const request = { ...github.repository, environment, per_page: PAGE_SIZE, page }
    return (await octokit.request('GET /repos/{owner}/{repo}/deployments', request)).data
  })
  for await (const page of pages) {
    const records = page.map(recordOf)
    const newest = records.find(record => record.id >= than && counts(record))
    if (newest !== undefined) return newest.id
    if (records.some(({ id }) => id <= than)) return undefined
  }
  return undefined
}

/** More of them are too many to be looked at one by one. */
const MOST_PAGES = 10

/**
 * All deployments to an environment that are newer than one of them, newest first. Throws an `Error` where they are more than
 * a thousand.
 */
export async function deploymentsAfter(
  github: GitHubClient,
  environment: string,
  after: number,
): Promise<readonly DeploymentRecord[]> {
  const octokit = await github.octokit()
  const found: DeploymentRecord[] = []
  for (let page = 1; page <= MOST_PAGES; page++) {
    const request = { ...github.repository, environment, per_page: PAGE_SIZE, page }
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/deployments', request)
    const records = data.map(recordOf)
    found.push(...records.filter(({ id }) => id > after))
    if (records.length < PAGE_SIZE || records.some(({ id }) => id <= after)) return found
  }
  throw new Error(`${environment} has more than ${MOST_PAGES * PAGE_SIZE} deployments since then`)
}

/** The deployment that an event brings along. Throws a `UserError` (error, `event-invalid`) when it is none. */
export function deploymentFromEvent(deployment: unknown): DeploymentRecord {
  const fields = (typeof deployment === 'object' && deployment !== null ? deployment : {}) as Record<string, unknown>
  const texts = ['sha', 'ref', 'task', 'environment'] as const
  const wrong = [...(Number.isSafeInteger(fields.id) ? [] : ['id']), ...texts.filter(name => !isText(fields[name]))]
  if (wrong.length > 0) {
    const text = `the event's deployment has no ${wrong.join(', ')}: this action runs on a 'deployment' event`
    throw new UserError('event-invalid', text)
  }
  return recordOf(fields as unknown as ApiDeployment)
}

/**
 * Writes one status. `auto_inactive` is always off: GitHub would end other deployments of the environment, whichever
 * service they are of, and only where the environment is not a production one.
 */
export async function createStatus(github: GitHubClient, status: NewStatus): Promise<DeploymentStatus> {
  const octokit = await github.octokit()
  const { data } = await octokit.request('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
    ...github.repository,
    deployment_id: status.deploymentId,
    state: status.state,
    description: status.description,
    auto_inactive: false,
    ...(status.logUrl === undefined ? {} : { log_url: status.logUrl }),
  })
  return statusOf(data)
}

/** All statuses of a deployment, oldest first. */
export async function listStatuses(github: GitHubClient, id: number): Promise<readonly DeploymentStatus[]> {
  const octokit = await github.octokit()
  const statuses = await wholeList("list the deployment's statuses", async page => {
    const request = { ...github.repository, deployment_id: id, per_page: PAGE_SIZE, page }
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', request)
    return data.map(statusOf)
  })
  return statuses.toSorted((one, other) => one.id - other.id)
}

export interface ApiDeployment {
  readonly id: number | bigint
  readonly sha: string
  readonly ref: string
  readonly task: string
  readonly environment: string
  readonly payload: unknown
  readonly creator?: object | null
  readonly created_at: string
  readonly url: string
}

interface ApiStatus {
  readonly id: number | bigint
  readonly state: DeploymentState
  readonly description: string
  readonly log_url?: string | undefined
  readonly created_at: string
}

/** The record in an answer of the REST interface. */
export function recordOf(deployment: ApiDeployment): DeploymentRecord {
  const { id, sha, ref, task, environment, payload, creator, url } = deployment
  const login = creator !== undefined && creator !== null && 'login' in creator ? String(creator.login) : ''
  const byPerson = creator !== undefined && creator !== null && 'type' in creator && creator.type === 'User'
  const made = { creator: login, byPerson, createdAt: deployment.created_at, url }
  return { id: Number(id), sha, ref, task, environment, payload, ...made }
}

function statusOf({ id, state, description, log_url, created_at }: ApiStatus): DeploymentStatus {
  return { id: Number(id), state, description, logUrl: log_url ?? '', createdAt: created_at }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}
