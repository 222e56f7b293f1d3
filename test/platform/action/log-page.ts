import { parseCommand } from './workflow-command.ts'

export type AnnotationLevel = 'error' | 'warning' | 'notice'

/** A line of the log page, masked. */
export interface LogLine {
  /** `group` is the title that folds the lines after it; `debug` lines show only in a run with debug logging. */
  readonly kind: 'text' | 'group' | 'debug' | AnnotationLevel
  readonly text: string
  /** The title of the group the line is folded under. */
  readonly group?: string
}

/** What stands on top of the run's page. */
export interface Annotation {
  readonly level: AnnotationLevel
  readonly message: string
  readonly properties: Readonly<Record<string, string>>
}

/**
 * Turns an action's raw output into what the log page shows: masks from the line after their `::add-mask::` on, groups,
 * annotations, commands taken out. Masks exactly what the step asked for and not, as GitHub does, also values encoded in other
 * ways: a test that looks for a secret sees what the action left open.
 */
export class LogPage {
  readonly lines: LogLine[] = []
  readonly annotations: Annotation[] = []
  readonly #masks = new Set<string>()
  #group: string | undefined
  #stopToken: string | undefined

  /** `secrets` are values GitHub itself knows to be secret. */
  constructor(secrets: readonly string[] = []) {
    for (const secret of secrets) this.#addMask(secret)
  }

  /** Takes one raw line and answers the line that is shown for it, if any. */
  add(raw: string): LogLine | undefined {
    const line = this.#read(raw)
    if (line !== undefined) this.lines.push(line)
    return line
  }

  /** `text` with every mask known so far replaced by `***`, the longest first. */
  mask(text: string): string {
    return [...this.#masks]
      .sort((a, b) => b.length - a.length)
      .reduce((shown, mask) => shown.replaceAll(mask, '***'), text)
  }

  #read(raw: string): LogLine | undefined {
    if (this.#stopToken !== undefined) {
      if (raw.trim() !== `::${this.#stopToken}::`) return this.#line('text', raw)
      this.#stopToken = undefined
      return undefined
    }
    const command = parseCommand(raw)
    switch (command?.name) {
      case undefined:
        return this.#line('text', raw)
      case 'add-mask':
        this.#addMask(command.data)
        return undefined
      case 'stop-commands':
        this.#stopToken = command.data
        return undefined
      case 'group': {
        this.#group = undefined
        const title = this.#line('group', command.data)
        this.#group = title.text
        return title
      }
      case 'endgroup':
        this.#group = undefined
        return undefined
      case 'debug':
        return this.#line('debug', command.data)
      case 'error':
      case 'warning':
      case 'notice': {
        const line = this.#line(command.name, command.data)
        this.annotations.push({ level: command.name, message: line.text, properties: command.properties })
        return line
      }
      default:
        return undefined
    }
  }

  #line(kind: LogLine['kind'], text: string): LogLine {
    const masked = this.mask(text)
    return this.#group === undefined ? { kind, text: masked } : { kind, text: masked, group: this.#group }
  }

  #addMask(value: string): void {
    for (const mask of [value, ...value.split('\n')]) if (mask.trim() !== '') this.#masks.add(mask.trim())
  }
}
