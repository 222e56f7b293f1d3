import { expect, test } from 'vitest'
import { changesPaths } from '../../../../src/domain/history/service-paths.ts'
import { coversAny, type PathPattern, pathPattern } from '../../../../src/policy/path-patterns.ts'

function patterns(...texts: readonly string[]): readonly PathPattern[] {
  return texts.map(text => {
    const pattern = pathPattern(text)
    if (pattern === undefined) throw new Error(text)
    return pattern
  })
}

/** Objects by `sha:path`. */
const objects = (known: Readonly<Record<string, string>>) => (sha: string, path: string) => known[`${sha}:${path}`]

test.each<[string, readonly string[], Readonly<Record<string, string>>, string | undefined, string]>([
  ['the folder has other content', ['api/**'], { 'b:api': '2', 'a:api': '1' }, 'a', 'yes'],
  ['the folder has the same content', ['api/**'], { 'b:api': '1', 'a:api': '1' }, 'a', 'no'],
  ['the folder came', ['api/**'], { 'b:api': '1' }, 'a', 'yes'],
  ['the folder went', ['api/**'], { 'a:api': '1' }, 'a', 'yes'],
  ['there is none, before and after', ['api/**'], {}, 'a', 'no'],
  ['one of two', ['api/**', '/libs'], { 'b:api': '1', 'a:api': '1', 'b:libs': '2', 'a:libs': '1' }, 'a', 'yes'],
  ['a first commit has all that is in it', ['api/**'], { 'b:api': '1' }, undefined, 'yes'],
  ['a first commit without it', ['api/**'], { 'b:web': '1' }, undefined, 'no'],
  ['a pattern inside a folder that changed', ['api/*.go'], { 'b:api': '2', 'a:api': '1' }, 'a', 'perhaps'],
  ['a pattern inside a folder that did not', ['api/*.go'], { 'b:api': '1', 'a:api': '1' }, 'a', 'no'],
  ['a pattern anywhere', ['*.md'], { 'b:': '2', 'a:': '1' }, 'a', 'perhaps'],
  ['everything', ['**'], { 'b:': '2', 'a:': '1' }, 'a', 'yes'],
  ['everything, of an empty commit', ['**'], { 'b:': '1', 'a:': '1' }, 'a', 'no'],
  ['for sure is more than perhaps', ['*.md', '/api'], { 'b:': '2', 'a:': '1', 'b:api': '2', 'a:api': '1' }, 'a', 'yes'],
])('%s', (_, texts, known, parent, expected) => {
  expect(changesPaths(patterns(...texts), { sha: 'b', parent }, objects(known))).toBe(expected)
})

test('one of the changed paths is enough', () => {
  const some = patterns('*.md', 'api/**')
  expect(coversAny(some, ['web/a', 'web/NOTES.md'])).toBe(true)
  expect(coversAny(some, ['web/a', 'libs/api/a'])).toBe(false)
  expect(coversAny(some, [])).toBe(false)
})
