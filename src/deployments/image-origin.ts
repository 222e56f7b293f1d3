import type { TrunkPlace } from '../domain/history/trunk-place.ts'
import { shortSha } from '../domain/sha.ts'
import { UserError } from '../errors.ts'
import type { GitHubClient } from '../github/client.ts'
import { placeOnTrunk } from '../github/history/trunk.ts'
import type { Logger } from '../log/logger.ts'
import type { FoundImage } from '../registry/image-lookup.ts'

/** Whose image is expected. */
export interface ImageOwner {
  readonly github: GitHubClient
  readonly sha: string
  /** Page of the repository, as images name it. */
  readonly page: string
  readonly log: Pick<Logger, 'info'>
}

const FULL_SHA = /^[0-9a-f]{40}$/
const LABEL = 'org.opencontainers.image.revision'

/**
 * Refuses (`image-of-other-commit`) an image that says that it is of another commit of this repository than the one whose tag it
 * has, or one before it: a commit that changes nothing in the image has that of its first parent. Labels of other repositories
 * are those of a base image; one without a full SHA stands in a Dockerfile, as GitHub's registry asks for `source`.
 */
export async function checkOrigin(image: FoundImage, { github, sha, page, log }: ImageOwner): Promise<void> {
  const origins = await image.origins
  if ('unreadable' in origins) {
    return log.info(`- whose the image is was not checked: its labels could not be read (${origins.unreadable})`)
  }
  const own = origins.filter(({ source }) => source !== undefined && pageOf(source) === pageOf(page))
  const revisions = new Set(own.flatMap(({ revision = '' }) => (FULL_SHA.test(revision) ? [revision] : [])))
  if (revisions.size === 0) {
    log.info(
      `- the image does not say which commit of this repository it is of (label ${LABEL}): whose it is was not checked`,
    )
  }
  for (const revision of revisions) {
    if (revision === sha || (await placeBefore(github, revision, sha)) !== 'not-on-trunk') continue
    const text = `the image under this commit's tag is of another commit (label ${LABEL}: ${shortSha(revision)}): who pushed it there? Delete it and build the commit again`
    throw new UserError('image-of-other-commit', text, {
      findings: [{ reason: 'image-of-other-commit', where: image.reference, text }],
    })
  }
}

/** Whether a commit is on the first-parent line before another; it may be where that is too far back to be seen. */
export async function placeBefore(github: GitHubClient, revision: string, sha: string): Promise<TrunkPlace['kind']> {
  return (await placeOnTrunk(github, { branch: sha, sha: revision })).kind
}

/** Pages as they are compared. */
export function pageOf(address: string): string {
  return address
    .toLowerCase()
    .replace(/\/$/, '')
    .replace(/\.git$/, '')
}
