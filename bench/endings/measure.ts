import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type RunningAction, startAction } from '../../test/platform/action/run-action.ts'
import { ClusterClient } from '../../test/platform/cluster/cluster-client.ts'
import { TestNamespaces } from '../../test/platform/namespaces.ts'
import { startPlatform } from '../../test/platform/platform.ts'
import { livingWith } from '../../test/platform/process/living.ts'
import { deploymentTemplate } from '../../test/platform/stage/deployment-template.ts'
import { LiveStage } from '../../test/platform/stage/live-stage.ts'
import { type Asked, TOKENS } from '../../test/platform/stage/stage.ts'
import { table } from '../statistics.ts'

/**
 * The first deployment of a service; one that drops an object; one whose pods end; a rollback from the cluster, by hand. The others
 * come after a good one, the rollback after two.
 */
type Scenario = 'first' | 'renamed' | 'failing' | 'rollback'

/** Lines of the log at which the process is stopped, in their order; the first is its start. */
const LINES: Readonly<Record<Scenario, readonly string[]>> = {
  first: [
    '',
    '1/5',
    'on main',
    '✓ image',
    '2/5',
    '3/5',
    'kubectl ',
    'Dry run passed',
    '4/5',
    '+ ConfigMap/hello in NAMESPACE created',
    '+ Deployment/hello in NAMESPACE created',
    '5/5',
    '1/1 updated, 1 available',
    'Deployed in',
  ],
  // The record is begun after the list, and ended after the last removal.
  renamed: ['Left the templates', '- ConfigMap/old-1 in', '- ConfigMap/old-1 in NAMESPACE removed', 'Deployed in'],
  rollback: [
    'Rollback of hello',
    'Dry run passed',
    '4/5',
    '~ Deployment/hello in NAMESPACE changed',
    '- ConfigMap/old-1 in NAMESPACE removed',
    'Deployed in',
  ],
  failing: ['5/5', 'Restoring ', 'Deployment/hello changed', '- ConfigMap/old-1 in NAMESPACE removed', 'Failed: '],
}
const POINTS = (Object.keys(LINES) as Scenario[]).flatMap(scenario => LINES[scenario].map(line => ({ scenario, line })))

/** The runner is lost with all that it ran: there is no `post`. */
const LOST = 'KILL of the tree, no post'

const SEQUENCES: Readonly<Record<string, (running: RunningAction, it: LiveStage) => unknown>> = {
  INT: running => running.signal('SIGINT'),
  'INT, TERM, KILL': running => running.cancel(),
  'KILL of the tree': killTree,
  [LOST]: killTree,
}

/** The action and whatever it has started: kubectl's proxy, git, gomplate. */
function killTree(running: RunningAction, { stage }: LiveStage): void {
  const started = livingWith(stage.folder)
  running.signal('SIGKILL')
  for (const pid of started) {
    try {
      process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It has ended meanwhile.
    }
  }
}

