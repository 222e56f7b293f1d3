import { constants } from 'node:fs'
import { access, readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { FileContent } from './commit-stream.ts'

/**
 * Reads a folder as the files of a commit, executable bits included; `.git` folders are left out.
 * Symbolic links are refused, since they would be committed as what they point at.
 */
export async function folderFiles(folder: string): Promise<Record<string, FileContent>> {
  const files: Record<string, FileContent> = {}
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    const path = relative(folder, file).split(sep).join('/')
    if (entry.isDirectory() || path.split('/').includes('.git')) continue
    if (!entry.isFile()) throw new Error(`${path} is neither a file nor a folder`)
    files[path] = { content: await readFile(file), executable: await isExecutable(file) }
  }
  return files
}

async function isExecutable(file: string): Promise<boolean> {
  return await access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
}
