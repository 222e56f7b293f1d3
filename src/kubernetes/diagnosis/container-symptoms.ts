import { type ContainerStatus, type KubeEvent, timeOf } from '../api/pods-and-events.ts'
import { apiText } from '../api/text.ts'
import type { Symptom } from './cause.ts'
import { crashSymptom } from './crash.ts'
import { isPulling, pullProblem, saysWhy } from './pull-problem.ts'
import { configProblem, startProblem } from './start-problem.ts'

/** A container as the rules see it. */
export interface ContainerView {
  readonly status: ContainerStatus
  /** Whether it has crashed when it ends with code 0, too. */
  readonly keepsRunning: boolean
  /** Whether the other containers wait for its end. */
  readonly isInit: boolean
  /** Events about this container, oldest first. */
  readonly events: readonly KubeEvent[]
  /** What it had behind it when the rollout began. */
  readonly before: Parameters<typeof crashSymptom>[1]
  /** Its status is from before the apply, and nothing has been tried since. */
  readonly isUntried: boolean
  readonly pullError: string | undefined
  readonly hookError: string | undefined
  /** The crash that ends the rollout. */
  readonly fatalCrash: number
}

const START_FAILED = /^(StartError|ContainerCannotRun|RunContainerError|CreateContainerError)$/

/** The symptoms of one container, the most specific first. */
export function containerSymptoms(view: ContainerView): readonly Symptom[] {
  const { status } = view
  const { reason = '', message = '' } = status.state?.waiting ?? {}
  const found: (Symptom | undefined)[] = [
    pull(view, reason, message),
    // The name stands in the pod template, so no other change can put it right.
    reason === 'InvalidImageName' ? { code: 'image-name-invalid', text: apiText(message) } : undefined,
    reason === 'ErrImageNeverPull' ? aged(view, { code: 'image-not-on-node', text: apiText(message) }) : undefined,
    reason === 'CreateContainerConfigError' ? aged(view, configProblem(message)) : undefined,
    start(view, reason, message) ?? crashSymptom(status, view.before, view),
    hook(reason, message),
    view.isInit ? unendedInit(view) : probe(view),
  ]
  return found.filter(symptom => symptom !== undefined)
}

/** A status without a date is old news until something has been tried again: a change of the status, or an event, says so. */
function aged({ isUntried, events }: ContainerView, symptom: Symptom): Symptom {
  const triedAgain = events.some(({ reason }) => reason === 'Failed')
  return isUntried && !triedAgain ? { ...symptom, old: true } : symptom
}

/** The event comes about a second before the status; the status soon says only that the kubelet backs off. */
function pull(view: ContainerView, reason: string, message: string): Symptom | undefined {
  const started = view.status.state?.running !== undefined || view.status.state?.terminated !== undefined
  if (started) return undefined
  const event = view.events.findLast(
    ({ reason, message = '' }) => reason === 'Failed' && message.startsWith('Failed to pull image'),
  )
  const pulledSince = view.events.some(({ reason }) => reason === 'Pulled')
  if (event !== undefined && !pulledSince) return pullProblem(event.message ?? '', timeOf(event))
  if (!isPulling(reason)) return pulling(view)
  const known = saysWhy(message) && message !== '' ? message : view.pullError
  return { ...pullProblem(known ?? message), old: view.isUntried }
}

/** A pull that goes on: while it does, the status says no more than that the container is created. */
function pulling({ events }: ContainerView): Symptom | undefined {
  const begun = events.findLast(({ reason }) => reason === 'Pulling')
  const pulled = events.findLast(({ reason }) => reason === 'Pulled')
  if (begun === undefined) return undefined
  const since = timeOf(begun) ?? ''
  // Times have whole seconds.
  if (pulled !== undefined && Date.parse(timeOf(pulled) ?? '') >= Date.parse(since)) return undefined
  const clock = /T(\d\d:\d\d:\d\d)/.exec(since)?.[1]
  return {
    code: 'image-pulling',
    text: `${apiText(begun.message ?? '')}${clock === undefined ? '' : ` since ${clock} UTC`}`,
    since,
  }
}

/** After the first try the status says CrashLoopBackOff, and only the last state has the reason why it never ran. */
function start(view: ContainerView, reason: string, message: string): Symptom | undefined {
  const { state = {}, lastState = {} } = view.status
  if (state.running !== undefined) return undefined
  const ended = state.terminated ?? lastState.terminated
  if (ended !== undefined && START_FAILED.test(ended.reason ?? '')) {
    return aged(view, startProblem(ended.reason ?? '', ended.message ?? '', ended.finishedAt))
  }
  return START_FAILED.test(reason) ? aged(view, startProblem(reason, message)) : undefined
}

/** The first time, before the container is stopped and started again. */
function hook(reason: string, message: string): Symptom | undefined {
  return reason === 'PostStartHookError' ? { code: 'post-start-failed', text: apiText(message) } : undefined
}

function unendedInit({ status }: ContainerView): Symptom | undefined {
  const since = status.state?.running?.startedAt
  if (status.state?.running === undefined) return undefined
  return { code: 'init-running', text: 'the init container still runs, and the others wait for its end', since }
}

/** A container that runs but is not ready, with what its probe said. */
function probe({ status, events }: ContainerView): Symptom | undefined {
  if (status.state?.running === undefined || status.ready === true) return undefined
  // A liveness probe does not make a container unready, and one that was broken off says nothing.
  const failures = events.filter(({ reason, message = '' }) => reason === 'Unhealthy' && !/^Liveness/.test(message))
  const event =
    failures.findLast(({ message = '' }) => !/probe errored|context canceled/.test(message)) ?? failures.at(-1)
  const text = event === undefined ? 'runs, but is not ready' : apiText(event.message ?? '')
  return { code: 'not-ready', text, since: event === undefined ? undefined : timeOf(event) }
}
