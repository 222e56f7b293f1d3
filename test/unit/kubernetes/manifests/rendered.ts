import { UserError } from '../../../../src/errors.ts'
import { parseManifests } from '../../../../src/kubernetes/manifests/parse.ts'

export const DIGEST = `@sha256:${'a'.repeat(64)}`
export const configMap = (name: string, extra = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${extra}}\n`
export const workload = (kind: string, apiVersion: string, image: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: app, image: "${image}"}]}}}\n`

export const read = (...texts: string[]) =>
  parseManifests(texts.map((text, index) => ({ file: `f${index}.yaml`, text })))

export function refusalOf(...texts: string[]): UserError {
  try {
    read(...texts)
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown
    throw thrown
  }
  throw new Error('expected a refusal')
}
