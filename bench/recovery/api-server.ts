import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Kills the API server of the platform, and starts it again as it was after some seconds. */
export async function restartApiServer(secondsAway: number): Promise<void> {
  const [pid, argv] = findProgram('kube-apiserver')
  process.kill(pid, 'SIGKILL')
  await sleep(secondsAway * 1000)
  const [file = '', ...args] = argv
  // It goes with the namespaces of the run.
  spawn(file, args, { stdio: 'ignore', detached: true }).unref()
}

function findProgram(name: string): readonly [number, readonly string[]] {
  for (const pid of readdirSync('/proc').filter(entry => /^\d+$/.test(entry))) {
    const argv = argumentsOf(pid)
    if (argv[0]?.split('/').at(-1) === name) return [Number(pid), argv]
  }
  throw new Error(`${name} does not run`)
}

function argumentsOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1)
  } catch {
    return [] // It has ended.
  }
}
