import { expect, test } from 'vitest'
import { messageOf } from '../../../src/errors.ts'
import { directRequest } from '../../../src/net/direct-request.ts'
import { type RegistryRequest, sendToRegistry } from '../../../src/registry/http.ts'
import { QuickClock } from '../quick-clock.ts'
import { HOSTILITIES, type Kind, startHostile } from './hostile-server.ts'

const ANSWERED = 'answered'

/** What of the answer is wrong is seen by who reads it. */
const ROWS = {
  'an endless body': 'HOST: its answer is larger than 4 MiB',
  'a small body that becomes a large one': 'HOST: its answer is larger than 4 MiB',
  'a body that stops': 'HOST: no answer within 0.2 s',
  'a body that is cut short': 'HOST: the connection was closed in the middle of the answer',
  'a page': ANSWERED,
  'a content type that is none': ANSWERED,
  'no JSON': ANSWERED,
  null: ANSWERED,
  'an empty object': ANSWERED,
  'an error that is called a success': ANSWERED,
  'a list of nothing': ANSWERED,
  'giant headers': 'HOST: Parse Error: Header overflow',
  'redirects in circles': 'HOST: it redirects in circles',
  'a redirect to another host': ANSWERED,
  'a redirect to another port': ANSWERED,
  'a redirect to nowhere': 'HOST: it redirects to nowhere',
} satisfies Readonly<Record<Kind, string>>

test.each(Object.keys(HOSTILITIES) as Kind[])(
  '%s is reported as the registry, and never leads the login away',
  async kind => {
    const { url, astray } = await startHostile(kind)
    const attemptMs = kind === 'a body that stops' ? 200 : 60_000
    const http = { fetch: directRequest, clock: new QuickClock(1000), attemptMs }
    const request: RegistryRequest = { method: 'GET', headers: {}, authorization: 'Bearer secret' }
    const said = await sendToRegistry(http, new URL(`${url}/v2/`), request).then(() => ANSWERED, messageOf)
    expect(said.replace(new URL(url).host, 'HOST')).toBe(ROWS[kind])
    // What an image is made of may be elsewhere.
    expect(astray.map(({ headers }) => headers.authorization)).toEqual(kind.includes('to another') ? [undefined] : [])
  },
)
