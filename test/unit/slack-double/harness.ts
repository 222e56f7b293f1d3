import { afterEachTest } from '../../../script/testing/cleanup.ts'
import type { Fields } from '../../platform/slack/block/fields.ts'
import { type SlackDouble, type SlackOptions, startSlack } from '../../platform/slack/slack.ts'

/** A double with two channels and two apps, and how tests talk to it. */
export interface Harness {
  readonly slack: SlackDouble
  /** The double's clock, in milliseconds; a test moves it. */
  readonly time: { now: number }
  /** Calls a method with a JSON body, as the app `train` by default. */
  call(method: string, body?: object, token?: string): Promise<Called>
  /** Posts into the public channel and returns the message's name. */
  post(body: object): Promise<string>
}

export interface Called {
  readonly status: number
  readonly headers: Headers
  readonly body: Fields
  readonly error: unknown
}

export const DEPLOYS = 'C0DEPLOYS'
export const SECRET = 'G0SECRET'
export const start = Date.UTC(2026, 10, 20, 9)

const running: SlackDouble[] = []

afterEachTest(async () => {
  for (const slack of running.splice(0)) await slack.stop()
})

export async function startHarness(options: SlackOptions = {}): Promise<Harness> {
  const time = { now: start }
  const slack = await startSlack({
    channels: [
      { id: DEPLOYS, name: 'deploys' },
      { id: SECRET, name: 'secret', private: true, members: ['train'] },
    ],
    people: [{ id: 'U0ADA', name: 'ada' }],
    tokens: { 'xoxb-train': { name: 'train' }, 'xoxb-other': { name: 'other' } },
    now: () => time.now,
    ...options,
  })
  running.push(slack)
  const call: Harness['call'] = (method, body = {}, token = 'xoxb-train') => send(slack, method, body, token)
  return {
    slack,
    time,
    call,
    async post(body) {
      const { body: answer } = await call('chat.postMessage', { channel: DEPLOYS, ...body })
      if (answer.ok !== true) throw new Error(`not posted: ${JSON.stringify(answer)}`)
      return String(answer.ts)
    },
  }
}

async function send(slack: SlackDouble, method: string, body: object, token: string): Promise<Called> {
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' }
  if (token !== '') headers.authorization = `Bearer ${token}`
  const response = await fetch(`${slack.url}${method}`, { method: 'POST', headers, body: JSON.stringify(body) })
  const text = await response.text()
  const json = response.headers.get('content-type')?.startsWith('application/json') === true
  const answer: Fields = json ? JSON.parse(text) : {}
  return { status: response.status, headers: response.headers, body: answer, error: answer.error }
}
