import { loadNow, patienceOf } from '../testing/load.ts'
import { type FileCoverage, testsOf } from './covered.ts'
import { edited } from './places.ts'
import type { Mutant } from './sample.ts'
import type { TestRun, Workspace } from './workspace.ts'

/** What became of a mutant. `discarded`: it does not compile, so that no test is needed. */
export interface Judged extends Mutant {
  readonly noticed: 'unit' | 'bundle' | 'survived' | 'discarded'
  /** The first test that failed, or `timeout`. */
  readonly by?: string
  readonly seconds: number
}

/** How often longer than without a mutant tests may take, and what is added for their start; more on a busy machine. */
const PATIENCE = 10
const START_MS = 30_000
export const BUNDLE_MS = 1_800_000

export async function judge(workspace: Workspace, mutant: Mutant, coverage: readonly FileCoverage[]): Promise<Judged> {
  const began = performance.now()
  const text = workspace.read(mutant.file)
  const end = (noticed: Judged['noticed'], by?: string): Judged => ({
    ...mutant,
    noticed,
    ...(by === undefined ? {} : { by }),
    seconds: (performance.now() - began) / 1000,
  })
  workspace.write(mutant.file, edited(text, mutant.edit))
  try {
    if (!(await workspace.compile())) return end('discarded')
    const tests = testsOf(coverage, mutant.file, mutant.edit.start)
    if (tests.length > 0) {
      const usual = tests.reduce((sum, { ms }) => sum + ms, 0)
      const by = noticedBy(
        await workspace.unit(
          tests.map(({ test }) => test),
          (START_MS + PATIENCE * usual) * patienceOf(loadNow()),
        ),
      )
      if (by !== undefined) return end('unit', by)
    }
    const by = noticedBy(await workspace.bundle(BUNDLE_MS))
    return by === undefined ? end('survived') : end('bundle', by)
  } finally {
    workspace.write(mutant.file, text)
  }
}

function noticedBy(run: TestRun): string | undefined {
  if (run.kind === 'green') return undefined
  return run.kind === 'timeout' ? 'timeout' : run.tests[0]
}
