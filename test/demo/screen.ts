import { styleText } from 'node:util'
import type { LogLine } from '../platform/action/log-page.ts'
import { tableLines, wrapped } from './table.ts'

type Style = Parameters<typeof styleText>[0]

/** Lines of one group of the log that are shown before the rest is only counted. */
const LINES_OF_A_GROUP = 12

/** What a person sees in the terminal. Colours only where the terminal has them and NO_COLOR does not forbid them. */
export class Screen {
  readonly #write: (text: string) => void
  readonly #colours: boolean
  readonly #width: number
  #group: { title: string; lines: number } | undefined

  constructor(write: (text: string) => void = text => void process.stdout.write(text), colours = hasColours()) {
    this.#write = write
    this.#colours = colours
    this.#width = Math.min(Math.max(process.stdout.columns ?? 120, 80), 140)
  }

  /** A step begins. */
  heading(title: string, intro: string): void {
    this.#line('')
    this.#line(this.#style(['bold', 'cyan'], title))
    if (intro !== '') for (const line of wrapped(intro, this.#width)) this.#line(line)
    this.#line('')
  }

  /** Something is done or has happened. */
  say(text: string): void {
    for (const line of wrapped(text, this.#width - 2)) this.#line(`  ${line}`)
  }

  gap(): void {
    this.#line('')
  }

  /** One line of an action's log, as it comes. A group is folded: its first lines are shown, the others counted. */
  log(line: LogLine): void {
    if (line.kind === 'debug') return
    if (line.kind === 'group' || line.group !== this.#group?.title) this.endLog()
    if (line.kind === 'group') {
      this.#group = { title: line.text, lines: 0 }
      this.#line(`    ${this.#style('dim', `▸ ${line.text}`)}`)
      return
    }
    if (this.#group !== undefined && line.kind === 'text') {
      this.#group.lines += 1
      if (this.#group.lines <= LINES_OF_A_GROUP) this.#line(`      ${this.#style('dim', line.text)}`)
      return
    }
    this.#line(`    ${this.#annotated(line)}`)
  }

  /** Says what of the last group was not shown. */
  endLog(): void {
    const more = (this.#group?.lines ?? 0) - LINES_OF_A_GROUP
    if (more > 0) this.#line(`      ${this.#style('dim', `… ${more} more lines`)}`)
    this.#group = undefined
  }

  /** A job summary, as its Markdown. */
  summary(markdown: string): void {
    this.#line(`  ${this.#style('dim', 'Job summary')}`)
    for (const line of markdown.trimEnd().split('\n')) this.#line(`  ${this.#style('blue', '┃')} ${line}`)
    this.#line('')
  }

  /** A table; what is too long in its last column goes on below. */
  table(head: readonly string[], rows: readonly (readonly string[])[]): void {
    const [first = '', ...others] = tableLines(head, rows, this.#width - 2)
    this.#line(`  ${this.#style('dim', first)}`)
    for (const line of others) this.#line(`  ${line}`)
    this.#line('')
  }

  /** Something looked at from outside, with what was seen. */
  check(ok: boolean, what: string, seen: string): void {
    const mark = ok ? this.#style('green', '✔') : this.#style(['bold', 'red'], '✘')
    this.#line(`  ${mark} ${what}${seen === '' ? '' : this.#style('dim', `  ${seen}`)}`)
  }

  /** The colour of a deployment's or a workflow's state. */
  state(state: string): string {
    if (state === 'success') return this.#style('green', state)
    if (state === 'failure' || state === 'error') return this.#style('red', state)
    return this.#style('yellow', state)
  }

  strong(text: string): string {
    return this.#style('bold', text)
  }

  #annotated(line: LogLine): string {
    if (line.kind === 'error') return this.#style('red', `Error: ${line.text}`)
    if (line.kind === 'warning') return this.#style('yellow', `Warning: ${line.text}`)
    if (line.kind === 'notice') return this.#style('blue', `Notice: ${line.text}`)
    return line.text
  }

  #style(style: Style, text: string): string {
    return this.#colours ? styleText(style, text, { validateStream: false }) : text
  }

  #line(text: string): void {
    this.#write(`${text}\n`)
  }
}

function hasColours(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
}
