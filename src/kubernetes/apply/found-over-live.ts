import type { Finding } from '../../errors.ts'
import { managedFieldsOf } from '../api/managed-fields.ts'
import { type KubeObject, mappingAt, nameOf } from '../api/objects.ts'
import { locationOf, type Manifest } from '../manifests/manifest.ts'
import type { Adoption } from './adoption.ts'

const FIELDS_SHOWN = 5

/** What is taken over from whom, and the fields that go with it. */
export function adoptionFindings(
  manifest: Manifest,
  { from, byHand }: Adoption,
  removed: readonly string[],
): readonly Finding[] {
  if (from.length === 0 || (byHand && removed.length === 0)) return []
  const more = removed.length > FIELDS_SHOWN ? ` and ${removed.length - FIELDS_SHOWN} more` : ''
  const fields = `${removed.slice(0, FIELDS_SHOWN).join(', ')}${more}`
  const gone = removed.length === 0 ? '' : `; removed, because the template does not have it: ${fields}`
  const where = locationOf(manifest)
  const text = `${nameOf(manifest.object)}: ${byHand ? 'was changed by' : 'taken over from'} ${from.join(', ')}${gone}`
  return [{ reason: byHand ? 'change-overwritten' : 'object-adopted', where, text }]
}

/** That the template's value takes the place of one that was set by hand. */
export function overwrittenFinding(manifest: Manifest, field: string, manager: string): Finding {
  const text = `${nameOf(manifest.object)}: ${field.replace(/^\./, '')} was changed by ${manager}; overwritten with the template's value`
  return { reason: 'change-overwritten', where: locationOf(manifest), text }
}

/** What is applied to an object that is being deleted goes with it. */
export function terminatingFinding(manifest: Manifest, { metadata }: KubeObject): Finding {
  const { deletionTimestamp = '', finalizers = [] } = metadata
  const holds = finalizers.length === 0 ? '' : `, held by ${finalizers.join(', ')}`
  const text = `${nameOf(manifest.object)}: is being deleted since ${deletionTimestamp}${holds}; deploy again when it is gone`
  return { reason: 'object-terminating', where: locationOf(manifest), text }
}

/** Keys that no manifest sets any more and that no apply removes, because no manager owns them. Only of ConfigMaps and Secrets, where pods read them. */
export function leftBehind(manifest: Manifest, live: KubeObject | undefined, body: unknown): readonly Finding[] {
  if (live === undefined || !/^(ConfigMap|Secret)$/.test(manifest.object.kind)) return []
  const owned = new Set(ownedKeys(body))
  const ours = mappingAt(manifest.object, 'data') ?? {}
  const stay = Object.keys(mappingAt(body, 'data') ?? {}).filter(key => !Object.hasOwn(ours, key) && !owned.has(key))
  if (stay.length === 0) return []
  const text = `${nameOf(manifest.object)}: the keys ${stay.join(', ')} are not in the template but stay, because no field manager owns them; remove them with kubectl edit`
  return [{ reason: 'field-left-behind', where: locationOf(manifest), text }]
}

function ownedKeys(body: unknown): readonly string[] {
  const data = managedFieldsOf(body).map(({ fields }) => mappingAt(fields, 'f:data') ?? {})
  return data.flatMap(fields => Object.keys(fields).map(step => step.slice(2)))
}
