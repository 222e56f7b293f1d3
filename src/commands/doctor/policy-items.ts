import { POLICY_FILE } from '../../policy/policy-file.ts'
import { counted } from '../../text/counted.ts'
import type { DoctorItem } from '../answer/doctor.ts'
import type { DoctorFacts } from './facts.ts'
import { good, stops, unknown } from './item.ts'

/** Whether the policy can be read, and the repository deployed from at all. */
export function policyItems({
  policy,
  settings,
  page,
}: Pick<DoctorFacts, 'policy' | 'settings' | 'page'>): readonly DoctorItem[] {
  const { name, branch, archived } = settings
  const repository = { area: 'repository', object: name } as const
  const about = { area: 'policy', object: POLICY_FILE } as const
  const link = `${page}/blob/${branch}/${POLICY_FILE}`
  const first = archived
    ? stops(repository, {
        ...{ code: 'repository-archived', text: 'it is archived or disabled: nothing can be deployed from it' },
        ...{ fix: 'unarchive it', link: `${page}/settings` },
      })
    : good(repository, `default branch ${branch}`)
  if (!policy.isRead) {
    const { reason, text } = policy.finding
    if (reason.startsWith('github-')) return [first, unknown(about, policy.finding)]
    const fix = reason === 'policy-missing' ? 'commit it to the default branch' : 'correct it on the default branch'
    const copy = reason === 'policy-missing' ? 'environments: { staging: , production: }' : ''
    return [first, stops(about, { code: reason, text, fix, copy, link })]
  }
  const { environments, services } = policy.value
  const names = environments.map(one => one.name).join(', ')
  return [
    first,
    good(
      about,
      `valid: ${counted(services.length, 'service')}, ${counted(environments.length, 'environment')} (${names})`,
    ),
  ]
}
