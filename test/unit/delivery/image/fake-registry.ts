import { createHash } from 'node:crypto'
import { type ImageRepository, parseImageRepository } from '../../../../src/domain/image-reference.ts'
import type { RegistryAccess } from '../../../../src/registry/auth.ts'
import type { ImageManifest, RegistryClient } from '../../../../src/registry/client.ts'
import type { RegistryLogin } from '../../../../src/registry/docker-config.ts'

export const repository = parseImageRepository('ghcr.io/acme/hello')

const digestOf = (body: Uint8Array) => `sha256:${createHash('sha256').update(body).digest('hex')}`
const manifestOf = (content: object, mediaType: string): ImageManifest => {
  const body = Buffer.from(JSON.stringify(content))
  return { body, mediaType, digest: digestOf(body) }
}

/** The configuration of an image, by its name; its digest is what an engine calls the image's id. */
export const configOf = (name: string) => digestOf(Buffer.from(name))

/** The manifest of the image with this name; `annotations` make it another manifest of the same image. */
export function imageNamed(name: string, annotations?: Readonly<Record<string, string>>): ImageManifest {
  const config = { digest: configOf(name) }
  return manifestOf({ schemaVersion: 2, config, annotations }, 'application/vnd.oci.image.manifest.v1+json')
}

/** An index with one image, as a build for one platform with provenance makes it. */
export function indexWith(name: string, architecture: string): ImageManifest {
  const { digest, mediaType, body } = imageNamed(name)
  const entry = { mediaType, digest, size: body.length, platform: { os: 'linux', architecture } }
  return manifestOf({ schemaVersion: 2, manifests: [entry] }, 'application/vnd.oci.image.index.v1+json')
}

/** A repository of a registry in memory. */
export class FakeRegistry {
  readonly tags = new Map<string, ImageManifest>()
  readonly content = new Map<string, ImageManifest>()
  readonly opened: string[] = []
  /** The other repositories, by their names. */
  readonly others = new Map<string, FakeRegistry>()
  readonly #happened: (event: string) => void
  /** Called before a tag is read or written; what it throws is the answer. */
  onRead: (reference: string) => unknown = () => undefined
  onWrite: (tag: string) => unknown = () => undefined

  /** `happened` receives each write. */
  constructor(happened: (event: string) => void) {
    this.#happened = happened
  }

  give(tag: string, manifest: ImageManifest): void {
    this.tags.set(tag, manifest)
    this.content.set(manifest.digest, manifest)
  }

  /** The repository with this name, which need not have been there. */
  other(name: string): FakeRegistry {
    const there = this.others.get(name) ?? new FakeRegistry(event => this.#happened(`${name}: ${event}`))
    this.others.set(name, there)
    return there
  }

  readonly open = (
    access: RegistryAccess,
    login: RegistryLogin | undefined,
    asked: ImageRepository = repository,
  ): RegistryClient => {
    if (asked.name !== repository.name) return { ...this.other(asked.name).open(access, login), repository: asked }
    this.opened.push(`${access} as ${login?.username ?? 'docker'}`)
    return {
      repository,
      readManifest: async reference => {
        await this.onRead(reference)
        return this.tags.get(reference) ?? this.content.get(reference)
      },
      writeManifest: async (tag, manifest) => {
        await this.onWrite(tag)
        this.#happened(`tag ${tag}`)
        this.give(tag, manifest)
      },
      readBlob: async () => Buffer.from('{"os":"linux","architecture":"arm64"}'),
    }
  }
}
