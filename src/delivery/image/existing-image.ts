import { UserError } from '../../errors.ts'
import { type CommitFacts, type CommitQuestion, changedPaths } from '../../git/commit.ts'
import type { Logger } from '../../log/logger.ts'
import { coverAll, type PathPattern } from '../../policy/path-patterns.ts'
import { type Manifest, type RepositoryQuestion, readManifest } from '../../registry/manifests.ts'
import { writeOnce } from './push.ts'

export interface ExistingQuestion {
  readonly registry: RepositoryQuestion
  readonly push: boolean
  /** Of the commit's tag, and of its parent's. */
  readonly tagSuffix: string
  readonly patterns: readonly PathPattern[]
  readonly commit: CommitQuestion
  readonly facts: CommitFacts
  readonly log: Logger
}

/** An image that needs no build, under the commit's own SHA. */
export interface ExistingImage {
  readonly manifest: Manifest
  readonly origin: 'present' | 'parent'
}

/**
 * Looks whether the commit has its image, or may have its first parent's, which is then given its tag. An image is only
 * ever pushed after lint and test passed, so that nothing has to be run again for it.
 */
export async function findExisting(question: ExistingQuestion): Promise<ExistingImage | undefined> {
  const { registry, push, commit, tagSuffix } = question
  const own = await ownImage(question)
  if (own !== undefined) return { manifest: own, origin: 'present' }
  if (!push) return undefined
  const manifest = await parentImage(question)
  if (manifest === undefined) return undefined
  const written = await writeOnce(registry, `${commit.sha}${tagSuffix}`, manifest)
  return { manifest: written.manifest, origin: written.wasThere ? 'present' : 'parent' }
}

async function ownImage(question: ExistingQuestion): Promise<Manifest | undefined> {
  const { registry, push, commit, tagSuffix, log } = question
  try {
    return await readManifest(registry, `${commit.sha}${tagSuffix}`)
  } catch (thrown) {
    // Who may not push may often not read either, and builds all the same.
    if (push || !(thrown instanceof UserError)) throw thrown
    log.info(`Whether the image is there already cannot be seen: ${thrown.message}`)
    return undefined
  }
}

async function parentImage({
  registry,
  tagSuffix,
  patterns,
  commit,
  facts,
  log,
}: ExistingQuestion): Promise<Manifest | undefined> {
  const { firstParent } = facts
  if (patterns.length === 0 || firstParent === undefined) return undefined
  const paths = await changedPaths(commit, firstParent)
  if (paths === undefined) {
    log.notice(
      'Whether this commit changes the image cannot be seen, so that it is built: give actions/checkout "fetch-depth: 2"',
    )
    return undefined
  }
  if (!coverAll(patterns, paths)) return undefined
  const manifest = await readManifest(registry, `${firstParent}${tagSuffix}`)
  if (manifest === undefined) {
    log.info(`This commit changes nothing that is in the image, but its first parent ${firstParent} has none: built`)
  }
  return manifest
}
