import { createHash } from 'node:crypto'
import { UserError } from '../../../errors.ts'
import type { Logger } from '../../../log/logger.ts'
import type { RegistryClient } from '../../../registry/client.ts'
import {
  asEntries,
  INDEX_TYPE,
  type IndexEntry,
  indexOf,
  isAttestation,
  platformText,
} from '../../../registry/image-index.ts'
import { type PushedImage, tagOnce } from './push-image.ts'

/** Which images of a commit are joined. */
export interface JoinRequest {
  readonly registry: RegistryClient
  readonly sha: string
  /** Of their tags: `-amd64`, `-arm64`. */
  readonly suffixes: readonly string[]
  readonly log: Logger
}

/**
 * Writes an index of the commit's images under its SHA, unless it is there already. The images stay as they are, with
 * their digests; they are in the same repository, so that nothing is copied. Throws `join-part-missing`, `join-platform-duplicate`.
 */
export async function joinImages({ registry, sha, suffixes, log }: JoinRequest): Promise<PushedImage> {
  const before = await registry.readManifest(sha)
  if (before !== undefined) return { manifest: before, wasThere: true }
  const parts = await Promise.all(
    suffixes.map(async suffix => {
      const manifest = await registry.readManifest(`${sha}${suffix}`)
      return { suffix, entries: manifest && (await asEntries(registry, manifest)) }
    }),
  )
  const missing = parts.filter(({ entries }) => entries === undefined).map(({ suffix }) => `${sha}${suffix}`)
  if (missing.length > 0) {
    throw new UserError(
      'join-part-missing',
      `${registry.repository.name} has no ${missing.join(', ')}; were the jobs that build these green, and do they have the same "image" and "tag-suffix"?`,
    )
  }
  const entries = parts.flatMap(part => part.entries ?? [])
  checkPlatforms(entries)
  const body = indexOf(entries)
  for (const { platform, digest } of entries)
    if (platform !== undefined) log.info(`${platformText(platform)}: ${digest}`)
  const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`
  return tagOnce(registry, sha, { body, digest, mediaType: INDEX_TYPE })
}

/** A pull takes the first that fits: a second one for the same platform would never be used. */
function checkPlatforms(entries: readonly IndexEntry[]): void {
  const seen = new Set<string>()
  for (const { platform } of entries.filter(entry => !isAttestation(entry))) {
    const text = platform === undefined ? 'no platform' : platformText(platform)
    if (seen.has(text)) {
      throw new UserError(
        'join-platform-duplicate',
        `Two of the images that are joined are for ${text}; let each of the jobs build for a platform of its own`,
      )
    }
    seen.add(text)
  }
}
