import { describe, expect, test } from 'vitest'
import { mappingAt } from '../../../../src/kubernetes/api/objects.ts'
import { labelled, labelValue, selectorOf } from '../../../../src/kubernetes/manifests/labels.ts'
import { parseManifests } from '../../../../src/kubernetes/manifests/parse.ts'

const KEY = { service: 'hello', environment: 'production' }
const OWN = { 'commit-train.dev/service': 'hello', 'commit-train.dev/environment': 'production' }

const label = (text: string) => {
  const [manifest] = labelled(parseManifests([{ file: 'f.yaml', text }]), KEY).manifests
  return manifest?.object
}

describe('labelValue', () => {
  test('what is left of a name is readable, and one of which nothing is left is its hash', () => {
    expect(labelValue('-prod/eu!')).toMatch(/^prod-eu-[0-9a-f]{8}$/)
    expect(labelValue('///')).toMatch(/^[0-9a-f]{8}$/)
    expect(labelValue('x'.repeat(64))).toMatch(/^x{54}-[0-9a-f]{8}$/)
  })

  test.each(['hello', 'a', '1', 'a-b_c.d', 'x'.repeat(63)])('%s stays', value => {
    expect(labelValue(value)).toBe(value)
  })

  test.each(['', 'prod/eu', '-a', 'a-', 'x'.repeat(64), 'ümlaut', '///', 'a b'])('%j becomes a valid value', value => {
    expect(labelValue(value)).toMatch(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/)
  })

  test('keeps different names apart', () => {
    const names = ['prod/eu', 'prod-eu', 'prod eu', `${'x'.repeat(70)}a`, `${'x'.repeat(70)}b`]
    expect(new Set(names.map(labelValue)).size).toBe(names.length)
  })
})

test('the selector names service and environment', () => {
  expect(selectorOf(KEY)).toBe('commit-train.dev/service=hello,commit-train.dev/environment=production')
})

test('an object keeps its labels and gets ours', () => {
  const object = label('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, labels: {mine: really}}')
  expect(object?.metadata.labels).toEqual({ mine: 'really', 'app.kubernetes.io/managed-by': 'commit-train', ...OWN })
})

test('a Deployment gets them on itself and its pods, not on its selector', () => {
  const object = label(
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a, app.kubernetes.io/managed-by: theirs}}, spec: {containers: []}}}`,
  )
  expect(mappingAt(object, 'spec', 'selector')).toEqual({ matchLabels: { app: 'a' } })
  expect(mappingAt(object, 'spec', 'template', 'metadata', 'labels')).toEqual({
    app: 'a',
    'app.kubernetes.io/managed-by': 'theirs',
    ...OWN,
  })
  expect(mappingAt(object, 'spec', 'template', 'spec')).toEqual({ containers: [] })
})

test.each(['{}', 'null', '{metadata: {labels: null}}'])('a pod template %s gets all of them', template => {
  const object = label(
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, labels: null}\nspec: {template: ${template}}`,
  )
  const all = { 'app.kubernetes.io/managed-by': 'commit-train', ...OWN }
  expect(object?.metadata.labels).toEqual(all)
  expect(mappingAt(object, 'spec', 'template', 'metadata', 'labels')).toEqual(template === 'null' ? undefined : all)
})

test('an object whose pod template is missing is left to the API to refuse', () => {
  expect(label('apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}')?.spec).toBeUndefined()
})
