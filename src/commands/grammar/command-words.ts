import { isClaim, isLink, LONGEST_LINK, reasonProblem } from '../../domain/lock/held-lock.ts'
import { UserError } from '../../errors.ts'
import { DURATION_WORDS } from '../../policy/duration.ts'
import { didYouMean } from '../../text/suggestion.ts'
import { DAY, parseDuration } from '../../time/duration.ts'
import { type Command, LIMITS, USAGE, VERBS } from '../command.ts'
import { type KnownNames, readTarget } from './target.ts'

/** A command as a door has read it. */
export interface WrittenCommand {
  readonly verb: Command['verb']
  /** What follows the verb. */
  readonly words: readonly string[]
  readonly options: WrittenOptions
}

/** What is said beside the words. */
export interface WrittenOptions {
  readonly service?: string | undefined
  readonly environment?: string | undefined
  readonly reason?: string | undefined
  readonly link?: string | undefined
  readonly claim?: string | undefined
  readonly steal?: boolean | undefined
  readonly shared?: boolean | undefined
}

const LONGEST = 31 * DAY

/** The verb of a command, before anything is read for it. Throws a `UserError` for none, and for one that does not exist. */
export function verbOf([verb]: readonly string[]): (typeof VERBS)[number] {
  const found = VERBS.find(one => one === verb)
  if (found !== undefined) return found
  const known = VERBS.join(', ')
  if (verb === undefined) throw new UserError('command-invalid', `no command is given (known: ${known})`)
  throw new UserError('command-invalid', `'${verb}' is no command${didYouMean(verb, VERBS) || ` (known: ${known})`}`)
}

/** Reads a command. Throws a `UserError` (`command-invalid`) for whatever the grammar does not have. */
export function readCommand({ verb, words, options }: WrittenCommand, known: KnownNames): Command {
  if (verb === 'status') {
    refuseRest(words, verb)
    refuseOptions(options, [], verb)
    return { verb, service: undefined, limit: LIMITS.usual }
  }
  if (verb !== 'lock' && verb !== 'unlock') throw new UserError('command-invalid', `'${verb}' is not there yet`)
  const { service, environment, claim, shared = false, steal = false } = options
  if (claim !== undefined && !isClaim(claim))
    throw new UserError('command-invalid', '--claim is not one that an answer has named')
  const { scope, rest } = readTarget({ words, service, environment, shared }, known)
  if (verb === 'unlock') {
    refuseOptions(options, ['service', 'environment', 'shared', 'steal', 'claim'], verb)
    refuseRest(rest, verb)
    return { verb, scope, steal, claim }
  }
  const { lasts, reason } = lockWords(rest, options.reason)
  const problem = reasonProblem(reason)
  if (problem !== undefined) throw new UserError('command-invalid', `the reason cannot be kept: ${problem}`)
  const link = options.link ?? ''
  if (link !== '' && !isLink(link)) {
    throw new UserError(
      'command-invalid',
      `--link must be an address of http or https, of at most ${LONGEST_LINK} characters`,
    )
  }
  return { verb, scope, lasts, reason, link, steal, claim }
}

/** `[for 2h] [reason]`. */
function lockWords(words: readonly string[], option: string | undefined) {
  const hasTime = words[0]?.toLowerCase() === 'for'
  const time = hasTime ? (words[1] ?? '') : undefined
  const lasts = time === undefined ? undefined : /^[1-9]/.test(time) ? parseDuration(time, ['m', 'h', 'd']) : undefined
  if (hasTime && lasts === undefined) {
    const text = `'for ${time}' is no time: ${DURATION_WORDS}; a reason that begins with 'for' goes after --reason`
    throw new UserError('command-invalid', text)
  }
  if (lasts !== undefined && lasts > LONGEST)
    throw new UserError('command-invalid', `a lock lasts at most 31d, not ${time}`)
  const said = words.slice(hasTime ? 2 : 0).join(' ')
  if (said !== '' && option !== undefined) {
    throw new UserError('command-invalid', 'the reason is given twice: as words and with --reason')
  }
  return { lasts, reason: (option ?? said).trim() }
}

function refuseRest([first]: readonly string[], verb: Command['verb']): void {
  if (first === undefined) return
  throw new UserError('command-invalid', `'${first}' is not expected: ${USAGE[verb]}`)
}

function refuseOptions(options: WrittenOptions, allowed: readonly (keyof WrittenOptions)[], verb: string): void {
  const names = Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  const other = names.find(name => !allowed.some(one => one === name))
  if (other !== undefined) throw new UserError('command-invalid', `'${verb}' has no option --${other}`)
}
