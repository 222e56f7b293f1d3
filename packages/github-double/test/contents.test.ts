import { describe, expect, it } from 'vitest'
import { startHarness } from './harness.ts'

const RAW = 'application/vnd.github.raw+json'

describe('contents', () => {
  it('gives a file as an object with base64, or raw, from the default branch unless a ref is named', async () => {
    const { repository, call } = await startHarness()
    const old = await repository.commit({ message: 'one', files: { '.github/commit-train.yml': 'old\n' } })
    const text = `${'a long line, so that the base64 text has line ends. '.repeat(4)}\n`
    await repository.commit({ message: 'two', files: { '.github/commit-train.yml': text } })
    const path = '/contents/.github/commit-train.yml'
    const { body } = await call('GET', path)
    expect(body).toMatchObject({ type: 'file', encoding: 'base64', name: 'commit-train.yml', size: text.length })
    expect(body.content).toMatch(/^(.{1,60}\n)+$/)
    expect(Buffer.from(String(body.content), 'base64').toString()).toBe(text)
    const plain = await call('GET', path, { accept: RAW })
    expect([plain.text, plain.headers.get('content-type')]).toEqual([text, `${RAW}; charset=utf-8`])
    expect((await call('GET', `${path}?ref=${old}`, { accept: RAW })).text).toBe('old\n')
  })

  it.each([
    ['', ['README.md file 1', 'dir dir 0']],
    ['/', ['README.md file 1', 'dir dir 0']],
    ['/dir', ['dir/a b file 2', 'dir/sub dir 0']],
  ])('lists the folder %j', async (folder, expected) => {
    const { repository, call } = await startHarness()
    await repository.commit({ message: 'one', files: { 'README.md': 'x', 'dir/a b': 'xy', 'dir/sub/c': 'x' } })
    const { items } = await call('GET', `/contents${folder}`)
    expect(items.map(item => `${item.path} ${item.type} ${item.size}`)).toEqual(expected)
  })

  it.each([
    ['/contents/absent', 'Not Found'],
    ['/contents/a/b', 'Not Found'],
    ['/contents/a?ref=nowhere', 'No commit found for the ref nowhere'],
  ])('%s answers 404', async (path, message) => {
    const { repository, call } = await startHarness()
    await repository.commit({ message: 'one', files: { a: 'x' } })
    const { status, body } = await call('GET', path)
    expect([status, body.message]).toEqual([404, message])
  })

  it('lists at most so many entries of a folder, without a word about the others', async () => {
    const { repository, call } = await startHarness({ limits: { folderEntries: 2 } })
    const files = Object.fromEntries(Array.from({ length: 3 }, (_, at) => [`many/${at}`, 'x']))
    await repository.commit({ message: 'one', files })
    expect((await call('GET', '/contents/many')).items).toHaveLength(2)
  })

  it('sends no content of a file above 1 MiB in the object form', async () => {
    const { repository, call } = await startHarness()
    const large = 'x'.repeat(1024 * 1024 + 1)
    await repository.commit({ message: 'one', files: { large } })
    expect((await call('GET', '/contents/large')).body).toMatchObject({ content: '', encoding: 'none' })
    expect((await call('GET', '/contents/large', { accept: RAW })).text).toBe(large)
  })
})
