import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isSameFolder } from './same-folder.ts'

/** Whether a build of a folder, with its node_modules, makes what its `dist/` holds. */
export type IsBuilt = (folder: string) => boolean

/** A build of a folder, held against its `dist/`. */
export const isBuiltHere: IsBuilt = folder => {
  const output = mkdtempSync(path.join(tmpdir(), 'commit-dist-'))
  try {
    execFileSync(path.join(folder, 'script/build'), [path.join(output, 'dist')], { cwd: folder, stdio: 'pipe' })
    return isSameFolder(path.join(output, 'dist'), path.join(folder, 'dist'))
  } finally {
    rmSync(output, { recursive: true, force: true })
  }
}

/** Builds a commit and holds it against its `dist/`. `cache` remembers the commits whose build was the same. */
export function isCommitBuilt(root: string, cache: string, sha: string, isBuilt: IsBuilt): boolean {
  const known = path.join(cache, 'pinnable', sha)
  if (existsSync(known)) return true
  const folder = mkdtempSync(path.join(tmpdir(), 'commit-'))
  try {
    execFileSync('tar', ['x', '-C', folder], { input: archiveOf(root, sha) })
    copyPackages(root, folder)
    if (!isBuilt(folder)) return false
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
