import type { CauseCode } from '../../reasons/causes.ts'
import { apiText } from '../api/text.ts'
import type { Symptom } from './cause.ts'

/** What the API server says when it refuses a pod. First match wins. */
const PATTERNS: readonly { readonly pattern: RegExp; readonly code: CauseCode }[] = [
  { pattern: /exceeded quota/i, code: 'quota-exceeded' },
  { pattern: /error looking up service account/i, code: 'service-account-missing' },
  { pattern: /violates PodSecurity/i, code: 'pod-security' },
  { pattern: /is forbidden|is invalid/i, code: 'pod-refused' },
]

/** Why pods are not created: a controller's reason FailedCreate, in a condition or an event. */
export function podRefusal(message: string, since?: string): Symptom {
  const code = PATTERNS.find(({ pattern }) => pattern.test(message))?.code ?? 'pod-not-created'
  return { code, text: apiText(message), since }
}
