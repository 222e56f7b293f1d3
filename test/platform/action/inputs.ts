import type { ActionMetadata } from './metadata.ts'

/** What `${{ … }}` in a default may name here. */
export type Expressions = Readonly<Record<string, string>>

/**
 * The `INPUT_…` variables of a step: what `with:` gives, else the default of `action.yml` with its expression replaced, else
 * an empty text. An input that is not declared is a mistake of the test and throws (GitHub only warns).
 */
export function inputVariables(
  metadata: ActionMetadata,
  given: Readonly<Record<string, string>>,
  expressions: Expressions,
): Record<string, string> {
  const unknown = Object.keys(given).filter(name => !(name in metadata.defaults))
  if (unknown.length > 0) throw new Error(`Not inputs of the action: ${unknown.join(', ')}`)
  const variables: Record<string, string> = {}
  for (const [name, fallback] of Object.entries(metadata.defaults)) {
    variables[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] = given[name] ?? evaluate(fallback, expressions)
  }
  return variables
}

function evaluate(text: string, expressions: Expressions): string {
  return text.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    const value = expressions[expression]
    if (value === undefined) throw new Error(`The default "${text}" cannot be evaluated here`)
    return value
  })
}
