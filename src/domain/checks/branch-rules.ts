import type { Finding } from '../../errors.ts'
import type { CheckPolicy } from '../../policy/policy.ts'
import { suggestion } from '../../text/suggestion.ts'
import type { CheckFacts, RequiredCheck } from './facts.ts'
import { type CheckNames, isNamed } from './names.ts'

/** A check, as far as a rule can mean it. */
type Candidate = CheckNames & { readonly appId: number | undefined }

/** Of the checks that are not ignored those that the policy wants to count. */
export function wanted<T extends Candidate>(
  checks: readonly T[],
  { required = [] }: Pick<CheckFacts, 'required'>,
  policy: CheckPolicy,
): readonly T[] {
  if (policy.count === 'all') return checks
  const named = (check: T) => isNamed(check, policy.required)
  if (policy.count === 'named') return checks.filter(named)
  return checks.filter(check => named(check) || required.some(rule => isMeant(check, rule)))
}

/** What GitHub requires of the default branch and the commit lacks. What the policy ignores is not asked for. */
export function branchFindings(
  { counted }: { readonly counted: readonly Candidate[] },
  facts: CheckFacts,
  policy: CheckPolicy,
): readonly Finding[] {
  if (facts.required === undefined) {
    const text = `what GitHub requires of ${facts.branch} was not read, so the checks cannot be judged`
    return [{ reason: 'check-unreadable', text }]
  }
  const isIgnored = ({ context }: RequiredCheck) => isNamed({ shortName: context, workflow: undefined }, policy.ignored)
  return facts.required
    .filter(rule => !isIgnored(rule) && !counted.some(check => isMeant(check, rule)))
    .map(rule => ({ reason: 'check-missing', text: missingText(rule, facts) }))
}

/** GitHub compares the name of a job, without its workflow; and the App, where the rule has one. */
function isMeant({ shortName, appId }: Candidate, rule: RequiredCheck): boolean {
  return shortName === rule.context && (rule.appId === undefined || rule.appId === appId)
}

function missingText({ context, appId }: RequiredCheck, { branch, checkRuns, statuses }: CheckFacts): string {
  const what = `check '${context}', which GitHub requires on ${branch}`
  const others = checkRuns.filter(check => check.name === context && check.appId !== appId)
  if (appId !== undefined && others.length > 0) {
    const apps = [...new Set(others.map(check => check.app || 'another App'))].join(', ')
    return `${what} by the App ${appId}, is there only by ${apps}`
  }
  if (appId !== undefined && statuses.some(status => status.context === context)) {
    const text = 'is there as a commit status, which does not say its App: name it under `checks` in the policy instead'
    return `${what} by the App ${appId}, ${text}`
  }
  const names = [...new Set([...checkRuns.map(check => check.name), ...statuses.map(status => status.context)])]
  return `${what}, is missing${suggestion(
    context,
    names.filter(name => name !== context),
  )}`
}
