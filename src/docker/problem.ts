import { UserError } from '../errors.ts'
import type { ReasonCode } from '../reasons/registry.ts'
import { excerpt } from '../text/excerpt.ts'

interface KnownProblem {
  readonly pattern: RegExp
  /** Default: that of what was tried. */
  readonly reason?: ReasonCode
  readonly text: string
  /** Where it is about a base image. */
  readonly baseText?: (base: BaseImage) => string
}

/** An image that a Dockerfile begins with, or copies from. */
interface BaseImage {
  readonly image: string
  /** `docker.io` where none is named. */
  readonly registry: string
}

function loginStep(registry: string): string {
  return `log in to ${registry} in a step before this one (docker/login-action)`
}

/** What goes wrong outside of the user's own Dockerfile, by docker's words for it. The first that fits is it. */
const KNOWN: readonly KnownProblem[] = [
  {
    pattern: /\bHTTP 413\b|: 413\b|request entity too large|payload too large/i,
    text: 'a proxy in front of the registry takes no layer of this size (413); raise its limit (nginx: client_max_body_size), or make the layers smaller',
  },
  {
    pattern: /unsupported frontend capability/i,
    reason: 'builder-limit',
    text: 'the engine is too old for an input (build-contexts need Docker Engine 23); add docker/setup-buildx-action in a step before this one, or leave it out',
  },
  {
    pattern:
      /not found in build context|excluded by \.dockerignore|no source files were specified|failed to (?:compute cache key|calculate checksum).*: "[^"]*": not found|(?:COPY|ADD) failed: .*(?:no such file|file does not exist)/i,
    text: 'a file that the Dockerfile copies is not in the build context; is it in the repository, below the input "context", and does .dockerignore leave it out? BuildKit reads <Dockerfile>.dockerignore instead, where there is one',
  },
  { pattern: /no space left on device/i, reason: 'disk-full', text: 'the disk is full; free some space on the runner' },
  {
    pattern:
      /cannot connect to the docker daemon|is the docker daemon running|dial unix .*(connection refused|no such file)/i,
    reason: 'docker-engine-unreachable',
    text: 'no Docker engine answers; is it running, and is DOCKER_HOST right?',
  },
  {
    pattern:
      /error during connect|unexpected EOF|error reading from server: EOF|: EOF$|connection reset by peer|broken pipe|transport is closing|read\/write on closed pipe|code = (Unavailable|Canceled)/i,
    reason: 'docker-engine-died',
    text: 'lost the connection to the Docker engine; look at its log, then run this job again',
  },
  {
    pattern: /toomanyrequests|too many requests|\b429\b/i,
    reason: 'registry-busy',
    text: 'the rate limit of the registry is used up (429); run this job again later, or log in',
    baseText: ({ image, registry }) =>
      `the rate limit of ${registry} is used up (429), where the base image ${image} is; ${loginStep(registry)}, or run this job again later`,
  },
  {
    pattern: /unauthorized|authentication required|no basic auth credentials|\b40[13]\b|denied|insufficient_scope/i,
    reason: 'registry-denied',
    text: 'the registry denied access (401 or 403); check the login and its permissions (packages: write on ghcr.io)',
    baseText: ({ image, registry }) =>
      `${registry} denied access to the base image ${image} (401 or 403), or has no such image; ${loginStep(registry)}: "registry-username" is for the registry of "image" alone`,
  },
  {
    pattern: /name unknown|repository .*(not found|does not exist)|manifest (unknown|for .* not found)|\b404\b/i,
    reason: 'registry-repository-missing',
    text: 'the registry has no such repository or image (404); check the name, and create the repository if the registry needs it first',
    baseText: ({ image, registry }) =>
      `${registry} has no base image ${image} (404); check its name and tag in the Dockerfile`,
  },
  {
    pattern: /\b50[0-4]\b|unexpected HTTP status|TLS handshake timeout|i\/o timeout|no such host|connection refused/i,
    reason: 'registry-unreachable',
    text: 'the registry failed or did not answer; run this job again later',
    baseText: ({ image, registry }) =>
      `${registry}, where the base image ${image} is, failed or did not answer; run this job again later`,
  },
]

