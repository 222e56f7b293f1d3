import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { messageOf, UserError, withMachineFaults } from '../errors.ts'
import { AnswerTooLarge, withLimitedAnswers } from '../net/limited-answers.ts'
import { networkMessage } from '../net/network-message.ts'
import { proxiedFetch } from '../net/proxied-fetch.ts'
import { retry } from '../net/retry.ts'
import type { Clock } from '../time/clock.ts'

/** What is fetched, and to where. */
export interface FetchedFile {
  readonly url: string
  /** Not sent on where the address redirects to another host or port. */
  readonly authorization: string | undefined
  readonly to: string
}

interface FetchTools {
  readonly clock: Clock
  /** May name a proxy. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  /** Default: `MOST_DOWNLOAD`. */
  readonly mostBytes?: number
}

/** Bytes of one file: several times what the tools have. */
export const MOST_DOWNLOAD = 256 * 1024 * 1024

const PAUSES_MS = [1000, 4000]
const TEMPORARY = [408, 429, 500, 502, 503, 504]

/** The answer is none that a repeated request would change. */
class Refused extends Error {
  override readonly name = 'Refused'
}

/** Fetches a file; three times at most where that may help. Rejects with the signal's reason, or with why it could not be had. */
export async function fetchFile(
  file: FetchedFile,
  { clock, env, signal, mostBytes = MOST_DOWNLOAD }: FetchTools,
): Promise<void> {
  const send = withLimitedAnswers(await proxiedFetch(env), mostBytes)
  const headers: Record<string, string> = file.authorization === undefined ? {} : { authorization: file.authorization }
  await retry(
    async () => {
      const answer = await send(file.url, { headers, signal })
      if (!answer.ok || answer.body === null) {
        await answer.body?.cancel()
        const why = `it answers ${answer.status}`
        throw TEMPORARY.includes(answer.status) ? new Error(why) : new Refused(why)
      }
      await pipeline(Readable.fromWeb(answer.body), createWriteStream(file.to, { mode: 0o600 }), { signal })
    },
    (caught, { tries }) => {
      // A full disk has nothing to do with the address.
      const thrown = withMachineFaults(caught)
      if (thrown instanceof UserError) return { kind: 'give-up', error: thrown }
      const wait = PAUSES_MS[tries - 1]
      const lasting = thrown instanceof Refused || thrown instanceof AnswerTooLarge
      if (wait !== undefined && !lasting) return { kind: 'retry', wait }
      const why = thrown instanceof AnswerTooLarge ? messageOf(thrown) : networkMessage(thrown)
      return { kind: 'give-up', error: new Error(why, { cause: thrown }) }
    },
    { clock, signal },
  )
}
