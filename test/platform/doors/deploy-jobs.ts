import { setTimeout } from 'node:timers/promises'
import type { GitHubDouble } from '../../../packages/github-double/src/github.ts'
import type { LiveStage } from '../stage/live-stage.ts'
import type { Asked, DeployOptions } from '../stage/stage.ts'

const LOOK_MS = 20

/** A record that starts a workflow: the event of it, and what it says. */
export interface StartedRecord extends Asked {
  readonly environment: string
  readonly task: string
  readonly payload: unknown
}

/** Runs what GitHub starts for the records that are made in it. */
export class DeployJobs {
  readonly #github: Pick<GitHubDouble, 'events'>
  readonly #run: (record: StartedRecord) => Promise<void>
  #seen = 0

  constructor(github: Pick<GitHubDouble, 'events'>, run: (record: StartedRecord) => Promise<void>) {
    this.#github = github
    this.#run = run
  }

  /** Resolves as `work` does, once what it started has ended too. */
  async during<T>(work: Promise<T>): Promise<T> {
    const { events } = this.#github
    const jobs: Promise<void>[] = []
    let isOver = false
    const end = (): void => {
      isOver = true
    }
    work.then(end, end)
    for (;;) {
      const isLast = isOver
      for (const { name, payload, startsWorkflows } of events.slice(this.#seen)) {
        this.#seen += 1
        if (name === 'deployment' && startsWorkflows) jobs.push(this.#run(startedBy(payload)))
      }
      if (isLast) break
      await setTimeout(LOOK_MS)
    }
    await Promise.all(jobs)
    return work
  }
}

function startedBy(event: unknown): StartedRecord {
  const { deployment } = event as { readonly deployment: Omit<StartedRecord, 'event'> }
  return { ...deployment, event: { name: 'deployment', payload: event } }
}

/** The whole job: `actions/deploy` from dist/ with its pre and post, on the real cluster. */
export async function runJob(live: LiveStage, record: Asked, given: DeployOptions): Promise<void> {
  const { stage } = live
  const run = (await stage.recordRun(record)) as { readonly id: number; readonly jobs: Record<string, number> }
  const options = live.options({ ...given, run })
  const pre = await stage.deploy(record, { ...options, entry: 'pre' })
  const main = await stage.deploy(record, { ...options, state: pre.state })
  await stage.deploy(record, { ...options, entry: 'post', state: { ...pre.state, ...main.state } })
  stage.github.concludeJob(run.jobs.deploy ?? 0, main.exitCode === 0 ? 'success' : 'failure')
}
