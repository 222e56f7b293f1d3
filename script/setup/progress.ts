/** Writes one line for a person who waits. */
export type Say = (line: string) => void

/** Between two signs of life of a long step, in milliseconds. */
const BEAT = 15_000

/** `7.4 s`, `312 s`: tenths only while they matter. */
export function seconds(ms: number): string {
  const value = ms / 1000
  return `${value < 100 ? value.toFixed(1) : Math.round(value)} s`
}

/** Lines that begin with the time since the script started: `[  12.3 s] Kubernetes: compiling`. */
export function timedLines(write: (text: string) => void, now: () => number, began = now()): Say {
  return line => write(`[${seconds(now() - began).padStart(7)}] ${line}\n`)
}

/** Runs `work` with a line at its start, one every 15 s, and one at its end. Returns what it took, in milliseconds. */
export async function withProgress(title: string, say: Say, work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  const elapsed = () => performance.now() - began
  say(`${title} ...`)
  const beat = setInterval(() => say(`${title}: still at it after ${Math.round(elapsed() / 1000)} s`), BEAT)
  try {
    await work()
  } catch (error) {
    say(`${title}: failed after ${seconds(elapsed())}`)
    throw error
  } finally {
    clearInterval(beat)
  }
  say(`${title}: done in ${seconds(elapsed())}`)
  return elapsed()
}
