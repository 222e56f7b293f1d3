import { defineConfig } from 'vitest/config'

/** The levels of tests, as CONTRIBUTING.md has them. Only the last one needs the platform, which it starts once. */
export default defineConfig({
  test: {
    reporters: ['default', './script/testing/reporter.ts'],
    projects: [
      level('unit', 20_000, { include: ['packages/*/test/**/*.test.ts'] }),
      level('contract', 20_000),
      level('bundle', 120_000, { globalSetup: ['test/platform/vitest/use-build.ts'] }),
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/platform/vitest/use-build.ts', 'test/platform/vitest/start-platform.ts'],
          // A process each: what a test starts is tied to the thread that started it.
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})

interface Additions {
  readonly include?: string[]
  readonly globalSetup?: string[]
}

function level(name: string, timeout: number, { include = [], globalSetup = [] }: Additions = {}) {
  const files = [`test/${name}/**/*.test.ts`, ...include]
  return { test: { name, include: files, globalSetup, testTimeout: timeout, hookTimeout: timeout } }
}