const OLD = [1, 2, 3].map(
  number => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: old-${number} }\ndata: { a: b }\n`,
)
const HEALTHY = deploymentTemplate('sleep 3600')

/** What the deployment before the one that is stopped has, and what that one has. */
const TEMPLATES: Readonly<
  Record<Exclude<Scenario, 'rollback'>, { readonly before?: string; readonly stopped: string }>
> = {
  first: { stopped: HEALTHY },
  renamed: { before: `${HEALTHY}${OLD.join('')}`, stopped: HEALTHY },
  failing: { before: HEALTHY, stopped: `${deploymentTemplate('exit 1')}${OLD.join('')}` },
}

const TEMPLATE = 'deploy/templates/deployment.yaml'

const platform = await startPlatform()
const namespaces = new TestNamespaces(platform.kubeconfig)
const client = new ClusterClient(platform.kubeconfig)
const live = { ...platform, client, createNamespace: (prefix: string) => namespaces.create(prefix) }
await LiveStage.pushImage(live)
const wanted = process.argv[2] ?? String(POINTS.length)
const points = POINTS.filter(({ scenario }, index) => scenario === wanted || index < Number(wanted))
const rows: string[][] = []

async function reconcile({ stage }: LiveStage, sha: string): Promise<void> {
  const folder = join(stage.folder, `reconcile-${rows.length}`)
  await startAction({
    action: 'actions/reconcile',
    inputs: { 'no-run-after': '1s' },
    token: TOKENS.workflow,
    run: {
      ...{ repository: 'acme/hello', runId: 99, sha, event: { name: 'schedule', payload: {} } },
      ...{ apiUrl: stage.github.url, serverUrl: stage.github.serverUrl },
    },
    places: { folder, workspace: folder, path: [] },
  }).ended
}

async function last({ stage }: LiveStage, asked: Asked): Promise<string> {
  if (asked.id === 0) return '(no deployment)'
  const status = (await stage.statuses(asked)).at(-1)
  return status === undefined ? '(none)' : `${status.state}: ${status.description}`.slice(0, 70)
}

async function inCluster(it: LiveStage, sha: string): Promise<boolean> {
  const path = 'jsonpath={.items[*].spec.template.spec.containers[*].env[*].value}'
  return (await it.kubectl('get', 'deployments', '-o', path)).includes(sha)
}

/** A success, and that it is live again, say that a commit is there; whatever says that nothing was changed, that it is not. */
function isTrue(status: string, there: boolean, isBack: boolean): boolean {
  if (status.startsWith('success')) return there
  if (status.includes('is live again')) return isBack && !there
  return !(status.includes('nothing was changed') && there)
}

/** Objects of ours that are live and that no record names; each would stay for ever. */
async function unnamed(it: LiveStage): Promise<readonly string[]> {
  const ours = 'commit-train.dev/service=hello'
  const objects = (await it.kubectl('get', 'deployments,configmaps,services', '-l', ours, '-o', 'name')).split('\n')
  const records = JSON.parse(await it.kubectl('get', 'secrets', '-l', 'commit-train.dev/release-of', '-o', 'json')) as {
    readonly items: readonly { readonly data: Readonly<Record<string, string>> }[]
  }
  const named = records.items.map(({ data }) =>
    gunzipSync(Buffer.from(data['release.json.gz'] ?? '', 'base64')).toString('utf8'),
  )
  return objects.filter(name => name !== '' && !named.some(text => text.includes(`"name":"${name.split('/')[1]}"`)))
}

/** The deployment before, to its end. */
async function deployBefore(it: LiveStage, template: string | undefined): Promise<string> {
  if (template === undefined) return ''
  const sha = await it.commit({ [TEMPLATE]: template })
  await it.stage.deploy(await it.stage.ask(sha), it.options({ inputs: { 'stable-for': '1s' } }))
  return sha
}

interface Run {
  readonly id: number
  readonly jobs: Readonly<Record<string, number>>
}

/** What is stopped, what was live before it, and how it is started. */
async function prepared(it: LiveStage, scenario: Scenario) {
  if (scenario === 'rollback') {
    const sha = await deployBefore(it, HEALTHY)
    const before = await deployBefore(it, `${HEALTHY}${OLD.join('')}`)
    const event = { name: 'workflow_dispatch', payload: {} }
    const workflow = { path: '.github/workflows/rollback.yml', name: 'rollback' }
    const jobs = [{ name: 'deploy', conclusion: null }]
    const run: Run = await it.stage.github.recordWorkflowRun({ workflow, event: event.name, headSha: before, jobs })
    const inputs = { environment: 'staging', 'stored-release': 'previous' }
    return { sha, before, run, asked: { id: 0, sha: before, event }, more: { event, inputs } }
  }
  const before = await deployBefore(it, TEMPLATES[scenario].before)
  const sha = await it.commit({ [TEMPLATE]: TEMPLATES[scenario].stopped })
  const asked = await it.stage.ask(sha)
  return { sha, before, run: (await it.stage.recordRun(asked)) as Run, asked, more: { inputs: {} } }
}

/** The deployment of a rollback, which its run makes. */
async function madeBy({ stage }: LiveStage): Promise<number> {
  const headers = { authorization: `Bearer ${TOKENS.person}` }
  const answer = await fetch(`${stage.github.url}/repos/acme/hello/deployments?per_page=100`, { headers })
  const all = (await answer.json()) as readonly { readonly id: number; readonly payload: unknown }[]
  return all.find(({ payload }) => JSON.stringify(payload).includes('stored-release'))?.id ?? 0
}

for (const { scenario, line } of points) {
  for (const [name, stop] of Object.entries(SEQUENCES)) {
    const it = await LiveStage.open(live, 'endings')
    const { sha, before, run, more, asked: given } = await prepared(it, scenario)
    const options = it.options({ run, ...more, inputs: { 'stable-for': '4s', ...more.inputs } })
    const point = line.replace('NAMESPACE', it.namespace)
    const pre = await it.stage.deploy(given, { ...options, entry: 'pre' })
    const running = await it.stage.start(given, { ...options, state: pre.state })
    if (point !== '') await running.line(point).catch(() => undefined)
    await stop(running, it)
    const main = await running.ended
    const asked = scenario === 'rollback' ? { ...given, id: await madeBy(it) } : given
    const [afterMain, there] = [await last(it, asked), await inCluster(it, sha)]
    const isBack = before !== '' && (await inCluster(it, before))
    if (name !== LOST)
      await it.stage.deploy(given, { ...options, entry: 'post', state: { ...pre.state, ...main.state } })
    const afterPost = await last(it, asked)
    it.stage.github.concludeJob(run.jobs.deploy ?? 0, 'cancelled')
    await reconcile(it, sha)
    const end = await last(it, asked)
    const left = livingWith(it.stage.folder).length
    const leases = await it.kubectl('get', 'leases', '-o', 'jsonpath={.items[*].spec.holderIdentity}')
    const lost = await unnamed(it)
    rows.push([
      ...[scenario, point === '' ? '(start)' : point, name, afterMain, afterPost === afterMain ? '=' : afterPost],
      ...[end === afterPost ? '=' : end, isTrue(end, there, isBack) ? 'true' : 'FALSE'],
      ...[leases === '' ? '' : 'held for 60 s', left === 0 ? '' : String(left), lost.join(' ')],
    ])
    await it.close()
    // A whole table takes minutes: what is known is shown.
    console.error(rows.at(-1)?.join(' | '))
  }
}
console.log(
  table(
    [
      'deployment',
      'point',
      'signals',
      'after main',
      'after post',
      'after reconcile',
      'truth',
      'Lease',
      'processes',
      'without a record',
    ],
    rows,
  ),
)
namespaces.close()
client.close()
await platform.stop()
