import { expect, test } from 'vitest'
import type { OpenDeployment } from '../../../../src/domain/history/open-deployments.ts'
import { type SilenceFacts, silenceOf } from '../../../../src/domain/stale/silence.ts'
import { deployment, HOUR, NOON } from '../history/facts.ts'

const LOUD: SilenceFacts = {
  lock: { kind: 'read', lock: undefined },
  openDeployments: [],
  stale: 2,
  counting: 3,
  minimum: 1,
  quiet: undefined,
}
const lock = (reason: string, expiresAt?: number): SilenceFacts['lock'] => ({
  kind: 'read',
  lock: { owner: 'ada', reason, expiresAt },
})
const open = (kind: OpenDeployment['kind']): OpenDeployment => ({
  deployment: deployment('c0ffee0'.padEnd(40, '0'), 0, [], { id: 7 }),
  kind,
  since: NOON,
})

test.each<[string, Partial<SilenceFacts>, string | undefined]>([
  ['nothing speaks for it', {}, undefined],
  ['a lock', { lock: lock('migration') }, 'locked: locked by ada: migration'],
  ['a lock without a word', { lock: lock('') }, 'locked: locked by ada'],
  ['a lock that holds', { lock: lock('', NOON + HOUR) }, 'locked: locked by ada until 2026-10-19T13:00Z'],
  // Whether it has run out was judged by who read it.
  ['a lock that this clock has run out', { lock: lock('', NOON - 1) }, 'locked: locked by ada until 2026-10-19T11:59Z'],
  [
    'a lock that cannot be read',
    { lock: { kind: 'unreadable', why: 'GitHub answered 502' } },
    'locked: its lock cannot be read, which counts as locked: GitHub answered 502',
  ],
  ['a deployment', { openDeployments: [open('deploying')] }, 'deploying: deployment 7 of c0ffee0 is in progress'],
  [
    'approval',
    { openDeployments: [open('waiting-for-approval')] },
    'waiting-for-approval: deployment 7 of c0ffee0 waits for approval',
  ],
  ['a lost deployment', { openDeployments: [open('stuck'), open('not-picked-up')] }, undefined],
  ['nothing stale', { stale: 0 }, 'nothing-stale: nothing is stale'],
  ['one of two', { counting: 1, minimum: 2 }, 'below-minimum: 1 commit waits, fewer than 2'],
  ['two of three', { counting: 2, minimum: 3 }, 'below-minimum: 2 commits wait, fewer than 3'],
  ['two of two', { counting: 2, minimum: 2 }, undefined],
  ['night', { quiet: 'quiet hours 18:00-08:00' }, 'quiet: quiet hours 18:00-08:00'],
  [
    'all at once',
    { lock: lock('x'), openDeployments: [open('deploying')], stale: 0, quiet: 'n' },
    'locked: locked by ada: x',
  ],
  [
    'at work and waiting',
    { openDeployments: [open('waiting-for-approval'), open('deploying')], quiet: 'n' },
    'deploying: deployment 7 of c0ffee0 is in progress',
  ],
])('%s', (_, facts, expected) => {
  const silence = silenceOf({ ...LOUD, ...facts })
  expect(silence && `${silence.reason}: ${silence.text}`).toBe(expected)
})
