import { UserError } from '../errors.ts'
import { type RegistryOptions, registryClient } from './client.ts'

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
}

/** Looks an image up by its tag; no engine is needed. Throws `image-missing` when there is none. */
export async function lookUpImage(lookup: ImageLookup): Promise<FoundImage> {
  const { repository, tag } = lookup
  const found = await registryClient(lookup).readManifest(tag)
  if (found === undefined) {
    throw new UserError(
      'image-missing',
      `There is no image ${repository.name}:${tag}; build and push it first: was the build of this commit green?`,
    )
  }
  const { digest, mediaType } = found
  return { digest, mediaType, reference: `${repository.name}@${digest}` }
}
