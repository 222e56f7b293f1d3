import type { CheckFacts } from '../../../src/train/check-facts.ts'
import { judgeChecks } from '../../../src/train/checks.ts'
import type { CheckPolicy } from '../../../src/train/policy.ts'
import { policy, run } from './check-facts.ts'

/** Every reason, or what passed when there is none. */
export function judged(given: CheckFacts, rules: CheckPolicy = policy()): string[] {
  const { findings, passed } = judgeChecks(given, rules)
  return findings.length > 0 ? findings.map(one => one.reason) : ['passed', ...passed.map(one => one.name)]
}

/** A run of Actions that passed. */
export const GREEN = run([['test', 'success']])
