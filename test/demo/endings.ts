import type { DemoContext, StepOutput } from './context.ts'
import type { Delivered } from './delivery.ts'
import { auditedRequests } from './observe/audit.ts'

/** Checks how a deployment ended: the jobs, `outcome` and `reason` of the action, the last status as another token reads it. */
export function checkEnding(
  output: StepOutput,
  delivered: Delivered,
  wanted: { state: string; outcome: string; reason?: string },
): void {
  const last = delivered.statuses.at(-1)
  const { outcome, reason } = delivered.run.act.outputs
  const green = wanted.state === 'success'
  const isGreen = Object.values(delivered.run.jobs).every(result => result === 'success')
  const ok = last?.state === wanted.state && outcome === wanted.outcome && isGreen === green
  const states = delivered.statuses.map(({ state }) => state).join(' → ')
  output.check(
    `GitHub shows another reader that the deployment ended as ${wanted.state}`,
    ok,
    `${states}; outcome: ${outcome}`,
  )
  if (wanted.reason !== undefined)
    output.check(`The reason is ${wanted.reason}`, reason === wanted.reason, `reason: ${reason}`)
}

/** Checks that the API server's audit log has the writes of a deploy: what makes its silence in other steps worth something. */
export async function checkWritten(
  context: DemoContext,
  output: StepOutput,
  since: number,
  atLeast: number,
): Promise<void> {
  const { writes } = await auditedRequests(context.audit.file, context.audit.user, since)
  output.check(
    'The API server noted who wrote',
    writes.length >= atLeast,
    `${writes.length} writes by ${context.audit.user}`,
  )
}

/** Checks that the deploy's user wrote nothing to the cluster since a time, by the API server's own audit log. */
export async function checkUntouched(context: DemoContext, output: StepOutput, since: number): Promise<void> {
  const { reads, writes } = await auditedRequests(context.audit.file, context.audit.user, since)
  const seen = `audit log of the API server: ${writes.length} writes, ${reads} reads by ${context.audit.user}`
  output.check('Nothing in the cluster was changed', writes.length === 0, [seen, ...writes].join('; '))
}
