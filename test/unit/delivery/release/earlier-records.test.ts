import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type KubeObject, mappingAt } from '../../../../src/kubernetes/api/objects.ts'
import { releasePolicy } from '../../../../src/policy/releases.ts'
import { configMap, ReleaseScene, SECRETS } from './release-scene.ts'

const warned = ({ progress }: Awaited<ReturnType<ReleaseScene['deploy']>>) =>
  progress.warnings.map(({ reason, text }) => `${reason}: ${text}`)

describe('an earlier record', () => {
  const edited = { 'release.json.gz': Buffer.from('x').toString('base64') }
  test.each<[string, (secret: KubeObject) => KubeObject, RegExp]>([
    ['edited', one => ({ ...one, data: edited }), /was changed since/],
    ['newer', one => withHeader(one, { format: 2 }), /newer version/],
    ['with an annotation that says nothing', one => withAnnotation(one, 'x'), /^release 1 was changed since/],
    ['without one of its parts', one => withHeader(one, { parts: 2 }), /not whole: 1 of its 2/],
  ])('%s: one line, and nothing is removed', async (_, change, expected) => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    scene.change(`${SECRETS}/${scene.records[0]?.metadata.name}`, change)
    const { result, progress, reasons } = await scene.deploy()
    expect(result?.outcome).toBe('complete')
    expect(scene.has('old')).toBe(true)
    expect(reasons).toEqual(['release-unreadable', 'object-left-behind'])
    expect(progress.warnings[0]?.text).toMatch(expected)
  })

  test.each<[string, (one: KubeObject) => KubeObject, string, string]>([
    [
      'has no end',
      one => withLabels(one, { 'commit-train.dev/release-state': 'begun' }),
      'and its end is not recorded: part of it may be live',
      'and is not finished yet, or its run was lost: part of it may be live',
    ],
    [
      'is not whole',
      one => withHeader(one, { parts: 2 }),
      'is not whole: 1 of its 2 Secrets are missing: it',
      'is not whole: 1 of its 2 Secrets are missing, or it is just being written or deleted: it',
    ],
  ])('that %s may be of a run that goes on, where nothing is held', async (_, change, held, notHeld) => {
    for (const [isHeld, expected] of [
      [true, held],
      [false, notHeld],
    ] as const) {
      const scene = new ReleaseScene()
      await scene.deploy()
      scene.change(`${SECRETS}/${scene.records[0]?.metadata.name}`, change)
      scene.isHeld = isHeld
      const { progress } = await scene.deploy()
      expect(progress.warnings[0]?.text).toContain(expected)
    }
  })

  test('without an end is said, and what only it had is removed', async () => {
    const scene = new ReleaseScene()
    await scene.deploy()
    await scene.deploy(configMap('only-lost'))
    const lost = scene.records.at(-1)?.metadata.name
    scene.change(`${SECRETS}/${lost}`, one => withLabels(one, { 'commit-train.dev/release-state': 'begun' }))
    const { progress, reasons } = await scene.deploy()
    expect(reasons).toEqual(['release-interrupted'])
    expect(progress.warnings[0]?.text).toMatch(
      /^deployment 2 of .* began to change hello in staging, .*part of it may be live/,
    )
    expect(scene.has('only-lost')).toBe(false)
    expect((await scene.deploy()).reasons).toEqual([])
  })

  test('marked as good by hand is not taken for the last good one', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    scene.cluster.behaviour = 'missing-config'
    scene.policy = releasePolicy({ 'on-failure': 'keep' }, {})
    await scene.deploy()
    const failed = `${SECRETS}/${scene.records.at(-1)?.metadata.name}`
    scene.change(failed, one => withLabels(one, { 'commit-train.dev/release-state': 'good' }))
    scene.cluster.behaviour = 'healthy'
    expect((await scene.deploy()).reasons).toEqual(['release-interrupted'])
    expect(scene.has('old')).toBe(false)
  })

  test.each(['newer', 'unreadable'])('that is %s when the rollout is complete: nothing is removed', async which => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    scene.onApply = () => {
      const record = scene.records.at(-1)
      if (record === undefined) throw new Error('no record')
      const name = record.metadata.name.replace(/2$/, '3')
      if (which === 'newer')
        scene.cluster.objects.store(`${SECRETS}/${name}`, { ...record, metadata: { ...record.metadata, name } })
      else scene.cluster.objects.forbids = ({ verb, path }) => verb === 'list' && path === SECRETS
    }
    const done = await scene.deploy()
    expect([done.result?.outcome, scene.has('old')]).toEqual(['complete', true])
    expect(warned(done)).toEqual([
      expect.stringMatching(/^object-kept: ConfigMap\/old .* (a newer release has begun$|cannot be seen whether)/),
    ])
  })

  test('edited with a fitting checksum: what it calls by another kind is not removed', async () => {
    const scene = new ReleaseScene()
    const metadata = { name: 'data', annotations: { 'commit-train.dev/follow': 'none' } }
    await scene.deploy({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata })
    const [record] = scene.records
    if (record === undefined) throw new Error('no record')
    const packed = Buffer.from(String(mappingAt(record, 'data')?.['release.json.gz']), 'base64')
    const text = gunzipSync(packed).toString().replaceAll('"kind":"PersistentVolumeClaim"', '"kind":"ConfigMap"')
    const edited = gzipSync(text)
    const sha256 = createHash('sha256').update(edited).digest('hex')
    const data = { 'release.json.gz': edited.toString('base64') }
    scene.cluster.objects.store(`${SECRETS}/${record.metadata.name}`, { ...withHeader(record, { sha256 }), data })
    expect(warned(await scene.deploy())).toEqual([
      'object-kept: ConfigMap/data in shop: left the templates and stays, because its record says that it is something else',
    ])
    expect(scene.has('/api/v1/namespaces/shop/persistentvolumeclaims/data')).toBe(true)
  })

  test.each<[string, number, string, boolean]>([
    ['the last good one: nothing is removed', 0, 'nothing that left the templates is removed, and nothing can', true],
    ['one after it: what only that had stays', 1, 'it is not used, and what only it had stays in the cluster', false],
  ])('that cannot be used, %s', async (_, which, expected, stays) => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    scene.cluster.behaviour = 'missing-config'
    scene.use({ 'on-failure': 'keep' })
    await scene.deploy(configMap('old'), configMap('only-failed'))
    scene.cluster.behaviour = 'healthy'
    scene.change(`${SECRETS}/${scene.records[which]?.metadata.name}`, one => ({ ...one, data: edited }))
    const done = await scene.deploy()
    expect(warned(done)[0]).toContain(expected)
    expect([scene.has('old'), scene.has('only-failed')]).toEqual([stays, true])
  })

  test('of another one, under its name, is not used', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    await scene.deploy(configMap('old'), configMap('more'))
    const [first, second] = scene.records
    if (first === undefined || second === undefined) throw new Error('two records')
    scene.cluster.objects.store(`${SECRETS}/${second.metadata.name}`, { ...second, data: first.data })
    expect((await scene.deploy()).reasons[0]).toBe('release-unreadable')
    expect([scene.has('old'), scene.has('more')]).toEqual([true, true])
  })

  test('is written at the end where the set makes the namespace itself', async () => {
    const scene = new ReleaseScene()
    scene.cluster.objects.missingNamespace = true
    scene.onApply = () => {
      scene.cluster.objects.missingNamespace = false
    }
    expect((await scene.deploy()).reasons).toEqual([])
    expect(scene.states).toEqual(['good'])
  })

  test('of anybody, with our labels, is neither read nor deleted', async () => {
    const scene = new ReleaseScene()
    await scene.deploy()
    const [record] = scene.records
    if (record === undefined) throw new Error('no record')
    const theirs = withHeader(record, { number: 99 })
    scene.cluster.objects.store(`${SECRETS}/theirs`, { ...theirs, metadata: { ...theirs.metadata, name: 'theirs' } })
    await scene.deploy()
    expect(scene.records.map(({ metadata }) => metadata.name.split('.v')[1])).toEqual(['1', '2'])
  })
})

