import type { CauseCode } from '../../reasons/causes.ts'
import { apiText } from '../api/text.ts'
import type { Symptom } from './cause.ts'

interface PullPattern {
  readonly pattern: RegExp
  readonly code: CauseCode
}

/**
 * The errors of runtimes and registries when an image cannot be pulled. First match wins: errors that may heal come
 * first, because their texts often contain the words of the permanent ones as well.
 */
const PATTERNS: readonly PullPattern[] = [
  {
    pattern: /toomanyrequests|too many requests|rate limit|\b429\b/i,
    code: 'image-rate-limited',
  },
  {
    pattern:
      /timeout|timed out|deadline exceeded|connection (refused|reset)|no such host|unexpected EOF|\b50[0234]\b|server misbehaving|network is unreachable|no route to host/i,
    code: 'image-registry-unreachable',
  },
  {
    pattern: /x509|tls:|HTTP response to HTTPS client/i,
    code: 'image-registry-certificate',
  },
  {
    pattern:
      /unauthorized|authentication required|authorization failed|access denied|denied:|forbidden|no basic auth|insufficient_scope|\b40[13]\b/i,
    code: 'image-unauthorized',
  },
  {
    pattern: /no match for platform|no matching manifest/i,
    code: 'image-platform',
  },
  {
    pattern: /not found|manifest unknown|name unknown|NotFound|does not exist/i,
    code: 'image-not-found',
  },
]

/** Recognises the text of a failed pull. */
export function pullProblem(text: string, since?: string): Symptom {
  const code = PATTERNS.find(({ pattern }) => pattern.test(text))?.code ?? 'image-pull-failed'
  return { code, text: apiText(withoutWrapping(text)), since }
}

/** Whether a container's waiting reason is about its image being pulled. */
export function isPulling(reason: string): boolean {
  return reason === 'ErrImagePull' || reason === 'ImagePullBackOff'
}

/** `Back-off pulling image …` alone says nothing about why; newer kubelets append the reason. */
export function saysWhy(text: string): boolean {
  return !/^Back-off pulling image "[^"]*"$/.test(text.trim())
}

/** What kubelet and runtime put around the registry's own text; each names the image once more. */
const WRAPPING = [
  /^Back-off pulling image "[^"]*": (ErrImagePull: )?/,
  /^Failed to pull image "[^"]*": /,
  /^rpc error: code = \w+ desc = /,
  /^failed to pull and unpack image "[^"]*": /,
  /^failed to resolve reference "[^"]*": /,
]

function withoutWrapping(text: string): string {
  return WRAPPING.reduce((rest, wrapping) => rest.replace(wrapping, ''), text.trim())
}
