import { expect, test } from 'vitest'
import { commandsOf } from '../../../../../src/delivery/image/plan/command-parts.ts'
import { problemOf } from '../thrown.ts'

const scripts = (text: string) => commandsOf('test', text).map(({ name, script }) => [name, script])

test.each<[string, string, string[][]]>([
  ['nothing', '', []],
  ['blank lines alone', '\n  \n', []],
  ['one line', 'make test', [['test', 'make test']]],
  ['several lines are one script', 'cd deploy\n\nexport A=1\npwd\n', [['test', 'cd deploy\n\nexport A=1\npwd']]],
  ['line breaks of Windows', 'cd deploy\r\npwd\r\n', [['test', 'cd deploy\npwd']]],
  [
    'named scripts',
    '--- unit\nmake unit\n\n--- end to end\ncd e2e\nmake\n',
    [
      ['test unit', 'make unit'],
      ['test end to end', 'cd e2e\nmake'],
    ],
  ],
  ['one named script', '--- unit\nmake', [['test unit', 'make']]],
  [
    'a here-document with YAML documents',
    'kubectl apply -f - <<X\na: 1\n---\n--- named\nb: 1\nX',
    [['test', 'kubectl apply -f - <<X\na: 1\n---\n--- named\nb: 1\nX']],
  ],
  ['a YAML separator inside of a named script', '--- unit\ncat <<X\n---\nX', [['test unit', 'cat <<X\n---\nX']]],
])('%s', (_what, text, expected) => {
  expect(scripts(text)).toEqual(expected)
})

test.each<[string, string, string]>([
  ['a separator without a name', '---\nmake', 'its first line is "---" without a name'],
  ['a name that is none', '--- a/b\nmake', '"a/b" is no name: letters, digits, "_", ".", "-" and blanks'],
  ['a name that is too long', `--- ${'x'.repeat(41)}\nmake`, `"${'x'.repeat(41)}" is no name: letters, `],
  ['two of one name', '--- a\nmake\n--- a\nmake', 'two scripts are named "a"'],
  ['nothing after a name', '--- a\n\n--- b\nmake', 'nothing follows "--- a"'],
])('%s is refused', (_what, text, problem) => {
  const said = problemOf(() => commandsOf('lint', text))
  expect(said).toContain(`input-invalid: Input "lint": ${problem}`)
  expect(said).toContain('; write a line such as "--- unit" before each of the scripts that are to run side by side')
})
