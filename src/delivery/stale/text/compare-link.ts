import type { Waiting } from '../../../domain/stale/waiting.ts'

/**
 * The page with all that waits; without a commit of the branch that was ever live, all there is. Its address is whole: it may
 * stand in Markdown and in Slack as it is, whatever the branch is called.
 */
export function waitingPage({ key, live, branch, commits }: Waiting, serverUrl: string): string {
  const page = `${serverUrl}/${key.repository}`
  const ref = encodeURIComponent(branch).replaceAll('%2F', '/').replaceAll('(', '%28').replaceAll(')', '%29')
  // Twelve digits name a commit, and leave more of a message for other things.
  if (live.base !== undefined) return `${page}/compare/${live.base.sha.slice(0, 12)}...${ref}`
  return commits.length === 1 ? `${page}/commit/${commits[0]?.commit.sha}` : `${page}/commits/${ref}`
}
