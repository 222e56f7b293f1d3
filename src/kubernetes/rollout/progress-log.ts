import type { Logger } from '../../log/logger.ts'
import type { Cause } from '../diagnosis/cause.ts'
import type { WorkloadReport } from './followed-workload.ts'

/** Writes one line for each change, and none while nothing changes. */
export class ProgressLog {
  readonly #log: Logger
  readonly #last = new Map<string, string>()
  readonly #logged = new Set<string>()

  constructor(log: Logger) {
    this.#log = log
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

/** The cause in one line: `Deployment/web: pod web-5d8-x7k2p, container app: image-not-found: …`. */
function describeCause(cause: Cause): string {
  const pod = cause.pod === undefined ? '' : `pod ${cause.pod}`
  const container = cause.container === undefined ? '' : `container ${cause.container}`
  const where = [pod, container].filter(text => text !== '').join(', ')
  return `${cause.object}: ${where === '' ? '' : `${where}: `}${cause.code}: ${cause.text}`
}

/** Everything starts by not being ready; it is news once somebody says so. Init containers and nodes need their time. */
function isNews({ code, since }: Cause): boolean {
  return START.has(code) ? since !== undefined : code !== 'init-running' && code !== 'node-silent'
}

const START: ReadonlySet<Cause['code']> = new Set(['not-ready', 'resource-not-ready', 'load-balancer-pending'] as const)
