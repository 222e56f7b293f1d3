import { type Document, isPair, isScalar, type Scalar, visit } from 'yaml'

/** What the API can hold as a whole number. */
const SMALLEST = -(2n ** 63n)
const LARGEST = 2n ** 63n - 1n

/**
 * Gives every whole number of the document all its digits, as a bigint where a number of JavaScript has no room for
 * them. Calls `refuse` for what no JSON number can be: `12e4567`, `.inf`, more digits than the API has room for.
 */
export function makeNumbersExact(document: Document.Parsed, refuse: (offset: number, problem: string) => void): void {
  visit(document, {
    Scalar: (key, node, path) => {
      if (typeof node.value !== 'number' || Number.isSafeInteger(node.value)) return
      // Keys are texts, whatever they look like.
      if (key === 'key') node.value = node.source ?? String(node.value)
      else
        exact(node, problem =>
          refuse(node.range?.[0] ?? 0, `${nameOf(path.at(-1))} ${problem}; put it in quotes if it is a text`),
        )
    },
  })
}

function exact(node: Scalar, refuse: (problem: string) => void): void {
  const whole = wholeNumber(node.source ?? '')
  if (!Number.isFinite(node.value)) refuse('is a number that JSON cannot hold (infinite, or not a number)')
  else if (whole !== undefined && (whole < SMALLEST || whole > LARGEST))
    refuse('is a whole number of more than 64 bits')
  else if (whole !== undefined) node.value = whole
}

/** The text as a whole number, by the rules of `kubectl-yaml.ts` and the core schema; undefined for a fraction. */
function wholeNumber(source: string): bigint | undefined {
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/.exec(source.replaceAll('_', '')) ?? []
  const spelt = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits
  if (!/^(\d+|0o[0-7]+|0x[0-9a-fA-F]+|0b[01]+)$/.test(spelt)) return undefined
  return sign === '-' ? -BigInt(spelt) : BigInt(spelt)
}

/** Never the value: it could be a Secret's. */
function nameOf(parent: unknown): string {
  return isPair(parent) && isScalar(parent.key) ? `${String(parent.key.value)}:` : 'a value'
}
