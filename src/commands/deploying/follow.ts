import { attemptOf, claimsIn, isEnd } from '../../domain/claims/run-claims.ts'
import type { Ending } from '../../domain/deployment/ending.ts'
import { heldEnd, lastEnd } from '../../domain/deployment/last-end.ts'
import { type Judged, judgeOpen, runsOf, type UnendedDeployment } from '../../domain/deployment/open-deployment.ts'
import type { DeploymentRecord, DeploymentStatus } from '../../domain/deployment/record.ts'
import type { Rejection, WorkflowRunFacts } from '../../domain/deployment/workflow-run.ts'
import { UserError } from '../../errors.ts'
import type { Clock } from '../../time/clock.ts'
import { HOUR, MINUTE } from '../../time/duration.ts'
import type { Instant } from '../../time/instant.ts'

/** With what a deployment is followed. Each call is a request. */
export interface FollowPorts {
  readonly statuses: (id: number) => Promise<readonly DeploymentStatus[]>
  /** The runs that an event or a dispatch started since a time. */
  readonly started: (
    since: number,
  ) => Promise<{ readonly runs: readonly WorkflowRunFacts[]; readonly isComplete: boolean }>
  /** A run; undefined for one that was deleted. */
  readonly run: (runId: number) => Promise<WorkflowRunFacts | undefined>
  /** Who did not let a run into its environment. */
  readonly rejection: (runId: number) => Promise<Rejection | undefined>
  readonly clock: Clock
  /** What goes on, each time it is something else. */
  readonly onStep: (text: string) => void
}

/** How a deployment that was followed stands. */
export interface FollowedEnd {
  /** `open`: it was followed for as long as that is done, and goes on. */
  readonly outcome: Ending['outcome'] | 'not-picked-up' | 'open'
  /** In the words of its last status, without the word for the outcome. */
  readonly text: string
  /** The log of its run; empty without one. */
  readonly log: string
}

/** Looks come close together first: most deployments take less than a minute. */
const PAUSES: readonly (readonly [until: number, pause: number])[] = [
  [MINUTE / 2, 3_000],
  [2 * MINUTE, 5_000],
]
const LATER_PAUSE = 15_000
const FOLLOWED_FOR = HOUR
/** The runs are looked at this often: one that was lost writes no end. */
const RUNS_EVERY = MINUTE
/** A run starts within seconds; what has none by then will have none. */
const NO_RUN_AFTER = 5 * MINUTE

/** Follows a deployment until it has ended, or nothing will end it. */
export async function followDeployment(record: DeploymentRecord, ports: FollowPorts): Promise<FollowedEnd> {
  const { clock, onStep } = ports
  const begun = clock.now()
  let said = ''
  let lookedAtRuns = begun
  const say = (text: string) => {
    if (text === '' || text === said) return
    said = text
    onStep(text)
  }
  for (;;) {
    const statuses = await ports.statuses(record.id)
    const last = statuses.at(-1)
    const end = lastEnd(statuses)
    if (end !== undefined && claimsIn(statuses).length === 0) {
      return { ...end.ending, log: end.logUrl }
    }
    const held = heldEnd(statuses)
    if (held !== undefined) return { ...held.ending, log: held.logUrl }
    say(last?.description ?? '')
    const now = clock.now()
    if (now - lookedAtRuns >= RUNS_EVERY) {
      lookedAtRuns = now
      const found = await judged(record, statuses, now - begun, ports)
      if (found.kind === 'alive') say(found.why)
      // Its end may have been written since they were read.
      else if (found.kind === 'still-held') say(found.said)
      else if ((await ports.statuses(record.id)).length === statuses.length) return goneEnd(found)
      else continue
    }
    if (now - begun >= FOLLOWED_FOR) return { outcome: 'open', text: said, log: logOf(statuses) }
    await clock.sleep(PAUSES.find(([until]) => now - begun < until)?.[1] ?? LATER_PAUSE)
  }
}

/** Nothing will end it any more. */
function goneEnd({ ending: { outcome, text, reason }, logUrl = '' }: Extract<Judged, { kind: 'gone' }>): FollowedEnd {
  return { outcome: reason === 'not-picked-up' ? reason : outcome, text, log: logUrl }
}

/** What is to be expected of a deployment without an end. */
async function judged(
  record: DeploymentRecord,
  statuses: readonly DeploymentStatus[],
  elapsed: number,
  ports: FollowPorts,
): Promise<Judged> {
  const { id, sha, creator } = record
  const createdAt = Date.parse(record.createdAt)
  const facts = statuses.map(({ createdAt: at, ...status }) => ({ ...status, createdAt: Date.parse(at) }))
  const deployment = { ...{ id, sha, creator, createdAt }, statuses: facts }
  return claimsIn(statuses).length === 0
    ? withoutRun(deployment, elapsed, ports)
    : withRuns(deployment, createdAt + elapsed, ports)
}

/** Of one that runs have claimed. What they do is said by its statuses. */
async function withRuns(deployment: UnendedDeployment, now: Instant, { run }: FollowPorts): Promise<Judged> {
  const claimed = new Map<number, WorkflowRunFacts | undefined>()
  try {
    for (const { runId, lastsMs } of claimsIn(deployment.statuses)) {
      if (lastsMs === undefined) claimed.set(runId, await run(runId))
    }
  } catch (thrown) {
    // A token that may not read runs can follow the statuses all the same.
    if (!(thrown instanceof UserError)) throw thrown
    return { kind: 'alive', why: '' }
  }
  const around = { ...{ claimed, started: [], isComplete: true, others: new Set<number>() }, rejections: new Map() }
  const found = judgeOpen(deployment, around, { now, noRunAfterMs: NO_RUN_AFTER })
  return found.kind === 'alive' ? { kind: 'alive', why: '' } : found
}

/** Of one that no run has claimed. */
async function withoutRun(
  deployment: UnendedDeployment,
  elapsed: number,
  { started, rejection }: FollowPorts,
): Promise<Judged> {
  const { createdAt } = deployment
  const { runs, isComplete } = await started(createdAt)
  const others = new Set<number>()
  const over = runsOf(deployment, { started: runs, others }).own.filter(run => run.isOver && run.state === 'failure')
  const rejections = new Map<number, Rejection>()
  for (const run of over) {
    const by = await rejection(run.id)
    if (by !== undefined) rejections.set(run.id, by)
  }
  return judgeOpen(
    deployment,
    { started: runs, isComplete, claimed: new Map(), others, rejections },
    // The clock of the machine may be hours off: only what has passed counts.
    { now: createdAt + elapsed, noRunAfterMs: NO_RUN_AFTER },
  )
}

/** The log of the run that has it. */
function logOf(statuses: readonly DeploymentStatus[]): string {
  return statuses.findLast(one => !isEnd(one) && attemptOf(one.logUrl) !== undefined)?.logUrl ?? ''
}
