import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ChangedFile, distNeed } from './need.ts'
import { isSameFolder } from './same-folder.ts'

/** A commit without the `dist/` that it needs. */
export interface Unpinnable {
  readonly sha: string
  readonly title: string
}

/** The file that the rule came with: commits before it are not judged. */
const BEGINNING = 'script/check-commits'

export interface CommitCheck {
  /** The repository. */
  readonly root: string
  /** Remembers what builds have shown, one file a commit. */
  readonly cache: string
  /** Whether a build of that folder, with its node_modules, makes what its `dist/` holds. */
  readonly isBuilt: (folder: string) => boolean
}

/** A build of a folder, held against its `dist/`. */
export function isBuiltHere(folder: string): boolean {
  const output = mkdtempSync(path.join(tmpdir(), 'commit-dist-'))
  try {
    execFileSync(path.join(folder, 'script/build'), [path.join(output, 'dist')], { cwd: folder, stdio: 'pipe' })
    return isSameFolder(path.join(output, 'dist'), path.join(folder, 'dist'))
  } finally {
    rmSync(output, { recursive: true, force: true })
  }
}

/** The commits of a range that change what is shipped and leave `dist/` behind; by default all since the rule is there. */
export function checkCommits(check: CommitCheck, range?: string): readonly Unpinnable[] {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: check.root,
      encoding: 'utf8',
      maxBuffer: 64 << 20,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  const commits = git('rev-list', '--no-merges', '--reverse', range ?? sinceTheRule(git))
    .split('\n')
    .filter(isText)
  return commits
    .filter(sha => !isPinnable(check, git, sha))
    .map(sha => ({ sha, title: git('show', '--no-patch', '--format=%s', sha).trim() }))
}

type Git = (...args: string[]) => string
const isText = (line: string) => line !== ''

function sinceTheRule(git: Git): string {
  const first = git('log', '--diff-filter=A', '--format=%H', '--', BEGINNING).split('\n').filter(isText).at(-1)
  // Where the history does not reach back that far, as in a shallow clone, there is nothing to judge.
  return first === undefined || git('rev-parse', '--is-shallow-repository').trim() === 'true'
    ? 'HEAD..HEAD'
    : `${first}..HEAD`
}

function isPinnable(check: CommitCheck, git: Git, sha: string): boolean {
  const need = distNeed(changedFiles(git, sha))
  if (need !== 'unclear') return need !== 'missing'
  const known = path.join(check.cache, 'pinnable', sha)
  if (existsSync(known)) return true
  const folder = mkdtempSync(path.join(tmpdir(), 'commit-'))
  try {
    execFileSync('tar', ['x', '-C', folder], { input: archiveOf(check.root, sha) })
    copyPackages(check.root, folder)
    if (!check.isBuilt(folder)) return false
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  mkdirSync(path.dirname(known), { recursive: true })
  writeFileSync(known, '')
  return true
}

/** By hard links where it can be: the names of the bundle's files hang on paths, so that a symbolic link gives others. */
function copyPackages(root: string, folder: string): void {
  const from = path.join(root, 'node_modules')
  if (!existsSync(from)) return
  const copied = spawnSync('cp', ['-al', from, folder], { stdio: 'ignore' })
  if (copied.status === 0) return
  rmSync(path.join(folder, 'node_modules'), { recursive: true, force: true })
  execFileSync('cp', ['-a', from, folder], { stdio: 'pipe' })
}

const archiveOf = (root: string, sha: string) =>
  execFileSync('git', ['archive', '--format=tar', sha], { cwd: root, maxBuffer: 256 << 20 })

function changedFiles(git: Git, sha: string): ChangedFile[] {
  const names = git('diff-tree', '-r', '--root', '--no-commit-id', '--no-renames', '--name-only', '-z', sha)
  const textAt = (revision: string, file: string) => {
    try {
      return git('show', `${revision}:${file}`)
    } catch {
      return undefined
    }
  }
  const isRead = (file: string) => /^(src|script)\/|\.json$/.test(file)
  return names
    .split('\0')
    .filter(isText)
    .map(file =>
      isRead(file)
        ? { path: file, before: textAt(`${sha}^`, file), after: textAt(sha, file) }
        : { path: file, before: undefined, after: undefined },
    )
}
