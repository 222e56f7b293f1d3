import * as core from '@actions/core'
import { messageOf } from '../errors.ts'
import type { Logger } from '../log/logger.ts'
import { Masks } from '../secrets/masks.ts'
import { withMarksShown } from '../text/one-line.ts'
import { withoutCommands } from '../text/without-commands.ts'
import type { Clock } from '../time/clock.ts'
import { systemClock } from '../time/system-clock.ts'
import { type LineWriter, stdout } from './line-writer.ts'
import { commandLine } from './workflow-command.ts'

/** What the GitHub Actions runner offers a step. The only implementation is `actionsRunner`; tests give their own. */
export interface Runner {
  readonly log: Logger
  readonly masks: Masks
  /** The clock of the runner's machine. */
  readonly clock: Clock
  readonly env: Readonly<Record<string, string | undefined>>
  /**
   * Prints lines of the user's own program as they are, masked: their workflow commands count and their colours stay, as in
   * a `run:` step.
   */
  print(lines: string): void
  /** Resolves when little of what was printed waits to be written. A caller that prints much waits for it now and then. */
  room(): Promise<void>
  /** An input's text; an empty string when it is not given. */
  input(name: string): string
  /**
   * A text is a name or a number that later steps work with, and stays as it is. Everything else is written as JSON, redacted:
   * the texts in it are for people. Outputs that cannot be written, say on a full disk, are said once, as an error: they never
   * change an ending.
   */
  setOutput(name: string, value: string | object): void
  /**
   * Keeps a text for the later steps of the same action (`post`). Never a secret: the runner writes it to a file. What cannot
   * be kept is said once, as a warning.
   */
  saveState(name: string, value: string): void
  /** What an earlier step of the same action kept; an empty string where it kept nothing. */
  state(name: string): string
  /**
   * Adds Markdown to the job summary: what `render` makes of the data, which is redacted first, since a secret is not found
   * any more where Markdown has escaped a part of it. A summary that cannot be written is a warning: it never changes an ending.
   */
  writeSummary<T>(data: T, render: (clean: T) => string): Promise<void>
  /** The red annotation and the failing exit code. */
  fail(headline: string): void
}

/** GitHub drops a step's whole summary above 1 MiB, so it is cut before that, with a word about it. */
const SUMMARY_LIMIT = 1_000_000

/**
 * The runner: its files by @actions/core, its log by our own writer, since @actions/core writes a line at a time without
 * looking whether anybody reads. Everything that is printed passes the masks first, also where GitHub does not.
 */
export function actionsRunner(output: LineWriter = stdout, env: Runner['env'] = process.env): Runner {
  const command = commandsTo(output)
  const masks = new Masks({ emit: value => command('add-mask', value), notice: line => command('notice', line) })
  const log = redactingLogger(masks, output)
  const outputs = saidOnce(why => log.error(`The outputs could not be written: ${why}; later steps find none`))
  const states = saidOnce(why => log.warning(`The state for the post step could not be kept: ${why}`))
  return {
    log,
    masks,
    clock: systemClock,
    env,
    print: lines => output.line(masks.redact(lines)),
    room: () => output.room(),
    input: name => (env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim(),
    setOutput: (name, value) => outputs(() => core.setOutput(name, outputText(value, masks))),
    saveState: (name, value) => states(() => core.saveState(name, value)),
    state: name => core.getState(name),
    writeSummary: (data, render) => writeSummary(withMarksShown(masks.redact(render(masks.clean(data)))), log),
    fail: headline => {
      process.exitCode = 1
      command('error', withMarksShown(masks.redact(headline)))
    },
  }
}

/** The text of an output. */
export function outputText(value: string | object, masks: Pick<Masks, 'clean'>): string {
  return typeof value === 'string' ? value : JSON.stringify(masks.clean(value))
}

function redactingLogger(masks: Masks, output: LineWriter): Logger {
  const command = commandsTo(output)
  const shown = (text: string): string => withMarksShown(masks.redact(text))
  return {
    debug: line => command('debug', shown(line)),
    info: line => output.line(withoutCommands(shown(line))),
    notice: line => command('notice', shown(line)),
    warning: line => command('warning', shown(line)),
    error: line => command('error', shown(line)),
    group: async (title, work) => {
      command('group', shown(title))
      try {
        return await work()
      } finally {
        command('endgroup', '')
      }
    },
  }
}

function commandsTo(output: LineWriter) {
  return (name: string, text: string): void => output.line(commandLine(name, text))
}

/** Writes to a file of the runner's. Says the first time that it cannot be written, and goes on: a full disk is no reason to stop. */
function saidOnce(say: (why: string) => void): (write: () => void) => void {
  let isSaid = false
  return write => {
    try {
      write()
    } catch (thrown) {
      if (!isSaid) say(messageOf(thrown))
      isSaid = true
    }
  }
}

async function writeSummary(markdown: string, log: Logger): Promise<void> {
  const text =
    markdown.length <= SUMMARY_LIMIT ? markdown : `${markdown.slice(0, SUMMARY_LIMIT)}\n\n… cut: the log has the rest.`
  try {
    await core.summary.addRaw(text, true).write()
  } catch (thrown) {
    log.warning(`The job summary could not be written: ${messageOf(thrown)}`)
  }
}
