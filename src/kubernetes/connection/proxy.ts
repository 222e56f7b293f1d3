import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, UserError } from '../../errors.ts'
import type { Logger } from '../../log/logger.ts'
import { endWithParent } from '../../process/end-with-parent.ts'
import { apiText } from '../api/text.ts'

/** A running `kubectl proxy`. */
export interface Proxy {
  readonly socketPath: string
  /** Ends the process and removes its socket. */
  close(): Promise<void>
}

export interface ProxyOptions {
  readonly kubectl: string
  readonly kubeconfig: { readonly path: string; readonly context: string }
  /** A private folder (0700). */
  readonly folder: string
  /** The whole environment of kubectl. */
  readonly env: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
  readonly log: Pick<Logger, 'warning'>
  /** Hides secrets in kubectl's output. */
  readonly redact: (text: string) => string
  /** How long kubectl may take until it serves; milliseconds. */
  readonly startLimit?: number
}

/** It only reads its kubeconfig and listens; it connects to the cluster at the first request. */
const START_LIMIT_MS = 10_000

/** What ends so often does not end by chance. */
const MOST_RESTARTS = 5

/** More than kubectl ever writes before it ends. */
const LONGEST_OUTPUT = 100_000

const LONGEST_TEXT = 500

/** `sockaddr_un` holds 104 bytes on macOS (108 on Linux), the closing zero included. */
const LONGEST_SOCKET_PATH = 103

/**
 * Starts `kubectl proxy`, the only connection to the cluster: it holds and refreshes the credentials, we send plain HTTP
 * over a socket that only this user can open.
 */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  options.signal?.throwIfAborted()
  const folder = await socketFolder(options.folder)
  const socketPath = join(folder, 'api')
  const args = [
    'proxy',
    `--unix-socket=${socketPath}`,
    // Clusters behind a gateway live under a path, which kubectl drops otherwise.
    '--append-server-path',
    `--kubeconfig=${options.kubeconfig.path}`,
    `--context=${options.kubeconfig.context}`,
  ]
  const start = (): ProxyProcess => startProcess(options, args, folder)
  let current = start()
  let isClosing = false
  const kill = (): void => current.kill()
  // It holds no state, and it would outlive this process when that ends by an error, or is killed.
  process.once('exit', kill)
  const close = async (): Promise<void> => {
    isClosing = true
    process.removeListener('exit', kill)
    await current.end()
    await rm(folder, { recursive: true, force: true })
  }
  /** Somebody, or the system for want of memory, has killed it: the cluster has nothing to do with that. */
  const keep = async (restarts: number): Promise<void> => {
    const how = await current.ended
    if (isClosing) return
    await current.end()
    const again = restarts < MOST_RESTARTS
    options.log.warning(
      `kubectl proxy ended in the middle (${how}); ${again ? 'it is started again' : 'it ends again and again'}`,
    )
    if (!again) return
    await rm(socketPath, { force: true })
    if (isClosing) return
    current = start()
    void keep(restarts + 1)
  }
  try {
    await untilServing(current.child, options)
  } catch (thrown) {
    await close()
    throw thrown
  }
  void keep(0)
  return { socketPath, close }
}

/** One process of `kubectl proxy`. */
interface ProxyProcess {
  readonly child: ChildProcess
  /** Resolves with how it ended, by itself or by `end`. */
  readonly ended: Promise<string>
  kill(): void
  /** Kills it, and resolves when it has ended. */
  end(): Promise<void>
}

/** `folder`: what is removed when this process is killed. */
function startProcess({ kubectl, env }: ProxyOptions, args: readonly string[], folder: string): ProxyProcess {
  const child = spawn(kubectl, args, { env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const guard = child.pid === undefined ? undefined : endWithParent(child.pid, folder)
  const ended = new Promise<string>(resolve => {
    // Not 'close': a credential plugin that hangs holds kubectl's pipes open.
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `killed by ${signal}`))
    child.once('error', cause => resolve(messageOf(cause)))
  })
  // There may be no reader any more: a full pipe must not hold it up.
  child.stdout.resume()
  child.stderr.resume()
  const kill = (): void => {
    child.kill('SIGKILL')
  }
  const end = async (): Promise<void> => {
    guard?.callOff()
    kill()
    await ended
    child.stdout.destroy()
    child.stderr.destroy()
  }
  return { child, ended, kill, end }
}

async function socketFolder(folder: string): Promise<string> {
  const fits = Buffer.byteLength(join(folder, 'p-XXXXXX', 'api')) <= LONGEST_SOCKET_PATH
  // mkdtemp makes folders that only this user can enter, so /tmp is as private as any other place.
  return mkdtemp(join(fits ? folder : '/tmp', 'p-'))
}

async function untilServing(child: ChildProcess, options: ProxyOptions): Promise<void> {
  const { kubectl, signal, redact, startLimit = START_LIMIT_MS } = options
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let output = ''
  let errors = ''
  const broken = (why: string): void => {
    // Redacted whole: folded or cut, a secret would not be recognised any more.
    const said = apiText(redact(errors), LONGEST_TEXT)
    const tail = said === '' ? '' : `: ${said}`
    reject(new UserError('kubectl-broken', `${kubectl} proxy ${why}${tail}; check that it is a working kubectl`))
  }
  const onAbort = (): void => reject(signal?.reason)
  const late = setTimeout(() => broken(`does not serve within ${startLimit / 1000} s`), startLimit)
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-LONGEST_OUTPUT)
    // kubectl writes this after it began to listen.
    if (output.includes('Starting to serve')) resolve()
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    if (errors.length < LONGEST_OUTPUT) errors += text
  })
  child.once('error', cause => broken(`does not start (${messageOf(cause)})`))
  child.once('close', code => broken(`ended with code ${code}`))
  signal?.addEventListener('abort', onAbort, { once: true })
  if (signal?.aborted) onAbort()
  try {
    await promise
  } finally {
    clearTimeout(late)
    signal?.removeEventListener('abort', onAbort)
  }
}
