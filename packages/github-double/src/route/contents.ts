import { entryBody, fileBody } from '../body/content.ts'
import { resolveCommit } from '../git/commits.ts'
import { entriesOf, entryAt, readBlob } from '../git/contents.ts'
import { bytes, json, type Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { notFound, Problem, Unmodelled } from '../problem.ts'

/** A file (object form with base64, or raw), or the entries of a folder. */
async function get(request: ApiRequest): Promise<Reply> {
  const { repository, place, accept } = request
  const ref = request.query.get('ref') ?? repository.defaultBranch
  const commit = await resolveCommit(repository.bare, ref)
  if (commit === undefined) throw new Problem(404, `No commit found for the ref ${ref}`)
  const entry = await entryAt(repository.bare, commit, request.param('path').replace(/\/$/, ''))
  if (entry === undefined) throw notFound()
  if (/\.(html|object)(\+json)?/.test(accept)) throw new Unmodelled(`contents as ${accept}`)
  if (entry.type === 'commit' || entry.mode === '120000') throw new Unmodelled('contents of submodules and links')
  if (entry.type === 'tree') {
    const entries = await entriesOf(repository.bare, commit, entry.path)
    return json(entries.slice(0, request.store.limits.folderEntries).map(one => entryBody(place, repository, ref, one)))
  }
  const content = await readBlob(repository.bare, entry.sha)
  if (/application\/vnd\.github(\.v3)?\.raw/.test(accept))
    return bytes(content, 'application/vnd.github.raw+json; charset=utf-8')
  return json(fileBody(place, repository, ref, entry, content))
}

export const contentRoutes: readonly Route[] = [
  {
    operationId: 'repos/get-content',
    method: 'GET',
    path: '/repos/{owner}/{repo}/contents/{path}',
    query: ['ref'],
    handle: get,
  },
]
