import { UserError } from '../errors.ts'
import type { Clock } from '../time/clock.ts'
import type { GitHubClient } from './client.ts'
import { isDoubtful } from './failure.ts'

const REPOSITORY = '/repos/{owner}/{repo}'

/** Pauses before the claim is sent again where GitHub did not say whether it was made. */
const PAUSES = [1_000, 3_000, 6_000]
/** GitHub's times are whole seconds. */
const ROUNDED = 1_000

/**
 * Says that a comment was seen. False where the same account has said so before: that is a claim that only one can make. Where no
 * answer came it is sent again, and is this one's own if it was made since: else one lost answer would leave the person without
 * any.
 */
export async function claimComment(github: GitHubClient, commentId: number, clock: Clock): Promise<boolean> {
  const octokit = await github.octokit()
  const begun = clock.now()
  for (let tries = 0; ; tries++) {
    try {
      const { status, data, headers } = await octokit.request(
        `POST ${REPOSITORY}/issues/comments/{comment_id}/reactions`,
        { ...github.repository, comment_id: commentId, content: 'eyes' },
      )
      if (status === 201) return true
      // Both times by GitHub's clock.
      const age = Date.parse(headers.date ?? '') - Date.parse(data.created_at)
      return tries > 0 && age <= clock.now() - begun + ROUNDED
    } catch (thrown) {
      const pause = PAUSES[tries]
      if (!isDoubtful(thrown) || pause === undefined) throw thrown
      await clock.sleep(pause)
    }
  }
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
