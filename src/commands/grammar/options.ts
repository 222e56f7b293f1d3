import { parseArgs } from 'node:util'
import { messageOf, UserError } from '../../errors.ts'
import { didYouMean } from '../../text/suggestion.ts'
import type { Command } from '../command.ts'

type Verb = Command['verb']

/** What is said beside the words. */
export interface WrittenOptions {
  readonly service?: string | undefined
  readonly environment?: string | undefined
  readonly reason?: string | undefined
  readonly link?: string | undefined
  readonly force?: string | undefined
  readonly 'all-at-once'?: boolean | undefined
  readonly counts?: boolean | undefined
  readonly claim?: string | undefined
  readonly steal?: boolean | undefined
  readonly shared?: boolean | undefined
  readonly probe?: boolean | undefined
}

interface OptionRow {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  /** As help writes its value. */
  readonly value?: string
  readonly does: string
}

/** Every option of the grammar, with the verbs that have it; the same in every door. */
export const COMMAND_OPTIONS: {
  readonly [Name in keyof Required<WrittenOptions>]: OptionRow & { readonly verbs: readonly Verb[] }
} = {
  service: {
    ...{ type: 'string', value: 'NAME', does: 'the service, where the words are not clear' },
    verbs: ['status', 'deploy', 'rollback', 'history', 'lock', 'unlock'],
  },
  environment: {
    ...{ type: 'string', value: 'NAME', does: 'the environment, where the words are not clear' },
    verbs: ['deploy', 'rollback', 'history', 'lock', 'unlock'],
  },
  reason: {
    ...{ type: 'string', value: '"WHY"', does: 'a reason that begins like something else' },
    verbs: ['lock', 'rollback'],
  },
  link: { type: 'string', value: 'URL', does: 'where to read more; kept with the lock', verbs: ['lock'] },
  force: {
    ...{ type: 'string', value: '"WHY"', does: 'deploys what the verdict refuses, where the policy lets the person' },
    verbs: ['deploy'],
  },
  'all-at-once': { type: 'boolean', does: 'to all pods in one rollout, and over what is held', verbs: ['deploy'] },
  counts: { type: 'boolean', does: 'deployments a day and the four DORA figures', verbs: ['history'] },
  claim: {
    ...{ type: 'string', value: 'CLAIM', does: 'of a lock that a workflow has taken, as its answer as data has it' },
    verbs: ['lock', 'unlock'],
  },
  steal: { type: 'boolean', does: 'also what another has locked, or what cannot be read', verbs: ['lock', 'unlock'] },
  shared: {
    ...{ type: 'boolean', does: 'where several repositories share their locks: of all of them' },
    verbs: ['lock', 'unlock'],
  },
  probe: { type: 'boolean', does: 'tries whether locks can be kept, and leaves nothing', verbs: ['doctor'] },
}

/** Options of one door alone. */
export type DoorOptions = Readonly<Record<string, OptionRow>>

/** The words and options of a command, as one door takes them. */
export interface ReadOptions {
  readonly words: readonly string[]
  readonly options: WrittenOptions
  /** Of the door itself. */
  readonly own: Readonly<Record<string, string | boolean | undefined>>
}

/** Throws a `UserError` (`command-invalid`) for an option that does not exist, is given twice, or has no value. */
export function readOptions(args: readonly string[], door: DoorOptions = {}): ReadOptions {
  const options: Readonly<Record<string, OptionRow>> = { ...COMMAND_OPTIONS, ...door }
  const known = Object.keys(options)
  const shorts = Object.values(options).flatMap(({ short }) => short ?? [])
  try {
    // Phones make one long dash of two.
    const dash = args.find(arg => /^[\u2012-\u2015][a-z]/i.test(arg))
    if (dash !== undefined) throw new Error(`'${dash}' begins with a long dash: options begin with '--'`)
    const config = Object.fromEntries(
      Object.entries(options).map(([name, { type, short }]) => [
        name,
        short === undefined ? { type } : { type, short },
      ]),
    )
    const { values, positionals, tokens } = parseArgs({
      args: [...args],
      options: config,
      allowPositionals: true,
      tokens: true,
    })
    const names = tokens.flatMap(token => (token.kind === 'option' ? [token.name] : []))
    const twice = names.find((name, index) => names.indexOf(name) < index)
    if (twice !== undefined) throw new Error(`--${twice} is given twice`)
    const empty = Object.entries(values).find(([, value]) => typeof value === 'string' && value.trim() === '')
    if (empty !== undefined) throw new Error(`--${empty[0]} needs a value`)
    const own = Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(door, name)))
    const written = Object.fromEntries(Object.entries(values).filter(([name]) => !Object.hasOwn(door, name)))
    return { words: positionals, options: written, own }
  } catch (thrown) {
    const end = args.indexOf('--')
    const given = (end < 0 ? args : args.slice(0, end)).find(arg => {
      const name = nameOf(arg)
      return /^--?\w/.test(arg) && !(arg.startsWith('--') ? known.includes(name) : shorts.includes(name))
    })
    throw new UserError('command-invalid', textOf(thrown, given, known), { cause: thrown })
  }
}

function textOf(thrown: unknown, unknownOption: string | undefined, known: readonly string[]): string {
  const said = messageOf(thrown)
  const [, missing] = /^Option '(?:-\w, )?--(\w+) <value>' argument/.exec(said) ?? []
  if (missing === 'force' || missing === 'reason') return `--${missing} needs a reason: --${missing} "why"`
  if (missing !== undefined) return `--${missing} needs a value`
  if (unknownOption === undefined || !said.startsWith('Unknown option')) return said.split('. ')[0] ?? ''
  return `there is no option ${unknownOption.replace(/=.*/s, '')}${didYouMean(nameOf(unknownOption), known)}`
}

function nameOf(arg: string): string {
  return arg.replace(/^--?/, '').replace(/=.*/s, '')
}

/** Throws a `UserError` for an option that the verb does not have. */
export function refuseOptions(options: WrittenOptions, verb: Verb): void {
  for (const [name, { verbs }] of Object.entries(COMMAND_OPTIONS)) {
    const value = options[name as keyof WrittenOptions]
    if (value === undefined || verbs.includes(verb)) continue
    throw new UserError(
      'command-invalid',
      `'${verb}' has no option --${name}; ${verbs.join(', ')} ${verbs.length === 1 ? 'has' : 'have'} it`,
    )
  }
}
