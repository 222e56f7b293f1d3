import { runDeployment } from '../../src/delivery/release/run.ts'
import type { DeployContext } from '../../src/deployments/context.ts'
import { finishAfterJob } from '../../src/deployments/job/end.ts'
import { announceJobStart } from '../../src/deployments/job/start.ts'
import type { NamedDeployment } from '../../src/deployments/requested-deployment.ts'
import type { RunState, StateKey } from '../../src/deployments/run-state.ts'
import { connectGitHub, type GitHubClient } from '../../src/github/client.ts'
import type { GitHubRetryLimits } from '../../src/github/retry.ts'
import type { KubeObject } from '../../src/kubernetes/api/objects.ts'
import type { ObjectSet } from '../../src/kubernetes/manifests/manifest.ts'
import { Masks } from '../../src/secrets/masks.ts'
import type { Clock } from '../../src/time/clock.ts'
import { DIGEST, IMAGE, RENDERED, SETTINGS } from '../unit/delivery/release/deployed-set.ts'
import { type Behaviour, FakeCluster } from '../unit/delivery/release/fake-cluster.ts'
import type { FakeObjects } from '../unit/delivery/release/fake-objects.ts'
import type { FakeLeases } from '../unit/kubernetes/lease/fake-leases.ts'
import { RecordingLogger } from '../unit/recording-logger.ts'
import type { Fate } from './story.ts'
import type { Traffic } from './traffic.ts'

/** What a job is run with. */
export interface JobParts {
  readonly id: number
  readonly named: NamedDeployment
  readonly context: DeployContext
  readonly fate: Fate
  readonly befallsAfter: number
  readonly token: string
  readonly apiUrl: string
  readonly clock: Clock
  readonly traffic: Traffic
  /** The leases of its service in its environment. */
  readonly leases: FakeLeases
  /** Called when an object has reached the cluster. */
  readonly onApplied: (id: number) => void
  /** How requests to GitHub are sent; default: over the network. */
  readonly fetch?: typeof fetch
  /** A cluster that outlives the job; default: one of its own, in which the fate decides how pods fare. */
  readonly kept?: {
    readonly objects: FakeObjects
    readonly rendered: ObjectSet
    readonly behaviourOf: (live: KubeObject) => Behaviour
  }
}

/** The runner gives a step that it cancels so long before it kills it. */
const CANCEL_MS = 10_000
/** From the loss of a runner until GitHub gives its job up. */
const LOST_MS = 600_000

/** A checkout, or a login to a cloud. */
const CHECKOUT_MS = 4_000
/** Applying an object takes its time. */
const APPLY_MS = 2_000

/** One job of a runner: `pre`, `main` and `post` of `actions/deploy` in processes that can be killed. */
export class Job {
  readonly log = new RecordingLogger()
  readonly #parts: JobParts
  readonly #kept = new Map<StateKey, string>()

  constructor(parts: JobParts) {
    this.#parts = parts
  }

  /** Runs the job to its end; resolves with its conclusion. */
  async run(): Promise<'success' | 'failure' | 'cancelled'> {
    const { fate, clock, befallsAfter } = this.#parts
    const stop = new AbortController()
    const main = new Process()
    const work = this.#main(main, stop.signal).then(() => 'over' as const)
    const befalls = ['cancelled', 'killed', 'lost'].includes(fate)
      ? clock.sleep(befallsAfter).then(() => 'befallen' as const)
      : work
    if ((await Promise.race([work, befalls])) === 'over') {
      await this.#post()
      return this.#conclusion()
    }
    if (fate === 'cancelled') {
      stop.abort(new Error('the workflow run was cancelled'))
      await Promise.race([work, clock.sleep(CANCEL_MS)])
    }
    main.kill()
    if (fate === 'lost') await clock.sleep(LOST_MS)
    else await this.#post()
    return fate === 'cancelled' ? 'cancelled' : 'failure'
  }

  async #main(process: Process, signal: AbortSignal): Promise<void> {
    const { named, context, clock } = this.#parts
    const effects = this.#effects(process, signal)
    try {
      await announceJobStart(named, context, effects)
    } catch (thrown) {
      this.log.info(`pre: ${thrown}`)
    }
    await effects.clock.sleep(CHECKOUT_MS)
    try {
      await runDeployment(named, SETTINGS, context, effects)
    } catch (thrown) {
      this.log.error(`main at ${clock.now()}: ${thrown}`)
    }
  }

  async #post(): Promise<void> {
    const problem = await finishAfterJob(this.#parts.context, this.#effects(new Process(), undefined))
    if (problem !== undefined) this.log.error(problem)
  }

  #conclusion(): 'success' | 'failure' {
    return this.#kept.get('end')?.includes('"outcome":"success"') ? 'success' : 'failure'
  }

  #effects(process: Process, signal: AbortSignal | undefined) {
    const { token, apiUrl, context, leases, fate, id, onApplied, kept } = this.#parts
    const sent = this.#parts.fetch === undefined ? {} : { fetch: this.#parts.fetch }
    const { log } = this
    const masks = new Masks({ emit: () => undefined })
    const clock = process.clock(this.#parts.clock)
    const state: RunState = {
      read: key => this.#kept.get(key) ?? '',
      save: (key, value) => {
        if (!process.isDead) this.#kept.set(key, value)
      },
    }
    return {
      ...{ log, masks, clock, state, signal: signal ?? new AbortController().signal },
      locks: () => ({ lockOf: async () => undefined }),
      connectSlack: () => undefined,
      connectGitHub: (until?: AbortSignal, retryLimits?: GitHubRetryLimits): GitHubClient => {
        const client = connectGitHub({
          ...{ ...sent, token, apiUrl, log, clock, repository: { owner: context.owner, repo: context.repository } },
          ...(until === undefined ? {} : { signal: until }),
          ...(retryLimits === undefined ? {} : { retryLimits }),
        })
        this.#parts.traffic.add(client)
        return { ...client, octokit: () => process.goesOn(() => client.octokit()) }
      },
      lookUpImage: async () => ({ digest: DIGEST, mediaType: 'm', reference: IMAGE, origins: [] }),
      checkWorkTree: async () => [],
      render: async () => kept?.rendered ?? RENDERED,
      connectCluster: async () => {
        const cluster = new FakeCluster(log, clock, text => text, leases, kept?.objects)
        cluster.behaviour = fate === 'failing' ? 'missing-config' : 'healthy'
        if (kept !== undefined) cluster.behaviourOf = kept.behaviourOf
        cluster.onApply = async () => {
          if (process.isDead) return process.goesOn(() => undefined)
          onApplied(id)
          await clock.sleep(APPLY_MS)
        }
        return cluster
      },
    }
  }
}

/** A process: once it is killed nothing that it waits for comes back to it. */
class Process {
  isDead = false

  kill(): void {
    this.isDead = true
  }

  async goesOn<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.isDead) await new Promise(() => undefined)
    return work()
  }

  clock(clock: Clock): Clock {
    return {
      now: () => clock.now(),
      sleep: async (ms, signal) => {
        try {
          await clock.sleep(ms, signal)
        } finally {
          await this.goesOn(() => undefined)
        }
      },
    }
  }
}