describe('two repositories with a service of the same name', () => {
  test('neither removes what the other one deploys', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('shared'), configMap('first'))
    scene.repository = 'acme/other'
    expect((await scene.deploy(configMap('shared'), configMap('second'))).reasons).toEqual(['object-left-behind'])
    scene.repository = 'acme/hello'
    const done = await scene.deploy()
    expect([scene.has('shared'), scene.has('first'), scene.has('second')]).toEqual([true, false, true])
    expect(warned(done)).toContain(
      'object-kept: ConfigMap/shared in shop: left the templates and stays, because a release of https://github.com/acme/other for the same service and environment has it, too',
    )
    expect(scene.records.map(({ metadata }) => metadata.name.split('.v')[1])).toEqual(['1', '2', '3'])
  })

  test('nothing is removed where the record of the other one cannot be read', async () => {
    const scene = new ReleaseScene()
    await scene.deploy(configMap('old'))
    scene.repository = 'acme/other'
    await scene.deploy()
    const other = `${SECRETS}/${scene.records.at(-1)?.metadata.name}`
    scene.change(other, live => ({ ...live, data: { 'release.json.gz': 'eA==' } }))
    scene.repository = 'acme/hello'
    const done = await scene.deploy()
    expect([done.result?.outcome, scene.has('old')]).toEqual(['complete', true])
    expect(warned(done)[0]).toMatch(
      /^release-unreadable: deployment 2 of .* of https:\/\/github.com\/acme\/other was changed .*: it is not known what that has here, so nothing that left the templates is removed$/,
    )
  })

  test('the release of the other one is not restored', async () => {
    const scene = new ReleaseScene()
    await scene.deploy()
    scene.repository = 'acme/other'
    scene.cluster.behaviour = 'missing-config'
    expect((await scene.deploy()).progress.restore).toMatchObject({ kind: 'none', text: 'no earlier good release' })
  })
})

