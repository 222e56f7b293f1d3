/**
 * Cold start: how much longer an action takes than bare node until its user sees the missing-input error, and until the
 * first byte of its first request to GitHub arrives at a bare TCP listener in another process. Runs are interleaved with
 * `node -e 0`, so that both meet the same machine. Measures, never judges.
 *
 *     script/bench cold-start [ROUNDS] [PEER...]
 *
 * A peer is the folder of another JavaScript action (a checkout with its `action.yml` and `dist`), measured to its first
 * error line without any input.
 */
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { cpus, tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { prepareStep } from '../test/platform/action/environment.ts'
import { inputVariables } from '../test/platform/action/inputs.ts'
import { readMetadata } from '../test/platform/action/metadata.ts'
import { itsEnd, itsErrorLine, itsFirstByte, type Moment, millisecondsTo } from './moment.ts'
import { quantile, table } from './statistics.ts'

const root = join(import.meta.dirname, '..')
const rounds = Math.max(20, Number(process.argv[2] ?? 25))
const peers = process.argv.slice(3).map(folder => resolve(folder))
const SHA = '0123456789abcdef0123456789abcdef01234567'

/** Inputs that let an action get as far as its first request. */
const plausible: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'actions/notify-stale': {},
  'actions/deploy': { kubeconfig: '/nonexistent/kubeconfig', image: '127.0.0.1:9/acme/hello-service' },
}

/** Inputs that are wrong, of actions that need none. */
const WRONG: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'actions/notify-stale': { budget: 'none' },
  'actions/reconcile': { 'dry-run': 'maybe' },
}

/** What is measured: node's arguments, environment, and the moment that ends the time. */
interface Subject {
  readonly what: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly moment: Moment
  /** Milliseconds over bare node that the design allows. */
  readonly budget?: number
}

function subjectsOf(action: string, folder: string, server: Server): [Subject, ...Subject[]] {
  const metadata = readMetadata(action)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const environment = (eventName: string, given: Readonly<Record<string, string>>): NodeJS.ProcessEnv => {
    const payload = { deployment: { id: 1, sha: SHA, ref: SHA, task: 'deploy', environment: 'staging' } }
    const event = { name: eventName, payload }
    const run = { repository: 'acme/hello-service', runId: 1, sha: SHA, event, apiUrl: url, serverUrl: url }
    const { env } = prepareStep(run, { folder: mkdtempSync(join(folder, 'step-')), workspace: folder })
    return { ...env, ...inputVariables(metadata, given, { 'github.token': 'token' }) }
  }
  // Without a deployment, or with a wrong input, nothing is asked of GitHub before the error is said.
  const missing = environment('workflow_dispatch', WRONG[action] ?? {})
  const bare: Subject = { what: 'node -e 0', args: ['-e', '0'], env: missing, moment: itsEnd }
  const entry = { args: [metadata.entries.main] }
  if (peers.includes(action)) {
    return [bare, { what: `${basename(action)}: first error`, ...entry, env: missing, moment: itsErrorLine }]
  }
  const error = { what: `${action}: input error`, ...entry, env: missing, moment: itsErrorLine, budget: 80 }
  const given = plausible[action]
  if (given === undefined) return [bare, error]
  const env = environment('deployment', given)
  const moment = itsFirstByte(server)
  return [bare, error, { what: `${action}: first byte to GitHub`, ...entry, env, moment, budget: 120 }]
}

/** A row for each subject: bare node in milliseconds, all others as what they add to it in the same round. */
async function measure([bare, ...others]: [Subject, ...Subject[]]): Promise<string[][]> {
  const subjects = [bare, ...others]
  const times = subjects.map((): number[] => [])
  // The first round only warms the page cache.
  for (let round = 0; round <= rounds; round++) {
    let base = 0
    for (const [index, { moment, args, env }] of subjects.entries()) {
      const ms = await millisecondsTo(moment, args, env)
      if (index === 0) base = ms
      if (round > 0) times[index]?.push(index === 0 ? ms : ms - base)
    }
  }
  return subjects.map(({ what, budget }, index) => {
    const sign = index === 0 ? '' : '+'
    const [median, p90] = [0.5, 0.9].map(share => `${sign}${quantile(times[index] ?? [], share).toFixed(0)}`)
    return [what, median ?? '', p90 ?? '', budget === undefined ? '' : `≤ +${budget}`]
  })
}

const folder = mkdtempSync(join(tmpdir(), 'cold-start-'))
const server = createServer()
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
try {
  console.log(`Cold start in ms, ${rounds} interleaved rounds, node ${process.version}, ${cpus().length} cores`)
  const own = globSync('actions/*/action.yml', { cwd: root })
    .toSorted()
    // A composite starts no node of its own.
    .filter(file => readFileSync(join(root, file), 'utf8').includes('using: node24'))
  for (const action of [...own.map(file => dirname(file)), ...peers]) {
    const rows = await measure(subjectsOf(action, folder, server))
    console.log(`\n${table(['over bare node to', 'median', 'p90', 'budget'], rows)}`)
  }
} finally {
  server.close()
  rmSync(folder, { recursive: true, force: true })
}
