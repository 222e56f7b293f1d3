import { groupOf, type KubeObject } from '../../api/objects.ts'
import { isBuiltIn } from '../built-in-groups.ts'
import type { FollowedKind } from '../followed-kind.ts'
import { isSilent } from './conventions.ts'
import { customResourceKind } from './custom-resource.ts'

/** The kinds of custom resources of one set, each made once. */
export class CustomKinds {
  readonly #kinds = new Map<string, FollowedKind>()

  /** The kind of a custom resource; undefined for a built-in kind, and where there is nothing to follow. */
  of({ apiVersion, kind }: KubeObject, plural: string): FollowedKind | undefined {
    const group = groupOf(apiVersion)
    if (isBuiltIn(group) || isSilent(group, kind)) return undefined
    const key = `${apiVersion}/${kind}`
    const known = this.#kinds.get(key) ?? customResourceKind({ apiVersion, group, kind, plural })
    this.#kinds.set(key, known)
    return known
  }
}
