import { type KubeEvent, type Terminated, timeOf } from '../api/pods-and-events.ts'
import { apiText } from '../api/text.ts'
import type { Symptom } from './cause.ts'

/** Why the kubelet itself ended a run of a container, by its events; the status has only the signal. */
export function kubeletStop(
  ended: Terminated | undefined,
  events: readonly KubeEvent[],
  hookError: string | undefined,
): Pick<Symptom, 'code' | 'text'> | undefined {
  const began = Date.parse(ended?.startedAt ?? '')
  const ofThisRun = events.filter(event => !(Date.parse(timeOf(event) ?? '') < began))
  const kill = ofThisRun.findLast(({ reason }) => reason === 'Killing')?.message ?? ''
  if (/failed liveness probe/.test(kill)) {
    return { code: 'liveness-failed', text: said(ofThisRun, 'Liveness') ?? apiText(kill) }
  }
  if (/failed startup probe/.test(kill)) {
    return { code: 'startup-failed', text: said(ofThisRun, 'Startup') ?? apiText(kill) }
  }
  const hook = ofThisRun.findLast(({ reason }) => reason === 'FailedPostStartHook')
  return hook === undefined ? undefined : { code: 'post-start-failed', text: apiText(hookError ?? hook.message ?? '') }
}

function said(events: readonly KubeEvent[], probe: string): string | undefined {
  const failed = events.findLast(({ reason, message = '' }) => reason === 'Unhealthy' && message.startsWith(probe))
  return failed === undefined ? undefined : apiText((failed.message ?? '').trim().replace(/:$/, ''))
}
