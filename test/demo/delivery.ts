import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LogLine } from '../platform/action/log-page.ts'
import { type ActionRun, runAction } from '../platform/action/run-action.ts'
import type { Repository } from '../platform/git/repository.ts'
import type { DeploymentEvent } from '../platform/github/body/deployment-event.ts'
import type { GitHubDouble } from '../platform/github/github.ts'
import type { GitHubReader, ListedStatus } from './github-reader.ts'
import type { StoryCommit } from './story.ts'

/** Everything a workflow run of the service's repository has at hand. */
export interface DeliveryPlaces {
  readonly github: GitHubDouble
  readonly repository: Repository
  /** `owner/name`. */
  readonly repositoryName: string
  /** Folder in which each run gets one of its own. */
  readonly folder: string
  readonly image: string
  readonly kubeconfig: string
  /** Folder in which each run leaves its raw log. */
  readonly logs: string
  /** Folder of kubectl and gomplate. */
  readonly bin: string
  readonly gomplateVersion: string
  /** What `secrets.GREETING_TOKEN` of the environment is. */
  readonly greetingToken: string
  /** The run's own token. */
  readonly runToken: string
  /** Asks for the deployment. */
  readonly requester: GitHubReader
  /** Reads the statuses back. */
  readonly reader: GitHubReader
}

/** A deployment, from the request to its end. */
export interface Delivered {
  readonly deploymentId: number
  readonly run: ActionRun
  readonly statuses: readonly ListedStatus[]
  /** When the double received the last status: milliseconds since the epoch. */
  readonly endedAt: number
}

export const environment = 'production'

/**
 * Asks GitHub for a deployment and does what GitHub does then: the event that the request caused starts a run, the run checks
 * the commit out and starts the action on it. Nobody writes the event by hand.
 */
export async function deliver(
  commit: StoryCommit,
  places: DeliveryPlaces,
  onLine: (line: LogLine) => void,
): Promise<Delivered> {
  const { github, repository } = places
  const deploymentId = await places.requester.createDeployment(commit.sha, environment)
  const event = eventOf(github, deploymentId)
  const recorded = await github.recordWorkflowRun({
    workflow: { path: '.github/workflows/deploy.yml', name: 'Deploy' },
    event: 'deployment',
    headSha: commit.sha,
    jobs: [{ name: 'deploy', status: 'in_progress' }],
  })
  const folder = join(places.folder, `deploy-${commit.letter}`)
  const workspace = join(folder, 'work', places.repositoryName)
  mkdirSync(workspace, { recursive: true })
  await repository.checkout(commit.sha, workspace)
  const run = await runAction({
    action: 'actions/deploy',
    inputs: {
      kubeconfig: places.kubeconfig,
      image: places.image,
      values: 'deploy/values/{environment}.yaml',
      'secret-env': 'GREETING_TOKEN',
      'stable-for': '3s',
      'gomplate-version': places.gomplateVersion,
    },
    env: { GREETING_TOKEN: places.greetingToken },
    token: places.runToken,
    secrets: [places.runToken, places.greetingToken],
    run: {
      repository: places.repositoryName,
      runId: recorded.id,
      sha: commit.sha,
      event: { name: 'deployment', payload: event },
      apiUrl: github.url,
      serverUrl: github.serverUrl,
    },
    places: { folder, workspace, path: [places.bin] },
    onLine,
  })
  writeFileSync(join(places.logs, `deploy-${commit.letter}.log`), `${run.raw}\n`)
  const job = recorded.jobs.deploy
  if (job !== undefined) github.concludeJob(job, run.exitCode === 0 ? 'success' : 'failure')
  const statuses = await places.reader.statuses(deploymentId)
  return { deploymentId, run, statuses, endedAt: lastStatusReceived(github, deploymentId) }
}

function eventOf(github: GitHubDouble, deploymentId: number): DeploymentEvent {
  for (const event of github.events) {
    const payload = event.payload as DeploymentEvent
    if (event.startsWorkflows && payload.deployment.id === deploymentId) return payload
  }
  throw new Error(`GitHub sent no event that starts a workflow for deployment ${deploymentId}`)
}

function lastStatusReceived(github: GitHubDouble, deploymentId: number): number {
  const path = `/deployments/${deploymentId}/statuses`
  const received = github.requests.filter(request => request.method === 'POST' && request.path.endsWith(path))
  return received.at(-1)?.receivedAt ?? Number.NaN
}
