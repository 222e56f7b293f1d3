/**
 * Stale: what a scan of 50 services in 3 environments takes of GitHub and in time, in a simulated fortnight at the doubles
 * (test/fortnight), held against what is right; and what the same reading takes by plain REST calls. From src/, not dist/.
 * The doubles answer at once: on GitHub each query and request takes its 50 to 500 ms more. Measures, never judges.
 *
 *     script/bench stale [SEED...]
 */
import { fortnightOf } from '../test/fortnight/fortnight.ts'
import { startWorld } from '../test/fortnight/world.ts'
import { checkFortnight } from '../test/unit/fortnight/check.ts'
import { readByRest } from './stale/plain-rest.ts'
import { quantile, table } from './statistics.ts'

/** After so many scans somebody also reads by REST. */
const EVERY = 9
const TOKEN = 'ghs_plain_rest'

const seeds = process.argv.slice(2).map(Number)
const columns: Record<string, number[]> = {}
const note = (what: string, value: number) => {
  columns[what] ??= []
  columns[what].push(value)
}

for (const seed of seeds.length === 0 ? [1] : seeds) {
  const fortnight = fortnightOf(seed)
  const world = await startWorld(fortnight)
  const now = () => world.github.requests.length
  world.github.addToken(TOKEN, { name: TOKEN, kind: 'app', rateLimit: 1_000_000 })
  let scans = 0
  try {
    const { mismatches, figures } = await checkFortnight(
      fortnight,
      world,
      async ({ trouble }, { cost }, milliseconds) => {
        const isWhole = trouble.hidden.length === 0 && trouble.github === undefined && trouble.budget === undefined
        if (!isWhole) return
        note('points of GraphQL', cost.points)
        note('queries', cost.queries)
        note('REST requests beside them', cost.requests)
        note('requests to Slack', cost.slackRequests)
        note('milliseconds', milliseconds)
        scans += 1
        if (scans % EVERY !== 0) return
        const before = now()
        const began = performance.now()
        const { requests, commits } = await readByRest(world.github.url, TOKEN, fortnight.repositories)
        note('by plain REST: milliseconds', performance.now() - began)
        if (now() - before !== requests) throw new Error('GitHub counted other requests')
        note('by plain REST: requests', requests)
        note('by plain REST: requests, with one for each pull request', requests + commits)
        note('commits that wait', commits)
      },
    )
    console.log(
      `seed ${seed}: ${JSON.stringify(figures)}${mismatches.length === 0 ? '' : `\n${mismatches.join('\n')}`}`,
    )
  } finally {
    await world.stop()
  }
}

const rows = Object.entries(columns).map(([what, values]) => [
  what,
  ...[0.5, 0.9, 1].map(share => quantile(values, share).toFixed(0)),
  `${values.length}`,
])
console.log(`\nA scan of 50 services in 3 environments\n${table(['', 'median', 'p90', 'most', 'scans'], rows)}`)
