import { defineConfig } from 'vitest/config'

/** The levels of tests, as CONTRIBUTING.md has them. Only the last one needs the platform, which it starts once. */
export default defineConfig({
  test: {
    reporters: ['default', './script/testing/reporter.ts'],
    projects: [
      level('unit', 20_000, ['packages/*/test/**/*.test.ts']),
      level('contract', 20_000),
      level('bundle', 120_000),
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/platform/vitest/start-platform.ts'],
          // A process each: what a test starts is tied to the thread that started it.
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})

function level(name: string, timeout: number, more: readonly string[] = []) {
  const include = [`test/${name}/**/*.test.ts`, ...more]
  return { test: { name, include, testTimeout: timeout, hookTimeout: timeout } }
}
