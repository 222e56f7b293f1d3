import type { CauseCode } from '../../reasons/causes.ts'
import { apiText } from '../api/text.ts'
import type { Symptom } from './cause.ts'

interface PullPattern {
  readonly pattern: RegExp
  readonly code: CauseCode
}

/**
 * What runtimes and registries say when an image does not come. First match wins: passing trouble is looked for
 * first, because its texts often contain the words of the permanent kind as well.
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

/** Reads the text of a failed pull. A text that says nothing known may be about anything, so it may heal. */
export function pullProblem(text: string, since?: string): Symptom {
  const code = PATTERNS.find(({ pattern }) => pattern.test(text))?.code ?? 'image-pull-failed'
  return { code, text: apiText(essence(text)), since }
}

/** `Back-off pulling image …` alone says nothing about why; newer kubelets append the reason. */
export function saysWhy(text: string): boolean {
  return !/^Back-off pulling image "[^"]*"$/.test(text.trim())
}

/** What kubelet and runtime wrap around the registry's own words; each names the image once more. */
const WRAPPING = [
  /^Back-off pulling image "[^"]*": (ErrImagePull: )?/,
  /^Failed to pull image "[^"]*": /,
  /^rpc error: code = \w+ desc = /,
  /^failed to pull and unpack image "[^"]*": /,
  /^failed to resolve reference "[^"]*": /,
]

function essence(text: string): string {
  return WRAPPING.reduce((rest, wrapping) => rest.replace(wrapping, ''), text.trim())
}
