import { UserError } from '../../../errors.ts'

/** A script of the user's: "lint" or "test", or a part of it. */
export interface BuildCommand {
  /** Which of the inputs it is of. */
  readonly kind: 'lint' | 'test'
  /** For people: `test`, `test unit`. */
  readonly name: string
  readonly script: string
}

const PART = /^--- +(\S.*)$/
const PART_NAME = /^[A-Za-z0-9][\w .-]{0,39}$/
const REMEDY = 'write a line such as "--- unit" before each of the scripts that are to run side by side'

/**
 * The scripts of an input. The whole text is one script, unless its first line is `--- NAME`: then each such line begins
 * a script of its own, and all of them run side by side. A script itself may hold such lines (a YAML document in a here-document).
 */
export function commandsOf(kind: BuildCommand['kind'], text: string): readonly BuildCommand[] {
  const whole = text.replaceAll('\r\n', '\n').trim()
  if (whole === '') return []
  const lines = whole.split('\n')
  if (lines[0]?.trimEnd() === '---') throw invalid(kind, 'its first line is "---" without a name')
  if (!PART.test(lines[0] ?? '')) return [{ kind, name: kind, script: whole }]
  const parts: { readonly name: string; readonly lines: string[] }[] = []
  for (const line of lines) {
    const name = PART.exec(line)?.[1]?.trim()
    if (name === undefined) parts.at(-1)?.lines.push(line)
    else if (!PART_NAME.test(name))
      throw invalid(kind, `${JSON.stringify(name)} is no name: letters, digits, "_", ".", "-" and blanks`)
    else if (parts.some(part => part.name === name))
      throw invalid(kind, `two scripts are named ${JSON.stringify(name)}`)
    else parts.push({ name, lines: [] })
  }
  return parts.map(part => {
    const script = part.lines.join('\n').trim()
    if (script === '') throw invalid(kind, `nothing follows "--- ${part.name}"`)
    return { kind, name: `${kind} ${part.name}`, script }
  })
}

function invalid(kind: string, what: string): UserError {
  return new UserError('input-invalid', `Input "${kind}": ${what}; ${REMEDY}`)
}
