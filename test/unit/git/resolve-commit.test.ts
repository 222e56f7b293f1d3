import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createRepository } from '../../../packages/github-double/src/git/repository.ts'
import { resolveCommit } from '../../../src/git/resolve-commit.ts'
import { spawnExec } from '../../../src/process/spawn-exec.ts'
import { temporaryFolder } from '../temporary-folder.ts'

test('a commit by its SHA, a branch, a branch of the remote, a tag, a whole ref', async () => {
  const folder = temporaryFolder()
  const repository = await createRepository(join(folder, 'bare'))
  const first = await repository.commit({ files: { a: '1' }, message: 'First' })
  const second = await repository.commit({ files: { a: '2' }, message: 'Second' })
  const workspace = join(folder, 'workspace')
  await repository.checkout(second, workspace, 2)
  const git = (...args: string[]) => execFileSync('git', args, { cwd: workspace, stdio: 'pipe' })
  git('update-ref', 'refs/remotes/origin/release/1', first)
  git('update-ref', 'refs/heads/local', second)
  git('-c', 'user.name=x', '-c', 'user.email=x', 'tag', '--annotate', '--message=x', 'v1.0.0', first)
  const resolve = (name: string) =>
    resolveCommit({ workspace, exec: spawnExec, env: { PATH: process.env.PATH ?? '' } }, name)
  const other = 'c'.repeat(40)
  expect(await resolve(other)).toEqual({ sha: other })
  expect(await resolve('release/1')).toEqual({ sha: first, branch: 'release/1' })
  expect(await resolve('refs/heads/release/1')).toEqual({ sha: first, branch: 'release/1' })
  expect(await resolve('local')).toEqual({ sha: second, branch: 'local' })
  expect(await resolve('v1.0.0')).toEqual({ sha: first, tagName: 'v1.0.0' })
  expect(await resolve('refs/tags/v1.0.0')).toEqual({ sha: first, tagName: 'v1.0.0' })
  for (const name of ['refs/heads/v1.0.0', 'nothing', first.slice(0, 7), 'HEAD', '--help']) {
    expect(await resolve(name)).toBeUndefined()
  }
})
