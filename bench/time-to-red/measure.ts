import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { ClusterClient } from '../../test/platform/cluster/cluster-client.ts'
import { BUSYBOX_IMAGE } from '../../test/platform/containers/image.ts'
import { TestNamespaces } from '../../test/platform/namespaces.ts'
import { startPlatform } from '../../test/platform/platform.ts'
import { program } from '../../test/platform/process/program.ts'
import { LiveStage } from '../../test/platform/stage/live-stage.ts'
import { quantile } from '../statistics.ts'
import type { Case, SeenObject } from './case.ts'
import { FATAL } from './fatal-cases.ts'
import { GRACE, WAITING } from './healing-cases.ts'
import { byKubectl } from './kubectl.ts'
import { pageOf, type Row } from './page.ts'
import { IMAGE } from './sets.ts'
import { type Seen, Watcher } from './watcher.ts'

/** What may heal is waited for so long: the time of a deployment is the user's to choose. */
const TIMEOUT = '30s'

const rounds = Number(process.argv[2] ?? 3)
const only = process.argv.slice(3)
const platform = await startPlatform({ engine: false })
const namespaces = new TestNamespaces(platform.kubeconfig)
const client = new ClusterClient(platform.kubeconfig)
const live = { ...platform, client, createNamespace: (prefix: string) => namespaces.create(prefix) }
await LiveStage.pushImage(live)

const chosen = (cases: readonly Case[]) => cases.filter(({ code }) => only.length === 0 || only.includes(code))

/** Creates what a case needs; what belongs to the whole cluster may be there from an earlier one. */
async function prepare(test: Case, namespace: string): Promise<void> {
  for (const object of test.prepare?.(namespace) ?? []) {
    const apply = ['apply', '--server-side', '--namespace', namespace, '--filename=-']
    await program(['kubectl', '--kubeconfig', platform.kubeconfig, ...apply], JSON.stringify(object))
  }
}

function isEvidence({ evidence }: Case, { text }: Seen): boolean {
  if (evidence instanceof RegExp) return evidence.test(text)
  return evidence((JSON.parse(text) as { object: SeenObject }).object)
}

/** One deployment by the whole action: seconds from the evidence to the status that names the cause, and to the end. */
async function measured(test: Case): Promise<{ named: number; red: number; status: string }> {
  const it = await LiveStage.open(live, 'red')
  await prepare(test, it.namespace)
  const set = test.objects.map(object => JSON.stringify(object)).join('\n---\n')
  const sha = await it.commit({ 'deploy/templates/deployment.yaml': set })
  const asked = await it.stage.ask(sha)
  const watcher = await Watcher.start(platform.kubeconfig, it.namespace)
  try {
    const timeout = test.tolerance === 'timeout' ? TIMEOUT : '120s'
    const run = await it.stage.deploy(asked, it.options({ inputs: { timeout, 'stable-for': '10s' } }))
    const evidence = watcher.seen.find(seen => isEvidence(test, seen))
    if (evidence === undefined) throw new Error(`the cluster did not show the fault:\n${run.raw}`)
    const written = it.stage.github.requests
      .filter(({ method, path }) => method === 'POST' && path.endsWith(`/deployments/${asked.id}/statuses`))
      .map(({ body, receivedMonotonic }) => ({
        ...(body as { state: string; description: string }),
        receivedMonotonic,
      }))
    const named = written.find(({ description }) => description.includes(`${test.code}: `))
    const red = written.find(({ state }) => state === 'failure')
    if (named === undefined || red === undefined) throw new Error(`no status names ${test.code}:\n${run.raw}`)
    const since = (status: { receivedMonotonic: number }) => (status.receivedMonotonic - evidence.at) / 1000
    return { named: since(named), red: since(red), status: red.description }
  } finally {
    watcher.close()
    await it.kubectl('delete', 'deploy,job,pod', '--all', '--wait=false')
    await it.stage.close()
  }
}

async function rowOf(test: Case): Promise<Row> {
  const all: Awaited<ReturnType<typeof measured>>[] = []
  for (let round = 0; round < rounds; round++) all.push(await measured(test))
  const of = (key: 'named' | 'red') => all.map(one => one[key])
  const row = {
    test,
    named: { median: quantile(of('named'), 0.5), most: Math.max(...of('named')) },
    red: { median: quantile(of('red'), 0.5), most: Math.max(...of('red')) },
    status: all.at(-1)?.status ?? '',
  }
  console.error(`${test.code} (${test.what}): named ${row.named.most.toFixed(1)} s, red ${row.red.most.toFixed(1)} s`)
  return row
}

const rows: Row[] = []
const failures: string[] = []
for (const test of chosen([...FATAL, ...GRACE, ...WAITING])) {
  try {
    rows.push(await rowOf(test))
  } catch (thrown) {
    // A whole run takes minutes: the others are measured all the same.
    failures.push(`${test.code} (${test.what}): ${thrown instanceof Error ? thrown.message : thrown}`)
    console.error(failures.at(-1))
  }
}
// At the same time: they only wait.
const kubectl = await Promise.all(
  rows.map(async ({ test }) => {
    const namespace = await namespaces.create('raw')
    await prepare(test, namespace)
    const objects = test.objects.map(object => JSON.stringify(object).replaceAll(IMAGE, BUSYBOX_IMAGE))
    return byKubectl(platform.kubeconfig, namespace, objects)
  }),
)
const memory = /MemTotal: +(\d+)/.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1] ?? '0'
const machine = `${cpus().length} cores of ${cpus()[0]?.model ?? 'an unknown processor'}, ${(Number(memory) / 2 ** 20).toFixed(0)} GiB`
const version = JSON.parse(await program(['kubectl', '--kubeconfig', platform.kubeconfig, 'version', '--output=json']))
const page = pageOf(
  rows.map((row, index) => ({ ...row, kubectl: kubectl[index] ?? '' })),
  {
    rounds,
    machine,
    kubernetes: version.serverVersion.gitVersion,
    node: process.version,
    load: loadavg()[2]?.toFixed(0) ?? '',
    timeout: TIMEOUT,
  },
)
if (only.length === 0 && failures.length === 0) writeFileSync('docs/time-to-red.md', page)
console.log([page, ...failures].join('\n'))
process.exitCode = failures.length === 0 ? 0 : 1
client.close()
namespaces.close()
await platform.stop()
