import { afterAll, beforeAll, expect, test } from 'vitest'
import { fortnightOf } from '../../fortnight/fortnight.ts'
import { startWorld, type World } from '../../fortnight/world.ts'
import { type Check, startCheck } from './check.ts'

/** Another fortnight: `FORTNIGHT_SEED=7 npx vitest run test/unit/fortnight`. */
const seed = Number(process.env.FORTNIGHT_SEED ?? 1)

/** Milliseconds for the scans of one day, which take 2 to 3 s on an idle machine. */
const SCANS_OF_A_DAY = 300_000

const fortnight = fortnightOf(seed)
const scans = [...fortnight.scans.entries()].map(([number, scan]) => ({ number, scan, day: dayOf(scan.at) }))

let world: World
let check: Check

beforeAll(async () => {
  world = await startWorld(fortnight)
  check = startCheck(fortnight, world)
}, SCANS_OF_A_DAY)

afterAll(() => world.stop())

// In order, each from where the one before has ended; a day alone has a time limit, so that a slow machine only takes longer.
test.each([...new Set(scans.map(({ day }) => day))])(
  `fortnight ${seed}, %s: each scan notifies of what is due, once, and of nothing in silence`,
  async day => {
    const before = check.mismatches.length
    for (const { number, scan } of scans.filter(one => one.day === day)) await check.scan(number, scan)
    expect(check.mismatches.slice(before, before + 3).join('\n\n')).toBe('')
  },
  SCANS_OF_A_DAY,
)

test('asks the doubles nothing that they do not model', () => {
  world.github.assertNoUnknownRequests()
  world.slack.assertNoUnknownRequests()
})

test('is no empty fortnight, which would be right too', () => {
  console.log(`seed ${seed}: ${JSON.stringify(check.figures)}`)
  const { judged, tellings, replies, done, unreadRepositories, points } = check.figures
  expect(check.figures.scans).toBe(scans.length)
  expect([judged > 5_000, tellings > 400, replies > 100, done > 20, unreadRepositories > 50]).not.toContain(false)
  expect(points).toBeLessThanOrEqual(60)
})

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
