import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createRepository } from '../../../packages/github-double/src/git/repository.ts'
import { type CommitOptions, commitReader } from '../../../src/git/commit.ts'
import { spawnExec } from '../../../src/process/spawn-exec.ts'
import { temporaryFolder } from '../temporary-folder.ts'

async function checkedOut(depth: number): Promise<CommitOptions & { readonly parent: string }> {
  const folder = temporaryFolder()
  const repository = await createRepository(join(folder, 'bare'))
  const parent = await repository.commit({ files: { 'a.txt': 'a', 'b.txt': 'b' }, message: 'First' })
  const message = 'Second\n\nparent of nothing\ncommitter Other <x> 1 +0000'
  const sha = await repository.commit({ files: { 'a.txt': null, 'dir/ü c.txt': 'c' }, message })
  const workspace = join(folder, 'workspace')
  await repository.checkout(sha, workspace, depth)
  return { workspace, sha, parent, exec: spawnExec, env: { PATH: process.env.PATH ?? '' } }
}

test('a commit with its time, its parent and what it changed', async () => {
  const options = await checkedOut(2)
  const { sha, parent } = options
  expect(await commitReader(options).read()).toEqual({
    head: sha,
    changed: [],
    committedAt: 1_767_603_660,
    firstParent: parent,
  })
  expect(await commitReader(options).changedPaths(parent)).toEqual(['a.txt', 'dir/ü c.txt'])
  expect(await commitReader(options).paths()).toEqual(['b.txt', 'dir/ü c.txt'])
  expect(await commitReader(options).text('dir/ü c.txt')).toBe('c')
  expect(await commitReader(options).text('a.txt')).toBeUndefined()
})

test('a shallow clone still names the parent, but not what changed', async () => {
  const options = await checkedOut(1)
  expect(await commitReader(options).read()).toMatchObject({ firstParent: options.parent })
  expect(await commitReader(options).changedPaths(options.parent)).toBeUndefined()
})

test('tracked files that were changed since', async () => {
  const options = await checkedOut(1)
  writeFileSync(join(options.workspace, 'b.txt'), 'changed')
  writeFileSync(join(options.workspace, 'new.txt'), 'generated')
  expect((await commitReader(options).read()).changed).toEqual(['b.txt'])
})

test.each<[string, Partial<CommitOptions>, object]>([
  ['a commit that is not there', { sha: '1'.repeat(40) }, { committedAt: undefined, firstParent: undefined }],
  ['no git', { env: { PATH: '/nowhere' } }, { head: undefined, changed: [], committedAt: undefined }],
])('%s', async (_what, more, expected) => {
  expect(await commitReader({ ...(await checkedOut(1)), ...more }).read()).toMatchObject(expected)
})

test('no repository', async () => {
  const options = { ...(await checkedOut(1)), workspace: temporaryFolder() }
  expect(await commitReader(options).read()).toMatchObject({ head: undefined, committedAt: undefined })
})
