import { join } from 'node:path'
import { isContextAddress } from '../../../docker/build-arguments.ts'
import { coversAny } from '../../../domain/history/service-paths.ts'
import { UserError } from '../../../errors.ts'
import type { CommitReader } from '../../../git/commit.ts'
import { resolvedPaths } from '../../../git/real-paths.ts'
import { coverAll, type PathPattern } from '../../../policy/path-patterns.ts'
import { POLICY_FILE, parsePolicy, serviceOf } from '../../../policy/policy.ts'
import type { ServicePath } from '../../../policy/services.ts'
import { didYouMean } from '../../../text/suggestion.ts'

/** Whether a commit that changes these paths may have its first parent's image. */
export type KeepsImage = (changedPaths: readonly string[]) => boolean

/** What says which paths are in an image. */
interface ImagePathsQuery {
  readonly notInImage: readonly PathPattern[]
  readonly service: string | undefined
  /** `owner/name`. */
  readonly repository: string
  /** Relative to the workspace, as is the context. */
  readonly dockerfile: string
  readonly context: string
  /** Other build contexts: folders of the workspace, and addresses. */
  readonly buildContexts: ReadonlyMap<string, string>
  readonly workspace: string
  readonly commit: Pick<CommitReader, 'text' | 'paths'>
  readonly warn: (line: string) => void
}

/**
 * Whether the first parent's image may do, by the paths that a commit changes: none of the service's, and not how it is built.
 * Undefined where every commit may change the image. Throws `input-invalid` for a service that the policy does not name, and
 * `policy-invalid`.
 */
export async function imageRule(query: ImagePathsQuery): Promise<KeepsImage | undefined> {
  const { notInImage, dockerfile, context, buildContexts, workspace } = query
  const paths = await servicePaths(query)
  if (paths === undefined) return notInImage.length === 0 ? undefined : changed => coverAll(notInImage, changed)
  // With the policy the paths themselves may have changed.
  const named = [dockerfile, `${dockerfile}.dockerignore`, join(context, '.dockerignore')]
  const behindLinks = await resolvedPaths(workspace, named)
  const always = [POLICY_FILE, ...named, ...behindLinks.paths]
  const folders = [...buildContexts.values()].filter(where => !isContextAddress(where))
  const isInContext = (path: string) => folders.some(folder => folder === '.' || path.startsWith(`${folder}/`))
  return changed => {
    if (changed.some(path => always.includes(path) || isInContext(path))) return false
    const own = changed.filter(path => coversAny(paths, [path]))
    return changed.length > 0 && (own.length === 0 || coverAll(notInImage, own))
  }
}

/** Undefined where no service is named, or every commit belongs to it. The policy is that of the commit, as its files are. */
async function servicePaths(query: ImagePathsQuery): Promise<readonly ServicePath[] | undefined> {
  const { service, repository, commit, warn } = query
  if (service === undefined) return undefined
  const text = await commit.text(POLICY_FILE)
  if (text === undefined) {
    throw new UserError(
      'input-invalid',
      `Input "service" is '${service}', but the checked-out commit has no ${POLICY_FILE}`,
    )
  }
  const policy = parsePolicy(text, { repository: repository.split('/')[1] ?? '' })
  const name = serviceOf(policy, service)
  if (name === undefined) {
    const hint = didYouMean(service, policy.services)
    throw new UserError('input-invalid', `Input "service" is '${service}', which ${POLICY_FILE} does not name${hint}`)
  }
  const paths = policy.servicePaths.get(name)
  const all = paths === undefined ? undefined : await commit.paths()
  for (const path of all === undefined ? [] : (paths ?? [])) {
    if (all?.some(one => path.matches(one)) === true) continue
    warn(
      `${path.where}: '${path.text}' of service '${name}' matches nothing in this commit: correct it, or leave it out`,
    )
  }
  return paths
}
