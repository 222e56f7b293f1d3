import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createRepository } from '../../../packages/github-double/src/git/repository.ts'
import { type CommitQuestion, changedPaths, readCommit } from '../../../src/git/commit.ts'
import { spawnExec } from '../../../src/process/spawn-exec.ts'
import { temporaryFolder } from '../temporary-folder.ts'

async function checkedOut(depth: number): Promise<CommitQuestion & { readonly parent: string }> {
  const folder = temporaryFolder()
  const repository = await createRepository(join(folder, 'bare'))
  const parent = await repository.commit({ files: { 'a.txt': 'a', 'b.txt': 'b' }, message: 'First' })
  const message = 'Second\n\nparent of nothing\ncommitter Nobody <x> 1 +0000'
  const sha = await repository.commit({ files: { 'a.txt': null, 'dir/ü c.txt': 'c' }, message })
  const workspace = join(folder, 'workspace')
  await repository.checkout(sha, workspace, depth)
  return { workspace, sha, parent, exec: spawnExec, env: { PATH: process.env.PATH ?? '' } }
}

test('a commit with its time, its parent and what it changed', async () => {
  const question = await checkedOut(2)
  const { sha, parent } = question
  expect(await readCommit(question)).toEqual({
    head: sha,
    changed: [],
    committedAt: 1_767_603_660,
    firstParent: parent,
  })
  expect(await changedPaths(question, parent)).toEqual(['a.txt', 'dir/ü c.txt'])
})

test('a shallow clone still names the parent, but not what changed', async () => {
  const question = await checkedOut(1)
  expect(await readCommit(question)).toMatchObject({ firstParent: question.parent })
  expect(await changedPaths(question, question.parent)).toBeUndefined()
})

test('tracked files that were changed since', async () => {
  const question = await checkedOut(1)
  writeFileSync(join(question.workspace, 'b.txt'), 'changed')
  writeFileSync(join(question.workspace, 'new.txt'), 'generated')
  expect((await readCommit(question)).changed).toEqual(['b.txt'])
})

test.each<[string, Partial<CommitQuestion>, object]>([
  ['a commit that is not there', { sha: '1'.repeat(40) }, { committedAt: undefined, firstParent: undefined }],
  ['no git', { env: { PATH: '/nowhere' } }, { head: undefined, changed: [], committedAt: undefined }],
])('%s', async (_what, more, expected) => {
  expect(await readCommit({ ...(await checkedOut(1)), ...more })).toMatchObject(expected)
})

test('no repository', async () => {
  const question = { ...(await checkedOut(1)), workspace: temporaryFolder() }
  expect(await readCommit(question)).toMatchObject({ head: undefined, committedAt: undefined })
})
