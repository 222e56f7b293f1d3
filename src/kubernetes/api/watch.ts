import { messageOf } from '../../errors.ts'
import type { Clock } from '../../time/clock.ts'
import type { KubernetesClient } from './client.ts'
import { KubernetesError, OversizedAnswer } from './error.ts'
import { isMapping, mappingAt, mappingsIn } from './objects.ts'

/** Receives what a watch delivers: first all present objects, then each change. */
export interface WatchReceiver {
  /** All objects of the list, in place of everything received before. */
  replaced(objects: readonly unknown[]): void
  changed(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: unknown): void
  /** The stream is open: from now on every change is delivered. */
  opened(): void
  /** The server has ended the stream in good order; it is being opened again, from where it ended. */
  ended(): void
  /** The stream broke or could not be opened; a new list comes before it is opened again. */
  interrupted(why: string): void
}

interface WatchOptions {
  readonly client: KubernetesClient
  readonly clock: Clock
  /** Path of the list. */
  readonly path: string
  readonly labelSelector?: string
  /** Only what happens from now on: the list is not read, and not asked for in full. */
  readonly fromNow?: boolean
  readonly receiver: WatchReceiver
  readonly signal: AbortSignal
}

/** How long the server lets a stream live: one that is older has lost its server, whatever the network says. */
const STREAM_SECONDS = 30

const SHORTEST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 2_000

/**
 * Opens a list and watch: resolves when the list was delivered and rejects if that fails. From then on it follows
 * until the signal: through streams that the server ends (from the version last seen), and through disconnects and
 * versions that are gone (from a new list). It reconnects until then, at most every 2 s, unless the list is too large to
 * be read; the caller's time budget ends that.
 */
export async function openWatch(options: WatchOptions): Promise<void> {
  const version = await list(options)
  // Not awaited; every way it can end is handled inside.
  void followFrom(version, options)
}

async function followFrom(start: string, options: WatchOptions): Promise<void> {
  const { signal, receiver, clock } = options
  let version: string | undefined = start
  let pause = SHORTEST_PAUSE_MS
  while (!signal.aborted) {
    const started = clock.now()
    try {
      version ??= await list(options)
      const from: string = version
      version = await stream(from, options)
      receiver.ended()
      // A stream that ends by itself at once must not become a busy loop.
      if (version !== from || clock.now() - started > LONGEST_PAUSE_MS) pause = SHORTEST_PAUSE_MS
    } catch (thrown) {
      if (signal.aborted) return
      const broken = thrown instanceof StreamBroken ? thrown : undefined
      if (broken !== undefined && broken.version !== version) pause = SHORTEST_PAUSE_MS
      // A list has what exists now; what happened in between only the stream delivers.
      version = options.fromNow && broken?.gone === false ? broken.version : undefined
      receiver.interrupted(messageOf(thrown))
      // A list that is too large would be read every two seconds.
      if (thrown instanceof OversizedAnswer) return
    }
    await clock.sleep(pause, signal).catch(() => undefined)
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  }
}

/** A stream that ended by an error, and how far it got. */
class StreamBroken extends Error {
  readonly version: string
  readonly gone: boolean

  constructor(message: string, version: string, gone: boolean) {
    super(message)
    this.version = version
    this.gone = gone
  }
}

async function list({ client, path, labelSelector, fromNow, receiver, signal }: WatchOptions): Promise<string> {
  const query = {
    ...(labelSelector === undefined ? {} : { labelSelector }),
    // One item is enough to learn the version from which to watch.
    ...(fromNow ? { limit: '1' } : {}),
  }
  const { body } = await client.get(path, { query, signal })
  if (!fromNow) receiver.replaced(mappingsIn(mappingAt(body)?.items))
  return String(mappingAt(body, 'metadata')?.resourceVersion ?? '')
}

/** Follows one stream to its end; gives the version it got to. */
async function stream(from: string, options: WatchOptions): Promise<string> {
  const { client, path, labelSelector, receiver, signal } = options
  const query = {
    watch: '1',
    allowWatchBookmarks: 'true',
    resourceVersion: from,
    timeoutSeconds: String(STREAM_SECONDS),
    ...(labelSelector === undefined ? {} : { labelSelector }),
  }
  let version = from
  try {
    for await (const line of client.lines(path, { query, signal, onOpen: () => receiver.opened() })) {
      const event = eventIn(line)
      if (event.type === 'ERROR') {
        const code = mappingAt(event, 'object')?.code
        throw new StreamBroken(`the watch ended with ${code}`, version, code === 410)
      }
      version = String(mappingAt(event, 'object', 'metadata')?.resourceVersion ?? version)
      const { type } = event
      if (type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED') receiver.changed(type, event.object)
    }
  } catch (thrown) {
    if (thrown instanceof StreamBroken) throw thrown
    // The version of an event that is too large brings it again.
    const gone = thrown instanceof OversizedAnswer || (thrown instanceof KubernetesError && thrown.code === 410)
    throw new StreamBroken(messageOf(thrown), version, gone)
  }
  return version
}

/** Without the parser's words: they quote the text. */
function eventIn(line: string): Readonly<Record<string, unknown>> {
  try {
    const event: unknown = JSON.parse(line)
    if (isMapping(event)) return event
  } catch {
    // Reported below.
  }
  throw new Error('the watch delivered a line that is not an event')
}
