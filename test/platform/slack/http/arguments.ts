import { breaches, Problem } from '../problem.ts'

/** How an argument is read. In a form all are texts; `json` ones are JSON in a text. */
export type Kind = 'string' | 'boolean' | 'number' | 'json'

/** What was sent, before anything is made of it; undefined for a body that is neither a form nor JSON. */
export function sentArguments(contentType: string, text: string, query: URLSearchParams): Record<string, unknown> {
  const sent: Record<string, unknown> = Object.fromEntries(query)
  if (text === '') return sent
  if (contentType.startsWith('application/json')) return { ...sent, ...(JSON.parse(text) as object) }
  return { ...sent, ...Object.fromEntries(new URLSearchParams(text)) }
}

/** The arguments as what they are. */
export class Arguments {
  readonly #sent: Readonly<Record<string, unknown>>

  constructor(sent: Readonly<Record<string, unknown>>, kinds: Readonly<Record<string, Kind>>) {
    this.#sent = Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, read(name, kinds[name], value)]))
  }

  has(name: string): boolean {
    return this.#sent[name] !== undefined
  }

  value(name: string): unknown {
    return this.#sent[name]
  }

  string(name: string): string | undefined {
    const value = this.#sent[name]
    return typeof value === 'string' ? value : undefined
  }

  /** Throws what Slack answers when it is missing. */
  required(name: string): string {
    const value = this.string(name)
    if (value === undefined || value === '') throw breaches('invalid_arguments', [`missing required field: ${name}`])
    return value
  }

  flag(name: string): boolean {
    return this.#sent[name] === true
  }

  number(name: string): number | undefined {
    const value = this.#sent[name]
    return typeof value === 'number' ? value : undefined
  }
}

function read(name: string, kind: Kind | undefined, value: unknown): unknown {
  switch (kind) {
    case 'boolean':
      if (value === true || value === 'true' || value === '1') return true
      if (value === false || value === 'false' || value === '0') return false
      throw breaches('invalid_arguments', [`must provide a boolean: ${name}`])
    case 'number': {
      const number = Number(value)
      if (!Number.isInteger(number)) throw breaches('invalid_arguments', [`must provide a number: ${name}`])
      return number
    }
    case 'json':
      return typeof value === 'string' ? parsed(name, value) : value
    default:
      return value
  }
}

function parsed(name: string, value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    throw new Problem(name === 'blocks' ? 'invalid_blocks_format' : 'invalid_metadata_format')
  }
}
