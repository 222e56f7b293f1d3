import { realpathSync } from 'node:fs'
import { isAbsolute, join, normalize } from 'node:path'
import { UserError } from '../errors.ts'
import { withoutTrailing } from '../text/trailing.ts'

/**
 * A path of an input, relative to the workspace and normalised. Throws `input-invalid` when it is absolute or leads out of
 * the workspace, by its text or by a symbolic link. Whether anything is there is the reader's business.
 */
export function workspacePath(workspace: string, path: string, input: string): string {
  const text = path.trim()
  const normalized = withoutTrailing(normalize(text), '/')
  const problem = problemOf(text, normalized) ?? (leaves(workspace, normalized) ? LINK_PROBLEM : undefined)
  if (problem === undefined) return normalized
  throw new UserError(
    'input-invalid',
    `Input "${input}" is ${JSON.stringify(path)}, which ${problem}; give a path inside the checked-out repository, relative to it`,
  )
}

const LINK_PROBLEM = 'leads out of the workspace by a symbolic link'

/** Whether the real path `path` is `folder` or something in it; `folder` is a real path as well. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}

function problemOf(path: string, normalized: string): string | undefined {
  if (path === '') return 'is empty'
  if (/[\0\r\n]/.test(path)) return 'holds a line break or a NUL'
  if (isAbsolute(path)) return 'is an absolute path'
  if (normalized === '..' || normalized.startsWith('../')) return 'leads out of the workspace'
  return undefined
}

function leaves(workspace: string, path: string): boolean {
  try {
    return !isInside(realpathSync(workspace), realpathSync(join(workspace, path)))
  } catch {
    return false // nothing there
  }
}
