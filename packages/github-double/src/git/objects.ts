import { git } from './git.ts'
import { looseType } from './loose-object.ts'

/** The type of an object by its full SHA; undefined if there is none. */
export async function objectType(bare: string, sha: string): Promise<string | undefined> {
  const loose = looseType(bare, sha)
  if (loose !== undefined) return loose
  if (!/^[0-9a-f]{40}$/.test(sha)) return undefined
  const [, type] =
    /^\S+ (\w+)$/.exec(
      await git(bare, ['cat-file', '--batch-check=%(objectname) %(objecttype)'], { input: `${sha}\n` }),
    ) ?? []
  return type === 'missing' ? undefined : type
}
