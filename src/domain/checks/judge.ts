import type { Finding } from '../../errors.ts'
import type { CheckPolicy } from '../../policy/policy.ts'
import { deploymentInTitle } from '../run-title.ts'
import { branchFindings } from './branch-rules.ts'
import {
  failedFinding,
  leftOutText,
  missingFinding,
  noChecksText,
  runningFinding,
  unplacedFinding,
} from './check-conclusions.ts'
import type { CheckFacts } from './facts.ts'
import { isNamed, shownName } from './names.ts'
import { passes } from './result.ts'
import { type CountedCheck, type Selection, selectChecks } from './selection.ts'

/** One check with how it stands. */
export interface JudgedCheck {
  readonly name: string
  readonly result: string
  readonly url: string
}

/** What a commit's checks say. Without a finding the commit passes. */
export interface CheckJudgement {
  readonly passed: readonly JudgedCheck[]
  /** Checks that ended and did not pass. */
  readonly failed: readonly JudgedCheck[]
  /** Checks that have not ended. */
  readonly running: readonly JudgedCheck[]
  /** Other workflows' runs for the commit that do not count, each with why: `runs of 'schedule'`. */
  readonly leftOut: readonly (JudgedCheck & { readonly why: string })[]
  /**
   * `check-failed`, `check-cancelled`, `check-running`, `check-missing`, `check-unreadable` for each check, or
   * `no-checks` once.
   */
  readonly findings: readonly Finding[]
}

/** Judges a commit by its checks: each that counts must have passed, now. Whatever is not known blocks. */
export function judgeChecks(facts: CheckFacts, policy: CheckPolicy): CheckJudgement {
  const selection = selectChecks(facts, policy)
  const { counted, unplaced } = selection
  const passed = counted.filter(check => check.completed && passes(check.result))
  const failed = counted.filter(check => check.completed && !passes(check.result))
  const running = counted.filter(check => !check.completed)
  const findings: Finding[] = [...failed.map(failedFinding), ...running.map(runningFinding)]
  for (const name of policy.required) {
    if (!counted.some(check => isNamed(check, [name]))) findings.push(missingFinding(name, selection, facts))
  }
  if (policy.count === 'required') findings.push(...branchFindings(selection, facts, policy))
  findings.push(...unplaced.map(unplacedFinding), ...facts.unreadable)
  if (findings.length === 0 && counted.length === 0 && policy.noChecks === 'refuse') {
    findings.push({ reason: 'no-checks', text: noChecksText(selection, facts, policy) })
  }
  const leftOut = selection.leftOut
    .filter(one => !isDeployment(one))
    .map(one => {
      const { workflowName: name, status, conclusion, url } = one.run
      return { name, result: conclusion ?? status, url, why: leftOutText(one, facts.branch) }
    })
  return { passed: passed.map(judged), failed: failed.map(judged), running: running.map(judged), leftOut, findings }
}

/** Earlier deployments of the same commit are no news, whichever workflow they came by. */
function isDeployment({ run: { event, title = '' }, why }: Selection['leftOut'][number]): boolean {
  if (why !== 'event') return why === 'own'
  if (event === 'workflow_dispatch') return deploymentInTitle(title) !== undefined
  return event === 'deployment' || event === 'deployment_status'
}

function judged(check: CountedCheck): JudgedCheck {
  return { name: shownName(check), result: check.result, url: check.url }
}
