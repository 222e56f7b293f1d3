import { basename, dirname } from 'node:path/posix'
import { git, gitBytes } from './git.ts'
import { type LooseEntry, looseBlob, looseCommit, looseFolder, looseTree } from './loose-object.ts'

/** One entry of a folder. */
export interface TreeEntry {
  readonly mode: string
  readonly type: 'blob' | 'tree' | 'commit'
  readonly sha: string
  /** Bytes; 0 for anything but a blob. */
  readonly size: number
  readonly path: string
}

const ROOT = { mode: '040000', type: 'tree', size: 0, path: '' } as const

/** What is at a path in a commit; undefined if there is nothing. An empty path is the root folder. */
export async function entryAt(bare: string, commit: string, path: string): Promise<TreeEntry | undefined> {
  const loose = looseCommit(bare, commit)
  if (loose !== undefined && path === '') return { ...ROOT, sha: loose.tree }
  if (loose !== undefined) {
    const above = looseFolder(bare, loose.tree, dirname(path) === '.' ? '' : dirname(path))
    const found = looseTree(bare, above)?.find(({ name }) => name === basename(path))
    const entry = found === undefined ? undefined : described(bare, found, path)
    if (entry !== undefined) return entry
  }
  if (path === '') {
    const sha = await git(bare, ['rev-parse', `${commit}^{tree}`])
    return { ...ROOT, sha }
  }
  const [found] = await listTree(bare, [commit, '--', path])
  return found?.path === path ? found : undefined
}

/** The entries of a folder, as git sorts them. */
export async function entriesOf(bare: string, commit: string, folder: string): Promise<TreeEntry[]> {
  const tree = looseCommit(bare, commit)?.tree
  const at = tree === undefined ? undefined : looseFolder(bare, tree, folder)
  const prefix = folder === '' ? '' : `${folder}/`
  const loose = looseTree(bare, at)?.map(entry => described(bare, entry, `${prefix}${entry.name}`))
  if (loose?.every(entry => entry !== undefined)) return loose
  return await listTree(bare, folder === '' ? [commit] : [commit, '--', `${folder}/`])
}

export async function readBlob(bare: string, sha: string): Promise<Buffer> {
  return looseBlob(bare, sha) ?? (await gitBytes(bare, ['cat-file', 'blob', sha]))
}

/** Undefined when git has to be asked how long a file is. */
function described(bare: string, { mode, sha }: LooseEntry, path: string): TreeEntry | undefined {
  if (mode === '40000') return { mode: '040000', type: 'tree', sha, size: 0, path }
  if (mode === '160000') return { mode, type: 'commit', sha, size: 0, path }
  const size = looseBlob(bare, sha)?.length
  return size === undefined ? undefined : { mode, type: 'blob', sha, size, path }
}

async function listTree(bare: string, args: readonly string[]): Promise<TreeEntry[]> {
  const text = await git(bare, ['--literal-pathspecs', 'ls-tree', '--long', '-z', ...args])
  return text.split('\0').filter(Boolean).map(parseEntry)
}

function parseEntry(line: string): TreeEntry {
  const tab = line.indexOf('\t')
  const [mode = '', type = '', sha = '', size = ''] = line.slice(0, tab).split(/ +/)
  return { mode, type: type as TreeEntry['type'], sha, size: Number(size) || 0, path: line.slice(tab + 1) }
}
