import { expect, test } from 'vitest'
import { undoneCommits } from '../../../../src/domain/history/reverts.ts'
import { commit } from './facts.ts'

const sha = (name: string) => name.repeat(40)
const LIVE = sha('0')

/** `c>b`: commit c reverts b; head first. */
function undone(line: string, words = (name: string) => `This reverts commit ${sha(name)}.`): string {
  const commits = line.split(' ').map(word => {
    const [name = '', ...reverted] = word.split('>')
    return commit(sha(name), { message: ['Revert', '', ...reverted.map(words)].join('\n') })
  })
  return [...undoneCommits(commits)]
    .map(one => one.charAt(0))
    .sort()
    .join('')
}

test.each([
  ['c b a', ''],
  ['b>a a', 'ab'],
  ['c b>a a', 'ab'],
  // The revert is itself reverted: a is wanted again.
  ['c>b b>a a', 'bc'],
  ['d>c c>b b>a a', 'abcd'],
  // Reverted, merged again by another commit, nothing more.
  ['d>b c b>a a', 'bd'],
  // Two reverts of one commit: the older one has nothing left to revert, so it is work of its own.
  ['c>a b>a a', 'ac'],
  // A revert of what is live must be deployed.
  [`b>0 a`, ''],
  // One that reverts two, of which one is live: that one is undone, the revert is not.
  ['b>a>0 a', 'a'],
  ['c>a>b b a', 'abc'],
  // A commit cannot revert a later one.
  ['b a>b', ''],
  ['a>a', ''],
])('%s: %s', (line, expected) => {
  expect(undone(line)).toBe(expected)
})

test.each<[string, (name: string) => string, string]>([
  ['a short SHA', name => `This reverts commit ${sha(name).slice(0, 12)}.`, ''],
  ['in the middle of a line', name => `See: This reverts commit ${sha(name)}.`, ''],
  ['a digit too many', name => `This reverts commit ${sha(name)}0.`, ''],
  ['a merge', name => `This reverts commit ${sha(name)}, reversing\nchanges made to ${LIVE}.`, 'ab'],
  ['in capitals', name => `THIS REVERTS COMMIT ${sha(name).toUpperCase()}`, 'ab'],
])('%s', (_, words, expected) => {
  expect(undone('b>a a', words)).toBe(expected)
})
