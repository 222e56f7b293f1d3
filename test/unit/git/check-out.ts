import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { temporaryFolder } from '../temporary-folder.ts'

/** Runs git in a folder and gives what it prints. */
export function git(folder: string, ...args: readonly string[]): string {
  const options = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'init.defaultBranch=main']
  return execFileSync('git', [...options, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim()
}

/** Writes files by their paths in a folder. */
export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** A checked-out repository and the commit it is at. */
export interface CheckOut {
  readonly workspace: string
  readonly sha: string
}

/** Those that were made, by their files: git is started once for all of the same files. */
const made = new Map<string, CheckOut>()

/** A checked-out repository with one commit. */
export function checkOut(more: Readonly<Record<string, string>> = {}): CheckOut {
  const key = JSON.stringify(more)
  const first = made.get(key) ?? makeCheckOut(more)
  made.set(key, first)
  const workspace = temporaryFolder()
  cpSync(first.workspace, workspace, { recursive: true, preserveTimestamps: true })
  return { workspace, sha: first.sha }
}

function makeCheckOut(more: Readonly<Record<string, string>>): CheckOut {
  const workspace = mkdtempSync(join(tmpdir(), 'check-out-'))
  process.once('exit', () => rmSync(workspace, { recursive: true, force: true }))
  git(workspace, 'init', '--template=')
  mkdirSync(join(workspace, '.git/info'))
  write(workspace, {
    'deploy/templates/web.yaml': 'a: 1\n',
    'deploy/values.yaml': 'a: 1\n',
    'src/main.go': 'package main\n',
    ...more,
  })
  git(workspace, 'add', '.')
  git(workspace, 'commit', '-m', 'first')
  return { workspace, sha: git(workspace, 'rev-parse', 'HEAD') }
}
