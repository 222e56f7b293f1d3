/**
 * One process for one release, so that its memory is its own:
 *
 *     node bench/deploy/many.ts KUBECONFIG NAMESPACE COUNT VERSION
 *
 * Prints how it ended, and what it took, as JSON.
 */
import { Release } from '../../test/e2e/kubernetes-release.ts'
import { simulatedSet } from './sets.ts'

/** What one release took. */
export interface Took {
  readonly outcome: string
  readonly ms: number
  readonly cpuMs: number
  /** The most memory that the process had, in MB. */
  readonly memory: number
}

const [kubeconfig = '', namespace = '', count = '', version = ''] = process.argv.slice(2)
const set = simulatedSet(Number(count), version).map(object => JSON.stringify(object))
const cpu = process.cpuUsage()
const began = performance.now()
const release = await Release.open(namespace, { kubeconfig })
const { result } = await release.deploy(set, { stableForMs: 0, timeoutMs: 600_000 })
const { user, system } = process.cpuUsage(cpu)
const took: Took = {
  ...{ outcome: result.outcome, ms: performance.now() - began, cpuMs: (user + system) / 1000 },
  memory: process.resourceUsage().maxRSS / 1024,
}
await release.close()
console.log(JSON.stringify(took))
