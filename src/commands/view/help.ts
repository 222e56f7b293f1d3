import { USAGE, VERBS } from '../command.ts'
import { COMMAND_OPTIONS, type DoorOptions } from '../grammar/options.ts'
import type { Block, Line, View } from './view.ts'

const DOES: Readonly<Record<(typeof VERBS)[number], string>> = {
  status: 'where everything is, what waits, and what is locked',
  deploy: 'a commit to an environment; without one: the newest that may be deployed',
  rollback: 'the last good commit, or the one that is named',
  promote: 'what is held there goes on to its next stage',
  abort: 'what is held there is given up: what is live comes back',
  history: 'what was deployed, by whom, and how it ended',
  lock: 'holds an environment, or all of them',
  unlock: 'gives it back',
  doctor: 'how everything is set up, what is wrong with it, and what to do',
  help: 'this',
}

/** What only one door has. */
interface OwnHelp {
  readonly verbs?: Readonly<Record<string, { readonly usage: string; readonly does: string }>>
  readonly options?: DoorOptions
  /** How a command ends, where it does. */
  readonly exitCodes?: Readonly<Record<string, number>>
}

/** What can be written. */
export function helpView({ verbs = {}, options: own = {}, exitCodes = {} }: OwnHelp = {}): View {
  const common = Object.entries(COMMAND_OPTIONS).map(([name, { value, does, verbs }]): Line[] => [
    [{ code: optionText(name, value) }],
    [`${does} (${verbs.join(', ')})`],
  ])
  const others = Object.entries(own).map(([name, { value, does }]): Line[] => [
    [{ code: optionText(name, value) }],
    [does],
  ])
  const ends = Object.entries(exitCodes).map(([name, code]) => `${code} ${name}`)
  return {
    title: ['Commands:'],
    blocks: [
      table([
        ...VERBS.map((verb): Line[] => [[{ command: USAGE[verb] }], [DOES[verb]]]),
        ...Object.values(verbs).map(({ usage, does }): Line[] => [[{ command: usage }], [does]]),
      ]),
      { kind: 'line', line: ['Options:'] },
      table([...common, ...others]),
      ...(ends.length === 0 ? [] : [{ kind: 'line' as const, line: [`Exit codes: ${ends.join(', ')}`] }]),
    ],
  }
}

function optionText(name: string, value: string | undefined): string {
  return `--${name}${value === undefined ? '' : ` ${value}`}`
}

function table(rows: readonly (readonly Line[])[]): Block {
  return { kind: 'table', columns: ['', ''], rows }
}
