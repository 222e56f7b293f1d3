import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** The variable by which a process is known to have been started by a step, wherever it has moved since. */
export const MARKER_VARIABLE = 'COMMIT_TRAIN_STEP'
/** The same for one script of the step. */
export const TASK_VARIABLE = 'COMMIT_TRAIN_TASK'

const ROUNDS = 20

/**
 * Kills what has left its process group (`setsid`, daemons) but still carries the marker in its environment, as
 * Linux shows it in /proc. Elsewhere nothing is found. Resolves with how many were found.
 */
export async function killMarked(marker: string, variable: string = MARKER_VARIABLE): Promise<number> {
  const killed = new Set<number>()
  for (let round = 0; round < ROUNDS; round++) {
    const pids = (await marked(`${variable}=${marker}`)).filter(pid => pid !== process.pid)
    if (pids.length === 0) break
    for (const pid of pids) {
      killed.add(pid)
      kill(pid)
    }
    // What was started between the look and the kill shows in the next round.
    await sleep(10)
  }
  return killed.size
}

async function marked(entry: string): Promise<number[]> {
  const names = await readdir('/proc').catch(() => [])
  const pids = names.filter(name => /^\d+$/.test(name))
  const found = await Promise.all(pids.map(pid => carries(pid, entry)))
  return pids.filter((_, index) => found[index]).map(Number)
}

async function carries(pid: string, entry: string): Promise<boolean> {
  // Other users' processes and those that have just ended cannot be read.
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
  return environment.split('\0').includes(entry)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended meanwhile.
  }
}
