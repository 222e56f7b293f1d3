import { join } from 'node:path'
import type { DemoCommit } from '../commits.ts'
import type { StepOutput } from '../context.ts'
import { LineProcess } from '../observe/line-process.ts'
import type { LoadCounts } from '../observe/load-client.ts'

/** A client of the service in a process of its own. */
export type LoadClient = LineProcess<LoadCounts>

/** Starts a client and resolves when it has had a few answers. */
export async function startClient(url: string): Promise<LoadClient> {
  const client = new LineProcess<LoadCounts>(join(import.meta.dirname, '../observe/load-client.ts'), [url])
  await client.first(counts => counts.requests >= 10, 5000)
  return client
}

/** Stops a client and checks that every one of its requests was answered, by each of `commits` at least once and by no other. */
export async function checkNoRequestFailed(
  output: StepOutput,
  client: LoadClient,
  commits: readonly DemoCommit[],
): Promise<void> {
  const counts = await client.stop()
  const seen = counts?.commits ?? {}
  const by = commits.map(({ letter, sha }) => `${letter} ${seen[sha] ?? 0}`).join(', ')
  const failed = counts?.failed ?? Number.NaN
  const ok = counts !== undefined && counts.requests > 0 && failed === 0
  output.check(
    'A client that called all the while had no failed request',
    ok,
    [`${counts?.requests} requests, ${failed} failed`, ...(counts?.problems ?? [])].join('; '),
  )
  const expected = new Set(commits.map(({ sha }) => sha))
  const rightOnes =
    commits.every(({ sha }) => (seen[sha] ?? 0) > 0) && Object.keys(seen).every(sha => expected.has(sha))
  output.check(`It was answered by ${commits.map(({ letter }) => letter).join(' and ')}`, rightOnes, `answers: ${by}`)
}
