import { describe, expect, test } from 'vitest'
import { judgeKey } from '../../../../src/domain/stale/judge.ts'
import { type MessageChange, messageChange, type ServiceLine } from '../../../../src/domain/stale/message-change.ts'
import type { NotifiedService } from '../../../../src/domain/stale/notified.ts'
import { quietClock } from '../../../../src/domain/stale/quiet-hours.ts'
import { parsePolicy } from '../../../../src/policy/policy.ts'
import { HOUR } from '../../../../src/time/duration.ts'
import { AGE_EDGES, QUIET_EDGES } from '../../../timetable/edges.ts'
import { effects } from '../../../timetable/effects.ts'
import { kinds } from '../../../timetable/kinds.ts'
import type { EffectRow, EnvironmentName } from '../../../timetable/rows.ts'
import { FIRST_SCAN, LAST_SCAN, SERVICES, scanning } from '../../../timetable/services.ts'
import { SILENCES } from '../../../timetable/silences.ts'
import { commit, deployment, repository } from '../history/facts.ts'
import { scanKey } from './timetable-scan.ts'
import { nameOf } from './timetable-world.ts'

const serviceRow = (name: string) => {
  const row = SERVICES.find(({ service }) => service === name)
  if (row === undefined) throw new Error(`no service ${name}`)
  return row
}

/** The messages: one for each environment and channel. */
const places = [
  ...new Map(
    SERVICES.flatMap(({ watched }) =>
      watched.map(({ environment, channel }) => [`${environment} in ${channel}`, { environment, channel }] as const),
    ),
  ),
]

describe.each(places)('the message of %s', (_, { environment, channel }) => {
  const seen = playOut(environment, channel)

  test('is posted, replied to and done when the timetable says so, for whom it says', () => {
    const rows = effects.filter(row => row.channel === channel && row.environment === environment)
    const notifies = (row: Pick<EffectRow, 'effect'>) => row.effect !== 'edit'
    const expected = rows.filter(notifies).map(row => ({
      at: instant(row.at),
      effect: row.effect,
      mentions: row.mentions.toSorted(),
    }))
    const actual = seen.filter(notifies).map(({ at, effect, mentions }) => ({ at: instant(at), effect, mentions }))
    expect(actual).toEqual(expected)
  })

  test.each(effects.filter(row => row.channel === channel && row.environment === environment))(
    'shows what waits: $at, $effect',
    row => {
      const found = seen.find(({ at }) => at === instant(row.at))
      expect(found).toMatchObject({ effect: row.effect, shows: row.shows })
    },
  )
})

interface Seen {
  readonly at: string
  readonly effect: EffectRow['effect']
  readonly shows: Record<string, readonly string[]>
  readonly mentions: readonly string[]
}

/** Runs every scan of the fortnight over one message. */
function playOut(environment: EnvironmentName, channel: string): readonly Seen[] {
  const seen: Seen[] = []
  let open: readonly NotifiedService[] | undefined
  for (let now = Date.parse(FIRST_SCAN); now <= Date.parse(LAST_SCAN); now += HOUR) {
    const keyStates = SERVICES.filter(({ watched }) =>
      watched.some(one => one.environment === environment && one.channel === channel),
    ).map(row => scanKey(row, environment, now))
    const effect = messageChange(open, keyStates, now)
    if (effect.kind === 'nothing') continue
    const lines = effect.kind === 'done' ? [] : effect.lines
    open = effect.kind === 'done' ? undefined : lines.map(({ notified }) => notified)
    seen.push({
      at: new Date(now).toISOString(),
      effect: wordOf(effect),
      shows: Object.fromEntries(lines.map(line => [serviceOf(line), shownBy(line, seen)])),
      mentions: lines.flatMap(mentionsOf).toSorted(),
    })
  }
  return seen
}

function wordOf(effect: Exclude<MessageChange, { kind: 'nothing' }>): EffectRow['effect'] {
  return effect.kind === 'edit' && effect.replies ? 'edit+reply' : effect.kind
}

function serviceOf({ notified }: ServiceLine): string {
  return notified.key.split('#')[1] ?? ''
}

/** Oldest first; of a line that is kept what it showed before. */
function shownBy(line: ServiceLine, seen: readonly Seen[]): readonly string[] {
  if (line.kind === 'kept') return seen.at(-1)?.shows[serviceOf(line)] ?? []
  return line.shown.map(({ commit: { sha } }) => nameOf(sha)).toReversed()
}

function mentionsOf(line: ServiceLine): readonly string[] {
  if (line.kind === 'kept') return []
  const authors = new Set(line.newCommits.flatMap(({ commit }) => commit.login ?? []))
  return [...authors].filter(login => login in scanning.users)
}

function instant(at: string): string {
  return new Date(at).toISOString()
}

test.each(kinds)('$at: $commit in $environment is $kind, live in $liveIn', row => {
  const judged = scanKey(serviceRow(row.service), row.environment, Date.parse(row.at))
  if (judged.kind === 'unread') throw new Error('unread')
  const found = judged.commits.find(({ commit: { sha } }) => nameOf(sha) === row.commit)
  expect({ kind: found?.kind, liveIn: found?.liveIn }).toEqual({ kind: row.kind, liveIn: row.liveIn })
})

test.each(SILENCES)('$at: $service in $environment is silent: $reason', row => {
  const judged = scanKey(serviceRow(row.service), row.environment, Date.parse(row.at))
  expect(judged).toMatchObject({ silence: { reason: row.reason } })
})

test.each(QUIET_EDGES)('$at in $zone, $hours $days $dates: quiet $quiet ($why)', ({ at, quiet, zone, ...rest }) => {
  const { hours = [], days = [], dates = [] } = rest
  const file = { environments: { a: {} }, slack: { quiet: { zone, hours, days, dates } } }
  const policy = parsePolicy(JSON.stringify(file), { repository: 'x' }).slack.quiet
  expect(quietClock(policy)(Date.parse(at)) !== undefined).toBe(quiet)
})

test.each(AGE_EDGES)('since $since with $after, at $at: stale $stale ($why)', ({ since, after, at, stale }) => {
  const policy = parsePolicy(`{ environments: { a: { stale: { after: ${after} } } } }`, { repository: 'shop' })
  const facts = repository([commit('b', { merged: { at: Date.parse(since), source: 'pull-request' } }), commit('a')], {
    a: [deployment('a', -100)],
  })
  const key = { repository: 'acme/shop', service: 'shop', environment: 'a' }
  const question = { key, facts, policy, lock: { kind: 'read', lock: undefined }, quiet: undefined } as const
  expect(judgeKey(question, Date.parse(at))).toMatchObject({ stale: { length: stale ? 1 : 0 } })
})
