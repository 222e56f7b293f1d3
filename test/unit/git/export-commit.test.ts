import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exportCommit } from '../../../src/git/export-commit.ts'
import type { Exec } from '../../../src/process/exec.ts'
import { spawnExec } from '../../../src/process/spawn-exec.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { type CheckOut, checkOut, git, write } from './check-out.ts'

const env = { PATH: process.env.PATH ?? '' }
const ASKED = ['deploy/templates', 'deploy/values.yaml']

/** What an export of these paths holds: texts by path. */
async function exported({ workspace, sha }: CheckOut, paths: readonly string[] = ASKED, exec: Exec = spawnExec) {
  const folder = await exportCommit({ workspace, sha, paths, folder: temporaryFolder(), exec, env })
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => !entry.isDirectory())
  expect(entries.every(entry => entry.isFile())).toBe(true)
  const files = entries.map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort()
  return Object.fromEntries(files.map(file => [file, readFileSync(join(folder, file), 'utf8')]))
}

const AS_COMMITTED = { 'deploy/templates/web.yaml': 'a: 1\n', 'deploy/values.yaml': 'a: 1\n' }

function commit({ workspace }: CheckOut): CheckOut {
  git(workspace, 'add', '.')
  git(workspace, 'commit', '-m', 'next')
  return { workspace, sha: git(workspace, 'rev-parse', 'HEAD') }
}

test('what was asked for comes out of the commit, and nothing else', async () => {
  expect(await exported(checkOut())).toEqual(AS_COMMITTED)
})

test.each<readonly [string, (it: CheckOut) => void]>([
  ['edited', ({ workspace }) => write(workspace, { 'deploy/values.yaml': 'a: 2\n', 'deploy/templates/new.yaml': '' })],
  [
    'edited unseen, as assume-unchanged',
    ({ workspace }) => {
      git(workspace, 'update-index', '--assume-unchanged', 'deploy/values.yaml')
      write(workspace, { 'deploy/values.yaml': 'a: 2\n' })
    },
  ],
  [
    'edited unseen, as skip-worktree',
    ({ workspace }) => {
      git(workspace, 'update-index', '--skip-worktree', 'deploy/templates/web.yaml')
      write(workspace, { 'deploy/templates/web.yaml': 'a: 2\n' })
    },
  ],
  [
    'a sparse checkout that leaves the templates out',
    ({ workspace }) => {
      // The index knows the files of which these are copies, and git leaves alone what it takes for changed.
      git(workspace, 'update-index', '--refresh')
      git(workspace, 'sparse-checkout', 'set', 'src')
      expect(existsSync(join(workspace, 'deploy'))).toBe(false)
    },
  ],
  ['deleted, index and all', ({ workspace }) => git(workspace, 'rm', '-rq', 'deploy')],
  [
    'passed through a filter',
    ({ workspace }) => {
      writeFileSync(join(workspace, '.git/info/attributes'), '*.yaml filter=other text eol=crlf ident export-subst\n')
      git(workspace, 'config', 'filter.other.smudge', 'echo filtered')
      git(workspace, 'config', 'filter.other.clean', 'echo filtered')
      git(workspace, 'config', 'filter.other.required', 'true')
    },
  ],
  [
    'replaced by another object',
    ({ workspace, sha }) => {
      write(workspace, { 'deploy/values.yaml': 'a: 2\n' })
      git(workspace, 'commit', '-qam', 'other')
      git(workspace, 'replace', sha, git(workspace, 'rev-parse', 'HEAD'))
    },
  ],
  [
    'in another work tree that the configuration names',
    ({ workspace }) => git(workspace, 'config', 'core.worktree', temporaryFolder()),
  ],
  ['checked out at another commit', ({ workspace }) => git(workspace, 'commit', '-q', '--allow-empty', '-m', 'other')],
])('the commit is what counts when the checkout is %s', async (_, change) => {
  const it = checkOut()
  change(it)
  expect(await exported(it)).toEqual(AS_COMMITTED)
})

