import { expect, test } from 'vitest'
import { exitCodeOfAnswer } from '../../../src/terminal/exit-codes.ts'

test.each([
  ['deployed', 0, 0],
  ['deploy-open', 4, 0],
  ['deploy-held', 0, 0],
  ['promoted-held', 0, 0],
  ['continue-failed', 4, 0],
  ['deploy-dry-run', 4, 0],
  ['deploy-failed', 4, 0],
  ['already-live', 0, 0],
  ['status', 0, 0],
  ['doctor-warns', 0, 0],
  ['doctor-stops', 1, 1],
  ['doctor-unknown', 3, 3],
] as const)('%s: %i where it was followed, else %i', (code, followed, otherwise) => {
  expect([exitCodeOfAnswer({ code }, true), exitCodeOfAnswer({ code }, false)]).toEqual([followed, otherwise])
})
