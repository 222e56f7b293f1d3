import type { WrittenOptions } from '../commands/grammar/options.ts'
import { type DoorOptions, readOptions } from '../commands/grammar/options.ts'

/** The words after the program's name. */
export interface Arguments {
  readonly words: readonly string[]
  readonly options: WrittenOptions
  /** `owner/name`. */
  readonly repo: string | undefined
  /** Whether a deployment is followed to its end. */
  readonly watch: boolean
  readonly json: boolean
  readonly help: boolean
}

/** What only a terminal has. */
export const TERMINAL_OPTIONS = {
  repo: { type: 'string', short: 'R', value: 'owner/name', does: 'the repository; default: that of the clone around' },
  watch: { type: 'boolean', short: 'w', does: 'follows a deployment to its end (deploy, rollback)' },
  json: { type: 'boolean', does: 'the answer as data' },
  help: { type: 'boolean', short: 'h', does: 'this' },
} as const satisfies DoorOptions

/** Throws a `UserError` (`command-invalid`) for an option that does not exist. */
export function readArguments(args: readonly string[]): Arguments {
  const { words, options, own } = readOptions(args, TERMINAL_OPTIONS)
  const repo = typeof own.repo === 'string' ? own.repo : undefined
  return { words, options, repo, watch: own.watch === true, json: own.json === true, help: own.help === true }
}
