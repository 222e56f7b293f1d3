import type { Changes } from '../api/changes.ts'
import type { Cluster } from '../connection/cluster.ts'
import { type Cause, causeOf, ranked, type Symptom } from '../diagnosis/cause.ts'
import { type ContainerLog, readLog } from '../diagnosis/container-log.ts'
import type { PodMemory } from '../diagnosis/pod-history.ts'
import type { FollowedWorkload, WorkloadReport } from './followed-workload.ts'
import type { NamespaceStreams } from './namespace-streams.ts'
import { ProgressLog } from './progress-log.ts'
import { Sight } from './stream-health.ts'

export interface FollowOptions {
  /** The time budget of the whole rollout. */
  readonly timeoutMs: number
  /** How long everything must stay complete, without a restart, before it is a success. */
  readonly stableForMs: number
  readonly signal?: AbortSignal
}

export interface FollowResult {
  readonly outcome: 'complete' | 'failed' | 'timeout' | 'taken-over'
  readonly workloads: readonly WorkloadReport[]
  /** There for `failed` and `timeout`. */
  readonly cause?: Cause
  /** Every cause known at the end, worst first. */
  readonly causes: readonly Cause[]
  /** The failing container's last lines, where it wrote any. */
  readonly logs?: ContainerLog
}

/** What is followed and where the facts come from. */
export interface Followed {
  readonly cluster: Cluster
  readonly streams: ReadonlyMap<string, NamespaceStreams>
  readonly memory: PodMemory
  readonly changes: Changes
  readonly workloads: readonly FollowedWorkload[]
}

/** Looks at every workload after each change until all are complete and stay so, one fails, or the time is over. */
export async function follow(followed: Followed, options: FollowOptions): Promise<FollowResult> {
  const { cluster, streams, memory, changes, workloads } = followed
  const { clock } = cluster
  const log = new ProgressLog(cluster.logger)
  const end = clock.now() + options.timeoutMs
  const sight = new Sight(cluster.logger)
  for (;;) {
    options.signal?.throwIfAborted()
    const now = clock.now()
    sight.look([...streams.values()], now)
    for (const stream of streams.values()) memory.look(stream.pods.all())
    for (const workload of workloads) {
      const facts = streams.get(workload.target.namespace)?.factsOf(workload.target)
      if (facts !== undefined) workload.look(facts, memory, now)
      log.tell(workload.report(now), workload.causes, workload.observed)
    }
    const times = { now, end, stableForMs: options.stableForMs }
    const outcome = outcomeOf(workloads, sight, times)
    if (outcome !== undefined) return conclude(followed, outcome, { now, blindSince: sight.blindSince }, options)
    await changes.next(clock, nextLook(workloads, sight, times), options.signal)
  }
}

interface Times {
  readonly now: number
  readonly end: number
  readonly stableForMs: number
}

function outcomeOf(
  workloads: readonly FollowedWorkload[],
  sight: Sight,
  { now, end, stableForMs }: Times,
): FollowResult['outcome'] | undefined {
  if (workloads.some(workload => workload.takenOver)) return 'taken-over'
  if (workloads.some(workload => workload.causes[0]?.fatality === 'fatal')) return 'failed'
  const isStable = (since: number | undefined): boolean =>
    since !== undefined && now - Math.max(since, sight.since) >= stableForMs
  if (sight.isCurrent(now) && workloads.every(({ completeSince }) => isStable(completeSince))) return 'complete'
  // What is complete may use its window to the end: the budget is for getting there.
  if (now >= end && workloads.some(({ completeSince }) => completeSince === undefined)) return 'timeout'
  // But not for ever: restarts that heal at once begin the window anew each time.
  return now >= end + stableForMs ? 'timeout' : undefined
}

/** Milliseconds until time alone could change the outcome. */
function nextLook(workloads: readonly FollowedWorkload[], sight: Sight, { now, end, stableForMs }: Times): number {
  const times = [now < end ? end : end + stableForMs, sight.caughtUpAt]
  for (const { completeSince, graceEndsAt } of workloads) {
    if (completeSince !== undefined) times.push(Math.max(completeSince, sight.since) + stableForMs)
    if (graceEndsAt !== undefined) times.push(graceEndsAt)
  }
  return Math.max(1, Math.min(...times.filter(time => time > now)) - now)
}

async function conclude(
  { cluster, streams, workloads }: Followed,
  outcome: FollowResult['outcome'],
  { now, blindSince }: { readonly now: number; readonly blindSince: number | undefined },
  options: FollowOptions,
): Promise<FollowResult> {
  const reports = workloads.map(workload => workload.report(now))
  const known = ranked(workloads.flatMap(workload => workload.causes))
  // What else is known is as old as the silence.
  const isSilent = outcome === 'timeout' && blindSince !== undefined
  const causes = isSilent ? [silence(reports, (now - blindSince) / 1000), ...known] : known
  if (outcome === 'complete' || outcome === 'taken-over') return { outcome, workloads: reports, causes }
  const cause = causes[0] ?? nothingKnown(reports)
  const pods = streams.get(cause.namespace)?.pods.all() ?? []
  const logs = await readLog(cluster, cause, pods, options.signal)
  return { outcome, workloads: reports, cause, causes, ...(logs === undefined ? {} : { logs }) }
}

/** The time is over, and the watch connection is lost. */
function silence(reports: readonly WorkloadReport[], seconds: number): Cause {
  const [first] = reports
  const text = `the watch connection to the cluster has been lost for ${Math.round(seconds)} s`
  return causeAbout(first, { code: 'cluster-silent', text })
}

/** The time is over, and the cluster has not said why. */
function nothingKnown(reports: readonly WorkloadReport[]): Cause {
  const slow = reports.find(({ state }) => state !== 'complete') ?? reports[0]
  return causeAbout(slow, { code: 'not-complete', text: slow?.text ?? '' })
}

function causeAbout(report: WorkloadReport | undefined, symptom: Symptom): Cause {
  return causeOf({ object: report?.object ?? '', namespace: report?.namespace ?? '' }, symptom)
}
