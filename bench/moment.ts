import { type ChildProcess, spawn } from 'node:child_process'
import type { Server } from 'node:net'

/** A moment in the life of a process: resolves when it has come, rejects with `missed()` when it cannot come any more. */
export type Moment = (child: ChildProcess, missed: () => Error) => Promise<void>

/** Milliseconds from the start of node to a moment; the process is ended then, and waited for. */
export async function millisecondsTo(moment: Moment, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, args, { cwd: env.GITHUB_WORKSPACE, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output += chunk
    })
  }
  const closed = new Promise(resolve => child.once('close', resolve))
  await moment(child, () => new Error(`node ${args.join(' ')} ended too early:\n${output}`))
  const elapsed = performance.now() - start
  child.kill('SIGKILL')
  await closed
  return elapsed
}

/** The process has ended by itself. */
export const itsEnd: Moment = child => new Promise(resolve => child.once('exit', () => resolve()))

/** The first error annotation is there to be read. */
export const itsErrorLine: Moment = (child, missed) =>
  new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', chunk => {
      text += chunk
      if (/^::error/m.test(text)) resolve()
    })
    child.once('close', () => reject(missed()))
  })

/** `server`, which knows nothing of HTTP, has got the first byte. It answers nothing. */
export function itsFirstByte(server: Server): Moment {
  return (child, missed) =>
    new Promise((resolve, reject) => {
      server.once('connection', socket => {
        socket.once('data', () => resolve())
        // The process is ended at that moment, in the middle of its request.
        socket.on('error', () => socket.destroy())
      })
      child.once('close', () => reject(missed()))
    })
}
