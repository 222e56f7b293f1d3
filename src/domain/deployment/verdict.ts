import type { Finding } from '../../errors.ts'
import type { ReasonCode } from '../../reasons/registry.ts'
import { clause } from '../../text/clause.ts'
import { counted } from '../../text/counted.ts'
import type { CheckJudgement, JudgedCheck } from '../checks/judge.ts'
import { COMMITS_A_PAGE, TRUNK_PAGES } from '../history/first-parents.ts'
import type { TrunkPlace } from '../history/trunk-place.ts'
import { shortSha } from '../sha.ts'

/** What the gate says: one answer, whatever asked for the deployment. */
export interface Verdict {
  readonly kind: 'allow' | 'wait' | 'refuse'
  /** Stable code: `allowed`, or that of what weighs most. */
  readonly reason: ReasonCode
  /** One line, the reason first, fit for a status behind its prefix. */
  readonly text: string
  /** Every item that led to it. */
  readonly findings: readonly Finding[]
  /** What would have refused, where that is ignored because someone who may asked for it. */
  readonly forced?: { readonly reason: string; readonly ignored: readonly Finding[] }
}

/** All that a verdict is made of. */
export interface GateFacts {
  readonly sha: string
  /** Name of the default branch. */
  readonly branch: string
  readonly trunk: TrunkPlace
  readonly checks: CheckJudgement
  /** What the rules of the environment say against it now: locks, freezes, who asks, the order of environments. */
  readonly rules: readonly Finding[]
  /** What others found about the commit: its tree, its image. */
  readonly others?: readonly Finding[]
  /** Why refusals are to be ignored. Whether who asks may have that is one of the rules. */
  readonly force?: string | undefined
}

/**
 * What may be ignored, with a reason: what says that the commit is not ready, or that it is not the time. Never which commit it
 * is, who asks, a lock, and what cannot be deployed at all.
 */
const FORCEABLE: readonly ReasonCode[] = [
  'check-failed',
  'check-cancelled',
  'check-running',
  'check-missing',
  'check-unreadable',
  'no-checks',
  'checks-not-passed',
  'checks-running',
  'environment-frozen',
  'order-not-met',
]

interface Objection {
  readonly reason: ReasonCode
  readonly text: string
  readonly findings: readonly Finding[]
}

/** Weighs the facts. Each objection refuses; the first of them, in this order, gives the verdict its reason. */
export function verdictOf(facts: GateFacts): Verdict {
  const allowed = {
    kind: 'allow',
    reason: 'allowed',
    text: `${shortSha(facts.sha)} may be deployed`,
    findings: [],
  } as const
  const refusal = refusalBy(facts)
  if (refusal !== undefined) return refusal
  const { force } = facts
  const ignored = force === undefined ? [] : objectionsBy(facts)
  if (force === undefined || ignored.length === 0) return allowed
  const what = ignored.map(({ text }) => clause(text)).join('; ')
  const text = `${allowed.text}: forced ("${force}"), ignoring ${what}`
  const findings = ignored.flatMap(one => one.findings)
  return { ...allowed, text, findings, forced: { reason: force, ignored: findings } }
}

/** What the checks of a commit are waited for. */
export interface CheckWait {
  /** One line: how many, and which. */
  readonly text: string
}

/**
 * Whether waiting may end a refusal: some check has not ended, and nothing refuses but that and what its end may bring, which
 * is a check that a later job makes, the image, and its attestation.
 */
export function checkWait(facts: PartialFacts): CheckWait | undefined {
  const { checks, trunk, rules, others = [] } = facts
  // Nothing is waited for that is ignored.
  if (facts.force !== undefined) return undefined
  if (checks === undefined || trunk?.kind !== 'found' || rules?.length !== 0) return undefined
  if (checks.running.length === 0) return undefined
  const mayEnd = [...checks.findings, ...others].every(({ reason }) => MAY_END.includes(reason))
  return mayEnd
    ? { text: `waiting for ${counted(checks.running.length, 'check')}: ${listed(checks.running)}` }
    : undefined
}

const MAY_END: readonly ReasonCode[] = ['check-running', 'check-missing', 'image-missing', 'image-not-attested']

/** Facts of which some could not be read: enough to refuse, never enough to allow. */
type PartialFacts = Omit<GateFacts, 'trunk' | 'checks' | 'rules'> &
  Partial<Pick<GateFacts, 'trunk' | 'checks' | 'rules'>>

/** The refusal that the facts at hand lead to, if they do. */
export function refusalBy(facts: PartialFacts): Verdict | undefined {
  const isIgnored = ({ reason }: Objection) => facts.force !== undefined && FORCEABLE.includes(reason)
  const objections = objectionsBy(facts).filter(one => !isIgnored(one))
  const [first] = objections
  if (first === undefined) return undefined
  return {
    kind: 'refuse',
    reason: first.reason,
    text: objections.map(({ text }, index) => (index === 0 ? text : clause(text))).join('; '),
    findings: objections.flatMap(one => one.findings),
  }
}

/** Everything that stands against it. */
function objectionsBy({ branch, trunk, checks, rules = [], others = [] }: PartialFacts): readonly Objection[] {
  return [
    ...(trunk === undefined ? [] : trunkObjections(branch, trunk)),
    ...rules.map(finding => ({ ...finding, findings: [finding] })),
    ...(checks === undefined ? [] : checkObjections(checks)),
    ...others.map(finding => ({ ...finding, text: textOf(finding), findings: [finding] })),
  ]
}

/** A changed file is named by its path; the other texts name what they are about. */
function textOf({ reason, where, text }: Finding): string {
  return reason === 'work-tree-changed' && where !== undefined ? `${where}: ${text}` : text
}

function trunkObjections(branch: string, trunk: TrunkPlace): Objection[] {
  if (trunk.kind === 'found') return []
  const text =
    trunk.kind === 'not-on-trunk'
      ? `not on the first-parent line of ${branch}: deploy the commit that its merge made`
      : `not among the newest ${TRUNK_PAGES * COMMITS_A_PAGE} commits of ${branch}: deploy a newer one`
  return [{ reason: trunk.kind, text, findings: [{ reason: trunk.kind, text }] }]
}

/** Checks that did not pass are one text, by name and result, so that a status of 140 characters says most. */
function checkObjections({ findings, failed, running }: CheckJudgement): Objection[] {
  if (findings.length === 0) return []
  const objections: Objection[] = []
  const isOpen = (finding: Finding) => OPEN_REASONS.includes(finding.reason)
  const open = [...failed, ...running]
  if (open.length > 0) {
    const text =
      failed.length > 0
        ? `${counted(open.length, 'check')} did not pass: ${listed(open)}`
        : `${counted(open.length, 'check')} not ended yet: ${listed(open)}`
    const reason = failed.length > 0 ? 'checks-not-passed' : 'checks-running'
    objections.push({ reason, text, findings: findings.filter(isOpen) })
  }
  for (const finding of findings.filter(one => !isOpen(one))) objections.push({ ...finding, findings: [finding] })
  return objections
}

const OPEN_REASONS: readonly ReasonCode[] = ['check-failed', 'check-cancelled', 'check-running']

function listed(checks: readonly JudgedCheck[]): string {
  return checks.map(check => `${check.name} (${check.result})`).join(', ')
}
