import { deploymentBody } from '../body/deployment.ts'
import { deploymentEvent } from '../body/deployment-event.ts'
import { resolveCommit } from '../git/commits.ts'
import { contains, mergeIntoBranch } from '../git/merge.ts'
import { Fields } from '../http/fields.ts'
import { json, list, type Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { notFound, Problem } from '../problem.ts'
import { addDeployment, type Deployment } from '../state/deployment.ts'
import { emit } from '../state/event.ts'
import { contextsOf } from '../state/required-contexts.ts'

const KNOWN = [
  'ref',
  'task',
  'auto_merge',
  'required_contexts',
  'payload',
  'environment',
  'description',
  'transient_environment',
  'production_environment',
]

async function create(request: ApiRequest): Promise<Reply> {
  const { store, repository, account, place } = request
  const fields = new Fields(request.resource, request.body, KNOWN)
  const ref = fields.required('ref')
  const sha = await resolveCommit(repository.bare, ref)
  if (sha === undefined) throw new Problem(422, `No ref found for: ${ref}`)
  if (fields.boolean('auto_merge') ?? true) {
    const merged = await autoMerge(request, ref, sha)
    if (merged !== undefined) return merged
  }
  refuseFailedContexts(request, ref, sha, fields.strings('required_contexts'))
  const environment = fields.string('environment') ?? 'production'
  const deployment = addDeployment(store, repository, account, {
    sha,
    ref,
    task: fields.string('task') ?? 'deploy',
    payload: fields.objectOrString('payload') || {},
    environment,
    description: fields.string('description') ?? null,
    transient: fields.boolean('transient_environment') ?? false,
    production: fields.boolean('production_environment') ?? environment === 'production',
  })
  emit(store, account, 'deployment', deploymentEvent(place, repository, deployment))
  return json(deploymentBody(place, repository, deployment), 201)
}

/**
 * `auto_merge`: a ref that lacks commits of the default branch gets them merged in, and no deployment is made (202).
 * A SHA cannot be merged into, so it is a conflict, as is a merge that does not work (409).
 */
async function autoMerge(request: ApiRequest, ref: string, sha: string): Promise<Reply | undefined> {
  const { store, repository } = request
  const base = repository.defaultBranch
  const baseSha = await resolveCommit(repository.bare, base)
  if (baseSha === undefined || (await contains(repository.bare, sha, baseSha))) return undefined
  const branch = ref.replace(/^(refs\/)?heads\//, '')
  const isBranch = (await resolveCommit(repository.bare, `heads/${branch}`)) === sha
  const message = `Merge ${base} into ${branch}`
  if (isBranch && (await mergeIntoBranch(repository.bare, branch, baseSha, message, store.timestamp())))
    return json({ message: `Auto-merged ${base} into ${branch} on deployment.` }, 202)
  throw new Problem(409, `Conflict merging ${base} into ${ref}.`)
}

/** Without `required_contexts` all contexts must be `success`; an empty array asks for none. */
function refuseFailedContexts(request: ApiRequest, ref: string, sha: string, wanted: string[] | undefined): void {
  const present = contextsOf(request.repository, sha)
  const missing = (wanted ?? []).filter(name => !present.some(one => one.context === name))
  const contexts = [
    ...present.filter(one => wanted?.includes(one.context) ?? true),
    ...missing.map(context => ({ context, state: 'pending' })),
  ]
  if (contexts.every(one => one.state === 'success')) return
  const error = { contexts, resource: 'Deployment', field: 'required_contexts', code: 'invalid' }
  throw new Problem(409, `Conflict: Commit status checks failed for ${ref}.`, [error])
}

/** Newest first; a filter left out, or `none`, lets everything through. */
async function listAll(request: ApiRequest): Promise<Reply> {
  const { repository, place, query } = request
  const fits = (name: string, value: string) => {
    const wanted = query.get(name)
    return wanted === null || wanted === '' || wanted === 'none' || wanted === value
  }
  const found = repository.deployments.filter(
    one =>
      fits('sha', one.sha) && fits('ref', one.ref) && fits('task', one.task) && fits('environment', one.environment),
  )
  return await list(found.toReversed(), request.page, shown => shown.map(one => deploymentBody(place, repository, one)))
}

/** The deployment a path names; 404 where there is none. */
export function deploymentOf(request: ApiRequest): Deployment {
  const found = request.repository.deployments.find(one => String(one.id) === request.param('deployment_id'))
  if (found === undefined) throw notFound()
  return found
}

const base = '/repos/{owner}/{repo}/deployments'

export const deploymentRoutes: readonly Route[] = [
  {
    operationId: 'repos/create-deployment',
    method: 'POST',
    path: base,
    query: [],
    resource: 'Deployment',
    handle: create,
  },
  {
    operationId: 'repos/list-deployments',
    method: 'GET',
    path: base,
    query: ['sha', 'ref', 'task', 'environment', 'per_page', 'page'],
    handle: listAll,
  },
  {
    operationId: 'repos/get-deployment',
    method: 'GET',
    path: `${base}/{deployment_id}`,
    query: [],
    handle: request => json(deploymentBody(request.place, request.repository, deploymentOf(request))),
  },
]
