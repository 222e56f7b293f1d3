/** How one test ended, as the reporter hands it over. */
export interface TestOutcome {
  readonly level: string
  /** File and full name. */
  readonly name: string
  readonly ms: number
  /** `not-run`: skipped, todo, or never reached. */
  readonly state: 'passed' | 'failed' | 'not-run'
}

/** What the reporter writes at the end of a vitest run. */
export interface RunReport {
  readonly tests: readonly TestOutcome[]
  /** What went wrong outside of any test: a file that cannot be loaded, an error that was not caught. */
  readonly errors: readonly string[]
}

export interface Summary {
  readonly passed: number
  /** Everything that keeps the run from being green counts as failed. */
  readonly failed: number
  /** What to print, without the last line. */
  readonly lines: readonly string[]
}

/** How many of the slowest tests are shown. */
const SLOWEST = 5

/** Sums up a run. A test that did not run and a level without a test fail it: neither has shown anything. */
export function summarize(report: RunReport, levels: readonly string[]): Summary {
  const { tests, errors } = report
  const count = (level: string, state: TestOutcome['state']) =>
    tests.filter(test => test.level === level && test.state === state).length
  const counts = levels.map(level => {
    const [passed, failed, notRun] = [count(level, 'passed'), count(level, 'failed'), count(level, 'not-run')]
    return `  ${level.padEnd(10)} ${passed} passed, ${failed} failed${notRun > 0 ? `, ${notRun} not run` : ''}`
  })
  const slowest = tests.toSorted((a, b) => b.ms - a.ms).slice(0, SLOWEST)
  const problems = [
    ...tests.filter(test => test.state === 'failed').map(test => `failed: ${test.level}: ${test.name}`),
    ...tests
      .filter(test => test.state === 'not-run')
      .map(test => `not run, which fails the run: ${test.level}: ${test.name}`),
    ...levels.filter(level => !tests.some(test => test.level === level)).map(level => `no test in level ${level}`),
    ...errors.map(error => `outside of any test: ${error}`),
  ]
  return {
    passed: tests.filter(test => test.state === 'passed').length,
    failed: problems.length,
    lines: [
      'tests per level',
      ...counts,
      'slowest tests',
      ...slowest.map(test => `  ${(test.ms / 1000).toFixed(2).padStart(6)} s  ${test.level}: ${test.name}`),
      ...problems,
    ],
  }
}
