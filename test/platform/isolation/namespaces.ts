import { spawnSync } from 'node:child_process'
import { SetupError } from '../../../script/setup/setup-error.ts'

/** Network, mounts, processes, ipc and host name of its own; `--kill-child`: everything ends with the `unshare` process. */
export const UNSHARE = [
  'unshare',
  '--net',
  '--mount',
  '--pid',
  '--ipc',
  '--uts',
  '--fork',
  '--kill-child',
  '--mount-proc',
  '--',
] as const

/**
 * Finds out within milliseconds whether namespaces can be had, before minutes are spent on building for them. Throws a
 * `SetupError` that says what to do where they cannot.
 */
export function checkNamespaces(unshare: readonly string[] = UNSHARE, uid = process.getuid?.()): void {
  if (process.platform !== 'linux') throw lacking('this is not Linux', 'use a Linux machine or virtual machine')
  const [file = '', ...args] = unshare
  const tried = spawnSync(file, [...args, 'mount', '-t', 'tmpfs', 'tmpfs', '/run'], { encoding: 'utf8' })
  if (tried.status === 0) return
  const why = tried.error?.message ?? tried.stderr.trim().split('\n')[0] ?? ''
  if (tried.error !== undefined) throw lacking(why, 'install util-linux')
  if (uid !== 0) throw lacking(why, 'run this as root')
  throw lacking(why, 'in a container, start it with --privileged')
}

function lacking(why: string, advice: string): SetupError {
  return new SetupError(`this runs in Linux namespaces of its own, which cannot be had here (${why}): ${advice}`)
}
