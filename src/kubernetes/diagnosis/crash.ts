import type { CauseCode } from '../../reasons/causes.ts'
import type { ContainerStatus, KubeEvent, Terminated } from '../api/pods-and-events.ts'
import { apiText } from '../api/text.ts'
import type { Symptom } from './cause.ts'
import { isFreshNews } from './fresh-news.ts'
import { kubeletStop } from './kubelet-stop.ts'

/** Causes of containers that ended although they should run. */
export const CRASH_CODES: ReadonlySet<CauseCode> = new Set<CauseCode>([
  ...(['crash', 'out-of-memory', 'liveness-failed', 'startup-failed', 'post-start-failed'] as const),
])

/** The kubelet restarts a container once at once; it backs off from the second crash on. */
const BACK_OFF_CRASH = 2

/**
 * Counts the crashes of a container since the rollout began and names how it ended.
 *
 * A container that has to keep running (`keepsRunning`) crashed whenever it ended, also with code 0; any other, such as
 * an init container, only when its code is not 0. Restart count and terminated state appear ten seconds and more
 * before CrashLoopBackOff, which is therefore not waited for.
 */
export function crashSymptom(
  status: ContainerStatus,
  before: CrashesBefore,
  { keepsRunning, events, hookError, fatalCrash }: CrashContext,
): Symptom | undefined {
  const { state = {}, lastState = {} } = status
  const looping = isLooping(status)
  const isDown = state.terminated !== undefined
  if (isDown && !keepsRunning && state.terminated.exitCode === 0) return undefined
  // A container that may end well is restarted only after failures, so its restarts count, too.
  const crashes = crashesOf(status) - before.crashes
  const ended = isDown ? state.terminated : lastState.terminated
  if (crashes <= 0) return isDown || looping ? { ...described(ended, 0), old: true } : undefined
  // A run that began before the apply has not seen what was applied.
  const isNew = !before.existed || isFreshNews(ended?.startedAt, before.appliedAt)
  const times = Math.max(crashes, looping && isNew ? BACK_OFF_CRASH : 0)
  const fatal = times >= fatalCrash
  const stop = kubeletStop(ended, events, hookError)
  const what = stop === undefined ? described(ended, times) : { code: stop.code, text: `${stop.text}${often(times)}` }
  return { ...what, ...(fatal ? { fatality: 'fatal' } : {}), since: ended?.finishedAt }
}

interface CrashContext {
  readonly keepsRunning: boolean
  /** Events about the container, oldest first. */
  readonly events: readonly KubeEvent[]
  /** What the last failed `postStart` hook said. */
  readonly hookError: string | undefined
  /** The crash that ends the rollout. */
  readonly fatalCrash: number
}

/** What a container had behind it when the rollout began. */
interface CrashesBefore {
  readonly crashes: number
  /** Whether its pod existed before the apply. */
  readonly existed: boolean
  /** The server's time of the apply, milliseconds since the epoch, to the second. */
  readonly appliedAt: number
}

/** How often the container has ended so far, the end included that it is not restarted from yet. */
export function crashesOf(status: ContainerStatus): number {
  const isDown = status.state?.terminated !== undefined || isLooping(status)
  return (status.restartCount ?? 0) + (isDown ? 1 : 0)
}

function isLooping({ state }: ContainerStatus): boolean {
  return state?.waiting?.reason === 'CrashLoopBackOff'
}

function described(ended: Terminated | undefined, times: number): Pick<Symptom, 'code' | 'text'> {
  if (ended === undefined) return { code: 'crash', text: `crashed${often(times)}` }
  if (ended.reason === 'OOMKilled') {
    return { code: 'out-of-memory', text: `exceeded its memory limit (OOMKilled)${often(times)}` }
  }
  const by = signalOf(ended)
  const how = by === undefined ? `exited with code ${ended.exitCode}` : `was killed by ${by} (code ${ended.exitCode})`
  const said = ended.message === undefined ? '' : `: ${apiText(ended.message)}`
  return { code: 'crash', text: `${how}${often(times)}${said}` }
}

function often(times: number): string {
  return times > 1 ? `, ${times} crashes so far` : ''
}

const SIGNALS: Readonly<Record<number, string>> = {
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  15: 'SIGTERM',
}

/** Runtimes report a signal as 128 plus its number. */
function signalOf({ signal, exitCode }: Terminated): string | undefined {
  const number = signal ?? (exitCode > 128 ? exitCode - 128 : undefined)
  return number === undefined ? undefined : SIGNALS[number]
}
