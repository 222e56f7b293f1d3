import { isListed } from '../../domain/deployment-origin.ts'
import type { TokenAndWorkflows, WorkflowFile } from '../../github/workflows/read-workflows.ts'
import type { DoctorAnswer, DoctorItem } from '../answer/doctor.ts'
import { wayInFiles } from '../deploying/way-in-files.ts'
import type { DoctorFacts } from './facts.ts'
import { good, stops, unknown, warning } from './item.ts'
import { isOwnToken } from './own-token.ts'

const ABOUT = { area: 'way in', object: 'deployments' } as const
const TEMPLATES = 'copy workflows-templates/deploy-by-dispatch.yml or deploy-by-event.yml to .github/workflows'
const BY_DISPATCH =
  'copy workflows-templates/deploy-by-dispatch.yml to .github/workflows, or deploy with the token of an App'

/** What starts the deployments of a repository, by the workflows of its default branch. */
export function wayInOf(workflows: readonly WorkflowFile[]): Exclude<DoctorAnswer['wayIn'], null> {
  const { event, dispatch } = filesOf(workflows)
  if (event !== undefined && dispatch !== undefined) return 'both'
  if (event !== undefined) return 'event'
  return dispatch === undefined ? 'neither' : 'dispatch'
}

/** As a deployment chooses: what calls another workflow comes last. `reports`: what runs on deployments and deploys none. */
function filesOf(workflows: readonly WorkflowFile[]) {
  const { event, dispatch, others } = wayInFiles(workflows, workflows)
  const caller = dispatch === undefined ? others.find(one => one.callsWorkflow) : undefined
  return { event: event ?? caller, dispatch, reports: others.filter(one => !one.callsWorkflow) }
}

/** Which way in is set up, and whether this token, and that of the deploybot, can go it. */
export function wayInItems({ workflows: read, page }: Pick<DoctorFacts, 'workflows' | 'page'>): readonly DoctorItem[] {
  if (!read.isRead) return [unknown(ABOUT, read.finding)]
  const { branch, login } = read.value
  const link = `${page}/actions`
  const wayIn = wayInOf(branch)
  const { event, dispatch, reports } = filesOf(branch)
  if (wayIn === 'neither' && reports.length > 0) {
    const files = reports.map(({ file }) => file).join(', ')
    const text = `of what runs on deployments (${files}) nothing is known to carry them out: no deploy workflow, no action for that, no call of another workflow`
    return [
      warning(ABOUT, { code: 'no-way-in', text, fix: TEMPLATES, link }),
      ...startsNothing({ branch, login }, link),
    ]
  }
  if (wayIn === 'neither') {
    const text = 'no workflow of the default branch runs on deployments, or is started by hand with a deployment-id'
    return [stops(ABOUT, { code: 'no-way-in', text, fix: TEMPLATES, link })]
  }
  const [byEvent, byDispatch] = [event?.file ?? '', dispatch?.file ?? '']
  const texts = {
    both: `by event (${byEvent}) and by dispatch (${byDispatch})`,
    event: `by event (${byEvent}): the token of an App or a person makes the record`,
    dispatch: `by dispatch (${byDispatch})`,
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
    calls.some(({ role, inputs }) => role === 'deploybot' && isOwnToken(inputs.token)),
  )
  return bots.map(({ file }) => {
    const text = "its commands make records with the workflow's own token, which start no workflow"
    return stops({ area: 'way in', object: file }, { code: 'no-way-in', text, fix: BY_DISPATCH, link })
  })
}
