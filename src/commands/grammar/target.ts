import type { LockScope } from '../../domain/lock/lock-name.ts'
import { suggestion } from '../../text/suggestion.ts'
import { hasName, type KnownNames, knownName } from './known-names.ts'
import type { WrittenOptions } from './options.ts'
import { invalid } from './words.ts'

/** What the first words, and the options, of a command name; `rest` is what follows. */
interface NamedTarget {
  readonly service: string | undefined
  readonly environment: string | undefined
  readonly rest: readonly string[]
}

const ALL = 'all'

/** Reads `[service] <environment|all>`. Throws a `UserError` where it is not clear. */
export function readScope(
  words: readonly string[],
  options: WrittenOptions,
  known: KnownNames,
): { scope: LockScope; rest: readonly string[] } {
  const { service, environment, rest } = readTarget(words, options, known, { all: true, freeText: true })
  if (service === undefined && known.locks.repository !== undefined && options.shared !== true) {
    const what = environment === undefined ? 'everything' : environment
    throw invalid(
      `the locks are in ${known.locks.repository}, which others share: name the service, or add --shared to mean ${what} of all of them`,
    )
  }
  return { scope: { service, environment }, rest }
}

/** Reads `[service] <environment>`: where there is one service, it need not be named. */
export function readKey(
  words: readonly string[],
  options: WrittenOptions,
  known: KnownNames,
  { freeText }: { readonly freeText: boolean },
): { service: string; environment: string; rest: readonly string[] } {
  const { service, environment, rest } = readTarget(words, options, known, { all: false, freeText })
  if (environment === undefined) throw invalid(`'${ALL}' is no environment: name one${list(known.environments)}`)
  const [only, ...others] = known.services
  const found = service ?? (others.length === 0 ? only : undefined)
  if (found === undefined) throw invalid(`name the service before '${environment}'${list(known.services)}`)
  return { service: found, environment, rest }
}

/** `freeText`: words of any kind may follow the environment. */
function readTarget(
  words: readonly string[],
  options: WrittenOptions,
  known: KnownNames,
  form: { readonly all: boolean; readonly freeText: boolean },
): NamedTarget {
  const { service, environment, rest } =
    options.environment === undefined
      ? fromWords(words, options.service, known, form)
      : serviceWord(words, options, known)
  return {
    service: service === undefined ? undefined : nameIn(service, known.services, 'service'),
    environment: environment === undefined ? undefined : nameIn(environment, known.environments, 'environment'),
    rest,
  }
}

/** With `--environment` a service may still be a word. */
function serviceWord(
  words: readonly string[],
  { service, environment }: WrittenOptions,
  { services }: KnownNames,
): NamedTarget {
  const [first, ...others] = words
  const isService = service === undefined && first !== undefined && hasName(services, first)
  return isService ? { service: first, environment, rest: others } : { service, environment, rest: words }
}

function fromWords(
  words: readonly string[],
  service: string | undefined,
  { services, environments }: KnownNames,
  { all, freeText }: { readonly all: boolean; readonly freeText: boolean },
): NamedTarget {
  const [first, second, ...others] = words
  const orAll = all ? `, or '${ALL}'` : ''
  if (first === undefined) throw invalid(`name an environment${orAll}${list(environments)}`)
  if (service !== undefined) return { service, environment: environmentOf(first, environments), rest: words.slice(1) }
  const isService = hasName(services, first)
  const isEnvironment = first === ALL || hasName(environments, first)
  const isSecond = second !== undefined && (second === ALL || hasName(environments, second))
  if (isService && isEnvironment && isSecond && freeText) {
    throw invalid(`'${first}' is a service and an environment: write --service ${first}, or --environment ${first}`)
  }
  if (isService && (!isEnvironment || isSecond)) {
    if (second === undefined) throw invalid(`name an environment after '${first}'${orAll}${list(environments)}`)
    return { service: first, environment: environmentOf(second, environments), rest: others }
  }
  if (!isEnvironment) {
    const several = services.length > 1 ? services : []
    const near = suggestion(first, [...(all ? [ALL] : []), ...environments, ...several])
    throw invalid(`'${first}' is no environment of the policy${near}`)
  }
  return { service: undefined, environment: environmentOf(first, environments), rest: words.slice(1) }
}

/** Undefined for `all`, which must not be the name of one as well. */
function environmentOf(word: string, environments: readonly string[]): string | undefined {
  if (word !== ALL) return word
  if (!hasName(environments, ALL)) return undefined
  throw invalid(`'all' is an environment of the policy: write --environment all to mean that one`)
}

/** A name as the policy spells it. Throws a `UserError` where it has none. */
export function nameIn(name: string, names: readonly string[], what: string): string {
  const found = knownName(names, name)
  if (found !== undefined) return found
  throw invalid(`'${name}' is no ${what} of the policy${suggestion(name, names)}`)
}

function list(names: readonly string[]): string {
  return ` (known: ${names.join(', ')})`
}
