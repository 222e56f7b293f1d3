import { type Cause, isPutRightOutside, isSlow, ranked } from '../diagnosis/cause.ts'
import { CRASH_CODES } from '../diagnosis/crash.ts'
import { type DiagnosisSubject, diagnose } from '../diagnosis/diagnose.ts'
import type { PodHistory } from '../diagnosis/pod-history.ts'
import type { Tolerance } from '../diagnosis/tolerance.ts'
import type { Remark, RolloutTarget, WorkloadFacts } from '../kinds/followed-kind.ts'
import { judgeRollout, type RolloutState } from '../kinds/judge-rollout.ts'
import { isFromBefore } from '../kinds/news.ts'
import { isSuperseded } from '../kinds/takeover.ts'
import { objectOf, subjectOf } from './diagnosis-subject.ts'
import type { SecretOperators } from './secret-operators.ts'

/** How the rollout of one object stands, for the log, the summary and the statuses. */
export interface WorkloadReport {
  /** `Deployment/web` */
  readonly object: string
  readonly namespace: string
  readonly name: string
  readonly state: 'complete' | 'progressing' | 'failing' | 'taken-over'
  readonly text: string
  /** From the apply until it was complete (or until now), without the stability window. */
  readonly seconds: number
  /** Numbers of pods, where the kind has any and they were seen. */
  readonly desired?: number
  readonly updated?: number
  readonly available?: number
}

/** By what a workload is judged, beside its kind's rules. */
export interface JudgedBy {
  readonly tolerance: Tolerance
  readonly operators: Pick<SecretOperators, 'of'>
}

/** One followed workload: its state at the last update, and since when. */
export class FollowedWorkload {
  readonly target: RolloutTarget
  readonly #startedAt: number
  readonly #tolerance: Tolerance
  readonly #operators: Pick<SecretOperators, 'of'>
  /** Since when each code with a grace has been there, and when the grace ends. */
  readonly #graces = new Map<string, { readonly since: number; readonly endsAt: number }>()
  #state: RolloutState | undefined
  #causes: readonly Cause[] = []
  #podCauses: readonly Cause[] = []
  #completeSince: number | undefined

  constructor(target: RolloutTarget, startedAt: number, judged: JudgedBy) {
    this.target = target
    this.#startedAt = startedAt
    this.#tolerance = judged.tolerance
    this.#operators = judged.operators
  }

  /** Takes in the facts at time `now` (milliseconds). */
  update(facts: WorkloadFacts, history: PodHistory, now: number): void {
    const state = judgeRollout(this.target, facts)
    // A restart that heals at once leaves the status complete, but nothing about it is stable.
    const steady = state.state === 'complete' && state.restarts === this.#state?.restarts
    if (state.state !== 'complete') this.#completeSince = undefined
    else if (!steady || this.#completeSince === undefined) this.#completeSince = now
    this.#state = state
    const subject = subjectOf(this.target, facts, state, this.#tolerance)
    const causes = this.#withPodCauses(causesOf(subject, state, history), subject)
    // What the workload itself has given up needs no grace any more.
    const graced = subject.deadline === undefined ? causes.map(cause => this.#withGrace(cause, now)) : causes
    this.#causes = ranked(graced)
    for (const code of this.#graces.keys()) {
      if (!causes.some(cause => cause.code === code)) this.#graces.delete(code)
    }
  }

  /** `Deployment/web` */
  get object(): string {
    return objectOf(this.target)
  }

  /** Since when it has been complete without a restart or loss; undefined while it is not. */
  get completeSince(): number | undefined {
    return this.#completeSince
  }

  /** When what is known is about what was applied, where no generation says so; undefined where that needs no time. */
  get settlesAt(): number | undefined {
    const { kind, unchanged, object } = this.target
    if (kind.settlesAfterMs === undefined || unchanged || !isFromBefore(object, this.target)) return undefined
    return this.#startedAt + kind.settlesAfterMs
  }

  /** Whether what is known is about what was applied. */
  get observed(): boolean {
    return this.#state?.observed === true || this.takenOver
  }

  /** Whether it is complete and has ended: then it need not stay so. */
  get hasEnded(): boolean {
    return this.#state?.state === 'complete' && this.#state.final === true
  }

  /** What its success must not keep silent about. */
  get remark(): Remark | undefined {
    return this.#state?.state === 'complete' ? this.#state.remark : undefined
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
    const ends = [...this.#graces.values()].map(({ endsAt }) => endsAt)
    return ends.length === 0 ? undefined : Math.min(...ends)
  }

  report(now: number): WorkloadReport {
    const { state = 'progressing', text = '', desired, updated, available } = this.#state ?? {}
    const failing = state !== 'taken-over' && this.#causes[0]?.fatality === 'fatal'
    return {
      object: this.object,
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

  /** A Job deletes its pods when it gives up, and with them the cause. */
  #withPodCauses(causes: readonly Cause[], { pods, deadline }: DiagnosisSubject): readonly Cause[] {
    if (this.target.kind.countsCrashes !== true) return causes
    const areThere = pods.some(({ metadata }) => metadata.deletionTimestamp === undefined)
    if (areThere) this.#podCauses = causes.filter(({ pod }) => pod !== undefined)
    if (deadline === undefined) return causes
    return [...this.#podCauses.map((cause): Cause => ({ ...cause, fatality: 'fatal' })), ...causes]
  }

  #withGrace(cause: Cause, now: number): Cause {
    const { ms, by } = this.#graceOf(cause)
    if (ms === 0) return cause
    const since = this.#graces.get(cause.code)?.since ?? now
    this.#graces.set(cause.code, { since, endsAt: since + ms })
    const text = by === undefined ? cause.text : `${cause.text} (${by} may still make it)`
    return { ...cause, text, fatality: now - since >= ms ? 'fatal' : 'grace' }
  }

  #graceOf(cause: Cause): { readonly ms: number; readonly by?: string } {
    const { graceMs, operatorMs, outsideMs } = this.#tolerance
    if (cause.fatality === 'grace') return { ms: isSlow(cause.code) ? operatorMs : graceMs }
    if (cause.fatality !== 'fatal' || !isPutRightOutside(cause.code)) return { ms: 0 }
    if (cause.code !== 'config-missing') return { ms: outsideMs }
    const operator = this.#operators.of(cause)
    if (operator.kind === 'made') return { ms: operatorMs, by: operator.by }
    return { ms: operator.kind === 'asking' ? operatorMs : outsideMs }
  }
}

function causesOf(subject: DiagnosisSubject, { state, final }: RolloutState, history: PodHistory): readonly Cause[] {
  if (state === 'taken-over') return []
  const causes = diagnose(subject, history)
  if (state === 'progressing') return causes
  // A container that crashes and runs again at once leaves the status complete, but it crashes all the same.
  const crashes = causes.filter(({ code, fatality }) => CRASH_CODES.has(code) && fatality === 'fatal')
  return final === true ? [] : crashes
}
