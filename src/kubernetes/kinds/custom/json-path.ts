import { isMapping } from '../../api/objects.ts'

/** One step of a path: a field, an index, every item, or the items with a field of that value. */
type Step =
  | { readonly field: string }
  | { readonly index: number }
  | { readonly every: true }
  | { readonly where: string; readonly is: string }

/** A rule of an annotation: a path into the object, and the value to be found there. */
export interface PathRule {
  /** As it is written: `{.status.phase}=Running`. */
  readonly text: string
  readonly steps: readonly Step[]
  /** Undefined: any value but null, false and empty will do. */
  readonly value: string | undefined
}

const STEPS: readonly { readonly pattern: RegExp; readonly step: (match: RegExpExecArray) => Step }[] = [
  { pattern: /^\.([A-Za-z_][\w-]*)/, step: ([, field = '']) => ({ field }) },
  { pattern: /^\[(?:'([^']+)'|"([^"]+)")\]/, step: ([, single, double = '']) => ({ field: single ?? double }) },
  { pattern: /^\[(\d+)\]/, step: ([, index]) => ({ index: Number(index) }) },
  { pattern: /^\[\*\]/, step: () => ({ every: true }) },
  {
    pattern: /^\[\?\(\s*@\.([\w-]+)\s*==\s*(?:'([^']*)'|"([^"]*)")\s*\)\]/,
    step: ([, where = '', single, double = '']) => ({ where, is: single ?? double }),
  },
]

/** Reads a rule as `kubectl wait --for=jsonpath` writes it; undefined if it is none. */
export function parsePathRule(text: string): PathRule | undefined {
  const [, path, value] = /^\{([^{}]+)\}(?:=(.*))?$/s.exec(text.trim()) ?? []
  if (path === undefined) return undefined
  const steps: Step[] = []
  for (let rest = path; rest !== ''; ) {
    const found = STEPS.map(({ pattern, step }) => ({ match: pattern.exec(rest), step })).find(({ match }) => match)
    if (found?.match == null) return undefined
    steps.push(found.step(found.match))
    rest = rest.slice(found.match[0].length)
  }
  return { text: text.trim(), steps, value: value?.trim() }
}

/** Whether one of the values at the path is the one that the rule names. */
export function fulfils(object: unknown, { steps, value }: PathRule): boolean {
  const found = steps.reduce<readonly unknown[]>((values, step) => values.flatMap(each => taken(each, step)), [object])
  return found.some(each => (value === undefined ? isThere(each) : textOf(each) === value))
}

function taken(value: unknown, step: Step): readonly unknown[] {
  if ('field' in step) return isMapping(value) && Object.hasOwn(value, step.field) ? [value[step.field]] : []
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  if ('index' in step) return items.slice(step.index, step.index + 1)
  if ('every' in step) return items
  return items.filter(item => isMapping(item) && textOf(item[step.where]) === step.is)
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== ''
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'object' ? undefined : String(value)
}
