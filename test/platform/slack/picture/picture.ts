import type { Block, TextObject } from '../schema.ts'
import type { Person } from '../state/store.ts'
import { type Names, type Part, partsOf } from './runs.ts'
import { box, rule, type Setting, svg, textLine } from './svg.ts'
import { wrap } from './wrap.ts'

/** A message to be shown. */
export interface Pictured {
  readonly text: string
  readonly blocks: readonly Block[]
  /** As it is to be written: `09:14`. */
  readonly at: string
  /** Stands in the thread of the message above. */
  readonly reply?: boolean
}

export interface PictureOptions {
  /** What the picture shows, for those who do not see it. */
  readonly title: string
  /** The app's name; default: `commit-train`. */
  readonly app?: string
  readonly people?: readonly Person[]
  readonly channels?: readonly { readonly id: string; readonly name: string }[]
  /** Default: 640. */
  readonly width?: number
}

const BODY: Setting = { size: 15, colour: '#1d1c1d' }
const SMALL: Setting = { size: 12.5, colour: '#616061' }
const HEADLINE: Setting = { size: 18, colour: '#1d1c1d', bold: true }

/** Messages as a person would see them in Slack, about: a picture that needs nothing else. */
export function picture(messages: readonly Pictured[], options: PictureOptions): string {
  const { title, app = 'commit-train', width = 640 } = options
  const known = new Map([...(options.people ?? []), ...(options.channels ?? [])].map(({ id, name }) => [id, name]))
  const page = new Page(width, id => known.get(id))
  for (const message of messages) page.message(app, message)
  return svg(width, page.height, title, page.drawn)
}

/** Draws from above to below. */
class Page {
  readonly drawn: string[] = []
  readonly #names: Names
  readonly #full: number
  #left = 0
  #width = 0
  #y = 16

  constructor(width: number, names: Names) {
    this.#full = width
    this.#names = names
  }

  get height(): number {
    return Math.ceil(this.#y + 8)
  }

  message(app: string, { text, blocks, at, reply = false }: Pictured): void {
    const indent = reply ? 64 : 16
    const face = reply ? 24 : 36
    this.#left = indent + face + 10
    this.#width = this.#full - this.#left - 20
    const bottom = this.#y + face
    this.drawn.push(box(indent, this.#y, face, face, '#2f6f5e'))
    const initial = { text: app.slice(0, 1).toUpperCase(), bold: true }
    this.drawn.push(
      textLine(indent + face * 0.32, this.#y + face * 0.68, [initial], { size: face / 2, colour: '#fff' }),
    )
    const name = [{ text: app, bold: true }, { text: '  APP  ' }, { text: at }]
    this.drawn.push(textLine(this.#left, this.#y + 13, name, { ...SMALL, size: 14 }))
    this.#y += 20
    if (blocks.length === 0) this.#text({ type: 'mrkdwn', text }, BODY)
    for (const block of blocks) this.#block(block)
    this.#y = Math.max(this.#y, bottom) + 12
  }

  #block(block: Block): void {
    switch (block.type) {
      case 'header':
        this.#y += 4
        this.#text(block.text, HEADLINE)
        break
      case 'section':
        if (block.text !== undefined) this.#text(block.text, BODY)
        this.#fields(block.fields ?? [])
        break
      case 'context': {
        const texts = block.elements.flatMap(element => ('text' in element ? [element.text] : []))
        this.#text({ type: 'mrkdwn', text: texts.join('   ') }, SMALL)
        break
      }
      case 'divider':
        this.#y += 10
        this.drawn.push(rule(this.#left, this.#y, this.#width))
        this.#y += 6
    }
  }

  /** Two in a row. */
  #fields(fields: readonly TextObject[]): void {
    const { left, width } = { left: this.#left, width: this.#width }
    for (let n = 0; n < fields.length; n += 2) {
      const top = this.#y
      let bottom = top
      for (const [column, field] of fields.slice(n, n + 2).entries()) {
        this.#y = top
        this.#left = left + (column * width) / 2
        this.#width = width / 2 - 12
        this.#text(field, BODY)
        bottom = Math.max(bottom, this.#y)
      }
      this.#y = bottom
    }
    this.#left = left
    this.#width = width
  }

  #text(object: TextObject, setting: Setting): void {
    const plain = object.type === 'plain_text'
    const parts: Part[] = plain ? [{ lines: [[{ text: object.text }]] }] : partsOf(object.text, this.#names)
    for (const part of parts) {
      if ('code' in part) this.#code(part.code)
      else for (const line of part.lines) this.#line(line, setting)
    }
    this.#y += 6
  }

  #line(runs: Parameters<typeof wrap>[0], setting: Setting): void {
    for (const line of wrap(runs, this.#width / setting.size)) {
      this.#y += setting.size * 1.45
      this.drawn.push(textLine(this.#left, this.#y - setting.size * 0.35, line, setting))
    }
  }

  #code(lines: readonly string[]): void {
    const size = 12.5
    const wrapped = lines.flatMap(text => wrap([{ text, code: true }], (this.#width - 16) / size))
    const height = wrapped.length * size * 1.5 + 12
    this.#y += 4
    this.drawn.push(box(this.#left, this.#y, this.#width, height, '#f8f8f8', '#dddddd'))
    for (const [n, line] of wrapped.entries()) {
      this.drawn.push(textLine(this.#left + 8, this.#y + 6 + size * (1.5 * n + 1.1), line, { ...BODY, size }))
    }
    this.#y += height
  }
}
