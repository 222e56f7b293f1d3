import { describe, expect, test } from 'vitest'
import { parseManifests } from '../../../../src/kubernetes/manifests/parse.ts'
import { read, refusalOf } from './rendered.ts'

describe('the annotation that orders Jobs', () => {
  const text = (kind: string, apiVersion: string, run: string) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a, annotations: {commit-train.dev/run: ${run}}}\n`

  test.each(['before', 'after'])('may be %s', run => {
    expect(read(text('Job', 'batch/v1', run)).manifests).toHaveLength(1)
  })

  test('on a CronJob makes one run of it with the deployment', () => {
    const cron = `apiVersion: batch/v1
kind: CronJob
metadata: {name: ${'n'.repeat(60)}, namespace: shop, annotations: {commit-train.dev/run: after, other: x}}
spec:
  schedule: 0 3 * * *
  jobTemplate:
    metadata: {labels: {a: b}}
    spec: {backoffLimit: 0, template: {spec: {restartPolicy: Never}}}
`
    const { manifests } = parseManifests([{ file: 'c.yaml', text: cron }], { suffix: () => 'id' })
    expect(manifests.map(({ object, line }) => [object.kind, line])).toEqual([
      ['CronJob', 1],
      ['Job', 1],
    ])
    expect(manifests[1]?.object).toEqual({
      ...{ apiVersion: 'batch/v1', kind: 'Job' },
      metadata: {
        ...{ name: `${'n'.repeat(57)}-id`, namespace: 'shop', labels: { a: 'b' } },
        annotations: { 'cronjob.kubernetes.io/instantiate': 'manual', 'commit-train.dev/run': 'after' },
      },
      spec: { ttlSecondsAfterFinished: 86_400, backoffLimit: 0, template: { spec: { restartPolicy: 'Never' } } },
    })
    const kept = cron.replace('{backoffLimit: 0', '{ttlSecondsAfterFinished: 5')
    expect(read(kept).manifests[1]?.object.spec).toMatchObject({ ttlSecondsAfterFinished: 5 })
    expect(read(cron.replace('commit-train.dev/run: after, ', '')).manifests).toHaveLength(1)
  })

  test.each([
    ['Job', 'batch/v1', 'first', /run is "first"; it may be before or after$/],
    ['Job', 'batch/v1', '""', /run is ""; it may be/],
    ['Job', 'batch/v1', 'true', /run is true; it may be/],
    ['Deployment', 'apps/v1', 'before', /is for Jobs/],
    ['Job', 'batch.volcano.sh/v1', 'before', /is for Jobs/],
  ])('on a %s of %s may not be %s', (kind, apiVersion, run, words) => {
    expect(refusalOf(text(kind, apiVersion, run)).findings).toMatchObject([
      { reason: 'annotation-invalid', where: 'f0.yaml:1', text: expect.stringMatching(words) },
    ])
  })
})

describe('annotations that say what is followed', () => {
  const text = (apiVersion: string, kind: string, name: string, value: string) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a, annotations: {commit-train.dev/${name}: ${JSON.stringify(value)}}}\n`

  test.each([
    ['example.dev/v1', 'Foo', 'complete-when', '{.status.phase}=Running\n{.status.ready}'],
    ['example.dev/v1', 'Foo', 'failed-when', '{.status.phase}=Failed'],
    ['example.dev/v1', 'Foo', 'follow', 'none'],
    ['v1', 'Service', 'follow', 'none'],
    ['apps/v1', 'Deployment', 'on-immutable', 'recreate'],
  ])('%s %s may have %s: %j', (apiVersion, kind, name, value) => {
    expect(read(text(apiVersion, kind, name, value)).manifests).toHaveLength(1)
  })

  test.each([
    [
      'example.dev/v1',
      'Foo',
      'complete-when',
      '.status.phase=Running',
      /has the rule \.status\.phase=Running, which is no path/,
    ],
    ['example.dev/v1', 'Foo', 'complete-when', ' \n', /has no rule/],
    ['apps/v1', 'Deployment', 'complete-when', '{.status.phase}', /for custom resources; a Deployment has rules/],
    ['apps/v1', 'Deployment', 'on-immutable', 'delete', /is "delete"; it may be recreate$/],
    ['v1', 'Service', 'follow', 'false', /is "false"; it may be none/],
    ['apps/v1', 'StatefulSet', 'follow', 'none', /not for a StatefulSet: what its pods do is always followed/],
  ])('%s %s may not have %s: %j', (apiVersion, kind, name, value, words) => {
    expect(refusalOf(text(apiVersion, kind, name, value)).findings).toMatchObject([
      { reason: 'annotation-invalid', where: 'f0.yaml:1', text: expect.stringMatching(words) },
    ])
  })
})
