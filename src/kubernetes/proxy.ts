import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf, UserError } from '../runner/user-error.ts'

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
}

/** `sockaddr_un` holds 104 bytes on macOS (108 on Linux), the closing zero included. */
const LONGEST_SOCKET_PATH = 103

/**
 * Starts kubectl as the one door to the cluster: it holds the credentials and refreshes them, we speak plain HTTP
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
  const child = spawn(options.kubectl, args, { env: { ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const kill = (): void => {
    child.kill('SIGKILL')
  }
  // It holds no state, and nobody else ends it when this process dies of an error.
  process.once('exit', kill)
  const ended = new Promise<void>(resolve => {
    child.once('close', () => resolve())
    child.once('error', () => resolve())
  })
  const close = async (): Promise<void> => {
    process.removeListener('exit', kill)
    kill()
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await untilServing(child, options.kubectl, options.signal)
  } catch (thrown) {
    await close()
    throw thrown
  }
  return { socketPath, close }
}

async function socketFolder(folder: string): Promise<string> {
  const fits = Buffer.byteLength(join(folder, 'p-XXXXXX', 'api')) <= LONGEST_SOCKET_PATH
  // mkdtemp makes folders that only this user can enter, so /tmp is as private as any other place.
  return mkdtemp(join(fits ? folder : '/tmp', 'p-'))
}

function untilServing(child: ChildProcess, kubectl: string, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ''
    let errors = ''
    const broken = (why: string): void => {
      reject(new UserError('kubectl-broken', `${kubectl} proxy ${why}; check that it is a working kubectl`))
    }
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      // kubectl says so after it began to listen.
      if (output.includes('Starting to serve')) resolve()
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-2000)
    })
    child.once('error', cause => broken(`does not start: ${messageOf(cause)}`))
    child.once('close', code => broken(`ended with code ${code}: ${errors.replace(/\s+/g, ' ').trim()}`))
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
