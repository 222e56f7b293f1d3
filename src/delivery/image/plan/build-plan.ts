import { join } from 'node:path'
import { isContextAddress } from '../../../docker/build-arguments.ts'
import type { ImageBuildPlan } from '../../../docker/build-plan.ts'
import { workspacePath } from '../../../files/workspace-path.ts'
import type { CheckedOutCommit } from '../../../git/commit.ts'
import type { BuildContext } from './context.ts'
import { labelsOf } from './labels.ts'
import type { BuildSettings } from './settings.ts'

/** What is built. Throws `input-invalid` for a path that leads out of the workspace. */
export function buildPlanOf(
  settings: BuildSettings,
  { event, repository, repositoryUrl, workspace }: BuildContext,
  commit: CheckedOutCommit,
  push: boolean,
): ImageBuildPlan {
  const { target, platforms, buildArgs, secrets, cache, provenance, tagSuffix } = settings
  const { noCache, pull, ssh, sbom, network } = settings
  const context = workspacePath(workspace, settings.context, 'context')
  const { sha, tagName } = event
  return {
    target,
    platforms,
    buildArgs,
    secrets,
    cache,
    provenance,
    ...{ noCache, pull, ssh, sbom, network },
    buildContexts: contextsIn(workspace, settings.buildContexts),
    context,
    dockerfile: workspacePath(workspace, settings.dockerfile ?? join(context, 'Dockerfile'), 'dockerfile'),
    labels: labelsOf({
      sha,
      repository,
      repositoryUrl,
      tagName,
      committedAt: commit.committedAt,
      own: settings.labels,
    }),
    repository: settings.repository.name,
    tag: `${sha}${tagSuffix}`,
    tagSuffix,
    firstParent: commit.firstParent,
    push,
  }
}

/** Folders are those of the commit; an address is left to docker. */
function contextsIn(workspace: string, contexts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    [...contexts].map(([name, where]) => [
      name,
      isContextAddress(where) ? where : workspacePath(workspace, where, 'build-contexts'),
    ]),
  )
}
