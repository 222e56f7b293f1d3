import { exactJson } from '../api/exact-json.ts'
import { groupOf, type KubeObject, mappingAt, nameOf } from '../api/objects.ts'
import { podTemplatePath } from '../kinds/pod-workloads.ts'
import { hasLabels } from '../manifests/labels.ts'
import { danglingReferences } from '../manifests/selectors.ts'
import type { ObjectAddress } from './record.ts'
import { type PlacedObject, refersTo } from './references.ts'

/** Objects that stay, and what they need of those that may go. */
export class Users {
  readonly #users: { readonly placed: PlacedObject; readonly text: string }[] = []
  /** The labels of pods that a Service has nowhere else, by that Service; unknown after each change. */
  #unserved: readonly { readonly by: PlacedObject; readonly labels: Readonly<Record<string, string>> }[] | undefined

  constructor(placed: readonly PlacedObject[]) {
    for (const one of placed) this.add(one)
  }

  add(placed: PlacedObject): void {
    // Most objects do not have the name in them anywhere.
    this.#users.push({ placed, text: exactJson(placed.object) })
    this.#unserved = undefined
  }

  /** `Deployment/web`: which of them needs the object, if any. `live`: the object as the cluster has it, where it could be read. */
  of(target: ObjectAddress, live: KubeObject | undefined): string | undefined {
    const { name } = target
    const user =
      this.#users.find(
        ({ placed, text }) => text.includes(name) && (refersTo(placed, target) || isBy(placed, target)),
      ) ?? this.#users.find(({ placed }) => live !== undefined && isSliceOf(live, target, placed))
    const by = user?.placed ?? this.#servedBy(target, live)
    return by === undefined ? undefined : nameOf(by.object)
  }

  /** A Service that has no pods but those of the workload. */
  #servedBy(target: ObjectAddress, live: KubeObject | undefined): PlacedObject | undefined {
    const path = live === undefined ? undefined : podTemplatePath(live)
    const labels = path === undefined ? undefined : mappingAt(live, ...path, 'metadata', 'labels')
    if (labels === undefined) return undefined
    this.#unserved ??= unservedIn(this.#users.map(({ placed }) => placed))
    return this.#unserved.find(
      ({ by, labels: wanted }) => by.namespace === target.namespace && hasLabels(labels, wanted),
    )?.by
  }
}

function unservedIn(placed: readonly PlacedObject[]) {
  const set = placed.map(({ object, namespace = '' }, line) => ({ manifest: { object, file: '', line }, namespace }))
  return danglingReferences(set).missing.flatMap(target => {
    const by = placed[Number(target.finding.where?.slice(1))]
    return target.kind === 'pods' && by?.object.kind === 'Service' ? [{ by, labels: target.labels }] : []
  })
}

/** Endpoints belong to the Service of their name. */
function isBy({ object, namespace }: PlacedObject, target: ObjectAddress): boolean {
  const isService = object.kind === 'Service' && groupOf(object.apiVersion) === ''
  const isSame = object.metadata.name === target.name && namespace === target.namespace
  return isService && isSame && target.kind === 'Endpoints' && groupOf(target.apiVersion) === ''
}

function isSliceOf(live: KubeObject, target: ObjectAddress, { object, namespace }: PlacedObject): boolean {
  if (target.kind !== 'EndpointSlice' || object.kind !== 'Service' || namespace !== target.namespace) return false
  return live.metadata.labels?.['kubernetes.io/service-name'] === object.metadata.name
}
