import { expect, test } from 'vitest'
import { cacheProblem, dockerProblem, isTemporary } from '../../../src/docker/problem.ts'
import type { ReasonCode } from '../../../src/reasons/registry.ts'

const problem = (fallback: ReasonCode, lines: readonly string[]) => {
  const { reason, outcome, message } = dockerProblem('It failed', fallback, lines)
  return [reason, outcome, message]
}

/** What docker printed here, by its own words. */
test.each<[string, ReasonCode, string[], string, RegExp]>([
  [
    'a step of the classic builder',
    'build-failed',
    ['npm ERR! denied 403', "The command '/bin/sh -c npm ci' returned a non-zero code: 1"],
    'build-failed',
    /^It failed: The command '\/bin\/sh -c npm ci' returned/,
  ],
  [
    'a step of BuildKit',
    'build-failed',
    [
      '#5 ERROR: executor failed running [/bin/sh -c exit 401]: exit code: 1',
      'error: failed to solve: rpc error: code = Unknown desc = executor failed running [/bin/sh -c exit 401]: exit code: 1',
    ],
    'build-failed',
    /executor failed running/,
  ],
  [
    'a step of buildx',
    'build-failed',
    ['ERROR: failed to solve: process "/bin/sh -c curl 403" did not complete successfully: exit code: 22'],
    'build-failed',
    /did not complete/,
  ],
  [
    'a Dockerfile that cannot be read',
    'build-failed',
    ['Error response from daemon: dockerfile parse error line 1: unknown instruction: FORM'],
    'build-failed',
    /unknown instruction: FORM/,
  ],
  [
    'the disk, in a step',
    'build-failed',
    ['cp: error writing: No space left on device', "The command '/bin/sh -c cp' returned a non-zero code: 1"],
    'disk-full',
    /the disk is full/,
  ],
  [
    'a base image that is private',
    'build-failed',
    [
      'Error response from daemon: pull access denied for acme/base, repository does not exist or may require docker login',
    ],
    'registry-denied',
    /the registry denied access/,
  ],
  [
    'no engine',
    'push-failed',
    ['Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?'],
    'engine-unreachable',
    /no Docker engine answers/,
  ],
  [
    'an engine that went away',
    'build-failed',
    ['Step 3/4 : RUN make', 'error during connect: Post "http://x/build": EOF'],
    'engine-died',
    /lost the connection to the Docker engine/,
  ],
  [
    'a step whose own connection broke',
    'build-failed',
    [
      '#7 4.2 curl: (56) Recv failure: Connection reset by peer',
      '#7 ERROR: process "/bin/sh -c curl x" did not complete successfully: exit code: 56',
      'ERROR: failed to build: failed to solve: process "/bin/sh -c curl x" did not complete successfully: exit code: 56',
    ],
    'build-failed',
    /did not complete successfully: exit code: 56/,
  ],
  [
    'a step that the engine took with it',
    'build-failed',
    [
      '#7 ERROR: process "/bin/sh -c make" did not complete successfully: context canceled: context canceled',
      'ERROR: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF',
    ],
    'engine-died',
    /lost the connection to the Docker engine/,
  ],
  [
    'an engine that takes no image any more',
    'build-failed',
    ['ERROR: failed to build: failed to solve: failed to copy to tar: rpc error: io: read/write on closed pipe'],
    'engine-died',
    /lost the connection to the Docker engine/,
  ],
  ['401', 'push-failed', ['unauthorized: authentication required'], 'registry-denied', /packages: write/],
  ['403', 'push-failed', ['denied: permission_denied: write_package'], 'registry-denied', /packages: write/],
  [
    '404',
    'push-failed',
    ['name unknown: The repository with name acme does not exist'],
    'registry-repository-missing',
    /create the repository/,
  ],
  [
    '429',
    'push-failed',
    ['toomanyrequests: You have reached your pull rate limit'],
    'registry-busy',
    /the rate limit of the registry is used up/,
  ],
  [
    '5xx',
    'push-failed',
    ['received unexpected HTTP status: 503 Service Unavailable'],
    'registry-unreachable',
    /does not answer/,
  ],
  [
    'a wrong password',
    'registry-login-failed',
    ['Error response from daemon: Get "https://ghcr.io/v2/": denied: denied'],
    'registry-denied',
    /denied access/,
  ],
  [
    'something else',
    'push-failed',
    ['tag invalid: The image tag is immutable', ''],
    'push-failed',
    /^It failed: tag invalid/,
  ],
  ['silence', 'build-failed', [''], 'build-failed', /docker printed nothing/],
])('%s', (_what, fallback, lines, reason, text) => {
  const [found, outcome, message] = problem(fallback, lines)
  expect(found).toBe(reason)
  expect(message).toMatch(text)
  expect(outcome).toBe(reason === 'build-failed' ? 'failed' : 'error')
})

test.each([
  ['received unexpected HTTP status: 502 Bad Gateway', true],
  ['toomanyrequests: slow down', true],
  ['denied', false],
])('%s may pass: %s', (line, expected) => {
  expect(isTemporary(dockerProblem('It', 'push-failed', [line]))).toBe(expected)
})

const refused = 'error writing layer blob: failed to do request: Head "http://127.0.0.1:5009/v2/a/blobs/sha256:1": 403'

test.each<[string, string[], string | undefined]>([
  ['a refusal', ['#7 exporting cache to registry', '#6 DONE 0.1s', `#7 ERROR: ${refused}`], refused],
  ['no refusal', ['#7 exporting cache to registry', '#7 DONE 0.1s'], undefined],
  ['another step', ['#7 exporting cache to registry', '#7 DONE 0.1s', '#8 ERROR: no such file'], undefined],
  ["a program's own words", ['#12 3.1 npm ERR! cache failed to be cleaned', '#12 ERROR: exit code: 1'], undefined],
])('%s of the cache', (_what, lines, expected) => {
  expect(cacheProblem(lines)).toBe(expected)
})
