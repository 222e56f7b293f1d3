import { randomUUID } from 'node:crypto'
import type { HeldLock } from '../../domain/lock/held-lock.ts'
import { UserError } from '../../errors.ts'
import type { GitHubClient } from '../../github/client.ts'
import { lockRefsOf } from '../../github/locks/git-locks.ts'
import { ownerAndName } from '../../github/repository.ts'
import { type OtherRuleset, readOtherRulesets } from '../../github/setup/rulesets.ts'
import { readRulesOf } from '../../github/setup/trunk-rules.ts'
import type { LockPlace } from '../../policy/locks.ts'
import type { Clock } from '../../time/clock.ts'
import { type Seen, seen } from './item.ts'

/** A kind of refs that can keep locks. */
export type LockRefsKind = Exclude<LockPlace['refs'], 'none'>

/** What is known of the place where locks are kept. */
export interface LockLook {
  /** `owner/name`. */
  readonly repository: string
  readonly refs: LockRefsKind
  /** How many are there. */
  readonly count: Seen<number>
  /** Types of rules for branches of their names; of other refs none. */
  readonly branchRules: Seen<readonly string[]>
  readonly rulesets: Seen<readonly OtherRuleset[]>
  /** What came of a try; undefined: none was made. */
  readonly probe: LockProbe | undefined
}

/** Whether a lock could be created and deleted. */
export interface LockProbe {
  readonly own: ProbeEnd
  /** The other kinds, where the own one was refused and not for want of a permission. */
  readonly others: readonly { readonly refs: LockRefsKind; readonly end: ProbeEnd }[]
}

export type ProbeEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'not-created'; readonly why: UserError }
  /** `ref`: what is left there. It holds nothing. */
  | { readonly kind: 'not-deleted'; readonly why: UserError | undefined; readonly ref: string }

interface Parts {
  readonly github: GitHubClient
  readonly clock: Clock
  readonly newClaim: () => string
}

const KINDS: readonly LockRefsKind[] = ['custom', 'branches', 'tags']

/** A branch as a lock of that kind is one. */
const BRANCH_OF_LOCK = 'commit-train-locks/env.production'

/** Reads what can be read; writes a ref that holds nothing, and deletes it, where it is to be tried. */
export async function readLockLook(
  parts: Parts,
  { repository: named, refs }: LockPlace,
  isProbed: boolean,
): Promise<LockLook | undefined> {
  if (refs === 'none') return undefined
  const { github } = parts
  const { owner, repo } = github.repository
  const repository = named ?? `${owner}/${repo}`
  const place = ownerAndName(repository)
  const [count, branchRules, rulesets] = await Promise.all([
    seen(async () => (await lockRefsOf(github, place, { repository: undefined, refs })?.list())?.refs.length ?? 0),
    seen(async () =>
      refs === 'branches' ? (await readRulesOf(github, place, BRANCH_OF_LOCK)).map(({ type }) => type) : [],
    ),
    seen(() => readOtherRulesets(github, place)),
  ])
  const probe = isProbed ? await probeLocks(parts, repository, refs) : undefined
  return { repository, refs, count, branchRules, rulesets, probe }
}

async function probeLocks(parts: Parts, repository: string, refs: LockRefsKind): Promise<LockProbe> {
  const own = await probeOne(parts, repository, refs)
  if (own.kind !== 'not-created' || own.why.reason !== 'github-rejected') return { own, others: [] }
  const others: { refs: LockRefsKind; end: ProbeEnd }[] = []
  for (const kind of KINDS.filter(one => one !== refs)) {
    others.push({ refs: kind, end: await probeOne(parts, repository, kind) })
  }
  return { own, others }
}

/** The name is none that a lock has: should it be left there, it holds nothing. */
async function probeOne({ github, clock, newClaim }: Parts, repository: string, refs: LockRefsKind): Promise<ProbeEnd> {
  const kept = lockRefsOf(github, ownerAndName(repository), { repository: undefined, refs })
  if (kept === undefined) throw new Error(`no refs of ${refs}`)
  const name = `probe-${randomUUID()}`
  const now = clock.now()
  const lock: HeldLock = {
    ...{ scope: { service: undefined, environment: undefined }, owner: 'commit-train', link: '', claim: newClaim() },
    ...{ reason: 'doctor tries whether locks can be kept', createdAt: now, expiresAt: now },
  }
  try {
    await kept.create(name, lock)
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    return { kind: 'not-created', why: thrown }
  }
  try {
    const ref = (await kept.list()).refs.find(one => one.name === name)
    if (ref !== undefined && (await kept.remove(ref)) === 'done') return { kind: 'done' }
    return { kind: 'not-deleted', why: undefined, ref: name }
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    return { kind: 'not-deleted', why: thrown, ref: name }
  }
}
