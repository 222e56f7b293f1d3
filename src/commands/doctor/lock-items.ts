import { counted } from '../../text/counted.ts'
import type { DoctorItem } from '../answer/doctor.ts'
import type { DoctorFacts } from './facts.ts'
import { good, skipped, stops, unknown, warning } from './item.ts'
import type { LockLook, LockRefsKind, ProbeEnd } from './lock-facts.ts'
import { refsLetIn } from './ref-patterns.ts'

const ABOUT = { area: 'locks', object: 'locks' } as const

const PREFIX: Readonly<Record<LockRefsKind, string>> = {
  custom: 'refs/commit-train/locks/',
  branches: 'refs/heads/commit-train-locks/',
  tags: 'refs/tags/commit-train-locks/',
}

/** Rules that keep a lock from being created, changed or deleted. */
const BLOCKING: readonly string[] = [
  'creation',
  'update',
  'deletion',
  'non_fast_forward',
  'pull_request',
  'required_signatures',
]

/** Whether locks can be kept where the policy says. */
export function lockItems({
  policy,
  locks,
  page,
}: Pick<DoctorFacts, 'policy' | 'locks' | 'page'>): readonly DoctorItem[] {
  if (!policy.isRead) return []
  if (locks === undefined) return [skipped(ABOUT, "the policy keeps no locks ('refs: none')")]
  const place = `${PREFIX[locks.refs]} of ${locks.repository}`
  return [countItem(locks, place), ...ruleItems(locks, page), ...probeItems(locks, place)]
}

/** What cannot be read counts as locked: nothing is deployed then. */
function countItem({ count, repository }: LockLook, place: string): DoctorItem {
  if (count.isRead) return good(ABOUT, `${counted(count.value, 'lock')} in ${place}`)
  const { reason, text } = count.finding
  const fix = `let the tokens that deploy read ${repository} (contents: read)`
  return stops(ABOUT, { code: reason, text: `cannot be read, which counts as locked: ${text}`, fix })
}

function ruleItems({ refs, branchRules, rulesets, repository }: LockLook, page: string): readonly DoctorItem[] {
  const about = { area: 'locks', object: 'rules' } as const
  const code = 'lock-place-ruled'
  const fix = `leave ${PREFIX[refs]} out of the rule, or let the accounts that lock bypass it`
  const link = page.endsWith(`/${repository}`) ? `${page}/settings/rules` : ''
  const items: DoctorItem[] = []
  if (!branchRules.isRead) items.push(unknown(about, branchRules.finding))
  else {
    const found = [...new Set(branchRules.value.filter(type => BLOCKING.includes(type)))]
    if (found.length > 0) {
      const text = `rules about branches (${found.join(', ')}) hold for ${PREFIX[refs]}`
      items.push(warning(about, { code, text, fix, link }))
    }
  }
  if (!rulesets.isRead) return [...items, unknown(about, rulesets.finding)]
  const ref = `${PREFIX[refs]}env.production`
  const found = rulesets.value.filter(
    ({ target, refs: named, rules }) =>
      target === 'push' ||
      (refs === 'tags' &&
        (named.includes('~ALL') || refsLetIn(named, ref)) &&
        rules.some(one => BLOCKING.includes(one))),
  )
  for (const { name, target, rules, link: own } of found) {
    const text =
      target === 'push'
        ? `the push ruleset '${name}' (${rules.join(', ')}) holds for every push, perhaps also for locks`
        : `the ruleset '${name}' (${rules.join(', ')}) holds for ${PREFIX[refs]}`
    const what = target === 'push' ? 'see with --probe whether it does' : fix
    items.push(warning(about, { code, text, fix: what, link: own === '' ? link : own }))
  }
  return items.length > 0 ? items : [good(about, `no rule that is shown holds for ${PREFIX[refs]}`)]
}

function probeItems({ probe, repository }: LockLook, place: string): readonly DoctorItem[] {
  const about = { area: 'locks', object: 'probe' } as const
  if (probe === undefined) {
    return [skipped(about, 'whether a lock can be created and deleted was not tried: --probe does, and leaves nothing')]
  }
  const { own, others } = probe
  if (own.kind === 'done') return [good(about, `a ref was created in ${place} and deleted again`)]
  const works = others.find(({ end }) => end.kind === 'done')
  const left = others.flatMap(({ refs, end }) => leftItems(end, refs, repository))
  if (own.kind === 'not-deleted') return [...leftItems(own, refsOf(place), repository), ...left]
  const text = `no lock can be created in ${place}: ${own.why.message}`
  const code = 'lock-place-refused'
  if (works !== undefined) {
    const fix = `keep them elsewhere: write this in the policy; '${works.refs}' was tried and works`
    return [warning(about, { code, text, fix, copy: `locks: { refs: ${works.refs} }` }), ...left]
  }
  const fix =
    own.why.reason === 'github-forbidden'
      ? "give the token 'contents: write', and try again"
      : 'turn locks off where they are not wanted, or ask who keeps the rules of the repository'
  return [warning(about, { code, text, fix }), ...left]
}

function refsOf(place: string): LockRefsKind {
  return place.startsWith(PREFIX.branches) ? 'branches' : place.startsWith(PREFIX.tags) ? 'tags' : 'custom'
}

function leftItems(end: ProbeEnd, refs: LockRefsKind, repository: string): readonly DoctorItem[] {
  if (end.kind !== 'not-deleted') return []
  const ref = `${PREFIX[refs]}${end.ref}`
  const why = end.why === undefined ? 'it was not there any more, or another one' : end.why.message
  const text = `a ref was created, and could not be deleted: ${why}. It holds nothing`
  const copy = `gh api -X DELETE repos/${repository}/git/${ref}`
  const about = { area: 'locks', object: 'probe' } as const
  return [warning(about, { code: 'lock-place-refused', text, fix: 'delete it by hand', copy })]
}
