import { expect, test } from 'vitest'
import { judgeChecks } from '../../../../src/domain/checks/judge.ts'
import { type GateFacts, verdictOf } from '../../../../src/domain/deployment/verdict.ts'
import type { TrunkPlace } from '../../../../src/domain/history/trunk-place.ts'
import { facts, policy, run, status } from '../checks/facts.ts'

const SHA = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d'
const FOUND: TrunkPlace = { kind: 'found', position: 0, line: [] }
const GREEN = judgeChecks(facts({ runs: [run([['test', 'success']])] }), policy())

function verdict(fields: Partial<GateFacts>) {
  return verdictOf({ sha: SHA, branch: 'main', trunk: FOUND, checks: GREEN, rules: [], ...fields })
}

function checksOf(...jobs: [string, string][]) {
  return judgeChecks(facts({ runs: [run(jobs)] }), policy())
}

test('nothing against it: allow', () => {
  expect(verdict({})).toEqual({ kind: 'allow', reason: 'allowed', text: '1a2b3c4 may be deployed', findings: [] })
  expect(verdict({ others: [] }).kind).toBe('allow')
})

test.each<[Partial<GateFacts>, string, string]>([
  [
    { trunk: { kind: 'not-on-trunk', looked: 3 } },
    'not-on-trunk',
    'not on the first-parent line of main: deploy the commit that its merge made',
  ],
  [
    { trunk: { kind: 'too-far-back', looked: 1000 } },
    'too-far-back',
    'not among the newest 1000 commits of main: deploy a newer one',
  ],
  [
    { checks: checksOf(['test', 'failure'], ['lint', 'cancelled'], ['ok', 'success']) },
    'checks-not-passed',
    '2 checks did not pass: ci / test (failure), ci / lint (cancelled)',
  ],
  [
    { checks: checksOf(['test', 'failure'], ['lint', 'queued']) },
    'checks-not-passed',
    '2 checks did not pass: ci / test (failure), ci / lint (queued)',
  ],
  [{ checks: checksOf(['test', 'in_progress']) }, 'checks-running', '1 check not ended yet: ci / test (in_progress)'],
  [
    { checks: judgeChecks(facts({ statuses: [status('a', 'success')] }), policy({ required: ['b'] })) },
    'check-missing',
    "required check 'b' is missing (known: a)",
  ],
  [
    { checks: judgeChecks(facts({}), policy()) },
    'no-checks',
    'the commit has no check that counts (events: push, pull_request, merge_group)',
  ],
  [
    { checks: judgeChecks(facts({ unreadable: [{ reason: 'check-unreadable', text: 'gone' }] }), policy()) },
    'check-unreadable',
    'gone',
  ],
  [
    { rules: [{ reason: 'environment-frozen', text: 'frozen until monday' }] },
    'environment-frozen',
    'frozen until monday',
  ],
  [{ others: [{ reason: 'image-missing', text: 'no image' }] }, 'image-missing', 'no image'],
])('one objection refuses: %#', (fields, reason, text) => {
  const { findings, ...said } = verdict(fields)
  expect(said).toEqual({ kind: 'refuse', reason, text })
  expect(findings.length).toBeGreaterThan(0)
})

test('several objections: all their findings, the reason of the first', () => {
  const given = verdict({
    trunk: { kind: 'not-on-trunk', looked: 1 },
    checks: judgeChecks(facts({ runs: [run([['test', 'failure']])] }), policy({ required: ['audit'] })),
    others: [
      { reason: 'work-tree-changed', text: 'the tree has changes', where: 'deploy/web.yaml' },
      { reason: 'image-missing', text: 'There is no image' },
    ],
  })
  expect(given.reason).toBe('not-on-trunk')
  expect(given.findings.map(one => one.reason)).toEqual([
    'not-on-trunk',
    'check-failed',
    'check-missing',
    'work-tree-changed',
    'image-missing',
  ])
  expect(given.findings[3]).toEqual({
    reason: 'work-tree-changed',
    text: 'the tree has changes',
    where: 'deploy/web.yaml',
  })
  expect(given.text).toMatch(
    /; 1 check did not pass: ci \/ test \(failure\); required .*; deploy\/web\.yaml: the tree has changes; there is no image$/,
  )
})
