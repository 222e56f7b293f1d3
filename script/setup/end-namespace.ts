import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Kills everything in the process namespace that `unshare` has made. Not `unshare` itself, though its `--kill-child` would
 * have the same end: it would be gone at once, while the kernel is still at the others. This way its own end, which the
 * caller waits for, comes when nobody is left.
 */
export function endNamespace(unshare: ChildProcess): void {
  const { pid } = unshare
  if (pid === undefined) return
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
    for (const child of children) process.kill(Number(child), 'SIGKILL')
    // It has not come to start anything yet.
    if (children.length === 0) unshare.kill('SIGKILL')
  } catch {
    unshare.kill('SIGKILL') // a kernel without that list, or everything has ended meanwhile
  }
}
