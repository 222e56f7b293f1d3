import { type ChildProcess, spawn } from 'node:child_process'
import { isAbsolute } from 'node:path'
import type { Readable } from 'node:stream'
import { messageOf, UserError } from '../errors.ts'
import type { Exec } from './exec.ts'
import { programOnPath } from './program-path.ts'

const DEFAULT_TIMEOUT_MS = 5 * 60_000
/** What a child that was asked to end (TERM) has before it is ended (KILL), in milliseconds. */
const GRACE_MS = 2_000
const MIB = 1024 * 1024
/** What a program may print where its caller names no other limit, in bytes: both streams, each by itself. */
export const MOST_OUTPUT = 16 * MIB

/**
 * Child processes by node itself. `getExecOutput` of @actions/exec 3.0.0 does not serve here: a child that ends before
 * it has read its input crashes the whole process (EPIPE on a stream without a listener), and a child that is given no
 * input waits for it for ever.
 */
export const spawnExec: Exec = (file, args, options) =>
  new Promise((resolve, reject) => {
    const { signal, timeoutMs = DEFAULT_TIMEOUT_MS, mostOutput = MOST_OUTPUT, encoding = 'utf8' } = options
    const program = isAbsolute(file) ? file : programOnPath(file, options.env.PATH)
    if (program === undefined) {
      reject(new UserError('program-missing', `${file} is not on the PATH; install it in a step before this one`))
      return
    }
    if (signal?.aborted) {
      reject(signal.reason)
      return
    }
    // A process group of its own: what the child starts must end with it.
    const place = { detached: true, ...(options.cwd && { cwd: options.cwd }) }
    const child = spawn(program, args, { env: { ...options.env }, ...place })
    const onTooMuch = (): void => stop(endless(program, mostOutput))
    const stdout = textOf(child.stdout, encoding, mostOutput, onTooMuch)
    const stderr = textOf(child.stderr, encoding, mostOutput, onTooMuch)

    let grace: NodeJS.Timeout | undefined
    let why: { readonly reason: unknown } | undefined
    const over = (): void => {
      clearTimeout(limit)
      clearTimeout(grace)
      signal?.removeEventListener('abort', onAbort)
    }
    /** Kills the group. A process that left it may still hold the pipes; there is no wait for that. */
    const giveUp = (): void => {
      over()
      kill(child, 'SIGKILL')
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy()
      reject(why?.reason)
    }
    const stop = (reason: unknown): void => {
      if (why !== undefined) return
      why = { reason }
      kill(child, 'SIGTERM')
      grace = setTimeout(giveUp, GRACE_MS)
    }
    const onAbort = (): void => stop(signal?.reason)
    signal?.addEventListener('abort', onAbort)
    const limit = setTimeout(() => stop(hung(program, timeoutMs)), timeoutMs)

    child.on('error', cause => {
      over()
      reject(new UserError('program-missing', `${program} cannot be started: ${messageOf(cause)}`, { cause }))
    })
    child.on('close', code => {
      if (why !== undefined) return giveUp()
      over()
      // No code means that a signal ended it; that is no success either.
      resolve({ exitCode: code ?? -1, stdout: stdout(), stderr: stderr() })
    })
    // A child may end without reading its input. How it ended is what counts then, not the broken pipe.
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input ?? '')
  })

function hung(program: string, timeoutMs: number): UserError {
  const text = `${program} did not end within ${timeoutMs / 1000} s and was stopped; try it by hand on the runner: does it wait for a network, a disk or an answer?`
  return new UserError('program-hung', text)
}

function endless(program: string, most: number): UserError {
  const text = `${program} printed more than ${most / MIB} MiB and was stopped; run it by hand on the runner: what does it print?`
  return new UserError('program-endless', text)
}

/** Signals the child's whole process group; that it has ended already is fine. */
function kill(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // No process is left in it.
  }
}

/** Collects a stream; decoded at the end, so that a character that spans two chunks stays whole. What is too much is dropped. */
function textOf(stream: Readable, encoding: 'utf8' | 'latin1', most: number, onTooMuch: () => void): () => string {
  let chunks: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= most) chunks.push(chunk)
    else {
      chunks = []
      onTooMuch()
    }
  })
  return () => Buffer.concat(chunks).toString(encoding)
}
