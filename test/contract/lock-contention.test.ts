import { expect, test } from 'vitest'
import { contend } from '../contention/contention.ts'

const SEED = Number(process.env.LOCK_SEED ?? 20_260_105)

test(`20 processes want one lock over a network that loses, delays and repeats: one owner at any time (LOCK_SEED=${SEED})`, async () => {
  const { counts, wrong, looks } = await contend(20, 3, SEED)
  expect(wrong).toEqual([])
  expect(counts.locked + counts.refused + counts.broken).toBe(60)
  expect(counts.locked).toBeGreaterThan(0)
  expect(counts.refused).toBeGreaterThan(0)
  expect(looks).toBeGreaterThanOrEqual(counts.locked)
}, 300_000)
