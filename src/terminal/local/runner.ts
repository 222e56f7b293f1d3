import type { Logger } from '../../log/logger.ts'
import type { Runner } from '../../runner/runner.ts'
import { Masks } from '../../secrets/masks.ts'
import { visibleText } from '../../text/visible.ts'
import type { Terminal } from '../terminal.ts'

/** How much of what goes on is shown: what has to be known alone, or each step. */
export type Loudness = 'quiet' | 'steps'

/** What a runner of GitHub offers a step, at a terminal: inputs by their names, a state that lives as long as the command. */
export function terminalRunner(
  texts: Readonly<Record<string, string>>,
  { err, env, clock }: Pick<Terminal, 'err' | 'env' | 'clock'>,
  loudness: Loudness,
): Runner {
  const kept = new Map<string, string>()
  const masks: Masks = new Masks({ emit: () => undefined, notice: line => err.print(indentedLine(line)) })
  const print = (line: string, indent = '') => err.print(`${indent}${indentedLine(masks.redact(line))}`)
  const aside = (line: string) => (loudness === 'steps' ? print(line, '  ') : undefined)
  const log: Logger = {
    debug: () => undefined,
    info: aside,
    ...{ notice: line => print(line), warning: line => print(line), error: line => print(line) },
    group: (title, work) => {
      if (loudness === 'steps') print(title)
      return work()
    },
  }
  return {
    ...{ log, masks, clock, env },
    print: lines => err.print(masks.redact(lines)),
    room: async () => undefined,
    input: name => texts[name] ?? '',
    // The answer says all of it.
    setOutput: () => undefined,
    writeSummary: async () => undefined,
    saveState: (name, value) => void kept.set(name, value),
    state: name => kept.get(name) ?? '',
    fail: headline => print(headline),
  }
}

/** A line in which everything can be seen, with the blanks before it: they say what belongs to what. */
export function indentedLine(line: string): string {
  return `${/^ */.exec(line)?.[0] ?? ''}${visibleText(line)}`
}
