import type { StaleResult } from '../../delivery/stale/report/result.ts'
import { judgedOf, staleOutput } from '../../delivery/stale/report/stale-output.ts'
import { costLine, staleSummary } from '../../delivery/stale/report/summary.ts'
import type { Runner } from '../../runner/runner.ts'

/** Says how the run ended: the outputs, the last lines of the log, the job summary. Red when anything could not be done. */
export async function reportScan(result: StaleResult, runner: Runner, serverUrl: string): Promise<void> {
  const { problems, repositories, actions, cost } = result
  const left = repositories.filter(({ kind }) => kind === 'left-out')
  const stale = staleOutput(result)
  const outputs = {
    outcome: problems.length === 0 ? 'success' : 'error',
    reason: problems[0]?.reason ?? '',
    stale: stale.entries,
    problems: problems.map(({ reason, text, where = '' }) => ({ reason, text, where })),
    'left-out': left.map(({ repository }) => repository),
    messages: actions.map(({ environment, channel, action, ts }) => ({ environment, channel, action, ts })),
    points: String(cost.points),
    requests: String(cost.requests),
  }
  for (const [name, value] of Object.entries(outputs)) runner.setOutput(name, value)
  for (const { key, stale: commits, silence } of judgedOf(repositories)) {
    if (commits.length === 0) continue
    const silent = silence === undefined ? '' : `; silent: ${silence.text}`
    runner.log.info(`${key.repository}, ${key.service} → ${key.environment}: ${commits.length} stale${silent}`)
  }
  runner.log.info(costLine(result))
  if (left.length > 0) {
    const why = left[0]?.finding?.text ?? ''
    const names = left.map(({ repository }) => repository).join(', ')
    runner.log.warning(`Not scanned: ${names}: ${why}. The next run starts with others`)
  }
  if (stale.left > 0)
    runner.log.warning(`The output "stale" would be too long: ${stale.left} of its entries are left out`)
  await runner.writeSummary(result, clean => staleSummary(clean, serverUrl))
  for (const { text } of problems) runner.fail(text)
}
