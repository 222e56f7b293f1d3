import { readdir, realpath } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { isInside } from '../files/workspace-path.ts'

/** What paths really lead to. */
export interface RealPaths {
  /** The workspace's real path. */
  readonly workspace: string
  /** Real paths relative to it, of the asked paths and of the symbolic links in them, as far as they stay inside. */
  readonly paths: readonly string[]
}

/**
 * git looks at a symbolic link, never behind it: what it leads to must be asked for by its own path. What does not exist
 * or leads out of the workspace is left out; the code that reads the files refuses it.
 */
export async function resolvedPaths(workspace: string, paths: readonly string[]): Promise<RealPaths> {
  const root = await realpath(workspace).catch(() => workspace)
  const found = new Set<string>()
  const look = async (path: string): Promise<void> => {
    const real = await realpath(path).catch(() => undefined)
    if (real === undefined || real === root || !isInside(root, real)) return
    const inside = relative(root, real)
    if (found.has(inside)) return
    found.add(inside)
    for (const link of await linksBelow(real)) await look(link)
  }
  for (const path of paths) await look(join(root, path))
  return { workspace: root, paths: [...found] }
}

async function linksBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  return entries.filter(entry => entry.isSymbolicLink()).map(entry => join(entry.parentPath, entry.name))
}
