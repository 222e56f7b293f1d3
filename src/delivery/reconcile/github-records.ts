import { wayOn } from '../../deployments/held/way-on.ts'
import type { GitHubClient } from '../../github/client.ts'
import { readPolicyText } from '../../github/contents.ts'
import { readRejection, readRun, readStartedRuns } from '../../github/deployment-runs.ts'
import { createStatus, getDeployment, listStatuses } from '../../github/deployments.ts'
import { readDeploymentsSince } from '../../github/history/environment-deployments.ts'
import { readDefaultBranch } from '../../github/repository.ts'
import { dispatchWorkflow } from '../../github/workflows/dispatch.ts'
import { readTokenAndWorkflows } from '../../github/workflows/read-workflows.ts'
import type { Logger } from '../../log/logger.ts'
import type { Clock } from '../../time/clock.ts'
import type { DeploymentRecords } from './effects.ts'

/** The records of the run's own repository. `writer`: with the patience that a last status is worth. */
export function githubRecords(
  github: GitHubClient,
  writer: GitHubClient,
  { log, clock }: { readonly log: Logger; readonly clock: Clock },
): DeploymentRecords {
  return {
    policyText: () => readPolicyText(github),
    since: which => readDeploymentsSince({ github, log, clock }, which),
    startedRuns: async since => {
      const [events, dispatches] = await Promise.all([
        readStartedRuns(github, 'deployment', since),
        readStartedRuns(github, 'workflow_dispatch', since),
      ])
      const isComplete = events.isComplete && dispatches.isComplete
      return { runs: [...events.runs, ...dispatches.runs], isComplete, at: events.at }
    },
    run: id => readRun(github, id),
    rejection: runId => readRejection(github, runId),
    look: async id => {
      const [record, statuses] = await Promise.all([getDeployment(github, id), listStatuses(github, id)])
      return { record, statuses }
    },
    write: async ({ id, state, description, logUrl }) => {
      await createStatus(writer, { deploymentId: id, state, description, ...(logUrl === undefined ? {} : { logUrl }) })
    },
    wayToAbort: async () => {
      const [{ branch: files }, branch] = await Promise.all([
        readTokenAndWorkflows({ github, log, clock }),
        readDefaultBranch(github),
      ])
      const way = wayOn(files)
      return ({ id, sha, environment, service }) =>
        dispatchWorkflow(github, {
          file: way.file,
          branch,
          inputs: way.inputsFor({ id, sha, environment, service, how: 'abort' }),
        })
    },
  }
}
