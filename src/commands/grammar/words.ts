import { reasonProblem } from '../../domain/lock/held-lock.ts'
import { UserError } from '../../errors.ts'
import { DURATION_WORDS } from '../../policy/duration.ts'
import { DAY, parseDuration } from '../../time/duration.ts'
import { type Command, LIMITS, USAGE } from '../command.ts'
import { hasName, type KnownNames } from './known-names.ts'

const LONGEST = 31 * DAY
/** Of a SHA: fewer digits name too many commits. */
const FEWEST_DIGITS = 7

export function invalid(text: string): UserError {
  return new UserError('command-invalid', text)
}

/** `[limit]`. */
export function limitOf(word: string | undefined, verb: 'status' | 'history'): number {
  if (word === undefined) return LIMITS.usual
  if (!isNumber(word)) throw invalid(`'${word}' is no number: ${USAGE[verb]}`)
  const limit = Number(word)
  if (limit > LIMITS.most) throw invalid(`${verb} shows at most ${LIMITS.most}, not ${word}`)
  if (limit < 1) throw invalid(`${verb} shows at least 1, not ${word}`)
  return limit
}

export function isNumber(word: string): boolean {
  return /^\d{1,9}$/.test(word)
}

export function isSha(word: string): boolean {
  return /^[0-9a-f]{7,40}$/i.test(word)
}

/** `[sha]` as the first of these words; `rest` is what follows. */
export function shaWord(words: readonly string[]): {
  readonly sha: string | undefined
  readonly rest: readonly string[]
} {
  const [first, ...rest] = words
  if (first === undefined) return { sha: undefined, rest: [] }
  if (isSha(first)) return { sha: first.toLowerCase(), rest }
  // Digits alone may begin a reason: `503 since noon`.
  if (/^(?=.*[a-f])(?=.*\d)[0-9a-f]{4,}$/i.test(first)) {
    throw invalid(`'${first}' has ${first.length} digits: write ${FEWEST_DIGITS} to 40 of the commit's SHA`)
  }
  return { sha: undefined, rest: words }
}

/** `[for 2h]`. */
export function timeWords(words: readonly string[]): {
  readonly lasts: number | undefined
  readonly rest: readonly string[]
} {
  if (words[0]?.toLowerCase() !== 'for') return { lasts: undefined, rest: words }
  const time = words[1] ?? ''
  const lasts = /^[1-9]/.test(time) ? parseDuration(time, ['m', 'h', 'd']) : undefined
  if (lasts === undefined) {
    throw invalid(`'for ${time}' is no time: ${DURATION_WORDS}; a reason that begins with 'for' goes after --reason`)
  }
  if (lasts > LONGEST) throw invalid(`a lock lasts at most 31d, not ${time}`)
  return { lasts, rest: words.slice(2) }
}

/**
 * `[reason]`: all words that are left, or an option. The first word must not be one that stands elsewhere in the grammar: a
 * command whose words are in another order would do something else than was meant.
 */
export function reasonOf(words: readonly string[], option: string | undefined, known: KnownNames): string {
  const [first = ''] = words
  const said = words.join(' ')
  if (said !== '' && option !== undefined) throw invalid('the reason is given twice: as words and with --reason')
  const taken = first === '' ? undefined : takenFor(first, known)
  if (taken !== undefined) throw invalid(`'${first}' ${taken}; a reason that begins with it goes after --reason`)
  const reason = (option ?? said).trim()
  refuseReason(reason)
  return reason
}

/** Throws a `UserError` for a reason that cannot be kept. */
export function refuseReason(reason: string): void {
  const problem = reasonProblem(reason)
  if (problem !== undefined) throw invalid(`the reason cannot be kept: ${problem}`)
}

function takenFor(word: string, known: KnownNames): string | undefined {
  if (hasName(known.services, word)) return 'is a service, which stands before the environment'
  if (word === 'all' || hasName(known.environments, word)) return 'is an environment, and one is named already'
  if (/^\d+(?:[mhdsw]|min|mins|minutes?|hrs?|hours?|days?|weeks?)$/i.test(word))
    return "is a time, which is written 'for 2h'"
  return /^(?:until|till|til)$/i.test(word) ? "is no word of the grammar: a time is written 'for 2h'" : undefined
}

export function refuseRest([first]: readonly string[], verb: Command['verb']): void {
  if (first !== undefined) throw invalid(`'${first}' is not expected: ${USAGE[verb]}`)
}
