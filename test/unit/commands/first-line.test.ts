import { describe, expect, test } from 'vitest'
import { commandText } from '../../../src/commands/grammar/command-text.ts'
import { commandOfComment, wordsOfLine, writtenPrefix } from '../../../src/commands/grammar/first-line.ts'

describe('the first line', () => {
  test.each<[string, string[]]>([
    ['/status', ['status']],
    ['/Deploy production\r\nand more', ['Deploy', 'production']],
    [
      '/lock production for 2h new database\n/unlock production',
      ['lock', 'production', 'for', '2h', 'new', 'database'],
    ],
    [
      '/deploy web production --force "checks are broken"  ',
      ['deploy', 'web', 'production', '--force', 'checks are broken'],
    ],
    ['/status\u00a010', ['status', '10']],
    // A word away.
    ['/deplyo production', ['deplyo', 'production']],
    ['/lokc', ['lokc']],
  ])('%j is a command', (body, words) => {
    expect(commandOfComment(body, '/')?.words).toEqual(words)
  })

  test.each([
    'please /deploy production',
    ' /deploy production',
    '    /deploy production',
    '\n/deploy production',
    '> /deploy production',
    '`/deploy production`',
    '```\n/deploy production\n```',
    '- /deploy production',
    '<!-- x -->/deploy production',
    '/ deploy production',
    '//deploy production',
    '/',
    '',
    '/deploy.sh fails here',
    '/status: 500 from the api',
    '/lock/file is missing',
    '/etc/hosts is wrong',
    '/lgtm',
    '/approve',
    '/retest',
    '/assign @ada',
    '/close',
    `/deploy ${'x'.repeat(1000)}`,
    '\u200b/deploy production',
    '／deploy production',
  ])('%j is left alone', body => {
    expect(commandOfComment(body, '/')).toBeUndefined()
  })

  test.each<[string, string, string[] | undefined]>([
    ['.', '.status', ['status']],
    ['.', '/status', undefined],
    ['@deploybot', '@deploybot status 3', ['status', '3']],
    ['@deploybot', '@deploybotstatus', undefined],
    ['@deploybot', '@deploybot', undefined],
    ['!ship:', '!ship:status', ['status']],
  ])('the prefix %j: %j', (prefix, body, words) => {
    expect(commandOfComment(body, prefix)?.words).toEqual(words)
  })
})

test.each<[string, string[]]>([
  ["a 'b c' d", ['a', 'b c', 'd']],
  ['a "b c"', ['a', 'b c']],
  ["it's fine", ["it's", 'fine']],
  ["'tis fine", ["'tis", 'fine']],
  [String.raw`'it'\''s' x`, ["it's", 'x']],
  ["'' x", ['', 'x']],
  ["'a'b c", ["'a'b", 'c']],
  ['  a \t b ', ['a', 'b']],
])('the words of %j', (line, words) => {
  expect(wordsOfLine(line)).toEqual(words)
})

test.each(['EU/Prod', 'dev two', "it's", '$(id)', 'a"b', '`x`', 'ünï'])(
  'a command to copy is read as what it was made of: %j',
  name => {
    expect(wordsOfLine(commandText(['lock', name, '--steal']))).toEqual(['lock', name, '--steal'])
  },
)

test('a long line is read in little time', () => {
  for (const text of ["'".repeat(990), "''".repeat(400), '“'.repeat(990)])
    expect(wordsOfLine(text).length).toBeGreaterThan(0)
})

test.each(['/', '.', '@deploybot', '@ci:', 'ß'])('what is shown with the prefix %j is read as a command', prefix => {
  expect(commandOfComment(`${writtenPrefix(prefix)}unlock production`, prefix)?.words).toEqual(['unlock', 'production'])
})
