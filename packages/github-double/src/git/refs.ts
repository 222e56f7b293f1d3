import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { Problem } from '../problem.ts'
import { GitError, git } from './git.ts'

/** A ref by its full name. */
export interface GitRef {
  readonly name: string
  readonly sha: string
}

/** A change of a ref that happens only where it is still what `before` says; undefined: it does not exist. */
export interface RefChange {
  readonly name: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** What a name may not hold: the rules of `git check-ref-format`, which GitHub's names follow. */
const FORBIDDEN = [
  /\.\./,
  /[\s~^:?*[\\\u007f]/,
  /\p{Cc}/u,
  /@\{/,
  /(^|\/)\./,
  /\.lock(\/|$)/,
  /\/\//,
  /\/$/,
  /\.$/,
  /^@$/,
]

/** Whether git takes it as the full name of a ref. */
export function isRefName(name: string): boolean {
  return name.startsWith('refs/') && name.split('/').length >= 3 && FORBIDDEN.every(rule => !rule.test(name))
}

/** Every ref whose full name begins with `prefix`, by name. Read from git's own files: loose ones before packed ones. */
export function refsBelow(bare: string, prefix: string): readonly GitRef[] {
  const found = new Map<string, string>()
  for (const line of (fileText(join(bare, 'packed-refs')) ?? '').split('\n')) {
    const [, sha, name] = /^([0-9a-f]{40}) (refs\/\S+)$/.exec(line) ?? []
    if (sha !== undefined && name?.startsWith(prefix)) found.set(name, sha)
  }
  // Only the folder that may hold them: a repository of 10,000 branches is not walked through for a lock.
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1) || 'refs/'
  for (const name of namesIn(bare, folder)) {
    const sha = name.startsWith(prefix) ? fileText(join(bare, name))?.trim() : undefined
    if (sha !== undefined && /^[0-9a-f]{40}$/.test(sha)) found.set(name, sha)
  }
  return [...found].map(([name, sha]) => ({ name, sha })).toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** The SHA a ref is at, by its full name; undefined if there is none. */
export function refAt(bare: string, name: string): string | undefined {
  return isRefName(name) ? refsBelow(bare, name).find(ref => ref.name === name)?.sha : undefined
}

/** Whether a name stands in the way of another: `a` and `a/b` cannot both be refs. */
export function isBlocked(bare: string, name: string): boolean {
  if (refsBelow(bare, `${name}/`).length > 0) return true
  const parts = name.split('/')
  return parts.some((_, at) => at >= 3 && at < parts.length && refAt(bare, parts.slice(0, at).join('/')) !== undefined)
}

/** Throws GitHub's answer to whatever asks for the git data of a repository without a branch. */
export function refuseEmpty(bare: string): void {
  if (refsBelow(bare, 'refs/heads/').length === 0) throw new Problem(409, 'Git Repository is empty.')
}

/** Makes all changes or none; false where a ref is not what the change says it was. */
export async function changeRefs(bare: string, changes: readonly RefChange[]): Promise<boolean> {
  if (changes.some(({ name, before }) => refAt(bare, name) !== before)) return false
  // One ref in a file of its own is changed here and now: a process for each would be most of the time of a test.
  const [only, ...others] = changes
  if (only !== undefined && others.length === 0 && writeLoose(bare, only)) return true
  const none = '0'.repeat(40)
  const lines = changes.map(({ name, before = none, after = none }) => `update ${name} ${after} ${before}\n`)
  try {
    await git(bare, ['update-ref', '--stdin'], { input: `start\n${lines.join('')}commit\n` })
  } catch (thrown) {
    // Another change came first; git has made none of these.
    if (thrown instanceof GitError) return false
    throw thrown
  }
  return true
}

/** False where git has to do it: for a ref in a pack, or where an empty folder has its name. */
function writeLoose(bare: string, { name, before, after }: RefChange): boolean {
  const file = join(bare, name)
  const isLoose = fileText(file) !== undefined
  if (before !== undefined && !isLoose) return false
  if (after === undefined) {
    if ((fileText(join(bare, 'packed-refs')) ?? '').includes(` ${name}\n`)) return false
    rmSync(file)
    return true
  }
  if (existsSync(file) && !isLoose) return false
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.lock`, `${after}\n`, { flag: 'wx' })
  renameSync(`${file}.lock`, file)
  return true
}

function namesIn(bare: string, folder: string): readonly string[] {
  try {
    const entries = readdirSync(join(bare, folder), { recursive: true, withFileTypes: true })
    const files = entries.filter(entry => entry.isFile() && !entry.name.endsWith('.lock'))
    return files.map(entry => relative(bare, join(entry.parentPath, entry.name)).split(sep).join('/'))
  } catch (thrown) {
    if (['ENOENT', 'ENOTDIR'].includes((thrown as NodeJS.ErrnoException).code ?? '')) return []
    throw thrown
  }
}

function fileText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (thrown) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((thrown as NodeJS.ErrnoException).code ?? '')) return undefined
    throw thrown
  }
}
