import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { folderFiles } from '../src/git/folder-files.ts'
import { git } from '../src/git/git.ts'
import { createRepository } from '../src/git/repository.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'repository-test-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('a repository for tests', () => {
  it('has the same SHAs for the same content in each run', async () => {
    const shas = []
    for (const name of ['one', 'two']) {
      const repository = await createRepository(join(folder, name))
      await repository.commit({ message: 'first', files: { a: 'x' } })
      shas.push(await repository.commit({ message: 'second', files: { b: 'y' } }))
    }
    expect(shas[0]).toBe(shas[1])
  })

  it('keeps files that a commit does not name, and takes away those that are null', async () => {
    const repository = await createRepository(join(folder, 'bare'))
    await repository.commit({ message: 'one', files: { kept: '1', gone: '1', 'dir/changed': '1' } })
    const sha = await repository.commit({ message: 'two', files: { gone: null, 'dir/changed': '2' } })
    expect(await git(repository.bare, ['ls-tree', '-r', '--name-only', sha])).toBe('dir/changed\nkept')
    expect(await git(repository.bare, ['show', `${sha}:dir/changed`])).toBe('2')
  })

  it('checks a commit out as actions/checkout does: detached, alone, clean', async () => {
    const repository = await createRepository(join(folder, 'bare'))
    const one = await repository.commit({ message: 'one', files: { a: '1' } })
    await repository.commit({ message: 'two', files: { a: '2' } })
    const work = join(folder, 'work')
    await repository.checkout(one, work)
    expect(await readFile(join(work, 'a'), 'utf8')).toBe('1')
    expect(await git(work, ['rev-parse', 'HEAD'])).toBe(one)
    expect(await git(work, ['rev-list', '--count', 'HEAD'])).toBe('1')
    expect(await git(work, ['status', '--porcelain'])).toBe('')
    await expect(git(work, ['symbolic-ref', '--quiet', 'HEAD'])).rejects.toThrow('exit code 1')
  })

  it('fetches more of the history when asked for', async () => {
    const repository = await createRepository(join(folder, 'bare'))
    await repository.commit({ message: 'one' })
    const two = await repository.commit({ message: 'two' })
    await repository.checkout(two, join(folder, 'work'), 0)
    expect(await git(join(folder, 'work'), ['rev-list', '--count', 'HEAD'])).toBe('2')
  })

  it('refuses a merge with a conflict', async () => {
    const repository = await createRepository(join(folder, 'bare'))
    await repository.commit({ message: 'one', files: { a: '1' } })
    await repository.branch('topic')
    await repository.commit({ message: 'mine', files: { a: '2' }, branch: 'topic' })
    const theirs = await repository.commit({ message: 'theirs', files: { a: '3' } })
    await expect(repository.merge({ branch: 'topic' })).rejects.toThrow('exit code 1')
    expect(await repository.head()).toBe(theirs)
  })

  it('commits a folder with its executable bits', async () => {
    const source = join(folder, 'source')
    await mkdir(join(source, 'bin'), { recursive: true })
    await writeFile(join(source, 'bin/run'), '#!/bin/sh\n')
    await chmod(join(source, 'bin/run'), 0o755)
    await writeFile(join(source, 'README.md'), 'text\n')
    const repository = await createRepository(join(folder, 'bare'))
    const sha = await repository.commit({ message: 'one', files: await folderFiles(source) })
    await repository.checkout(sha, join(folder, 'work'))
    expect((await stat(join(folder, 'work/bin/run'))).mode & 0o100).toBe(0o100)
    expect((await stat(join(folder, 'work/README.md'))).mode & 0o100).toBe(0)
    await symlink('README.md', join(source, 'link'))
    await expect(folderFiles(source)).rejects.toThrow('link is neither')
  })
})
