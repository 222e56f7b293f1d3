import type { Command } from '../command.ts'
import { commandText } from './command-text.ts'
import { hasName, type KnownNames } from './known-names.ts'
import { isNumber, isSha } from './words.ts'

/** The places of the grammar, in their order. */
const PLACES = ['service', 'environment', 'end'] as const

/**
 * The same command with its words in the order of the grammar: `unlock production hello` becomes `unlock hello production`.
 * Undefined where they are in order, or where it is not clear what each of them is.
 */
export function reordered(verb: Command['verb'], words: readonly string[], known: KnownNames): string | undefined {
  const places = words.map(word => placeOf(word, known))
  const end = places.indexOf(undefined)
  const count = end < 0 ? words.length : end
  const first = places.slice(0, count)
  if (new Set(first).size < count || count < 2) return undefined
  const sorted = PLACES.flatMap(place => (first.includes(place) ? [words[first.indexOf(place)] ?? ''] : []))
  if (sorted.every((word, index) => word === words[index])) return undefined
  return commandText([verb, ...sorted, ...words.slice(count)])
}

function placeOf(word: string, { services, environments }: KnownNames): (typeof PLACES)[number] | undefined {
  const isService = hasName(services, word)
  const isEnvironment = word === 'all' || hasName(environments, word)
  if (isService && isEnvironment) return undefined
  if (isService) return 'service'
  if (isEnvironment) return 'environment'
  return isNumber(word) || isSha(word) ? 'end' : undefined
}