/** Reasons that may be temporary. */
const TEMPORARY: ReadonlySet<ReasonCode> = new Set(['registry-busy', 'registry-unreachable'])

/** Characters of a line that are searched for known words. A line may be a MiB long, and what it says of the failure is not. */
const LONGEST_LINE = 10_000

/** Lines that docker writes about the failure itself, not those of the programs it runs. */
const DOCKER_LINE =
  /^(?:#\d+ )?(?:ERROR|error|Error response from daemon|failed to|denied|unauthorized|toomanyrequests|Cannot connect|COPY failed|ADD failed|The command |unknown:|manifest |pull access denied|received |Get "|Head "|Patch "|Put "|Post ")/

/**
 * Why docker failed, in one line. `what` begins it: "image failed", "push failed". A program of the user's that prints
 * "denied" is not mistaken for a registry: only docker's own last words are read.
 */
export function dockerProblem(what: string, fallback: ReasonCode, printed: readonly string[]): UserError {
  const lines = printed.map(line => line.slice(0, LONGEST_LINE))
  const spoken = lines.filter(line => line.trim() !== '')
  // Only a build runs programs of the user's.
  const own = (fallback === 'build-failed' ? spoken.filter(line => DOCKER_LINE.test(line.trim())) : spoken).slice(-3)
  const said = own.at(-1) ?? spoken.at(-1) ?? 'docker printed nothing'
  const isOwnCommand = own.some(line =>
    /did not complete successfully: exit code|executor failed running|returned a non-zero code/.test(line),
  )
  const found = KNOWN.find(({ pattern, reason }) => {
    // A full disk shows in any line. The rest is believed of docker alone: programs of the user's say the same of others.
    if (reason === 'disk-full') return lines.slice(-5).some(line => pattern.test(line))
    if (isOwnCommand) return false
    return (reason?.startsWith('docker-engine-') ? lines.slice(-5) : own).some(line => pattern.test(line))
  })
  const quoted = excerpt(said.trim(), 300)
  if (found === undefined) return new UserError(fallback, `${what}: ${quoted}`)
  const base = fallback === 'build-failed' ? baseImageIn(own) : undefined
  const text = base === undefined ? found.text : (found.baseText?.(base) ?? found.text)
  return new UserError(found.reason ?? fallback, `${what}: ${text} (${quoted})`)
}

/** How docker names a base image that it could not get: the classic builder, its engine, BuildKit. */
const BASE_IMAGES = [
  /failed to resolve source metadata for (\S+?):? /,
  /pull access denied for ([^\s,]+)/,
  /manifest for (\S+) not found/,
  /(?:GET|HEAD) "https?:\/\/([^/"]+\/)v2\/([^"]+?)\/(?:manifests|blobs)\//i,
]

function baseImageIn(lines: readonly string[]): BaseImage | undefined {
  for (const pattern of BASE_IMAGES) {
    const found = lines.map(line => pattern.exec(line)).find(match => match !== null)
    if (found === undefined) continue
    const image = found
      .slice(1)
      .join('')
      .replace(/^registry-1\.docker\.io\//, 'docker.io/')
    const [first = ''] = image.split('/')
    const isHost = image.includes('/') && (/[.:]/.test(first) || first === 'localhost')
    return { image, registry: isHost ? first : 'docker.io' }
  }
  return undefined
}

/** Whether a retry may succeed. */
export function isTemporary({ reason }: UserError): boolean {
  return TEMPORARY.has(reason)
}

/** Why a cache could not be written, in BuildKit's words; the build goes on without. Only the step shows it, not the line. */
export function cacheProblem(lines: readonly string[]): string | undefined {
  const steps = new Set<string>()
  for (const line of lines) {
    const [, step = '', text = ''] = /^(#\d+) (.*)$/.exec(line) ?? []
    if (/^exporting cache\b/.test(text)) steps.add(step)
    else if (steps.has(step) && text.startsWith('ERROR: ')) return text.slice('ERROR: '.length)
  }
  return undefined
}