test('bytes and names are kept as they are', async () => {
  const it = checkOut()
  const bytes = Buffer.from([0xff, 0x0d, 0x0a, 0x00, 0xc3, 0xa9])
  writeFileSync(join(it.workspace, 'deploy/templates/grün, "odd"\nname.yaml'), bytes)
  writeFileSync(join(it.workspace, 'deploy/templates/empty.yaml'), '')
  const { workspace, sha } = commit(it)
  const folder = await exportCommit({ workspace, sha, paths: ASKED, folder: temporaryFolder(), exec: spawnExec, env })
  expect(readFileSync(join(folder, 'deploy/templates/grün, "odd"\nname.yaml'))).toEqual(bytes)
  expect(readFileSync(join(folder, 'deploy/templates/empty.yaml'))).toHaveLength(0)
})

test('a path that the commit does not have is simply not there; paths are no patterns', async () => {
  const it = checkOut()
  expect(await exported(it, ['deploy/nothing', 'deploy/*', 'deploy/values.yaml/x', ':(glob)**'])).toEqual({})
  expect(Object.keys(await exported(it, ['.']))).toEqual([...Object.keys(AS_COMMITTED), 'src/main.go'])
})

test('symbolic links are followed inside the commit, also on the way and through one another', async () => {
  const it = checkOut({ 'shared/b.yaml': 'b: 1\n', 'k8s/a.yaml': 'a: 3\n', 'values/x.yaml': 'x: 1\n' })
  symlinkSync('../shared', join(it.workspace, 'k8s/more'))
  symlinkSync('deploy', join(it.workspace, 'current'))
  symlinkSync('../k8s/more/../k8s', join(it.workspace, 'deploy/linked'))
  symlinkSync('../current/../values/./x.yaml', join(it.workspace, 'deploy/x.yaml'))
  const next = commit(it)
  expect(await exported(next, ['current/linked', 'deploy/x.yaml', 'current/values.yaml'])).toEqual({
    'current/linked/a.yaml': 'a: 3\n',
    'current/linked/more/b.yaml': 'b: 1\n',
    'current/values.yaml': 'a: 1\n',
    'deploy/x.yaml': 'x: 1\n',
  })
})

test.each([
  ['/etc/hostname', 'file-outside-workspace', 'leads out'],
  ['../../../etc/hostname', 'file-outside-workspace', 'leads out'],
  ['nowhere', 'link-broken', 'to nothing'],
  ['web.yaml/x', 'link-broken', 'to nothing'],
  ['.', 'link-broken', 'leads back to a folder above it'],
  ['link.yaml', 'link-broken', 'leads back to itself'],
  ['../../module/a.yaml', 'file-in-submodule', 'in a submodule'],
])('a link to %s is refused', async (target, reason, why) => {
  const it = checkOut()
  symlinkSync(target, join(it.workspace, 'deploy/templates/link.yaml'))
  addSubmodule(it, 'module')
  await expect(exported(commit(it))).rejects.toMatchObject({
    reason,
    outcome: 'refused',
    message: expect.stringMatching(new RegExp(`^deploy/templates/link\\.yaml: .*${why}`)),
  })
})

/** Puts a commit of another repository there, as `git submodule add` does. */
function addSubmodule({ workspace, sha }: CheckOut, path: string): void {
  git(workspace, 'update-index', '--add', '--cacheinfo', `160000,${sha},${path}`)
  mkdirSync(join(workspace, path), { recursive: true })
}

test.each([
  ['deploy/templates/sub', ASKED, 'deploy/templates/sub'],
  ['deploy/shared', ['deploy/shared/templates'], 'deploy/shared/templates'],
])('templates in a submodule are refused: %s', async (path, paths, where) => {
  const it = checkOut()
  addSubmodule(it, path)
  git(it.workspace, 'commit', '-qm', 'next')
  const next = { ...it, sha: git(it.workspace, 'rev-parse', 'HEAD') }
  write(next.workspace, { [`${path}/templates/a.yaml`]: 'a: 1' })
  await expect(exported(next, paths)).rejects.toMatchObject({
    reason: 'file-in-submodule',
    outcome: 'refused',
    findings: [{ where, text: expect.stringContaining('in a submodule') }],
  })
})

