import type { Waiting } from '../train/stale/waiting.ts'

/** The page with all that waits; without a commit of the branch that was ever live, all there is. */
export function waitingPage({ key, live, branch, commits }: Waiting, serverUrl: string): string {
  const page = `${serverUrl}/${key.repository}`
  const ref = encodeURIComponent(branch).replaceAll('%2F', '/')
  // Twelve digits name a commit, and leave more of a message for other things.
  if (live.base !== undefined) return `${page}/compare/${live.base.sha.slice(0, 12)}...${ref}`
  return commits.length === 1 ? `${page}/commit/${commits[0]?.commit.sha}` : `${page}/commits/${ref}`
}
