import type { MergeMethod, RepositorySettings } from '../../github/setup/repository-settings.ts'
import type { TrunkRules } from '../../github/setup/trunk-rules.ts'
import type { DoctorItem } from '../answer/doctor.ts'
import type { DoctorFacts } from './facts.ts'
import { good, notShown, stops, unknown, warning } from './item.ts'

type Asked = Pick<DoctorFacts, 'trunk' | 'settings' | 'policy' | 'page'>

const about = (object: string) => ({ area: 'trunk', object }) as const

/** How commits come to the default branch: each deployment is one of them. */
export function trunkItems({ trunk, settings, policy, page }: Asked): readonly DoctorItem[] {
  if (!trunk.isRead) return [unknown(about(settings.branch), trunk.finding)]
  const link = `${page}/settings/rules`
  const rules = trunk.value
  const counted = policy.isRead ? policy.value.environments.filter(({ checks }) => checks.count === 'required') : []
  return [
    mergeItem(rules, settings, page),
    checksItem(
      rules,
      counted.filter(({ checks }) => checks.noChecks === 'refuse').map(({ name }) => name),
      link,
    ),
    ...reviewItems(rules, link),
    forceItem(rules, link),
  ]
}

function mergeItem({ pulls }: TrunkRules, { merges: allowed, name }: RepositorySettings, page: string): DoctorItem {
  const ruled = pulls?.methods
  const methods = ruled === undefined ? allowed : ruled.filter(one => allowed?.includes(one) ?? true)
  if (methods === undefined) {
    const text = 'GitHub shows how pull requests are merged to tokens that may write contents'
    return notShown(about('merges'), text, 'look at the settings')
  }
  if (methods.length === 0) {
    const text = `no pull request can be merged: the ruleset allows ${(ruled ?? []).map(words).join(', ') || 'nothing'}, the repository ${(allowed ?? []).map(words).join(', ') || 'nothing'}`
    const fix = 'allow squash in both'
    return warning(about('merges'), { code: 'trunk-not-squashed', text, fix, link: `${page}/settings` })
  }
  if (methods.every(one => one === 'squash')) return good(about('merges'), 'squash alone: a pull request is one commit')
  const text = `by ${methods.map(words).join(', ')}: a pull request is more than one commit, or a merge of them`
  const copy = `gh api -X PATCH repos/${name} -F allow_squash_merge=true -F allow_merge_commit=false -F allow_rebase_merge=false`
  const fix =
    'allow squash alone, so that each commit of the line was reviewed, checked and can be rolled back as a whole'
  return warning(about('merges'), { code: 'trunk-not-squashed', text, fix, copy, link: `${page}/settings` })
}

function words(method: MergeMethod): string {
  return { merge: 'merge commit', squash: 'squash', rebase: 'rebase' }[method]
}

/** `counted`: environments where nothing but required checks counts, and none is a refusal. */
function checksItem({ checks }: TrunkRules, counted: readonly string[], link: string): DoctorItem {
  if (checks.length > 0) return good(about('required checks'), [...new Set(checks)].join(', '))
  const fix = 'require the checks that every commit must pass'
  if (counted.length === 0) {
    const text = 'none: a pull request can be merged while its checks fail'
    return warning(about('required checks'), { code: 'trunk-unchecked', text, fix, link })
  }
  const text = `none, and the policy counts those alone for ${counted.join(', ')}: every commit is refused there`
  return stops(about('required checks'), { code: 'trunk-unchecked', text, fix, link })
}

function reviewItems({ pulls, isProtected }: TrunkRules, link: string): readonly DoctorItem[] {
  const { approvals = 0, codeOwners = false } = pulls ?? {}
  // The older protection may ask for more than a ruleset does.
  if (isProtected && !(approvals > 0 && codeOwners)) {
    const text = 'the branch is protected; what its protection asks of reviews GitHub shows to administrators alone'
    return [notShown(about('reviews'), text, 'look at the settings, or use a ruleset, which everybody may read')]
  }
  const code = 'trunk-not-reviewed'
  if (approvals === 0) {
    const text = pulls === undefined ? 'no rule asks for a pull request' : 'pull requests need no approval'
    const fix = 'ask for a pull request with an approval of a code owner'
    return [warning(about('reviews'), { code, text, fix, link })]
  }
  const text = `${approvals} ${approvals === 1 ? 'approval' : 'approvals'}`
  if (codeOwners) return [good(about('reviews'), `${text}, one of a code owner`)]
  const fix = 'ask for the review of code owners, so that .github/commit-train.yml and the workflows have one'
  return [warning(about('reviews'), { code, text: `${text}, which need not be that of a code owner`, fix, link })]
}

function forceItem({ noForce, isProtected }: TrunkRules, link: string): DoctorItem {
  const object = 'force pushes'
  if (noForce) return good(about(object), 'are refused')
  if (isProtected) {
    const text =
      'the branch is protected; whether its protection lets them through GitHub shows to administrators alone'
    return notShown(about(object), text)
  }
  const text = 'no rule refuses them: what is live may vanish from the line'
  return warning(about(object), { code: 'trunk-not-kept', text, fix: 'block force pushes', link })
}
