import type { SecretNames } from '../../github/setup/secret-names.ts'
import type { WorkflowFile } from '../../github/workflows/read-workflows.ts'
import type { DoctorItem } from '../answer/doctor.ts'
import type { DoctorFacts } from './facts.ts'
import { good, notShown, stops, warning } from './item.ts'

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
  const needed = workflows.isRead ? neededBy(workflows.value.branch) : []
  const link = `${page}/settings/environments`
  return policy.value.environments.flatMap(({ name }) => itemsOf(name, secrets.value, { needed, link }))
}

/** The names that deploy workflows ask for. */
function neededBy(workflows: readonly WorkflowFile[]): readonly string[] {
  const calls = workflows.flatMap(one => one.calls).filter(({ role }) => role === 'deploy')
  const named = calls.flatMap(({ inputs }) => (inputs['secret-env'] ?? '').split(/[\s,]+/))
  // A job of one's own may call it otherwise.
  const all = [...(calls.some(({ isWorkflow }) => isWorkflow) ? ['KUBECONFIG'] : []), ...named]
  return [...new Set(all.filter(name => /^[A-Za-z_]\w*$/.test(name)).map(name => name.toUpperCase()))]
}

function itemsOf(
  environment: string,
  { repository, organization, environments }: SecretNames,
  { needed, link }: { readonly needed: readonly string[]; readonly link: string },
): readonly DoctorItem[] {
  const own = environments.get(environment) ?? []
  const elsewhere = [...environments].filter(([name]) => name !== environment).flatMap(([, names]) => names)
  // What another environment has for itself is meant to differ.
  const meant = [...new Set([...needed, ...elsewhere])].filter(name => !own.includes(name))
  const items: DoctorItem[] = []
  if (own.length > 0) items.push(good({ area: 'secrets', object: environment }, `has ${own.toSorted().join(', ')}`))
  for (const name of meant.toSorted()) {
    const about = { area: 'secrets', object: `${name} of ${environment}` } as const
    const from = repository.includes(name) ? 'repository' : organization.includes(name) ? 'organization' : undefined
    const copy = `gh secret set ${name} --env ${/^[\w.-]+$/.test(environment) ? environment : `'${environment}'`}`
    if (from !== undefined) {
      const text = `the environment does not have it, so its jobs get that of the ${from}, which every environment may get`
      const fix = `give the environment its own, and remove that of the ${from}`
      items.push(warning(about, { code: 'secret-falls-back', text, fix, copy, link }))
    } else if (needed.includes(name)) {
      const text =
        'the deploy workflow needs it, and neither the environment, the repository nor the organization has it'
      items.push(stops(about, { code: 'secret-missing', text, fix: 'give it to the environment', copy, link }))
    }
  }
  return items
}
