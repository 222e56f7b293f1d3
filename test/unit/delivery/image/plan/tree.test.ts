import { expect, test } from 'vitest'
import { checkTree, unfetchedNotices } from '../../../../../src/delivery/image/plan/tree.ts'
import type { CheckedOutCommit } from '../../../../../src/git/commit.ts'
import { problemOf } from '../thrown.ts'

const SHA = 'a'.repeat(40)

function said(facts: Partial<CheckedOutCommit>, push = true): string[] {
  const lines: string[] = []
  const say = (kind: string) => (line: string) => void lines.push(`${kind}: ${line}`)
  const all = { head: SHA, changed: [], committedAt: undefined, firstParent: undefined, ...facts }
  const thrown = problemOf(() =>
    checkTree(all, { sha: SHA, push, advice: 'do this', notice: say('notice'), warn: say('warning') }),
  )
  return [...lines, ...(thrown === 'nothing' ? [] : [thrown])]
}

test.each<[string, Partial<CheckedOutCommit>, boolean, (string | RegExp)[]]>([
  ['the commit', {}, true, []],
  ['another commit', { head: 'b' }, true, [/^commit-not-checked-out: The checked-out commit is b, .*; do this$/]],
  ['no repository', { head: undefined }, true, [/^commit-not-checked-out: The checked-out commit is none, /]],
  ['another commit, not pushed', { head: 'b' }, false, [/^notice: The checked-out commit is b, .*; it is not pushed$/]],
  ['a file that was changed', { changed: ['a.ts'] }, true, ['warning: Uncommitted changes may be in the image: a.ts']],
  ['many files that were changed', { changed: ['a', 'b', 'c', 'd', 'e'] }, true, [/: a, b, c and 2 more$/]],
  ['a file that was changed, not pushed', { changed: ['a.ts'] }, false, []],
])('a tree that is %s', (_what, facts, push, expected) => {
  const lines = said(facts, push)
  expect(lines).toEqual(expected.map(each => (typeof each === 'string' ? each : expect.stringMatching(each))))
})

test.each<[string, readonly string[], readonly string[], readonly string[]]>([
  ['nothing', [], [], []],
  [
    'one of each',
    ['logo.png'],
    ['vendor/lib'],
    [
      'What is built from holds a pointer of Git LFS, not its content: logo.png; give actions/checkout "lfs: true"',
      'What is built from holds an empty folder for a submodule that was not fetched: vendor/lib; give actions/checkout "submodules: true"',
    ],
  ],
  [
    'many of each',
    ['a', 'b', 'c', 'd', 'e'],
    ['x', 'y'],
    [
      'What is built from holds pointers of Git LFS, not their contents: a, b, c and 2 more; give actions/checkout "lfs: true"',
      'What is built from holds empty folders for submodules that were not fetched: x, y; give actions/checkout "submodules: true"',
    ],
  ],
])('a checkout that left out %s', (_what, lfsPointers, submodules, notices) => {
  expect(unfetchedNotices({ lfsPointers, submodules })).toEqual(notices)
})
