import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { endNamespace } from './end-namespace.ts'
import { SetupError } from './setup-error.ts'

export interface Command {
  /** What it is for, to be named when it fails. */
  readonly what: string
  readonly argv: readonly string[]
  readonly cwd?: string
  /** Added to our own environment. */
  readonly env?: Readonly<Record<string, string>>
  /** File that takes everything the command prints. */
  readonly log: string
}

/**
 * The same command, ending with us however we end. SIGKILL leaves no chance to clean up, so the kernel does it:
 * `setpriv` has the child killed with its parent. It reaches one process only; as root a process namespace takes every
 * descendant along (a compiler's children would go on for seconds).
 */
function tied(argv: readonly string[]): readonly [string, ...string[]] {
  const namespace = ['unshare', '--pid', '--mount', '--fork', '--kill-child', '--mount-proc', '--']
  return ['setpriv', '--pdeathsig', 'KILL', '--', ...(process.getuid?.() === 0 ? namespace : []), ...argv]
}

/** The last lines of a log that are not empty, on one line. */
export function lastLines(text: string, count: number): string {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  return lines.slice(-count).join(' | ')
}

/**
 * Runs a command of the set-up to its end, with its output in a file. Throws a `SetupError` that quotes the last lines
 * and names the file when it fails; when `signal` is aborted it is killed with all its descendants.
 */
export async function runCommand(command: Command, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted()
  mkdirSync(path.dirname(command.log), { recursive: true })
  const log = openSync(command.log, 'w')
  const [file, ...args] = signal === undefined ? command.argv : tied(command.argv)
  if (file === undefined) throw new Error('an empty command')
  const ended = await new Promise<string | undefined>((resolve, reject) => {
    const child = spawn(file, args, {
      stdio: ['ignore', log, log],
      env: { ...process.env, ...command.env },
      // A session of its own: Ctrl-C reaches us alone, and we decide what must be left to end by itself.
      detached: true,
      ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
    })
    const kill = () => endNamespace(child)
    signal?.addEventListener('abort', kill)
    child.on('error', reject)
    child.on('close', (code, killer) => {
      signal?.removeEventListener('abort', kill)
      resolve(code === 0 ? undefined : killer === null ? `exit code ${code}` : killer)
    })
  }).finally(() => closeSync(log))
  signal?.throwIfAborted()
  if (ended === undefined) return
  const tail = lastLines(readFileSync(command.log, 'utf8'), 3)
  throw new SetupError(`${command.what} failed (${ended}): ${tail || 'no output'}; see ${command.log}`)
}
