import { isDeepStrictEqual } from 'node:util'
import { FIELD_MANAGER, managedFieldsOf, ownsField } from '../api/managed-fields.ts'
import { isMapping, type KubeObject, mappingAt } from '../api/objects.ts'
import { isArgoRollout, POD_HASH } from '../kinds/argo/rollout-object.ts'
import { withFieldChanged } from '../manifests/pod-templates.ts'
import type { PlannedObject } from './plan.ts'

/** `Service shop web` */
export function switchedKey(namespace: string | undefined, name: string): string {
  return `Service ${namespace ?? ''} ${name}`
}

/** The Services that Rollouts of a set name: the controller of Argo Rollouts switches them from one pod template to the next. */
export function switchedIn(objects: readonly PlannedObject[]): ReadonlySet<string> {
  return new Set(
    objects.flatMap(({ manifest: { object }, namespace }) =>
      isArgoRollout(object) ? servicesOf(object).map(name => switchedKey(namespace, name)) : [],
    ),
  )
}

function servicesOf(rollout: KubeObject): readonly string[] {
  const { activeService, previewService } = mappingAt(rollout, 'spec', 'strategy', 'blueGreen') ?? {}
  const canary = mappingAt(rollout, 'spec', 'strategy', 'canary')
  const { canaryService, stableService } = canary ?? {}
  const { pingService, pongService } = mappingAt(canary, 'pingPong') ?? {}
  const names = [activeService, previewService, canaryService, stableService, pingService, pongService]
  return names.flatMap(name => (typeof name === 'string' && name !== '' ? [name] : []))
}

/**
 * A Service that a controller switches, as it is applied over the live one. The controller has added the hash of a pod template
 * to the selector, which is one field: with the selector of the template alone, each deployment would be a conflict, or would
 * select the pods of both templates. `force`: the labels of the template are others, and take the place of the live ones.
 */
export function overSwitched(
  object: KubeObject,
  live: KubeObject,
): { readonly object: KubeObject; readonly force: boolean } {
  const { [POD_HASH]: hash, ...labels } = mappingAt(live, 'spec', 'selector') ?? {}
  const wanted = mappingAt(object, 'spec', 'selector')
  if (hash === undefined || wanted === undefined) return { object, force: false }
  const isSame = isDeepStrictEqual({ ...labels }, { ...wanted })
  // What no other manager owns would go with our field.
  if (isSame && isOwnedByOthers(live)) return { object: withoutSelector(object), force: false }
  const merged = withFieldChanged(object, ['spec', 'selector'], () => ({ ...wanted, [POD_HASH]: hash }))
  return { object: merged, force: !isSame }
}

function isOwnedByOthers(live: KubeObject): boolean {
  return managedFieldsOf(live).some(
    ({ manager, fields }) => manager !== FIELD_MANAGER && ownsField(fields, ['f:spec', 'f:selector']),
  )
}

function withoutSelector(object: KubeObject): KubeObject {
  return withFieldChanged(object, ['spec'], spec =>
    Object.fromEntries(Object.entries(isMapping(spec) ? spec : {}).filter(([field]) => field !== 'selector')),
  )
}
