import type { Delivered, DeliveryPlaces } from './delivery.ts'
import type { Integrated } from './integration.ts'
import type { Screen } from './screen.ts'
import type { Letter, StoryCommit } from './story.ts'

/** Everything the scenes play in. */
export interface World {
  readonly commits: Readonly<Record<Letter, StoryCommit>>
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

/** What a scene writes to and what remembers how it went. */
export interface Stage {
  readonly screen: Screen
  /** Notes whether something looked at from outside is as it must be; `seen` is the evidence. */
  check(what: string, ok: boolean, seen?: string): void
}

export interface Scene {
  readonly title: string
  /** What a new reader needs to know before it begins. */
  readonly story: string
  play(world: World, stage: Stage): Promise<void>
}

/** `B 1a2b3c4`: the letter of the story and enough of the SHA. */
export function nameOf(commit: StoryCommit): string {
  return `${commit.letter} ${commit.sha.slice(0, 7)}`
}
