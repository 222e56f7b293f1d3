import type { EnvironmentSetup } from '../../github/setup/environments.ts'
import type { EnvironmentPolicy } from '../../policy/policy.ts'
import { canonicalName } from '../../text/canonical-name.ts'
import type { DoctorItem } from '../answer/doctor.ts'
import type { DoctorFacts } from './facts.ts'
import { good, type Seen, stops, unknown, warning } from './item.ts'
import { refsLetIn } from './ref-patterns.ts'
import { wayInOf } from './way-in-items.ts'

type Asked = Pick<
  DoctorFacts,
  'policy' | 'environments' | 'environmentRefs' | 'workflows' | 'trunk' | 'settings' | 'page'
>

/** The environments that the policy names, and what lets the jobs of deployments into them. */
export function environmentItems(facts: Asked): readonly DoctorItem[] {
  const { policy, environments, page } = facts
  if (!policy.isRead) return []
  if (!environments.isRead) {
    return [unknown({ area: 'environments', object: 'environments' }, environments.finding)]
  }
  const link = `${page}/settings/environments`
  return policy.value.environments.flatMap(({ name }: EnvironmentPolicy) => {
    const about = { area: 'environments', object: name } as const
    const found = environments.value.find(one => canonicalName(one.name) === canonicalName(name))
    if (found === undefined) {
      const text = 'GitHub does not have it: the first deployment makes it, without reviewers and without secrets'
      const fix = 'create it, with its reviewers and its secrets'
      return [warning(about, { code: 'environment-missing', text, fix, link })]
    }
    const refs = facts.environmentRefs.get(name)
    return [good(about, rulesText(found, refs)), ...refused(found, refs, facts, link)]
  })
}

function rulesText(
  { reviewers, waitMinutes, refs: kind }: EnvironmentSetup,
  refs: Seen<readonly string[]> | undefined,
) {
  const named = refs?.isRead === true ? refs.value.join(', ') || 'no branch' : 'named branches'
  const lets = { any: 'any branch', protected: 'protected branches', named } as const
  return [
    reviewers.length === 0 ? 'no reviewers' : `reviewers ${reviewers.join(', ')}`,
    waitMinutes === 0 ? 'no wait' : `waits ${waitMinutes} min`,
    lets[kind],
  ].join('; ')
}

/** What keeps the job of a deployment out. */
function refused(
  { name, refs: kind, appRules }: EnvironmentSetup,
  refs: Seen<readonly string[]> | undefined,
  { workflows, trunk, settings: { branch } }: Asked,
  link: string,
): readonly DoctorItem[] {
  const about = { area: 'environments', object: name } as const
  const wayIn = workflows.isRead ? wayInOf(workflows.value.branch) : undefined
  const code = 'environment-refuses-run'
  const items: DoctorItem[] = []
  if (kind !== 'any' && (wayIn === 'event' || wayIn === 'both')) {
    const text =
      'it has a rule about branches, and the run of a deployment by event has a SHA as its ref, which is no branch'
    const fix = 'remove the rule and protect it by reviewers, or deploy by dispatch alone'
    items.push(stops(about, { code, text, fix, link }))
  }
  if (wayIn === 'dispatch' || wayIn === 'both') {
    const isIn = kind === 'any' ? true : kind === 'protected' ? protectedBranch(trunk) : letsIn(refs, branch)
    if (isIn === false) {
      const text = `its rule about branches does not let in ${branch}, from which deployments are dispatched`
      items.push(stops(about, { code, text, fix: `add ${branch} to its branches`, link }))
    }
    if (isIn === undefined) {
      items.push(unknown(about, findingOf(kind === 'protected' ? trunk : refs, branch)))
    }
  }
  if (appRules.length > 0) {
    const text = `an App decides on it (${appRules.join(', ')}), and GitHub refuses 'deployment: false', which the deploy workflow has, there`
    const fix = "remove the App's rule, or call a copy of the workflow without that line"
    items.push(stops(about, { code, text, fix, link }))
  }
  return items
}

function letsIn(refs: Seen<readonly string[]> | undefined, branch: string): boolean | undefined {
  return refs?.isRead === true ? refsLetIn(refs.value, branch) : undefined
}

/** Where no branch at all is protected, GitHub lets all of them in: of an unprotected one it is not known. */
function protectedBranch(trunk: Asked['trunk']): true | undefined {
  return trunk.isRead && trunk.value.isProtected ? true : undefined
}

function findingOf(read: Seen<unknown> | undefined, branch: string) {
  if (read?.isRead === false) return read.finding
  const text = `${branch} has no protection, and it lets in protected branches, or all where none is`
  return { reason: 'environment-refuses-run', text } as const
}
