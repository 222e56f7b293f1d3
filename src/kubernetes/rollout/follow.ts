import type { Finding } from '../../errors.ts'
import type { RolloutTolerance } from '../../policy/rollout.ts'
import type { Changes } from '../api/changes.ts'
import type { Cluster } from '../connection/cluster.ts'
import { type Cause, causeOf, ranked, type Symptom } from '../diagnosis/cause.ts'
import { type ContainerLog, readLog } from '../diagnosis/container-log.ts'
import type { PodHistoryRecorder } from '../diagnosis/pod-history.ts'
import type { Remark } from '../kinds/followed-kind.ts'
import type { FollowedWorkload, WorkloadReport } from './followed-workload.ts'
import type { NamespaceStreams } from './namespace-streams.ts'
import { holdsUp, ProgressLog } from './progress-log.ts'
import { StreamHealth } from './stream-health.ts'

export interface FollowOptions {
  /** The time budget of the whole rollout. */
  readonly timeoutMs: number
  /** How long everything must stay complete, without a restart, before it is a success. */
  readonly stableForMs: number
  /** How much may go wrong; default: `strict`. */
  readonly tolerance?: RolloutTolerance
  readonly signal?: AbortSignal
  /** Called with the worst cause that the rollout goes on with, when it becomes known and when it is another one; undefined once it has healed. */
  readonly onFailing?: (cause: Cause | undefined) => void
}

export interface FollowResult {
  /** `superseded`: taken over by another deployment of ours. */
  readonly outcome: 'complete' | 'failed' | 'timeout' | 'taken-over' | 'superseded'
  readonly workloads: readonly WorkloadReport[]
  /** Set for `failed` and `timeout`. */
  readonly cause?: Cause
  /** Every cause known at the end, worst first. */
  readonly causes: readonly Cause[]
  /** The failing container's last lines, where it wrote any. */
  readonly logs?: ContainerLog
  /** What a success must not keep silent about. */
  readonly remarks?: readonly Finding[]
}

/** So many workloads are looked at after each change. */
const FEW = 20
/** With more of them the changes within this time are looked at together: each look is at all workloads. */
const TOGETHER_MS = 100

/** What is followed and the streams that deliver the facts. */
interface Followed {
  readonly cluster: Cluster
  readonly streams: ReadonlyMap<string, NamespaceStreams>
  readonly memory: PodHistoryRecorder
  readonly changes: Changes
  readonly workloads: readonly FollowedWorkload[]
}

/** Judges every workload after each change until all are complete and stay so, one fails, or the time is over. */
export async function follow(followed: Followed, options: FollowOptions): Promise<FollowResult> {
  const { cluster, streams, memory, changes, workloads } = followed
  const { clock } = cluster
  const log = new ProgressLog(cluster.log, clock.now())
  const end = clock.now() + options.timeoutMs
  const health = new StreamHealth(cluster.log)
  let failing: Cause['code'] | undefined
  for (;;) {
    options.signal?.throwIfAborted()
    const now = clock.now()
    health.update([...streams.values()], now)
    for (const stream of streams.values()) memory.update(stream.pods.all())
    for (const workload of workloads) {
      const facts = streams.get(workload.target.namespace)?.factsOf(workload.target)
      if (facts !== undefined) workload.update(facts, memory, now)
      log.report(workload.report(now), workload.causes, workload.observed)
    }
    const times = { now, end, stableForMs: options.stableForMs }
    const outcome = outcomeOf(workloads, health, times)
    if (outcome !== undefined) return conclude(followed, outcome, { now, lostSince: health.lostSince }, options)
    if (now >= log.tableAt)
      log.table(
        workloads.map(workload => ({ report: workload.report(now), causes: workload.causes })),
        now,
      )
    const cause = ranked(workloads.flatMap(({ causes }) => causes)).find(holdsUp)
    if (cause?.code !== failing) options.onFailing?.(cause)
    failing = cause?.code
    await changes.next(clock, Math.min(nextUpdate(workloads, health, times), log.tableAt - now), options.signal)
    if (workloads.length > FEW) await clock.sleep(TOGETHER_MS, options.signal)
  }
}

interface Times {
  readonly now: number
  readonly end: number
  readonly stableForMs: number
}

