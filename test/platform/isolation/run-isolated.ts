import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { endNamespace } from '../../../script/setup/end-namespace.ts'
import { createCgroup } from './cgroups.ts'
import { insideEnvironment } from './environment.ts'
import { keptLogsFolder, pruneKeptLogs } from './kept-logs.ts'
import { checkNamespaces, UNSHARE } from './namespaces.ts'

export interface IsolatedCommand {
  readonly argv: readonly string[]
  /** A short word for the folder its logs are kept in. */
  readonly name: string
  readonly cwd: string
  /** Folder of the programs it finds first. */
  readonly bin: string
  /** Where logs of failed runs are kept, and what a command chooses to leave. */
  readonly logs: string
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>
  /** Called with the process id of `unshare`, whose only child is the first process inside. */
  readonly onStart?: (pid: number) => void
  /** Aborted when everything is to end at once. */
  readonly signal: AbortSignal
}

export interface IsolatedEnd {
  /** 137 when it was killed. */
  readonly exitCode: number
  /** Where the logs are, when it failed and had any; also where the command left something to be kept. */
  readonly keptLogs?: string
}

/**
 * Runs a command in namespaces of its own, where nothing outside can be reached, and leaves nothing behind: processes and
 * mounts go with the namespaces, however this process ends; the control groups are removed by a janitor that outlives it
 * by a moment. Throws a `SetupError` where namespaces or control groups cannot be had.
 */
export async function runIsolated(command: IsolatedCommand): Promise<IsolatedEnd> {
  command.signal.throwIfAborted()
  checkNamespaces()
  const cgroup = `/commit-train-${process.pid}-${randomBytes(3).toString('hex')}`
  const janitor = startJanitor(createCgroup(cgroup))
  const keep = keptLogsFolder(command.logs, command.name, new Date(), process.pid)
  try {
    const exitCode = await run(command, cgroup, keep)
    if (!existsSync(keep)) return { exitCode }
    pruneKeptLogs(command.logs)
    return { exitCode, keptLogs: keep }
  } finally {
    janitor.stdin?.end()
    if (janitor.exitCode === null && janitor.signalCode === null) await once(janitor, 'exit')
  }
}

/** In a session of its own, so that no signal from a terminal reaches it; our end closes its standard input. */
function startJanitor(cgroupFolders: readonly string[]): ChildProcess {
  const script = path.join(import.meta.dirname, 'janitor.sh')
  return spawn(script, cgroupFolders, { detached: true, cwd: '/', stdio: ['pipe', 'ignore', 'ignore'] })
}

async function run(command: IsolatedCommand, cgroup: string, keep: string): Promise<number> {
  const inside = path.join(import.meta.dirname, 'inside.sh')
  // It ignores INT and TERM, so it is killed: by the kernel if we are, else when the signal is aborted.
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...UNSHARE, inside, keep, ...command.argv], {
    cwd: command.cwd,
    env: { ...insideEnvironment(process.env, { bin: command.bin, cgroup, kept: keep }), ...command.env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  })
  if (child.pid !== undefined) command.onStart?.(child.pid)
  const kill = () => endNamespace(child)
  command.signal.addEventListener('abort', kill)
  try {
    const [code] = await once(child, 'exit')
    return typeof code === 'number' ? code : 137
  } finally {
    command.signal.removeEventListener('abort', kill)
  }
}
