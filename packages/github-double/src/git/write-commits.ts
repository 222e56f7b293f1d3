import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { branchHead } from './branch-head.ts'
import { DRIVER, type FileContent, type StreamedCommit } from './commit-stream.ts'
import { looseCommit, looseTree } from './loose-object.ts'

/** More files than this are written by git, into a pack. */
const MOST_FILES = 500
/** What needs no rules of git to be known as a good name. The others are git's, which refuses some. */
const PLAIN_BRANCH = /^\w+([./-]\w+)*(?<!\.lock)$/
const PLAIN_PATH = /^(?!\.\.?(\/|$)|\.git(\/|$))[^/]+(\/(?!\.\.?(\/|$)|\.git(\/|$))[^/]+)*$/i
const PLAIN_PERSON = /^[^<>\n]+$/

/** What a folder holds: blobs and unchanged folders by their SHA, folders that are changed with what is in them. */
type Entry = { readonly mode: string; readonly sha: string } | Folder
type Folder = Map<string, Entry>

/**
 * Writes commits to a branch as `git fast-import` does, byte for byte, each object into a file of its own, and resolves
 * with their SHAs: a process for each commit would be most of the time of a test. Undefined, with the branch where it was,
 * when git has to do it: for many files, names that are not plain, or when what is there already is in a pack.
 */
export function writeCommits(
  bare: string,
  branch: string,
  commits: readonly StreamedCommit[],
): readonly string[] | undefined {
  const files = commits.reduce((sum, one) => sum + 1 + Object.keys(one.files ?? {}).length, 0)
  if (files > MOST_FILES || !PLAIN_BRANCH.test(branch) || !commits.every(isPlain)) return undefined
  const head = branchHead(bare, branch)
  const root = head === undefined ? new Map() : folderAt(bare, looseCommit(bare, head)?.tree)
  if (root === undefined) return undefined
  const shas: string[] = []
  for (const commit of commits) {
    for (const [path, content] of Object.entries(commit.files ?? {})) {
      if (!change(bare, root, path.split('/'), blobOf(bare, content))) return undefined
    }
    shas.push(writeCommit(bare, writeFolder(bare, root), shas.at(-1) ?? head, commit))
  }
  const newest = shas.at(-1)
  if (newest !== undefined) moveBranch(bare, branch, head, newest)
  return shas
}

function isPlain({ author = DRIVER, files = {} }: StreamedCommit): boolean {
  return [author.name, author.email].every(one => PLAIN_PERSON.test(one)) && Object.keys(files).every(isPlainPath)
}

function isPlainPath(path: string): boolean {
  return PLAIN_PATH.test(path)
}

/** Moves a branch from where it was to a commit; as git does it, with a lock beside it. */
export function moveBranch(bare: string, branch: string, from: string | undefined, to: string): void {
  const file = join(bare, 'refs/heads', branch)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.lock`, `${to}\n`, { flag: 'wx' })
  const now = branchHead(bare, branch)
  if (now !== from) {
    rmSync(`${file}.lock`)
    throw new Error(`${branch} has moved from ${from} to ${now} meanwhile`)
  }
  renameSync(`${file}.lock`, file)
}

function folderAt(bare: string, sha: string | undefined): Folder | undefined {
  const entries = sha === undefined ? undefined : looseTree(bare, sha)
  return entries && new Map(entries.map(({ name, mode, sha: at }) => [name, { mode, sha: at }]))
}

/** False when a folder on the way is in a pack. A folder that has become empty goes, as git knows none. */
function change(bare: string, folder: Folder, [name = '', ...below]: readonly string[], blob: Entry | null): boolean {
  if (below.length === 0) {
    if (blob === null) folder.delete(name)
    else folder.set(name, blob)
    return true
  }
  const found = folder.get(name)
  const isFolder = found instanceof Map || found?.mode === '40000'
  if (blob === null && !isFolder) return true
  const inner: Folder | undefined =
    found instanceof Map ? found : isFolder ? folderAt(bare, found?.sha) : new Map<string, Entry>()
  if (inner === undefined || !change(bare, inner, below, blob)) return false
  if (inner.size > 0) folder.set(name, inner)
  else folder.delete(name)
  return true
}

function blobOf(bare: string, content: FileContent): Entry | null {
  if (content === null) return null
  const file = typeof content === 'string' || Buffer.isBuffer(content) ? { content, executable: false } : content
  const sha = writeObject(bare, 'blob', Buffer.from(file.content))
  return { mode: file.executable ? '100755' : '100644', sha }
}

function writeFolder(bare: string, folder: Folder): string {
  // As git sorts: by bytes, folders as if their names ended in a slash.
  const sorted = [...folder]
    .map(([name, entry]) => {
      const { mode, sha } = entry instanceof Map ? { mode: '40000', sha: writeFolder(bare, entry) } : entry
      return { mode, sha, name, key: Buffer.from(mode === '40000' ? `${name}/` : name) }
    })
    .toSorted((one, other) => Buffer.compare(one.key, other.key))
  const lines = sorted.flatMap(({ mode, sha, name }) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(sha, 'hex')])
  return writeObject(bare, 'tree', Buffer.concat(lines))
}

function writeCommit(bare: string, tree: string, parent: string | undefined, commit: StreamedCommit): string {
  const { name, email } = commit.author ?? DRIVER
  const text = [
    `tree ${tree}`,
    ...(parent === undefined ? [] : [`parent ${parent}`]),
    `author ${name} <${email}> ${commit.date} +0000`,
    `committer GitHub <noreply@github.com> ${commit.date} +0000`,
    '',
    `${commit.message}\n`,
  ].join('\n')
  return writeObject(bare, 'commit', Buffer.from(text))
}

/** Writes an object into a file of its own; its SHA. */
export function writeObject(bare: string, type: 'blob' | 'tree' | 'commit', content: Buffer): string {
  const bytes = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content])
  const sha = createHash('sha1').update(bytes).digest('hex')
  const file = join(bare, 'objects', sha.slice(0, 2), sha.slice(2))
  if (existsSync(file)) return sha
  // Others read meanwhile: a file is there whole or not at all.
  const partial = join(bare, 'objects', `tmp_obj_${process.pid}`)
  writeFileSync(partial, deflateSync(bytes, { level: 1 }), { mode: 0o444 })
  if (!existsSync(dirname(file))) mkdirSync(dirname(file))
  renameSync(partial, file)
  return sha
}
