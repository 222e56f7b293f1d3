import { afterEach, describe, expect, it } from 'vitest'
import { git } from '../src/git/git.ts'
import { importCommits } from '../src/git/import-commits.ts'
import { createRepository, type Repository } from '../src/git/repository.ts'

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

  it('are ten thousand in one go', async () => {
    const repository = await created()
    const commits = Array.from({ length: 10_000 }, (_, at) => ({ message: `change ${at}`, date: 1_700_000_000 + at }))
    const shas = await importCommits(repository.bare, commits)
    expect(new Set(shas).size).toBe(10_000)
    expect(await repository.head()).toBe(shas.at(-1))
    expect(await git(repository.bare, ['rev-list', '--count', 'main'])).toBe('10000')
  })
})
