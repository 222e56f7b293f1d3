import { expect, test } from 'vitest'
import { downloadFrom } from '../../../src/github/download.ts'
import { QuickClock } from '../quick-clock.ts'
import { HOSTILITIES, type Kind, startHostile } from './hostile-server.ts'

const ANSWERED = 'answered'

/** What of the answer is wrong is seen by who reads it. */
const ROWS = {
  'an endless body': 'URL: the answer is larger than 1 MiB',
  'a small body that becomes a large one': 'URL: the answer is larger than 1 MiB',
  'a body that stops': 'URL: no answer within 0.2 s',
  'a body that is cut short': 'URL: other side closed',
  'a page': ANSWERED,
  'a content type that is none': ANSWERED,
  'no JSON': ANSWERED,
  null: ANSWERED,
  'an empty object': ANSWERED,
  'an error that is called a success': ANSWERED,
  'a list of nothing': ANSWERED,
  'giant headers': 'URL: Headers Overflow Error',
  'redirects in circles': 'URL: HTTP 307',
  'a redirect to another host': 'URL: HTTP 307',
  'a redirect to another port': 'URL: HTTP 307',
  'a redirect to nowhere': 'URL: HTTP 307',
} satisfies Readonly<Record<Kind, string>>

test.each(Object.keys(HOSTILITIES) as Kind[])(
  'an attestation whose store does this cannot be read, which is said: %s',
  async kind => {
    const { url, astray, requests } = await startHostile(kind)
    const limits = { total: 0, attempt: kind === 'a body that stops' ? 200 : 60_000, firstPause: 1 }
    const most = 1024 * 1024
    const answer = await downloadFrom(`${url}/7.json.sn?sig=key`, {
      send: fetch,
      clock: new QuickClock(1000),
      most,
      limits,
    })
    const said = 'unreadable' in answer ? answer.unreadable.replace(url, 'URL') : ANSWERED
    expect(said).toBe(ROWS[kind])
    expect(astray).toEqual([])
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([undefined])
  },
)

test('who stops the run stops it', async () => {
  const { url } = await startHostile('a body that stops')
  const stop = new AbortController()
  const options = { send: fetch, clock: new QuickClock(1000), most: 1, signal: stop.signal }
  const answer = downloadFrom(url, options).catch((thrown: unknown) => thrown)
  const reason = new Error('stopped')
  stop.abort(reason)
  expect(await answer).toBe(reason)
})
