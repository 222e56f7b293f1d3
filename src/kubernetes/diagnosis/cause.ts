import { CAUSES, type CauseCode } from '../../reasons/causes.ts'
import type { Fatality } from '../../reasons/reason.ts'

/** Why a rollout is not complete. */
export interface Cause {
  readonly code: CauseCode
  /** The workload: `Deployment/web`. */
  readonly object: string
  readonly namespace: string
  readonly pod?: string
  readonly container?: string
  /** One line: what the cluster says. */
  readonly text: string
  /** One line: what to do about it. */
  readonly advice: string
  /** When the API first dated it, where it does: an RFC 3339 time. */
  readonly since?: string
  readonly fatality: Fatality
}

/** What a recogniser finds, before it is known which object it is about. Fatality and advice come from the code's row. */
export interface Symptom {
  readonly code: CauseCode
  readonly text: string
  readonly since?: string | undefined
  /** It is from before this deployment, and nothing shows that it still holds: waited for, whatever its row says. */
  readonly old?: boolean
  /** Set where this case is worse, or less certain, than the code's row says. */
  readonly fatality?: Fatality
}

/** The symptom of an object as a cause. */
export function causeOf(about: Pick<Cause, 'object' | 'namespace' | 'pod' | 'container'>, symptom: Symptom): Cause {
  const { code, text, since, old = false } = symptom
  const { advice, fatality } = CAUSES[code]
  return {
    ...about,
    code,
    text: old ? `${text} (was failing before this deployment)` : text,
    advice,
    fatality: old ? 'waiting' : (symptom.fatality ?? fatality),
    ...(since === undefined ? {} : { since }),
  }
}

/** Whether somebody can put the cause right outside the pod template while the rollout waits. */
export function isPutRightOutside(code: CauseCode): boolean {
  return 'outside' in CAUSES[code]
}

/** Whether the controller behind it looks again only after some 15 s. */
export function isSlow(code: CauseCode): boolean {
  return 'slow' in CAUSES[code]
}

const ORDER: readonly Fatality[] = ['fatal', 'grace', 'waiting']

/** Worst first, and what passes by itself after the others; among equals the order in which the rules found them. Each (code, container) once, with its first pod. */
export function ranked(causes: readonly Cause[]): readonly Cause[] {
  const seen = new Set<string>()
  const rank = ({ fatality, code }: Cause): number =>
    2 * ORDER.indexOf(fatality) + (code === 'node-cache' || code === 'image-pulling' ? 1 : 0)
  const sorted = causes.toSorted((a, b) => rank(a) - rank(b))
  return sorted.filter(({ code, object, namespace, container }) => {
    const key = JSON.stringify([code, object, namespace, container])
    return !seen.has(key) && seen.add(key)
  })
}
