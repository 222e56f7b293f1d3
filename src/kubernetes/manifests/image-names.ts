import { parseImageReference } from '../../domain/image-reference.ts'

/** How firmly an image reference is pinned to its content. */
type Pinning = 'digest' | 'tag' | 'floating'

/**
 * A digest identifies content. A tag can be moved, but usually stands for a version. No tag, or `latest`,
 * means whatever was pushed last: two pods of one rollout may then run different code.
 */
export function pinningOf(image: string): Pinning {
  const { tag, digest } = parseImageReference(image)
  if (digest !== undefined) return /^sha256:[0-9a-f]{64}$/.test(digest) ? 'digest' : 'floating'
  return tag === undefined || tag === 'latest' ? 'floating' : 'tag'
}

/**
 * The repository of an image reference, spelt out: `Hello:1` and `index.docker.io/library/hello@sha256:…` are both
 * `docker.io/library/hello`. In lower case, as registries require.
 */
export function repositoryOf(image: string): string {
  return parseImageReference(image).repository.name
}
