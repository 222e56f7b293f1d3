/**
 * Whether a cause ends the rollout.
 *
 * - `fatal`: it cannot heal by itself, so it ends it when first seen.
 * - `grace`: it often heals within seconds of the apply, so it ends it only if it stays.
 * - `waiting`: it may heal (a registry that is slow, a node that is being added), so it is told, and named as the
 *   cause if the time budget ends first.
 */
export type Fatality = 'fatal' | 'grace' | 'waiting'

/** Why a rollout is not complete. */
export interface Cause {
  /** Stable kebab-case code, for machines: `image-not-found`. */
  readonly code: string
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

/** What a rule finds, before it is known whose it is. */
export type Symptom = Pick<Cause, 'code' | 'text' | 'advice' | 'fatality'> & { readonly since?: string | undefined }

const ORDER: readonly Fatality[] = ['fatal', 'grace', 'waiting']

/** Worst first; among equals the order in which the rules found them. Each (code, container) once, with its first pod. */
export function ranked(causes: readonly Cause[]): readonly Cause[] {
  const seen = new Set<string>()
  const once = causes.filter(({ code, object, namespace, container }) => {
    const key = JSON.stringify([code, object, namespace, container])
    return !seen.has(key) && seen.add(key)
  })
  return once.sort((a, b) => ORDER.indexOf(a.fatality) - ORDER.indexOf(b.fatality))
}
