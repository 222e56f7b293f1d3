import { spawn } from 'node:child_process'

/** Waits until the other end of its input is closed, which the system sees to, however this process ends. */
const SCRIPT = `trap '' INT TERM HUP; read -r _; kill -KILL "$1"; rm -rf "$2"`

/**
 * Ends a process when this one ends, also when it is killed, and removes a folder: on Linux and macOS alike. To be called off
 * before the process ends by itself, since its number may be another's then.
 */
export function endWithParent(pid: number, folder: string): { callOff(): void } {
  const guard = spawn('/bin/sh', ['-c', SCRIPT, 'sh', String(pid), folder], {
    env: { PATH: '/usr/bin:/bin' },
    // A group of its own: what stops this process must not stop it.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  // Without it the post step does the same.
  guard.on('error', () => undefined)
  guard.stdin.on('error', () => undefined)
  return { callOff: () => void guard.kill('SIGKILL') }
}
