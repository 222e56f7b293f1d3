import { readdirSync, realpathSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { messageOf, UserError } from '../errors.ts'
import { isMissing } from '../files/missing-file.ts'
import { isInside } from '../files/workspace-path.ts'
import type { ReasonCode } from '../reasons/registry.ts'

/** The files of a templates folder; paths are relative to the workspace, in the order of their names. */
export interface TemplateFiles {
  /** What renders to manifests. */
  readonly manifests: readonly string[]
  /** What is left out, because its name is none of a manifest. */
  readonly others: readonly string[]
}

/**
 * All files below the templates folder. Throws (refused) `templates-missing` when there is no folder or no manifest in it,
 * `file-outside-workspace` when a symbolic link leads out: what is not in the commit must not be deployed with it.
 */
export function listTemplates(workspace: string, folder: string): TemplateFiles {
  const root = realpathSync(workspace)
  const files = filesBelow({ root, workspace }, folder, [])
  const isManifest = (file: string): boolean => /\.(ya?ml|json)(\.tmpl)?$/.test(file)
  const manifests = files.filter(isManifest)
  if (manifests.length > 0) return { manifests, others: files.filter(file => !isManifest(file)) }
  const instead = files.length === 0 ? 'it is empty' : `it holds only ${firstNames(files)}`
  throw refused(
    'templates-missing',
    `${folder}: no template in it (*.yaml, *.yml or *.json, with or without .tmpl): ${instead}; check the input "templates"`,
  )
}

/** The first few of a list, for one line. */
export function firstNames(names: readonly string[]): string {
  const more = names.length > 5 ? ` and ${names.length - 5} more` : ''
  return names.slice(0, 5).join(', ') + more
}

interface Place {
  readonly root: string
  readonly workspace: string
}

function filesBelow(place: Place, folder: string, above: readonly string[]): readonly string[] {
  const real = realPath(place, folder)
  if (above.includes(real))
    throw refused('templates-missing', `${folder}: a symbolic link that leads back to a folder above it; remove it`)
  return namesIn(place, folder).flatMap(name => {
    const path = posix.join(folder, name)
    const kind = statSync(realPath(place, path))
    if (kind.isDirectory()) return filesBelow(place, path, [...above, real])
    return kind.isFile() ? [path] : []
  })
}

function namesIn({ workspace }: Place, folder: string): readonly string[] {
  try {
    return readdirSync(join(workspace, folder)).sort()
  } catch (cause) {
    throw refused(
      'templates-missing',
      `${folder}: not a folder that can be read (${messageOf(cause)}); check the input "templates"`,
    )
  }
}

function realPath({ root, workspace }: Place, path: string): string {
  let real: string
  try {
    real = realpathSync(join(workspace, path))
  } catch (thrown) {
    if (!isMissing(thrown) && (thrown as NodeJS.ErrnoException).code !== 'ELOOP') throw thrown
    throw refused(
      'templates-missing',
      `${path}: not in the checked-out commit, or a symbolic link to nothing; check the input "templates"`,
    )
  }
  if (isInside(root, real)) return real
  throw refused(
    'file-outside-workspace',
    `${path}: a symbolic link that leads out of the checked-out repository; put the file itself there`,
  )
}

function refused(reason: ReasonCode, message: string): UserError {
  return new UserError(reason, message)
}
