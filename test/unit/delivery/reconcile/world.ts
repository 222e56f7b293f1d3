import type { DeploymentRecords, NewEnd } from '../../../../src/delivery/reconcile/effects.ts'
import { reconcile } from '../../../../src/delivery/reconcile/run.ts'
import type { WorkflowRunFacts } from '../../../../src/domain/deployment/workflow-run.ts'
import type { DeploymentFacts, DeploymentStatusFacts } from '../../../../src/domain/history/deployment-facts.ts'
import type { UserError } from '../../../../src/errors.ts'
import { SkippingClock } from '../../github/fake-api.ts'
import { RecordingLogger } from '../../recording-logger.ts'

const SHA = 'a'.repeat(40)
export const HOUR = 3_600_000
export const NOW = 1_000_000
export const page = (id: number) => `https://github.com/acme/hello/actions/runs/${id}`
export const OWN = `${page(99)}/attempts/1`

export function deployment(id: number, more: Partial<DeploymentFacts> = {}): DeploymentFacts {
  const made = { createdAt: NOW - HOUR, creator: 'ada', ours: true, statuses: [], runWaits: undefined }
  return { id, sha: SHA, task: 'deploy', environment: 'staging', state: 'pending', ...made, ...more }
}

export function status(state: DeploymentStatusFacts['state'], runId: number, description = ''): DeploymentStatusFacts {
  return { state, createdAt: NOW, description, logUrl: `${page(runId)}/attempts/1` }
}

export function run(id: number, state: string, title: string): WorkflowRunFacts {
  const isOver = !['waiting', 'queued', 'in_progress'].includes(state)
  return {
    id,
    attempt: 1,
    event: 'deployment',
    sha: SHA,
    title,
    isOver,
    state,
    createdAt: NOW - HOUR + 1,
    url: page(id),
  }
}

/** GitHub in memory. */
export class World {
  deployments: readonly DeploymentFacts[] = []
  runs: readonly WorkflowRunFacts[] = []
  rejected: readonly number[] = []
  /** Other spellings of the environment's name, which GitHub takes for the same. */
  spellings: readonly string[] = []
  /** What is there when it is looked at again. */
  meanwhile: (id: number) => void = () => undefined
  /** Why no workflow can be started that goes on with what is held. */
  noWay: UserError | undefined
  /** The deployments for which a run was started that aborts them. */
  readonly aborted: number[] = []
  broken: UserError | undefined
  policyText = 'environments:\n  staging:\n  production:\n'
  githubTime: number | undefined
  readonly written: NewEnd[] = []
  readonly log = new RecordingLogger()
  readonly clock = new SkippingClock()
  /** From when on deployments were asked for. */
  readonly since: number[] = []

  readonly records: DeploymentRecords = {
    policyText: async () => this.policyText,
    since: async which => {
      this.since.push(which.since)
      return this.deployments.filter(
        ({ environment }) =>
          environment === which.environment ||
          (which.environment === 'staging' && this.spellings.includes(environment)),
      )
    },
    startedRuns: async () => ({ runs: this.runs, isComplete: true, at: this.githubTime }),
    run: async id => this.runs.find(one => one.id === id),
    rejection: async id => (this.rejected.includes(id) ? { by: 'grace', comment: '' } : undefined),
    look: async id => {
      this.meanwhile(id)
      const { sha, task, environment, creator, statuses } = this.#of(id)
      const record = {
        id,
        sha,
        ref: sha,
        task,
        environment,
        payload: '',
        creator,
        byPerson: true,
        createdAt: '',
        url: '',
      }
      return {
        record,
        statuses: statuses.map((one, at) => ({ ...one, id: at, state: one.state as 'pending', createdAt: '' })),
      }
    },
    wayToAbort: async () => {
      if (this.noWay !== undefined) throw this.noWay
      return async ({ id }) => void this.aborted.push(id)
    },
    write: async end => {
      if (this.broken !== undefined) throw this.broken
      this.written.push(end)
    },
  }

  reconcile(dryRun = false) {
    const where = { owner: 'acme', repository: 'hello', page: 'https://github.com/acme/hello', logUrl: OWN }
    const { records, log, clock } = this
    return reconcile({ ...where, noRunAfterMs: HOUR / 2, dryRun }, { records, log, clock, slack: undefined })
  }

  #of(id: number): DeploymentFacts {
    const found = this.deployments.find(one => one.id === id)
    if (found === undefined) throw new Error(`no deployment ${id}`)
    return found
  }
}
