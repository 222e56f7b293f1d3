import { describe, expect, test } from 'vitest'
import { UserError } from '../../../../src/errors.ts'
import { parseManifests } from '../../../../src/kubernetes/manifests/parse.ts'
import { configMap, DIGEST, read, refusalOf, workload } from './rendered.ts'

describe('images', () => {
  test.each([
    [`registry.example/web${DIGEST}`, undefined],
    [`registry.example:5000/web:1.2${DIGEST}`, undefined],
    ['registry.example:5000/web:1.2', 'image-not-by-digest'],
    ['web:1', 'image-not-by-digest'],
    ['registry.example:5000/web', 'image-not-pinned'],
    ['web', 'image-not-pinned'],
    ['web:latest', 'image-not-pinned'],
    ['web:', 'image-not-pinned'],
    ['web@sha256:short', 'image-not-pinned'],
  ])('%s', (image, reason) => {
    const text = workload('Deployment', 'apps/v1', image)
    if (reason === 'image-not-pinned') expect(refusalOf(text).findings.map(found => found.reason)).toEqual([reason])
    else expect(read(text).warnings.map(found => found.reason)).toEqual(reason === undefined ? [] : [reason])
  })

  test('of init containers and of a CronJob count too', () => {
    const init =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {initContainers: [{name: i, image: one}], containers: []}}}'
    const cron =
      'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: web}\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{name: c, image: two}]}}}}}'
    expect(refusalOf(init, cron).findings).toMatchObject([
      { text: expect.stringContaining('container i') },
      { text: expect.stringContaining('container c') },
    ])
  })
})

describe('the image that is deployed', () => {
  const image = `ghcr.io/acme/hello${DIGEST}`
  const other = `@sha256:${'b'.repeat(64)}`
  const parse = (text: string, deployed = image) => parseManifests([{ file: 'f.yaml', text }], { image: deployed })
  const reasonsOf = (text: string, deployed = image): readonly string[] => {
    try {
      return parse(text, deployed).warnings.map(({ reason }) => `warning ${reason}`)
    } catch (thrown) {
      if (thrown instanceof UserError) return thrown.findings.map(({ reason }) => reason)
      throw thrown
    }
  }

  test.each([
    [image, image, []],
    [`ghcr.io/acme/hello${other}`, image, ['image-wrong']],
    ['ghcr.io/acme/hello:1.2', image, ['image-wrong']],
    ['ghcr.io/acme/hello', image, ['image-wrong']],
    [`ghcr.io/acme/hello:1.2${DIGEST}`, image, ['image-wrong']],
    [`GHCR.io/acme/hello${other}`, image, ['image-wrong']],
    [`ghcr.io/acme/hello-two${other}`, image, ['warning image-not-used']],
    [`ghcr.io/acme${other}`, image, ['warning image-not-used']],
    [`hello${other}`, image, ['warning image-not-used']],
    [`hello${other}`, `docker.io/library/hello${DIGEST}`, ['image-wrong']],
    [`index.docker.io/hello${other}`, `docker.io/library/hello${DIGEST}`, ['image-wrong']],
    [`acme/hello${other}`, `docker.io/acme/hello${DIGEST}`, ['image-wrong']],
    [`127.0.0.1:5000/hello${other}`, `127.0.0.1:5000/hello${DIGEST}`, ['image-wrong']],
    [`127.0.0.1:5001/hello${other}`, `127.0.0.1:5000/hello${DIGEST}`, ['warning image-not-used']],
  ])('%s, when %s is deployed', (found, deployed, reasons) => {
    expect(reasonsOf(workload('Deployment', 'apps/v1', found), deployed)).toEqual(reasons)
  })

  test('the refusal says where, which container, what it is and what it must be', () => {
    const text = `${configMap('a')}---\n${workload('Deployment', 'apps/v1', 'ghcr.io/acme/hello:1')}`
    expect(() => parse(text)).toThrow(
      `f.yaml:5: Deployment/web: container app has the image ghcr.io/acme/hello:1, which is not the image of this deployment; use {{ .deploy.image }}, which is ${image}`,
    )
  })

  test.each([
    ['an init container', 'Deployment', 'apps/v1', '{template: {spec: {initContainers: [C]}}}'],
    ['a CronJob', 'CronJob', 'batch/v1', '{jobTemplate: {spec: {template: {spec: {containers: [C]}}}}}'],
    ['a custom kind', 'Task', 'example.dev/v1', '{tasks: [{template: {spec: {containers: [C]}}}]}'],
  ])('%s counts too', (_, kind, apiVersion, spec) => {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web}\nspec: ${spec}\n`
    const wrong = text.replace('C]', `{name: c, image: "ghcr.io/acme/hello${other}"}]`)
    expect(reasonsOf(wrong)).toContain('image-wrong')
    expect(reasonsOf(text.replace('C]', `{name: c, image: "${image}"}]`))).not.toContain('image-wrong')
  })

  test('a set of configuration alone gets a word of warning', () => {
    expect(parse(configMap('a')).warnings).toMatchObject([
      { reason: 'image-not-used', text: expect.stringContaining(image) },
    ])
  })
})
