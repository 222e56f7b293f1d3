import { expect, test } from 'vitest'
import { judgeChecks } from '../../../../src/domain/checks/judge.ts'
import { checkWait, type GateFacts, verdictOf } from '../../../../src/domain/deployment/verdict.ts'
import type { ReasonCode } from '../../../../src/reasons/registry.ts'
import { facts, policy, run } from '../checks/facts.ts'

const SHA = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d'
const GREEN = judgeChecks(facts({ runs: [run([['test', 'success']])] }), policy())
const RED = judgeChecks(facts({ runs: [run([['test', 'failure']])] }), policy())
const RUNNING = judgeChecks(facts({ runs: [run([['test', 'in_progress']])] }), policy())
const found = (reason: ReasonCode, text: string) => ({ reason, text })

function verdict(fields: Partial<GateFacts>) {
  const trunk = { kind: 'found', position: 0, line: [] } as const
  return verdictOf({ sha: SHA, branch: 'main', trunk, checks: GREEN, rules: [], force: 'outage', ...fields })
}

test('what is ignored is said, with the reason', () => {
  const rules = [found('environment-frozen', 'frozen until Monday'), found('order-not-met', 'staging first')]
  expect(verdict({ checks: RED, rules })).toEqual({
    kind: 'allow',
    reason: 'allowed',
    text: '1a2b3c4 may be deployed: forced ("outage"), ignoring frozen until Monday; staging first; 1 check did not pass: ci / test (failure)',
    findings: [...rules, ...RED.findings],
    forced: { reason: 'outage', ignored: [...rules, ...RED.findings] },
  })
})

test('nothing to ignore: as without', () => {
  expect(verdict({})).toEqual({ kind: 'allow', reason: 'allowed', text: '1a2b3c4 may be deployed', findings: [] })
})

test.each<[ReasonCode, Partial<GateFacts>]>([
  ['environment-locked', { rules: [found('environment-locked', 'locked by bo')] }],
  ['deployer-not-permitted', { rules: [found('deployer-not-permitted', 'no')] }],
  ['force-not-permitted', { rules: [found('force-not-permitted', 'no')] }],
  ['not-on-trunk', { trunk: { kind: 'not-on-trunk', looked: 3 } }],
  ['too-far-back', { trunk: { kind: 'too-far-back', looked: 1000 } }],
  ['image-missing', { others: [found('image-missing', 'no image')] }],
  ['image-of-other-commit', { others: [found('image-of-other-commit', 'whose?')] }],
  ['work-tree-changed', { others: [found('work-tree-changed', 'changed')] }],
])('%s is never ignored, and is the one that is named', (reason, fields) => {
  const refused = verdict({ checks: RED, ...fields })
  expect([refused.kind, refused.reason]).toEqual(['refuse', reason])
  expect(refused.text).not.toContain('check did not pass')
})

test('checks that are ignored are not waited for', () => {
  const trunk = { kind: 'found', position: 0, line: [] } as const
  const waiting = { sha: SHA, branch: 'main', trunk, checks: RUNNING, rules: [] }
  expect(checkWait(waiting)).toBeDefined()
  expect(checkWait({ ...waiting, force: 'outage' })).toBeUndefined()
})
