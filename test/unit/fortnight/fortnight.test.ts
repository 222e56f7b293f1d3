import { expect, test } from 'vitest'
import { fortnightOf } from '../../fortnight/fortnight.ts'
import { startWorld } from '../../fortnight/world.ts'
import { checkFortnight } from './check.ts'

/** Another fortnight: `FORTNIGHT_SEED=7 npx vitest run test/unit/fortnight`. */
const seed = Number(process.env.FORTNIGHT_SEED ?? 1)

test(`fortnight ${seed}: each scan tells what is to be told, once, and nothing in silence`, async () => {
  const fortnight = fortnightOf(seed)
  const world = await startWorld(fortnight)
  try {
    const { mismatches, figures } = await checkFortnight(fortnight, world)
    console.log(`seed ${seed}: ${JSON.stringify(figures)}`)
    expect(mismatches.join('\n\n')).toBe('')
    world.github.assertNoUnknownRequests()
    world.slack.assertNoUnknownRequests()
    // An empty fortnight would be right too.
    const { judged, tellings, replies, done, unreadRepositories, points } = figures
    expect([judged > 10_000, tellings > 400, replies > 100, done > 20, unreadRepositories > 50]).not.toContain(false)
    expect(points).toBeLessThanOrEqual(60)
  } finally {
    await world.stop()
  }
}, 300_000)
