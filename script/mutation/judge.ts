import { loadNow, patienceOf } from '../testing/load.ts'
import { type FileCoverage, testsOf } from './covered.ts'
import { edited } from './places.ts'
import type { Mutant } from './sample.ts'
import type { TestRun, Workspace } from './workspace.ts'

/** What became of a mutant that compiles. */
export interface Judged extends Mutant {
  /** `unknown`: the tests did not end, or failed, without it too. It counts as not noticed. */
  readonly noticed: 'unit' | 'bundle' | 'survived' | 'unknown'
  /** The first test that failed, or `timeout`. */
  readonly by?: string
  readonly seconds: number
}

type Verdict = readonly [noticed: Judged['noticed'], by?: string | undefined]

/** Runs tests within so many milliseconds, of which each process may compute as long as they allow on an idle machine. */
type RunTests = (tests: readonly FileCoverage[], limit: number) => Promise<TestRun>

/** How often longer than without a mutant tests may take, and what is added for their start; more on a busy machine. */
const PATIENCE = 10
const START_MS = 30_000
export const BUNDLE_MS = 1_800_000

/** By the unit tests that run the mutant's place; `survived` where none of them notices. */
export async function judgeByUnit(
  workspace: Pick<Workspace, 'read' | 'write' | 'unit'>,
  mutant: Mutant,
  coverage: readonly FileCoverage[],
  patience: () => number = () => patienceOf(loadNow()),
): Promise<Judged> {
  const tests = testsOf(coverage, mutant.file, mutant.edit.start)
  const unit: RunTests = (some, limit) =>
    workspace.unit(
      some.map(({ test }) => test),
      limit,
      Math.ceil(idleLimit(some) / 1000),
    )
  return timed(mutant, async () => {
    if (tests.length === 0) return ['survived']
    const limit = idleLimit(tests) * patience()
    const broken = await withMutant(workspace, mutant, () => unit(tests, limit))
    if (broken.kind === 'green') return ['survived']
    if (broken.kind === 'timeout') return hangs(workspace, mutant, tests, limit, unit)
    const [by = ''] = broken.tests
    // On a busy machine a test may fail by itself.
    const doubted = patience() > 1 ? tests.filter(({ test }) => by.startsWith(test)) : []
    if (doubted.length > 0 && (await unit(doubted, limit)).kind !== 'green') return ['unknown', by]
    return ['unit', by]
  })
}

/** Milliseconds that tests may take on an idle machine. */
function idleLimit(tests: readonly FileCoverage[]): number {
  return START_MS + PATIENCE * tests.reduce((sum, { ms }) => sum + ms, 0)
}

/** Tests that took too long: whether they end in time without the mutant, and not with it when they have ten times that. */
async function hangs(
  workspace: Pick<Workspace, 'read' | 'write'>,
  mutant: Mutant,
  tests: readonly FileCoverage[],
  limit: number,
  unit: RunTests,
): Promise<Verdict> {
  const began = performance.now()
  const whole = await unit(tests, limit)
  if (whole.kind !== 'green') return ['unknown', 'timeout']
  const again = await withMutant(workspace, mutant, () =>
    unit(tests, Math.max(limit, PATIENCE * (performance.now() - began))),
  )
  if (again.kind === 'green') return ['survived']
  return ['unit', again.kind === 'timeout' ? 'timeout' : again.tests[0]]
}

/** By the whole bundle level: for what the unit tests do not notice, since it takes minutes. */
export async function judgeByBundle(workspace: Workspace, mutant: Mutant): Promise<Judged> {
  return timed(mutant, async () => {
    const run = await withMutant(workspace, mutant, () => workspace.bundle(BUNDLE_MS))
    if (run.kind === 'green') return ['survived']
    return run.kind === 'timeout' ? ['unknown', 'timeout'] : ['bundle', run.tests[0]]
  })
}

async function timed(mutant: Mutant, look: () => Promise<Verdict>): Promise<Judged> {
  const began = performance.now()
  const [noticed, by] = await look()
  const seconds = (performance.now() - began) / 1000
  return { ...mutant, noticed, ...(by === undefined ? {} : { by }), seconds }
}

async function withMutant<T>(
  workspace: Pick<Workspace, 'read' | 'write'>,
  mutant: Mutant,
  look: () => Promise<T>,
): Promise<T> {
  const text = workspace.read(mutant.file)
  workspace.write(mutant.file, edited(text, mutant.edit))
  try {
    return await look()
  } finally {
    workspace.write(mutant.file, text)
  }
}
