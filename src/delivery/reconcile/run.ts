import { attemptOf, claimsIn, hiddenEnd } from '../../domain/claims/run-claims.ts'
import { stateOf } from '../../domain/deployment/ending.ts'
import { type Judged, judgeOpen, type RunsAround, runsOf } from '../../domain/deployment/open-deployment.ts'
import { readRequest } from '../../domain/deployment/request.ts'
import { endingLine, endingText } from '../../domain/deployment/status-text.ts'
import type { Rejection, WorkflowRunFacts } from '../../domain/deployment/workflow-run.ts'
import { serviceOfTask } from '../../domain/deployment-task.ts'
import type { DeploymentFacts, DeploymentStatusFacts } from '../../domain/history/deployment-facts.ts'
import { isOpen } from '../../domain/history/deployments.ts'
import { HOLDS_LOOKED_BACK_MS } from '../../domain/history/holding.ts'
import { replacedDeployments, replacedText } from '../../domain/history/replaced.ts'
import { messageOf, UserError } from '../../errors.ts'
import { type Policy, parsePolicy } from '../../policy/policy.ts'
import { DAY } from '../../time/duration.ts'
import type { Instant } from '../../time/instant.ts'
import type { Reconciled, ReconcileEffects, ReconcileSettings } from './effects.ts'
import { reconcileHeld } from './held.ts'
import { type EndedDeployment, endMessages } from './messages.ts'

/** How far back deployments are looked at. */
const LOOKED_BACK_MS = 7 * DAY
const DELETED = 'it was deleted meanwhile'
const CHANGED = 'it has got a status meanwhile'
/** GitHub asks for a second between writes. */
const BETWEEN_WRITES_MS = 1000

type OpenRecord = DeploymentFacts & { readonly service: string }

/**
 * Ends the deployments of this repository whose run is gone, and sets those to inactive that show as live although a newer one
 * is. Nothing that a run has, or may still take, is touched. Throws a `UserError` where nothing could be read.
 */
export async function reconcile(
  settings: ReconcileSettings,
  effects: ReconcileEffects,
): Promise<readonly Reconciled[]> {
  const { log, clock } = effects
  const records = { ...effects.records, write: paced(effects.records.write, clock) }
  const policy = parsePolicy(await records.policyText(), { repository: settings.repository })
  const now = clock.now()
  const listed = await Promise.all(
    policy.environments.map(({ name, strategy }) =>
      records.since({ environment: name, since: now - lookedBack(strategy), apps: policy.apps }),
    ),
  )
  const all = listed.flat()
  const ours = all.flatMap((one): OpenRecord[] => {
    const service = one.ours ? serviceOfTask(one.task, policy.services) : undefined
    return service === undefined ? [] : [{ ...one, service }]
  })
  const replaced = replacedDeployments(all, policy.services)
  const isReplaced = (id: number) => replaced.some(({ deployment }) => deployment.id === id)
  const open = ours.filter(one => isOpen(one) && hiddenEnd(one.statuses) === undefined && !isReplaced(one.id))
  const { at, ...around } = await readAround(records, open, all)
  const results: Reconciled[] = []
  const ended: EndedDeployment[] = []
  const report = (result: Reconciled): void => {
    const line = `Deployment ${result.id} (${result.service} to ${result.environment}): ${result.text}`
    if (result.action === 'failed') log.warning(line)
    else if (result.action === 'ended' || result.action === 'aborting') log.notice(line)
    else log.info(line)
    results.push(result)
  }
  for (const one of open.toSorted((first, second) => first.id - second.id)) {
    const held = await reconcileHeld(one, { now: at ?? now, settings, records })
    if (held !== undefined) {
      report(held)
      continue
    }
    const rejections = await readRejections(records, one, around)
    // The records have GitHub's times: a runner whose clock is ahead would give up on a deployment that was just created.
    const patience = { now: at ?? now, noRunAfterMs: settings.noRunAfterMs }
    const judged = judgeOpen(one, { ...around, rejections }, patience)
    const result = await end(one, judged, policy, settings, records)
    report(result)
    if (judged.kind === 'gone' && result.action === 'ended') {
      ended.push({ ...one, end: { ending: judged.ending, logUrl: judged.logUrl ?? '' } })
    }
  }
  for (const one of ours) {
    const hidden = hiddenEnd(one.statuses)
    // What was replaced is not shown as live again, not even for a moment.
    if (hidden !== undefined && !isReplaced(one.id)) report(await showAgain(one, hidden, settings, records))
  }
  for (const { deployment, service, by } of replaced) {
    const text = replacedText(deployment, by)
    const result: Reconciled = {
      id: deployment.id,
      environment: deployment.environment,
      service,
      action: 'replaced',
      reason: '',
      text,
    }
    const status = { id: deployment.id, state: 'inactive', description: text, logUrl: undefined } as const
    report(
      await written(result, async () => {
        const seen = await lookUnlessDeleted(records, deployment.id)
        if (seen === undefined) return { ...result, action: 'open', text: DELETED }
        const { statuses } = seen
        if (statuses.length !== deployment.statuses.length) return { ...result, action: 'open', text: CHANGED }
        if (!settings.dryRun) await records.write(status)
        return undefined
      }),
    )
  }
  await endMessages({ all, ended }, policy, settings, effects)
  return results
}

/** Where a deployment may be held: so long that each is found until it is over. */
function lookedBack({ staging }: Policy['environments'][number]['strategy']): number {
  return staging === undefined ? LOOKED_BACK_MS : HOLDS_LOOKED_BACK_MS
}

