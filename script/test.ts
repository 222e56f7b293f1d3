import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { checkNamespaces } from '../test/platform/isolation/namespaces.ts'
import { runIsolated } from '../test/platform/isolation/run-isolated.ts'
import { bootstrap, type Tools } from './setup/bootstrap.ts'
import { runScript, type Script } from './setup/main.ts'
import { root } from './setup/places.ts'
import { type Timing, timesTable } from './setup/times.ts'
import { partsFor, type Stage, stagesOf } from './testing/levels.ts'
import { e2eWorkersOf, type Load, loadNow, quickWorkersOf } from './testing/load.ts'
import { OPTIONAL_VARIABLE } from './testing/optional.ts'
import { type RunReport, summarize } from './testing/report.ts'
import { REPORT_VARIABLE } from './testing/reporter.ts'

/**
 * `script/test [LEVEL...] [rollouts] [FILE...]`: sets up what the tests need, then runs them in namespaces of their own, and ends
 * with the line `N passed, N failed`.
 */
await runScript(async script => {
  const stages = stagesOf(process.argv.slice(2))
  // Of others: what the stages themselves make comes after it.
  const load = loadNow()
  checkNamespaces()
  const tools = await bootstrap({ parts: partsFor(stages), say: script.say, signal: script.signal })
  const timings: Timing[] = [...tools.timings]
  const reports: RunReport[] = []
  for (const stage of stages) {
    const began = performance.now()
    reports.push(await runStage(script, tools, stage, load))
    timings.push({ part: `tests: ${stage.levels.join(', ')}`, ms: performance.now() - began, how: 'ran' })
  }
  const whole = { tests: reports.flatMap(report => report.tests), errors: reports.flatMap(report => report.errors) }
  const { passed, failed, lines } = summarize(
    whole,
    stages.flatMap(stage => stage.levels),
  )
  console.log(`\n${timesTable(timings)}\n\n${lines.join('\n')}\n${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
})

function workersFor(stage: Stage, load: Load): string {
  const workers = stage.levels.includes('e2e') ? e2eWorkersOf(load) : quickWorkersOf(load)
  return `--maxWorkers=${workers}`
}

async function runStage(script: Script, tools: Tools, stage: Stage, load: Load): Promise<RunReport> {
  const title = stage.levels.join(', ')
  script.say(`tests: ${title} ...`)
  const file = path.join(tools.cache, 'reports', `${process.pid}.json`)
  mkdirSync(path.dirname(file), { recursive: true })
  try {
    const projects = stage.levels.map(level => `--project=${level}`)
    const { exitCode, keptLogs } = await runIsolated({
      argv: ['node', 'node_modules/vitest/vitest.mjs', 'run', ...projects, workersFor(stage, load), ...stage.files],
      name: stage.levels.join('-'),
      cwd: root,
      bin: tools.bin,
      logs: path.join(tools.cache, 'logs'),
      env: { [REPORT_VARIABLE]: file, [OPTIONAL_VARIABLE]: stage.optional.join(',') },
      signal: script.signal,
    })
    script.signal.throwIfAborted()
    if (keptLogs !== undefined) script.say(`logs of the platform: ${keptLogs}`)
    if (!existsSync(file)) return { tests: [], errors: [`vitest did not come to its end (exit code ${exitCode})`] }
    const report = JSON.parse(readFileSync(file, 'utf8')) as RunReport
    const isGreen = report.errors.length === 0 && !report.tests.some(test => test.state !== 'passed')
    // Its exit code has the last word: it knows of failures that belong to no test.
    if (exitCode === 0 || !isGreen) return report
    return { ...report, errors: [`vitest ended with exit code ${exitCode}`] }
  } finally {
    rmSync(file, { force: true })
  }
}
