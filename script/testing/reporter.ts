import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node'
import { keepDurations } from './durations.ts'
import type { RunReport, TestOutcome } from './report.ts'

/** Names the file that takes the report. Without it, as in `npx vitest`, none is written. */
export const REPORT_VARIABLE = 'COMMIT_TRAIN_TEST_REPORT'

/** Hands over to `script/test` how every test ended. */
export default class FileReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const file = process.env[REPORT_VARIABLE]
    if (file === undefined) return
    const report: RunReport = {
      tests: modules.flatMap(module => [...module.children.allTests()].map(outcome)),
      errors: [
        ...modules.flatMap(module => module.errors().map(error => `${nameOf(module)}: ${error.message}`)),
        ...modules.flatMap(module =>
          [...module.children.allSuites()].flatMap(suite =>
            suite.errors().map(error => `${nameOf(module)}: ${suite.fullName}: ${error.message}`),
          ),
        ),
        ...errors.map(error => error.message),
      ].map(text => text.split('\n')[0] ?? ''),
    }
    writeFileSync(file, JSON.stringify(report))
    keepDurations(Object.fromEntries(modules.map(module => [nameOf(module), module.diagnostic().duration])))
  }
}

function outcome(test: TestCase): TestOutcome {
  const { state } = test.result()
  return {
    level: test.project.name,
    name: `${nameOf(test.module)} > ${test.fullName}`,
    ms: test.diagnostic()?.duration ?? 0,
    state: state === 'passed' || state === 'failed' ? state : 'not-run',
  }
}

function nameOf(module: TestModule): string {
  return path.relative(process.cwd(), module.moduleId)
}
