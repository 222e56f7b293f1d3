import { expect, test } from 'vitest'
import { placeText } from '../../../../src/github/history/objects.ts'
import { commitsOf } from '../../../../src/github/history/service-commits.ts'
import { type PathPattern, pathPattern } from '../../../../src/policy/path-patterns.ts'
import { startFakeApi } from '../fake-api.ts'

const commit = (sha: string, parent: string) => ({ sha, parents: [parent] })
const patterns = [pathPattern('libs/sub/') as PathPattern]

/** The commits of the pattern: git names `objects`, and the commit's own page lists `files`. */
async function own(objects: Readonly<Record<string, string>>, files: readonly string[]) {
  const { connect, requests } = await startFakeApi({
    status: 200,
    body: { files: files.map(filename => ({ filename })) },
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
