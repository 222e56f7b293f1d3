import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Between two checks whether every process has ended, in milliseconds. */
const PACE = 10

/**
 * Kills everything in the process namespace that `unshare` has made, then `unshare` itself, whose end the caller waits for.
 * Killing that first would do as well (`--kill-child`), but it would be gone while the kernel is still at the others. It is
 * halted meanwhile: on a child that was killed it prints a complaint of its own.
 */
export function endNamespace(unshare: ChildProcess): void {
  const first = firstProcess(unshare.pid)
  if (first === undefined) {
    unshare.kill('SIGKILL') // it has not come to start anything yet, or the kernel does not show it
    return
  }
  unshare.kill('SIGSTOP')
  process.kill(first, 'SIGKILL')
  const looking = setInterval(() => {
    // Process 1 of a namespace becomes a zombie only when all others are gone.
    if (isRunning(first)) return
    clearInterval(looking)
    unshare.kill('SIGKILL')
  }, PACE)
}

function firstProcess(unshare: number | undefined): number | undefined {
  try {
    const [child] = readFileSync(`/proc/${unshare}/task/${unshare}/children`, 'utf8').trim().split(' ')
    return child ? Number(child) : undefined
  } catch {
    return undefined
  }
}

function isRunning(pid: number): boolean {
  try {
    return /^State:\s+[^ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
