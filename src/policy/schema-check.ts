import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type ParsedNode, type YAMLMap } from 'yaml'
import type { Finding } from '../errors.ts'
import type { ReasonCode } from '../reasons/registry.ts'
import { didYouMean, suggestion } from '../text/suggestion.ts'
import type { Schema, SchemaType } from './json-schema.ts'

/** Where a YAML file's nodes stand, and the code its findings carry. */
export interface CheckedFile {
  readonly file: string
  readonly reason: ReasonCode
  readonly document: Document.Parsed
  readonly lines: LineCounter
}

type Node = ParsedNode | null | undefined
type ParsedMap = Extract<ParsedNode, YAMLMap>

/**
 * Walks a YAML document along a schema and returns everything that does not fit, each with its line. A `path` names
 * the place for people: `environments.production.checks`; it is empty at the top.
 */
export function checkAgainst(schema: Schema, found: Node, path: string, file: CheckedFile, near?: Node): Finding[] {
  const node = isAlias(found) ? (found.resolve(file.document) as Node) : found
  const finding = (text: string, at: Node = found): Finding => ({
    reason: file.reason,
    text,
    where: `${file.file}:${lineOf(at ?? near, file)}`,
  })
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type
  const type = typeOf(node)
  if (!types.some(one => one === type)) {
    return [
      finding(
        `${nameOf(path)} must be ${types.map(one => TYPE_WORDS[one]).join(' or ')}, not ${describe(node, types.includes('string'))}`,
      ),
    ]
  }
  if (isMap(node)) return checkMap(schema, node, path, file, finding)
  if (isSeq(node)) {
    const items = node.items as ParsedNode[]
    const findings: Finding[] = []
    if (items.length < (schema.minItems ?? 0)) findings.push(finding(`${nameOf(path)} must not be empty: leave it out`))
    const seen = new Set<unknown>()
    for (const item of items) {
      if (schema.items !== undefined)
        findings.push(...checkAgainst(schema.items, item, `an item of ${path}`, file, node))
      const value = isScalar(item) ? item.value : item
      if (schema.uniqueItems === true && seen.has(value)) {
        findings.push(finding(`${nameOf(path)} names '${String(value)}' twice`, item))
      }
      seen.add(value)
    }
    return findings
  }
  if (isScalar(node) && typeof node.value === 'number' && node.value < (schema.minimum ?? node.value)) {
    return [finding(`${nameOf(path)} must be at least ${schema.minimum}, not ${node.value}`)]
  }
  if (isScalar(node) && typeof node.value === 'string') {
    if (schema.enum !== undefined && !schema.enum.includes(node.value)) {
      const hint = didYouMean(node.value, schema.enum)
      return [finding(`${nameOf(path)} must be ${schema.enum.join(' or ')}, not '${node.value}'${hint}`)]
    }
    if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(node.value)) {
      return [finding(`${nameOf(path)} cannot be '${node.value}': ${schema.$comment ?? schema.pattern}`)]
    }
  }
  return []
}

function checkMap(
  schema: Schema,
  map: ParsedMap,
  path: string,
  file: CheckedFile,
  finding: (text: string, at?: Node) => Finding,
): Finding[] {
  const findings: Finding[] = []
  const known = schema.properties ?? {}
  const keys = new Set<string>()
  for (const { key, value } of map.items) {
    const name = keyOf(key)
    const inside = path === '' ? name : `${path}.${name}`
    if (keys.has(name)) findings.push(finding(`'${inside}' is there twice: keep one`, key))
    keys.add(name)
    const expected = Object.hasOwn(known, name) ? known[name] : schema.additionalProperties
    if (schema.propertyNames !== undefined && !new RegExp(schema.propertyNames.pattern, 'u').test(name)) {
      findings.push(finding(`${nameOf(path)} cannot name '${name}': ${schema.propertyNames.$comment}`, key))
    } else if (expected === false || expected === undefined) {
      const where = path === '' ? '' : ` in ${path}`
      findings.push(finding(`unknown key '${name}'${where}${suggestion(name, Object.keys(known))}`, key))
    } else {
      findings.push(...checkAgainst(expected, value, inside, file, key))
    }
  }
  for (const name of schema.required ?? []) {
    if (!keys.has(name)) findings.push(finding(`'${name}' is missing${path === '' ? '' : ` in ${path}`}`, map))
  }
  if (map.items.length < (schema.minProperties ?? 0)) findings.push(finding(`${nameOf(path)} must name at least one`))
  return findings
}

const TYPE_WORDS: Readonly<Record<SchemaType, string>> = {
  object: 'a map of keys',
  array: 'a list',
  string: 'text',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'empty',
}

function typeOf(node: Node): SchemaType | 'other' {
  if (node === null || node === undefined) return 'null'
  if (isMap(node)) return 'object'
  if (isSeq(node)) return 'array'
  if (!isScalar(node)) return 'other'
  if (node.value === null) return 'null'
  if (typeof node.value === 'string') return 'string'
  if (typeof node.value === 'boolean') return 'boolean'
  return Number.isSafeInteger(node.value) ? 'integer' : 'other'
}

function describe(node: Node, texts: boolean): string {
  const type = typeOf(node)
  if (type === 'string' && isScalar(node)) return `the text '${String(node.value)}'`
  if (isScalar(node) && type !== 'null')
    return `${String(node.value)}${texts ? ' (quote it if it is meant as text)' : ''}`
  return type === 'null' ? 'empty' : TYPE_WORDS[type === 'object' ? 'object' : 'array']
}

/** The name that a key is. */
export function keyOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key)
}

/** The line, counted from 1, on which a node begins. */
export function lineOf(node: Node, file: Pick<CheckedFile, 'lines'>): number {
  return node?.range === undefined || node.range === null ? 1 : file.lines.linePos(node.range[0]).line
}

function nameOf(path: string): string {
  return path === '' ? 'the file' : path
}
