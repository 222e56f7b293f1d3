import { defineConfig } from 'vitest/config'
import { loadNow, patienceOf } from './script/testing/load.ts'
import { leftOut } from './script/testing/optional.ts'
import SlowestFirst from './script/testing/sequencer.ts'

/** Met by tests that hang alone: the quick ones take milliseconds on an idle machine, and get more on a busy one. */
const patience = patienceOf(loadNow())
const seconds = (idle: number) => Math.round(idle * 1000 * patience)

/** The levels of tests, as CONTRIBUTING.md has them. Only the last one needs the platform, which it starts once. */
export default defineConfig({
  test: {
    reporters: ['default', './script/testing/reporter.ts'],
    sequence: { sequencer: SlowestFirst },
    projects: [
      // Files of a worker share their modules: GitHub's description is read and its validators are compiled once.
      level('unit', 60, {
        include: ['packages/*/test/**/*.test.ts'],
        setupFiles: ['script/testing/hooks.ts'],
        isolate: false,
      }),
      // Nearly all of them read files alone: a process each would take longer to start than most of them to run.
      level('contract', 60, { setupFiles: ['script/testing/hooks.ts'], isolate: false }),
      level('bundle', 120, { globalSetup: ['test/platform/vitest/use-build.ts'] }),
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: leftOut(process.env),
          globalSetup: ['test/platform/vitest/use-build.ts', 'test/platform/vitest/start-platform.ts'],
          // A process each: what a test starts is tied to the thread that started it.
          pool: 'forks',
          // Tests that run at the same time mostly wait for the cluster.
          maxConcurrency: 10,
          testTimeout: seconds(60),
          hookTimeout: seconds(60),
        },
      },
    ],
  },
})

interface Additions {
  readonly include?: string[]
  readonly globalSetup?: string[]
  /** Run before each test file. */
  readonly setupFiles?: string[]
  /** Whether each file gets a process and modules of its own; default: true. */
  readonly isolate?: boolean
}

function level(
  name: string,
  idle: number,
  { include = [], globalSetup = [], setupFiles = [], isolate = true }: Additions = {},
) {
  const files = [`test/${name}/**/*.test.ts`, ...include]
  return {
    test: {
      name,
      include: files,
      globalSetup,
      setupFiles,
      isolate,
      // Else graphql, which the double of GitHub executes our queries with, reads the environment for each value that it looks at.
      env: { NODE_ENV: 'production' },
      testTimeout: seconds(idle),
      hookTimeout: seconds(idle),
    },
  }
}
