import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')
const SCRIPT = `
const { beginStep } = await import(${JSON.stringify(join(ROOT, 'src/runner/step-begin.ts'))})
const { stop, environment } = beginStep()
process.send({
  env: environment.env.INPUT_TOKEN, problem: environment.problem ?? '', token: process.env.INPUT_TOKEN ?? 'none',
  kept: process.env.GITHUB_OUTPUT, home: (await import('node:os')).homedir(),
  child: (await import('node:child_process')).execFileSync('sh', ['-c', 'tr -d "\\\\0" </proc/$PPID/environ'], { encoding: 'utf8' }),
})
stop.signal.addEventListener('abort', () => process.send('stopped'))
process.on('message', () => process.exit(7))
`

test.runIf(process.platform === 'linux')(
  'no other process can read the inputs, and a stop or two are heard from the start',
  async () => {
    const env = { PATH: process.env.PATH, HOME: '/nowhere', INPUT_TOKEN: 'ghs_secret', GITHUB_OUTPUT: '/tmp/out' }
    const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT], {
      env,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    })
    const said = await new Promise(resolve => child.once('message', resolve))
    expect(said).toEqual({
      ...{ env: 'ghs_secret', problem: '', token: 'none', kept: '/tmp/out', home: '/nowhere', child: '' },
    })
    expect(readFileSync(`/proc/${child.pid}/environ`, 'latin1').replaceAll('\0', '')).toBe('')
    for (const signal of ['SIGHUP', 'SIGINT', 'SIGINT', 'SIGTERM'] as const) child.kill(signal)
    expect(await new Promise(resolve => child.once('message', resolve))).toBe('stopped')
    child.send('over')
    expect(await new Promise(resolve => child.once('exit', resolve))).toBe(7)
  },
)
