import { afterEach, describe, expect, it } from 'vitest'
import { commitStream } from '../src/git/commit-stream.ts'
import { git } from '../src/git/git.ts'
import { importCommits } from '../src/git/import-commits.ts'
import { createRepository, type Repository } from '../src/git/repository.ts'
import { moveBranch, writeCommits } from '../src/git/write-commits.ts'

const made: Repository[] = []

afterEach(async () => {
  for (const repository of made.splice(0)) await repository.remove()
})

async function created(): Promise<Repository> {
  const repository = await createRepository()
  made.push(repository)
  return repository
}

describe('many commits at once', () => {
  it('start a branch or go on from it, with their files, dates and authors', async () => {
    const repository = await created()
    const ada = { name: 'Ada', email: '1+ada@users.noreply.github.com' }
    const [first, second] = await importCommits(repository.bare, [
      { message: 'one', date: 1_772_000_000, files: { 'a/b.txt': 'one\n', gone: 'x' } },
      {
        message: 'two\n\nmore',
        date: 1_772_000_001,
        author: ada,
        files: { gone: null, run: { content: '', executable: true } },
      },
    ])
    const between = await repository.commit({ message: 'between' })
    const [third] = await importCommits(repository.bare, [{ message: 'three', date: 1_772_000_002 }])
    const listed = (await git(repository.bare, ['rev-list', '--first-parent', '--topo-order', 'main'])).split('\n')
    expect(listed).toEqual([third, between, second, first])
    const shown = await git(repository.bare, ['show', '-s', '--format=%an <%ae> %at %ct %B', second ?? ''])
    expect(shown.trim()).toBe('Ada <1+ada@users.noreply.github.com> 1772000001 1772000001 two\n\nmore')
    expect(await git(repository.bare, ['ls-tree', '-r', '--format=%(objectmode) %(path)', third ?? ''])).toBe(
      '100644 a/b.txt\n100755 run',
    )
    expect(await git(repository.bare, ['fsck', '--strict'])).toBe('')
  })

  const person = { name: 'Ada Lovelace', email: 'ada@example.com' }
  const several = [
    { message: 'one', files: { a: '1', 'a.b/c': '2', 'a/x': 'instead of a file', 'deep/er/est': '3', Z: 'ä\n' } },
    { message: 'two\n\nof more lines\n', author: person, files: { 'deep/er/est': null, 'a/y': Buffer.from([0, 255]) } },
    { message: 'empty' },
    { message: 'gone', files: { none: null, 'none/at/all': null, 'Z/below': null, 'a.b': null } },
    { message: 'a file again', files: { a: { content: '#!/bin/sh\n', executable: true }, 'deep/a-b': '', deep0: '' } },
  ].map((commit, at) => ({ ...commit, date: 1_772_000_000 + at }))

  it('are the same whether git writes them or not, and what git does not take is refused', async () => {
    const [ours, gits] = [await created(), await created()]
    const shas = [
      ...(writeCommits(ours.bare, 'main', several.slice(0, 3)) ?? []),
      ...(writeCommits(ours.bare, 'main', several.slice(3)) ?? []),
    ]
    await git(gits.bare, ['fast-import', '--quiet'], { input: commitStream('refs/heads/main', several, undefined) })
    const listed = await git(gits.bare, ['rev-list', '--reverse', 'main'])
    expect(shas).toEqual(listed.split('\n'))
    expect(await git(ours.bare, ['fsck', '--strict', '--no-dangling'])).toBe('')
    expect(await git(ours.bare, ['rev-list', '--count', 'main'])).toBe('5')
    for (const path of ['../a', 'a//b', '.git/config', 'a/./b', '']) {
      const wrong = { message: 'no', date: 1, files: { [path]: 'x' } }
      expect(writeCommits(ours.bare, 'main', [wrong]), path).toBeUndefined()
    }
    expect(await ours.head()).toBe(shas.at(-1))
    for (const branch of ['a..b', 'x.lock', 'a b', 'x/'])
      await expect(importCommits(ours.bare, [{ message: 'no', date: 1 }], branch), branch).rejects.toThrow(
        'exit code 128',
      )
    expect(() => moveBranch(ours.bare, 'main', shas[0], shas[1] ?? '')).toThrow('main has moved')
    expect(await ours.commit({ message: 'goes on' })).not.toBe(shas.at(-1))
  })

  it('are ten thousand in one go', async () => {
    const repository = await created()
    const commits = Array.from({ length: 10_000 }, (_, at) => ({ message: `change ${at}`, date: 1_700_000_000 + at }))
    const shas = await importCommits(repository.bare, commits)
    expect(new Set(shas).size).toBe(10_000)
    expect(await repository.head()).toBe(shas.at(-1))
    expect(await git(repository.bare, ['rev-list', '--count', 'main'])).toBe('10000')
  })
})
