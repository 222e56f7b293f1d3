import {
  COMMITS_A_PAGE,
  type Commit,
  TRUNK_PAGES,
  type TrunkPlace,
  TrunkWalk,
} from '../domain/history/first-parents.ts'
import type { GitHubClient } from './client.ts'

/** Which commit is looked for on which branch. */
export interface TrunkQuestion {
  /** Name of the default branch. */
  readonly branch: string
  /** Full SHA. */
  readonly sha: string
}

/** Finds a commit on a branch's first-parent line; stops as soon as it is known. */
export async function placeOnTrunk(github: GitHubClient, { branch, sha }: TrunkQuestion): Promise<TrunkPlace> {
  const walk = new TrunkWalk(sha)
  for (let page = 1; page <= TRUNK_PAGES; page++) {
    // From the second page on from the commit the first began with: a push meanwhile would move every page.
    const commits = await readPage(github, walk.head ?? branch, page)
    const place = walk.take(commits, commits.length < COMMITS_A_PAGE)
    if (place !== undefined) return place
  }
  return walk.giveUp()
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
    title: commit.message.split('\n', 1)[0] ?? '',
    author: author?.login ?? commit.author?.name ?? '',
  }))
}
