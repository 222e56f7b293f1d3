import type { LineSpool } from '../../../process/line-spool.ts'
import type { Masks } from '../../../secrets/masks.ts'
import { excerpt } from '../../../text/excerpt.ts'

/** How many of the last lines are kept apart: some of them are empty, and few are shown again. */
const LAST_LINES = 50
/** Nothing longer is shown again, in characters. */
const LONGEST_LINE = 2000

/**
 * So many values, and so many characters of them, a task may have masked: each is looked for in each of its forms. Of one that asks
 * for more nothing is quoted, since not all of it can be hidden; in the log the runner masks them.
 */
export const MOST_TASK_MASKS = 1000
export const MOST_TASK_MASKED_CHARACTERS = 250_000

const NOT_QUOTED = `(it asks for more than ${MOST_TASK_MASKS.toLocaleString('en')} masks, or for too long ones: see its output in the log)`

/** What a task has printed so far. It is kept until the task has ended, so that its group is not mixed with others. */
export class TaskOutput {
  readonly #spool: LineSpool
  readonly #masks: Pick<Masks, 'add' | 'redact'>
  /** As a person would read them, but with their colours. */
  readonly #lastShown: string[] = []
  #stopToken: string | undefined
  readonly #masked = { values: 0, characters: 0 }

  /** `masks` get at once what the task wants masked: the last line may be shown before the group is. */
  constructor(spool: LineSpool, masks: Pick<Masks, 'add' | 'redact'>) {
    this.#spool = spool
    this.#masks = masks
  }

  /** Takes a line as the program printed it. Its workflow commands count as they would in a `run:` step. */
  add(line: string): void {
    const { name, data } = commandIn(line)
    if (this.#stopToken !== undefined) {
      if (line.trim() === `::${this.#stopToken}::`) this.#stopToken = undefined
      this.#keep(line, line)
    } else if (name === 'group') this.#keep(data, data)
    else if (name === 'endgroup') return
    else if (name === 'add-mask') {
      this.#mask(unescaped(data))
      this.#spool.add(line)
    } else {
      if (name === 'stop-commands') this.#stopToken = data
      this.#keep(line, name === undefined ? line : data)
    }
  }

  /** Takes a line of ours that quotes a text of the user's: the text gives no commands. */
  echo(line: string): void {
    const quoted = line.replaceAll('##[', '#\u200b#[')
    this.#keep(quoted, quoted)
  }

  /** Everything, in order. Groups inside become titles: GitHub shows one level, and ours must not end early. */
  *lines(): Generator<readonly string[]> {
    yield* this.#spool.read()
    // A task that stops commands and never resumes them must not stop those of later tasks.
    if (this.#stopToken !== undefined) yield [`::${this.#stopToken}::`]
  }

  /** Called when everything was shown. */
  close(): void {
    this.#spool.close()
  }

  /** The last thing a person would read: what a progress bar shows now, without its colours. */
  get last(): string {
    return this.#lastShown.map(line => plainText(line).trim()).findLast(text => text !== '') ?? ''
  }

  /** The last `count` lines as plain text. */
  tail(count: number): readonly string[] {
    const shown = this.#lastShown.map(plainText)
    while (shown.at(-1) === '') shown.pop()
    return shown.slice(-count)
  }

  #mask(value: string): void {
    this.#masked.values += 1
    this.#masked.characters += value.length
    if (this.#isQuoted) this.#masks.add(value)
    else this.#lastShown.splice(0, LAST_LINES, NOT_QUOTED)
  }

  get #isQuoted(): boolean {
    const { values, characters } = this.#masked
    return values <= MOST_TASK_MASKS && characters <= MOST_TASK_MASKED_CHARACTERS
  }

  #keep(line: string, shown: string): void {
    this.#spool.add(line)
    if (!this.#isQuoted) return
    this.#lastShown.push(shown.length <= LONGEST_LINE ? shown : this.#shortened(shown))
    if (this.#lastShown.length > LAST_LINES) this.#lastShown.shift()
  }

  /** Masked before it is cut: half of a secret is not recognised. */
  #shortened(line: string): string {
    return excerpt(this.#masks.redact(plainText(line)), LONGEST_LINE)
  }
}

/** A line without colours and other control sequences; of one that was overwritten in place, what was there last. */
export function plainText(line: string): string {
  const visible = line.split('\r').findLast(part => part.trim() !== '') ?? ''
  return visible.replaceAll(CONTROL_SEQUENCE, '').replaceAll(CONTROL_CHARACTER, '')
}

const ESC = String.fromCharCode(27)
const CONTROL_SEQUENCE = new RegExp(`${ESC}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${ESC}\\u0007]*(?:\\u0007|${ESC}\\\\)?)`, 'g')
const CONTROL_CHARACTER = /[^\P{Cc}\t]/gu

interface LineCommand {
  readonly name: string | undefined
  readonly data: string
}

const NO_COMMAND: LineCommand = { name: undefined, data: '' }

/** The workflow command of a line, in either of the forms that the runner knows. */
function commandIn(line: string): LineCommand {
  const [, name, data = ''] = /^\s*::([a-z-]+)(?:\s[^:]*)?::(.*)$/s.exec(line) ?? []
  return name === undefined ? bracketCommandIn(line) : { name, data }
}

/** `##[name …]data`, anywhere in the line. Looked for as the runner does: a line may be very long. */
function bracketCommandIn(line: string): LineCommand {
  const start = line.indexOf('##[')
  const end = start < 0 ? -1 : line.indexOf(']', start)
  if (end < 0) return NO_COMMAND
  const [, name] = /^([a-z-]+)(?:\s|$)/.exec(line.slice(start + '##['.length, end)) ?? []
  return name === undefined ? NO_COMMAND : { name, data: line.slice(end + 1) }
}

function unescaped(data: string): string {
  return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}
