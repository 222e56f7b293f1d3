import { LIMITS } from './limits.ts'

export type Fields = Readonly<Record<string, unknown>>

/** Where a breach is, as Slack writes it: `/blocks/0/text/text`. */
export type Pointer = string

/** Collects breaches in Slack's own words. */
export class Breaches {
  readonly found: string[] = []

  add(what: string, at: Pointer): void {
    this.found.push(`${what} [json-pointer:${at}]`)
  }

  /** An object with these keys alone; undefined when it is none. */
  object(value: unknown, at: Pointer, keys: readonly string[]): Fields | undefined {
    if (!isObject(value)) return void this.add('must provide an object', at)
    for (const key of Object.keys(value)) if (!keys.includes(key)) this.add(`no more items allowed: ${key}`, at)
    return value
  }

  list(value: unknown, at: Pointer, atMost: number): readonly unknown[] {
    if (!Array.isArray(value)) {
      this.add('must provide an array', at)
      return []
    }
    if (value.length === 0) this.add('no fewer than 1 items allowed', at)
    if (value.length > atMost) this.add(`no more than ${atMost} items allowed`, at)
    return value
  }

  /** A text of at least one character and at most `atMost`. */
  string(value: unknown, at: Pointer, atMost: number): void {
    if (typeof value !== 'string') this.add('must provide a string', at)
    else if (value.length === 0) this.add('must be more than 0 characters', at)
    else if (value.length > atMost) this.add(`must be less than ${atMost + 1} characters`, at)
  }

  boolean(value: unknown, at: Pointer): void {
    if (value !== undefined && typeof value !== 'boolean') this.add('must provide a boolean', at)
  }

  /** A text object. `kinds`: which of the two kinds may stand here. */
  textObject(value: unknown, at: Pointer, atMost: number, kinds: readonly string[] = ['plain_text', 'mrkdwn']): void {
    const type = isObject(value) ? value.type : undefined
    const own = type === 'mrkdwn' ? 'verbatim' : 'emoji'
    const text = this.object(value, at, ['type', 'text', own])
    if (text === undefined) return
    if (typeof type !== 'string' || !kinds.includes(type)) this.add(`unsupported type: ${String(type)}`, `${at}/type`)
    this.string(text.text, `${at}/text`, atMost)
    this.boolean(text[own], `${at}/${own}`)
  }

  blockId(value: unknown, at: Pointer): void {
    if (value !== undefined) this.string(value, `${at}/block_id`, LIMITS.blockId)
  }
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
