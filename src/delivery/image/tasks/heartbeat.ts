import type { Masks } from '../../../secrets/masks.ts'
import { excerpt } from '../../../text/excerpt.ts'
import type { Clock } from '../../../time/clock.ts'
import { durationText } from '../../../time/duration.ts'
import type { TaskOutput } from './task-output.ts'

/** A task that is running. */
export interface RunningTask {
  readonly name: string
  readonly since: number
  readonly output: TaskOutput
}

/** Often enough to show that a task is alive, seldom enough to keep the log of a long build readable. */
const HEARTBEAT_MS = 10_000
const LONGEST_LINE = 120

/** Says every ten seconds what each running task does, until the signal is aborted. */
export async function logHeartbeats(
  clock: Clock,
  running: () => readonly RunningTask[],
  say: (line: string) => void,
  redact: Masks['redact'],
  signal: AbortSignal,
): Promise<void> {
  try {
    for (;;) {
      await clock.sleep(HEARTBEAT_MS, signal)
      for (const task of running()) say(heartbeatLine(task, clock.now(), redact))
    }
  } catch (thrown) {
    if (!signal.aborted) throw thrown
  }
}

/** Name of the task, elapsed time, last line: masked before it is cut. */
export function heartbeatLine({ name, since, output }: RunningTask, now: number, redact: Masks['redact']): string {
  const text = excerpt(redact(output.last), LONGEST_LINE)
  return `${name}: running for ${durationText(now - since, 'tenths')}${text === '' ? '' : `: ${text}`}`
}
