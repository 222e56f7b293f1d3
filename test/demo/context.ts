import type { DemoCommit, Letter } from './commits.ts'
import type { Delivered, DeliveryPlaces } from './delivery.ts'
import type { Integrated } from './integration.ts'
import type { Screen } from './screen.ts'

/** Everything the steps use. */
export interface DemoContext {
  readonly commits: Readonly<Record<Letter, DemoCommit>>
  /** Resolves when the service's own workflow has dealt with a commit. */
  readonly integrated: Readonly<Record<Letter, Promise<Integrated>>>
  readonly places: DeliveryPlaces
  /** Every deployment so far, in order. */
  readonly delivered: Delivered[]
  readonly namespace: string
  /** Path of the cluster owner's kubeconfig: the demo looks with other eyes than the deploy. */
  readonly admin: string
  /** The API server's audit log, and the deploy's user in it. */
  readonly audit: { readonly file: string; readonly user: string }
}

/** What a step writes to and what remembers how it went. */
export interface StepOutput {
  readonly screen: Screen
  /** Notes whether something looked at from outside is as it must be; `seen` is the evidence. */
  check(what: string, ok: boolean, seen?: string): void
}

export interface DemoStep {
  readonly title: string
  /** What a new reader needs to know before it begins. */
  readonly intro: string
  run(context: DemoContext, output: StepOutput): Promise<void>
}

/** `B 1a2b3c4`: the letter of the commit and enough of the SHA. */
export function nameOf(commit: DemoCommit): string {
  return `${commit.letter} ${commit.sha.slice(0, 7)}`
}
