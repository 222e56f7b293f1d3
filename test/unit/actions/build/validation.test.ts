import { describe, expect, test } from 'vitest'
import { BUILD_INPUTS } from '../../../../src/actions/build/inputs.ts'
import { validateBuildInputs } from '../../../../src/actions/build/validation.ts'
import type { InputTexts } from '../../../../src/runner/inputs.ts'
import { problemOf } from '../../delivery/image/thrown.ts'

type Texts = InputTexts<typeof BUILD_INPUTS>

function texts(given: Partial<Texts> = {}): Texts {
  const defaults = Object.entries(BUILD_INPUTS).map(([name, spec]) => [name, 'default' in spec ? spec.default : ''])
  return { ...(Object.fromEntries(defaults) as Texts), image: 'ghcr.io/Acme/Hello', ...given }
}

describe('validateBuildInputs', () => {
  test('with nothing but what is required', () => {
    expect(validateBuildInputs(texts(), {})).toEqual({
      repository: { registry: 'ghcr.io', path: 'acme/hello', name: 'ghcr.io/acme/hello' },
      copies: [],
      lint: [],
      test: [],
      testImage: [],
      failFast: true,
      push: 'auto',
      registry: { username: '', password: '' },
      context: '.',
      dockerfile: undefined,
      target: undefined,
      platforms: [],
      buildArgs: new Map(),
      secrets: [],
      labels: new Map(),
      tags: [],
      ref: undefined,
      isRebuild: false,
      tagSuffix: '',
      join: [],
      cache: 'none',
      provenance: 'none',
      noCache: false,
      pull: false,
      buildContexts: new Map(),
      ssh: [],
      sbom: undefined,
      network: undefined,
      notInImage: [],
      service: undefined,
    })
  })

  test('with everything', () => {
    const given = {
      lint: 'npm run lint\n\n  npx tsc  ',
      test: 'npm test',
      'test-image': '/app --version',
      'fail-fast': 'false',
      push: 'false',
      'registry-username': 'u',
      'registry-password': 'p',
      context: 'app',
      dockerfile: 'app/Dockerfile.prod',
      target: 'runtime',
      platforms: 'linux/arm64/v8',
      'build-args': 'A=1\nB=x=y, "z"\nC=',
      secrets: 'npm=NPM_TOKEN',
      labels: 'com.acme.team=a,b=c',
      tags: 'main\nv1.2.3\nmain',
      ref: 'release/1.x',
      'tag-suffix': '-arm64-v8',
      cache: 'registry',
      provenance: 'max',
      'no-cache': 'true',
      pull: 'true',
      'build-contexts': 'shared=libs/shared\nnode:20=docker-image://acme/node:20@sha256:1',
      ssh: 'default\ndeploy=/keys/a b',
      sbom: 'generator=acme/scanner',
      network: 'host',
      'not-in-image': 'deploy/',
    }
    expect(validateBuildInputs(texts(given), { NPM_TOKEN: 'line one\nline "two"' })).toMatchObject({
      lint: [{ kind: 'lint', name: 'lint', script: 'npm run lint\n\n  npx tsc' }],
      test: [{ kind: 'test', name: 'test', script: 'npm test' }],
      testImage: [['/app', '--version']],
      failFast: false,
      push: false,
      registry: { username: 'u', password: 'p' },
      context: 'app',
      dockerfile: 'app/Dockerfile.prod',
      target: 'runtime',
      platforms: ['linux/arm64/v8'],
      buildArgs: new Map([
        ['A', '1'],
        ['B', 'x=y, "z"'],
        ['C', ''],
      ]),
      secrets: [{ id: 'npm', variable: 'NPM_TOKEN', value: 'line one\nline "two"' }],
      labels: new Map([['com.acme.team', 'a,b=c']]),
      tags: [{ type: 'raw', value: 'main' }, { value: 'v1.2.3' }, { value: 'main' }],
      ref: 'release/1.x',
      tagSuffix: '-arm64-v8',
      cache: 'registry',
      provenance: 'max',
      noCache: true,
      pull: true,
      buildContexts: new Map([
        ['shared', 'libs/shared'],
        ['node:20', 'docker-image://acme/node:20@sha256:1'],
      ]),
      ssh: ['default', 'deploy=/keys/a b'],
      sbom: 'generator=acme/scanner',
      network: 'host',
    })
  })

  test.each<[string, Partial<Texts>, RegExp]>([
    ['an image with a tag', { image: 'ghcr.io/acme/hello:1' }, /^input-invalid: Input "image" .* holds a tag/],
    [
      'a second image with a tag',
      { image: 'ghcr.io/acme/hello\nquay.io/acme/hello:1' },
      /"image" is "quay.io\/acme\/hello:1": it holds a tag/,
    ],
    ['a push that is neither', { push: 'yes' }, /"push" is "yes"; write auto, true or false/],
    ['a fail-fast that is neither', { 'fail-fast': '1' }, /"fail-fast" is "1"; write true or false/],
    ['an unknown cache', { cache: 'local' }, /"cache" is "local"; write none, gha, registry or inline/],
    ['an unknown provenance', { provenance: 'true' }, /"provenance" is "true"; write none, min or max/],
    ['a stage that would be an option', { target: '--push' }, /"target" is "--push"/],
    ['platforms in one line', { platforms: 'linux/amd64,linux/arm64' }, /"platforms" is .*one per line/],
    ['a build argument without "="', { 'build-args': 'TOKEN' }, /"build-args": line 1 has no "="; write NAME=VALUE/],
    ['a name that is none', { 'build-args': 'A=1\nA B=1' }, /line 2 has no name before its "="/],
    ['a name given twice', { 'build-args': 'A=1\nA=2' }, /A is given twice/],
    [
      'a secret that is not set',
      { secrets: 'npm=NOT_SET' },
      /"secrets": line 1 does not name a variable of this step after its "="; .*"env:"/,
    ],
    ['a secret that is empty', { secrets: 'npm=EMPTY' }, /EMPTY is empty: is the secret set/],
    ['a tag with a repository', { tags: 'acme/hello:1' }, /"tags" is "acme\/hello:1"; write a tag alone/],
    ['a tag that is a SHA', { tags: 'a'.repeat(40) }, /a full SHA is the tag of its commit/],
    [
      'a tag that is one of several platforms',
      { tags: `${'a'.repeat(40)}-arm64` },
      /a full SHA is the tag of its commit/,
    ],
    [
      'a suffix that is none',
      { 'tag-suffix': 'arm64' },
      /"tag-suffix" is "arm64"; write the end of a tag, such as -arm64/,
    ],
    ['a platform as a suffix', { join: '-amd64\n-linux/arm64' }, /"join" is "-linux\/arm64"; write the end of a tag/],
    ['joining one image', { join: '-amd64\n-amd64' }, /"join" is .*two suffixes or more/],
    [
      'building what is joined',
      { join: '-amd64\n-arm64', lint: 'make lint', 'fail-fast': 'false', tags: 'main' },
      /"join" builds nothing, so that "lint", "fail-fast" would not count/,
    ],
    ['a no-cache that is neither', { 'no-cache': 'yes' }, /"no-cache" is "yes"; write true or false/],
    ['a context without a name', { 'build-contexts': 'libs' }, /"build-contexts": line 1 has no "="/],
    ['an agent that would be an option', { ssh: '--x' }, /"ssh" is "--x"; write default for the agent/],
    ['an SBOM that is neither', { sbom: 'max' }, /"sbom" is "max"; write true, false or generator=IMAGE/],
    ['a network that would be an option', { network: '--x' }, /"network" is "--x"; write host, none or default/],
    [
      'a ref that would be an option',
      { ref: '--all' },
      /"ref" is "--all"; write the full SHA of a commit, a branch or a tag/,
    ],
    ['a ref that is a range', { ref: 'a..b' }, /"ref" is "a..b"/],
    ['a rebuild without a fit name', { rebuild: 'Monday' }, /"rebuild" is "Monday"; write a name for the new image/],
    ['a rebuild of one of several', { rebuild: 'x', 'tag-suffix': '-arm64' }, /"rebuild" and "tag-suffix": the images/],
    [
      'a rebuild of what is joined',
      { rebuild: 'x', join: '-a\n-b' },
      /"join" builds nothing, so that "rebuild" would not count/,
    ],
    [
      'a label of ours',
      { labels: 'org.opencontainers.image.revision=x' },
      /^input-invalid: .*"labels".*always that of the commit/,
    ],
    ['a path that leads out', { 'not-in-image': '../x' }, /"not-in-image" holds "..\/x"/],
    [
      'trying an image of several platforms',
      { platforms: 'linux/amd64\nlinux/arm64', 'test-image': '/app' },
      /"platforms" and "test-image"/,
    ],
  ])('refuses %s', (_what, given, expected) => {
    expect(problemOf(() => validateBuildInputs(texts(given), { EMPTY: '' }))).toMatch(expected)
  })

  test('several repositories, each once', () => {
    const image = 'ghcr.io/Acme/hello\nquay.io/acme/hello\nghcr.io/acme/hello\nquay.io/acme/hello'
    const { repository, copies } = validateBuildInputs(texts({ image }), {})
    expect([repository, ...copies].map(({ name }) => name)).toEqual(['ghcr.io/acme/hello', 'quay.io/acme/hello'])
  })

  test('what is built anew: its own tag, no caches, no parent', () => {
    const given = { rebuild: '2026-01-05', cache: 'registry', 'not-in-image': 'deploy/' }
    expect(validateBuildInputs(texts(given), {})).toMatchObject({
      ...{ isRebuild: true, tagSuffix: '-2026-01-05', noCache: true, pull: true, cache: 'none', notInImage: [] },
    })
  })

  test('what is joined', () => {
    const counts = { 'registry-username': 'u', 'registry-password': 'p', push: 'true', tags: 'main', ref: 'main' }
    const settings = validateBuildInputs(texts({ join: '-amd64\n-arm64', ...counts }), {})
    expect(settings).toMatchObject({ join: ['-amd64', '-arm64'], registry: { username: 'u', password: 'p' } })
  })

  test.each([
    ['where other actions want it', 'npm=hunter2-and-more'],
    ['fit for the name of a variable', 'npm=hunter2andmore'],
    ['alone', 'hunter2-and-more'],
    ['alone, in base64', 'hunter2andmore=='],
    ['fit for no name', 'hunter2/and/more='],
  ])('the value of a secret, %s, is not in the error', (_what, secrets) => {
    const text = problemOf(() => validateBuildInputs(texts({ secrets }), {}))
    expect(text).toMatch(/^input-invalid: Input "secrets": line 1 .*; write ID=ENV_NAME, one per line, never a value/)
    expect(text).not.toContain('hunter2')
  })
})
