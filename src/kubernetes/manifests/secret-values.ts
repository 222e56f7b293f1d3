import { type KubeObject, mappingAt } from '../api/objects.ts'
import type { ObjectSet } from './manifest.ts'

/** Whether the object's text must never be shown. */
export function isSecret(object: { readonly apiVersion: string; readonly kind: string }): boolean {
  return object.kind === 'Secret' && object.apiVersion === 'v1'
}

/** The texts in the set's Secrets, decoded; the caller must mask them before the next child process starts. */
export function secretValues(set: ObjectSet): readonly string[] {
  return [...new Set(set.manifests.flatMap(manifest => valuesIn(manifest.object)))]
}

function valuesIn(object: KubeObject): readonly string[] {
  if (!isSecret(object)) return []
  const texts = (field: string): string[] =>
    Object.values(mappingAt(object, field) ?? {}).filter(value => typeof value === 'string')
  const decoded = texts('data').map(value => Buffer.from(value, 'base64').toString('utf8'))
  return [...texts('stringData'), ...decoded].filter(value => value !== '')
}
