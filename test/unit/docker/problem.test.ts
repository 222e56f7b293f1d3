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
    /docker\.io denied access to the base image acme\/base \(401 or 403\), or has no such image; log in to docker\.io in a step/,
  ],
  [
    'a base image of another registry, classic',
    'build-failed',
    [
      'Step 1/3 : FROM quay.io/acme/base:1',
      'Head "https://quay.io/v2/acme/base/manifests/1": unauthorized: access to the requested resource is not authorized',
    ],
    'registry-denied',
    /quay\.io denied access to the base image quay\.io\/acme\/base /,
  ],
  [
    'a base image of another registry, BuildKit',
    'build-failed',
    [
      '#2 ERROR: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token: 401 Unauthorized',
      'ERROR: failed to build: failed to solve: ghcr.io/acme/base:1: failed to resolve source metadata for ghcr.io/acme/base:1: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token: 401 Unauthorized',
    ],
    'registry-denied',
    /ghcr\.io denied access to the base image ghcr\.io\/acme\/base:1 .*; log in to ghcr\.io in a step before this one \(docker\/login-action\): "registry-username" is for the registry of "image" alone/,
  ],
  [
    'a base image of a registry without a name, too often',
    'build-failed',
    [
      'ERROR: failed to solve: alpine:3: failed to resolve source metadata for docker.io/library/alpine:3: failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/alpine/manifests/sha256:1: 429 Too Many Requests - Server message: toomanyrequests',
    ],
    'registry-busy',
    /the rate limit of docker\.io is used up \(429\), where the base image docker\.io\/library\/alpine:3 is; log in to docker\.io/,
  ],
  [
    'a base image that is not there',
    'build-failed',
    ['Error response from daemon: manifest for 127.0.0.1:5000/acme/nothing:1 not found: manifest unknown'],
    'registry-repository-missing',
    /127\.0\.0\.1:5000 has no base image 127\.0\.0\.1:5000\/acme\/nothing:1 \(404\)/,
  ],
  [
    'a base image whose registry is ill',
    'build-failed',
    [
      'Error response from daemon: Get "https://quay.io/v2/acme/base/manifests/1": received unexpected HTTP status: 502 Bad Gateway',
    ],
    'registry-unreachable',
    /quay\.io, where the base image quay\.io\/acme\/base is, failed or did not answer/,
  ],
  [
    'a base image of a registry on this machine',
    'build-failed',
    ['ERROR: failed to solve: pull access denied for localhost/acme/base, repository does not exist'],
    'registry-denied',
    /localhost denied access to the base image localhost\/acme\/base /,
  ],
  [
    'a program that was denied something, and then a Dockerfile that cannot be read',
    'build-failed',
    ['Error response from daemon: dockerfile parse error line 1: unknown instruction: FORM', 'npm ERR! 403 denied'],
    'build-failed',
    /unknown instruction: FORM/,
  ],
  [
    'words of a program alone',
    'build-failed',
    ['one', 'npm ERR! 403 denied'],
    'build-failed',
    /^It failed: npm ERR! 403 /,
  ],
  [
    'an engine that is too old for further contexts',
    'build-failed',
    [
      'ERROR: failed to build: failed to solve: rpc error: code = Unknown desc = failed to solve with frontend dockerfile.v0: unsupported frontend capability moby.buildkit.frontend.contexts',
    ],
    'builder-limit',
    /the engine is too old for an input \(build-contexts need Docker Engine 23\); add docker\/setup-buildx-action/,
  ],
  [
    'a file that is not there, classic',
    'build-failed',
    [
      'Step 2/3 : COPY app /app',
      'COPY failed: file not found in build context or excluded by .dockerignore: stat app: file does not exist',
    ],
    'build-failed',
    /not in the build context; is it in the repository, below the input "context", and does \.dockerignore leave it out\?/,
  ],
  [
    'a file that is not there, BuildKit',
    'build-failed',
    [
      '#6 ERROR: failed to calculate checksum of ref 6z::8k: "/app": not found',
      'ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref 6z::8k: "/app": not found',
    ],
    'build-failed',
    /does \.dockerignore leave it out\? BuildKit reads <Dockerfile>\.dockerignore instead, where there is one \(ERROR: .*"\/app": not found\)/,
  ],
  [
    'a pattern that fits no file',
    'build-failed',
    ['COPY failed: no source files were specified'],
    'build-failed',
    /does \.dockerignore leave it out\?/,
  ],
  [
    '413, classic',
    'push-failed',
    ['error parsing HTTP 413 response body: invalid character \'<\' looking for beginning of value: "<html>"'],
    'push-failed',
    /a proxy in front of the registry takes no layer of this size \(413\); raise its limit \(nginx: client_max_body_size\)/,
  ],
  [
    '413, BuildKit',
    'push-failed',
    [
      'ERROR: failed to push a/b: unexpected status from PATCH request to https://a/v2/b/blobs/uploads/1: 413 Request Entity Too Large',
    ],
    'push-failed',
    /takes no layer of this size/,
  ],
  [
    'a page in place of an answer',
    'push-failed',
    ['error parsing HTTP 403 response body: invalid character \'<\' looking for beginning of value: "<html>"'],
    'registry-denied',
    /the registry denied access/,
  ],
  [
    'no engine',
    'push-failed',
    ['Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?'],
    'docker-engine-unreachable',
    /no Docker engine answers/,
  ],
  [
    'an engine that went away',
    'build-failed',
    ['Step 3/4 : RUN make', 'error during connect: Post "http://x/build": EOF'],
    'docker-engine-died',
    /lost the connection to the Docker engine/,
  ],
  [
    'an engine that went away in the middle of an answer',
    'build-failed',
    ['Step 3/4 : RUN make', 'unexpected EOF'],
    'docker-engine-died',
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
    'docker-engine-died',
    /lost the connection to the Docker engine/,
  ],
  [
    'an engine that takes no image any more',
    'build-failed',
    ['ERROR: failed to build: failed to solve: failed to copy to tar: rpc error: io: read/write on closed pipe'],
    'docker-engine-died',
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
    /did not answer/,
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

const REFUSED = 'error writing layer blob: failed to do request: Head "http://127.0.0.1:5009/v2/a/blobs/sha256:1": 403'

test.each<[string, string[], string | undefined]>([
  ['a refusal', ['#7 exporting cache to registry', '#6 DONE 0.1s', `#7 ERROR: ${REFUSED}`], REFUSED],
  ['no refusal', ['#7 exporting cache to registry', '#7 DONE 0.1s'], undefined],
  ['another step', ['#7 exporting cache to registry', '#7 DONE 0.1s', '#8 ERROR: no such file'], undefined],
  ["a program's own words", ['#12 3.1 npm ERR! cache failed to be cleaned', '#12 ERROR: exit code: 1'], undefined],
])('%s of the cache', (_what, lines, expected) => {
  expect(cacheProblem(lines)).toBe(expected)
})
