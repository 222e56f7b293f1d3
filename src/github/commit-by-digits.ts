import { UserError } from '../errors.ts'
import { fieldOf } from '../text/json.ts'
import type { GitHubClient } from './client.ts'

/** The full SHA of the commit that begins with some digits; undefined where none does, or several. */
export async function commitByDigits(github: GitHubClient, digits: string): Promise<string | undefined> {
  const octokit = await github.octokit()
  try {
    const request = { ...github.repository, ref: digits, per_page: 1 }
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/commits/{ref}', request)
    // A branch may have such a name.
    return data.sha.startsWith(digits) ? data.sha : undefined
  } catch (thrown) {
    const isUnknown = thrown instanceof UserError && (thrown.reason === 'github-not-found' || statusOf(thrown) === 422)
    if (isUnknown) return undefined
    throw thrown
  }
}

function statusOf({ cause }: UserError): unknown {
  return fieldOf(cause, 'status')
}
