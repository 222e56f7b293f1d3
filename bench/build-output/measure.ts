import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { BuildStage } from '../../test/platform/stage/build-stage.ts'
import { table } from '../statistics.ts'

const megabytes = Number(process.argv[2] ?? 100)
const bytes = megabytes * 1_000_000

/** Commands that print so many bytes each, in lines of these lengths. */
const COMMANDS = {
  nothing: 'true',
  'lines of 7 bytes': `head -c ${bytes} < <(yes 123456)`,
  'lines of 100 bytes': `head -c ${bytes} < <(yes "$(printf 'x%.0s' {1..99})")`,
  'lines of 1 MB': `head -c ${bytes} /dev/zero | tr '\\0' x | fold -w 1000000`,
  'one line': `head -c ${bytes} /dev/zero | tr '\\0' x`,
} as const

const folder = mkdtempSync(join(tmpdir(), 'bench-output-'))
/** Says at the end of the action, in a file, how much memory it had at most. */
const memory = join(folder, 'memory')
const report = `import { writeFileSync } from 'node:fs'
process.on('exit', () => writeFileSync(${JSON.stringify(memory)}, String(process.resourceUsage().maxRSS)))`
const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(report)}`

// Lint and test come to their end, whatever becomes of the image.
const inputs = { image: 'ghcr.io/acme/hello', push: 'false', 'fail-fast': 'false' }
const stage = await BuildStage.open({ inputs, env: { DOCKER_HOST: 'unix:///run/no-engine.sock' } })
const rows: string[][] = []
for (const [what, test] of Object.entries(COMMANDS)) {
  const run = await stage.build(await stage.commit(), { inputs: { ...inputs, test }, env: { NODE_OPTIONS } })
  if (!run.summary.includes('| test | ✅ passed |')) throw new Error(`${what}: ${run.summary}`)
  const start = performance.now()
  execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', `{ ${test}; } > ${join(folder, 'output')}`])
  const alone = performance.now() - start
  const most = Number(readFileSync(memory, 'utf8')) / 1024
  rows.push([what, (run.durationMs / 1000).toFixed(1), (alone / 1000).toFixed(1), most.toFixed(0)])
}
console.log(`${megabytes} MB of output, node ${process.version}, ${cpus().length} cores`)
console.log(table(['output', 'actions/build, s', 'into a file, s', 'most memory, MiB'], rows))
await stage.close()
rmSync(folder, { recursive: true, force: true })
