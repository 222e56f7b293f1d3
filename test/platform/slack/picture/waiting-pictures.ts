import { newCommitsReply, replyBatches } from '../../../../src/delivery/stale/text/new-commits-reply.ts'
import { doneMessage, staleMessage } from '../../../../src/delivery/stale/text/stale-message.ts'
import type { CommitFacts } from '../../../../src/domain/history/facts.ts'
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

const notified = linesOf([billing], undefined, NOW).map(line => line.notified)

/** The pictures of docs/stale.md by file name. */
export function waitingPictures(): Readonly<Record<string, string>> {
  const first = linesOf([billing], undefined, NOW)
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
