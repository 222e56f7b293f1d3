import type { RepositoryRow } from '../../test/fortnight/rows.ts'
import { OWNER } from '../../test/fortnight/world.ts'

/** What a reading took, and what it read. */
export interface Reading {
  readonly requests: number
  /** Waiting commits whose checks and times were read: one request more for each would read its pull request. */
  readonly commits: number
}

interface Deployment {
  readonly id: number
  readonly sha: string
  readonly task: string
}

/**
 * Reads the same by plain REST calls, one after the other and none twice: policy, deployments of each environment and their
 * statuses until two good ones of each service are found, runs that wait, the line, when its commits came, and of each
 * waiting commit its checks and, where some paths are ignored, its files. The double has no endpoint for a commit's pull
 * requests; who wrote it is taken to be known.
 */
export async function readByRest(api: string, token: string, rows: readonly RepositoryRow[]): Promise<Reading> {
  let requests = 0
  let commits = 0
  for (const row of rows) {
    const get = async (path: string): Promise<unknown> => {
      requests += 1
      const headers = { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' }
      const answer = await fetch(`${api}/repos/${OWNER}/${row.name}${path}`, { headers })
      // GitHub's description of REST has no status that waits for a reviewer, so the double answers nothing: still a request.
      if (answer.status === 501 && path.endsWith('/statuses?per_page=100')) return []
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return await answer.json()
    }
    commits += await readRepository(row, get)
  }
  return { requests, commits }
}

async function readRepository(row: RepositoryRow, get: (path: string) => Promise<unknown>): Promise<number> {
  await get('/contents/.github/commit-train.yml')
  const line = ((await get('/commits?per_page=100')) as { sha: string }[]).map(({ sha }) => sha)
  let waiting = 0
  let open = false
  for (const { environment } of row.watched) {
    const listed = (await get(`/deployments?environment=${environment}&per_page=100`)) as Deployment[]
    for (const service of row.services) {
      const ours = listed.filter(({ task }) => task === (row.services.length === 1 ? 'deploy' : `deploy:${service}`))
      const good: string[] = []
      for (const [at, { id, sha }] of ours.entries()) {
        const statuses = (await get(`/deployments/${id}/statuses?per_page=100`)) as { state: string }[]
        if (statuses.some(({ state }) => state === 'success')) good.push(sha)
        else if (at === 0 && ['', 'pending', 'queued'].includes(statuses[0]?.state ?? '')) open = true
        if (good.length === 2) break
      }
      const live = line.indexOf(good[0] ?? '')
      waiting = Math.max(waiting, live < 0 ? line.length : live)
    }
  }
  if (open) await get('/actions/runs?status=waiting&event=deployment&per_page=100')
  if (waiting === 0) return 0
  await get('/activity?ref=refs/heads/main&per_page=100')
  for (const sha of line.slice(0, waiting)) {
    await get(`/commits/${sha}/check-runs?per_page=100`)
    await get(`/commits/${sha}/statuses?per_page=100`)
    await get(`/actions/runs?head_sha=${sha}&per_page=100`)
    if (row.ignoresDocs) await get(`/commits/${sha}?per_page=100`)
  }
  return waiting
}
