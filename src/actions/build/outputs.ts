import type { BuildReport, BuildResult } from '../../delivery/image/report/build-report.ts'
import { buildSummary } from '../../delivery/image/report/summary.ts'
import { buildHeadline, buildReasonOf, imageOf, imageState } from '../../delivery/image/report/texts.ts'
import type { Runner } from '../../runner/runner.ts'
import { BUG_REPORT } from '../../text/bug-report.ts'

/** Says how the run ended, outside any group: the outputs, the last lines of what failed, the job summary. */
export async function reportBuild(result: BuildResult, runner: Runner): Promise<void> {
  const { report, ending } = result
  runner.setOutput('outcome', ending.outcome)
  runner.setOutput('reason', buildReasonOf(ending))
  runner.setOutput('commit', report.commit)
  runner.setOutput('image', imageOf(report))
  runner.setOutput('digest', report.digest ?? '')
  runner.setOutput('tag', report.tag)
  runner.setOutput('tags', JSON.stringify(report.references))
  runner.setOutput('skipped', String(report.origin === 'present' || report.origin === 'parent'))
  runner.setOutput('durations', JSON.stringify(durationsOf(result, text => runner.masks.redact(text))))
  if (ending.outcome === 'success') runner.log.info(buildHeadline(result))
  else if (ending.outcome === 'cancelled') runner.fail(buildHeadline(result))
  else sayWhy(ending.problems, report, runner)
  await runner.writeSummary(result, buildSummary)
}

type Problems = Extract<BuildResult['ending'], { problems: unknown }>['problems']

function sayWhy(problems: Problems, report: BuildReport, runner: Runner): void {
  for (const { text, tail, reason } of problems) {
    runner.fail(text)
    if (tail.length > 0) runner.log.info('  last lines:')
    for (const line of tail) runner.log.info(`  | ${line}`)
    if (reason === 'bug') runner.log.info(BUG_REPORT)
  }
  const stopped = report.results.filter(({ state }) => state === 'stopped').map(({ name }) => name)
  if (stopped.length > 0) runner.log.info(`  Stopped because of that: ${stopped.join(', ')}.`)
  const there = imageState(report)
  runner.log.info(`  ${there[0]?.toUpperCase()}${there.slice(1)}.`)
}

/** The names of scripts are the user's: they are redacted like any text. */
function durationsOf({ report, ms }: BuildResult, redact: (text: string) => string): Readonly<Record<string, number>> {
  const tasks = report.results.map(({ name, ms: time }) => [redact(name), Math.round(time)] as const)
  const push = report.pushMs === undefined ? {} : { push: Math.round(report.pushMs) }
  return { ...Object.fromEntries(tasks), ...push, total: Math.round(ms) }
}
