import { execFileSync } from 'node:child_process'
import { cp, mkdir, mkdtemp } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderFiles } from '../../packages/github-double/src/git/folder-files.ts'
import { startPlatform } from '../../test/platform/platform.ts'
import { program } from '../../test/platform/process/program.ts'
import { BuildStage } from '../../test/platform/stage/build-stage.ts'
import { quantile, table } from '../statistics.ts'

const rounds = Math.max(10, Number(process.argv[2] ?? 10))
const service = join(import.meta.dirname, '../../examples/hello-service')
const COMMANDS = { lint: 'test -z "$(gofmt -l .)"\ngo vet ./...', test: 'go test -count=1 ./...' }

const platform = await startPlatform()
const folder = await mkdtemp(join(tmpdir(), 'bench-build-'))
const image = `${platform.registry}/bench/hello-service`
const goRoot = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim()
/** Compiled packages are shared by all ways: this is about the order of things, not about the compiler. */
const go = { GOCACHE: join(folder, 'go'), GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod' }
const env = { DOCKER_HOST: platform.dockerHost ?? '', ...go }
const binary = join(folder, 'hello-service')
execFileSync('go', ['build', '-trimpath', '-o', binary, '.'], {
  cwd: service,
  env: { ...process.env, ...go, CGO_ENABLED: '0' },
})
const stage = await BuildStage.open({
  inputs: { image, ...COMMANDS, 'not-in-image': 'deploy/' },
  env,
  path: [join(goRoot, 'bin')],
  beforehand: async workspace => {
    await mkdir(join(workspace, 'bin'), { recursive: true })
    await cp(binary, join(workspace, 'bin/hello-service'))
  },
})

/** Everything the engine has: what is built next is built from nothing. */
async function emptyEngine(): Promise<void> {
  await program(['docker', '--host', env.DOCKER_HOST, 'system', 'prune', '--all', '--force'])
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function built(sha: string): Promise<{ ms: number; parts: Record<string, number> }> {
  const run = await stage.build(sha)
  if (run.exitCode !== 0) throw new Error(run.raw)
  return { ms: run.durationMs, parts: JSON.parse(run.outputs.durations ?? '') as Record<string, number> }
}

/** As many as the action writes: the classic builder makes a container for each. */
const labels = ['revision', 'source', 'version', 'title', 'created'].flatMap(name => ['--label', `bench.${name}=x`])

/** The same three, one after another, each as a step of its own would run it. */
async function separately(sha: string, workspace: string): Promise<number[]> {
  await emptyEngine()
  const bash = (line: string) =>
    timed(async () =>
      execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', line], {
        cwd: workspace,
        env: { ...process.env, ...go },
        stdio: 'pipe',
      }),
    )
  const docker = (...args: string[]) => timed(() => program(['docker', '--host', env.DOCKER_HOST, ...args]))
  const reference = `${image}/separate:${sha}`
  return [
    await bash(COMMANDS.lint),
    await bash(COMMANDS.test),
    await docker('build', ...labels, '--tag', reference, workspace),
    await docker('push', reference),
  ]
}

const times: Record<string, number[]> = {}
function note(way: string, ms: number): void {
  times[way] ??= []
  times[way].push(ms)
}

// The service's own .gitignore leaves the binary out, as in a real repository.
const files = Object.fromEntries(
  Object.entries(await folderFiles(service)).filter(([path]) => !path.startsWith('bin/')),
)
const base = { 'README.md': null, message: null, ...files }
for (let round = 0; round <= rounds; round++) {
  const sha = await stage.commit(round === 0 ? base : { 'README.md': `${round}\n` })
  await emptyEngine()
  const whole = await built(sha)
  const { lint = 0, test = 0, image: build = 0, push = 0 } = whole.parts
  const workspace = join(folder, `separate-${round}`)
  await stage.repository.checkout(sha, workspace)
  await mkdir(join(workspace, 'bin'), { recursive: true })
  await cp(binary, join(workspace, 'bin/hello-service'))
  const separate = await separately(sha, workspace)
  const again = await built(sha)
  const manifests = await built(await stage.commit({ 'deploy/round': `${round}\n` }))
  if (round === 0) continue // fills the caches
  note('actions/build', whole.ms)
  for (const [part, ms] of Object.entries({ lint, test, image: build, push })) note(`  of it: ${part}`, ms)
  note('its own max(lint, test, image) + push', Math.max(lint, test, build) + push)
  note(
    'separate steps: lint + test + build + push',
    separate.reduce((sum, ms) => sum + ms, 0),
  )
  note('max(lint, test, build) + push of separate steps', Math.max(...separate.slice(0, 3)) + (separate[3] ?? 0))
  note('second run of one SHA', again.ms)
  note('a commit of manifests alone', manifests.ms)
}
console.log(
  `Build in ms, ${rounds} interleaved rounds, image cache off, node ${process.version}, ${cpus().length} cores`,
)
const rows = Object.entries(times).map(([way, all]) => [
  way,
  ...[0.5, 0.9].map(share => quantile(all, share).toFixed(0)),
  (quantile(all, 0.5) / quantile(times['actions/build'] ?? [], 0.5)).toFixed(2),
])
console.log(table(['', 'median', 'p90', '× actions/build'], rows))
await stage.close()
await platform.stop()
