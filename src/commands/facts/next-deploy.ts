import { type CheckJudgement, judgeChecks } from '../../domain/checks/judge.ts'
import { lockFindings, ruleFindings } from '../../domain/deployment/deploy-rules.ts'
import { refusalBy, type Verdict, verdictOf } from '../../domain/deployment/verdict.ts'
import type { DeploymentFacts } from '../../domain/history/deployment-facts.ts'
import { goodDeployments } from '../../domain/history/deployments.ts'
import type { CommitFacts } from '../../domain/history/facts.ts'
import { heldFindings, holdingOf } from '../../domain/history/holding.ts'
import { shortSha } from '../../domain/sha.ts'
import type { Finding } from '../../errors.ts'
import type { EnvironmentPolicy } from '../../policy/policy.ts'
import type { EnvironmentStand } from './environment-stand.ts'
import { lockAnswer } from './kept-locks.ts'
import type { Stand } from './stand.ts'

/** What a deployment without a SHA would take, and what the verdict says of it. */
export interface NextDeploy {
  readonly commit: CommitFacts
  /** On the line. */
  readonly position: number
  readonly verdict: Verdict
  /** Newer commits that wait and do not go with it. */
  readonly newer: number
  /** The good deployment that took it out, where it was live before. */
  readonly takenOutBy: DeploymentFacts | undefined
}

/** The verdicts on the commits of a stand: the gate's own, on what a status can read. The image and the tree are not looked at. */
export interface Verdicts {
  /** By the policy of the environment; undefined where the checks were not read. */
  checksOf(environment: EnvironmentPolicy, commit: CommitFacts): CheckJudgement | undefined
  /** On the commit at a position of the line. */
  on(at: EnvironmentStand, position: number): Verdict
  /**
   * The newest commit that the verdict allows. Where it allows none: the newest whose own checks passed, else the newest, with
   * why not. Undefined where nothing waits, or where that is not known.
   */
  next(at: EnvironmentStand): NextDeploy | undefined
}

/** `force`: why refusals are to be ignored. */
export function verdictsOf(stand: Stand, force?: string): Verdicts {
  const judged = new Map<string, CheckJudgement | undefined>()
  const standing = new Map<string, readonly Finding[]>()
  const checksOf = (environment: EnvironmentPolicy, { sha, checks }: CommitFacts) => {
    const key = JSON.stringify([environment.name, sha])
    if (!judged.has(key)) judged.set(key, checks === undefined ? undefined : judgeChecks(checks, environment.checks))
    return judged.get(key)
  }
  /** What stands against any commit. Each minute of a window is looked at, so that it is done once for an environment. */
  const standingOf = (environment: EnvironmentPolicy) => {
    const found = standing.get(environment.name) ?? standingFindings(stand, environment, force)
    standing.set(environment.name, found)
    return found
  }
  const on = (at: EnvironmentStand, position: number): Verdict => {
    const { facts, locks, asker } = stand
    const { environment, service } = at
    const line = (facts.line?.commits ?? []).slice(0, position + 1)
    const commit = line[position]
    if (commit === undefined) throw new Error(`the line has no commit ${position}`)
    const lock = lockAnswer(locks, service, environment.name, asker.login)
    const order = orderFindings(stand, at, line)
    const checks = checksOf(environment, commit)
    const rules = [...lockFindings({ lock }), ...heldBy(stand, at, line), ...standingOf(environment), ...order.rules]
    const others = [...order.unread, ...runningFindings(at), ...(checks === undefined ? [UNREAD_CHECKS] : [])]
    const known = { sha: commit.sha, branch: facts.head.branch ?? '', rules, others, force }
    const trunk = { kind: 'found', position, line } as const
    if (checks !== undefined) return verdictOf({ ...known, trunk, checks })
    const refusal = refusalBy({ ...known, trunk })
    if (refusal === undefined) throw new Error('checks that were not read refuse')
    return refusal
  }
  return { checksOf, on, next: at => nextOf(at, checksOf, on) }
}

function nextOf(at: EnvironmentStand, checksOf: Verdicts['checksOf'], on: Verdicts['on']): NextDeploy | undefined {
  const { train, environment } = at
  let passed: NextDeploy | undefined
  let newest: NextDeploy | undefined
  for (const [newer, { commit, position, takenOutBy }] of (train?.commits ?? []).entries()) {
    // Those further back are not read in detail, and nothing is known of them.
    if (commit.checks === undefined && newest !== undefined) break
    const next = { commit, position, verdict: on(at, position), newer, takenOutBy }
    if (next.verdict.kind === 'allow') return next
    newest ??= next
    if (checksOf(environment, commit)?.findings.length === 0) passed ??= next
  }
  return passed ?? newest
}

const UNREAD_CHECKS: Finding = { reason: 'check-unreadable', text: 'its checks could not be read' }

/** Freezes, and who asks. */
function standingFindings(
  { asker, now }: Stand,
  { rules }: EnvironmentPolicy,
  force: string | undefined,
): readonly Finding[] {
  const { login, role, unread, proof } = asker
  const known = {
    now,
    lock: { kind: 'read', lock: undefined },
    requester: { login, role, proof },
    order: undefined,
    force,
  } as const
  const isUnknown = unread !== undefined && rules.deployers?.role !== undefined
  return ruleFindings({ ...rules, order: undefined }, known).map(finding =>
    finding.reason === 'deployer-not-permitted' && isUnknown ? unread : finding,
  )
}

function orderFindings(
  { facts, policy, now, asker: { login, proof } }: Stand,
  { environment: { name, rules }, service }: EnvironmentStand,
  line: readonly CommitFacts[],
): { readonly rules: readonly Finding[]; readonly unread: readonly Finding[] } {
  const { order } = rules
  if (order === undefined) return { rules: [], unread: [] }
  const goodIn = (environment: string) => {
    const read = facts.environments.get(environment)
    return read === undefined ? undefined : goodDeployments(read.deployments, service, policy.services)
  }
  const [before, here] = [goodIn(order.after), goodIn(name)]
  if (before === undefined || here === undefined) {
    const text = `the deployments to ${order.after} could not be read`
    return { rules: [], unread: [{ reason: 'history-unreadable', text }] }
  }
  const sha = (line.at(-1)?.sha ?? '').toLowerCase()
  const holders = new Set(line.map(commit => commit.sha.toLowerCase()))
  const found = ruleFindings(
    { ...rules, freeze: [], deployers: undefined, proofs: undefined },
    {
      ...{ now, lock: { kind: 'read', lock: undefined }, requester: { login, role: undefined, proof } },
      order: { before, here, holders, sha },
    },
  )
  return { rules: found, unread: [] }
}

/** What is held stands in the way of a deployment in stages: the gate judges the same. */
function heldBy(
  { now }: Stand,
  { deployments, environment: { name, strategy } }: EnvironmentStand,
  line: readonly CommitFacts[],
): readonly Finding[] {
  if (deployments === undefined || strategy.staging === undefined) return []
  const held = deployments.open.flatMap(({ deployment, kind }) => (kind === 'held' ? [deployment] : []))
  return heldFindings(holdingOf(held, undefined, now), { environment: name, line, live: deployments.live?.sha })
}

/** A deployment waits for the one before it, unless the policy says otherwise. */
function runningFindings({ deployments, environment }: EnvironmentStand): readonly Finding[] {
  const running = deployments?.open.find(({ kind }) => kind === 'deploying')
  if (running === undefined || environment.whenHeld === 'wait') return []
  const { id, sha } = running.deployment
  return [{ reason: 'environment-held', text: `deployment ${id} of ${shortSha(sha)} is in progress` }]
}
