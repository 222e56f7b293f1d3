/** What is decided about a deployment that is held. */
export const CONTINUATIONS = ['promote', 'abort'] as const

export type Continuation = (typeof CONTINUATIONS)[number]

/** The part of a run that goes on with what is held at a stage: what it writes is not that of what held it. */
export function partOf(how: Continuation, stage: number): string {
  return `${how}-${stage}`
}
