import type { InputTable } from '../../src/runner/inputs.ts'

/** A text as a YAML scalar on one line. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** Inputs as `action.yml` and `workflow_call` write them. `more`: what each has beside, such as its type. */
export function inputLines(inputs: InputTable, more: readonly string[] = []): readonly string[] {
  return Object.entries(inputs).flatMap(([name, spec]) => [
    `${name}:`,
    `  description: ${quote(spec.description)}`,
    ...more.map(line => `  ${line}`),
    ...(spec.required ? ['  required: true'] : []),
    ...(spec.default === undefined ? [] : [`  default: ${quote(spec.default)}`]),
  ])
}

/** Each line so many spaces further in, with line ends. */
export function indented(lines: readonly string[], by: number): string {
  return lines.map(line => `${' '.repeat(by)}${line}\n`).join('')
}
