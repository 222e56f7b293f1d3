/**
 * A client of the service, in a process of its own: `node load-client.ts URL`. Calls without a pause to speak of, half of it
 * on one connection that is kept and half on a new one each time, and prints its counts as one line of JSON every 100 ms.
 * Ends when its standard input does, with one last line; so it never outlives whoever started it.
 */
import { Agent, get } from 'node:http'

/** What the client has seen so far. */
export interface LoadCounts {
  readonly requests: number
  readonly failed: number
  /** Those among them that had a connection of their own. */
  readonly failedOnNew: number
  /** Good answers by the commit that gave them. */
  readonly commits: Readonly<Record<string, number>>
  /** Why the first failed requests failed. */
  readonly problems: readonly string[]
}

const PAUSE_MS = 25
const PATIENCE_MS = 2000

async function main(url: string): Promise<void> {
  const counts = {
    requests: 0,
    failed: 0,
    failedOnNew: 0,
    commits: {} as Record<string, number>,
    problems: [] as string[],
  }
  let going = true
  process.stdin.on('end', () => {
    going = false
  })
  process.stdin.resume()
  const print = (): void => void process.stdout.write(`${JSON.stringify(counts)}\n`)
  const caller = async (agent: Agent, isNew: boolean): Promise<void> => {
    while (going) {
      counts.requests += 1
      try {
        const commit = await ask(url, agent)
        counts.commits[commit] = (counts.commits[commit] ?? 0) + 1
      } catch (thrown) {
        counts.failed += 1
        if (isNew) counts.failedOnNew += 1
        if (counts.problems.length < 3) counts.problems.push(thrown instanceof Error ? thrown.message : String(thrown))
      }
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
    }
    agent.destroy()
  }
  const printing = setInterval(print, 100)
  await Promise.all([
    caller(new Agent({ keepAlive: true, maxSockets: 1 }), false),
    caller(new Agent({ keepAlive: false }), true),
  ])
  clearInterval(printing)
  print()
}

/** The commit that the service says it runs. */
function ask(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, timeout: PATIENCE_MS }, response => {
      let body = ''
      response.on('data', chunk => {
        body += chunk
      })
      response.on('error', reject)
      response.on('end', () => {
        const commit = /"commit":"([0-9a-f]{40})"/.exec(body)?.[1]
        if (response.statusCode === 200 && commit !== undefined) resolve(commit)
        else reject(new Error(`${response.statusCode} ${body.slice(0, 80)}`))
      })
    })
    request.on('timeout', () => request.destroy(new Error(`no answer within ${PATIENCE_MS} ms`)))
    request.on('error', reject)
  })
}

if (import.meta.main) await main(process.argv[2] ?? '')
