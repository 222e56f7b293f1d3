import { nameOf } from '../api/objects.ts'
import type { Plan, PlannedObject } from '../apply/plan.ts'
import { isUnfollowed } from '../kinds/annotations.ts'
import { CustomKinds } from '../kinds/custom/custom-kinds.ts'
import type { FollowedKind, WatchedResource } from '../kinds/followed-kind.ts'
import { followedKindOf } from '../kinds/followed-kinds.ts'
import type { Manifest } from '../manifests/manifest.ts'
import { PODS } from './namespace-streams.ts'

/** A planned object that is followed. */
interface FollowedObject {
  readonly kind: FollowedKind
  /** Empty for what belongs to the whole cluster. */
  readonly namespace: string
}

/** Which objects of a set are followed, and by the rules of which kind. */
export class FollowedObjects {
  readonly #followed: ReadonlyMap<Manifest, FollowedObject>
  readonly #others: readonly PlannedObject[]

  constructor({ objects }: Plan, kinds: readonly FollowedKind[]) {
    const custom = new CustomKinds()
    const kindOf = ({ manifest: { object }, path }: PlannedObject): FollowedKind | undefined =>
      isUnfollowed(object) ? undefined : (followedKindOf(object, kinds) ?? custom.of(object, pluralIn(path)))
    const all = objects.map(planned => ({ planned, kind: kindOf(planned) }))
    this.#others = all.flatMap(({ planned, kind }) => (kind === undefined ? [planned] : []))
    this.#followed = new Map(
      all.flatMap(({ planned: { manifest, namespace = '' }, kind }) =>
        kind === undefined ? [] : [[manifest, { kind, namespace }] as const],
      ),
    )
  }

  kindOf(manifest: Manifest): FollowedKind | undefined {
    return this.#followed.get(manifest)?.kind
  }

  /** The kinds that are followed in each namespace. */
  byNamespace(): ReadonlyMap<string, ReadonlySet<FollowedKind>> {
    const found = new Map<string, Set<FollowedKind>>()
    for (const { kind, namespace } of this.#followed.values()) {
      found.set(namespace, (found.get(namespace) ?? new Set()).add(kind))
    }
    return found
  }

  /** Whether pods of the set cannot be followed without the list. */
  needs(namespace: string, { plural }: WatchedResource): boolean {
    const withPods = [...(this.byNamespace().get(namespace) ?? [])].filter(({ newPods }) => newPods !== undefined)
    return withPods.some(({ resource, ownerResource }) =>
      [resource, ownerResource, PODS].some(needed => needed?.plural === plural),
    )
  }

  /** `2 ConfigMaps …`: what is complete when it is applied, in one line; empty if everything is followed. */
  notFollowed(): string {
    const byKind = Map.groupBy(this.#others, ({ manifest }) => manifest.object.kind)
    return [...byKind]
      .map(([kind, [first, ...rest]]) =>
        first !== undefined && rest.length === 0 ? nameOf(first.manifest.object) : `${kind} (${rest.length + 1})`,
      )
      .join(', ')
  }
}

/** The plural of an object's kind, as its path has it. */
function pluralIn(path: string): string {
  return path.split('/').at(-2) ?? ''
}
