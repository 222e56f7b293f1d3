import { expect, test } from 'vitest'
import { parseCommand } from '../../../../../src/delivery/image/tasks/command-words.ts'
import { problemOf } from '../thrown.ts'

test.each<[string, string[]]>([
  ['/app', ['/app']],
  ['/app  --version\t-v', ['/app', '--version', '-v']],
  [`sh -c 'echo "a b" | cat'`, ['sh', '-c', 'echo "a b" | cat']],
  [`echo "a 'b' \\"c\\" \\\\ \\d"`, ['echo', `a 'b' "c" \\ \\d`]],
  ['a"b c"d', ['ab cd']],
  [`echo '' ""`, ['echo', '', '']],
  ['echo $HOME *', ['echo', '$HOME', '*']],
])('%s', (line, words) => {
  expect(parseCommand(line)).toEqual(words)
})

test.each(['echo "a', "echo 'a", `echo "a'`])('%s has no end', line => {
  expect(problemOf(() => parseCommand(line))).toMatch(/^input-invalid: .*a quote has no end/)
})
