import { commitBody, commitWithFilesBody } from '../body/commit.ts'
import { listCommits, readCommit, readCommits, resolveCommit } from '../git/commits.ts'
import { bytes, list, type Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { notFound, Problem, Unmodelled } from '../problem.ts'

/** The SHA that the `ref` of a path names; 422 where there is none. */
export async function commitOf(request: ApiRequest): Promise<string> {
  const ref = request.param('ref')
  const sha = await resolveCommit(request.repository.bare, ref)
  if (sha === undefined) throw new Problem(422, `No commit found for SHA: ${ref}`)
  return sha
}

/** Newest first, from `sha` (a branch or a SHA; default: the default branch) back. */
async function listAll(request: ApiRequest): Promise<Reply> {
  const { repository, place, query } = request
  const start = query.get('sha')
  const from = await resolveCommit(repository.bare, start ?? repository.defaultBranch)
  if (from === undefined && start === null) throw new Problem(409, 'Git Repository is empty.')
  if (from === undefined) throw notFound()
  const shas = await listCommits(repository.bare, from, {
    ...(query.has('path') ? { path: query.get('path') ?? '' } : {}),
    ...(query.has('since') ? { since: query.get('since') ?? '' } : {}),
    ...(query.has('until') ? { until: query.get('until') ?? '' } : {}),
  })
  return await list(shas, request.page, async shown => {
    const commits = await readCommits(repository.bare, shown)
    return commits.map(commit => commitBody(place, repository, commit))
  })
}

async function get(request: ApiRequest): Promise<Reply> {
  const { repository, place, accept } = request
  const named = request.param('ref')
  // A full SHA is what scans ask for, thousands of times in a simulation.
  const known = /^[0-9a-f]{40}$/.test(named) ? await repository.git.commit(named) : undefined
  const sha = known?.sha ?? (await commitOf(request))
  if (/application\/vnd\.github(\.v3)?\.sha/.test(accept)) return bytes(Buffer.from(sha), 'application/vnd.github.sha')
  if (/\.(diff|patch)/.test(accept)) throw new Unmodelled(`commits as ${accept}`)
  const commit = known ?? (await readCommit(repository.bare, sha))
  const changes = await repository.git.changes(commit)
  const reachable = changes.slice(0, request.store.limits.commitFiles)
  return await list(reachable, request.page, shown => commitWithFilesBody(place, repository, commit, changes, shown))
}

const BASE = '/repos/{owner}/{repo}/commits'

export const commitRoutes: readonly Route[] = [
  {
    operationId: 'repos/list-commits',
    method: 'GET',
    path: BASE,
    query: ['sha', 'path', 'since', 'until', 'per_page', 'page'],
    handle: listAll,
  },
  {
    operationId: 'repos/get-commit',
    method: 'GET',
    path: `${BASE}/{ref}`,
    query: ['per_page', 'page'],
    handle: get,
  },
]
