import { expect, test } from 'vitest'
import { cleanData } from '../../../src/secrets/clean-data.ts'

const redact = (text: string): string => text.replaceAll('secret', '***')

test('every text of plain data, wherever it is; keys, numbers and nothing stay', () => {
  const shared = { text: 'a secret' }
  const cleaned = cleanData(
    { shared, list: ['secret', 7, null, undefined], map: new Map([['secret', shared]]), set: new Set(['secret']) },
    redact,
  )
  expect(cleaned).toEqual({
    shared: { text: 'a ***' },
    list: ['***', 7, null, undefined],
    map: new Map([['secret', { text: 'a ***' }]]),
    set: new Set(['***']),
  })
  expect(cleaned.map.get('secret')).toBe(cleaned.shared)
  expect(shared.text).toBe('a secret')
})

test('data that holds itself, and what is no plain data', () => {
  const loop: { self?: unknown; text: string; at: Date } = { text: 'secret', at: new Date(0) }
  loop.self = loop
  const cleaned = cleanData(loop, redact)
  expect(cleaned.self).toBe(cleaned)
  expect(cleaned.at).toBe(loop.at)
})
