import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readStand } from '../../../../src/commands/facts/read-stand.ts'
import type { CommandWorld } from '../command-world.ts'
import { startWorld } from '../command-world.ts'

/** What one reading takes: points of GraphQL and REST requests. */
async function cost(world: CommandWorld) {
  const before = world.github.requests.length
  const { unread } = await readStand(world.ports(), { service: undefined, newest: 5, login: 'ada' })
  const sent = world.github.requests.slice(before)
  const queries = sent.filter(({ path }) => path.endsWith('/graphql'))
  const points = queries.reduce((sum, one) => sum + (one.points ?? 0), 0)
  return { unread, points, queries: queries.length, requests: sent.length - queries.length }
}

/** Environments that are all at the commit. */
function deployed(world: CommandWorld, sha: string): void {
  for (const environment of ['development', 'staging', 'production']) world.deploy(sha, environment)
}

// Of 50,000 commits and 10,000 branches the same was measured (docs/commands.md); making them takes a minute.
const [COMMITS, BRANCHES] = [1100, 500]

test('a repository of many commits and branches costs what one of five commits does', async () => {
  const policy = 'environments: { development: , staging: , production: }\n'
  const small = await startWorld(policy)
  deployed(small, await small.merge('One'))
  await small.merge('Two')
  const few = { unread: [], points: 4, queries: 4, requests: 1 }
  expect(await cost(small)).toEqual(few)
  const large = await startWorld(policy)
  const shas = await large.many(COMMITS)
  const refs = Array.from({ length: BRANCHES }, (_, at) => `${shas[at]} refs/heads/b${at}\n`)
  appendFileSync(join(large.repository.bare, 'packed-refs'), refs.join(''))
  deployed(large, await large.merge('Live'))
  await large.merge('Newest')
  // The commits of the push are among the newest five: when they were pushed is asked for once.
  expect(await cost(large)).toEqual({ ...few, requests: 2 })
  // What was live is no more among the newest thousand: the line is read no further.
  deployed(large, shas[0] ?? '')
  const far = await cost(large)
  expect(far).toEqual({ unread: [], points: 15, queries: 15, requests: 2 })
})
