import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import type { GitCommit, GitPerson } from './commit.ts'

/** An object of git as it is stored. */
export interface LooseObject {
  readonly type: string
  readonly bytes: Buffer
}

/**
 * An object that has a file of its own, as those of small commits and pushes have; undefined when it is in a pack or
 * not there at all: then git has to be asked. Saves a git process for each read.
 */
function looseObject(bare: string, sha: string): LooseObject | undefined {
  if (!/^[0-9a-f]{40}$/.test(sha)) return undefined
  let stored: Buffer
  try {
    stored = inflateSync(readFileSync(join(bare, 'objects', sha.slice(0, 2), sha.slice(2))))
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw thrown
  }
  const end = stored.indexOf(0)
  const [type = ''] = stored.subarray(0, end).toString().split(' ')
  return { type, bytes: stored.subarray(end + 1) }
}

/** A commit that has a file of its own. Undefined also for one with fields that are not read here (a signature). */
export function looseCommit(bare: string, sha: string): GitCommit | undefined {
  const found = looseObject(bare, sha)
  if (found?.type !== 'commit') return undefined
  const text = found.bytes.toString()
  const end = text.indexOf('\n\n')
  const fields = text
    .slice(0, end)
    .split('\n')
    .map(line => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const)
  if (fields.some(([name]) => !['tree', 'parent', 'author', 'committer'].includes(name))) return undefined
  const valuesOf = (name: string) => fields.filter(field => field[0] === name).map(field => field[1])
  return {
    sha,
    tree: valuesOf('tree')[0] ?? '',
    parents: valuesOf('parent'),
    author: personOf(valuesOf('author')[0] ?? ''),
    committer: personOf(valuesOf('committer')[0] ?? ''),
    message: text.slice(end + 2).replace(/\n+$/, ''),
  }
}

/** The file at a path of a tree whose objects all have files of their own. `absent`: there is no such file. */
export function looseFile(
  bare: string,
  tree: string,
  path: string,
): { readonly sha: string; readonly bytes: Buffer } | 'absent' | undefined {
  let sha: string | undefined = tree
  for (const name of path.split('/')) {
    const folder = looseObject(bare, sha)
    if (folder === undefined) return undefined
    if (folder.type !== 'tree') return 'absent'
    sha = entryOf(folder.bytes, name)
    if (sha === undefined) return 'absent'
  }
  const blob = looseObject(bare, sha)
  if (blob === undefined) return undefined
  return blob.type === 'blob' ? { sha, bytes: blob.bytes } : 'absent'
}

/** The SHA of the folder at a path of a tree; undefined when it is none, or when git has to be asked. */
export function looseFolder(bare: string, tree: string, path: string): string | undefined {
  let sha = tree
  for (const name of path.split('/').filter(Boolean)) {
    const folder = looseObject(bare, sha)
    const next = folder?.type === 'tree' ? entryOf(folder.bytes, name) : undefined
    if (next === undefined) return undefined
    sha = next
  }
  return looseObject(bare, sha)?.type === 'tree' ? sha : undefined
}

/** An entry of a tree as it is stored: the mode of a folder is `40000`. */
export interface LooseEntry {
  readonly mode: string
  readonly name: string
  readonly sha: string
}

/** The entries of a tree that has a file of its own. */
export function looseTree(bare: string, sha: string | undefined): readonly LooseEntry[] | undefined {
  const found = sha === undefined ? undefined : looseObject(bare, sha)
  return found?.type === 'tree' ? [...entriesOf(found.bytes)] : undefined
}

/** A blob that has a file of its own. */
export function looseBlob(bare: string, sha: string): Buffer | undefined {
  const found = looseObject(bare, sha)
  return found?.type === 'blob' ? found.bytes : undefined
}

/** The SHA of an entry of a tree. */
function entryOf(tree: Buffer, name: string): string | undefined {
  for (const entry of entriesOf(tree)) if (entry.name === name) return entry.sha
  return undefined
}

/** `<mode> <name>\0<20 bytes>`, one after the other. */
function* entriesOf(tree: Buffer): Iterable<LooseEntry> {
  for (let at = 0; at < tree.length; ) {
    const space = tree.indexOf(0x20, at)
    const end = tree.indexOf(0, space)
    const [mode, name] = [tree.toString('utf8', at, space), tree.toString('utf8', space + 1, end)]
    yield { mode, name, sha: tree.toString('hex', end + 1, end + 21) }
    at = end + 21
  }
}

/** `Ada <ada@example.com> 1767603600 +0000` */
function personOf(text: string): GitPerson {
  const [, name = '', email = '', seconds = ''] = /^(.*?) ?<(.*)> (\d+) [+-]\d{4}$/.exec(text) ?? []
  return { name, email, date: new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z') }
}

/** The type of an object that has a file of its own. */
export function looseType(bare: string, sha: string): string | undefined {
  return looseObject(bare, sha)?.type
}
