import type { Finding } from '../../errors.ts'
import type { CheckPolicy } from '../../policy/policy.ts'
import { suggestion } from '../../text/suggestion.ts'
import type { CheckFacts } from './facts.ts'
import { passes } from './result.ts'
import { type CountedCheck, isNamed, type Selection, selectChecks } from './selection.ts'

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
    if (!counted.some(check => isNamed(check, [name]))) findings.push(missingFinding(name, counted))
  }
  for (const check of unplaced) {
    const text = `check '${check.name}' belongs to no workflow run that GitHub lists for this commit, so the event that started it is unknown`
    findings.push({ reason: 'check-unreadable', text, url: check.url })
  }
  findings.push(...facts.unreadable)
  if (findings.length === 0 && counted.length === 0 && policy.noChecks === 'refuse') {
    findings.push({ reason: 'no-checks', text: noChecksText(selection, policy) })
  }
  return { passed: passed.map(judged), failed: failed.map(judged), running: running.map(judged), findings }
}

function judged({ name, result, url }: CountedCheck): JudgedCheck {
  return { name, result, url }
}

function failedFinding(check: CountedCheck): Finding {
  if (check.result !== 'cancelled') {
    const text = `check '${check.name}' did not pass: ${check.result}${check.note === undefined ? '' : `; ${check.note}`}`
    return { reason: 'check-failed', text, url: check.url }
  }
  // On a default branch this is nearly always `concurrency`: the next push took this one's place. Nothing is broken.
  const text = `check '${check.name}' was cancelled, most often because a newer push took its place: run it again`
  return { reason: 'check-cancelled', text, url: check.url }
}

function runningFinding(check: CountedCheck): Finding {
  const text = `check '${check.name}' has not ended (${check.result}): deploy again when it has passed`
  return { reason: 'check-running', text, url: check.url }
}

function missingFinding(name: string, counted: readonly CountedCheck[]): Finding {
  const names = [...new Set(counted.map(check => check.shortName))]
  return { reason: 'check-missing', text: `required check '${name}' is missing${suggestion(name, names)}` }
}

function noChecksText({ otherEvents, ownLeftOut }: Selection, policy: CheckPolicy): string {
  const left = [
    ...otherEvents.map(event => `runs of '${event}'`),
    ...(ownLeftOut ? ['runs of the workflow that deploys'] : []),
  ]
  const beside = left.length === 0 ? '' : `; ${left.join(' and ')} do not count`
  return `the commit has no check that counts (events: ${policy.events.join(', ')}${beside})`
}
