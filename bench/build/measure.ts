import { execFileSync } from 'node:child_process'
import { cp, mkdir, mkdtemp } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderFiles } from '../../packages/github-double/src/git/folder-files.ts'
import { startPlatform } from '../../test/platform/platform.ts'
import { program } from '../../test/platform/process/program.ts'
import { BuildStage } from '../../test/platform/stage/build-stage.ts'
import { quantile, table } from '../statistics.ts'

const rounds = Number(process.argv[2] ?? 10)
const service = join(import.meta.dirname, '../../examples/hello-service')

/** What is built: tasks that need the processor, and tasks that wait for something else. */
const SCENES = {
  computing: { lint: 'test -z "$(gofmt -l .)"\ngo vet ./...', test: 'go test -count=1 ./...' },
  waiting: { lint: 'sleep 1.5', test: 'sleep 2.5' },
} as const

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
  inputs: { image, 'not-in-image': 'deploy/' },
  env,
  path: [join(goRoot, 'bin')],
  beforehand: async workspace => {
    await mkdir(join(workspace, 'bin'), { recursive: true })
    await cp(binary, join(workspace, 'bin/hello-service'))
  },
})

type Commands = (typeof SCENES)[keyof typeof SCENES]

/** Everything the engine has: what is built next is built from nothing. */
async function emptyEngine(): Promise<void> {
  await program(['docker', '--host', env.DOCKER_HOST, 'system', 'prune', '--all', '--force'])
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function built(sha: string, commands: Commands): Promise<{ ms: number; parts: Record<string, number> }> {
  const run = await stage.build(sha, { inputs: { image, 'not-in-image': 'deploy/', ...commands } })
  if (run.exitCode !== 0) throw new Error(run.raw)
  return { ms: run.durationMs, parts: JSON.parse(run.outputs.durations ?? '') as Record<string, number> }
}

/** As many as the action writes: the classic builder makes a container for each. */
const labels = ['revision', 'source', 'version', 'title', 'created'].flatMap(name => ['--label', `bench.${name}=x`])

/** The same three, one after another, each as a step of its own would run it. */
async function separately(sha: string, workspace: string, { lint, test }: Commands): Promise<number[]> {
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
    await bash(lint),
    await bash(test),
    await docker('build', ...labels, '--tag', reference, workspace),
    await docker('push', reference),
  ]
}

/** One round of a scene, each way in turn: what each took. */
async function round(name: string, number: number, commands: Commands): Promise<Record<string, number>> {
  const sha = await stage.commit({ 'README.md': `${name} ${number}\n` })
  await emptyEngine()
  const whole = await built(sha, commands)
  const { lint = 0, test = 0, image: build = 0, push = 0 } = whole.parts
  const workspace = join(folder, `${name}-${number}`)
  await stage.repository.checkout(sha, workspace)
  await mkdir(join(workspace, 'bin'), { recursive: true })
  await cp(binary, join(workspace, 'bin/hello-service'))
  const separate = await separately(sha, workspace, commands)
  const again = await built(sha, commands)
  const manifests = await built(await stage.commit({ 'deploy/round': `${name} ${number}\n` }), commands)
  const longest = Math.max(lint, test, build)
  return {
    'actions/build': whole.ms,
    ...Object.fromEntries(
      Object.entries({ lint, test, image: build, push }).map(([part, ms]) => [`  of it: ${part}`, ms]),
    ),
    'its own max(lint, test, image) + push': longest + push,
    'overhead: start, questions to git and the registry': whole.ms - longest - push,
    'separate steps: lint + test + build + push': separate.reduce((sum, ms) => sum + ms, 0),
    'max(lint, test, build) + push of separate steps': Math.max(...separate.slice(0, 3)) + (separate[3] ?? 0),
    'second run of one SHA': again.ms,
    'a commit of manifests alone': manifests.ms,
  }
}

// The service's own .gitignore leaves the binary out, as in a real repository.
const files = Object.fromEntries(
  Object.entries(await folderFiles(service)).filter(([path]) => !path.startsWith('bin/')),
)
await stage.commit({ 'README.md': null, message: null, ...files })
const times = new Map<string, Map<string, number[]>>()
for (let number = 0; number <= rounds; number++) {
  for (const [name, commands] of Object.entries(SCENES)) {
    const took = await round(name, number, commands)
    if (number === 0) continue // fills the caches
    const scene = times.get(name) ?? new Map<string, number[]>()
    times.set(name, scene)
    for (const [way, ms] of Object.entries(took)) scene.set(way, [...(scene.get(way) ?? []), ms])
  }
}
console.log(
  `Build in ms, ${rounds} interleaved rounds, image cache off, node ${process.version}, ${cpus().length} cores`,
)
for (const [name, scene] of times) {
  const whole = quantile(scene.get('actions/build') ?? [], 0.5)
  const rows = [...scene].map(([way, all]) => [
    way,
    ...[0.5, 0.9].map(share => quantile(all, share).toFixed(0)),
    (quantile(all, 0.5) / whole).toFixed(2),
  ])
  console.log(table([`tasks that are ${name}`, 'median', 'p90', '× actions/build'], rows))
}
await stage.close()
await platform.stop()
