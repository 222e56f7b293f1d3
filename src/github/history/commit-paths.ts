import type { Octokit } from '../client.ts'
import { PAGE_SIZE } from '../pages.ts'
import { ownerAndName } from '../repository.ts'

/** GitHub lists at most 3,000 files of a commit, and does not say whether there are more. */
const LISTED = 3000

/** One page of what a commit changes. */
export interface PathsPage {
  /** Both names of what was renamed. */
  readonly paths: readonly string[]
  /** Whether another page follows. */
  readonly more: boolean
  /** Whether this one was full. */
  readonly full: boolean
}

/** Reads a page of what a commit changes, by REST. */
export async function pathsPage(octokit: Octokit, repository: string, sha: string, page: number): Promise<PathsPage> {
  const { data, headers } = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}', {
    ...ownerAndName(repository),
    ref: sha,
    per_page: PAGE_SIZE,
    page,
  })
  const files = data.files ?? []
  const paths = files.flatMap(({ filename, previous_filename: before }) => [
    filename,
    ...(before === undefined ? [] : [before]),
  ])
  return { paths, more: /rel="next"/.test(headers.link ?? ''), full: files.length === PAGE_SIZE }
}

/** All paths that a commit changes, page by page. Undefined when they are more than GitHub lists, or when a page was not read. */
export async function commitPaths(
  readPage: (page: number) => Promise<PathsPage | undefined>,
): Promise<readonly string[] | undefined> {
  const paths = new Set<string>()
  const last = LISTED / PAGE_SIZE
  for (let page = 1; page <= last; page++) {
    const read = await readPage(page)
    if (read === undefined) return undefined
    for (const path of read.paths) paths.add(path)
    if (!read.more) return page === last && read.full ? undefined : [...paths]
  }
  return undefined
}
