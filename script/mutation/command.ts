import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'

export interface Timed {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** File that takes what it prints. */
  readonly log: string
  /** Milliseconds after which it is killed with everything it started. */
  readonly timeout: number
  /** Seconds of CPU time that each of its processes may use. Unlike the timeout it holds on a busy machine too. */
  readonly cpuSeconds?: number
}

/** Runs a command to its exit code, or to `timeout`. */
export async function timed(command: Timed): Promise<number | 'timeout'> {
  const log = openSync(command.log, 'w')
  const limit = command.cpuSeconds === undefined ? [] : ['prlimit', `--cpu=${command.cpuSeconds}`, '--']
  const [file = '', ...args] = [...limit, ...command.argv]
  const child = spawn(file, args, {
    cwd: command.cwd,
    env: { ...process.env, ...command.env },
    stdio: ['ignore', log, log],
    detached: true,
  })
  let isLate = false
  const killGroup = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It has ended, and all that it started.
    }
  }
  const timer = setTimeout(() => {
    isLate = true
    killGroup()
  }, command.timeout)
  try {
    return await new Promise<number | 'timeout'>((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', code => resolve(isLate ? 'timeout' : (code ?? 1)))
    })
  } finally {
    clearTimeout(timer)
    killGroup()
    closeSync(log)
  }
}
