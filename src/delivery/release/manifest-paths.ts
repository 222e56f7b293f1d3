import { workspacePath } from '../../files/workspace-path.ts'
import type { DeploySettings } from './settings.ts'

/** Where the commit keeps what is rendered; every path is inside the workspace. */
export interface ManifestPaths {
  readonly workspace: string
  /** Relative to the workspace, as the user knows them. */
  readonly templates: string
  readonly values: readonly string[]
}

/** The paths of the inputs with `{service}` and `{environment}` filled in. Throws `input-invalid` when one leaves the workspace. */
export function manifestPaths(
  settings: Pick<DeploySettings, 'templates' | 'values'>,
  key: { readonly service: string; readonly environment: string },
  workspace: string,
): ManifestPaths {
  const fill = (name: string, path: string): string =>
    workspacePath(
      workspace,
      path.replaceAll('{service}', key.service).replaceAll('{environment}', key.environment),
      name,
    )
  return {
    workspace,
    templates: fill('templates', settings.templates),
    values: settings.values.map(path => fill('values', path)),
  }
}
