import { createDeployment, recentDeployments } from '../../github/create-deployment.ts'
import { readRejection, readRun, readStartedRuns } from '../../github/deployment-runs.ts'
import { createStatus, listStatuses } from '../../github/deployments.ts'
import type { FactPorts } from '../ports.ts'
import type { RecordPorts } from './create-once.ts'
import type { FollowPorts } from './follow.ts'

/** Through what records are made and followed at GitHub. */
export function recordPortsOf({
  github,
  clock,
}: Pick<FactPorts, 'github' | 'clock'>): RecordPorts & Omit<FollowPorts, 'onStep'> {
  return {
    clock,
    create: wish => createDeployment(github, wish),
    recent: environment => recentDeployments(github, environment),
    statuses: id => listStatuses(github, id),
    withdraw: async (deploymentId, description) => {
      await createStatus(github, { deploymentId, state: 'inactive', description })
    },
    run: runId => readRun(github, runId),
    rejection: runId => readRejection(github, runId),
    async started(since) {
      const [events, dispatches] = await Promise.all([
        readStartedRuns(github, 'deployment', since),
        readStartedRuns(github, 'workflow_dispatch', since),
      ])
      const isComplete = events.isComplete && dispatches.isComplete
      return { runs: [...events.runs, ...dispatches.runs], isComplete }
    },
  }
}
