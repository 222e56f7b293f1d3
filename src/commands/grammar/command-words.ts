import type { Continuation } from '../../domain/claims/continuation.ts'
import { isClaim, isLink, LONGEST_LINK } from '../../domain/lock/held-lock.ts'
import { UserError } from '../../errors.ts'
import { canonicalName } from '../../text/canonical-name.ts'
import { didYouMean } from '../../text/suggestion.ts'
import { type Command, VERBS } from '../command.ts'
import { readFilter } from './filter.ts'
import { hasName, type KnownNames } from './known-names.ts'
import { refuseOptions, type WrittenOptions } from './options.ts'
import { reordered } from './order.ts'
import { readKey, readScope } from './target.ts'
import { invalid, limitOf, reasonOf, refuseReason, refuseRest, shaWord, timeWords } from './words.ts'

/** A command as a door has read it. */
export interface WrittenCommand {
  readonly verb: Command['verb']
  /** What follows the verb. */
  readonly words: readonly string[]
  readonly options: WrittenOptions
}

/**
 * The verb of a command, before anything is read for it; `own`: those of the door alone. Throws a `UserError` for none, and for
 * one that does not exist.
 */
export function verbOf<Own extends string = never>(
  [verb]: readonly string[],
  own: readonly Own[] = [],
): (typeof VERBS)[number] | Own {
  const verbs = [...VERBS, ...own]
  const found = verbs.find(one => one === verb?.toLowerCase())
  if (found !== undefined) return found
  const known = verbs.join(', ')
  if (verb === undefined) throw invalid(`no command is given (known: ${known})`)
  throw invalid(`'${verb}' is no command${didYouMean(verb, verbs) || ` (known: ${known})`}`)
}

/** Reads a command. Throws a `UserError` (`command-invalid`) for whatever the grammar does not have. */
export function readCommand({ verb, words: given, options }: WrittenCommand, known: KnownNames): Command {
  refuseOptions(options, verb)
  const words = withoutRepository(given, known)
  try {
    return READERS[verb](words, options, known)
  } catch (thrown) {
    const meant = thrown instanceof UserError ? reordered(verb, words, known) : undefined
    if (meant === undefined || !(thrown instanceof UserError)) throw thrown
    const [text = ''] = thrown.message.split(/ \((?:did you mean|known:)/)
    throw new UserError('command-invalid', `${text} (did you mean '${meant}'?)`, { cause: thrown })
  }
}

type Reader = (words: readonly string[], options: WrittenOptions, known: KnownNames) => Command

const READERS: Readonly<Record<Command['verb'], Reader>> = {
  status: (words, options, known) => {
    const { service, rest } = readFilter(words, options, known, { hasEnvironment: false })
    refuseRest(rest.slice(1), 'status')
    return { verb: 'status', service, limit: limitOf(rest[0], 'status') }
  },
  history: (words, options, known) => {
    const { service, environment, rest } = readFilter(words, options, known, { hasEnvironment: true })
    refuseRest(rest.slice(1), 'history')
    const { counts = false } = options
    if (counts && rest.length > 0) throw invalid(`'${rest[0]}' is not expected: --counts shows no list`)
    return { verb: 'history', service, environment, limit: limitOf(rest[0], 'history'), counts }
  },
  deploy: (words, options, known) => {
    const { service, environment, rest: after } = readKey(words, options, known, { freeText: false })
    const { sha, rest } = shaWord(after)
    if (sha === undefined && rest[0] !== undefined) throw noCommit(rest[0], options)
    refuseRest(rest, 'deploy')
    const force = options.force?.trim()
    if (force !== undefined) refuseReason(force)
    const atOnce = options['all-at-once'] === true ? { allAtOnce: true } : {}
    return { verb: 'deploy', service, environment, sha, force, ...atOnce }
  },
  rollback: (words, options, known) => {
    const { service, environment, rest: after } = readKey(words, options, known, { freeText: true })
    const { sha, rest } = shaWord(after)
    return { verb: 'rollback', service, environment, sha, reason: reasonOf(rest, options.reason, known) }
  },
  promote: (words, options, known) => continueWords('promote', words, options, known),
  abort: (words, options, known) => continueWords('abort', words, options, known),
  lock: (words, options, known) => {
    const { scope, rest: after } = readScope(words, options, known)
    const { lasts, rest } = timeWords(after)
    const reason = reasonOf(rest, options.reason, known)
    const { link = '', steal = false } = options
    const claim = claimOf(options)
    if (link !== '' && !isLink(link)) {
      throw invalid(`--link must be an address of http or https, of at most ${LONGEST_LINK} characters`)
    }
    return { verb: 'lock', scope, lasts, reason, link, steal, claim }
  },
  unlock: (words, options, known) => {
    const { scope, rest } = readScope(words, options, known)
    refuseRest(rest, 'unlock')
    return { verb: 'unlock', scope, steal: options.steal ?? false, claim: claimOf(options) }
  },
  doctor: (words, { probe = false }) => {
    refuseRest(words, 'doctor')
    return { verb: 'doctor', probe }
  },
}

function continueWords(verb: Continuation, ...[words, options, known]: Parameters<Reader>): Command {
  const { service, environment, rest } = readKey(words, options, known, { freeText: false })
  refuseRest(rest, verb)
  return { verb, service, environment }
}

function claimOf({ claim }: WrittenOptions): string | undefined {
  if (claim === undefined || isClaim(claim)) return claim
  throw invalid('--claim is not one that an answer has named')
}

/** `owner/name` first: a door that serves several repositories needs it, one that serves a single one takes it as well. */
function withoutRepository(words: readonly string[], known: KnownNames): readonly string[] {
  const [first = '', ...rest] = words
  if (!/^[\w-]+\/[\w.-]+$/.test(first) || hasName(known.environments, first)) return words
  if (canonicalName(first) === canonicalName(known.repository)) return rest
  throw invalid(`'${first}' is another repository: commands here are about ${known.repository}`)
}

function noCommit(word: string, { force }: WrittenOptions): UserError {
  // `--force checks are broken`: only the first word is the reason.
  const quotes = force === undefined ? '' : '; a reason of several words stands in quotes: --force "why"'
  return invalid(`'${word}' is no commit: write 7 to 40 digits of its SHA${quotes}`)
}
