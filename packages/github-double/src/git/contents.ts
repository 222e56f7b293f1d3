import { git, gitBytes } from './git.ts'

/** One entry of a folder. */
export interface TreeEntry {
  readonly mode: string
  readonly type: 'blob' | 'tree' | 'commit'
  readonly sha: string
  /** Bytes; 0 for anything but a blob. */
  readonly size: number
  readonly path: string
}

/** What is at a path in a commit; undefined if there is nothing. An empty path is the root folder. */
export async function entryAt(bare: string, commit: string, path: string): Promise<TreeEntry | undefined> {
  if (path === '') {
    const sha = await git(bare, ['rev-parse', `${commit}^{tree}`])
    return { mode: '040000', type: 'tree', sha, size: 0, path: '' }
  }
  const [found] = await listTree(bare, [commit, '--', path])
  return found?.path === path ? found : undefined
}

/** The entries of a folder, as git sorts them. */
export async function entriesOf(bare: string, commit: string, folder: string): Promise<TreeEntry[]> {
  return await listTree(bare, folder === '' ? [commit] : [commit, '--', `${folder}/`])
}

export async function readBlob(bare: string, sha: string): Promise<Buffer> {
  return await gitBytes(bare, ['cat-file', 'blob', sha])
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
