import type { DeployResult } from '../../deployments/progress.ts'
import { summaryOf } from '../../deployments/summary.ts'
import { endingLine } from '../../domain/deployment/status-text.ts'
import type { Runner } from '../../runner/runner.ts'

/** Says how the run ended, outside any group: the outputs, the last lines of the log, the job summary. */
export async function present(result: DeployResult, runner: Runner): Promise<void> {
  runner.setOutput('deployment-id', String(result.kind === 'ours' ? result.report.deploymentId : result.deploymentId))
  if (result.kind === 'left') return presentLeft(result, runner)
  const { report, ending, ms } = result
  runner.setOutput('outcome', ending.outcome)
  runner.setOutput('reason', ending.outcome === 'success' ? '' : ending.reason)
  runner.setOutput('service', report.service ?? '')
  runner.setOutput('environment', report.environment)
  runner.setOutput('commit', report.commit)
  runner.setOutput('image', report.image ?? '')
  const headline = endingLine(ending)
  if (ending.outcome === 'success') runner.log.info(headline)
  else if (ending.outcome === 'superseded') runner.log.notice(headline)
  else runner.fail(headline)
  if (ending.outcome !== 'success') sayWhy(result, runner)
  await runner.writeSummary(summaryOf(report, ending, ms, text => runner.masks.redact(text)))
  if (result.unwritten !== undefined) {
    runner.fail(
      `GitHub still shows deployment ${report.deploymentId} as under way: its last status ("${headline}") could not be written: ${result.unwritten}`,
    )
  }
}

function sayWhy({ report, ending }: Extract<DeployResult, { kind: 'ours' }>, runner: Runner): void {
  // A finding that the headline has said already would only be read twice.
  for (const { where, text, url } of ending.findings.filter(
    ({ text, url }) => url !== undefined || text !== ending.text,
  )) {
    runner.log.info(`  ${where === undefined ? '' : `${where}: `}${text}${url === undefined ? '' : ` ${url}`}`)
  }
  const logs = report.rollout?.logs
  if (logs !== undefined && logs.lines.length > 0) {
    runner.log.info(`  last lines of container ${logs.container} in pod ${logs.pod}:`)
    for (const line of logs.lines) runner.log.info(`  | ${line}`)
  }
  if (!report.touched) runner.log.info('  Nothing was touched.')
}

/** Somebody else's deployment is none of our business; but whoever expected something to happen is told that nothing did. */
function presentLeft(result: Extract<DeployResult, { kind: 'left' }>, runner: Runner): void {
  runner.setOutput('outcome', 'left-alone')
  runner.setOutput('reason', result.reason)
  runner.setOutput('environment', result.environment)
  const text = `Deployment ${result.deploymentId} is left alone: ${result.why}`
  if (result.expected) runner.log.notice(text)
  else runner.fail(text)
}
