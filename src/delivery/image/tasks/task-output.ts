/** What a task has printed so far. Its lines are kept until it has ended, so that its group is not mixed with others. */
export class TaskOutput {
  readonly #lines: string[] = []
  readonly #mask: (value: string) => void
  #last = ''
  #stopToken: string | undefined

  /** `mask` is called at once with what the task wants masked: the last line may be shown before the group is. */
  constructor(mask: (value: string) => void) {
    this.#mask = mask
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
      this.#lines.push(line)
    } else {
      if (name === 'stop-commands') this.#stopToken = data
      this.#keep(line, name === undefined ? line : data)
    }
  }

  /** Everything, in order. Groups inside are TITLES: GitHub shows one level, and ours must not end early. */
  get lines(): readonly string[] {
    // A task that stops commands and never resumes them must not stop those of later tasks.
    return this.#stopToken === undefined ? this.#lines : [...this.#lines, `::${this.#stopToken}::`]
  }

  /** The last thing a person would read: what a progress bar shows now, without its colours. */
  get last(): string {
    return this.#last
  }

  /** The last `count` lines as plain text. */
  tail(count: number): readonly string[] {
    const shown = this.#lines.filter(line => commandIn(line).name !== 'add-mask').map(plainText)
    while (shown.at(-1) === '') shown.pop()
    return shown.slice(-count)
  }

  #keep(line: string, shown: string): void {
    this.#lines.push(line)
    const text = plainText(shown).trim()
    if (text !== '') this.#last = text
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

/** The workflow command of a line, in either of the forms that the runner knows. */
function commandIn(line: string): { readonly name: string | undefined; readonly data: string } {
  const [, name, data] =
    /^\s*::([a-z-]+)(?:\s[^:]*)?::(.*)$/s.exec(line) ?? /##\[([a-z-]+)(?:\s[^\]]*)?\](.*)$/s.exec(line) ?? []
  return { name, data: data ?? '' }
}

function unescaped(data: string): string {
  return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}
