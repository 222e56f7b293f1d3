import type { Logger } from '../../log/logger.ts'
import type { Cause } from '../diagnosis/cause.ts'
import type { WorkloadReport } from './followed-workload.ts'

/** Between two tables of what is not complete. */
const TABLE_MS = 30_000

/** More rows would hide what was logged before. */
const MOST_ROWS = 20

/** A workload in the table. */
interface Tabled {
  readonly report: WorkloadReport
  /** Worst first. */
  readonly causes: readonly Cause[]
}

/** Writes one line for each change, none while nothing changes, and every 30 s what is not complete yet. */
export class ProgressLog {
  readonly #log: Logger
  readonly #startedAt: number
  #tableAt: number
  readonly #last = new Map<string, string>()
  readonly #logged = new Set<string>()

  constructor(log: Logger, now: number) {
    this.#log = log
    this.#startedAt = now
    this.#tableAt = now + TABLE_MS
  }

  /** When the next table is due. */
  get tableAt(): number {
    return this.#tableAt
  }

  /** Writes the table: what is complete is counted, the rest has a line each. */
  table(workloads: readonly Tabled[], now: number): void {
    this.#tableAt = now + TABLE_MS
    const open = workloads.filter(({ report }) => report.state !== 'complete')
    if (open.length === 0) return
    const seconds = Math.round((now - this.#startedAt) / 1000)
    this.#log.info(`After ${seconds} s ${workloads.length - open.length} of ${workloads.length} are complete; not yet:`)
    const rows = open.slice(0, MOST_ROWS).map(({ report, causes }) => row(report, causes))
    const widths = [0, 1].map(column => Math.max(...rows.map(cells => (cells[column] ?? '').length)))
    for (const cells of rows) {
      this.#log.info(
        `  ${cells
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}`,
      )
    }
    if (open.length > rows.length) this.#log.info(`  and ${open.length - rows.length} more`)
  }

  report(workload: WorkloadReport, causes: readonly Cause[], observed: boolean): void {
    const key = `${workload.namespace}/${workload.object}`
    const line = `${workload.object}: ${workload.text}${workload.state === 'complete' ? ', complete' : ''}`
    // Before the controller has seen the apply, the status is about the rollout before.
    if (observed && this.#last.get(key) !== line) this.#log.info(line)
    if (observed) this.#last.set(key, line)
    for (const cause of causes.filter(isNews)) {
      const known = JSON.stringify([key, cause.code, cause.container, cause.fatality])
      if (!this.#logged.has(known)) this.#log.info(describeCause(cause))
      this.#logged.add(known)
    }
  }
}

function row({ object, text }: WorkloadReport, [cause]: readonly Cause[]): readonly [string, string, string] {
  return [object, text, cause === undefined ? '' : `${cause.code}: ${cause.text}`]
}

/** The cause in one line: `Deployment/web: pod web-5d8-x7k2p, container app: image-not-found: …`. */
function describeCause(cause: Cause): string {
  const pod = cause.pod === undefined ? '' : `pod ${cause.pod}`
  const container = cause.container === undefined ? '' : `container ${cause.container}`
  const where = [pod, container].filter(text => text !== '').join(', ')
  return `${cause.object}: ${where === '' ? '' : `${where}: `}${cause.code}: ${cause.text}`
}

/** What a healthy rollout does not show: its pods start by not being ready, whatever their probes say meanwhile. */
export function holdsUp({ code, fatality }: Cause): boolean {
  return fatality !== 'fatal' && !START.has(code) && !PASSING.has(code)
}

/** Everything starts by not being ready; it is news once somebody says so. Init containers, pulls and nodes need their time. */
function isNews({ code, since }: Cause): boolean {
  return START.has(code) ? since !== undefined : !PASSING.has(code) || code === 'node-cache'
}

/** What passes by itself in most rollouts. */
const PASSING: ReadonlySet<Cause['code']> = new Set([
  ...(['init-running', 'node-silent', 'node-cache', 'image-pulling'] as const),
])

const START: ReadonlySet<Cause['code']> = new Set(['not-ready', 'resource-not-ready', 'load-balancer-pending'] as const)
