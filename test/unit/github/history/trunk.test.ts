import { expect, test } from 'vitest'
import { placeOnTrunk } from '../../../../src/github/history/trunk.ts'
import { connectToDouble } from '../double.ts'
import { type Answer, startFakeApi } from '../fake-api.ts'

test('the line from the head to the commit, with titles and authors', async () => {
  const { github, repository, client } = await connectToDouble()
  const one = await repository.commit({ message: 'one\n\nmore' })
  const two = await repository.commit({ message: 'two' })
  const place = await placeOnTrunk(client, { branch: 'main', sha: one })
  expect(place).toEqual({
    kind: 'found',
    position: 1,
    line: [
      { sha: two, parents: [one], title: 'two', author: 'carriage-driver' },
      { sha: one, parents: [], title: 'one', author: 'carriage-driver' },
    ],
  })
  expect(github.requests.map(request => request.query)).toEqual([{ sha: 'main', per_page: '100', page: '1' }])
  github.assertNoUnknownRequests()
})

test('a merged branch is not on the line, nor is one that was never merged', async () => {
  const { repository, client } = await connectToDouble()
  await repository.commit({ message: 'base', files: { a: '1' } })
  await repository.branch('side')
  const side = await repository.commit({ message: 'side', branch: 'side', files: { b: '1' } })
  await repository.commit({ message: 'trunk', files: { c: '1' } })
  const merge = await repository.merge({ branch: 'side' })
  await repository.branch('open')
  const open = await repository.commit({ message: 'open', branch: 'open', files: { d: '1' } })
  const kindOf = async (sha: string) => (await placeOnTrunk(client, { branch: 'main', sha })).kind
  expect([await kindOf(merge), await kindOf(side), await kindOf(open)]).toEqual([
    'found',
    'not-on-trunk',
    'not-on-trunk',
  ])
})

/** A history of `length` commits, head first, each named by its number in 40 digits. */
function history(length: number): Answer {
  const sha = (at: number) => String(at).padStart(40, '0')
  return (request, response) => {
    const query = new URL(request.url ?? '', 'http://x').searchParams
    const start = (Number(query.get('page')) - 1) * 100
    const commits = Array.from({ length: Math.max(0, Math.min(100, length - start)) }, (_, index) => ({
      sha: sha(length - start - index),
      parents: length - start - index > 1 ? [{ sha: sha(length - start - index - 1) }] : [],
      commit: { message: 'x', author: null },
      author: null,
    }))
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(commits))
  }
}

test('more pages only as far as needed, all from the commit the first began with', async () => {
  const api = await startFakeApi(history(450))
  const sha = String(250).padStart(40, '0')
  expect(await placeOnTrunk(api.connect(), { branch: 'release/x', sha })).toMatchObject({
    kind: 'found',
    position: 200,
  })
  const head = String(450).padStart(40, '0')
  expect(api.requests.map(request => request.url.split('?')[1])).toEqual([
    'sha=release%2Fx&per_page=100&page=1',
    `sha=${head}&per_page=100&page=2`,
    `sha=${head}&per_page=100&page=3`,
  ])
})

test('the thousandth commit is found, the one before it is too far back', async () => {
  const api = await startFakeApi(history(1300))
  const place = (number: number) =>
    placeOnTrunk(api.connect(), { branch: 'main', sha: String(number).padStart(40, '0') })
  expect(await place(301)).toMatchObject({ kind: 'found', position: 999 })
  expect(await place(300)).toEqual({ kind: 'too-far-back', looked: 1000 })
  expect(api.requests).toHaveLength(20)
})

test('a history of exactly one page ends there', async () => {
  const api = await startFakeApi(history(100))
  expect(await placeOnTrunk(api.connect(), { branch: 'main', sha: 'f'.repeat(40) })).toEqual({
    kind: 'not-on-trunk',
    looked: 100,
  })
  expect(api.requests).toHaveLength(1)
})

test('a branch that is not there', async () => {
  const { repository, client } = await connectToDouble()
  const sha = await repository.commit({ message: 'one' })
  await expect(placeOnTrunk(client, { branch: 'gone', sha })).rejects.toMatchObject({ reason: 'github-not-found' })
})
