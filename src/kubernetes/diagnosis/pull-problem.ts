import { apiText } from '../api/text.ts'
import type { Symptom } from './cause.ts'

interface Row {
  readonly pattern: RegExp
  readonly code: string
  readonly fatality: 'fatal' | 'waiting'
  readonly advice: string
}

/**
 * What runtimes and registries say when an image does not come. First match wins: passing trouble is looked for
 * first, because its texts often contain the words of the permanent kind as well.
 */
const ROWS: readonly Row[] = [
  {
    pattern: /toomanyrequests|too many requests|rate limit|\b429\b/i,
    code: 'image-rate-limited',
    fatality: 'waiting',
    advice: 'the registry limits pulls; log in to it, or use a mirror',
  },
  {
    pattern:
      /timeout|timed out|deadline exceeded|connection (refused|reset)|no such host|unexpected EOF|\b50[0234]\b|server misbehaving|network is unreachable|no route to host/i,
    code: 'registry-unreachable',
    fatality: 'waiting',
    advice: 'the node cannot reach the registry; check the name, the network and the registry itself',
  },
  {
    pattern: /x509|tls:|HTTP response to HTTPS client/i,
    code: 'registry-certificate',
    fatality: 'waiting',
    advice: 'the node does not trust the registry; check its certificate authority there',
  },
  {
    pattern:
      /unauthorized|authentication required|authorization failed|access denied|denied:|forbidden|no basic auth|insufficient_scope|\b40[13]\b/i,
    code: 'image-unauthorized',
    fatality: 'fatal',
    advice: 'the cluster may not pull it; check imagePullSecrets and what they may read',
  },
  {
    pattern: /no match for platform|no matching manifest/i,
    code: 'image-platform',
    fatality: 'fatal',
    advice: "the image is not built for the node's processor; build it for that platform",
  },
  {
    pattern: /not found|manifest unknown|name unknown|NotFound|does not exist/i,
    code: 'image-not-found',
    fatality: 'fatal',
    advice: 'the registry has no such image; check repository, tag or digest',
  },
]

/** Reads the text of a failed pull. A text that says nothing known may be about anything, so it may heal. */
export function pullProblem(text: string, since?: string): Symptom {
  const row = ROWS.find(({ pattern }) => pattern.test(text))
  return {
    code: row?.code ?? 'image-pull-failed',
    fatality: row?.fatality ?? 'waiting',
    advice: row?.advice ?? 'the image could not be pulled; see the text',
    text: apiText(essence(text)),
    since,
  }
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
