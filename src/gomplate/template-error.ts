import type { Finding } from '../errors.ts'

/** What gomplate says on its standard error, taken apart. */
export interface GomplateSaid {
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
}

/** Reads gomplate's JSON lines; a line that is none counts as an error as it stands. */
export function readStderr(stderr: string): GomplateSaid {
  const errors: string[] = []
  const warnings: string[] = []
  for (const line of stderr.split('\n').filter(text => text.trim() !== '')) {
    const { level, text } = readLine(line)
    if (level === 'WARN') warnings.push(text)
    else if (level === 'ERROR') errors.push(text)
  }
  return { errors, warnings }
}

function readLine(line: string): { level: string; text: string } {
  try {
    const { level, msg, err } = JSON.parse(line) as { level?: unknown; msg?: unknown; err?: unknown }
    const text = [msg, err].filter(part => typeof part === 'string' && part !== '').join(': ')
    return { level: String(level), text }
  } catch {
    return { level: 'ERROR', text: line }
  }
}

/**
 * Turns gomplate's error into one line with the place people know. `files` maps the paths gomplate saw to those of the
 * templates. Without a place in it, it is not about a template: `undefined`.
 */
export function templateFinding(error: string, files: ReadonlyMap<string, string>): Finding | undefined {
  for (const [path, file] of files) {
    const at = error.indexOf(`template: ${path}:`)
    if (at < 0) continue
    const [, line, rest] = /^(\d+)(?::\d+)?: ([\s\S]*)$/.exec(error.slice(at + `template: ${path}:`.length)) ?? []
    if (line === undefined || rest === undefined) continue
    return {
      reason: 'render-failed',
      where: `${file}:${line}`,
      text: problemOf(rest).replaceAll(path, file).replace(/\s+/g, ' '),
    }
  }
  return undefined
}

/** Between the name of a template and the expression in it. */
const AT = '" at <'

/** The problem in a person's words, from `executing "…" at <.deploy.values.x>: map has no entry for key "x"`. */
function problemOf(text: string): string {
  const start = text.startsWith('executing "') ? text.indexOf(AT) : -1
  const end = start < 0 ? -1 : text.indexOf('>: ', start + AT.length)
  if (end < 0) return text
  const [expression, problem] = [text.slice(start + AT.length, end), text.slice(end + '>: '.length)]
  const key = /^map has no entry for key "(.*)"$/.exec(problem)?.[1]
  if (key === undefined) return `${problem} (at ${expression})`
  const owner = ownerOf(expression, key)
  if (owner === '.Env')
    return `no variable "${key}" in .Env; templates see the variables that the input "secret-env" names`
  return `no key "${key}" in ${owner}`
}

/** What the missing key was looked for in: `.deploy.values` for `replicas` in `.deploy.values.replicas`. */
function ownerOf(expression: string, key: string): string {
  const at = `${expression}.`.indexOf(`.${key}.`)
  if (at < 0) return expression
  return at === 0 ? 'the context (templates see .deploy and .Env)' : expression.slice(0, at)
}
