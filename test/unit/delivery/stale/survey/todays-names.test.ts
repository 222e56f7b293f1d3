import { expect, test } from 'vitest'
import { readTodaysNames } from '../../../../../src/delivery/stale/survey/todays-names.ts'
import { startFleet } from '../../../github/scan/fleet.ts'

test('what repositories are called now: renamed, as before, gone', async () => {
  const fleet = await startFleet({ repositories: ['old', 'same'] })
  fleet.github.changeRepository('acme/old', { name: 'new' })
  const { names, unread } = await readTodaysNames(fleet.tools(), ['acme/old', 'acme/same', 'acme/gone'])
  expect([[...names], unread]).toEqual([
    [
      ['acme/old', 'acme/new'],
      ['acme/same', 'acme/same'],
    ],
    [],
  ])
})

test('what GitHub does not answer is not gone', async () => {
  const fleet = await startFleet({ repositories: ['old'] })
  fleet.github.fail({ operationId: 'graphql', how: 'out-of-points' })
  const { names, unread } = await readTodaysNames(fleet.tools(), ['acme/old', 'acme/gone'])
  expect([[...names], unread]).toEqual([[], ['acme/old', 'acme/gone']])
})
