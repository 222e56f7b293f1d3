import type { CauseCode } from '../../reasons/causes.ts'
import { LONGEST_MESSAGE } from '../api/error.ts'
import { quantity } from '../api/quantity.ts'
import { apiText } from '../api/text.ts'
import type { Symptom } from './cause.ts'

/** What the API server says when it refuses a pod. First match wins. */
const PATTERNS: readonly { readonly pattern: RegExp; readonly code: CauseCode }[] = [
  // Its own words may hold those of the others.
  {
    pattern: /(admission webhook "[^"]*"|ValidatingAdmissionPolicy .*) denied (the )?request/i,
    code: 'admission-denied',
  },
  { pattern: /failed calling webhook/i, code: 'webhook-failed' },
  { pattern: /exceeded quota/i, code: 'quota-exceeded' },
  { pattern: /failed quota: .*must specify/i, code: 'quota-values-missing' },
  { pattern: /error looking up service account/i, code: 'service-account-missing' },
  { pattern: /violates PodSecurity/i, code: 'pod-security' },
  { pattern: /is forbidden|is invalid/i, code: 'pod-refused' },
]

/** Why pods are not created: a controller's reason FailedCreate, in a condition or an event. */
export function podRefusal(whole: string, since?: string): Symptom {
  const message = whole.slice(0, LONGEST_MESSAGE)
  const code = PATTERNS.find(({ pattern }) => pattern.test(message))?.code ?? 'pod-not-created'
  if (code === 'quota-exceeded' && isAboveQuota(message))
    return { code: 'quota-too-small', text: apiText(message), since }
  return { code, text: apiText(message), since }
}

/** Whether one pod alone asks for more than the whole quota: then no other pod's end makes room for it. */
function isAboveQuota(message: string): boolean {
  const requested = amountsIn(/requested: (.*?), used: /, message)
  const limited = amountsIn(/limited: (.*?)(?:$|; )/, message)
  return [...requested].some(([resource, text]) => quantity(text) > quantity(limited.get(resource) ?? ''))
}

/** `cpu=5,memory=1Gi` by resource. */
function amountsIn(pattern: RegExp, message: string): ReadonlyMap<string, string> {
  const list = pattern.exec(message)?.[1] ?? ''
  return new Map(list.split(',').map(one => [one.split('=')[0]?.trim() ?? '', one.split('=')[1] ?? '']))
}
