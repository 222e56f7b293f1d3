import { isMapping, type KubeObject, mappingAt } from '../api/objects.ts'
import type { ObjectSet } from './manifest.ts'
import { isSecret } from './secret-values.ts'

/**
 * The set with `stringData` of its Secrets written as `data`. The API server keeps no owner for what it copies from
 * `stringData`, so a key that leaves the template would stay (kubernetes/kubernetes#108008).
 */
export function withSecretData(set: ObjectSet): ObjectSet {
  return { ...set, manifests: set.manifests.map(manifest => ({ ...manifest, object: converted(manifest.object) })) }
}

function converted(object: KubeObject): KubeObject {
  const texts = mappingAt(object, 'stringData')
  if (!isSecret(object) || texts === undefined) return object
  // A value of another type is the API server's to refuse, with its field; so is data that is no mapping.
  if (Object.values(texts).some(value => typeof value !== 'string')) return object
  if (object.data !== undefined && object.data !== null && !isMapping(object.data)) return object
  const { stringData: _, ...rest } = object
  const encoded = Object.entries(texts).map(([key, value]) => [key, Buffer.from(String(value)).toString('base64')])
  return { ...rest, data: { ...mappingAt(object, 'data'), ...Object.fromEntries(encoded) } } as KubeObject
}
