import path from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The test files to run, in this order, separated by line ends. */
const order = (process.env.COMMIT_TRAIN_MUTATION_TESTS ?? '').split('\n').filter(file => file !== '')

/** Runs the files as they were given: vitest's own order is by their length. */
class GivenOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const at = ({ moduleId }: TestSpecification) => order.indexOf(path.relative(process.cwd(), moduleId))
    return files.toSorted((a, b) => at(a) - at(b))
  }
}

/** How script/mutate runs unit tests: one file after another, by node's own loader, so that offsets are the source's. */
export default defineConfig({
  test: {
    name: 'unit',
    root: process.cwd(),
    include: order,
    setupFiles: [
      'script/testing/hooks.ts',
      ...(process.env.COMMIT_TRAIN_COVERAGE === undefined ? [] : ['script/mutation/record-coverage.ts']),
    ],
    reporters: ['./script/testing/reporter.ts'],
    pool: 'forks',
    maxWorkers: Number(process.env.COMMIT_TRAIN_MUTATION_WORKERS ?? '1'),
    sequence: { sequencer: GivenOrder },
    experimental: { viteModuleRunner: false },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
