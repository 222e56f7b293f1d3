import { UserError } from '../../errors.ts'
import { deployCallsIn, workflowIn } from '../../github/workflows/deploy-calls.ts'
import { canonicalName } from '../../text/canonical-name.ts'
import { oneLine } from '../../text/one-line.ts'

/**
 * What of the deployment's inputs the workflow says, and may say in a clone as well: no secrets, and nothing of the run. A clone
 * may be anybody's: what would name a program to run, or where a token is sent, does not come from there.
 */
const FROM_WORKFLOW = [
  ...['context', 'namespace', 'image', 'templates', 'values', 'secret-env', 'timeout', 'stable-for'],
  ...['gomplate-version', 'gomplate-base-url'],
] as const

/** Inputs that take one item a line; as an option they are separated by commas. */
const LISTS: readonly string[] = ['values', 'secret-env']

/** Where inputs are looked up. */
interface InputSources {
  /** The workflows of the commit. */
  readonly workflows: readonly { readonly file: string; readonly text: string }[]
  /** By name, as a person has written them; they win. */
  readonly options: Readonly<Record<string, string>>
  /** `owner/name`. */
  readonly repository: string
  readonly service: string
}

/**
 * The inputs that the deploy workflow gives, where they are plain texts or name nothing but the repository, below the options.
 * Throws a `UserError` (`input-missing`) for one that only GitHub knows, or of which the workflows say several things.
 */
export function localInputs({ workflows, options, repository, service }: InputSources): Record<string, string> {
  const calls = workflows.flatMap(({ file, text }) => deployCallsIn(workflowIn(text)).map(inputs => ({ file, inputs })))
  const own = calls.filter(({ inputs }) => isFor(inputs.service, service))
  const texts: Record<string, string> = {}
  for (const name of FROM_WORKFLOW) {
    const option = options[name]
    if (option !== undefined) {
      texts[name] = LISTS.includes(name) ? option.split(',').join('\n') : option
      continue
    }
    const given = own.flatMap(({ file, inputs }) => {
      const value = inputs[name]?.trim() ?? ''
      return value === '' ? [] : [{ file, value: filled(value, repository) }]
    })
    const [first, other] = [...new Map(given.map(one => [one.value, one])).values()]
    if (first === undefined) continue
    const instead = `write ${optionOf(name)}`
    if (other !== undefined) {
      const text = `${first.file} and ${other.file} say different things for the input '${name}': ${instead}`
      throw new UserError('input-missing', text)
    }
    if (first.value.includes('${{')) {
      const text = `${first.file} has ${oneLine(first.value)} for the input '${name}', which only a run knows: ${instead}`
      throw new UserError('input-missing', text)
    }
    texts[name] = first.value
  }
  if (texts.image === undefined) {
    throw new UserError('input-missing', 'no workflow of the commit says which image is deployed: write --image')
  }
  return texts
}

/** A call that names another service by a plain text is of that one. */
function isFor(named: string | undefined, service: string): boolean {
  if (named === undefined || named.trim() === '' || named.includes('${{')) return true
  return canonicalName(named.trim()) === canonicalName(service)
}

/** What of the expressions is known without a run. */
function filled(text: string, repository: string): string {
  const [owner = '', name = ''] = repository.split('/')
  return text
    .replaceAll(/\$\{\{\s*github\.repository\s*\}\}/g, repository)
    .replaceAll(/\$\{\{\s*github\.repository_owner\s*\}\}/g, owner)
    .replaceAll(/\$\{\{\s*github\.event\.repository\.name\s*\}\}/g, name)
}

/** Those without an option stand in the workflow alone. */
function optionOf(name: string): string {
  return name.startsWith('gomplate-') ? 'it as a plain text there' : `--${name}`
}
