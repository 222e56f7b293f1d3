import { expect, test } from 'vitest'
import { Needles } from '../../../src/secrets/needles.ts'

const LONG = 'a text that is rather long'

test.each(['abc', LONG])('%s is found until it is deleted, and again when it is added again', needle => {
  const needles = new Needles()
  const text = `x ${needle} y ${LONG.slice(0, -1)}`
  const place = [[2, 2 + needle.length]]
  needles.add(needle)
  needles.add(`${needle}, and more`)
  expect([needles.has(needle), needles.in(text)]).toEqual([true, place])
  needles.delete(needle)
  expect([needles.has(needle), needles.in(text)]).toEqual([false, []])
  expect(needles.has(`${needle}, and more`)).toBe(true)
  needles.add(needle)
  expect([needles.has(needle), needles.in(text)]).toEqual([true, place])
})

test('what was never added is deleted without harm to others', () => {
  const needles = new Needles()
  needles.add('abc')
  needles.delete('abd')
  needles.delete('xyz')
  expect(needles.in('abcabc')).toEqual([
    [0, 3],
    [3, 6],
  ])
})
