import { linesOf } from '../runner/inputs.ts'
import { UserError } from '../runner/user-error.ts'

/** A secret of the build: docker reads its value from the environment, so that it is in no argument and no file. */
export interface Secret {
  /** What `RUN --mount=type=secret,id=…` names. */
  readonly id: string
  readonly variable: string
  /** Not empty. */
  readonly value: string
}

/** The lines `NAME=VALUE` of an input. Everything after the first `=` is the value: no quotes, no commas. */
export function keyValues(input: string, text: string, name: RegExp): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  const problems: string[] = []
  for (const line of linesOf(text)) {
    const equals = line.indexOf('=')
    const key = equals < 0 ? line : line.slice(0, equals)
    // Not the value: who writes a secret here by mistake shall not see it in the log.
    if (equals < 0) problems.push(`a line has no "=": ${quoted(line.slice(0, 20))}`)
    else if (!name.test(key)) problems.push(`${quoted(key)} is no name`)
    else if (values.has(key)) problems.push(`${key} is given twice`)
    else values.set(key, line.slice(equals + 1))
  }
  fail(input, problems, 'write NAME=VALUE, one a line')
  return values
}

/** The lines `ID=ENV_NAME` of the input "secrets", with the values of the variables. */
export function secretsOf(text: string, env: Readonly<Record<string, string | undefined>>): readonly Secret[] {
  const secrets: Secret[] = []
  const problems: string[] = []
  for (const [id, variable] of keyValues('secrets', text, /^[A-Za-z0-9][\w.-]*$/)) {
    const value = env[variable]
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(variable)) {
      problems.push(`what follows "${id}=" is not the name of an environment variable`)
    } else if (value === undefined) problems.push(`${variable} is not set`)
    // A secret that does not exist arrives as an empty text, not as nothing.
    else if (value === '') problems.push(`${variable} is empty: is the secret set, and is this run given it?`)
    else secrets.push({ id, variable, value })
  }
  fail('secrets', problems, 'write ID=ENV_NAME, one a line, and hand the values over under "env:" of this step')
  return secrets
}

function fail(input: string, problems: readonly string[], remedy: string): void {
  if (problems.length > 0) throw new UserError('bad-input', `Input "${input}": ${problems.join('; ')}; ${remedy}`)
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
