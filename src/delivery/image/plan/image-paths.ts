import { join } from 'node:path'
import { isContextAddress } from '../../../docker/build-arguments.ts'
import type { CommitReader } from '../../../git/commit.ts'
import { resolvedPaths } from '../../../git/real-paths.ts'
import { coverAll, coversAny, type PathPattern } from '../../../policy/path-patterns.ts'
import type { ServicePathsOf } from './service-paths.ts'

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
  const own = await pathsOfService(query)
  if (own === undefined) return notInImage.length === 0 ? undefined : changed => coverAll(notInImage, changed)
  // With the policy the paths themselves may have changed.
  const named = [dockerfile, `${dockerfile}.dockerignore`, join(context, '.dockerignore')]
  const behindLinks = await resolvedPaths(workspace, named)
  const always = [own.policyFile, ...named, ...behindLinks.paths]
  const folders = [...buildContexts.values()].filter(where => !isContextAddress(where))
  const isInContext = (path: string) => folders.some(folder => folder === '.' || path.startsWith(`${folder}/`))
  return changed => {
    if (changed.some(path => always.includes(path) || isInContext(path))) return false
    const workflows = changed.filter(isWorkflow)
    if (workflows.length > 0 && !coverAll(notInImage, workflows)) return false
    const ofService = changed.filter(path => coversAny(own.paths, [path]))
    return changed.length > 0 && (ofService.length === 0 || coverAll(notInImage, ofService))
  }
}

/** What the inputs of the build stand in: arguments of the image, and the scripts that it has to pass. */
function isWorkflow(path: string): boolean {
  return path.startsWith('.github/workflows/') || path.startsWith('.github/actions/')
}

/** Undefined where no service is named, or every commit belongs to it. */
async function pathsOfService(query: ImagePathsQuery): Promise<ServicePathsOf | undefined> {
  const { service } = query
  if (service === undefined) return undefined
  // Loaded only now: most builds need no policy, and a parser of YAML is large.
  const { servicePaths } = await import('./service-paths.ts')
  return servicePaths({ ...query, service })
}
