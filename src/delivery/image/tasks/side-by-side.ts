import { UserError } from '../../../errors.ts'
import type { Logger } from '../../../log/logger.ts'
import { LineSpool } from '../../../process/line-spool.ts'
import type { Masks } from '../../../secrets/masks.ts'
import type { Clock } from '../../../time/clock.ts'
import { durationText } from '../../../time/duration.ts'
import { logHeartbeats, type RunningTask } from './heartbeat.ts'
import { type BuildTask, type BuildTaskResult, buildProblemOf } from './task.ts'
import { plainText, TaskOutput } from './task-output.ts'

/** Through what the tasks are run and shown. */
export interface SideBySide {
  readonly log: Logger
  /** For lines of the user's own commands, one or more: their workflow commands take effect. */
  readonly print: (lines: string) => void
  /** Resolves when there is room to print more. */
  readonly room: () => Promise<void>
  /** Where output is kept that is too long for the memory. */
  readonly folder: string
  readonly masks: Pick<Masks, 'add' | 'redact'>
  readonly clock: Clock
  /** Whether the first failure stops the others. */
  readonly failFast: boolean
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal
}

/** Lines of a failed task that are said again. */
const REPEATED_LINES = 20
/** The runner kills a step soon after it has stopped it: how the run ended must be said before that. */
const MOST_AFTER_STOP = 1000

/**
 * Runs the tasks at the same time, each to its end. A task's lines are shown together when it has ended, a failure at
 * once. Resolves with the results in the order of the tasks; what a task throws is its result.
 */
export async function runSideBySide(tasks: readonly BuildTask[], how: SideBySide): Promise<readonly BuildTaskResult[]> {
  const { log, clock, signal } = how
  const failure = new AbortController()
  const stop = AbortSignal.any([signal, failure.signal])
  const ended = new AbortController()
  const running = new Set<RunningTask>()
  const printer = new Printer(how)
  const heart = logHeartbeats(
    clock,
    () => [...running],
    line => printer.say(() => log.info(line)),
    text => how.masks.redact(text),
    ended.signal,
  )
  const one = async (task: BuildTask): Promise<BuildTaskResult> => {
    const output = new TaskOutput(new LineSpool(how.folder), how.masks)
    const own: RunningTask = { name: task.name, since: clock.now(), output }
    running.add(own)
    const result = await resultOf(task, output, stop, own.since, clock)
    running.delete(own)
    // What docker prints may come from anywhere, and gives the runner no commands.
    const show = (lines: readonly string[]): void =>
      task.name === 'image' ? log.info(lines.map(plainText).join('\n')) : how.print(lines.join('\n'))
    printer.group(`${task.name}: ${result.state} after ${durationText(result.ms, 'tenths')}`, output, show)
    if (result.problem !== undefined) {
      const { text } = result.problem
      printer.say(() => log.info(`✗ ${text}`))
      if (how.failFast) failure.abort(new Error(`${task.name} failed`))
    }
    return result
  }
  const results = await Promise.all(tasks.map(one))
  ended.abort()
  await Promise.all([heart, printer.done])
  return results
}

async function resultOf(
  { name, work }: BuildTask,
  output: TaskOutput,
  stop: AbortSignal,
  since: number,
  clock: Clock,
): Promise<BuildTaskResult> {
  try {
    await work(output, stop)
    return { name, state: 'passed', ms: clock.now() - since }
  } catch (thrown) {
    const ms = clock.now() - since
    // What is stopped may end with any error of its own: that is no bug to be read about.
    if (stop.aborted && !(thrown instanceof UserError)) return { name, state: 'stopped', ms }
    if (!(thrown instanceof UserError)) output.add(thrown instanceof Error ? `${thrown.stack}` : String(thrown))
    return { name, state: 'failed', ms, problem: buildProblemOf(thrown, output.tail(REPEATED_LINES)) }
  }
}

/** One thing after the other: a group that is open takes in whatever is printed meanwhile. */
class Printer {
  readonly #how: Pick<SideBySide, 'log' | 'room' | 'signal'>
  #last: Promise<unknown> = Promise.resolve()

  constructor(how: Pick<SideBySide, 'log' | 'room' | 'signal'>) {
    this.#how = how
  }

  get done(): Promise<unknown> {
    return this.#last
  }

  say(print: () => void): void {
    this.#last = this.#last.then(print)
  }

  group(title: string, output: TaskOutput, show: (lines: readonly string[]) => void): void {
    this.#last = this.#last.then(() => this.#how.log.group(title, () => this.#show(output, show)))
  }

  /** As fast as it is read, so that what is long does not fill the memory, and many lines at once: each write takes its time. */
  async #show(output: TaskOutput, show: (lines: readonly string[]) => void): Promise<void> {
    const { room, signal } = this.#how
    let shown = 0
    try {
      for (const lines of output.lines()) {
        if (lines.length === 0) continue
        show(lines)
        shown += lines.length
        await room()
        if (signal.aborted && shown > MOST_AFTER_STOP) return show(['… the rest is left out: the run was stopped'])
      }
    } finally {
      output.close()
    }
  }
}
