import { UserError } from '../errors.ts'
import { parseDuration } from '../time/duration.ts'

/** One input of an action, as `action.yml` declares it. */
export interface InputSpec {
  /** What it is for, in one line of Markdown. */
  readonly description: string
  /** The runner does not enforce `required` (actions/runner#1070), so `readInputs` does. */
  readonly required?: true
  /** Applied by the runner before we start; repeated here so that code, metadata and README can be held together. */
  readonly default?: string
  /** Where it may be lost on the way, and which line of the workflow to change: said where it is missing. */
  readonly whenMissing?: string
  /** What of it is secret, and masked before anything else happens. */
  readonly secret?: SecretInput
}

/** How an input holds secrets. */
export type SecretInput =
  /** All of it. */
  | 'text'
  /** The user and the password of an address. */
  | 'address'
  /** The values of a JSON object. */
  | 'object'
  /** The credentials of a kubeconfig, as far as they can be recognised without its parser. */
  | 'kubeconfig'
  /** It names variables of the step: a name, or `ID=NAME`, per line. */
  | 'variables'

/** Every input of an action by name; the one place where the names exist. */
export type InputTable = Readonly<Record<string, InputSpec>>

/** One output of an action: what it holds. */
export type OutputTable = Readonly<Record<string, string>>

/** Every input's text, trimmed; an empty string means "not given". */
export type InputTexts<T extends InputTable> = { readonly [K in keyof T]: string }

/** Reads all inputs of a table. Throws one `input-missing` that names every required input that is missing or empty. */
export function readInputs<T extends InputTable>(table: T, get: (name: string) => string): InputTexts<T> {
  const texts: Record<string, string> = {}
  for (const name of Object.keys(table)) texts[name] = get(name).trim()
  const missing = Object.entries(table).filter(([name, spec]) => spec.required && texts[name] === '')
  if (missing.length > 0) {
    const names = missing.map(([name]) => `"${name}"`)
    const subject = names.length === 1 ? `Input ${names[0]} is` : `Inputs ${names.join(', ')} are`
    const [known] = missing.flatMap(([, { whenMissing }]) => whenMissing ?? [])
    const change = `give ${names.length === 1 ? 'it a value' : 'them values'} under "with:" of this step`
    throw new UserError(
      'input-missing',
      `${subject} missing or empty; ${missing.length === 1 && known !== undefined ? known : change}`,
      {
        findings: missing.map(([name, spec]) => ({
          reason: 'input-missing',
          text: withoutMarkdown(spec.whenMissing ?? spec.description),
          where: `input ${name}`,
        })),
      },
    )
  }
  return texts as InputTexts<T>
}

/** The lines of a list input: trimmed, blank ones left out. No quoting, no commas: a line is an item. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
}

/** The text of an input that may be left out; undefined when it is. */
export function optionalText(text: string): string | undefined {
  return text === '' ? undefined : text
}

/** `true` or `false`. Throws `input-invalid` that names the input. */
export function flagOf(name: string, text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  throw new UserError('input-invalid', `Input "${name}" is ${JSON.stringify(text)}; write true or false`)
}

/** Milliseconds of `90s`, `10m` or `1h`. Throws `input-invalid` that names the input. */
export function durationOf(name: string, text: string): number {
  const ms = parseDuration(text, ['s', 'm', 'h'])
  if (ms !== undefined) return ms
  throw new UserError('input-invalid', `Input "${name}" is "${text}"; write a duration such as 90s, 10m or 1h`)
}

/** Whether two inputs that belong together are given. Throws `input-invalid` when only one is. */
export function bothOrNeither(
  [first, firstText]: readonly [name: string, text: string],
  [second, secondText]: readonly [name: string, text: string],
): boolean {
  if ((firstText === '') === (secondText === '')) return firstText !== ''
  const [has, lacks] = firstText === '' ? [second, first] : [first, second]
  throw new UserError('input-invalid', `Input "${has}" is given but "${lacks}" is empty; give both or neither`)
}

/** A positive whole number, such as a deployment's id. Throws `input-invalid` that names the input. */
export function idOf(name: string, text: string): number {
  const id = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(id) || id < 1) {
    throw new UserError('input-invalid', `Input "${name}" is "${text}"; it must be a positive whole number`)
  }
  return id
}

function withoutMarkdown(text: string): string {
  return text.replaceAll('`', '')
}
