import { expect, test } from 'vitest'
import { withoutCommands } from '../../../src/text/without-commands.ts'

test.each([
  ['a plain line', 'a plain line'],
  ['::set-output name=outcome::success', ':\u200b:set-output name=outcome::success'],
  ['  ::stop-commands::x', '  :\u200b:stop-commands::x'],
  ['first\n::error::second', 'first\n:\u200b:error::second'],
  ['x\r::error::y', 'x ::error::y'],
  ['here ##[group]there', 'here #\u200b#[group]there'],
  ['tab\there\u001b[31m', 'tab\there [31m'],
])('%j cannot command the runner', (text, expected) => {
  expect(withoutCommands(text)).toBe(expected)
})