test('a commit that the repository does not have is reported with what to do', async () => {
  const it = checkOut()
  await expect(exported({ ...it, sha: 'f'.repeat(40) })).rejects.toMatchObject({
    reason: 'commit-not-checked-out',
    outcome: 'refused',
    message: expect.stringMatching(
      /^the checked-out repository lacks the deployment's commit: set `ref` of actions\/checkout .*SHA, .* \(.+\)$/,
    ),
  })
  const file = git(it.workspace, 'rev-parse', 'HEAD:deploy/values.yaml')
  await expect(exported({ ...it, sha: file })).rejects.toMatchObject({ reason: 'commit-not-checked-out' })
})

test('what a partial clone lacks is named and not fetched, since that runs what the configuration names', async () => {
  const it = checkOut()
  git(it.workspace, 'config', 'uploadpack.allowFilter', 'true')
  const clone = join(temporaryFolder(), 'clone')
  const source = ['-c', 'protocol.file.allow=always', 'clone', '-q', '--no-checkout', '--filter=blob:none']
  git(it.workspace, ...source, `file://${it.workspace}`, clone)
  const [hook, ran] = [join(clone, '.git', 'upload'), join(clone, '.git', 'ran')]
  writeFileSync(hook, `#!/bin/sh\ntouch ${ran}\nexec git-upload-pack "$@"\n`)
  chmodSync(hook, 0o755)
  git(clone, 'config', 'remote.origin.uploadpack', hook)
  await expect(exported({ ...it, workspace: clone })).rejects.toMatchObject({
    reason: 'commit-incomplete',
    message: expect.stringContaining('lacks 1 of 1 contents of its files'),
  })
  expect(existsSync(ran)).toBe(false)
})

/** Writes a tree that git itself would not write, and a commit of it. */
function commitOf({ workspace }: CheckOut, ...entries: readonly (readonly [string, string])[]): CheckOut {
  const blob = git(workspace, 'rev-parse', 'HEAD:deploy/values.yaml')
  const bytes = entries.map(([mode, name]) =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(blob, 'hex')]),
  )
  const hash = (input: Buffer, ...args: readonly string[]) =>
    execFileSync('git', ['hash-object', '-w', '--literally', '--stdin', ...args], { cwd: workspace, input })
      .toString()
      .trim()
  const tree = hash(Buffer.concat(bytes), '-t', 'tree')
  return { workspace, sha: git(workspace, 'commit-tree', '-m', 'odd', tree) }
}

test.each([
  ['..', [['100644', '..']]],
  ['.', [['100644', '.']]],
  [
    'two of one name',
    [
      ['100644', 'a'],
      ['100644', 'a'],
    ],
  ],
] as const)('a tree that no git writes is refused: %s', async (_, entries) => {
  await expect(exported(commitOf(checkOut(), ...entries), ['.'])).rejects.toMatchObject({
    reason: 'commit-malformed',
    outcome: 'refused',
  })
})

test('git is run with the signal, for a minute at most, and never with more than it needs', async () => {
  const seen: unknown[] = []
  const exec: Exec = (file, args, options) => {
    seen.push([options.timeoutMs, options.signal?.aborted, options.env.GIT_NO_REPLACE_OBJECTS])
    return spawnExec(file, args, options)
  }
  const { workspace, sha } = checkOut()
  const { signal } = new AbortController()
  await exportCommit({ workspace, sha, paths: ASKED, folder: temporaryFolder(), exec, env, signal })
  expect(seen).toEqual([
    [60_000, false, '1'],
    [60_000, false, '1'],
  ])
})

test('a change of the checkout after the export changes nothing in it', async () => {
  const { workspace, sha } = checkOut()
  const folder = await exportCommit({ workspace, sha, paths: ASKED, folder: temporaryFolder(), exec: spawnExec, env })
  rmSync(join(workspace, 'deploy'), { recursive: true })
  expect(readFileSync(join(folder, 'deploy/values.yaml'), 'utf8')).toBe('a: 1\n')
})
