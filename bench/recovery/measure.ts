import { setTimeout as sleep } from 'node:timers/promises'
import type { RolloutTolerance } from '../../src/policy/rollout.ts'
import { TestNamespace } from '../../test/e2e/kubernetes-namespace.ts'
import { webThat } from '../../test/e2e/kubernetes-release.ts'
import { ClusterClient } from '../../test/platform/cluster/cluster-client.ts'
import { TestNamespaces } from '../../test/platform/namespaces.ts'
import { startPlatform } from '../../test/platform/platform.ts'
import { until } from '../../test/platform/process/until.ts'
import { table } from '../statistics.ts'
import { restartApiServer } from './api-server.ts'
import { CASES, type Case } from './cases.ts'

/** How many deployments are in progress when the API server is killed. */
const DEPLOYMENTS = 10
const STABLE_MS = 5_000
const TIMEOUT_MS = 120_000
const API_SERVER = `the API server is killed in the middle of ${DEPLOYMENTS} deployments, and back after 3 s`

const only = process.argv.slice(2)
const platform = await startPlatform({ engine: false })
const namespaces = new TestNamespaces(platform.kubeconfig)
const client = new ClusterClient(platform.kubeconfig)
const live = { ...platform, client, createNamespace: (prefix: string) => namespaces.create(prefix) }
const rows: string[][] = []
let wrong = 0

function note(name: string, tolerance: RolloutTolerance, wanted: string, ended: string, seconds: number): void {
  const right = ended === wanted || ended.startsWith(`${wanted}: `)
  if (!right) wrong += 1
  rows.push([name, tolerance, ended, seconds.toFixed(1), right ? 'as it has to' : `WRONG: has to be ${wanted}`])
  console.error(rows.at(-1)?.join(' | '))
}

async function run({ name, ends, set, meanwhile }: Case, tolerance: RolloutTolerance): Promise<void> {
  await TestNamespace.use(live, 'recovery', async it => {
    const began = performance.now()
    const { result } = await it.release.deploy([set(platform, it.name)], {
      ...{ tolerance, stableForMs: STABLE_MS, timeoutMs: TIMEOUT_MS },
      ...(meanwhile === undefined ? {} : { meanwhile: () => meanwhile(it, platform) }),
    })
    const cause = result.cause === undefined ? '' : `: ${result.cause.code}`
    note(name, tolerance, ends[tolerance], `${result.outcome}${cause}`, (performance.now() - began) / 1000)
  })
}

/** All are applied, none is complete for good, when their API server goes away. */
async function restart(tolerance: RolloutTolerance): Promise<void> {
  const applied: (() => void)[] = []
  const all = Array.from({ length: DEPLOYMENTS }, () => new Promise<void>(resolve => applied.push(resolve)))
  const began = performance.now()
  const deployments = applied.map(isApplied =>
    TestNamespace.use(live, 'restart', async it => {
      const meanwhile = async () => isApplied()
      const { result } = await it.release.deploy([webThat(platform, 'sleep 3600')], {
        ...{ tolerance, meanwhile, stableForMs: STABLE_MS, timeoutMs: TIMEOUT_MS },
      })
      const cause = result.cause === undefined ? '' : `: ${result.cause.code}`
      const lost = it.release.log.lines.some(line => line.includes('Lost the watch connection'))
      if (!lost) throw new Error('this deployment did not notice that the API server was away')
      note(API_SERVER, tolerance, 'complete', `${result.outcome}${cause}`, (performance.now() - began) / 1000)
    }),
  )
  await Promise.all(all)
  await restartApiServer(3)
  await Promise.all(deployments)
}

const isChosen = (name: string) => only.length === 0 || only.some(word => name.includes(word))
for (const test of CASES) {
  if (!isChosen(test.name)) continue
  for (const tolerance of ['strict', 'tolerant'] as const) await run(test, tolerance)
}
if (isChosen(API_SERVER)) {
  for (const tolerance of ['strict', 'tolerant'] as const) {
    await restart(tolerance)
    await until({ what: 'the API server' }, async () => (await client.send('GET', '/readyz')).status === 200)
    await sleep(1_000)
  }
}
console.log(table(['what happens', 'tolerance', 'ended', 'seconds', ''], rows))
client.close()
namespaces.close()
await platform.stop()
process.exitCode = wrong === 0 ? 0 : 1
