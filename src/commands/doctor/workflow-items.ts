import type { WorkflowFile } from '../../github/workflows/read-workflows.ts'
import type { CallRole, WorkflowCall } from '../../github/workflows/workflow-calls.ts'
import type { DoctorItem } from '../answer/doctor.ts'
import type { DoctorFacts } from './facts.ts'
import { good, notShown, skipped, stops, unknown, warning } from './item.ts'
import { isOwnToken } from './own-token.ts'
import { missingOf, needsOf } from './workflow-needs.ts'

const DOES: Readonly<Record<CallRole, string>> = {
  deploy: 'deploys',
  plan: 'plans',
  reconcile: 'reconciles',
  'notify-stale': 'looks for stale commits',
  deploybot: 'answers commands',
  build: 'builds',
}

type Asked = Pick<DoctorFacts, 'workflows' | 'policy' | 'settings' | 'page'>

/** The workflows that run something of this project: whether they are pinned, and what their jobs may do. */
export function workflowItems({ workflows: read, policy, settings, page }: Asked): readonly DoctorItem[] {
  if (!read.isRead) return [unknown({ area: 'workflows', object: 'workflows' }, read.finding)]
  const { branch } = read.value
  const roles = new Set(branch.flatMap(({ calls }) => calls.map(({ role }) => role)))
  const isServer = settings.server !== undefined
  const linkOf = (file: string) => `${page}/blob/${settings.branch}/.github/workflows/${file}`
  const files = branch.filter(({ calls }) => calls.length > 0)
  const isStaleWanted =
    policy.isRead &&
    policy.value.environments.some(({ stale, slack }) => stale !== undefined && slack.channel !== undefined)
  return [
    ...files.flatMap(one => itemsOf(one, isServer, linkOf(one.file))),
    ...(roles.has('reconcile') ? [] : [withoutReconcile(page)]),
    ...(isStaleWanted && !roles.has('notify-stale') ? [WITHOUT_STALE] : []),
  ]
}

/** One scan may look at many repositories. */
const WITHOUT_STALE = skipped(
  { area: 'workflows', object: 'notify-stale' },
  'no workflow of this repository runs it; that of another one may look here, too',
)

function withoutReconcile(page: string): DoctorItem {
  const text = 'no workflow runs it: deployments whose run is gone stay open'
  const fix = 'copy workflows-templates/reconcile.yml to .github/workflows'
  return warning(
    { area: 'workflows', object: 'reconcile' },
    { code: 'workflow-missing', text, fix, link: `${page}/actions` },
  )
}

function itemsOf({ file, calls }: WorkflowFile, isServer: boolean, link: string): readonly DoctorItem[] {
  const about = { area: 'workflows', object: file } as const
  const does = [...new Set(calls.map(({ role }) => DOES[role]))].join(', ')
  const loose = [...new Set(calls.filter(({ isPinned }) => !isPinned).map(({ uses }) => uses))]
  const pinned = loose.length === 0 ? 'pinned by SHA' : 'not pinned'
  return [
    good(about, `${does}, ${pinned}`),
    ...loose.map(uses => {
      const text = `${uses} is no full SHA: who moves it decides what runs with the job's permissions and secrets`
      const fix = 'name the commit of a release by its full SHA'
      const copy = `uses: ${uses.replace(/@.*$/, '')}@<full SHA>`
      return warning(about, { code: 'workflow-not-pinned', text, fix, copy, link })
    }),
    ...calls.flatMap(call => permissionItems(call, { file, isServer, link })),
  ]
}

function permissionItems(
  call: WorkflowCall,
  { file, isServer, link }: { readonly file: string; readonly isServer: boolean; readonly link: string },
): readonly DoctorItem[] {
  const about = { area: 'workflows', object: `${file}, job ${call.job}` } as const
  // What the called workflow asks for has to be there, whatever token it gets.
  if (!call.isWorkflow && !isOwnToken(call.inputs.token)) {
    return [
      notShown(about, `'${DOES[call.role]}' has another token than the job's own: what that may do is not shown here`),
    ]
  }
  const needs = needsOf(call, isServer)
  const names = Object.entries(needs).map(([name, level]) => `${name}: ${level}`)
  const copy = names.length === 0 ? '' : `permissions: { ${names.join(', ')} }`
  const missing = missingOf(needs, call.granted)
  if (missing === undefined) {
    if (names.length === 0) return []
    const text = `what it may do is not known: neither the job nor the file has 'permissions', so the repository's settings decide`
    return [{ ...notShown(about, text, 'write what the job needs'), copy, link }]
  }
  if (missing.length === 0)
    return [good(about, `its token may do what it needs${names.length === 0 ? '' : ` (${names.join(', ')})`}`)]
  const text = `its token lacks ${missing.join(', ')}, which '${DOES[call.role]}' needs`
  const fix = "write this under the job; where it has 'permissions' already, complete them"
  const found = { code: 'workflow-permission-missing', text, fix, copy, link } as const
  if (call.isKnown) return [stops(about, found)]
  return [warning(about, { ...found, text: `if ${call.uses} is a copy of commit-train, ${text}` })]
}
