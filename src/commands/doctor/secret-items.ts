import type { SecretNames } from '../../github/setup/secret-names.ts'
import type { DoctorItem } from '../answer/doctor.ts'
import type { DoctorFacts } from './facts.ts'
import { good, notShown, stops, warning } from './item.ts'
import { metBy, type SecretNeed, secretNeeds } from './secret-needs.ts'

type Asked = Pick<DoctorFacts, 'policy' | 'secrets' | 'workflows' | 'page'>

const WHO_SEES =
  "names of secrets are shown to a token of an administrator, or one with 'secrets: read' and 'environments: read'"

/** Where the jobs of each environment that the policy names get their secrets from. Names alone: GitHub shows no values. */
export function secretItems({ policy, secrets, workflows, page }: Asked): readonly DoctorItem[] {
  if (!policy.isRead) return []
  const about = { area: 'secrets', object: 'secrets' } as const
  if (!secrets.isRead) {
    const { reason, text } = secrets.finding
    return [{ ...notShown(about, `not known: ${text}`, `ask with another token: ${WHO_SEES}`), code: reason }]
  }
  const link = `${page}/settings/environments`
  return policy.value.environments.flatMap(({ name }) => {
    const needs = workflows.isRead ? secretNeeds(workflows.value.branch, name) : []
    return itemsOf(name, secrets.value, { needs, link })
  })
}

function itemsOf(
  environment: string,
  secrets: SecretNames,
  { needs, link }: { readonly needs: readonly SecretNeed[]; readonly link: string },
): readonly DoctorItem[] {
  const { repository, organization, environments } = secrets
  const own = environments.get(environment) ?? []
  const elsewhere = [...environments].filter(([name]) => name !== environment).flatMap(([, names]) => names)
  const items: DoctorItem[] = []
  if (own.length > 0) items.push(good({ area: 'secrets', object: environment }, `has ${own.toSorted().join(', ')}`))
  const needed = new Map(needs.map(one => [one.name, one]))
  // What another environment has for itself is meant to differ.
  for (const name of [...new Set([...needed.keys(), ...elsewhere])].toSorted()) {
    const about = { area: 'secrets', object: `${name} of ${environment}` } as const
    const copy = `gh secret set ${name} --env ${/^[\w.-]+$/.test(environment) ? environment : `'${environment}'`}`
    const need = needed.get(name)
    const inherited = { name, kept: name, isOfCaller: false, isSure: false }
    const met = metBy(need ?? inherited, own, { repository, organization })
    if (met === 'repository' || met === 'organization') {
      const text = `the environment does not have it, so its jobs get that of the ${met}, which every environment may get`
      const fix = `give the environment its own, and remove that of the ${met}`
      items.push(warning(about, { code: 'secret-falls-back', text, fix, copy, link }))
    } else if (met === 'unclear' && need !== undefined) {
      const text = need.isSure
        ? 'from where the workflow takes it is not shown here'
        : 'not every workflow that may deploy here is known to need it'
      items.push(notShown(about, `not known whether it is there: ${text}`))
    } else if (met === 'none' && need !== undefined) {
      const kept = need.kept === name || need.kept === undefined ? '' : `, as ${need.kept}`
      const text = `the deploy workflow needs it${kept}, and neither the environment, the repository nor the organization has it`
      items.push(stops(about, { code: 'secret-missing', text, fix: 'give it to the environment', copy, link }))
    }
  }
  return items
}
