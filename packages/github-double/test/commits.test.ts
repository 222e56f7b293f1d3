import { describe, expect, it } from 'vitest'
import { DRIVER } from '../src/git/commit-stream.ts'
import { startHarness } from './harness.ts'

describe('commits', () => {
  it('list the history from a branch or a SHA, newest first', async () => {
    const { repository, call } = await startHarness()
    const one = await repository.commit({ message: 'one', files: { a: '1' } })
    const two = await repository.commit({ message: 'two', files: { b: '1' } })
    await repository.branch('feature/x', one)
    const side = await repository.commit({ message: 'side', files: { c: '1' }, branch: 'feature/x' })
    const merge = await repository.merge({ branch: 'feature/x' })
    const table: [string, string[]][] = [
      ['', [merge, side, two, one]],
      ['?sha=feature%2Fx', [side, one]],
      [`?sha=${two}`, [two, one]],
      ['?path=a', [one]],
      ['?per_page=1&page=2', [side]],
    ]
    for (const [query, expected] of table) {
      const { items } = await call('GET', `/commits${query}`)
      expect([query, items.map(item => item.sha)]).toEqual([query, expected])
    }
    const [newest] = (await call('GET', '/commits')).items
    expect(newest?.parents).toMatchObject([{ sha: two }, { sha: side }])
  })

  it.each(['main', 'heads/main', 'refs/heads/main', 'full', 'short'])('give one commit by %s', async kind => {
    const { repository, call } = await startHarness()
    await repository.commit({ message: 'one', files: { a: '1\n2\n', gone: 'x\n' } })
    const sha = await repository.commit({ message: 'two\n\nbody', files: { a: '1\n', 'dir/b c': 'x\n', gone: null } })
    const ref = { full: sha, short: sha.slice(0, 7) }[kind] ?? kind
    const { status, body } = await call('GET', `/commits/${ref}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      sha,
      commit: { message: 'two\n\nbody', author: { ...DRIVER, date: '2026-01-05T09:01:00Z' } },
      author: { login: 'carriage-driver' },
      committer: { login: 'web-flow' },
      stats: { additions: 1, deletions: 2, total: 3 },
      files: [
        { filename: 'a', status: 'modified' },
        { filename: 'dir/b c', status: 'added' },
        { filename: 'gone', status: 'removed' },
      ],
    })
    const plain = await call('GET', `/commits/${ref}`, { accept: 'application/vnd.github.sha' })
    expect(plain.text).toBe(sha)
  })

  it('show what a merge brought to its first parent', async () => {
    const { repository, call } = await startHarness()
    await repository.commit({ message: 'one', files: { a: '1' } })
    await repository.branch('topic')
    await repository.commit({ message: 'side', files: { side: '1' }, branch: 'topic' })
    await repository.commit({ message: 'two', files: { b: '1' } })
    const merge = await repository.merge({ branch: 'topic' })
    expect((await call('GET', `/commits/${merge}`)).body.files).toMatchObject([{ filename: 'side', status: 'added' }])
    expect((await call('GET', `/commits?sha=${merge}&per_page=1`)).items).toMatchObject([{ sha: merge }])
  })

  it('has no login for an address no account has', async () => {
    const { repository, call } = await startHarness()
    await repository.commit({ message: 'one', author: { name: 'A', email: 'a@example.com' } })
    expect((await call('GET', '/commits/main')).body.author).toBeNull()
  })

  it.each([
    ['/commits', 409, 'Git Repository is empty.'],
    ['/commits?sha=nowhere', 404, 'Not Found'],
    ['/commits/nowhere', 422, 'No commit found for SHA: nowhere'],
    ['/commits/nowhere/status', 422, 'No commit found for SHA: nowhere'],
  ])('%s answers %i where there is none', async (path, status, message) => {
    const { call } = await startHarness()
    const answer = await call('GET', path)
    expect([answer.status, answer.body.message]).toEqual([status, message])
  })
})
