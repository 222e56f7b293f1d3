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
