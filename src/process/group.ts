import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { messageOf, UserError } from '../errors.ts'
import { LineSplitter } from './line-splitter.ts'
import type { RealPipe } from './real-pipe.ts'

/** How a program ended: by itself with a code, or by a signal. */
export interface GroupEnd {
  readonly exitCode: number | undefined
  readonly signal: NodeJS.Signals | undefined
}

export interface GroupOptions {
  /** The whole environment; nothing is inherited beside it. Its PATH is where the program is looked for. */
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  /** Written to standard input, which is then closed. */
  readonly input?: string
  /** Both streams go into it, called `stdout`; its writer is closed here. Else each is a socket, as node makes them. */
  readonly pipe?: RealPipe | undefined
  /** Called with each line of either stream as it comes. */
  readonly onLine: (line: string, stream: 'stdout' | 'stderr') => void
}

/** A program and all it started, as long as they stay in its process group. */
export interface ProcessGroup {
  /** Resolves when the program has ended and its output was read. Rejects with `program-missing`. */
  readonly ended: Promise<GroupEnd>
  /** INT to everything in the group, KILL to what is left after `graceMs`. Resolves when nothing is left. */
  stop(graceMs: number): Promise<void>
  /** KILL to everything in the group, at once. */
  kill(): void
}

export type StartGroup = (file: string, args: readonly string[], options: GroupOptions) => ProcessGroup

/** A program that was stopped and has ended leaves its children this long to do the same. */
const ORPHAN_GRACE_MS = 500
/** Output may be held open by a child that outlives its parent: what was written before has been read when nothing comes for so long. */
const DRAIN_MS = 250
/** Such a child may go on printing. */
const MAX_DRAINS = 8
const POLL_MS = 20

/**
 * Starts a program as the leader of its own process group, so that it can be stopped with its children. @actions/exec
 * has no such thing: it neither starts groups nor stops what it has started, and waits for every process that holds the output.
 */
export const startProcessGroup: StartGroup = (file, args, options) => {
  const { pipe } = options
  const output = pipe?.writer ?? 'pipe'
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: { ...options.env },
    detached: true,
    stdio: [options.input === undefined ? 'ignore' : 'pipe', output, output],
  })
  if (pipe !== undefined) closeSync(pipe.writer)
  // How it ended is what counts, not that it did not read its input.
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(options.input)
  const streams = { stdout: pipe?.reader ?? child.stdout, stderr: child.stderr }
  const ended = endOf(child, file, streams, options.onLine)
  // A caller that stops it may never look at its end.
  ended.catch(() => undefined)
  const signal = (name: NodeJS.Signals | 0): boolean => signalGroup(child.pid, name)
  return {
    ended,
    kill: () => void signal('SIGKILL'),
    stop: async graceMs => {
      signal('SIGINT')
      await gone(() => signal(0) && !hasEnded(child), graceMs)
      // A shell starts its background jobs deaf to INT: they must not use up the grace of those that listen.
      await gone(() => signal(0), hasEnded(child) ? ORPHAN_GRACE_MS : 0)
      signal('SIGKILL')
      await gone(() => signal(0), ORPHAN_GRACE_MS)
    },
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false
  try {
    return process.kill(-pid, signal)
  } catch {
    return false // No process is left in it.
  }
}

async function gone(isThere: () => boolean, patienceMs: number): Promise<void> {
  const end = performance.now() + patienceMs
  while (isThere() && performance.now() < end) await sleep(POLL_MS)
}

function endOf(
  child: ChildProcess,
  file: string,
  streams: Readonly<Record<'stdout' | 'stderr', Readable | null>>,
  onLine: GroupOptions['onLine'],
): Promise<GroupEnd> {
  const readers = (['stdout', 'stderr'] as const).map(name => read(streams[name], line => onLine(line, name)))
  return new Promise((resolve, reject) => {
    child.once('error', cause => {
      reject(new UserError('program-missing', `${file} cannot be started: ${messageOf(cause)}`, { cause }))
    })
    child.once('exit', async (code, signal) => {
      await drained(readers)
      for (const reader of readers) reader.finish()
      resolve({ exitCode: code ?? undefined, signal: signal ?? undefined })
    })
  })
}

async function drained(readers: readonly Reader[]): Promise<void> {
  let open = true
  const closed = Promise.all(readers.map(reader => reader.closed)).then(() => {
    open = false
  })
  const read = (): number => readers.reduce((sum, reader) => sum + reader.chunks, 0)
  for (let round = 0, before = -1; open && round < MAX_DRAINS && read() !== before; round++) {
    before = read()
    await Promise.race([closed, sleep(DRAIN_MS, undefined, { ref: false })])
    // On a busy machine a timer may be late, and come before what is there to be read.
    if (open) await nextTurn()
  }
}

interface Reader {
  /** How many have been read. */
  readonly chunks: number
  readonly closed: Promise<void>
  /** Gives out the last line, also when it has no break. */
  finish(): void
}

function read(stream: Readable | null, onLine: (line: string) => void): Reader {
  const splitter = new LineSplitter()
  const say = (lines: readonly string[]): void => {
    for (const line of lines) onLine(line)
  }
  let chunks = 0
  stream?.on('data', (chunk: Buffer) => {
    chunks += 1
    say(splitter.add(chunk))
  })
  const closed = new Promise<void>(resolve => {
    if (stream === null) resolve()
    stream?.once('close', resolve)
  })
  return {
    closed,
    get chunks() {
      return chunks
    },
    finish: () => say(splitter.end()),
  }
}
