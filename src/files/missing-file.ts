import { readFile } from 'node:fs/promises'

/** Whether an error says that there is nothing at a path; another error says nothing about that. */
export function isMissing(thrown: unknown): boolean {
  const { code = '' } = thrown as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ENOTDIR'
}

/** The text of a file; undefined where there is none. Throws where it is not known. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (thrown) {
    if (isMissing(thrown)) return undefined
    throw thrown
  }
}
