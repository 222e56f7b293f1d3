import { auditedRequests } from './audit.ts'
import type { Delivered } from './delivery.ts'
import type { Stage, World } from './world.ts'

/** Checks how a deployment ended: the jobs, `outcome` and `reason` of the action, the last status as another token reads it. */
export function checkEnding(
  stage: Stage,
  delivered: Delivered,
  wanted: { state: string; outcome: string; reason?: string },
): void {
  const last = delivered.statuses.at(-1)
  const { outcome, reason } = delivered.run.act.outputs
  const green = wanted.state === 'success'
  const isGreen = Object.values(delivered.run.jobs).every(result => result === 'success')
  const ok = last?.state === wanted.state && outcome === wanted.outcome && isGreen === green
  const states = delivered.statuses.map(({ state }) => state).join(' → ')
  stage.check(
    `GitHub shows another reader that the deployment ended as ${wanted.state}`,
    ok,
    `${states}; outcome: ${outcome}`,
  )
  if (wanted.reason !== undefined)
    stage.check(`The reason is ${wanted.reason}`, reason === wanted.reason, `reason: ${reason}`)
}

/** Checks that the API server's audit log has the writes of a deploy: what makes its silence in other scenes worth something. */
export async function checkWritten(world: World, stage: Stage, since: number, atLeast: number): Promise<void> {
  const { writes } = await auditedRequests(world.audit.file, world.audit.user, since)
  stage.check(
    'The API server noted who wrote',
    writes.length >= atLeast,
    `${writes.length} writes by ${world.audit.user}`,
  )
}

/** Checks that the deploy's user wrote nothing to the cluster since a time, by the API server's own audit log. */
export async function checkUntouched(world: World, stage: Stage, since: number): Promise<void> {
  const { reads, writes } = await auditedRequests(world.audit.file, world.audit.user, since)
  const seen = `audit log of the API server: ${writes.length} writes, ${reads} reads by ${world.audit.user}`
  stage.check('Nothing in the cluster was changed', writes.length === 0, [seen, ...writes].join('; '))
}
