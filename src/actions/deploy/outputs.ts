import type { DeployResult, LeftAlone } from '../../deployments/result.ts'
import { deploymentSummary } from '../../deployments/summary.ts'
import type { EndedView } from '../../deployments/view.ts'
import {
  commandsToCopy,
  containerLogTitle,
  furtherFindings,
  liveState,
  unwrittenStatus,
} from '../../deployments/words.ts'
import { endedWell } from '../../domain/deployment/ending.ts'
import { endingLine } from '../../domain/deployment/status-text.ts'
import { failureSummary } from '../../runner/failed-step.ts'
import type { Runner } from '../../runner/runner.ts'

/** Says how the run ended, outside any group: the outputs, the last lines of the log, the job summary. */
export async function reportDeployment(result: DeployResult, runner: Runner): Promise<void> {
  if (result.kind === 'left-alone') return presentLeftAlone(result, runner)
  const { view, unwritten } = result
  const { ending } = view
  runner.setOutput('deployment-id', view.id === 0 ? '' : String(view.id))
  runner.setOutput('outcome', ending.outcome)
  runner.setOutput('reason', ending.outcome === 'success' ? '' : ending.reason)
  runner.setOutput('service', view.service ?? '')
  runner.setOutput('environment', view.environment)
  runner.setOutput('commit', view.commit)
  runner.setOutput('image', view.image ?? '')
  runner.setOutput('stored-release', view.storedRelease === undefined ? '' : String(view.storedRelease))
  const headline = endingLine(ending)
  if (ending.outcome === 'success') runner.log.info(headline)
  else if (endedWell(ending.outcome)) runner.log.notice(headline)
  else runner.fail(headline)
  for (const line of reasonLines(view)) runner.log.info(`  ${line}`)
  await runner.writeSummary(view, deploymentSummary)
  if (unwritten !== undefined) runner.fail(unwrittenStatus(`deployment ${view.id}`, headline, unwritten))
}

/** Why it ended so, for the log; nothing for a success. */
function reasonLines(view: EndedView): readonly string[] {
  if (view.ending.outcome === 'success' || view.ending.outcome === 'dry-run') return []
  const log = view.containerLog
  const live = liveState(view)
  return [
    ...furtherFindings(view).map(
      ({ where, text, url }) =>
        `${where === undefined ? '' : `${where}: `}${text}${url === undefined ? '' : ` ${url}`}`,
    ),
    ...commandsToCopy(view).map(command => `to change that: ${command}`),
    ...(log === undefined || log.lines.length === 0
      ? []
      : [containerLogTitle(log), ...log.lines.map(line => `| ${line}`)]),
    ...(live.kind === 'untouched' ? [live.text] : []),
  ]
}

/** A dry run that could not be made, which is no fault: one notice, and the summary. */
export async function reportNoPlan(why: string, runner: Runner): Promise<void> {
  runner.setOutput('outcome', 'left-alone')
  runner.setOutput('reason', 'secrets-withheld')
  const text = `There is no plan: ${why}`
  runner.log.notice(text)
  await runner.writeSummary({ title: '⏭️ No plan', text, reason: 'secrets-withheld', findings: [] }, failureSummary)
}

/** A deployment that is left alone: one notice, or one red line and the summary, says that nothing was done, and why. */
async function presentLeftAlone(
  { deploymentId, environment, reason, why, expected }: LeftAlone,
  runner: Runner,
): Promise<void> {
  runner.setOutput('deployment-id', String(deploymentId))
  runner.setOutput('outcome', 'left-alone')
  runner.setOutput('reason', reason)
  runner.setOutput('environment', environment)
  const text = `Deployment ${deploymentId} is left alone: ${why}`
  if (expected) return runner.log.notice(text)
  runner.fail(text)
  await runner.writeSummary({ title: '⏭️ Left alone', text, reason, findings: [] }, failureSummary)
}
