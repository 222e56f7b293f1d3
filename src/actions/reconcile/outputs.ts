import type { Reconciled } from '../../delivery/reconcile/effects.ts'
import type { Runner } from '../../runner/runner.ts'
import { escaped } from '../../text/markdown.ts'

/** Says how the run ended: the outputs, one line, the job summary. Red where a deployment could not be ended. */
export async function presentReconciled(
  results: readonly Reconciled[],
  runner: Runner,
  { page, dryRun }: { readonly page: string; readonly dryRun: boolean },
): Promise<void> {
  const of = (action: Reconciled['action']) => results.filter(one => one.action === action)
  const [ended, replaced, open, failed] = [of('ended'), of('replaced'), of('open'), of('failed')]
  runner.setOutput('outcome', failed.length === 0 ? 'success' : 'error')
  runner.setOutput('reason', failed[0]?.reason ?? '')
  runner.setOutput('ended', ended.map(fieldsOf))
  runner.setOutput('open', open.map(fieldsOf))
  const did = dryRun ? 'would be ended' : 'ended'
  const inactive = replaced.length === 0 ? '' : `${replaced.length} ${dryRun ? 'would be ' : ''}set to inactive, `
  runner.log.info(`${ended.length} ${did}, ${inactive}${open.length} in progress, ${failed.length} not written`)
  if (results.length > 0) await runner.writeSummary(results, clean => summaryOf(clean, page))
  for (const { id, text } of failed) runner.fail(`Deployment ${id}: ${text}`)
}

function fieldsOf({ action: _, ...fields }: Reconciled): object {
  return fields
}

function summaryOf(results: readonly Reconciled[], page: string): string {
  const rows = results.map(({ id, service, environment, action, text }) => {
    const subject = escaped(`${service} to ${environment}`)
    return `| [${id}](${page}/deployments/${encodeURIComponent(environment)}) | ${subject} | ${action} | ${escaped(text)} |`
  })
  return [
    '## Deployments without an end, or that show as live no more',
    '',
    '| deployment | | | |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}
