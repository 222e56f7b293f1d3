import type { DeploymentRecord } from '../../domain/deployment/record.ts'
import { statusText } from '../../domain/deployment/status-text.ts'
import { messageOf } from '../../errors.ts'
import { dispatchWorkflow } from '../../github/workflows/dispatch.ts'
import { MINUTE } from '../../time/duration.ts'
import type { DeployAnswer, DeployCode, DeployPlan, LockLeft } from '../answer/deploy.ts'
import type { DeployPorts } from '../ports.ts'
import type { CreatedRecord, RecordPorts } from './create-once.ts'
import type { DeployAsk } from './deploy-ask.ts'
import type { DeployingFacts } from './deploying-facts.ts'
import { type FollowedEnd, followDeployment } from './follow.ts'
import { leaveLock, releaseLeft } from './lock-after.ts'
import { recordPortsOf } from './record-ports.ts'
import type { WayIn } from './way-in.ts'

/** Sees that a record gets a run, and follows it to its end. */
export async function seeThrough(
  { record, made }: CreatedRecord,
  { ask, plan, facts, way }: Deploying,
  ports: DeployPorts,
): Promise<DeployAnswer> {
  const { clock } = ports
  const records = recordPortsOf(ports)
  const begun = clock.now()
  if (way.kind === 'dispatch' && (await isToStart({ record, made }, facts, records))) {
    try {
      await dispatch(record, way, plan, facts, ports)
    } catch (thrown) {
      // Another's may have a run that waits.
      if (made !== 'other') await withdrawUnstarted(record, thrown, records)
      throw thrown
    }
  }
  const rule = ask.command.verb === 'rollback' ? facts.at.environment.rules.lockAfterRollback : undefined
  const wanted = made === 'now' ? rule : undefined
  // Where the rules do not know who asked, their own lock would stop the deployment.
  const early = wanted !== undefined && facts.isActor ? await leaveLock(ask, plan, wanted, ports) : null
  const end = await followed(record, plan, ports)
  const hold = await (async (): Promise<LockLeft | null> => {
    if (rule !== undefined && made !== 'now') return NOT_OURS[made]
    if (wanted === undefined) return null
    // Nothing was changed, so that nothing is to be held.
    if (early?.taken === true && UNCHANGED.includes(end.outcome)) return releaseLeft(ask, plan, early, ports)
    if (early !== null) return early
    return end.outcome === 'success' ? leaveLock(ask, plan, wanted, ports) : NOT_HELD
  })()
  return {
    ...{ schema: 1, code: CODES[end.outcome], plan, hold },
    deployment: { id: record.id, made, creator: record.creator },
    end: { text: end.text, log: end.log, seconds: Math.round((clock.now() - begun) / 1000) },
  }
}

/** How it ended, as far as that is waited for. */
async function followed(record: DeploymentRecord, plan: DeployPlan, ports: DeployPorts): Promise<FollowedEnd> {
  const { carryOutHere, isFollowed, onStep } = ports
  if (carryOutHere !== undefined) return carryOutHere(record, plan)
  return isFollowed ? followDeployment(record, { ...recordPortsOf(ports), onStep }) : NOT_FOLLOWED
}

/**
 * Whether a run is still to be started. What made the record may have died before it did that; another door may be just at
 * it. A second run leaves the deployment to the first.
 */
async function isToStart(
  { record, made }: CreatedRecord,
  { stand: { now } }: DeployingFacts,
  { statuses }: Pick<RecordPorts, 'statuses'>,
): Promise<boolean> {
  if (made === 'now') return true
  if (made === 'other' && now - Date.parse(record.createdAt) < STARTED_WITHIN) return false
  return (await statuses(record.id)).length === 0
}

/** Ends a record that no run will take, so that it is in no one's way. */
async function withdrawUnstarted(
  { id }: DeploymentRecord,
  thrown: unknown,
  { withdraw }: Pick<RecordPorts, 'withdraw'>,
): Promise<void> {
  const text = statusText(`Error: its workflow could not be started: ${messageOf(thrown)}`)
  // What is to be said is why it could not be started. What stays open is started by the next who asks for the commit.
  await withdraw(id, text).catch(() => undefined)
}

/** A door starts the run right after it has made the record. */
const STARTED_WITHIN = MINUTE

/** A deployment on its way. */
export interface Deploying {
  readonly ask: DeployAsk
  readonly plan: DeployPlan
  readonly facts: DeployingFacts
  readonly way: WayIn
}

const UNCHANGED: readonly FollowedEnd['outcome'][] = ['refused', 'superseded', 'dry-run']
const NOT_HELD: LockLeft = { taken: false, why: 'the rollback has not succeeded, as far as it was followed' }
const NOT_OURS: Readonly<Record<Exclude<CreatedRecord['made'], 'now'>, LockLeft>> = {
  before: { taken: false, why: 'that was up to the request that made the deployment: status shows what is locked' },
  other: { taken: false, why: 'another made the deployment; lock it by hand where that is wanted' },
}
const NOT_FOLLOWED: FollowedEnd = { outcome: 'open', text: '', log: '' }

const CODES: Readonly<Record<FollowedEnd['outcome'], DeployCode>> = {
  success: 'deployed',
  refused: 'deploy-refused',
  failed: 'deploy-failed',
  superseded: 'deploy-superseded',
  cancelled: 'deploy-cancelled',
  error: 'deploy-error',
  'dry-run': 'deploy-dry-run',
  'not-picked-up': 'deploy-not-picked-up',
  open: 'deploy-open',
  held: 'deploy-held',
}

async function dispatch(
  { id }: DeploymentRecord,
  { file, inputs }: Extract<WayIn, { kind: 'dispatch' }>,
  { to, service, environment }: DeployPlan,
  { stand }: DeployingFacts,
  { github }: DeployPorts,
): Promise<void> {
  const all: Readonly<Record<string, string>> = { 'deployment-id': `${id}`, commit: to.sha, environment, service }
  const given = Object.entries(all).filter(([name]) => inputs.includes(name))
  const branch = stand.facts.head.branch ?? ''
  await dispatchWorkflow(github, { file, branch, inputs: Object.fromEntries(given) })
}
