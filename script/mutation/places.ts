import { type Node, parseSync } from 'oxc-parser'
import { type Edit, isCode, operatorsFor } from './operators.ts'

/** A node that can be broken, and the ways to. */
export interface Place {
  readonly operator: string
  /** From 1. */
  readonly line: number
  readonly edits: readonly Edit[]
}

export interface Breakable {
  readonly places: readonly Place[]
  /** Characters of code: without comments, types, imports and space. */
  readonly size: number
}

/** Nodes of TypeScript that hold code. */
const WRAPPERS = ['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSInstantiationExpression']
const SKIPPED = ['ImportDeclaration', 'ExportAllDeclaration', 'ImportExpression']

/** Finds every place of a file that can be broken. Throws when it cannot be parsed. */
export function placesIn(file: string, text: string): Breakable {
  const { program, errors } = parseSync(file, text)
  const [error] = errors
  if (error !== undefined) throw new Error(`${file}: ${error.message}`)
  const codes: string[] = []
  walk(program, node => {
    if (node.type === 'Literal' && typeof node.value === 'string' && isCode(node.value)) codes.push(node.value)
  })
  const operators = Object.entries(operatorsFor([...new Set(codes)]))
  const source = ({ start, end }: { start: number; end: number }) => text.slice(start, end)
  const places: Place[] = []
  let size = 0
  walk(program, node => {
    if (isLeaf(node)) size += node.end - node.start
    for (const [operator, edit] of operators) {
      const edits = edit(node, source).filter(({ start, end, text }) => text !== source({ start, end }))
      if (edits.length > 0) places.push({ operator, line: text.slice(0, edits[0]?.start).split('\n').length, edits })
    }
  })
  return { places, size }
}

const isLeaf = ({ type }: Node) => ['Identifier', 'Literal', 'TemplateElement', 'PrivateIdentifier'].includes(type)

/** Visits code alone, from the outside in: no types, no imports, no lines for debugging, no names of properties. */
function walk(node: Node, visit: (node: Node) => void): void {
  if (SKIPPED.includes(node.type) || isDebugLine(node)) return
  if (node.type.startsWith('TS') && !WRAPPERS.includes(node.type)) return
  visit(node)
  for (const [key, value] of Object.entries(node)) {
    if (['typeAnnotation', 'returnType', 'typeParameters', 'typeArguments'].includes(key)) continue
    if (key === 'key' && !('computed' in node && node.computed)) continue
    if (key === 'source' && node.type.startsWith('Export')) continue
    for (const inner of Array.isArray(value) ? value : [value]) if (isNode(inner)) walk(inner, visit)
  }
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value
  )
}

function isDebugLine(node: Node): boolean {
  if (node.type !== 'ExpressionStatement' || node.expression.type !== 'CallExpression') return false
  const { callee } = node.expression
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'debug'
}

/** The text with one edit made. */
export function edited(text: string, { start, end, text: instead }: Edit): string {
  return text.slice(0, start) + instead + text.slice(end)
}
