import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { type Document, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import { type Finding, UserError } from '../errors.ts'
import { isMissing } from '../files/missing-file.ts'
import { isInside } from '../files/workspace-path.ts'

/** What templates see as `.deploy.values`. */
export type Values = Readonly<Record<string, unknown>>

/** Reads values files (paths relative to the workspace) and merges them in order. Throws (refused) with every finding. */
export async function readValues(workspace: string, files: readonly string[]): Promise<Values> {
  let values: Values = {}
  const findings: Finding[] = []
  for (const file of files) {
    const text = await textOf(workspace, file)
    const parsed = typeof text === 'string' ? parseValues(file, text) : [text]
    if (Array.isArray(parsed)) findings.push(...parsed)
    else values = mergeValues(values, parsed as Values)
  }
  if (findings.length > 0) throw UserError.from(findings)
  return values
}

/**
 * One values file, YAML or JSON: a mapping, or nothing. What YAML 1.1 and 1.2 read differently or JSON cannot carry is a
 * finding: a file mode written 0440 must not silently become 440.
 */
export function parseValues(file: string, text: string): Values | readonly Finding[] {
  const lines = new LineCounter()
  const invalid = (offset: number, problem: string): Finding => ({
    reason: 'values-invalid',
    where: `${file}:${lines.linePos(offset).line}`,
    text: problem,
  })
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines, merge: true, prettyErrors: false })
  if (document.errors.length > 0) {
    // Only the parser's own words: its excerpts of the text are of no use in one line.
    return document.errors.map(({ pos, message }) => invalid(pos[0], `not YAML: ${message.replace(/\s+/g, ' ')}`))
  }
  const contents = document.contents
  if (contents === null || (isScalar(contents) && contents.value === null)) return {}
  if (!isMap(contents)) return [invalid(contents.range?.[0] ?? 0, 'not a mapping; values are `name: value` pairs')]
  const numbers = misleadingNumbers(document).map(({ offset, problem }) => invalid(offset, problem))
  if (numbers.length > 0) return numbers
  try {
    return document.toJS({ maxAliasCount: 100 }) as Values
  } catch {
    return [invalid(0, 'its aliases do not resolve, or there are too many')]
  }
}

function misleadingNumbers(document: Document): readonly { offset: number; problem: string }[] {
  const found: { offset: number; problem: string }[] = []
  visit(document, {
    Scalar: (_, { value, source = '', range }) => {
      if (typeof value !== 'number') return
      const offset = range?.[0] ?? 0
      if (/^[-+]?0\d/.test(source)) {
        found.push({
          offset,
          problem: `${source} is octal to some and decimal to others; write it in quotes, or as a decimal number`,
        })
      } else if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
        found.push({ offset, problem: `${source} cannot be kept exactly as a number; write it in quotes` })
      }
    },
  })
  return found
}

/** Mappings are merged, everything else is replaced; the later one wins. */
export function mergeValues(base: Values, over: Values): Values {
  // Not by assignment: a key named __proto__ must stay a key.
  const entries = new Map(Object.entries(base))
  for (const [key, value] of Object.entries(over)) {
    const before = entries.get(key)
    entries.set(key, isMapping(before) && isMapping(value) ? mergeValues(before, value) : value)
  }
  return Object.fromEntries(entries)
}

function isMapping(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

async function textOf(workspace: string, file: string): Promise<string | Finding> {
  try {
    const path = await realpath(join(workspace, file))
    if (!isInside(await realpath(workspace), path)) {
      const text = 'a symbolic link that leads out of the checked-out repository; put the file itself there'
      return { reason: 'file-outside-workspace', where: file, text }
    }
    return await readFile(path, 'utf8')
  } catch (thrown) {
    const isFolder = (thrown as NodeJS.ErrnoException).code === 'EISDIR'
    if (!isFolder && !isMissing(thrown)) throw thrown
    const what = isFolder ? 'a folder, not a values file' : 'no such values file in the checked-out commit'
    return { reason: 'values-unreadable', where: file, text: `${what}; check the input "values"` }
  }
}
