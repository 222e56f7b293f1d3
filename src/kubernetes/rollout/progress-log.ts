import type { Logger } from '../../log/logger.ts'
import type { Cause } from '../diagnosis/cause.ts'
import type { WorkloadReport } from './followed-workload.ts'

/** Writes one line for each change, and none while nothing changes. */
export class ProgressLog {
  readonly #logger: Logger
  readonly #last = new Map<string, string>()
  readonly #told = new Set<string>()

  constructor(logger: Logger) {
    this.#logger = logger
  }

  tell(report: WorkloadReport, causes: readonly Cause[], observed: boolean): void {
    const key = `${report.namespace}/${report.object}`
    const line = `${report.object}: ${report.text}${report.state === 'complete' ? ', complete' : ''}`
    // Before the cluster has seen the apply there is nothing to tell but that it has not.
    if (observed && this.#last.get(key) !== line) this.#logger.info(line)
    if (observed) this.#last.set(key, line)
    for (const cause of causes.filter(isWorthTelling)) {
      const known = JSON.stringify([key, cause.code, cause.container, cause.fatality])
      if (!this.#told.has(known)) this.#logger.info(describeCause(cause))
      this.#told.add(known)
    }
  }
}

/** The cause in one line: `Deployment/web: pod web-5d8-x7k2p, container app: image-not-found: …`. */
export function describeCause(cause: Cause): string {
  const pod = cause.pod === undefined ? '' : `pod ${cause.pod}`
  const container = cause.container === undefined ? '' : `container ${cause.container}`
  const where = [pod, container].filter(text => text !== '').join(', ')
  return `${cause.object}: ${where === '' ? '' : `${where}: `}${cause.code}: ${cause.text}`
}

/** Every pod starts by not being ready; it is news once a probe has failed. */
function isWorthTelling(cause: Cause): boolean {
  return cause.code !== 'not-ready' || cause.since !== undefined
}
