import type { Finding } from '../../errors.ts'
import type { DeployRules, PermittedPeople, Proof, Role } from '../../policy/deploy-rules.ts'
import { ROLES } from '../../policy/deploy-rules-schema.ts'
import { canonicalName } from '../../text/canonical-name.ts'
import { durationText } from '../../time/duration.ts'
import type { Instant } from '../../time/instant.ts'
import type { DeploymentFacts } from '../history/deployment-facts.ts'
import { goodSince } from '../history/deployments.ts'
import type { LockAnswer } from '../history/lock.ts'
import { lockWords } from '../lock/decide.ts'
import { frozenUntil } from './freeze.ts'

/** What is known of an environment and of who asks, for its rules. */
export interface RuleFacts {
  readonly now: Instant
  readonly lock: LockAnswer
  /** Who asked for the deployment, and their role in the repository; undefined where it was not read, or is none. */
  readonly requester: {
    readonly login: string
    readonly role: Role | undefined
    /** How it is known who asked; left out where it is not. */
    readonly proof?: Proof | undefined
  }
  /** Where the order asks for another environment; undefined where none is asked for. */
  readonly order: OrderFacts | undefined
  /** Why refusals are to be ignored; undefined where no one asks for that. */
  readonly force?: string | undefined
}

/** Good deployments of the service, newest first. */
export interface OrderFacts {
  /** To the environment that must have run the commit. */
  readonly before: readonly DeploymentFacts[]
  /** To the environment itself. */
  readonly here: readonly DeploymentFacts[]
  /** SHAs of the commits that hold the one asked for: itself, and those of the line that are newer. */
  readonly holders: ReadonlySet<string>
  readonly sha: string
}

/** Everything in the rules of an environment that stands against a deployment now. */
export function ruleFindings(rules: DeployRules, facts: RuleFacts): readonly Finding[] {
  return [
    ...lockFindings(facts),
    ...freezeFindings(rules, facts),
    ...deployerFindings(rules, facts),
    ...proofFindings(rules, facts),
    ...forceFindings(rules, facts),
    ...orderFindings(rules, facts),
  ]
}

/** What a lock says against a deployment. Whether its time is over was judged by who read it, by GitHub's clock. */
export function lockFindings({ lock: answer }: Pick<RuleFacts, 'lock'>): readonly Finding[] {
  if (answer.kind === 'unreadable') {
    const { reason = 'lock-unreadable', why } = answer
    return [{ reason, text: `its lock cannot be read, which counts as locked: ${why}` }]
  }
  const { lock, note = '', command = '' } = answer
  if (lock === undefined) return []
  const text = `${lockWords(lock)}${note === '' ? '' : ` (${note})`}`
  return [{ reason: 'environment-locked', text, ...(command === '' ? {} : { command }) }]
}

function freezeFindings({ freeze }: DeployRules, { now }: RuleFacts): readonly Finding[] {
  const until = frozenUntil(freeze, now)
  return until === undefined ? [] : [{ reason: 'environment-frozen', text: `frozen until ${until}` }]
}

function deployerFindings({ deployers }: DeployRules, { requester }: RuleFacts): readonly Finding[] {
  if (deployers === undefined || isAmong(deployers, requester)) return []
  const text = `${nameOf(requester)} may not deploy here, only ${peopleText(deployers)}`
  return [{ reason: 'deployer-not-permitted', text }]
}

const ASKED: Readonly<Record<Proof, string>> = {
  token: "a token of the person's own",
  run: 'a run that the person started',
  comment: 'a comment',
  app: 'an App',
}

function proofFindings({ proofs }: DeployRules, { requester: { proof, login } }: RuleFacts): readonly Finding[] {
  if (proofs === undefined || (proof !== undefined && proofs.includes(proof))) return []
  const by =
    proof === undefined
      ? 'by which way it was asked for is not known'
      : proof === 'app'
        ? `${login || 'an App without a name'}, an App, asked`
        : `it was asked for by ${ASKED[proof]}`
  const only = proofs.map(one => ASKED[one]).join(', or ')
  return [{ reason: 'proof-not-accepted', text: `${by}; here only ${only} will do (the policy's 'proof')` }]
}

function forceFindings({ force }: DeployRules, { force: reason, requester }: RuleFacts): readonly Finding[] {
  if (reason === undefined || (force !== undefined && isAmong(force, requester))) return []
  const only = force === undefined ? "no one: the policy has no 'force' for it" : `only ${peopleText(force)}`
  return [{ reason: 'force-not-permitted', text: `${nameOf(requester)} may not force a deployment here, ${only}` }]
}

function isAmong({ role: least, logins }: PermittedPeople, { login, role }: RuleFacts['requester']): boolean {
  if (logins.some(one => loginOf(one) === loginOf(login))) return true
  return least !== undefined && role !== undefined && rankOf(role) >= rankOf(least)
}

function peopleText({ role, logins }: PermittedPeople): string {
  return [...(role === undefined ? [] : [`the role '${role}' or a higher one`]), ...logins].join(', ')
}

function nameOf({ login }: RuleFacts['requester']): string {
  return login || 'a creator without a name'
}

/**
 * The other environment must run the commit, or a newer one, without a break for as long as the policy says. A commit that
 * was live here before may come back at any time: that is a rollback.
 */
function orderFindings({ order }: DeployRules, { order: facts, now }: RuleFacts): readonly Finding[] {
  if (order === undefined || facts === undefined) return []
  if (facts.here.some(({ sha }) => sha.toLowerCase() === facts.sha)) return []
  const other = facts.before.findIndex(({ sha }) => !facts.holders.has(sha.toLowerCase()))
  const unbroken = other < 0 ? facts.before : facts.before.slice(0, other)
  const first = unbroken.at(-1)
  const since = first === undefined ? undefined : goodSince(first)
  if (since === undefined) {
    return [
      {
        reason: 'order-not-met',
        text: `${order.after} does not run this commit or a newer one: deploy it there first`,
      },
    ]
  }
  // The runner's clock may be behind GitHub's.
  const age = Math.max(0, now - since)
  if (age >= order.goodFor) return []
  const [has, needs] = [age, order.goodFor].map(ms => durationText(ms, 'largest-unit'))
  return [{ reason: 'order-not-met', text: `${order.after} has run this commit for ${has}, not yet for ${needs}` }]
}

function rankOf(role: Role): number {
  return ROLES.indexOf(role)
}

function loginOf(login: string): string {
  return canonicalName(login).replace(/\[bot\]$/, '')
}
