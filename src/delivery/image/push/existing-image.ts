import { UserError } from '../../../errors.ts'
import type { CommitReader } from '../../../git/commit.ts'
import type { Logger } from '../../../log/logger.ts'
import type { ImageManifest, RegistryClient } from '../../../registry/client.ts'
import type { KeepsImage } from '../plan/image-paths.ts'
import { writeOnce } from './push-image.ts'

export interface ExistingImageQuery {
  readonly registry: RegistryClient
  /** What the commit's tag holds, where that is being asked already. */
  readonly own: Promise<ImageManifest | undefined> | undefined
  readonly push: boolean
  readonly sha: string
  /** Of the commit's tag, and of its parent's. */
  readonly tagSuffix: string
  /** Undefined: every commit may change the image. */
  readonly keepsImage: KeepsImage | undefined
  readonly commit: CommitReader
  readonly firstParent: string | undefined
  readonly log: Logger
}

/** An image that needs no build, under the commit's own SHA. */
export interface ExistingImage {
  readonly manifest: ImageManifest
  readonly origin: 'present' | 'parent'
}

/**
 * Looks whether the commit has its image, or may have its first parent's, which is then given its tag. An image is only
 * ever pushed after lint and test passed, so that nothing has to be run again for it.
 */
export async function findExistingImage(query: ExistingImageQuery): Promise<ExistingImage | undefined> {
  const { registry, push, sha, tagSuffix } = query
  // Asked while the registry is: most commits have no image yet.
  const changed = changedPaths(query)
  changed.catch(() => undefined)
  const own = await ownImage(query)
  if (own !== undefined) return { manifest: own, origin: 'present' }
  if (!push) return undefined
  const manifest = await parentImage(query, await changed)
  if (manifest === undefined) return undefined
  const written = await writeOnce(registry, `${sha}${tagSuffix}`, manifest)
  return { manifest: written.manifest, origin: written.wasThere ? 'present' : 'parent' }
}

async function ownImage(query: ExistingImageQuery): Promise<ImageManifest | undefined> {
  const { registry, push, sha, tagSuffix, log } = query
  try {
    return await (query.own ?? registry.readManifest(`${sha}${tagSuffix}`))
  } catch (thrown) {
    // Who may not push may often not read either, and builds all the same.
    if (push || !(thrown instanceof UserError)) throw thrown
    log.info(`Could not check whether the image exists: ${thrown.message}`)
    return undefined
  }
}

/** What the commit changes: `unknown` without the parent's content, undefined where that is of no interest. */
async function changedPaths(query: ExistingImageQuery): Promise<readonly string[] | 'unknown' | undefined> {
  const { push, keepsImage, firstParent, commit } = query
  if (!push || keepsImage === undefined || firstParent === undefined) return undefined
  return (await commit.changedPaths(firstParent)) ?? 'unknown'
}

async function parentImage(
  { registry, tagSuffix, keepsImage, firstParent, log }: ExistingImageQuery,
  changed: readonly string[] | 'unknown' | undefined,
): Promise<ImageManifest | undefined> {
  if (changed === 'unknown') {
    log.notice('Cannot see whether this commit changes the image; building it: give actions/checkout "fetch-depth: 2"')
    return undefined
  }
  if (changed === undefined || keepsImage?.(changed) !== true) return undefined
  const manifest = await registry.readManifest(`${firstParent}${tagSuffix}`)
  if (manifest === undefined) {
    log.info(`This commit changes nothing that is in the image, but its first parent ${firstParent} has none: built`)
  }
  return manifest
}
