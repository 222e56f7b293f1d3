import { suggestion } from '../../text/suggestion.ts'
import { hasName, type KnownNames } from './known-names.ts'
import type { WrittenOptions } from './options.ts'
import { nameIn } from './target.ts'
import { invalid, isNumber } from './words.ts'

/** What a list is narrowed to; each undefined: all. */
interface Filter {
  readonly service: string | undefined
  readonly environment: string | undefined
  readonly rest: readonly string[]
}

/** Reads `[service]` or `[service] [environment]`; what follows is a number. Throws a `UserError` where it is not clear. */
export function readFilter(
  words: readonly string[],
  options: WrittenOptions,
  known: KnownNames,
  { hasEnvironment }: { readonly hasEnvironment: boolean },
): Filter {
  let rest = words
  let { service, environment } = options
  const [first = '', second = ''] = words
  const isService = hasName(known.services, first)
  const isEnvironment = hasEnvironment && hasName(known.environments, first)
  const isNext = hasEnvironment ? hasName(known.environments, second) || isNumber(second) : isNumber(second)
  if (service === undefined && isService) {
    if (isNumber(first) && !isNext) throw invalid(`'${first}' is a service and a number: write --service ${first}`)
    if (isEnvironment && environment === undefined && !hasName(known.environments, second)) {
      throw invalid(`'${first}' is a service and an environment: write --service ${first}, or --environment ${first}`)
    }
    service = first
    rest = rest.slice(1)
  }
  const [next] = rest
  if (hasEnvironment && environment === undefined && next !== undefined && hasName(known.environments, next)) {
    environment = next
    rest = rest.slice(1)
  }
  const [left] = rest
  if (left !== undefined && !isNumber(left))
    throw strange(left, known, { hasEnvironment, isNamed: service !== undefined })
  return {
    service: service === undefined ? undefined : nameIn(service, known.services, 'service'),
    environment: environment === undefined ? undefined : nameIn(environment, known.environments, 'environment'),
    rest,
  }
}

function strange(
  word: string,
  known: KnownNames,
  { hasEnvironment, isNamed }: { hasEnvironment: boolean; isNamed: boolean },
) {
  if (!hasEnvironment && hasName(known.environments, word))
    return invalid(`'${word}' is an environment: status shows all of them`)
  if (hasName(known.services, word)) return invalid(`the service '${word}' stands first`)
  const names = [...(isNamed ? [] : known.services), ...(hasEnvironment ? known.environments : [])]
  const what = [...(isNamed ? [] : ['no service']), ...(hasEnvironment ? ['no environment'] : []), 'no number']
  return invalid(`'${word}' is ${what.join(' and ')}${suggestion(word, names)}`)
}
