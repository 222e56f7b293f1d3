import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ImageManifest, RegistryClient } from '../../../src/registry/client.ts'
import {
  asEntries,
  configsOf,
  INDEX_TYPE,
  indexOf,
  isAttestation,
  originsOf,
  platformText,
} from '../../../src/registry/image-index.ts'
import { MANIFEST_TYPE } from './registry-double.ts'

const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`

/** A registry that has what was put into it. */
class StoredImages {
  readonly #texts = new Map<string, string>()

  put(content: object): string {
    const text = JSON.stringify(content)
    this.#texts.set(digestOf(text), text)
    return digestOf(text)
  }

  manifest(digest: string, mediaType = MANIFEST_TYPE): ImageManifest {
    return { digest, mediaType, body: Buffer.from(this.#texts.get(digest) ?? '') }
  }

  readonly client = {
    repository: { registry: 'registry.test', path: 'acme/hello', name: 'registry.test/acme/hello' },
    readManifest: async (digest: string) => (this.#texts.has(digest) ? this.manifest(digest) : undefined),
    readBlob: async (digest: string) => Buffer.from(this.#texts.get(digest) ?? ''),
  } as unknown as RegistryClient
}

function image(images: StoredImages, platform: object): { readonly digest: string; readonly config: string } {
  const config = images.put(platform)
  return { digest: images.put({ schemaVersion: 2, config: { digest: config } }), config }
}

test('a single image is one entry, for the platform that its configuration names', async () => {
  const images = new StoredImages()
  const { digest, config } = image(images, { os: 'linux', architecture: 'arm64', variant: 'v8', rootfs: {} })
  const manifest = images.manifest(digest)
  const size = manifest.body.length
  const platform = { os: 'linux', architecture: 'arm64', variant: 'v8' }
  expect(await asEntries(images.client, manifest)).toEqual([{ mediaType: MANIFEST_TYPE, digest, size, platform }])
  expect(await configsOf(images.client, manifest)).toEqual([config])
  const plain = images.manifest(image(images, { os: 'linux', architecture: 'amd64' }).digest)
  const [entry] = await asEntries(images.client, plain)
  expect(entry?.platform).toEqual({ os: 'linux', architecture: 'amd64' })
})

test('an index has its own entries; what is said about an image is none', async () => {
  const images = new StoredImages()
  const [amd, arm] = [
    image(images, { os: 'linux', architecture: 'amd64' }),
    image(images, { os: 'linux', architecture: 'arm64' }),
  ]
  const annotations = { 'vnd.docker.reference.type': 'attestation-manifest' }
  const entries = [
    { mediaType: MANIFEST_TYPE, digest: amd.digest, size: 1 },
    { mediaType: MANIFEST_TYPE, digest: digestOf('provenance'), size: 2, annotations },
    { mediaType: MANIFEST_TYPE, digest: arm.digest, size: 3 },
    { mediaType: MANIFEST_TYPE, digest: digestOf('gone'), size: 4 },
  ]
  const body = indexOf(entries)
  const index: ImageManifest = { digest: digestOf(Buffer.from(body).toString()), mediaType: INDEX_TYPE, body }
  expect(await asEntries(images.client, index)).toEqual(entries)
  expect(await configsOf(images.client, index)).toEqual([amd.config, arm.config])
  expect(entries.map(isAttestation)).toEqual([false, true, false, false])
  const other = { mediaType: MANIFEST_TYPE, digest: amd.digest, size: 1 }
  expect(isAttestation({ ...other, annotations: { 'vnd.docker.reference.type': 'sbom' } })).toBe(false)
  expect(JSON.parse(Buffer.from(body).toString())).toEqual({
    schemaVersion: 2,
    mediaType: INDEX_TYPE,
    manifests: entries,
  })
})

test.each([
  [{ os: 'linux', architecture: 'amd64' }, 'linux/amd64'],
  [{ os: 'linux', architecture: 'arm', variant: 'v7' }, 'linux/arm/v7'],
])('%j is %s', (platform, text) => {
  expect(platformText(platform)).toBe(text)
})

test('an image says where it comes from by its labels', async () => {
  const images = new StoredImages()
  const image = (config: object) => images.manifest(images.put({ config: { digest: images.put(config) } }))
  const labels = { 'org.opencontainers.image.source': 'https://x/y', 'org.opencontainers.image.revision': 'abc' }
  expect(await originsOf(images.client, image({ config: { Labels: labels } }))).toEqual([
    { source: 'https://x/y', revision: 'abc' },
  ])
  const silent = { source: undefined, revision: undefined }
  for (const config of [{}, { config: null }, { config: { Labels: null } }, { config: { Labels: [] } }]) {
    expect(await originsOf(images.client, image(config))).toEqual([silent])
  }
  expect(await originsOf(images.client, images.manifest(images.put({ schemaVersion: 2 })))).toEqual([])
})

test.each<[string, object, string]>([
  ['entries that are no list', { manifests: 'x' }, 'is an index of something else than images'],
  ['an entry that is none', { manifests: [null] }, 'is an index of something else than images'],
  [
    'a digest that leads elsewhere',
    { manifests: [{ mediaType: MANIFEST_TYPE, digest: '../../other/manifests/latest', size: 1 }] },
    'is an index of something else than images',
  ],
  [
    'more images than anybody builds',
    { manifests: Array.from({ length: 201 }, () => ({ mediaType: MANIFEST_TYPE, digest: digestOf('a'), size: 1 })) },
    'is an index of 201 images, more than 200',
  ],
])('a hostile index: %s', async (_, content, what) => {
  const images = new StoredImages()
  const index = images.manifest(images.put(content), INDEX_TYPE)
  for (const read of [asEntries, configsOf, originsOf]) {
    await expect(read(images.client, index)).rejects.toMatchObject({
      reason: 'registry-broken',
      message: `registry.test/acme/hello@${index.digest} ${what}; build and push the image again`,
    })
  }
})

test('what is no JSON, and a configuration without a platform, are told as the image', async () => {
  const images = new StoredImages()
  const digest = digestOf('<html>')
  const page = { digest, mediaType: MANIFEST_TYPE, body: Buffer.from('<html>') }
  await expect(configsOf(images.client, page)).rejects.toMatchObject({ reason: 'registry-broken' })
  const without = images.manifest(image(images, { rootfs: {} }).digest)
  await expect(asEntries(images.client, without)).rejects.toMatchObject({
    message: expect.stringContaining('does not say for which machines it is'),
  })
})
