import { availableParallelism, loadavg } from 'node:os'

/** How busy a machine is: processes that want to run, on average, and cores. */
export interface Load {
  readonly average: number
  readonly cores: number
}

export function loadNow(): Load {
  return { average: loadavg()[0] ?? 0, cores: availableParallelism() }
}

/** A timeout is there for a test that hangs: however busy the machine, a test that goes on must not meet it. */
const MOST_PATIENCE = 10

/** What timeouts are multiplied with: the share of a core that a process gets here, the other way round. */
export function patienceOf({ average, cores }: Load): number {
  return Math.min(MOST_PATIENCE, Math.max(1, average / cores))
}

/**
 * How many test files of the quick levels run at once. They spend most of their time waiting for child processes and for
 * retries, so it is more than there are cores, but not where others wait for the cores already.
 */
export function quickWorkersOf({ average, cores }: Load): number {
  return average > 2 * cores ? Math.max(1, cores) : cores + 1
}

/**
 * How many test files of the cluster run at once. They wait for pods and images most of the time; each has namespaces of its
 * own. One where others wait for the cores already: what is measured by the cluster's time stamps must not wait for us.
 */
export function e2eWorkersOf({ average, cores }: Load): number {
  return average > 2 * cores ? 1 : Math.min(2, cores)
}
