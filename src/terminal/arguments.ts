import { parseArgs } from 'node:util'
import type { WrittenOptions } from '../commands/grammar/command-words.ts'
import { messageOf, UserError } from '../errors.ts'
import { didYouMean } from '../text/suggestion.ts'

/** The words after the program's name. */
export interface Arguments {
  readonly words: readonly string[]
  readonly options: WrittenOptions
  /** `owner/name`. */
  readonly repo: string | undefined
  readonly json: boolean
  readonly help: boolean
}

const OPTIONS = {
  service: { type: 'string' },
  environment: { type: 'string' },
  reason: { type: 'string' },
  link: { type: 'string' },
  claim: { type: 'string' },
  steal: { type: 'boolean' },
  shared: { type: 'boolean' },
  repo: { type: 'string', short: 'R' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Throws a `UserError` (`command-invalid`) for an option that does not exist. */
export function readArguments(args: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
    const { repo, json = false, help = false, ...options } = values
    return { words: positionals, options, repo, json, help }
  } catch (thrown) {
    const given = args.find(arg => /^--?[A-Za-z]/.test(arg) && !isKnown(arg))
    const near = given === undefined ? '' : didYouMean(nameOf(given), Object.keys(OPTIONS))
    const text = given === undefined ? (messageOf(thrown).split('. ')[0] ?? '') : `there is no option ${given}${near}`
    throw new UserError('command-invalid', text, { cause: thrown })
  }
}

function isKnown(arg: string): boolean {
  return Object.entries(OPTIONS).some(
    ([name, one]) => nameOf(arg) === name || ('short' in one && arg === `-${one.short}`),
  )
}

function nameOf(arg: string): string {
  return arg.replace(/^--?/, '').replace(/=.*/s, '')
}
