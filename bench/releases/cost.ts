import { loadavg } from 'node:os'
import { ReleaseKeeper } from '../../src/delivery/release/keeping/release-keeper.ts'
import { removeLeft } from '../../src/delivery/release/left-objects.ts'
import { progressOf } from '../../src/deployments/progress.ts'
import type { KubeObject } from '../../src/kubernetes/api/objects.ts'
import { StagedApply } from '../../src/kubernetes/apply/apply.ts'
import { preflight } from '../../src/kubernetes/apply/preflight.ts'
import { STAGES } from '../../src/kubernetes/apply/stages.ts'
import { labelled } from '../../src/kubernetes/manifests/labels.ts'
import { planLines } from '../../src/kubernetes/plan/plan-text.ts'
import { planView } from '../../src/kubernetes/plan/plan-view.ts'
import { releasePolicy } from '../../src/policy/releases.ts'
import { TestNamespace } from '../../test/e2e/kubernetes-namespace.ts'
import { quantile, table } from '../statistics.ts'

const KEY = { service: 'hello', environment: 'staging' }
const SIZES = { 'one service': 1, '100 objects': 50 } as const
const LEAVE = 5

/** So many Deployments with their ConfigMaps of 400 lines, all changed in each round, and objects that leave in the next. */
function objects(count: number, round: number): readonly KubeObject[] {
  const text = Array.from({ length: 400 }, (_, line) => `line ${line}: ${line % 20 === 0 ? round : 'as it was'}`).join(
    '\n',
  )
  const env = Array.from({ length: 8 }, (_, at) => ({ name: `FIELD_${at}`, value: `${at} of ${round}` }))
  return [
    ...Array.from({ length: count }, (_, at): KubeObject[] => [
      { ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `web-${at}` } }, data: { 'app.yaml': text } },
      {
        ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: `web-${at}` } },
        spec: {
          ...{ replicas: 0, selector: { matchLabels: { app: `web-${at}` } } },
          template: {
            metadata: { labels: { app: `web-${at}` } },
            spec: { containers: [{ name: 'app', image: 'busybox', env }] },
          },
        },
      },
    ]).flat(),
    ...Array.from(
      { length: LEAVE },
      (_, at): KubeObject => ({
        ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `leaves-${round}-${at}` } },
      }),
    ),
  ]
}

/**
 * What record, plan and prune take of a deployment, each by itself, in milliseconds: one after another, though reading is done beside
 * the dry run and writing beside the opening of the watches. The sizes take turns.
 */
export async function measureCost(live: Parameters<typeof TestNamespace.use>[0], rounds: number): Promise<void> {
  const times = new Map<string, number[]>()
  const signal = new AbortController().signal
  const timed = async <T>(name: string, work: () => Promise<T> | T): Promise<T> => {
    const started = performance.now()
    const result = await work()
    times.set(name, [...(times.get(name) ?? []), performance.now() - started])
    return result
  }
  const round = async ({ release: { cluster } }: TestNamespace, size: string, count: number, at: number) => {
    const manifests = objects(count, at).map((object, line) => ({ object, file: 'all.yaml', line: line + 1 }))
    const set = labelled({ manifests, warnings: [] }, KEY)
    const run = { id: 1, attempt: 1, logUrl: 'https://github.com/acme/hello/actions/runs/1/attempts/1' }
    const about = { commit: 'a'.repeat(40), image: 'busybox', deploymentId: at + 1, requester: 'ada', run }
    // The first rounds warm up.
    const name = (phase: string) => (at < 2 ? 'warm-up' : `${size}: ${phase}`)
    const policy = releasePolicy({ prune: { 'max-count': 100, 'max-share': 100 } }, {})
    const plan = await timed(name('(dry run of all)'), () =>
      preflight(cluster, set, { signal, key: KEY, restartOnConfig: true }),
    )
    const keeping = { ...{ key: KEY, about, policy, isHeld: true, signal, stop: signal }, notice: () => undefined }
    const keeper = await timed(name('records are read'), () => ReleaseKeeper.open(cluster, keeping))
    const leaving = await timed(name('what is removed is planned'), () => keeper.planPrune(plan))
    await timed(name('the plan is made'), () => planLines(planView(plan, leaving.pruned, text => text)))
    await timed(name('the begin is recorded'), () => keeper.begin({ set }, plan, leaving))
    const apply = new StagedApply(cluster, plan, { signal })
    for (const stage of STAGES) await apply.through(stage)
    const progress = progressOf({ id: at, sha: about.commit, environment: KEY.environment, creator: 'ada' })
    await timed(name(`${LEAVE} objects are removed`), () =>
      removeLeft(cluster, leaving, { key: KEY, log: cluster.log, signal, progress }),
    )
    if (at > 0 && progress.pruned.length !== LEAVE) throw new Error(`${progress.pruned.length} were removed`)
    await timed(name('the end is recorded'), () =>
      keeper.end({ state: 'good', outcome: 'success', reason: 'deployed' }),
    )
  }
  await TestNamespace.use(live, 'cost-one', one =>
    TestNamespace.use(live, 'cost-many', async many => {
      for (let at = 0; at < rounds + 2; at += 1) {
        await round(one, 'one service', SIZES['one service'], at)
        await round(many, '100 objects', SIZES['100 objects'], at)
      }
    }),
  )
  const ms = (value: number): string => `${value.toFixed(0)} ms`
  const rows = [...times]
    .filter(([name]) => name !== 'warm-up')
    .toSorted(([one], [other]) => one.split(':')[0]?.localeCompare(other.split(':')[0] ?? '') ?? 0)
    .map(([name, all]) => [name, ms(quantile(all, 0.5)), ms(quantile(all, 0.9)), String(all.length)])
  console.log(table(['what', 'median', 'p90', 'n'], rows))
  console.log(
    `load of the machine at the end: ${loadavg()
      .map(value => value.toFixed(1))
      .join(', ')}`,
  )
}
