import { Agent, type ClientRequest, type IncomingMessage, request as startRequest } from 'node:http'
import { AnswerTooLarge } from '../../net/limited-answers.ts'

/** One request over the proxy's socket. */
export interface SocketRequest {
  readonly method: 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT'
  /** Path and query. */
  readonly path: string
  readonly body?: string
  readonly contentType?: string
  /** Default: JSON. */
  readonly accept?: string
  readonly signal?: AbortSignal | undefined
}

/** How long to wait for a server that accepted the connection and sends nothing; milliseconds. */
export interface TimeLimits {
  /** A read, to its last byte. */
  readonly read: number
  /** A write: each admission webhook in its way may take 30 s. */
  readonly apply: number
  /** The head of a stream's answer. */
  readonly open: number
  /** Silence within a stream; longer than the server lets a stream live, so that only a dead one is silent so long. */
  readonly silence: number
}

export const TIME_LIMITS: TimeLimits = { read: 15_000, apply: 45_000, open: 15_000, silence: 45_000 }

/** Sends a request and gives the answer as soon as its headers arrive; rejects when none come. */
type Send = (request: SocketRequest) => Promise<IncomingMessage>

/**
 * HTTP over a unix socket. Short requests share kept-alive connections, and the caller limits their time by the
 * signal; a stream has a connection of its own, so that it never takes a place from them, and is broken when it is
 * silent for too long.
 */
export function socketHttp(
  socketPath: string,
  limits: TimeLimits = TIME_LIMITS,
): { readonly send: Send; readonly stream: Send; close(): void } {
  const shared = new Agent({ keepAlive: true, maxSockets: 64 })
  return {
    send: request => new Promise((resolve, reject) => start(socketPath, shared, request, resolve).on('error', reject)),
    stream: request =>
      new Promise((resolve, reject) => {
        const outgoing = start(socketPath, false, request, answer => {
          clearTimeout(late)
          answer.setTimeout(limits.silence, () => answer.destroy(timeoutError(limits.silence)))
          resolve(answer)
        })
        const late = setTimeout(() => outgoing.destroy(timeoutError(limits.open)), limits.open)
        outgoing.on('error', cause => {
          clearTimeout(late)
          reject(cause)
        })
      }),
    close: () => shared.destroy(),
  }
}

/** The error of a server that sends nothing in time. */
export function timeoutError(ms: number): Error {
  return new Error(`no answer within ${ms / 1000} s`)
}

function start(
  socketPath: string,
  agent: Agent | false,
  { method, path, body, contentType, accept = 'application/json', signal }: SocketRequest,
  onAnswer: (answer: IncomingMessage) => void,
): ClientRequest {
  const headers: Record<string, string | number> = {
    // kubectl proxy refuses every other host, to be safe from rebinding.
    Host: 'localhost',
    Accept: accept,
  }
  if (contentType !== undefined) headers['Content-Type'] = contentType
  if (body !== undefined) headers['Content-Length'] = Buffer.byteLength(body)
  const options = { socketPath, agent, method, path, headers, ...(signal === undefined ? {} : { signal }) }
  const outgoing = startRequest(options, onAnswer)
  outgoing.end(body)
  return outgoing
}

/** Characters of one answer: lists of many thousand objects. */
export const MOST_CLUSTER_ANSWER = 128 * 1024 * 1024
/** Characters of one event of a watch: an object has 1.5 MiB at most where etcd keeps it. */
export const MOST_CLUSTER_EVENT = 16 * 1024 * 1024

/** The whole answer as text. Throws where it is larger than `most`. */
export async function textOfAnswer(answer: IncomingMessage, most = MOST_CLUSTER_ANSWER): Promise<string> {
  answer.setEncoding('utf8')
  const parts: string[] = []
  let length = 0
  for await (const part of answer as AsyncIterable<string>) {
    length += part.length
    // Leaving the loop ends the connection.
    if (length > most) throw new AnswerTooLarge(most)
    parts.push(part)
  }
  return parts.join('')
}

/**
 * The answer line by line as it arrives; a last line without its end is not whole and is left out. Throws where a line is longer
 * than `most`.
 */
export async function* linesOfAnswer(answer: IncomingMessage, most = MOST_CLUSTER_EVENT): AsyncGenerator<string> {
  answer.setEncoding('utf8')
  // The beginning of a line, in the pieces in which it came.
  let rest: string[] = []
  let length = 0
  for await (const part of answer as AsyncIterable<string>) {
    const lines = part.split('\n')
    const last = lines.pop() ?? ''
    if (lines.length > 0) {
      lines[0] = rest.join('') + lines[0]
      rest = []
      length = 0
    }
    rest.push(last)
    length += last.length
    if (length > most) throw new AnswerTooLarge(most, 'a line of the answer')
    yield* lines.filter(line => line !== '')
  }
}