test('old records that may not be deleted stay, and the release is kept all the same', async () => {
  const scene = new ReleaseScene()
  for (let at = 0; at < 10; at += 1) await scene.deploy()
  scene.cluster.objects.forbids = ({ verb, path }) => verb === 'delete' && path.startsWith(SECRETS)
  const done = await scene.deploy()
  expect([done.result?.outcome, done.reasons]).toEqual(['complete', ['release-outdated']])
  expect(scene.states.at(-1)).toBe('good')
})

describe('what it costs in requests, for one object and for a hundred', () => {
  const configs = Array.from({ length: 100 }, (_, at) => configMap(`c-${at}`))
  const requestsOf = async (objects: readonly KubeObject[], again: readonly KubeObject[]) => {
    const scene = new ReleaseScene()
    scene.policy = releasePolicy({ prune: { 'max-count': 100, 'max-share': 100 } }, {})
    await scene.deploy(...objects)
    const { requests } = scene.cluster.objects
    const before = requests.length
    await scene.deploy(...again)
    return requests.slice(before)
  }
  test.each([1, 100])('the records of %i', async count => {
    const requests = await requestsOf(configs.slice(0, count), configs.slice(0, count))
    const verbs = requests.filter(one => one.includes(SECRETS)).map(one => one.split(' ')[0])
    expect(verbs.toSorted()).toEqual(['create', 'get', 'list', 'patch'])
  })

  test.each([1, 100])('removing %i: two looks and the removal for each', async count => {
    const requests = await requestsOf(configs.slice(0, count), [])
    expect(requests.filter(one => one.includes('/c-'))).toHaveLength(3 * count)
    expect(requests.filter(one => one.endsWith('/cronjobs'))).toHaveLength(2)
  })
})

function withLabels(live: KubeObject, labels: Readonly<Record<string, string>>): KubeObject {
  return { ...live, metadata: { ...live.metadata, labels: { ...live.metadata.labels, ...labels } } }
}

function withAnnotation(secret: KubeObject, text: string): KubeObject {
  const annotations = { ...secret.metadata.annotations, 'commit-train.dev/release': text }
  return { ...secret, metadata: { ...secret.metadata, annotations } }
}

function withHeader(secret: KubeObject, change: object): KubeObject {
  const { annotations = {} } = secret.metadata
  const read = JSON.parse(annotations['commit-train.dev/release'] ?? '')
  const changed = { ...annotations, 'commit-train.dev/release': JSON.stringify({ ...read, ...change }) }
  return { ...secret, metadata: { ...secret.metadata, annotations: changed } }
}
