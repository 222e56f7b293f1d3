import { groupOf } from '../api/objects.ts'
import { deploymentKind } from './deployment.ts'
import type { FollowedKind } from './followed-kind.ts'

/** Every kind whose rollout is followed. */
export const FOLLOWED_KINDS: readonly FollowedKind[] = [deploymentKind]

/** The followed kind of an object, or undefined if its rollout is not followed. */
export function followedKindOf(
  object: { readonly apiVersion: string; readonly kind: string },
  kinds: readonly FollowedKind[] = FOLLOWED_KINDS,
): FollowedKind | undefined {
  return kinds.find(({ kind, group }) => kind === object.kind && group === groupOf(object.apiVersion))
}
