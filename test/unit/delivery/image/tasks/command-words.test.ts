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
  ["echo '$HOME' *", ['echo', '$HOME', '*']],
  [`grep 'a && b; c > d | e' "x > y" 5$ a#b`, ['grep', 'a && b; c > d | e', 'x > y', '5$', 'a#b']],
  ['curl http://localhost/#top', ['curl', 'http://localhost/#top']],
])('%s', (line, words) => {
  expect(parseCommand(line)).toEqual(words)
})

test.each(['echo "a', "echo 'a", `echo "a'`])('%s has no end', line => {
  expect(problemOf(() => parseCommand(line))).toMatch(/^input-invalid: .*a quote has no end/)
})

test.each<[string, string, string]>([
  ['/app check && /app second', '&&', "sh -c '/app check && /app second'"],
  ['/app check||true', '||', "sh -c '/app check||true'"],
  ['cat /message | grep hello', '|', "sh -c 'cat /message | grep hello'"],
  ['/app one; /app two', ';', "sh -c '/app one; /app two'"],
  ['/app >/dev/null', '>', "sh -c '/app >/dev/null'"],
  ['/app 2>&1', '>', "sh -c '/app 2>&1'"],
  ['cat <<X', '<<', "sh -c 'cat <<X'"],
  ['/app serve &', '&', "sh -c '/app serve &'"],
  ['(/app)', '(', "sh -c '(/app)'"],
  ['test -n $VERSION', '$V', "sh -c 'test -n $VERSION'"],
  ['test "a ${VERSION}"', '${', `sh -c 'test "a ${'${VERSION}'}"'`],
  ['test $? = 0', '$?', "sh -c 'test $? = 0'"],
  ['/app "$@"', '$@', `sh -c '/app "$@"'`],
  ['/app $1', '$1', "sh -c '/app $1'"],
  ['test `cat /v`', '`', "sh -c 'test `cat /v`'"],
  ['/app check # the first', '#', "sh -c '/app check # the first'"],
  ['/app one \\', '\\', "sh -c '/app one \\'"],
  ["test 'a' && /app", '&&', "sh -c '…'"],
])('%s needs a shell', (line, what, hint) => {
  const said = problemOf(() => parseCommand(line))
  expect(said).toContain(`input-invalid: Input "test-image": "${what}" means something to a shell alone`)
  expect(said).toContain(`if the image has a shell, write ${hint}, else one program`)
})
