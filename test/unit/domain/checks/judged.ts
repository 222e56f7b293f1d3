import type { CheckFacts } from '../../../../src/domain/checks/facts.ts'
import { judgeChecks } from '../../../../src/domain/checks/judge.ts'
import type { CheckPolicy } from '../../../../src/policy/policy.ts'
import { policy, run } from './facts.ts'

/** Every reason, or what passed when there is none. */
export function judged(given: CheckFacts, rules: CheckPolicy = policy()): string[] {
  const { findings, passed } = judgeChecks(given, rules)
  return findings.length > 0 ? findings.map(one => one.reason) : ['passed', ...passed.map(one => one.name)]
}

/** A run of Actions that passed. */
export const GREEN = run([['test', 'success']])
