import { join } from 'node:path'
import type { FileContent } from '../../../packages/github-double/src/git/commit-stream.ts'
import { folderFiles } from '../../../packages/github-double/src/git/folder-files.ts'

/** The files of an example, as they are committed. */
export async function exampleFiles(example = 'hello-service'): Promise<Record<string, FileContent>> {
  const files = await folderFiles(join(import.meta.dirname, '../../../examples', example))
  // What a developer compiled there is no part of the repository.
  return Object.fromEntries(Object.entries(files).filter(([path]) => !/(^|\/)bin\//.test(path)))
}
