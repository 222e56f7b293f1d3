import { expect, test } from 'vitest'
import { screenOf } from '../../../src/terminal/screen.ts'

test.each([
  [{}, true, true, 80],
  [{}, false, false, undefined],
  [{ NO_COLOR: '1' }, true, false, 80],
  [{ NO_COLOR: '' }, true, true, 80],
  [{ CI: 'true' }, true, false, 80],
  [{ TERM: 'dumb' }, true, false, 80],
])('%j, a terminal: %s', (env, isTTY, colours, width) => {
  const screen = screenOf({ write: () => true, isTTY, columns: 80 }, env)
  expect([screen.colours, screen.width]).toEqual([colours, width])
})

test('in a job no line of an answer is a command', () => {
  const written: string[] = []
  const stream = { write: (text: string) => written.push(text) > 0 }
  screenOf(stream, { GITHUB_ACTIONS: 'true' }).print('x\n::error::y ##[group]')
  screenOf(stream, {}).print('::error::y')
  expect(written).toEqual(['x\n:\u200b:error::y #\u200b#[group]\n', '::error::y\n'])
})
