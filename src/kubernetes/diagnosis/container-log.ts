import type { CauseCode } from '../../reasons/causes.ts'
import type { Clock } from '../../time/clock.ts'
import type { KubernetesClient } from '../api/client.ts'
import type { Pod } from '../api/pods-and-events.ts'
import type { Cause } from './cause.ts'
import { CRASH_CODES } from './crash.ts'

/** The cluster that is asked for logs. */
interface LogSource {
  readonly client: Pick<KubernetesClient, 'text'>
  readonly clock: Clock
  /** Hides secrets. */
  readonly redact: (text: string) => string
}

/** The last lines a container wrote. */
export interface ContainerLog {
  readonly pod: string
  readonly container: string
  readonly lines: readonly string[]
  /** Whether they are those of the run before the present one. */
  readonly previous: boolean
}

const LINES = 25
const LONGEST_LINE = 500
const LIMIT_BYTES = 65_536
const LOG_READ_LIMIT_MS = 2_000

/** Causes of containers that ran, and so may have written something. */
const CODES_WITH_LOG: ReadonlySet<CauseCode> = new Set<CauseCode>([
  ...CRASH_CODES,
  ...(['not-ready', 'init-running', 'injected-container-failed'] as const),
])

/** Those that are about the present run. */
const RUNNING_CODES: ReadonlySet<CauseCode> = new Set<CauseCode>(['not-ready', 'init-running'])

/**
 * The failing container's last lines; undefined if there are none, or if they cannot be had within 2 s. Both the
 * present and the previous run are read: which of them has the crash's lines depends on the moment, and the kubelet
 * may have removed either.
 */
export async function readLog(
  { client, clock, redact }: LogSource,
  cause: Cause,
  pods: readonly Pod[],
  signal?: AbortSignal,
): Promise<ContainerLog | undefined> {
  const { pod, container, namespace } = cause
  if (pod === undefined || container === undefined || !CODES_WITH_LOG.has(cause.code)) return undefined
  const timer = new AbortController()
  const late = new AbortController()
  const either = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal])
  void clock.sleep(LOG_READ_LIMIT_MS, timer.signal).then(
    () => late.abort(),
    () => undefined,
  )
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log`
  const read = async (previous: boolean): Promise<readonly string[]> => {
    const query = { container, tailLines: String(LINES), limitBytes: String(LIMIT_BYTES), previous: String(previous) }
    try {
      return linesOf(redact(whole(await client.text(path, { query, signal: either }))))
    } catch {
      // A kubelet that has removed the container is common here, and missing logs are never an error.
      return []
    }
  }
  const [current, before] = await Promise.all([read(false), read(true)])
  timer.abort()
  signal?.throwIfAborted()
  const previous =
    before.length > 0 && (current.length === 0 || isRunning(pods, pod, container)) && !RUNNING_CODES.has(cause.code)
  const lines = previous ? before : current
  return lines.length === 0 ? undefined : { pod, container, lines, previous }
}

/** Without a last line that the limit has cut: half a secret is not recognised. */
function whole(text: string): string {
  return Buffer.byteLength(text) < LIMIT_BYTES ? text : text.slice(0, text.lastIndexOf('\n') + 1)
}

// But for tabs. A line of a program must not become two in our log, nor move the cursor in it.
const CONTROL = /(?:(?!\t)[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF])+/gu

function linesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map(line => line.toWellFormed().replace(CONTROL, ' ').trimEnd())
    .filter(line => line !== '' && !line.startsWith('unable to retrieve container logs'))
    .map(line => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 1)}…` : line))
    .slice(-LINES)
}

/** The present run of a container that runs again has not got to its crash. */
function isRunning(pods: readonly Pod[], name: string, container: string): boolean {
  const { initContainerStatuses = [], containerStatuses = [] } =
    pods.find(pod => pod.metadata.name === name)?.status ?? {}
  const status = [...initContainerStatuses, ...containerStatuses].find(found => found.name === container)
  return status?.state?.running !== undefined
}
