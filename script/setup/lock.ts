import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Say } from './progress.ts'

/**
 * Runs `work` while no other process holds the same lock file. The lock is the kernel's and goes with its holder, a child
 * that ends with us: nothing is left locked, however we end.
 */
export async function withLock<T>(file: string, say: Say, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  mkdirSync(path.dirname(file), { recursive: true })
  const holder = spawn(
    'setpriv',
    ['--pdeathsig', 'KILL', '--', 'flock', '--no-fork', file, 'sh', '-c', 'echo; exec cat'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
    },
  )
  const kill = () => holder.kill('SIGKILL')
  signal.addEventListener('abort', kill)
  try {
    await held(holder, say)
    signal.throwIfAborted()
    return await work()
  } finally {
    signal.removeEventListener('abort', kill)
    kill()
  }
}

/** Resolves when the holder has the lock (or was killed). */
async function held(holder: ChildProcess, say: Say): Promise<void> {
  const waiting = setTimeout(() => say('waiting for another set-up to end'), 1000)
  const failed = once(holder, 'error').then(([error]) => Promise.reject(error))
  try {
    await Promise.race([holder.stdout === null ? failed : once(holder.stdout, 'data'), once(holder, 'exit'), failed])
  } finally {
    clearTimeout(waiting)
  }
}
