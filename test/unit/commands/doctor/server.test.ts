import { expect, test } from 'vitest'
import { serverItems } from '../../../../src/commands/doctor/server-items.ts'
import { factsWith, wrong } from './doctor-facts.ts'

const STALE =
  'on: { schedule: [{ cron: "7 * * * *", timezone: Europe/Berlin }] }\njobs: { a: { concurrency: { group: x, queue: max } } }'

test.each<[string | undefined, string, readonly string[]]>([
  [undefined, 'all', []],
  ['3.23.0', 'all', ['stops server-lacks stale.yml']],
  ['3.17.4', 'all', ['warning server-lacks GitHub Enterprise Server', 'stops server-lacks stale.yml']],
  [
    '3.9.1',
    'required',
    [
      'warning server-lacks GitHub Enterprise Server',
      'stops server-lacks GitHub Enterprise Server',
      'stops server-lacks stale.yml',
    ],
  ],
])('server %s, checks: %s', (server, checks, expected) => {
  const facts = factsWith({
    settings: { server },
    policy: `checks: ${checks}\nenvironments: { staging: }`,
    workflows: { 'stale.yml': STALE },
  })
  const items = serverItems(facts)
  expect(wrong(items)).toEqual(expected)
  const [keys] = items.filter(({ object }) => object === 'stale.yml')
  if (server === '3.23.0') expect(keys?.copy).toBe("sed -i -e '/^ *queue: max$/d' .github/workflows/stale.yml")
  if (server === '3.17.4') expect(keys?.text).toMatch('concurrency.queue, schedule.timezone')
})
