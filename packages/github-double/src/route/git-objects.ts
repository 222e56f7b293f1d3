import { repositoryApi, repositoryPage } from '../body/links.ts'
import { objectType } from '../git/objects.ts'
import { refuseEmpty } from '../git/refs.ts'
import { writeObject } from '../git/write-commits.ts'
import { Fields } from '../http/fields.ts'
import { json, type Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { Problem, Unmodelled } from '../problem.ts'
import type { Schema } from '../schema.ts'

/** A tree of files with their content in the request, each at the root. */
async function createTree(request: ApiRequest): Promise<Reply> {
  refuseEmpty(request.repository.bare)
  const { repository, place, body } = request
  new Fields(request.resource, body, ['tree'])
  const api = `${repositoryApi(place, repository)}/git`
  const given = (body as { readonly tree: readonly Record<string, unknown>[] }).tree
  const entries = given.map(entry => {
    const { path, mode, type, content } = entry
    if (typeof path !== 'string' || typeof content !== 'string' || mode !== '100644' || (type ?? 'blob') !== 'blob')
      throw new Unmodelled('an entry of a new tree that is not a plain file with its content')
    if (!/^[\w.-]+$/.test(path) || /^\.+$/.test(path) || path === '.git')
      throw new Unmodelled(`the path ${path} in a new tree`)
    const bytes = Buffer.from(content)
    return { path, mode, type: 'blob', sha: writeObject(repository.bare, 'blob', bytes), size: bytes.length }
  })
  if (entries.length === 0) throw new Problem(422, 'Invalid tree info')
  const sorted = entries.toSorted((one, other) => Buffer.compare(Buffer.from(one.path), Buffer.from(other.path)))
  const stored = sorted.flatMap(({ mode, path, sha }) => [Buffer.from(`${mode} ${path}\0`), Buffer.from(sha, 'hex')])
  const sha = writeObject(repository.bare, 'tree', Buffer.concat(stored))
  const tree = sorted.map(entry => ({ ...entry, url: `${api}/blobs/${entry.sha}` }))
  return json({ sha, url: `${api}/trees/${sha}`, truncated: false, tree } satisfies Schema['git-tree'], 201)
}

/** A commit that no ref leads to yet. */
async function createCommit(request: ApiRequest): Promise<Reply> {
  refuseEmpty(request.repository.bare)
  const { repository, place, account, store } = request
  const { bare } = repository
  const fields = new Fields(request.resource, request.body, ['message', 'tree', 'parents', 'author'])
  const [message, tree] = [fields.required('message'), fields.required('tree')]
  const parents = fields.strings('parents') ?? []
  if ((await objectType(bare, tree)) !== 'tree') throw new Problem(422, 'Tree SHA does not exist')
  for (const parent of parents) {
    if ((await objectType(bare, parent)) !== 'commit')
      throw new Problem(422, 'Parent SHA does not exist or is not a commit object')
  }
  const given = fields.object('author') ?? {}
  const { login, id } = account.user
  const name = String(given.name ?? login)
  const email = String(given.email ?? `${id}+${login}@users.noreply.github.com`)
  const seconds = Math.floor(
    (given.date === undefined ? Date.parse(store.timestamp()) : Date.parse(String(given.date))) / 1000,
  )
  const person = `${name} <${email}> ${seconds} +0000`
  const lines = [
    `tree ${tree}`,
    ...parents.map(parent => `parent ${parent}`),
    `author ${person}`,
    `committer ${person}`,
  ]
  const sha = writeObject(bare, 'commit', Buffer.from(`${lines.join('\n')}\n\n${message}`))
  const api = `${repositoryApi(place, repository)}/git`
  const page = `${repositoryPage(place, repository)}/commit`
  const who = { name, email, date: new Date(seconds * 1000).toISOString().replace('.000Z', 'Z') }
  const body: Schema['git-commit'] = {
    ...{ sha, node_id: `C_${Buffer.from(sha).toString('base64url')}`, url: `${api}/commits/${sha}` },
    ...{ html_url: `${page}/${sha}`, author: who, committer: who, message },
    tree: { sha: tree, url: `${api}/trees/${tree}` },
    parents: parents.map(one => ({ sha: one, url: `${api}/commits/${one}`, html_url: `${page}/${one}` })),
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  }
  return json(body, 201)
}

const BASE = '/repos/{owner}/{repo}/git'

export const gitObjectRoutes: readonly Route[] = [
  {
    operationId: 'git/create-tree',
    method: 'POST',
    path: `${BASE}/trees`,
    query: [],
    resource: 'Tree',
    handle: createTree,
  },
  {
    operationId: 'git/create-commit',
    method: 'POST',
    path: `${BASE}/commits`,
    query: [],
    resource: 'Commit',
    handle: createCommit,
  },
]
