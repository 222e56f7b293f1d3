import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { Judged } from './judge.ts'
import type { Mutant } from './sample.ts'

type Level = 'unit' | 'bundle'

/** What earlier runs of the same source and tests have judged: a run that was stopped is gone on with. */
export class Journal {
  readonly #file: string
  readonly #judged: ReadonlyMap<string, Judged>

  constructor(file: string) {
    this.#file = file
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
    this.#judged = new Map(lines.flatMap(line => entryOf(line)))
  }

  /** How often a mutant has been judged by a level. */
  get size(): number {
    return this.#judged.size
  }

  /** As an earlier run judged it; by `judge`, and kept, where none did. `unknown` is tried again. */
  async judged(level: Level, mutant: Mutant, judge: () => Promise<Judged>): Promise<Judged> {
    const known = this.#judged.get(keyOf(level, mutant))
    if (known !== undefined && known.noticed !== 'unknown') return known
    const judged = await judge()
    // After the line that a run was stopped in.
    appendFileSync(this.#file, `\n${JSON.stringify({ level, judged })}`)
    return judged
  }
}

function keyOf(level: Level, { file, edit }: Mutant): string {
  return JSON.stringify([level, file, edit.start, edit.end, edit.text])
}

/** Nothing for the line that a run was stopped in. */
function entryOf(line: string): readonly (readonly [string, Judged])[] {
  try {
    const { level, judged } = JSON.parse(line) as { readonly level: Level; readonly judged: Judged }
    return [[keyOf(level, judged), judged]]
  } catch {
    return []
  }
}