/** The same, with the pause that GitHub asks for between two writes. */
function paced(write: ReconcileEffects['records']['write'], clock: ReconcileEffects['clock']): typeof write {
  let last = Number.NEGATIVE_INFINITY
  return async end => {
    const wait = last + BETWEEN_WRITES_MS - clock.now()
    if (wait > 0) await clock.sleep(wait)
    try {
      await write(end)
    } finally {
      last = clock.now()
    }
  }
}

async function readAround(
  records: ReconcileEffects['records'],
  open: readonly OpenRecord[],
  all: readonly DeploymentFacts[],
): Promise<Omit<RunsAround, 'rejections'> & { readonly at: Instant | undefined }> {
  const claims = open.flatMap(({ statuses }) => claimsIn(statuses))
  const ids = new Set(claims.flatMap(({ runId, lastsMs }) => (lastsMs === undefined ? [runId] : [])))
  const claimed = new Map<number, WorkflowRunFacts | undefined>()
  for (const id of ids) claimed.set(id, await records.run(id))
  const unclaimed = open.filter(({ statuses }) => claimsIn(statuses).length === 0)
  const others = new Set(
    all.flatMap(({ statuses }) => statuses.flatMap(({ logUrl }) => attemptOf(logUrl)?.runId ?? [])),
  )
  if (unclaimed.length === 0) return { claimed, started: [], isComplete: true, others, at: undefined }
  const { runs, isComplete, at } = await records.startedRuns(Math.min(...unclaimed.map(({ createdAt }) => createdAt)))
  return { claimed, started: runs, isComplete, others, at }
}

/** Only of runs that may have been rejected: GitHub says `failure` of them. */
async function readRejections(
  records: ReconcileEffects['records'],
  one: OpenRecord,
  around: Omit<RunsAround, 'rejections'>,
): Promise<ReadonlyMap<number, Rejection>> {
  const rejections = new Map<number, Rejection>()
  if (claimsIn(one.statuses).length > 0) return rejections
  const { own, possible } = runsOf(one, around)
  const last = [...(own.length > 0 ? own : possible)].findLast(({ state }) => state === 'failure')
  const rejection = last === undefined ? undefined : await records.rejection(last.id)
  if (last !== undefined && rejection !== undefined) rejections.set(last.id, rejection)
  return rejections
}

async function end(
  one: OpenRecord,
  judged: Judged,
  policy: Policy,
  settings: ReconcileSettings,
  records: ReconcileEffects['records'],
): Promise<Reconciled> {
  const { id, environment, service } = one
  const left = (text: string): Reconciled => ({ id, environment, service, action: 'open', reason: '', text })
  if (judged.kind === 'alive') return left(judged.why)
  const isHeld = judged.kind === 'still-held'
  const after: Reconciled = isHeld
    ? left(`its run is over and has changed nothing: ${judged.said}`)
    : { ...left(endingLine(judged.ending)), action: 'ended', reason: judged.ending.reason }
  return written(after, async () => {
    const seen = await lookUnlessDeleted(records, id)
    if (seen === undefined) return left(DELETED)
    const { record, statuses } = seen
    if (isForeign(record, policy)) return left('it is another tool’s')
    if (statuses.length !== one.statuses.length) return left(CHANGED)
    if (settings.dryRun) return undefined
    const logUrl = judged.logUrl ?? settings.logUrl
    const status = isHeld
      ? ({ state: 'in_progress', description: judged.said } as const)
      : { state: stateOf(judged.ending.outcome), description: endingText(judged.ending) }
    await records.write({ id, ...status, logUrl })
    return undefined
  })
}

/** Writes the end of a deployment again that a late status of a step hides: else GitHub shows it as in progress for ever. */
async function showAgain(
  { id, environment, service, statuses: known }: OpenRecord,
  { state, description, logUrl }: DeploymentStatusFacts,
  { dryRun }: ReconcileSettings,
  records: ReconcileEffects['records'],
): Promise<Reconciled> {
  const left = (text: string): Reconciled => ({ id, environment, service, action: 'open', reason: '', text })
  const text = `its end was hidden by a step's status that came late, and is written again: ${description}`
  return written({ ...left(text), action: 'ended' }, async () => {
    const seen = await lookUnlessDeleted(records, id)
    if (seen === undefined) return left(DELETED)
    if (seen.statuses.length !== known.length) return left(CHANGED)
    // No end is `waiting`, which REST does not know.
    if (dryRun || state === 'waiting') return undefined
    await records.write({ id, state, description, logUrl: logUrl === '' ? undefined : logUrl })
    return undefined
  })
}

/** What became of a status that was to be written. `write` resolves with something else where it had a reason not to. */
async function written(result: Reconciled, write: () => Promise<Reconciled | undefined>): Promise<Reconciled> {
  try {
    return (await write()) ?? result
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    const text = `${result.text}; not written: ${messageOf(thrown)}`
    return { ...result, action: 'failed', reason: thrown.reason, text }
  }
}

/** Undefined where the record is not there any more. A write that is answered so is a permission that the token lacks. */
async function lookUnlessDeleted(records: ReconcileEffects['records'], id: number) {
  try {
    return await records.look(id)
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.reason === 'github-not-found') return undefined
    throw thrown
  }
}

function isForeign(record: Parameters<typeof readRequest>[0], policy: Policy): boolean {
  try {
    return readRequest(record, policy).kind === 'foreign'
  } catch (thrown) {
    // Ours, and refused: it has no end all the same.
    if (thrown instanceof UserError) return false
    throw thrown
  }
}
