import type { Node } from 'oxc-parser'

/** A change of a text: what stands from `start` to `end` becomes `text`. Offsets are those of JavaScript's strings. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

type Source = (node: { readonly start: number; readonly end: number }) => string
type Operator = (node: Node, source: Source) => readonly Edit[]

const replace = ({ start, end }: { start: number; end: number }, text: string): Edit => ({ start, end, text })

/** Conditions negated and forced. */
const conditions: Operator = (node, source) => {
  if (!['IfStatement', 'ConditionalExpression', 'WhileStatement'].includes(node.type)) return []
  const { test } = node as Node & { readonly test: Node }
  return [`!(${source(test)})`, 'true', 'false'].map(text => replace(test, text))
}

const OTHER_LOGICAL: Readonly<Record<string, string>> = { '&&': '||', '||': '&&' }
const OTHER_BINARY: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>'],
  '<=': ['<', '>'],
  '>': ['>=', '<'],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
}

/** Both sides are kept, so that the operator between them is all that changes. */
const operators: Operator = (node, source) => {
  if (node.type !== 'LogicalExpression' && node.type !== 'BinaryExpression') return []
  const { left, right, operator } = node
  const between = source({ start: left.end, end: right.start })
  if (node.type === 'LogicalExpression' && operator === '??') return [replace(node, source(right))]
  const others = node.type === 'LogicalExpression' ? [OTHER_LOGICAL[operator]] : (OTHER_BINARY[operator] ?? [])
  return (
    others
      .filter(other => other !== undefined)
      // The parentheses hold what had another precedence.
      .map(other => replace(node, `(${source(left)})${between.replace(operator, () => other)}(${source(right)})`))
  )
}

const not: Operator = (node, source) =>
  node.type === 'UnaryExpression' && node.operator === '!' ? [replace(node, `(${source(node.argument)})`)] : []

const booleans: Operator = node =>
  node.type === 'Literal' && typeof node.value === 'boolean' ? [replace(node, String(!node.value))] : []

/** A call whose result is not used; its `await` stays, so that the order of the rest does. */
const calls: Operator = node => {
  if (node.type !== 'ExpressionStatement') return []
  const { expression } = node
  if (expression.type === 'CallExpression') return [replace(expression, 'undefined')]
  if (expression.type === 'AwaitExpression' && expression.argument.type === 'CallExpression')
    return [replace(expression.argument, 'undefined')]
  return []
}

/** What a function returns here, without parentheses. */
function resultOf(node: Node): Node | undefined {
  if (node.type === 'ReturnStatement') return node.argument ?? undefined
  if (node.type !== 'ArrowFunctionExpression' || !node.expression) return undefined
  return node.body.type === 'ParenthesizedExpression' ? node.body.expression : node.body
}

const returns: Operator = (node, source) => {
  const result = resultOf(node)
  if (result === undefined) return []
  switch (result.type) {
    case 'ArrayExpression':
      return result.elements.length === 0 ? [] : [replace(result, '[]')]
    case 'TemplateLiteral':
      return [replace(result, "''")]
    case 'CallExpression':
      return ['undefined', '[]', "''", `!(${source(result)})`].map(text => replace(result, text))
    case 'ObjectExpression':
    case 'Identifier':
    case 'MemberExpression':
    case 'AwaitExpression':
      return [replace(result, 'undefined')]
    default:
      return []
  }
}

/** Codes and states: `in_progress`, `not-on-trunk`, `CrashLoopBackOff`. */
const CODE = /^(?:[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*|[A-Z][a-z]+(?:[A-Z][a-z]+)*)$/

export function isCode(text: string): boolean {
  return CODE.test(text)
}

const codesThrough =
  (codes: readonly string[]): Operator =>
  node => {
    if (node.type !== 'Literal' || typeof node.value !== 'string' || !isCode(node.value)) return []
    const { value } = node
    // Another one of the file is of the same type more often than not.
    const next = codes[(codes.indexOf(value) + 1) % codes.length]
    return [...new Set([next ?? value, 'mutated'])]
      .filter(text => text !== value)
      .map(text => replace(node, `'${text}'`))
  }

/** Every operator, for a file with these codes in its strings. */
export function operatorsFor(codes: readonly string[]): Readonly<Record<string, Operator>> {
  return {
    condition: conditions,
    operator: operators,
    not,
    boolean: booleans,
    call: calls,
    result: returns,
    code: codesThrough(codes),
  }
}
