import type { BuildSecret } from '../../docker/build-plan.ts'
import { UserError } from '../../errors.ts'
import { linesOf } from '../../runner/inputs.ts'

/** The lines `NAME=VALUE` of an input. Everything after the first `=` is the value: no quotes, no commas. */
export function keyValues(
  input: string,
  text: string,
  name: RegExp,
  remedy = 'write NAME=VALUE, one per line',
): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  const problems: string[] = []
  // Only names are shown: a secret that was written here by mistake must not appear in the log, not even in part.
  for (const [index, line] of linesOf(text).entries()) {
    const equals = line.indexOf('=')
    const key = line.slice(0, equals)
    if (equals < 0) problems.push(`line ${index + 1} has no "="`)
    else if (!name.test(key)) problems.push(`line ${index + 1} has no name before its "="`)
    else if (values.has(key)) problems.push(`${key} is given twice`)
    else values.set(key, line.slice(equals + 1))
  }
  fail(input, problems, remedy)
  return values
}

const SECRETS_REMEDY = 'write ID=ENV_NAME, one per line, never a value; those are handed over under "env:" of this step'

/** The lines `ID=ENV_NAME` of the input "secrets", with the values of the variables. */
export function secretsOf(text: string, env: Readonly<Record<string, string | undefined>>): readonly BuildSecret[] {
  const secrets: BuildSecret[] = []
  const problems: string[] = []
  const lines = [...keyValues('secrets', text, /^[A-Za-z0-9][\w.-]*$/, SECRETS_REMEDY)]
  for (const [index, [id, variable]] of lines.entries()) {
    const value = Object.hasOwn(env, variable) ? env[variable] : undefined
    // It may be the value itself, as other actions want it, or a value that happens to hold a "=".
    if (value === undefined || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(variable))
      problems.push(`line ${index + 1} does not name a variable of this step after its "="`)
    // A secret that does not exist arrives as an empty text, not as nothing.
    else if (value === '') problems.push(`${variable} is empty: is the secret set, and is this run given it?`)
    else secrets.push({ id, variable, value })
  }
  fail('secrets', problems, SECRETS_REMEDY)
  return secrets
}

function fail(input: string, problems: readonly string[], remedy: string): void {
  if (problems.length > 0) throw new UserError('input-invalid', `Input "${input}": ${problems.join('; ')}; ${remedy}`)
}
