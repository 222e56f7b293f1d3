import type { TreeEntry } from '../git/contents.ts'
import type { Schema } from '../schema.ts'
import type { RepositoryState } from '../state/repository.ts'
import { type Place, repositoryApi, repositoryPage } from './links.ts'

/** Above this GitHub sends no content in the object form, only by the raw media type. */
const LARGEST = 1024 * 1024

type Entry = Schema['content-directory'][number]

/** A file with its content, in base64 with line ends as GitHub writes it. */
export function fileBody(
  place: Place,
  repository: RepositoryState,
  ref: string,
  entry: TreeEntry,
  bytes: Buffer,
): Schema['content-file'] {
  const small = bytes.length <= LARGEST
  return {
    ...entryBody(place, repository, ref, entry),
    type: 'file',
    content: small ? bytes.toString('base64').replace(/.{1,60}/g, '$&\n') : '',
    encoding: small ? 'base64' : 'none',
  }
}

/** One entry of a folder. */
export function entryBody(place: Place, repository: RepositoryState, ref: string, entry: TreeEntry): Entry {
  const path = entry.path.split('/').map(encodeURIComponent).join('/')
  const api = repositoryApi(place, repository)
  const url = `${api}/contents/${path}?ref=${encodeURIComponent(ref)}`
  const kind = entry.type === 'tree' ? 'tree' : 'blob'
  const page = `${repositoryPage(place, repository)}/${kind}/${ref}/${path}`
  const git = `${api}/git/${kind}s/${entry.sha}`
  return {
    name: entry.path.split('/').at(-1) ?? '',
    path: entry.path,
    sha: entry.sha,
    size: entry.size,
    url,
    html_url: page,
    git_url: git,
    download_url: kind === 'tree' ? null : `${repositoryPage(place, repository)}/raw/${ref}/${path}`,
    type: typeOf(entry),
    _links: { self: url, git, html: page },
  }
}

function typeOf(entry: TreeEntry): Entry['type'] {
  if (entry.mode === '120000') return 'symlink'
  if (entry.type === 'commit') return 'submodule'
  return entry.type === 'tree' ? 'dir' : 'file'
}
