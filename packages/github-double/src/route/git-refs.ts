import { repositoryApi } from '../body/links.ts'
import { objectType } from '../git/objects.ts'
import { changeRefs, type GitRef, isBlocked, isRefName, refAt, refsBelow, refuseEmpty } from '../git/refs.ts'
import { Fields } from '../http/fields.ts'
import { json, type Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { notFound, Problem } from '../problem.ts'
import type { Schema } from '../schema.ts'

/** All refs whose names begin so, in every namespace; an empty list where none does. This list has no pages. */
async function matching(request: ApiRequest): Promise<Reply> {
  refuseEmpty(request.repository.bare)
  const found = refsBelow(request.repository.bare, `refs/${request.param('ref')}`)
  return json(await Promise.all(found.map(ref => refBody(request, ref))))
}

/** One ref by its whole name. */
async function get(request: ApiRequest): Promise<Reply> {
  refuseEmpty(request.repository.bare)
  const name = `refs/${request.param('ref')}`
  const sha = refAt(request.repository.bare, name)
  if (sha === undefined) throw notFound()
  return json(await refBody(request, { name, sha }))
}

/** Creates one, and only that: 422 where there is one. */
async function create(request: ApiRequest): Promise<Reply> {
  refuseEmpty(request.repository.bare)
  const { bare } = request.repository
  const fields = new Fields(request.resource, request.body, ['ref', 'sha'])
  const [name, sha] = [fields.required('ref'), fields.required('sha')]
  if (!/^refs\/.+\/./.test(name)) {
    throw new Problem(422, "Reference name must start with 'refs/' and have at least two slashes")
  }
  if (!isRefName(name)) throw new Problem(422, `${name} is not a valid ref name.`)
  const type = await objectType(bare, sha)
  if (type === undefined) throw new Problem(422, 'Object does not exist')
  if (refAt(bare, name) !== undefined) throw new Problem(422, 'Reference already exists')
  const isRefused = name.startsWith('refs/pull/') || (name.startsWith('refs/heads/') && type !== 'commit')
  if (isRefused || isBlocked(bare, name)) throw new Problem(422, 'Reference update failed')
  const created = await changeRefs(bare, [{ name, before: undefined, after: sha }])
  if (!created) throw new Problem(422, 'Reference already exists')
  return json(await refBody(request, { name, sha }), 201)
}

async function refBody({ repository, place }: ApiRequest, { name, sha }: GitRef): Promise<Schema['git-ref']> {
  const api = `${repositoryApi(place, repository)}/git`
  const type = (await objectType(repository.bare, sha)) ?? 'commit'
  return {
    ref: name,
    node_id: `REF_${Buffer.from(`${repository.id}:${name}`).toString('base64url')}`,
    url: `${api}/${name}`,
    object: { type, sha, url: `${api}/${type}s/${sha}` },
  }
}

const BASE = '/repos/{owner}/{repo}/git'

export const gitRefRoutes: readonly Route[] = [
  {
    operationId: 'git/list-matching-refs',
    method: 'GET',
    path: `${BASE}/matching-refs/{ref}`,
    query: [],
    handle: matching,
  },
  { operationId: 'git/get-ref', method: 'GET', path: `${BASE}/ref/{ref}`, query: [], handle: get },
  {
    operationId: 'git/create-ref',
    method: 'POST',
    path: `${BASE}/refs`,
    query: [],
    resource: 'Reference',
    handle: create,
  },
]
