import type { DeploymentRecord } from '../domain/deployment/record.ts'
import { UserError } from '../errors.ts'
import { asRecord, fieldOf } from '../text/json.ts'
import type { GitHubClient } from './client.ts'
import { type ApiDeployment, recordOf } from './deployments.ts'
import { PAGE_SIZE } from './pages.ts'

/** A deployment to be asked for. */
export interface NewDeployment {
  /** Full SHA. */
  readonly sha: string
  readonly task: string
  readonly environment: string
  readonly description: string
  readonly payload: Readonly<Record<string, unknown>>
}

/**
 * Creates a deployment's record. GitHub judges no checks and merges nothing: that is the gate's. Sent once; after an answer
 * that does not come, or is broken (`github-unreachable`, `github-broken`), the record may be there all the same. Throws a
 * `UserError` (error): `deployment-not-created` where GitHub answers that it made none, else `github-…`.
 */
export async function createDeployment(github: GitHubClient, wish: NewDeployment): Promise<DeploymentRecord> {
  const octokit = await github.octokit()
  const { sha, task, environment, description, payload } = wish
  let data: unknown
  try {
    const answer = await octokit.request('POST /repos/{owner}/{repo}/deployments', {
      ...github.repository,
      ...{ ref: sha, task, environment, description, payload: { ...payload } },
      ...{ auto_merge: false, required_contexts: [] },
    })
    data = answer.data
  } catch (thrown) {
    throw explained(thrown, wish)
  }
  if (fieldOf(data, 'id') === undefined) {
    // 202: what `auto_merge: false` forbids.
    const said = String(asRecord(data).message)
    throw new UserError('deployment-not-created', `GitHub created no deployment: ${said}`)
  }
  return recordOf(data as ApiDeployment)
}

/** 409 and 422 are GitHub's own no. */
function explained(thrown: unknown, { sha, environment }: NewDeployment): unknown {
  const status = thrown instanceof UserError ? fieldOf(thrown.cause, 'status') : undefined
  if (status !== 409 && status !== 422) return thrown
  const said = `${fieldOf((thrown as UserError).cause, 'message')}`
  const text = `GitHub created no deployment of ${sha} to ${environment} (${status} ${said})`
  return new UserError('deployment-not-created', text, { cause: thrown })
}

/** The newest deployments to an environment, newest first: at most a hundred, in one request. */
export async function recentDeployments(
  github: GitHubClient,
  environment: string,
): Promise<readonly DeploymentRecord[]> {
  const octokit = await github.octokit()
  const request = { ...github.repository, environment, per_page: PAGE_SIZE }
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/deployments', request)
  return data.map(recordOf)
}
