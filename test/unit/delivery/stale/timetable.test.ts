import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StaleResult } from '../../../../src/delivery/stale/report/result.ts'
import { effects } from '../../../timetable/effects.ts'
import { kinds } from '../../../timetable/kinds.ts'
import type { EffectRow, Shown } from '../../../timetable/rows.ts'
import { FIRST_SCAN, LAST_SCAN, scanning } from '../../../timetable/services.ts'
import { SILENCES } from '../../../timetable/silences.ts'
import { type Fortnight, startFortnight } from './fortnight.ts'
import { type SeenEffect, Watcher } from './seen-messages.ts'

const HOUR = 3_600_000
/** Milliseconds; a dozen scans take 1 s on an idle machine. */
const SCANS_OF_A_DAY = 300_000

let fortnight: Fortnight
const results = new Map<number, StaleResult>()
const seen = new Map<number, readonly SeenEffect[]>()

let watcher: Watcher

beforeAll(async () => {
  fortnight = await startFortnight()
  watcher = new Watcher(fortnight.slack)
})

afterAll(() => fortnight.stop())

const rows = new Set([...effects, ...kinds, ...SILENCES].map(({ at }) => Date.parse(at)))
/** The hours of the rows, the hours around them, in which nothing may come early or twice, and each twelfth one. */
const hours = Array.from(
  { length: (Date.parse(LAST_SCAN) - Date.parse(FIRST_SCAN)) / HOUR + 1 },
  (_, at) => Date.parse(FIRST_SCAN) + at * HOUR,
).filter((hour, at) => at % 12 === 0 || [hour - HOUR, hour, hour + HOUR].some(one => rows.has(one)))
const days = [...new Set(hours.map(dayOf))]

// The scans come first, some 130 of eight services by the function that the action calls: a test for each day, so that
// a slow machine takes longer and nothing else. The tests after them compare what was seen.
test.each(days)(
  'scans of %s',
  async day => {
    for (const at of hours.filter(hour => dayOf(hour) === day)) {
      results.set(at, await fortnight.scanAt(at))
      seen.set(at, watcher.since(fortnight.channels))
    }
    expect(seen.size).toBe(hours.filter(hour => dayOf(hour) <= day).length)
  },
  SCANS_OF_A_DAY,
)

const places = [
  ...new Map(effects.map(({ environment, channel }) => [`${environment} ${channel}`, { environment, channel }])),
]

describe.each(places)('%s', (_, { environment, channel }) => {
  const isHere = (one: { readonly environment: string; readonly channel: string }) =>
    one.environment === environment && one.channel === channel
  const here = effects.filter(isHere)

  test('notifies the right people at the right time', () => {
    const notifications = [...seen].flatMap(([at, all]) =>
      all
        .filter(one => isHere(one) && one.effect !== 'edit')
        .map(({ effect, mentioned }) => ({ at: iso(at), effect, mentioned })),
    )
    const expected = here
      .filter(({ effect }) => effect !== 'edit')
      .map(({ at, effect, mentions }) => ({
        at: iso(Date.parse(at)),
        effect,
        mentioned: mentions.map(memberOf).toSorted(),
      }))
    expect(notifications).toEqual(expected)
  })

  test.each(here)('$at: $effect shows what waits ($why)', row => {
    const found = seen.get(Date.parse(row.at))?.find(isHere)
    expect(found).toMatchObject({ effect: row.effect, shows: orCount(row.shows, found?.shows) })
  })

  test('shows between two rows what the row before said', () => {
    let row: EffectRow | undefined
    for (const [at, all] of seen) {
      row = here.find(one => Date.parse(one.at) === at) ?? row
      for (const found of all.filter(isHere)) {
        const expected = row === undefined ? {} : orCount(row.shows, found.shows)
        expect({ at: iso(at), shows: found.shows }).toEqual({ at: iso(at), shows: expected })
      }
    }
  })
})

/** A service that could not be read shows how many, not which. */
function orCount(expected: Shown, found: SeenEffect['shows'] | undefined): SeenEffect['shows'] {
  return Object.fromEntries(
    Object.entries(expected).map(([service, commits]) => [
      service,
      typeof found?.[service] === 'number' ? commits.length : commits,
    ]),
  )
}

function readingOf(at: string, service: string, environment: string) {
  const keys = results.get(Date.parse(at))?.repositories.flatMap(one => one.keys) ?? []
  const found = keys.find(({ keyState: { key } }) => key.service === service && key.environment === environment)
  if (found?.keyState.kind !== 'judged') throw new Error(`${service} was not judged at ${at}`)
  return found.keyState
}

test.each(kinds)('$at: $commit in $environment is $kind, live in $liveIn', row => {
  const found = readingOf(row.at, row.service, row.environment).commits.find(
    ({ commit: { title } }) => title.split(' ')[0] === row.commit,
  )
  expect({ kind: found?.kind, liveIn: found?.liveIn }).toEqual({ kind: row.kind, liveIn: row.liveIn })
})

test.each(SILENCES)('$at: $service in $environment is silent: $reason', row => {
  expect(readingOf(row.at, row.service, row.environment)).toMatchObject({ silence: { reason: row.reason } })
})

test('a scan takes few points', () => {
  const most = Math.max(...[...results.values()].map(({ cost }) => cost.points))
  expect(most).toBeLessThanOrEqual(30)
})

function memberOf(login: string): string {
  return Object.entries(scanning.users).find(([known]) => known === login)?.[1] ?? login
}

function iso(at: number): string {
  return new Date(at).toISOString()
}

function dayOf(at: number): string {
  return iso(at).slice(0, 10)
}
