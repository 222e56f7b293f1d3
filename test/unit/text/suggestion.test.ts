import { expect, test } from 'vitest'
import { didYouMean, editDistance, nearest, suggestion } from '../../../src/text/suggestion.ts'

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['abc', '', 3],
  ['same', 'same', 0],
  ['kitten', 'sitting', 3],
  ['chekcs', 'checks', 1],
  ['servces', 'services', 1],
  ['ab', 'ba', 1],
  ['abcd', 'efgh', 4],
  ['abab', 'cbcb', 2],
  ['abcdef', 'badcfe', 3],
  ['abc', 'cba', 2],
])('%j to %j: %d', (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance)
  expect(editDistance(to, from)).toBe(distance)
})

test.each([
  ['enviroment', 'environments'],
  ['CHECKS', 'checks'],
  ['no_checks', 'no-checks'],
  ['x', undefined],
  ['image', undefined],
  ['', undefined],
])('%j may mean %j', (word, meant) => {
  expect(nearest(word, ['services', 'environments', 'checks', 'no-checks'])).toBe(meant)
})

test('a single letter never means another', () => {
  expect(nearest('a', ['b'])).toBeUndefined()
  expect(nearest('a', ['A'])).toBe('A')
})

test('the words of a suggestion', () => {
  expect(suggestion('chekcs', ['checks'])).toBe(" (did you mean 'checks'?)")
  expect(suggestion('image', ['a', 'b'])).toBe(' (known: a, b)')
  expect(suggestion('image', [])).toBe('')
  expect(didYouMean('image', ['a'])).toBe('')
})
