import { messageOf, UserError } from '../errors.ts'
import { type RegistryOptions, registryClient } from './client.ts'
import { type ImageSource, originsOf } from './image-index.ts'

/** Which image is looked up, and through what. */
export interface ImageLookup extends RegistryOptions {
  readonly tag: string
}

/** An image as the registry has it now. */
export interface FoundImage {
  /** `sha256:…` */
  readonly digest: string
  readonly mediaType: string
  /** What gets deployed: `ghcr.io/acme/hello@sha256:…` */
  readonly reference: string
  /** Being read: the digest is known two answers of the registry before. Rejects with the signal's reason alone. */
  readonly origins: Promise<ImageOrigins> | ImageOrigins
}

/** Where an image says that it comes from, for each of its platforms; why not, where that cannot be read. */
type ImageOrigins = readonly ImageSource[] | { readonly unreadable: string }

/** Looks an image up by its tag; no engine is needed. Throws `image-missing` when there is none. */
export async function lookUpImage(lookup: ImageLookup): Promise<FoundImage> {
  const { repository, tag } = lookup
  const registry = registryClient(lookup)
  const found = await registry.readManifest(tag)
  if (found === undefined) {
    const text = `no image for this commit in ${repository.name}: check that its build passed and pushed it`
    throw new UserError('image-missing', text, {
      findings: [{ reason: 'image-missing', where: `${repository.name}:${tag}`, text }],
    })
  }
  const { digest, mediaType } = found
  // What is deployed is pinned by its digest either way.
  const origins = originsOf(registry, found).catch((thrown: unknown): ImageOrigins => {
    lookup.signal?.throwIfAborted()
    return { unreadable: messageOf(thrown) }
  })
  // Not everybody waits for it.
  origins.catch(() => undefined)
  return { digest, mediaType, reference: `${repository.name}@${digest}`, origins }
}
