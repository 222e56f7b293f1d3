import { isListed } from '../../domain/deployment-origin.ts'
import type { ProbedPermission } from '../../github/setup/permission-probes.ts'
import type { RepositorySettings } from '../../github/setup/repository-settings.ts'
import type { DoctorItem } from '../answer/doctor.ts'
import type { DoctorFacts } from './facts.ts'
import { good, notShown, stops, unknown, warning } from './item.ts'

/** What commands need, and for what. */
const NEEDS: Readonly<Record<ProbedPermission, { readonly level: 'read' | 'write'; readonly what: string }>> = {
  contents: { level: 'write', what: 'the policy, the commits, and locks' },
  checks: { level: 'read', what: 'whether a commit may go' },
  statuses: { level: 'read', what: 'whether a commit may go' },
  actions: { level: 'write', what: 'runs, and starting one by dispatch' },
  deployments: { level: 'write', what: 'deployments' },
  issues: { level: 'write', what: 'the reply to a comment' },
}

type Asked = Pick<DoctorFacts, 'workflows' | 'settings' | 'reads' | 'door'>

/** Who the token is, and what it may do, as far as reading shows it. */
export function tokenItems({ workflows, settings, reads, door }: Asked): readonly DoctorItem[] {
  const about = { area: 'token', object: 'token' } as const
  const who = workflows.isRead
    ? good(about, ownerText(workflows.value.login, settings))
    : unknown(about, workflows.finding)
  // Only a comment is replied to.
  const asked = [...reads].filter(([name]) => name !== 'issues' || door === 'comment')
  const pulls = notShown(
    { area: 'token', object: 'pull-requests' },
    'not tried: reading is needed to know when a commit was merged',
  )
  return [
    who,
    ...asked.map(([name, read]) =>
      read.isRead ? itemOf(name, read.value, settings) : unknown(aboutOf(name), read.finding),
    ),
    pulls,
  ]
}

function ownerText(login: string, { scopes, mayPush }: RepositorySettings): string {
  if (isListed(login, ['github-actions'])) return "a workflow's own"
  const kind = scopes === undefined ? '' : `, classic, with the scopes ${scopes.join(', ') || 'none'}`
  const role = scopes !== undefined && mayPush === false ? `; ${login} may not push here` : ''
  return `of ${login}${kind}${role}`
}

function aboutOf(name: ProbedPermission) {
  return { area: 'token', object: name } as const
}

function itemOf(name: ProbedPermission, isReadable: boolean, settings: RepositorySettings): DoctorItem {
  const { level, what } = NEEDS[name]
  const about = aboutOf(name)
  const copy = `permissions: { ${name}: ${level} }`
  const lacks = (text: string) => {
    const fix =
      'give the token this permission: under the job for its own token, in the settings of an App or a fine-grained token'
    return (name === 'issues' ? warning : stops)(about, { code: 'token-permission-missing', text, fix, copy })
  }
  if (!isReadable) return lacks(`may not even read, and '${level}' is needed (${what})`)
  if (level === 'read') return good(about, 'may read')
  const written = writtenBy(name, settings)
  if (written === true) return good(about, 'may write')
  if (written === false) return lacks(`may read and not write, and 'write' is needed (${what})`)
  return notShown(about, `may read; whether it may write, GitHub does not show (needed for ${what})`)
}

/**
 * Whether a classic token may write; undefined for others: GitHub does not show what they may do. To an App it answers that it
 * may not push, whatever its token may.
 */
function writtenBy(name: ProbedPermission, { scopes, mayPush, isPublic }: RepositorySettings): boolean | undefined {
  if (scopes === undefined || mayPush === undefined) return undefined
  if (mayPush === false) return false
  if (scopes.includes('repo') || (isPublic && scopes.includes('public_repo'))) return true
  return name === 'deployments' && scopes.includes('repo_deployment')
}
