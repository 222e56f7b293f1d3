import { dispatchEvent } from '../body/dispatch-event.ts'
import { resolveCommit } from '../git/commits.ts'
import { dispatchInputs, type WorkflowInputs } from '../git/workflow-file.ts'
import { Fields } from '../http/fields.ts'
import { nothing, type Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { notFound, Problem, Unmodelled } from '../problem.ts'
import { emit } from '../state/event.ts'

/** Starts a workflow by hand: an event and no answer but 204, which does not have the run's id. */
async function create(request: ApiRequest): Promise<Reply> {
  const { store, repository, account, place } = request
  const fields = new Fields(request.resource, request.body, ['ref', 'inputs'])
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
  emit(
    store,
    account,
    'workflow_dispatch',
    dispatchEvent(place, repository, account, await fullRef(request, ref), path, inputs),
  )
  return nothing()
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
