import type { Octokit as Core } from '@octokit/core'
import type { PaginateInterface } from '@octokit/plugin-paginate-rest'
import type { Api } from '@octokit/plugin-rest-endpoint-methods'
import type { Logger } from '../log/logger.ts'
import { directFetch } from '../net/direct-fetch.ts'
import { AnswerTooLarge, withLimitedAnswers } from '../net/limited-answers.ts'
import { ownOriginFetch } from '../net/own-origin-fetch.ts'
import { proxiedFetch } from '../net/proxied-fetch.ts'
import { withoutTrailing } from '../text/trailing.ts'
import type { Clock } from '../time/clock.ts'
import type { Instant } from '../time/instant.ts'
import { type Downloaded, downloadFrom } from './download.ts'
import { endpointOf } from './endpoints.ts'
import { MalformedAnswer, UnreadableAnswer } from './failure.ts'
import { misfit } from './rest-answers.ts'
import { GITHUB_RETRY_LIMITS, type GitHubRetryLimits, sendToGitHub } from './retry.ts'

export type Octokit = Core & Api & { readonly paginate: PaginateInterface }

/** The form of answers that is read here. A GitHub that supports it no more refuses, instead of answering in another form. */
const API_VERSION = '2022-11-28'

/** Bytes of one answer. The largest are pages of a hundred, of some MB. */
export const MOST_GITHUB_ANSWER = 32 * 1024 * 1024

/** Which repository. */
export interface Repository {
  readonly owner: string
  readonly repo: string
}

/** The one connection to GitHub of a run. */
export interface GitHubClient {
  readonly repository: Repository
  /**
   * The library, loaded when it is first asked for. Its requests are sent again when that may help; what fails in the
   * end is a `UserError` (error): `github-unreachable`, `github-rate-limited`, `github-forbidden`, `github-not-found`,
   * `github-token-invalid`, `github-rejected`, `github-broken`.
   */
  octokit(): Promise<Octokit>
  /** Fetches what an answer refers to on another host, without the token; at most `most` bytes. Is not among `requests`. */
  download(address: string, most: number): Promise<Downloaded>
  /** Requests sent so far, repeated ones included. */
  requests(): number
  /** GitHub's own time, as its newest answer had it; undefined before one. */
  now(): Instant | undefined
}

export interface GitHubConnection {
  readonly token: string
  /** Base of the REST interface, `https://api.github.com`. */
  readonly apiUrl: string
  readonly repository: Repository
  readonly log: Logger
  readonly clock: Clock
  readonly userAgent?: string
  /** The job's environment, which may name a proxy. Default: none is used. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** How requests are sent; default: node's own, through the proxy of `env`. */
  readonly fetch?: typeof fetch
  /** Ends every request; what is in progress rejects with the signal's reason. */
  readonly signal?: AbortSignal
  readonly retryLimits?: Partial<GitHubRetryLimits>
  /** Hides secrets in what is written for people: the texts of statuses. Default: nothing is hidden. */
  readonly redact?: ((text: string) => string) | undefined
  /** Spreads what waits for a rate limit; from 0 to below 1. */
  readonly random?: () => number
}

/** Prepares a connection. Nothing is sent, and the library is not loaded, before the first request. */
export function connectGitHub(connection: GitHubConnection): GitHubClient {
  let loading: Promise<Octokit> | undefined
  let sent = 0
  let answered: Instant | undefined
  return {
    repository: connection.repository,
    octokit() {
      loading ??= load(connection, {
        onRequest: () => {
          sent += 1
        },
        onDate: at => {
          answered = at
        },
      })
      return loading
    },
    async download(address, most) {
      const { clock, signal } = connection
      return downloadFrom(address, { send: await senderOf(connection), clock, signal, most })
    },
    requests: () => sent,
    now: () => answered,
  }
}

async function senderOf({ fetch: given, env = {} }: GitHubConnection): Promise<typeof fetch> {
  return given ?? (await proxiedFetch(env, directFetch))
}

/** What is noted of requests and answers. */
interface Notes {
  readonly onRequest: () => void
  readonly onDate: (at: Instant) => void
}

async function load(connection: GitHubConnection, { onRequest, onDate }: Notes): Promise<Octokit> {
  const { token, log, clock, signal, userAgent = 'commit-train', random = Math.random } = connection
  // Loaded here: a missing input needs none of it.
  const { octokitWith } = await import('./octokit.ts')
  const apiUrl = withoutTrailing(connection.apiUrl, '/')
  const debug = (line: string) => log.debug(line)
  const libraryLog = { debug: () => {}, info: () => {}, warn: debug, error: debug }
  // The library's own parser asks of each value whether it is an integer too large for a number: GitHub's are not, and it
  // takes ten times as long.
  const send = withLimitedAnswers(ownOriginFetch(await senderOf(connection)), MOST_GITHUB_ANSWER)
  const request = { fetch: send, parseSuccessResponseBody: false }
  const octokit = octokitWith({ auth: token, baseUrl: apiUrl, userAgent, log: libraryLog, request })
  octokit.hook.wrap('request', async (send, options) => {
    const endpoint = endpointOf(options.method, options.url)
    const slow = endpoint.attempt === undefined ? {} : { attempt: endpoint.attempt }
    const limits = { ...GITHUB_RETRY_LIMITS, ...slow, ...connection.retryLimits }
    const isRead = options.method === 'GET' || options.request?.isRead === true
    const repeatable = isRead || endpoint.repeatable === true
    options.headers['x-github-api-version'] = API_VERSION
    if (typeof options.description === 'string' && connection.redact !== undefined) {
      options.description = connection.redact(options.description)
    }
    const attempt = async (attemptSignal: AbortSignal) => {
      onRequest()
      // Into the very object: the library's hooks go on with that one, whatever `send` is given.
      options.request = { ...options.request, signal: attemptSignal }
      const response = await send(options)
      const at = Date.parse(response.headers.date ?? '')
      if (Number.isFinite(at)) onDate(at)
      // Into the answer itself, for the same reason.
      // 204 has no body.
      response.data = response.status === 204 ? {} : await readJson(response.data)
      const wrong = misfit(options.method, options.url, response.data)
      if (wrong !== undefined) throw new MalformedAnswer(`no ${wrong}`)
      return response
    }
    const writes = !isRead
    return sendToGitHub(attempt, { endpoint, repeatable, writes, apiUrl, token, log, clock, limits, random, signal })
  })
  return octokit
}

/** The answer in the body of a response. Throws where it is not whole, and says what came in its place. */
async function readJson(body: unknown): Promise<object> {
  const text = body instanceof ReadableStream ? await new Response(body).text().catch(cutShort) : ''
  const data = parsed(text)
  if (typeof data === 'object' && data !== null) return data
  // A login page of a network, or an error of a proxy.
  if (/^\s*</.test(text)) throw new UnreadableAnswer('a page came in place of the answer, so it is not from GitHub')
  throw new UnreadableAnswer('the answer is not JSON, or not whole')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function cutShort(thrown: unknown): never {
  if (thrown instanceof AnswerTooLarge) throw thrown
  throw new UnreadableAnswer('the answer is cut short')
}
