import type { LockScope } from '../../domain/lock/lock-name.ts'
import { UserError } from '../../errors.ts'
import type { LockPlace } from '../../policy/locks.ts'
import { canonicalName } from '../../text/canonical-name.ts'
import { suggestion } from '../../text/suggestion.ts'

/** The names that a policy knows. */
export interface KnownNames {
  readonly services: readonly string[]
  readonly environments: readonly string[]
  readonly locks: LockPlace
}

/** What the words and options of a command name. */
interface NamedTarget {
  readonly words: readonly string[]
  /** From `--service` and `--environment`: always a name, and nothing else. */
  readonly service: string | undefined
  readonly environment: string | undefined
  /** Whether locks of everybody who shares the repository of the locks are meant. */
  readonly shared: boolean
}

const ALL = 'all'

/** Reads `[service] <environment|all>` from the first words; `rest` is what follows. Throws a `UserError` where it is not clear. */
export function readTarget(named: NamedTarget, known: KnownNames): { scope: LockScope; rest: readonly string[] } {
  const { words } = named
  const target = named.environment === undefined ? fromWords(named, known) : { ...named, rest: words }
  const service = target.service === undefined ? undefined : find(target.service, known.services, 'service')
  const environment =
    target.environment === undefined ? undefined : find(target.environment, known.environments, 'environment')
  if (service === undefined && known.locks.repository !== undefined && !named.shared) {
    const what = environment === undefined ? 'everything' : environment
    const text = `the locks are in ${known.locks.repository}, which others share: name the service, or add --shared to mean ${what} of all of them`
    throw new UserError('command-invalid', text)
  }
  return { scope: { service, environment }, rest: target.rest }
}

function fromWords({ words, service }: NamedTarget, { services, environments }: KnownNames) {
  const [first, second, ...others] = words
  if (first === undefined) throw new UserError('command-invalid', `name an environment, or 'all'${list(environments)}`)
  if (service !== undefined) return { service, environment: environmentOf(first, environments), rest: words.slice(1) }
  const isService = has(services, first)
  const isEnvironment = first === ALL || has(environments, first)
  const isSecond = second !== undefined && (second === ALL || has(environments, second))
  if (isService && isEnvironment && isSecond) {
    const text = `'${first}' is a service and an environment: write --service ${first}, or --environment ${first}`
    throw new UserError('command-invalid', text)
  }
  if (isService && !isEnvironment) {
    if (second === undefined)
      throw new UserError('command-invalid', `name an environment after '${first}', or 'all'${list(environments)}`)
    return { service: first, environment: environmentOf(second, environments), rest: others }
  }
  const several = services.length > 1 ? services : []
  if (!isEnvironment) {
    const near = suggestion(first, [ALL, ...environments, ...several])
    throw new UserError('command-invalid', `'${first}' is no environment of the policy${near}`)
  }
  return { service: undefined, environment: environmentOf(first, environments), rest: words.slice(1) }
}

/** Undefined for `all`, which must not be the name of one as well. */
function environmentOf(word: string, environments: readonly string[]): string | undefined {
  if (word !== ALL) return word
  if (!has(environments, ALL)) return undefined
  throw new UserError(
    'command-invalid',
    `'all' is an environment of the policy: write --environment all to mean that one`,
  )
}

function find(name: string, names: readonly string[], what: string): string {
  const found = names.find(one => canonicalName(one) === canonicalName(name))
  if (found !== undefined) return found
  throw new UserError('command-invalid', `'${name}' is no ${what} of the policy${suggestion(name, names)}`)
}

function has(names: readonly string[], name: string): boolean {
  return names.some(one => canonicalName(one) === canonicalName(name))
}

function list(names: readonly string[]): string {
  return ` (known: ${names.join(', ')})`
}
