import { loadNow, patienceOf } from '../testing/load.ts'
import { type FileCoverage, testsOf } from './covered.ts'
import { edited } from './places.ts'
import type { Mutant } from './sample.ts'
import type { TestRun, Workspace } from './workspace.ts'

/** What became of a mutant that compiles. */
export interface Judged extends Mutant {
  readonly noticed: 'unit' | 'bundle' | 'survived'
  /** The first test that failed, or `timeout`. */
  readonly by?: string
  readonly seconds: number
}

/** How often longer than without a mutant tests may take, and what is added for their start; more on a busy machine. */
const PATIENCE = 10
const START_MS = 30_000
export const BUNDLE_MS = 1_800_000

/** By the unit tests that run the mutant's place; `survived` where none of them notices. */
export async function judgeByUnit(
  workspace: Workspace,
  mutant: Mutant,
  coverage: readonly FileCoverage[],
): Promise<Judged> {
  return withMutant(workspace, mutant, async () => {
    const tests = testsOf(coverage, mutant.file, mutant.edit.start)
    if (tests.length === 0) return ['survived']
    const usual = tests.reduce((sum, { ms }) => sum + ms, 0)
    const limit = (START_MS + PATIENCE * usual) * patienceOf(loadNow())
    const by = noticedBy(
      await workspace.unit(
        tests.map(({ test }) => test),
        limit,
      ),
    )
    return by === undefined ? ['survived'] : ['unit', by]
  })
}

/** By the whole bundle level: for what the unit tests do not notice, since it takes minutes. */
export async function judgeByBundle(workspace: Workspace, mutant: Mutant): Promise<Judged> {
  return withMutant(workspace, mutant, async () => {
    const by = noticedBy(await workspace.bundle(BUNDLE_MS))
    return by === undefined ? ['survived'] : ['bundle', by]
  })
}

async function withMutant(
  workspace: Workspace,
  mutant: Mutant,
  look: () => Promise<readonly [noticed: Judged['noticed'], by?: string]>,
): Promise<Judged> {
  const began = performance.now()
  const text = workspace.read(mutant.file)
  workspace.write(mutant.file, edited(text, mutant.edit))
  try {
    const [noticed, by] = await look()
    const seconds = (performance.now() - began) / 1000
    return { ...mutant, noticed, ...(by === undefined ? {} : { by }), seconds }
  } finally {
    workspace.write(mutant.file, text)
  }
}

function noticedBy(run: TestRun): string | undefined {
  if (run.kind === 'green') return undefined
  return run.kind === 'timeout' ? 'timeout' : run.tests[0]
}
