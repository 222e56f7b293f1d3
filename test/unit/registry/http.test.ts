import { describe, expect, test } from 'vitest'
import { messageOf, UserError } from '../../../src/errors.ts'
import { NoResponse, type RegistryRequest, sendToRegistry, TooBusy } from '../../../src/registry/http.ts'

const problemOf = (failing: Promise<unknown>) =>
  failing.then(
    () => 'none',
    (thrown: unknown) => messageOf(thrown),
  )

interface Asked {
  readonly url: string
  readonly authorization: string | undefined
}

const GET: RegistryRequest = { method: 'GET', headers: { Accept: 'x' }, authorization: 'Bearer t' }
const START = 'https://registry.example/v2/'

/** A service that answers the n-th request so; the last answer for ever. */
function serviceOf(...answers: readonly ((url: URL) => Response)[]) {
  const asked: Asked[] = []
  const slept: number[] = []
  const fetch = async (input: URL, { headers }: { readonly headers: Readonly<Record<string, string>> }) => {
    asked.push({ url: input.href, authorization: headers.Authorization })
    const answer = answers[Math.min(asked.length, answers.length) - 1]
    if (answer === undefined) throw new Error('no answer')
    return answer(input)
  }
  const clock = {
    now: () => 0,
    sleep: async (ms: number) => {
      slept.push(ms)
    },
  }
  const http = { fetch: fetch as unknown as typeof globalThis.fetch, clock }
  const send = (request: Partial<RegistryRequest> = {}) => sendToRegistry(http, new URL(START), { ...GET, ...request })
  return { asked, slept, send }
}

const ok = () => new Response('hello')
const to =
  (location: string, status = 307) =>
  () =>
    new Response(null, { status, headers: { location } })
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('%i is followed', async status => {
    const { asked, send } = serviceOf(to('/other', status), ok)
    expect(text((await send()).body)).toBe('hello')
    expect(asked).toEqual([
      { url: START, authorization: 'Bearer t' },
      { url: 'https://registry.example/other', authorization: 'Bearer t' },
    ])
  })

  test('four at most, and what is away from the origin gets no credentials', async () => {
    const away = to('https://storage.example/blob')
    const four = serviceOf(away, away, away, away, ok)
    expect((await four.send()).status).toBe(200)
    expect(four.asked.map(({ authorization }) => authorization)).toEqual(['Bearer t', ...Array(4).fill(undefined)])
    const five = serviceOf(away, away, away, away, away, ok)
    expect(await problemOf(five.send())).toBe('registry.example: it redirects in circles')
    expect(five.asked).toHaveLength(5)
  })

  test('of a status that is no redirect, and without a place, are answers', async () => {
    expect((await serviceOf(() => new Response(null, { status: 304 })).send()).status).toBe(304)
    expect((await serviceOf(to('/x', 404)).send()).status).toBe(404)
    expect((await serviceOf(() => new Response(null, { status: 307 })).send()).status).toBe(307)
  })

  test('are refused with a secret in the body, and to plain http', async () => {
    const post = serviceOf(to('/other'), ok)
    expect(await problemOf(post.send({ method: 'POST' }))).toBe(
      'registry.example: it redirects a request that must not go elsewhere',
    )
    expect(post.asked).toHaveLength(1)
    const plain = serviceOf(to('http://registry.example/x'), ok)
    expect(await problemOf(plain.send())).toBe('registry.example: it redirects to plain http (registry.example)')
  })
})

describe('what may be another answer in a moment', () => {
  test.each([
    [429, TooBusy],
    [500, NoResponse],
    [503, NoResponse],
  ])('%i is asked again after half a second and two, no more', async (status, Kind) => {
    const { asked, slept, send } = serviceOf(() => new Response(null, { status }))
    const thrown: unknown = await send().catch(error => error)
    expect([thrown instanceof Kind, thrown instanceof TooBusy]).toEqual([true, status === 429])
    expect(await problemOf(Promise.reject(thrown))).toBe(`registry.example: it answers ${status}`)
    expect([asked.length, ...slept]).toEqual([3, 500, 2000])
  })

  test('499 is an answer', async () => {
    expect((await serviceOf(() => new Response(null, { status: 499 })).send()).status).toBe(499)
  })

  test('a connection that breaks is tried again', async () => {
    const broken = () => {
      throw new TypeError('fetch failed', { cause: new Error('ECONNRESET') })
    }
    expect((await serviceOf(broken, broken, ok).send()).status).toBe(200)
  })

  test('a wrong setting is not', async () => {
    const { asked, send } = serviceOf(() => {
      throw new UserError('proxy-invalid', 'no proxy')
    })
    expect(await problemOf(send())).toBe('no proxy')
    expect(asked).toHaveLength(1)
  })

  test('no answer within the time', async () => {
    const { send } = serviceOf(() => {
      throw new DOMException('The operation was aborted due to timeout', 'TimeoutError')
    })
    expect(await problemOf(send())).toBe('registry.example: no answer within 10 s')
  })
})

test('an answer has 4 MiB at most', async () => {
  const of = (bytes: number) => serviceOf(() => new Response(new Uint8Array(bytes)))
  expect((await of(4 * 1024 * 1024).send()).body.length).toBe(4 * 1024 * 1024)
  const { asked, send } = of(4 * 1024 * 1024 + 1)
  expect(await problemOf(send())).toBe('registry.example: its answer is larger than 4 MiB')
  expect(asked).toHaveLength(1)
})
