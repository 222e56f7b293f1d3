import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { type Finding, UserError } from '../../../src/errors.ts'
import { checkWorkTree } from '../../../src/git/work-tree.ts'
import type { Exec } from '../../../src/process/exec.ts'
import { spawnExec } from '../../../src/process/spawn-exec.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { type CheckOut, checkOut, git, write } from './check-out.ts'

const env = { PATH: process.env.PATH ?? '' }

const check = (
  { workspace, sha }: CheckOut,
  paths = ['deploy/templates', 'deploy/values.yaml'],
): Promise<readonly Finding[]> => checkWorkTree({ workspace, sha, paths, exec: spawnExec, env })

test('the commit as it is has no finding, whatever lies elsewhere', async () => {
  const it = checkOut()
  write(it.workspace, { 'src/main.go': 'changed', 'bin/built': 'new' })
  expect(await check(it)).toEqual([])
})

test('another commit is named with the wanted one', async () => {
  const it = checkOut()
  git(it.workspace, 'commit', '--allow-empty', '-m', 'second')
  const head = git(it.workspace, 'rev-parse', 'HEAD')
  expect(await check(it)).toEqual([
    {
      reason: 'commit-not-checked-out',
      text: `another commit is checked out (${head.slice(0, 7)}): set \`ref\` of actions/checkout to the deployment's SHA, in a step before this one`,
    },
  ])
})

test('a merge commit whose tree is the same is another commit', async () => {
  const it = checkOut()
  git(it.workspace, 'checkout', '-q', '-b', 'side')
  git(it.workspace, 'commit', '--allow-empty', '-m', 'side')
  expect(await check(it)).toMatchObject([{ reason: 'commit-not-checked-out' }])
})

test.each([
  [
    'changed',
    'deploy/templates/web.yaml',
    'differs from the commit',
    (folder: string) => write(folder, { 'deploy/templates/web.yaml': 'b: 2\n' }),
  ],
  [
    'staged',
    'deploy/templates/web.yaml',
    'differs from the commit',
    (folder: string) => {
      write(folder, { 'deploy/templates/web.yaml': 'b: 2\n' })
      git(folder, 'add', '.')
    },
  ],
  [
    'deleted',
    'deploy/values.yaml',
    'differs from the commit',
    (folder: string) => rmSync(join(folder, 'deploy/values.yaml')),
  ],
  [
    'added',
    'deploy/templates/a new "one".yaml',
    'is not in the commit',
    (folder: string) => write(folder, { 'deploy/templates/a new "one".yaml': '' }),
  ],
  [
    'ignored',
    'deploy/templates/x.generated.yaml',
    'ignored by git',
    (folder: string) => write(folder, { 'deploy/templates/x.generated.yaml': '' }),
  ],
])('a file that was %s is named', async (_, where, text, change) => {
  const it = checkOut({ '.gitignore': '*.generated.yaml\n' })
  change(it.workspace)
  expect(await check(it)).toEqual([{ reason: 'work-tree-changed', where, text: expect.stringContaining(text) }])
})

test('a file ignored by the user alone is still named', async () => {
  const it = checkOut()
  writeFileSync(join(it.workspace, '.git/info/exclude'), '*.local.yaml\n')
  write(it.workspace, { 'deploy/templates/x.local.yaml': '' })
  expect(await check(it)).toMatchObject([{ where: 'deploy/templates/x.local.yaml' }])
})

test('many changes are not all listed', async () => {
  const it = checkOut()
  write(
    it.workspace,
    Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`deploy/templates/${index}.yaml`, ''])),
  )
  const findings = await check(it)
  expect(findings).toHaveLength(11)
  expect(findings.at(-1)?.text).toBe('and 2 more files that are not as in the commit')
})

test('what a symbolic link leads to is looked at too', async () => {
  const workspace = temporaryFolder()
  git(workspace, 'init')
  write(workspace, { 'shared/b.yaml': 'b: 1\n', 'k8s/a.yaml': 'a: 1\n' })
  mkdirSync(join(workspace, 'deploy'))
  symlinkSync('../k8s', join(workspace, 'deploy/templates'))
  symlinkSync('../shared', join(workspace, 'k8s/shared'))
  git(workspace, 'add', '.')
  git(workspace, 'commit', '-m', 'first')
  const it = { workspace, sha: git(workspace, 'rev-parse', 'HEAD') }
  expect(await check(it, ['deploy/templates'])).toEqual([])
  write(workspace, { 'shared/b.yaml': 'b: 2\n', 'k8s/a.yaml': 'a: 2\n' })
  expect((await check(it, ['deploy/templates'])).map(({ where }) => where).sort()).toEqual([
    'k8s/a.yaml',
    'shared/b.yaml',
  ])
})

