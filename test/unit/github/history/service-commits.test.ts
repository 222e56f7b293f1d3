import { expect, test } from 'vitest'
import { placeText } from '../../../../src/github/history/objects.ts'
import { commitsOf, MOST_MESSAGE_STEPS } from '../../../../src/github/history/service-commits.ts'
import { type PathPattern, pathPattern } from '../../../../src/policy/path-patterns.ts'
import { startFakeApi } from '../fake-api.ts'

const commit = (sha: string, parent: string) => ({ sha, parents: [parent] })
const patterns = [pathPattern('libs/sub/') as PathPattern]

/** The commits of the pattern: git names `objects`, and the commit's own page lists `files`. */
async function own(objects: Readonly<Record<string, string>>, files: readonly string[]) {
  const { connect, requests } = await startFakeApi({
    status: 200,
    body: { sha: 'f'.repeat(40), files: files.map(filename => ({ filename })) },
  })
  const path = patterns[0]?.root ?? ''
  const known = new Map(Object.entries(objects).map(([sha, oid]) => [placeText({ sha, path }), oid]))
  const found = await commitsOf(
    { github: connect(), ask: async <T>() => known as T, repository: 'acme/hello' },
    patterns,
    [commit('b', 'a')],
  )
  return [found.map(({ sha }) => sha), requests.length]
}

test.each<[string, Readonly<Record<string, string>>, readonly string[], readonly [readonly string[], number]]>([
  ['a folder that is another', { a: '1', b: '2' }, [], [['b'], 0]],
  ['a folder that is the same', { a: '1', b: '1' }, [], [[], 0]],
  ['a folder that is new', { b: '1' }, [], [['b'], 0]],
  ['a submodule, which is no object here, moved', {}, ['libs/sub'], [['b'], 1]],
  ['a submodule that did not move', {}, ['README.md'], [[], 1]],
])('the commits of a service: %s', async (_, objects, files, expected) => {
  expect(await own(objects, files)).toEqual(expected)
})

test('paths that take more steps than the message is worth are not compared: the commits count', async () => {
  const left: number[] = []
  const hungry: PathPattern = {
    ...{ text: 'libs/sub/', root: 'libs/sub', whole: false },
    matches: (_path, steps = { left: Number.POSITIVE_INFINITY }) => {
      left.push(steps.left)
      steps.left -= MOST_MESSAGE_STEPS / 2
      return false
    },
  }
  const files = [{ filename: 'a' }]
  const { connect } = await startFakeApi({ status: 200, body: { sha: 'f'.repeat(40), files } })
  const tools = { github: connect(), ask: async <T>() => new Map() as T, repository: 'acme/hello' }
  const commits = ['b', 'c', 'd', 'e', 'f'].map(sha => commit(sha, 'a'))
  // Two are compared and are not of the service; the third uses up the steps.
  expect((await commitsOf(tools, [hungry], commits)).map(({ sha }) => sha)).toEqual(['d', 'e', 'f'])
  expect(left).toEqual([MOST_MESSAGE_STEPS, MOST_MESSAGE_STEPS / 2, 0])
})
