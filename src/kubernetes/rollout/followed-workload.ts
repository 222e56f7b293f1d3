import type { Cause } from '../diagnosis/cause.ts'
import { type DiagnosisSubject, diagnose } from '../diagnosis/diagnose.ts'
import type { PodHistory } from '../diagnosis/pod-history.ts'
import type { RolloutTarget, WorkloadFacts } from '../kinds/followed-kind.ts'
import { judgeRollout, type RolloutState } from '../kinds/judge-rollout.ts'
import { isSuperseded } from '../kinds/takeover.ts'

/** How the rollout of one workload stands, for the log, the summary and the statuses. */
export interface WorkloadReport {
  /** `Deployment/web` */
  readonly object: string
  readonly namespace: string
  readonly name: string
  readonly state: 'complete' | 'progressing' | 'failing' | 'taken-over'
  readonly text: string
  /** From the apply until it was complete (or until now), without the stability window. */
  readonly seconds: number
  /** Numbers of pods, where they were seen. */
  readonly desired?: number
  readonly updated?: number
  readonly available?: number
}

/** How long a cause that often heals right after the apply may stay. */
const GRACE_MS = 10_000

/** One followed workload: its state at the last update, and since when. */
export class FollowedWorkload {
  readonly target: RolloutTarget
  readonly #startedAt: number
  readonly #graceSince = new Map<string, number>()
  #state: RolloutState | undefined
  #causes: readonly Cause[] = []
  #completeSince: number | undefined

  constructor(target: RolloutTarget, startedAt: number) {
    this.target = target
    this.#startedAt = startedAt
  }

  /** Takes in the facts at time `now` (milliseconds). */
  update(facts: WorkloadFacts, history: PodHistory, now: number): void {
    const state = judgeRollout(this.target, facts)
    // A restart that heals at once leaves the status complete, but nothing about it is stable.
    const steady = state.state === 'complete' && state.restarts === this.#state?.restarts
    if (state.state !== 'complete') this.#completeSince = undefined
    else if (!steady || this.#completeSince === undefined) this.#completeSince = now
    this.#state = state
    const causes = state.state === 'progressing' ? diagnose(subjectOf(this.target, facts, state), history) : []
    this.#causes = causes.map(cause => this.#withGrace(cause, now))
    for (const code of this.#graceSince.keys()) {
      if (!causes.some(cause => cause.code === code)) this.#graceSince.delete(code)
    }
  }

  /** Since when it has been complete without a restart or loss; undefined while it is not. */
  get completeSince(): number | undefined {
    return this.#completeSince
  }

  /** Whether what is known is about what was applied. */
  get observed(): boolean {
    return this.#state?.observed === true || this.takenOver
  }

  get takenOver(): boolean {
    return this.#state?.state === 'taken-over'
  }

  /** Whether it was taken over by another deployment of ours. */
  get superseded(): boolean {
    return this.#state?.takeover !== undefined && isSuperseded(this.#state.takeover)
  }

  /** Worst first. */
  get causes(): readonly Cause[] {
    return this.#causes
  }

  /** When a cause's grace ends, if one is running. */
  get graceEndsAt(): number | undefined {
    const since = [...this.#graceSince.values()]
    return since.length === 0 ? undefined : Math.min(...since) + GRACE_MS
  }

  report(now: number): WorkloadReport {
    const { state = 'progressing', text = '', desired, updated, available } = this.#state ?? {}
    const failing = state === 'progressing' && this.#causes[0]?.fatality === 'fatal'
    return {
      object: objectOf(this.target),
      namespace: this.target.namespace,
      name: this.target.name,
      state: failing ? 'failing' : state,
      text,
      seconds: ((this.#completeSince ?? now) - this.#startedAt) / 1000,
      ...(desired === undefined ? {} : { desired }),
      ...(updated === undefined ? {} : { updated }),
      ...(available === undefined ? {} : { available }),
    }
  }

  #withGrace(cause: Cause, now: number): Cause {
    if (cause.fatality !== 'grace') return cause
    const since = this.#graceSince.get(cause.code) ?? now
    this.#graceSince.set(cause.code, since)
    return now - since >= GRACE_MS ? { ...cause, fatality: 'fatal' } : cause
  }
}

function objectOf({ kind, name }: RolloutTarget): string {
  return `${kind.kind}/${name}`
}

/** Before the controller has seen what was applied, pods and deadline are about something else. */
function subjectOf(target: RolloutTarget, facts: WorkloadFacts, { observed }: RolloutState): DiagnosisSubject {
  const { kind, namespace } = target
  return {
    object: objectOf(target),
    namespace,
    containersKeepRunning: kind.containersKeepRunning,
    pods: observed ? facts.pods : [],
    events: facts.events,
    appliedAt: target.at,
    symptoms: kind.symptoms(target, facts, observed),
    deadline: observed ? kind.deadline(target, facts) : undefined,
  }
}
