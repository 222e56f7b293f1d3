import { exportCommit } from '../../git/export-commit.ts'
import { renderTemplates } from '../../gomplate/render.ts'
import { nameOf } from '../../kubernetes/api/objects.ts'
import { type ObjectSet, parseManifests } from '../../kubernetes/manifests/parse.ts'
import { secretValues } from '../../kubernetes/manifests/secret-values.ts'
import type { Logger } from '../../log/logger.ts'
import type { Exec } from '../../process/exec.ts'
import type { Masks } from '../../secrets/masks.ts'
import { findGomplate } from '../../tools/gomplate.ts'
import type { RenderRequest } from './effects.ts'
import type { DeploySettings } from './settings.ts'

/** What rendering with gomplate needs. */
export interface GomplateRendering extends RenderRequest {
  readonly settings: Pick<DeploySettings, 'gomplate' | 'secretEnv'>
  readonly childEnv: Readonly<Record<string, string>>
  readonly exec: Exec
  readonly log: Logger
  readonly masks: Masks
  readonly signal: AbortSignal
}

/**
 * Renders the templates as they are in the commit, not in the work tree, and reads the objects; secrets found in them are
 * masked before anything else is started.
 */
export async function render(it: GomplateRendering): Promise<ObjectSet> {
  const { exec, log, masks, signal, folder, paths, childEnv: env } = it
  const gomplate = await findGomplate({ ...it.settings.gomplate, exec, log, env, signal, folder })
  log.info(`gomplate ${gomplate.version} ${gomplate.origin}`)
  const exported = await exportCommit({
    workspace: paths.workspace,
    sha: it.deploy.commit,
    paths: [paths.templates, ...paths.values],
    folder,
    exec,
    env,
    signal,
  })
  const files = await renderTemplates({
    gomplate: gomplate.path,
    paths: { ...paths, workspace: exported },
    context: it.deploy,
    secretEnv: it.settings.secretEnv,
    folder,
    exec,
    masks,
    log,
    signal,
  })
  const set = parseManifests(files, { image: it.deploy.image })
  // Public wherever they stand: a Secret that names a Service must not hide it.
  masks.exempt(...set.manifests.flatMap(({ object: { metadata } }) => [metadata.name, metadata.namespace ?? []].flat()))
  masks.addAll(secretValues(set))
  for (const { object, file, line } of set.manifests) log.info(`${nameOf(object)} ${file}:${line}`)
  return set
}
