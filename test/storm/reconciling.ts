import { githubRecords } from '../../src/delivery/reconcile/github-records.ts'
import { reconcile } from '../../src/delivery/reconcile/run.ts'
import { connectGitHub } from '../../src/github/client.ts'
import { LAST_STATUS_RETRY_LIMITS } from '../../src/github/retry.ts'
import type { Clock } from '../../src/time/clock.ts'
import { RecordingLogger } from '../unit/recording-logger.ts'
import type { Traffic } from './traffic.ts'

interface ReconcilingParts {
  readonly apiUrl: string
  readonly clock: Clock
  readonly traffic: Traffic
  /** How requests are sent; default: over the network. */
  readonly fetch?: typeof fetch
}

/** The workflow `reconcile` of repositories: as the template's `concurrency` has it, one run at a time, and one that waits. */
export class Reconciling {
  readonly #parts: ReconcilingParts
  readonly #runs = new Map<string, 'running' | 'wanted'>()

  constructor(parts: ReconcilingParts) {
    this.#parts = parts
  }

  async run(name: string): Promise<void> {
    if (this.#runs.has(name)) return void this.#runs.set(name, 'wanted')
    this.#runs.set(name, 'running')
    const { apiUrl, clock, traffic } = this.#parts
    const log = new RecordingLogger()
    const sent = this.#parts.fetch === undefined ? {} : { fetch: this.#parts.fetch }
    const connection = { ...sent, token: `ghs_${name}`, apiUrl, repository: { owner: 'acme', repo: name }, log, clock }
    const writer = traffic.add(connectGitHub({ ...connection, retryLimits: LAST_STATUS_RETRY_LIMITS }))
    const reader = traffic.add(connectGitHub(connection))
    const records = githubRecords(reader, writer, { log, clock })
    const settings = {
      owner: 'acme',
      repository: name,
      page: `https://github.example/acme/${name}`,
      logUrl: 'https://reconcile.example',
      noRunAfterMs: NO_RUN_AFTER_MS,
      dryRun: false,
    }
    // One that cannot read GitHub is red; the next one does its work.
    await reconcile(settings, { records, log, clock, slack: undefined }).catch(() => undefined)
    for (const client of [reader, writer]) traffic.remove(client)
    const again = this.#runs.get(name) === 'wanted'
    this.#runs.delete(name)
    if (again) await this.run(name)
  }
}

const NO_RUN_AFTER_MS = 30 * 60_000
