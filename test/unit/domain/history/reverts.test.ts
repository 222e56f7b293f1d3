import { expect, test } from 'vitest'
import { titleOf } from '../../../../src/domain/history/commit-message.ts'
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
  return [...undoneCommits(commits, 'acme/web')]
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

type Line = readonly [name: string, message: string, pullRequest?: number]

/** Each line is a commit: a letter, what its message says, the number of its pull request if GitHub knows it; head first. */
function undoneBy(...lines: readonly Line[]): string {
  const commits = lines.map(([name, message, pullRequest]) =>
    commit(sha(name), { message, title: titleOf(message), pullRequest }),
  )
  const undone = undoneCommits(commits, 'acme/web')
  return lines.flatMap(([name]) => (undone.has(sha(name)) ? [name] : [])).join('')
}

const PAY = ['a', 'Pay by card (#12)', 12] as const
const REVERT = 'Revert "Pay by card" (#13)'
const MERGED = ['a', 'Merge pull request #12 from ada/pay\n\nPay by card', 12] as const

const TABLE: readonly (readonly [what: string, lines: readonly Line[], undone: string])[] = [
  ["GitHub's button", [['b', `${REVERT}\n\nReverts acme/web#12`, 13], PAY], 'ba'],
  ['without the name', [['b', `${REVERT}\n\nReverts #12`, 13], PAY], 'ba'],
  ['of two, one of which is live', [['b', `${REVERT}\n\nReverts #12 and #13`, 14], PAY], ''],
  ['with a full stop', [['b', `${REVERT}\n\nReverts #12.`, 13], PAY], 'ba'],
  ['in other letters', [['b', `${REVERT}\n\nReverts Acme/Web#12`, 13], PAY], 'ba'],
  [
    'pull requests that GitHub did not tell',
    [
      ['b', `${REVERT}\n\nReverts acme/web#12`],
      ['a', 'Pay by card (#12)'],
    ],
    'ba',
  ],
  ['what is live', [['b', `${REVERT}\n\nReverts acme/web#11`, 13], PAY], ''],
  ['a longer number', [['b', `${REVERT}\n\nReverts acme/web#123`, 13], PAY], ''],
  ['another repository', [['b', 'Revert "Pay by cash" (#13)\n\nReverts acme/shop#12', 13], PAY], ''],
  ['the repository by its old name', [['b', `${REVERT}\n\nReverts acme/shop#12`, 13], PAY], 'ba'],
  ['in the middle of a line', [['b', `${REVERT}\n\nIt Reverts acme/web#12`, 13], PAY], ''],
  ['by both words', [['b', `${REVERT}\n\nReverts acme/web#12\n\nThis reverts commit ${sha('a')}.`, 13], PAY], 'ba'],
  [
    'reapplied',
    [
      ['c', 'Reapply "Pay by card" (#14)\n\nReverts acme/web#13', 14],
      ['b', `${REVERT}\n\nReverts acme/web#12`, 13],
      PAY,
    ],
    'cb',
  ],
  [
    'reapplied by git',
    [
      ['c', `Reapply "Pay by card"\n\nThis reverts commit ${sha('b')}.`],
      ['b', `Revert "x"\n\nThis reverts commit ${sha('a')}.`],
      PAY,
    ],
    'cb',
  ],
  [
    'by merge commits',
    [['b', 'Merge pull request #13 from acme/revert-12-pay\n\nRevert "Pay by card"', 13], MERGED],
    'ba',
  ],
  [
    'a branch of such a name that reverts nothing',
    [['b', 'Merge pull request #13 from acme/revert-12-pay\n\nDocs', 13], MERGED],
    '',
  ],
  ['two, of which one is live', [['b', 'Revert two (#13)\n\nReverts acme/web#12\nReverts acme/web#3', 13], PAY], 'a'],
]

test.each(TABLE)('a pull request is reverted: %s', (_, lines, expected) => {
  expect(undoneBy(...lines)).toBe(expected)
})

test.each([
  ['Fix it\n\nmore', 'Fix it'],
  ['Merge pull request #12 from ada/pay\n\nPay by card\n\nmore', 'Pay by card'],
  ['Merge pull request #12 from ada/pay', 'Merge pull request #12 from ada/pay'],
  ["Merge branch 'pay' into main\n\nPay", "Merge branch 'pay' into main"],
  ['', ''],
])('the title of %j', (message, title) => {
  expect(titleOf(message)).toBe(title)
})
