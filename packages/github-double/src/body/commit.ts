import type { FileChange } from '../git/changes.ts'
import type { GitCommit, GitPerson } from '../git/commit.ts'
import type { Schema } from '../schema.ts'
import { userOfEmail } from '../state/account.ts'
import type { RepositoryState } from '../state/repository.ts'
import { type Place, repositoryApi, repositoryPage } from './links.ts'
import { userBody } from './user.ts'

/** A commit as it stands in lists: without its files. */
export function commitBody(place: Place, repository: RepositoryState, commit: GitCommit): Schema['commit'] {
  const api = repositoryApi(place, repository)
  const page = `${repositoryPage(place, repository)}/commit`
  return {
    sha: commit.sha,
    node_id: `C_${Buffer.from(commit.sha).toString('base64url')}`,
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
    },
    url: `${api}/commits/${commit.sha}`,
    html_url: `${page}/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    author: personBody(place, commit.author),
    committer: personBody(place, commit.committer),
    parents: commit.parents.map(sha => ({ sha, url: `${api}/commits/${sha}`, html_url: `${page}/${sha}` })),
  }
}

/** A single commit, with what it changed: `changes` are all files, `page` those shown. Patches are left out. */
export function commitWithFilesBody(
  place: Place,
  repository: RepositoryState,
  commit: GitCommit,
  changes: readonly FileChange[],
  page: readonly FileChange[],
): Schema['commit'] {
  const additions = changes.reduce((sum, change) => sum + change.additions, 0)
  const deletions = changes.reduce((sum, change) => sum + change.deletions, 0)
  const files = page.map(change => fileBody(place, repository, commit.sha, change))
  return {
    ...commitBody(place, repository, commit),
    stats: { total: additions + deletions, additions, deletions },
    files,
  }
}

/** The user behind an author; null where no account has that address, as on GitHub. */
function personBody(place: Place, person: GitPerson): Schema['simple-user'] | null {
  const user = userOfEmail(person.email)
  return user === undefined ? null : userBody(place, user)
}

function fileBody(place: Place, repository: RepositoryState, commit: string, change: FileChange): Schema['diff-entry'] {
  const path = change.filename.split('/').map(encodeURIComponent).join('/')
  const page = repositoryPage(place, repository)
  return {
    sha: change.sha,
    filename: change.filename,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: `${page}/blob/${commit}/${path}`,
    raw_url: `${page}/raw/${commit}/${path}`,
    contents_url: `${repositoryApi(place, repository)}/contents/${path}?ref=${commit}`,
  }
}