test('paths are taken as they are written, not as patterns', async () => {
  const it = checkOut()
  write(it.workspace, { 'deploy/templates/new.yaml': '' })
  expect(await check(it, ['deploy/*', ':(glob)**'])).toEqual([])
})

test('programs that the repository names are not run', async () => {
  const it = checkOut()
  const ran = join(it.workspace, '.git', 'ran')
  const hook = join(it.workspace, '.git', 'hook')
  writeFileSync(hook, `#!/bin/sh\ntouch ${ran}\n`)
  chmodSync(hook, 0o755)
  git(it.workspace, 'config', 'core.fsmonitor', hook)
  write(it.workspace, { 'deploy/values.yaml': 'b: 1\n' })
  expect(await check(it)).toHaveLength(1)
  await expect(spawnExec('ls', [ran], { env })).resolves.toMatchObject({ exitCode: 2 })
})

test('a work tree elsewhere that the configuration names is not looked at instead', async () => {
  const it = checkOut()
  const clean = temporaryFolder()
  git(it.workspace, 'worktree', 'add', '--detach', join(clean, 'tree'))
  git(it.workspace, 'config', 'core.worktree', join(clean, 'tree'))
  write(it.workspace, { 'deploy/values.yaml': 'a: 2\n' })
  expect(await check(it)).toMatchObject([{ reason: 'work-tree-changed', where: 'deploy/values.yaml' }])
})

test('a git that does not end is stopped with the run, and is no finding', async () => {
  const it = checkOut()
  const [folder, started] = [temporaryFolder(), join(temporaryFolder(), 'started')]
  writeFileSync(join(folder, 'git'), `#!/bin/sh\ntouch ${started}; exec sleep 1000\n`)
  chmodSync(join(folder, 'git'), 0o755)
  const stop = new AbortController()
  const limits: (number | undefined)[] = []
  const exec: Exec = (file, args, options) => {
    limits.push(options.timeoutMs)
    return spawnExec(file, args, options)
  }
  const slow = { ...it, paths: ['deploy'], exec, env: { PATH: `${folder}:/usr/bin:/bin` }, signal: stop.signal }
  const ended = expect(checkWorkTree(slow)).rejects.toThrow('stopped by hand')
  await vi.waitFor(() => expect(existsSync(started)).toBe(true))
  stop.abort(new Error('stopped by hand'))
  await ended
  expect(limits).toEqual([60_000])
  const hung: Exec = () => Promise.reject(new UserError('program-hung', 'git did not end'))
  await expect(checkWorkTree({ ...slow, exec: hung })).rejects.toMatchObject({ reason: 'program-hung' })
})

test("a workspace of another user is read, as a container's often is", async () => {
  const it = checkOut()
  // Only root can give files away; for others the workspace is simply their own.
  if (process.getuid?.() === 0)
    for (const path of [it.workspace, join(it.workspace, '.git')]) chownSync(path, 12345, 12345)
  expect(await check(it)).toEqual([])
})

test('a folder without a repository is a finding, also inside another repository', async () => {
  const outer = checkOut()
  const workspace = join(outer.workspace, 'src')
  expect(await check({ workspace, sha: outer.sha }, ['main.go'])).toEqual([
    { reason: 'work-tree-missing', text: expect.stringMatching(/not a git repository.*actions\/checkout/) },
  ])
})

test('a repository without a commit, a workspace that is not there, and no git are findings', async () => {
  const workspace = temporaryFolder()
  git(workspace, 'init')
  expect(await check({ workspace, sha: 'f'.repeat(40) }, ['x'])).toMatchObject([
    { reason: 'commit-not-checked-out', text: expect.stringContaining('no commit is checked out') },
  ])
  expect(await check({ workspace: join(workspace, 'absent'), sha: 'f'.repeat(40) })).toMatchObject([
    { reason: 'work-tree-missing' },
  ])
  const without = { workspace, sha: 'f'.repeat(40), paths: [], exec: spawnExec, env: { PATH: '/nowhere' } }
  expect(await checkWorkTree(without)).toMatchObject([
    { reason: 'work-tree-missing', text: expect.stringContaining('git is not on the PATH') },
  ])
})
