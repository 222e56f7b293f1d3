import { titleOf } from '../../domain/history/commit-message.ts'
import { COMMITS_A_PAGE, type Commit, FirstParentWalk, TRUNK_PAGES } from '../../domain/history/first-parents.ts'
import { type TrunkPlace, trunkPlace } from '../../domain/history/trunk-place.ts'
import type { GitHubClient } from '../client.ts'

/** Which commit is looked for on which branch. */
interface TrunkRequest {
  /** Name of the default branch. */
  readonly branch: string
  /** Full SHA. */
  readonly sha: string
}

/** Finds a commit on a branch's first-parent line; reads no further than needed. */
export async function placeOnTrunk(github: GitHubClient, { branch, sha }: TrunkRequest): Promise<TrunkPlace> {
  const walk = new FirstParentWalk<Commit>()
  for (let page = 1; ; page++) {
    // From the second page on from the commit the first began with: a push meanwhile would move every page.
    const commits = await readPage(github, walk.line[0]?.sha ?? branch, page)
    walk.take(commits)
    const pages = commits.length < COMMITS_A_PAGE ? 'all' : page === TRUNK_PAGES ? 'limit' : 'more'
    const place = trunkPlace(walk, sha, pages)
    if (place !== undefined) return place
  }
}

async function readPage(github: GitHubClient, from: string, page: number): Promise<readonly Commit[]> {
  const octokit = await github.octokit()
  const { data } = await octokit.request('GET /repos/{owner}/{repo}/commits', {
    ...github.repository,
    sha: from,
    per_page: COMMITS_A_PAGE,
    page,
  })
  return data.map(({ sha, parents, commit, author }) => ({
    sha,
    parents: parents.map(parent => parent.sha),
    title: titleOf(commit.message),
    author: author?.login ?? commit.author?.name ?? '',
  }))
}
