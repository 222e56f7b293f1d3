import type { Door } from '../ask.ts'
import { USAGE, VERBS } from '../command.ts'
import type { Block, View } from './view.ts'

const DOES: Readonly<Record<(typeof VERBS)[number], string>> = {
  status: 'where everything is, what waits, and what is locked',
  deploy: 'a commit to an environment; without one: the newest that may be deployed',
  rollback: 'the last good commit, or the one that is named',
  history: 'what was deployed, by whom, and how it ended',
  lock: 'holds an environment, or all of them',
  unlock: 'gives it back',
  doctor: 'whether the repository is set up',
  help: 'this',
}

const OPTIONS: readonly (readonly [option: string, does: string])[] = [
  ['--service NAME, --environment NAME', 'a name, where the words are not clear'],
  ['--reason TEXT, --link URL', 'kept with the lock'],
  ['--claim CLAIM', 'of a lock that a workflow has taken, as its answer as data has it'],
  ['--steal', 'also what another has locked, or what cannot be read'],
  ['--shared', 'where several repositories share their locks: for all of them'],
]

const OPTIONS_OF_TERMINAL: typeof OPTIONS = [
  ['--repo owner/name', 'the repository; default: that of the clone around'],
  ['--json', 'the answer as data'],
]

/** What can be written, and how a command ends. */
export function helpView(door: Door): View {
  const isTerminal = door === 'terminal'
  const options = isTerminal ? [...OPTIONS, ...OPTIONS_OF_TERMINAL] : OPTIONS
  const end: Block = { kind: 'line', line: ['Exit codes: 0 done, 1 refused, 2 not understood, 3 an error'] }
  return {
    title: ['Commands:'],
    blocks: [
      table(VERBS.map(verb => [{ command: USAGE[verb] }, DOES[verb]])),
      { kind: 'line', line: ['Options:'] },
      table(options.map(([option, does]) => [{ code: option }, does])),
      ...(isTerminal ? [end] : []),
    ],
  }
}

function table(rows: readonly (readonly [{ command: string } | { code: string }, string])[]): Block {
  return { kind: 'table', columns: ['', ''], rows: rows.map(([what, does]) => [[what], [does]]) }
}
