import { type DispatchEvent, dispatchEvent } from '../body/dispatch-event.ts'
import { repositoryApi, repositoryPage } from '../body/links.ts'
import { resolveCommit } from '../git/commits.ts'
import { dispatchInputs, runName, type WorkflowInputs, workflowName } from '../git/workflow-file.ts'
import { Fields } from '../http/fields.ts'
import { json, nothing, type Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { notFound, Problem, Unmodelled } from '../problem.ts'
import type { Schema } from '../schema.ts'
import { emit } from '../state/event.ts'
import { addWorkflowRun, type WorkflowRun } from '../state/workflow-run.ts'

/** Starts a workflow by hand: an event, and no answer but 204, unless the run's details are asked for. */
async function create(request: ApiRequest): Promise<Reply> {
  const { store, repository, account, place } = request
  const fields = new Fields(request.resource, request.body, ['ref', 'inputs', 'return_run_details'])
  const ref = fields.required('ref')
  const path = workflowPath(request)
  const trunk = await resolveCommit(repository.bare, repository.defaultBranch)
  // A workflow exists once its file is on the default branch; what runs is the file of the ref.
  if (trunk === undefined || (await dispatchInputs(repository.bare, trunk, path)) === 'no file') throw notFound()
  const sha = await resolveCommit(repository.bare, ref)
  if (sha === undefined) throw new Problem(422, `No ref found for: ${ref}`)
  const declared = await dispatchInputs(repository.bare, sha, path)
  if (typeof declared === 'string') throw new Problem(422, "Workflow does not have 'workflow_dispatch' trigger")
  const inputs = filledIn(declared, fields.object('inputs') ?? {})
  const whole = await fullRef(request, ref)
  const payload = dispatchEvent(place, repository, account, whole, path, inputs)
  const run =
    fields.boolean('return_run_details') === true ? await startRun(request, { sha, path, payload }) : undefined
  emit(store, account, 'workflow_dispatch', payload, { runId: run?.id })
  if (run === undefined) return nothing()
  const details: Schema['workflow-dispatch-response'] = {
    workflow_run_id: run.id,
    run_url: `${repositoryApi(place, repository)}/actions/runs/${run.id}`,
    html_url: `${repositoryPage(place, repository)}/actions/runs/${run.id}`,
  }
  return json(details)
}

/** The run is there before any job of it. */
async function startRun(
  { store, repository, place }: ApiRequest,
  { sha, path, payload }: { readonly sha: string; readonly path: string; readonly payload: DispatchEvent },
): Promise<WorkflowRun> {
  const { bare } = repository
  const made = {
    workflow: { path, name: await workflowName(bare, sha, path) },
    event: 'workflow_dispatch',
    headSha: sha,
    headBranch: payload.ref.replace(/^refs\/(heads|tags)\//, ''),
    title: await runName(bare, sha, path, payload),
    jobs: [],
  }
  return addWorkflowRun(store, repository, made, place.server)
}

/** The given inputs, and the defaults of the others. */
function filledIn(declared: WorkflowInputs, given: Readonly<Record<string, unknown>>): Record<string, string> {
  const unexpected = Object.keys(given).filter(name => declared[name] === undefined)
  if (unexpected.length > 0) throw new Problem(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`)
  const inputs: Record<string, string> = {}
  for (const [name, input] of Object.entries(declared)) {
    const value = given[name] ?? input.default
    if (value === undefined && input.required) throw new Problem(422, `Required input '${name}' not provided`)
    if (value === undefined) continue
    if (typeof value !== 'string') throw new Unmodelled(`the input ${name} of a workflow that is not a string`)
    const known = input.options?.includes(value) ?? true
    if (!known)
      throw new Problem(422, `Provided value '${value}' for input '${name}' not in the list of allowed values`)
    inputs[name] = value
  }
  return inputs
}

/** By the id of a recorded workflow, or by the name of its file. */
function workflowPath({ repository, param }: ApiRequest): string {
  const id = param('workflow_id')
  if (!/^\d+$/.test(id)) return `.github/workflows/${id}`
  const known = repository.workflows.find(workflow => String(workflow.id) === id)
  if (known === undefined) throw notFound()
  return known.path
}

/** `refs/heads/main` of `main`: events name branches and tags in full. */
async function fullRef({ repository }: ApiRequest, ref: string): Promise<string> {
  const short = ref.replace(/^refs\//, '')
  if (/^(heads|tags)\//.test(short)) return `refs/${short}`
  for (const kind of ['heads', 'tags'])
    if ((await resolveCommit(repository.bare, `${kind}/${ref}`)) !== undefined) return `refs/${kind}/${ref}`
  // A SHA is no ref: GitHub runs workflows on branches and tags only.
  throw new Problem(422, `No ref found for: ${ref}`)
}

export const workflowDispatchRoutes: readonly Route[] = [
  {
    operationId: 'actions/create-workflow-dispatch',
    method: 'POST',
    path: '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
    query: [],
    resource: 'WorkflowDispatch',
    handle: create,
  },
]
