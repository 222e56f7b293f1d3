import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { parse } from 'yaml'

/** What the runner needs to know of an `action.yml`. */
export interface ActionMetadata {
  /** The entry, as an absolute path. */
  readonly main: string
  /** Every declared input with its default as written; an empty string where there is none. */
  readonly defaults: Readonly<Record<string, string>>
}

const repositoryRoot = join(import.meta.dirname, '../../..')

/** Reads `<folder>/action.yml`; a relative folder is one of this repository. */
export function readMetadata(folder: string): ActionMetadata {
  const absolute = isAbsolute(folder) ? folder : join(repositoryRoot, folder)
  const file = join(absolute, 'action.yml')
  const document: unknown = parse(readFileSync(file, 'utf8'))
  const runs = field(document, 'runs')
  if (field(runs, 'using') !== 'node24') throw new Error(`${file}: runs.using must be node24`)
  const main = field(runs, 'main')
  if (typeof main !== 'string') throw new Error(`${file}: runs.main is missing`)
  const defaults: Record<string, string> = {}
  for (const [name, input] of Object.entries(field(document, 'inputs') ?? {})) {
    // Numbers and booleans reach an action as text, like everything else.
    defaults[name] = String(field(input, 'default') ?? '')
  }
  return { main: join(absolute, main), defaults }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}
