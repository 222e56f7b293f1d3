import { UserError } from '../errors.ts'
import type { GitHubClient } from './client.ts'
import { isDoubtful } from './failure.ts'

const REPOSITORY = '/repos/{owner}/{repo}'

/** Says that a comment was seen. False where the same account has said so before: that is a claim that only one can make. */
export async function claimComment(github: GitHubClient, commentId: number): Promise<boolean> {
  const octokit = await github.octokit()
  const { status } = await octokit.request(`POST ${REPOSITORY}/issues/comments/{comment_id}/reactions`, {
    ...{ ...github.repository, comment_id: commentId, content: 'eyes' },
  })
  return status === 201
}

/** What a new comment is recognised by, where GitHub did not answer whether it made it. */
interface NewComment {
  readonly issue: number
  readonly body: string
  /** The beginning of the body, which no other comment has. */
  readonly marker: string
  /** Looked for among the comments since. */
  readonly since: string
}

/** Writes a comment, once: where no answer came it is looked for before it is written again. Resolves with its id. */
export async function createComment(github: GitHubClient, comment: NewComment): Promise<number> {
  try {
    return await post(github, comment)
  } catch (thrown) {
    if (!isDoubtful(thrown)) throw thrown
    return (await findComment(github, comment)) ?? (await post(github, comment))
  }
}

async function post(github: GitHubClient, { issue, body }: NewComment): Promise<number> {
  const octokit = await github.octokit()
  const request = { ...github.repository, issue_number: issue, body }
  return Number((await octokit.request(`POST ${REPOSITORY}/issues/{issue_number}/comments`, request)).data.id)
}

/** The id of the comment that begins so, among the first hundred since. */
export async function findComment(
  github: GitHubClient,
  { issue, marker, since }: Omit<NewComment, 'body'>,
): Promise<number | undefined> {
  const octokit = await github.octokit()
  const request = { ...github.repository, issue_number: issue, since, per_page: 100 }
  const { data } = await octokit.request(`GET ${REPOSITORY}/issues/{issue_number}/comments`, request)
  const found = data.find(({ body }) => body?.startsWith(marker))
  return found === undefined ? undefined : Number(found.id)
}

/** Changes a comment. False where it was deleted. */
export async function updateComment(github: GitHubClient, commentId: number, body: string): Promise<boolean> {
  const octokit = await github.octokit()
  const request = { ...github.repository, comment_id: commentId, body }
  try {
    await octokit.request(`PATCH ${REPOSITORY}/issues/comments/{comment_id}`, request)
    return true
  } catch (thrown) {
    if (thrown instanceof UserError && thrown.reason === 'github-not-found') return false
    throw thrown
  }
}
