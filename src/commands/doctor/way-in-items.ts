import { isListed } from '../../domain/deployment-origin.ts'
import type { TokenAndWorkflows, WorkflowFile } from '../../github/workflows/read-workflows.ts'
import type { DoctorAnswer, DoctorItem } from '../answer/doctor.ts'
import type { DoctorFacts } from './facts.ts'
import { good, stops, unknown } from './item.ts'

const ABOUT = { area: 'way in', object: 'deployments' } as const
const TEMPLATES = 'copy workflows-templates/deploy-by-dispatch.yml or deploy-by-event.yml to .github/workflows'
const BY_DISPATCH =
  'copy workflows-templates/deploy-by-dispatch.yml to .github/workflows, or deploy with the token of an App'

/** What starts the deployments of a repository, by the workflows of its default branch. */
export function wayInOf(workflows: readonly WorkflowFile[]): Exclude<DoctorAnswer['wayIn'], null> {
  const [byEvent, byDispatch] = [eventFile(workflows), dispatchFile(workflows)]
  if (byEvent !== undefined && byDispatch !== undefined) return 'both'
  if (byEvent !== undefined) return 'event'
  return byDispatch === undefined ? 'neither' : 'dispatch'
}

/** It may call what deploys by a workflow of its own. */
function eventFile(workflows: readonly WorkflowFile[]): WorkflowFile | undefined {
  const all = workflows.filter(one => one.onDeployment)
  return all.find(one => one.deploys) ?? all[0]
}

function dispatchFile(workflows: readonly WorkflowFile[]): WorkflowFile | undefined {
  const all = workflows.filter(one => one.dispatchInputs?.includes('deployment-id'))
  return all.find(one => one.deploys) ?? all[0]
}

/** Which way in is set up, and whether this token, and that of the deploybot, can go it. */
export function wayInItems({ workflows: read, page }: Pick<DoctorFacts, 'workflows' | 'page'>): readonly DoctorItem[] {
  if (!read.isRead) return [unknown(ABOUT, read.finding)]
  const { branch, login } = read.value
  const link = `${page}/actions`
  const wayIn = wayInOf(branch)
  const [event, dispatch] = [eventFile(branch)?.file ?? '', dispatchFile(branch)?.file ?? '']
  if (wayIn === 'neither') {
    const text = 'no workflow of the default branch runs on deployments, or is started by hand with a deployment-id'
    return [stops(ABOUT, { code: 'no-way-in', text, fix: TEMPLATES, link })]
  }
  const texts = {
    both: `by event (${event}) and by dispatch (${dispatch})`,
    event: `by event (${event}): the token of an App or a person makes the record`,
    dispatch: `by dispatch (${dispatch})`,
  } as const
  const item = good(ABOUT, texts[wayIn])
  return wayIn === 'event' ? [item, ...startsNothing({ branch, login }, link)] : [item]
}

/** A record that a workflow's own token makes starts no workflow. */
function startsNothing({ login, branch }: TokenAndWorkflows, link: string): readonly DoctorItem[] {
  if (isListed(login, ['github-actions'])) {
    const text = "by event alone, and a record that a workflow's own token makes starts no workflow"
    return [stops({ area: 'way in', object: login }, { code: 'no-way-in', text, fix: BY_DISPATCH, link })]
  }
  const bots = branch.filter(({ calls }) =>
    calls.some(({ role, inputs: { token = '' } }) => role === 'deploybot' && !/secrets\.|steps\./.test(token)),
  )
  return bots.map(({ file }) => {
    const text = "its commands make records with the workflow's own token, which start no workflow"
    return stops({ area: 'way in', object: file }, { code: 'no-way-in', text, fix: BY_DISPATCH, link })
  })
}