function outcomeOf(
  workloads: readonly FollowedWorkload[],
  health: StreamHealth,
  { now, end, stableForMs }: Times,
): FollowResult['outcome'] | undefined {
  const takenOver = workloads.filter(workload => workload.takenOver)
  if (takenOver.length > 0) return takenOver.every(({ superseded }) => superseded) ? 'superseded' : 'taken-over'
  if (workloads.some(workload => workload.causes[0]?.fatality === 'fatal')) return 'failed'
  const isStable = (since: number | undefined): boolean =>
    since !== undefined && now - Math.max(since, health.uninterruptedSince) >= stableForMs
  const settlesAt = Math.max(...workloads.map(workload => workload.settlesAt ?? 0))
  const done = now >= settlesAt && workloads.every(({ hasEnded, completeSince }) => hasEnded || isStable(completeSince))
  if (done && health.isUpToDate(now)) return 'complete'
  // What is complete may use its window to the end: the budget is for getting there.
  if (now >= end && workloads.some(({ completeSince }) => completeSince === undefined)) return 'timeout'
  // But not without end: restarts that recover at once start the window again each time.
  return now >= Math.max(end + stableForMs, settlesAt) ? 'timeout' : undefined
}

/** Milliseconds until time alone could change the outcome. */
function nextUpdate(
  workloads: readonly FollowedWorkload[],
  health: StreamHealth,
  { now, end, stableForMs }: Times,
): number {
  const times = [now < end ? end : end + stableForMs, health.upToDateAt]
  for (const { completeSince, graceEndsAt, settlesAt } of workloads) {
    if (settlesAt !== undefined) times.push(settlesAt)
    if (completeSince !== undefined) times.push(Math.max(completeSince, health.uninterruptedSince) + stableForMs)
    if (graceEndsAt !== undefined) times.push(graceEndsAt)
  }
  return Math.max(1, Math.min(...times.filter(time => time > now)) - now)
}

async function conclude(
  { cluster, streams, workloads }: Followed,
  outcome: FollowResult['outcome'],
  { now, lostSince }: { readonly now: number; readonly lostSince: number | undefined },
  options: FollowOptions,
): Promise<FollowResult> {
  const reports = workloads.map(workload => workload.report(now))
  const known = ranked(workloads.flatMap(workload => workload.causes))
  // The other causes are as old as the lost connection.
  const lost = outcome === 'timeout' && lostSince !== undefined
  const causes = lost ? [connectionLost(reports, (now - lostSince) / 1000), ...known] : known
  if (outcome === 'complete') return { outcome, workloads: reports, causes, remarks: remarksOf(workloads) }
  if (outcome !== 'failed' && outcome !== 'timeout') return { outcome, workloads: reports, causes }
  const cause = causes[0] ?? noCauseKnown(reports)
  const pods = streams.get(cause.namespace)?.pods.all() ?? []
  const logs = await readLog(cluster, cause, pods, options.signal)
  return { outcome, workloads: reports, cause, causes, ...(logs === undefined ? {} : { logs }) }
}

/** The same about several objects is one remark. */
function remarksOf(workloads: readonly FollowedWorkload[]): readonly Finding[] {
  const objects = new Map<string, { readonly reason: Remark['reason']; readonly text: string; readonly of: string[] }>()
  for (const { remark, object } of workloads) {
    if (remark === undefined) continue
    const { reason, text } = remark
    const same = objects.get(`${reason} ${text}`)
    if (same === undefined) objects.set(`${reason} ${text}`, { reason, text, of: [object] })
    else same.of.push(object)
  }
  return [...objects.values()].map(({ reason, text, of }) => ({ reason, text: `${of.join(', ')}: ${text}` }))
}

/** The time is over, and the watch connection is lost. */
function connectionLost(reports: readonly WorkloadReport[], seconds: number): Cause {
  const [first] = reports
  const text = `the watch connection to the cluster has been lost for ${Math.round(seconds)} s`
  return causeAbout(first, { code: 'cluster-watch-lost', text })
}

/** The time is over, and the cluster gives no reason. */
function noCauseKnown(reports: readonly WorkloadReport[]): Cause {
  const slow = reports.find(({ state }) => state !== 'complete') ?? reports[0]
  return causeAbout(slow, { code: 'not-complete', text: slow?.text ?? '' })
}

function causeAbout(report: WorkloadReport | undefined, symptom: Symptom): Cause {
  return causeOf({ object: report?.object ?? '', namespace: report?.namespace ?? '' }, symptom)
}
