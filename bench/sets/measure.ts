import { UserError } from '../../src/errors.ts'
import { TestNamespace } from '../../test/e2e/kubernetes-namespace.ts'
import type { Outcome } from '../../test/e2e/kubernetes-release.ts'
import { ClusterClient } from '../../test/platform/cluster/cluster-client.ts'
import { TestNamespaces } from '../../test/platform/namespaces.ts'
import { startPlatform } from '../../test/platform/platform.ts'
import { table } from '../statistics.ts'
import { MAKERS, type Maker } from './makers.ts'
import { migration, SHAPES, volumesFor } from './public-shapes.ts'

const only = process.argv.slice(2)
const platform = await startPlatform({ engine: false })
const namespaces = new TestNamespaces(platform.kubeconfig)
const client = new ClusterClient(platform.kubeconfig)
const live = { ...platform, client, createNamespace: (prefix: string) => namespaces.create(prefix) }
const rows: string[][] = []
let wrong = 0

interface Step {
  readonly what: string
  readonly outcome: Outcome
}

const texts = (objects: readonly object[]) => objects.map(object => JSON.stringify(object))

/** What of the first version is still there: it has to be nothing. */
async function leftOvers({ kubectl }: TestNamespace): Promise<string> {
  const live = await kubectl(['get', 'configmaps,deployments,statefulsets,daemonsets', '--output=json'])
  return [/"gone":/, /"GONE"/, /"version-1"/].filter(pattern => pattern.test(stripped(live))).join(' ')
}

/** Without what is written for others: managers, and what kubectl applied last. */
function stripped(list: string): string {
  const { items } = JSON.parse(list) as { items: { metadata: { managedFields?: unknown; annotations?: unknown } }[] }
  for (const { metadata } of items) {
    delete metadata.managedFields
    delete metadata.annotations
  }
  return JSON.stringify(items.map(item => ({ ...item, apiVersion: '' })))
}

async function deploy(it: TestNamespace, objects: readonly object[]): Promise<Outcome> {
  return it.release.deploy(texts(objects), { timeoutMs: 240_000, stableForMs: 2_000 })
}

/** A set from nothing: made, made again, changed. */
async function fromNothing(it: TestNamespace, name: string): Promise<readonly Step[]> {
  const set = (version: 1 | 2) => {
    const making = { namespace: it.name, version }
    return [...shapeOf(name)(making), ...(name === 'site' ? [migration(making)] : [])]
  }
  return [
    { what: 'first', outcome: await deploy(it, set(1)) },
    { what: 'again', outcome: await deploy(it, set(1)) },
    { what: 'changed', outcome: await deploy(it, set(2)) },
  ]
}

/** A set that another client has made: taken over with changes, then once more. */
async function takenOver(it: TestNamespace, name: string, maker: Maker): Promise<readonly Step[]> {
  const set = (version: 1 | 2) => shapeOf(name)({ namespace: it.name, version })
  await maker(it, set(1))
  return [
    { what: 'taken over', outcome: await deploy(it, set(2)) },
    { what: 'again', outcome: await deploy(it, set(2)) },
  ]
}

function shapeOf(name: string) {
  const shape = SHAPES[name]
  if (shape === undefined) throw new Error(`no set ${name}; there are ${Object.keys(SHAPES).join(', ')}`)
  return shape
}

function note(name: string, madeBy: string, step: string, ended: string, isRight: boolean): void {
  if (!isRight) wrong += 1
  rows.push([name, madeBy, step, ended, isRight ? '' : 'WRONG'])
  console.error(rows.at(-1)?.join(' | '))
}

async function run(name: string, madeBy: string, work: (it: TestNamespace) => Promise<readonly Step[]>): Promise<void> {
  await TestNamespace.use(live, 'set', async it => {
    for (const volume of name === 'database' ? volumesFor(it.name) : []) await it.create(JSON.stringify(volume))
    try {
      for (const { what, outcome } of await work(it)) {
        const { applied, result, warnings } = outcome
        const changed = applied.filter(({ action }) => action !== 'unchanged').length
        const quiet = what !== 'again' || (changed <= 1 && warnings.length === 0)
        const said = [`${result.outcome}, ${changed} of ${applied.length} changed`, ...warnings.map(({ text }) => text)]
        note(name, madeBy, what, said.join('; ').slice(0, 1000), result.outcome === 'complete' && quiet)
      }
      const left = await leftOvers(it)
      note(name, madeBy, 'left of the first version', left === '' ? 'nothing' : left, left === '')
    } catch (thrown) {
      if (!(thrown instanceof UserError)) throw thrown
      const findings = thrown.findings.map(({ reason, text }) => `${reason}: ${text}`)
      note(name, madeBy, 'refused', [thrown.message, ...findings].join('; '), false)
    }
  })
}

for (const name of only.length === 0 ? Object.keys(SHAPES) : only) {
  await run(name, 'commit-train', it => fromNothing(it, name))
  for (const [by, maker] of Object.entries(MAKERS)) await run(name, by, it => takenOver(it, name, maker))
}
console.log(table(['set', 'made by', 'deployment', 'ended', ''], rows))
client.close()
namespaces.close()
await platform.stop()
process.exitCode = wrong === 0 ? 0 : 1
