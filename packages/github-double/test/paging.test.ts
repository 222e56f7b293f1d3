import { describe, expect, it } from 'vitest'
import { startHarness } from './harness.ts'

describe('paging', () => {
  it('gives 30 by default, at most 100, with links to the other pages', async () => {
    const { repository, call } = await startHarness({ limits: { contentWritesPerMinute: 1000 } })
    const sha = await repository.commit({ message: 'one' })
    for (let at = 0; at < 105; at += 1)
      await call('POST', `/statuses/${sha}`, { body: { state: 'success', context: `ci/${at}` } })
    const table: [string, number, string][] = [
      ['', 30, 'next last'],
      ['?per_page=100', 100, 'next last'],
      ['?per_page=1000', 100, 'next last'],
      ['?per_page=0', 30, 'next last'],
      ['?per_page=50&page=2', 50, 'prev next last first'],
      ['?per_page=100&page=2', 5, 'prev first'],
      ['?page=9', 0, 'prev first'],
    ]
    for (const [query, count, rels] of table) {
      const { items, headers } = await call('GET', `/commits/${sha}/statuses${query}`)
      const found = [...(headers.get('link') ?? '').matchAll(/rel="(\w+)"/g)].map(match => match[1])
      expect([query, items.length, found.join(' ')]).toEqual([query, count, rels])
    }
  })

  it('leads through every item once, and has no Link where one page holds all', async () => {
    const { repository, call, github } = await startHarness()
    const shas: string[] = []
    for (let at = 0; at < 5; at += 1) shas.unshift(await repository.commit({ message: `${at}` }))
    expect((await call('GET', '/commits')).headers.get('link')).toBeNull()
    const seen: unknown[] = []
    let next: string | undefined = '/commits?sha=main&per_page=2'
    while (next !== undefined) {
      const { items, headers } = await call('GET', next)
      seen.push(...items.map(item => item.sha))
      const link = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1]
      next = link?.replace(`${github.url}/repos/acme/hello`, '')
    }
    expect(seen).toEqual(shas)
  })
})
