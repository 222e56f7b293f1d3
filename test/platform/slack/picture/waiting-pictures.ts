import { newCommitsReply, replyBatches } from '../../../../src/delivery/stale/text/new-commits-reply.ts'
import { clockOf } from '../../../../src/delivery/stale/text/rendering.ts'
import { repliesFor } from '../../../../src/delivery/stale/text/replies.ts'
import { doneMessage, staleMessage } from '../../../../src/delivery/stale/text/stale-message.ts'
import type { CommitFacts } from '../../../../src/domain/history/facts.ts'
import { DAY } from '../../../../src/time/duration.ts'
import { HOUR, linesOf, merged, NOW, rendering, sha, waiting } from '../../../unit/delivery/stale/waiting-services.ts'
import { deployment } from '../../../unit/domain/history/facts.ts'
import { oneCheck } from '../../../unit/domain/history/one-check.ts'
import { draw, reply, shown } from './message-pictures.ts'

/** A commit with a title of its own, merged so many hours before the scan. */
function commit(
  name: string,
  title: string,
  login: string,
  hours: number,
  some: Partial<CommitFacts> = {},
): CommitFacts {
  const at = NOW - hours * HOUR
  return merged(name, { title, message: title, login, author: login, merged: { at, source: 'pull-request' }, ...some })
}

const billing = waiting({
  service: 'billing',
  line: [
    commit('b3', 'Round to the cent', 'ada', 5, { checks: oneCheck(sha('b3'), 'failure') }),
    commit('b2', 'Send invoices in the evening', 'ben', 6),
    commit('b1', 'Update the Go toolchain', 'renovate', 29),
    merged('live'),
  ],
  production: [
    deployment(sha('b2'), 1, [
      [1, 'in_progress'],
      [1, 'failure'],
    ]),
    deployment(sha('live'), -100),
  ],
})

const web = waiting({
  service: 'web',
  line: [commit('w1', 'Greet people by the time of day', 'ada', 7), merged('live')],
  others: { staging: [deployment(sha('w1'), -1)] },
})

const LATE = 8 * DAY

/** With reminders: what waits since last week, and was notified then. */
const late = waiting(
  {
    service: 'web',
    stale: '{ after: 4h, remind: weekly, escalate: { after: 7d, to: U0EVE0001 } }',
    line: [
      commit('w2', 'Say good night', 'ben', -5),
      commit('w1', 'Greet people by the time of day', 'ada', 7),
      merged('live'),
    ],
  },
  NOW + LATE,
)

/** A service of several, while a branch is live. */
const branch = waiting({
  service: 'api',
  line: [
    commit('a4', 'Log how long a greeting took', 'ada', 6),
    commit('a3', 'Align the navigation bar', 'ben', 7, { notOf: new Set(['api']) }),
    commit('a2', 'Answer in the language of the request', 'ben', 8),
    merged('live'),
  ],
  production: [deployment(sha('try'), 0), deployment(sha('live'), -100)],
  leftAt: { [sha('try')]: sha('live') },
})

const notified = linesOf([billing], undefined, NOW).map(line => line.notified)

/** The pictures of docs/stale.md by file name. */
export function waitingPictures(): Readonly<Record<string, string>> {
  const first = linesOf([billing], undefined, NOW)
  const laterOn = { ...rendering, now: NOW + LATE, clock: clockOf('UTC', NOW + LATE) }
  const before = linesOf([late], undefined, NOW).map(line => ({ ...line.notified, reminded: NOW / 1000 }))
  const reminded = linesOf([late], before, NOW + LATE)
  const both = linesOf([billing, web], notified, NOW)
  const replies = replyBatches(both).map(newCommits =>
    reply(newCommitsReply('production', newCommits, rendering), '17:00'),
  )
  return {
    'waiting.svg': draw('What waits for production', [
      shown(staleMessage('production', first, 'post', rendering), '17:00'),
    ]),
    'waiting-more.svg': draw('The same message when more has become stale, with the reply that lists it', [
      shown(staleMessage('production', both, 'edit', rendering), '16:00'),
      ...replies,
    ]),
    'waiting-reminded.svg': draw('A reminder a week later, with the person who hears of what waits for too long', [
      shown(staleMessage('production', reminded, 'edit', laterOn), '17:00'),
      ...repliesFor('production', reminded, laterOn).map(({ content }) => reply(content, '17:00')),
    ]),
    'waiting-branch.svg': draw('What waits while a branch is live: nothing to paste, since that would replace it', [
      shown(staleMessage('production', linesOf([branch], undefined, NOW), 'post', rendering), '17:00'),
    ]),
    'waiting-unwatched.svg': draw('The same message when the policy names the environment no longer', [
      shown(doneMessage('production', [{ key: 'acme/web#web', why: 'policy' }], rendering), '16:00'),
    ]),
    'waiting-done.svg': draw('The same message when everything is live', [
      shown(
        doneMessage(
          'production',
          [
            { key: 'acme/billing#billing', why: 'live' },
            { key: 'acme/web#web', why: 'live' },
          ],
          rendering,
        ),
        '16:00',
      ),
    ]),
  }
}
