import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { GitHubDouble } from '../../packages/github-double/src/github.ts'
import type { OnLine } from '../platform/workflows/act-log.ts'
import type { EndedRun, Workflows } from '../platform/workflows/workflows.ts'
import type { DemoCommit } from './commits.ts'
import type { GitHubReader, ListedStatus } from './observe/github-reader.ts'

/** Everything a deployment of the service's repository needs. */
export interface DeliveryPlaces {
  readonly github: GitHubDouble
  /** The service's own workflow files, started by what the double sends. */
  readonly workflows: Workflows
  readonly image: string
  /** Folder of kubectl and gomplate. */
  readonly bin: string
  readonly gomplateVersion: string
  /** What `secrets.GREETING_TOKEN` of the environment is. */
  readonly greetingToken: string
  /** Asks for a deployment as a person does. */
  readonly requester: GitHubReader
  /** Asks with a workflow's own token, on which GitHub starts nothing but dispatches. */
  readonly bot: GitHubReader
  /** Reads the statuses back. */
  readonly reader: GitHubReader
  /** Folder in which act's log of every run is left. */
  readonly actLogs: string
}

/** How a deployment comes to its run. */
export type Trigger = 'event' | 'dispatch'

/** A deployment, from the request to its end. Times are milliseconds since the epoch. */
export interface Delivered {
  readonly commit: DemoCommit
  readonly trigger: Trigger
  readonly deploymentId: number
  readonly run: EndedRun
  readonly statuses: readonly ListedStatus[]
  /** When GitHub got the request for the deployment. */
  readonly askedAt: number
  /** When GitHub got the first and the last status of it. */
  readonly begunAt: number
  readonly endedAt: number
}

export interface Watcher {
  readonly onLine: OnLine
  /** Called with what the record alone has started, where it was made with a workflow's own token. */
  beforeDispatch(started: readonly EndedRun[]): void
}

export const ENVIRONMENT = 'production'

/**
 * Asks GitHub for a deployment and lets happen what then happens there: its event starts the service's workflow, in act. By
 * dispatch, the record is made with a workflow's own token, and the same token dispatches the workflow.
 */
export async function deliver(
  commit: DemoCommit,
  trigger: Trigger,
  places: DeliveryPlaces,
  watcher: Watcher,
): Promise<Delivered> {
  const { github, workflows } = places
  const before = github.requests.length
  const asker = trigger === 'event' ? places.requester : places.bot
  const deploymentId = await asker.createDeployment(commit.sha, ENVIRONMENT)
  if (trigger === 'dispatch') {
    watcher.beforeDispatch(await workflows.settle())
    const inputs = { 'deployment-id': String(deploymentId), commit: commit.sha, environment: ENVIRONMENT }
    await asker.dispatch('deploy-by-dispatch.yml', inputs)
  }
  const [run, ...others] = await workflows.settle({ onLine: watcher.onLine })
  if (run === undefined || others.length > 0) throw new Error(`the deployment started ${others.length} runs too many`)
  mkdirSync(places.actLogs, { recursive: true })
  copyFileSync(run.act.logFile, join(places.actLogs, `${commit.letter}-by-${trigger}.log`))
  const statuses = await places.reader.statuses(deploymentId)
  const path = `/deployments/${deploymentId}/statuses`
  const written = github.requests.filter(request => request.method === 'POST' && request.path.endsWith(path))
  return {
    commit,
    trigger,
    deploymentId,
    run,
    statuses,
    askedAt: github.requests[before]?.receivedAt ?? Number.NaN,
    begunAt: written.at(0)?.receivedAt ?? Number.NaN,
    endedAt: written.at(-1)?.receivedAt ?? Number.NaN,
  }
}
