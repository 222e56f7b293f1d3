import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { LARGEST_PART, packRelease, unpackRelease } from '../../../../src/kubernetes/release/packing.ts'
import type { ReleaseRecord, StoredRelease } from '../../../../src/kubernetes/release/record.ts'
import { releaseSecrets, storedReleases } from '../../../../src/kubernetes/release/release-secrets.ts'

const KEY = { service: 'hello', environment: 'Production/EU' }

function recordOf(object: KubeObject): ReleaseRecord {
  const { apiVersion, kind, metadata } = object
  const path = `/api/v1/namespaces/shop/configmaps/${metadata.name}`
  return {
    ...{ ...KEY, commit: 'c'.repeat(40), image: 'ghcr.io/acme/hello@sha256:0', deploymentId: 7, requester: 'ada' },
    ...{ run: { id: 1, attempt: 2, logUrl: 'https://x' }, begun: '2026-01-01T00:00:00.000Z', leaving: [] },
    objects: [{ path, apiVersion, kind, name: metadata.name, namespace: 'shop', object, file: 'a.yaml', line: 1 }],
  }
}

const OBJECT: KubeObject = {
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' } },
  // More digits than a number of JavaScript has room for, and what looks like one.
  ...{ large: 9_007_199_254_740_993n, small: 12, fraction: 1.5, text: '9007199254740993' },
}

/** The record as it is stored, and read again by its Secrets. */
async function stored(record: ReleaseRecord, largest?: number) {
  const packed = await packRelease(record, 3, largest)
  const secrets = releaseSecrets(record, 3, packed, 'shop')
  const [release] = storedReleases(secrets, record)
  if (release === undefined) throw new Error('nothing is stored')
  return { release, secrets, parts: packed.parts }
}

test('what is packed is unpacked as it was, with every digit, and however many parts it has', async () => {
  const record = recordOf(OBJECT)
  for (const largest of [undefined, 100]) {
    const { release, parts } = await stored(record, largest)
    expect(release).toMatchObject({ number: 3, state: 'begun', deploymentId: 7, commit: 'c'.repeat(40) })
    expect(parts.length > 1).toBe(largest !== undefined)
    expect(await unpackRelease(release, parts, KEY)).toMatchObject({ record })
  }
})

test('no Secret has more than the API server takes, and each has a name of its own', async () => {
  // Does not shrink.
  const noise = randomBytes(30_000)
  const { secrets } = await stored(recordOf({ ...OBJECT, data: { noise: noise.toString('base64') } }), 10_000)
  expect(LARGEST_PART).toBe(1_048_576)
  expect(secrets.length).toBeGreaterThan(1)
  const sizes = secrets.map(({ data }) => Object.values(data ?? {}).map(text => Buffer.from(text, 'base64').length))
  expect(Math.max(...sizes.flat())).toBeLessThanOrEqual(10_000)
  expect(secrets.slice(0, 3).map(({ metadata }) => metadata.name.replace(/-[0-9a-f]{10}\./, '.'))).toEqual([
    'commit-train-hello-production-eu.v3',
    'commit-train-hello-production-eu.v3.1',
    'commit-train-hello-production-eu.v3.2',
  ])
})

test.each<[string, (at: Awaited<ReturnType<typeof stored>>) => Partial<StoredRelease>, string, typeof KEY]>([
  ['of another service', () => ({}), 'belongs to another service or environment', { ...KEY, service: 'cart' }],
  ['under another number', () => ({ number: 4 }), 'cannot be read', KEY],
  ['of a newer format', () => ({ format: 2 }), 'was written by a newer version of commit-train', KEY],
  [
    'of another repository',
    () => ({ repository: 'https://github.com/acme/other' }),
    'belongs to another repository',
    KEY,
  ],
  ['with another checksum', () => ({ sha256: '0' }), 'was changed since it was written (its checksum differs)', KEY],
])('a record %s is not used, and why is one line', async (_, change, problem, key) => {
  const at = await stored(recordOf(OBJECT))
  expect(await unpackRelease({ ...at.release, ...change(at) }, at.parts, key)).toEqual({ problem })
})

test.each<[string, Partial<ReleaseRecord>]>([
  [
    'a path that is not in the API',
    { leaving: recordOf(OBJECT).objects.map(one => ({ ...one, path: '/version/web' })) },
  ],
  ['a path with a way up', { leaving: recordOf(OBJECT).objects.map(one => ({ ...one, path: '/api/v1/../x/web' })) }],
  [
    'a path of another object',
    { leaving: recordOf(OBJECT).objects.map(one => ({ ...one, path: '/api/v1/nodes/n1' })) },
  ],
  ['no objects', { objects: [] }],
  [
    'an object of another kind than it says',
    { objects: recordOf(OBJECT).objects.map(one => ({ ...one, kind: 'Secret' })) },
  ],
])('a record with %s cannot be read, however right its checksum is', async (_, change) => {
  const { release, parts } = await stored({ ...recordOf(OBJECT), ...change })
  expect(await unpackRelease(release, parts, KEY)).toEqual({ problem: 'cannot be read' })
})

test('environments that differ in case only are the same', async () => {
  const { release, parts } = await stored(recordOf(OBJECT))
  expect(await unpackRelease(release, parts, { ...KEY, environment: 'production/eu' })).toHaveProperty('record')
})
