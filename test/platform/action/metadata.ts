import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { parse } from 'yaml'
import { distFolder } from './dist-folder.ts'

/** When the runner starts an entry: before the job's first step, as a step, after the last. */
export type Entry = 'pre' | 'main' | 'post'

/** What the runner needs to know of an `action.yml`. */
export interface ActionMetadata {
  /** The entries there are, as absolute paths. */
  readonly entries: { readonly [E in Entry]?: string } & { readonly main: string }
  /** Every declared input with its default as written; an empty string where there is none. */
  readonly defaults: Readonly<Record<string, string>>
}

const repositoryRoot = join(import.meta.dirname, '../../..')
const COMMITTED = join(repositoryRoot, 'dist/')

/** Reads `<folder>/action.yml`; a relative folder is one of this repository. */
export function readMetadata(folder: string): ActionMetadata {
  const absolute = isAbsolute(folder) ? folder : join(repositoryRoot, folder)
  const file = join(absolute, 'action.yml')
  const document: unknown = parse(readFileSync(file, 'utf8'))
  const runs = field(document, 'runs')
  if (field(runs, 'using') !== 'node24') throw new Error(`${file}: runs.using must be node24`)
  const entries: Partial<Record<Entry, string>> = {}
  for (const entry of ['pre', 'main', 'post'] as const) {
    const path = field(runs, entry)
    if (typeof path === 'string') entries[entry] = ofThisSource(join(absolute, path))
  }
  const { main } = entries
  if (main === undefined) throw new Error(`${file}: runs.main is missing`)
  const defaults: Record<string, string> = {}
  for (const [name, input] of Object.entries(field(document, 'inputs') ?? {})) {
    // Numbers and booleans reach an action as text, like everything else.
    defaults[name] = String(field(input, 'default') ?? '')
  }
  return { entries: { ...entries, main }, defaults }
}

/** Where an entry in `dist/` is in the build that stands for it. */
function ofThisSource(file: string): string {
  return file.startsWith(COMMITTED) ? join(distFolder(), file.slice(COMMITTED.length)) : file
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}
