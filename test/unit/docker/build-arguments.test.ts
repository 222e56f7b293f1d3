import { describe, expect, test } from 'vitest'
import { type BuildOutput, buildArguments, needsDirectPush } from '../../../src/docker/build-arguments.ts'
import type { ImageBuildPlan } from '../../../src/docker/build-plan.ts'
import type { Builder } from '../../../src/docker/builder.ts'

const SHA = 'a'.repeat(40)
const PARENT = 'b'.repeat(40)
const plan: ImageBuildPlan = {
  target: undefined,
  platforms: [],
  buildArgs: new Map(),
  secrets: [],
  cache: 'none',
  provenance: 'none',
  noCache: false,
  pull: false,
  buildContexts: new Map(),
  ssh: [],
  sbom: undefined,
  network: undefined,
  context: '.',
  dockerfile: 'Dockerfile',
  labels: new Map([['l', 'a,b="c"']]),
  repository: 'ghcr.io/acme/hello',
  tag: SHA,
  tagSuffix: '',
  firstParent: PARENT,
  push: true,
}
const FILES = { imageId: '/t/image-id', metadata: '/t/metadata.json' }
const TAG = ['--tag', `ghcr.io/acme/hello:${SHA}`]
const UNTAGGED = 'type=image,name=ghcr.io/acme/hello,push-by-digest=true,name-canonical=true,push=true'
const START = ['buildx', 'build', '--progress', 'plain', '--provenance=false', '--sbom=false']
const FILE = ['--file', './Dockerfile']
const LABEL = ['--label', 'l=a,b="c"']

const args = (more: Partial<ImageBuildPlan>, kind: Builder['kind'], output: BuildOutput = 'engine') =>
  buildArguments({ ...plan, ...more }, { kind }, output, FILES)

describe('the whole list', () => {
  test.each<[string, Partial<ImageBuildPlan>, Builder['kind'], BuildOutput, string[]]>([
    [
      'buildx, into the engine',
      {},
      'buildx',
      'engine',
      [...START, '--load', ...FILE, ...LABEL, ...TAG, '--iidfile', '/t/image-id', '.'],
    ],
    ['buildx, nowhere yet', {}, 'buildx', 'cache', [...START, '--output', 'type=cacheonly', ...FILE, ...LABEL, '.']],
    [
      'buildx, into the registry',
      {},
      'buildx',
      'registry',
      [...START, '--output', UNTAGGED, '--metadata-file', '/t/metadata.json', ...FILE, ...LABEL, '.'],
    ],
    [
      'BuildKit',
      {},
      'buildkit',
      'engine',
      ['build', '--progress', 'plain', ...FILE, ...LABEL, ...TAG, '--iidfile', '/t/image-id', '.'],
    ],
    ['classic', {}, 'classic', 'engine', ['build', ...FILE, ...LABEL, ...TAG, '--iidfile', '/t/image-id', '.']],
  ])('%s', (_what, more, kind, output, expected) => {
    expect(args(more, kind, output)).toEqual(expected)
  })
})

const GHA = 'type=gha,scope=ghcr.io/acme/hello'
const REGISTRY = 'type=registry,ref=ghcr.io/acme/hello:build-cache'
const WRITTEN = `${REGISTRY},mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true`

/** What an option adds to the list, in order. */
describe('an option adds', () => {
  test.each<[string, Partial<ImageBuildPlan>, Builder['kind'], BuildOutput, string[]]>([
    ['a stage', { target: 'runtime' }, 'classic', 'engine', ['--target', 'runtime']],
    [
      'platforms',
      { platforms: ['linux/amd64', 'linux/arm64'] },
      'buildx',
      'registry',
      ['--platform', 'linux/amd64,linux/arm64'],
    ],
    [
      'build arguments',
      {
        buildArgs: new Map([
          ['A', 'x y=z'],
          ['B', ''],
        ]),
      },
      'classic',
      'engine',
      ['--build-arg', 'A=x y=z', '--build-arg', 'B='],
    ],
    [
      'secrets, by name alone',
      { secrets: [{ id: 'npm', variable: 'NPM_TOKEN', value: 'hunter2' }] },
      'buildkit',
      'engine',
      ['--secret', 'id=npm,env=NPM_TOKEN'],
    ],
    [
      'gha',
      { cache: 'gha' },
      'buildx',
      'engine',
      ['--cache-from', GHA, '--cache-to', `${GHA},mode=max,ignore-error=true`],
    ],
    ['gha, when it is pushed from the cache', { cache: 'gha' }, 'buildx', 'registry', ['--cache-from', GHA]],
    ['registry', { cache: 'registry' }, 'buildx', 'cache', ['--cache-from', REGISTRY, '--cache-to', WRITTEN]],
    [
      'registry, without the right to write',
      { cache: 'registry', push: false },
      'buildx',
      'engine',
      ['--cache-from', REGISTRY],
    ],
    [
      'inline',
      { cache: 'inline' },
      'buildx',
      'registry',
      ['--cache-from', `type=registry,ref=ghcr.io/acme/hello:${PARENT}`, '--cache-to', 'type=inline'],
    ],
    [
      'inline for BuildKit',
      { cache: 'inline' },
      'buildkit',
      'engine',
      ['--cache-from', `ghcr.io/acme/hello:${PARENT}`, '--build-arg', 'BUILDKIT_INLINE_CACHE=1'],
    ],
    [
      'inline for the first commit',
      { cache: 'inline', firstParent: undefined },
      'buildx',
      'engine',
      ['--cache-to', 'type=inline'],
    ],
  ])('%s', (_what, more, kind, output, expected) => {
    const without = args(
      { ...more, target: undefined, platforms: [], buildArgs: new Map(), secrets: [], cache: 'none' },
      kind,
      output,
    )
    const added = args(more, kind, output)
    const rest = without.reduce((left, each) => left.toSpliced(left.indexOf(each), 1), [...added])
    expect(rest).toEqual(expected)
    expect(added.join(' ')).not.toContain('hunter2')
  })

  test.each<[BuildOutput, string]>([
    ['registry', '--provenance=mode=max'],
    ['cache', '--provenance=mode=max'],
    ['engine', '--provenance=false'],
  ])('provenance, for the %s', (output, expected) => {
    expect(args({ provenance: 'max' }, 'buildx', output)).toContain(expected)
  })

  test.each<[Partial<ImageBuildPlan>, string]>([
    [{}, `ghcr.io/acme/hello:${SHA}-arm64`],
    [{ cache: 'inline' }, `type=registry,ref=ghcr.io/acme/hello:${PARENT}-arm64`],
    [{ cache: 'registry' }, `${REGISTRY}-arm64`],
    [{ cache: 'gha' }, `${GHA}-arm64`],
  ])('a suffix to everything that another platform has too: %j', (more, expected) => {
    expect(args({ ...more, tag: `${SHA}-arm64`, tagSuffix: '-arm64' }, 'buildx')).toContain(expected)
  })

  test('paths that docker cannot mistake', () => {
    const list = args({ context: '--push', dockerfile: 'https:/x' }, 'classic')
    expect(list).toContain('./https:/x')
    expect(list.at(-1)).toBe('./--push')
  })
})

test.each<[Partial<ImageBuildPlan>, boolean]>([
  [{}, false],
  [{ platforms: ['linux/arm64'] }, false],
  [{ platforms: ['linux/amd64', 'linux/arm64'] }, true],
  [{ provenance: 'min' }, true],
])('%j cannot go through the engine: %s', (more, expected) => {
  expect(needsDirectPush({ ...plan, ...more })).toBe(expected)
})

describe('what a build may use beside its context', () => {
  const all: Partial<ImageBuildPlan> = {
    noCache: true,
    pull: true,
    buildContexts: new Map([
      ['shared', 'libs/--shared'],
      ['base', 'docker-image://alpine:3'],
      ['src', 'git@github.com:acme/src.git'],
    ]),
    ssh: ['default', 'deploy=/keys/a b'],
    network: 'host',
  }
  const contexts = [
    ...['--build-context', 'shared=./libs/--shared'],
    ...['--build-context', 'base=docker-image://alpine:3'],
    ...['--build-context', 'src=git@github.com:acme/src.git'],
  ]
  const ssh = ['--ssh', 'default', '--ssh', 'deploy=/keys/a b']
  const end = [...TAG, '--iidfile', '/t/image-id', '.']

  test('by buildx', () => {
    const network = ['--network', 'host', '--allow', 'network.host']
    expect(args(all, 'buildx')).toEqual([
      ...[...START, '--load', ...FILE, ...LABEL, '--no-cache', '--pull'],
      ...[...contexts, ...ssh, ...network, ...end],
    ])
  })

  test('what is pushed was built before: it comes out of the cache, with its attestations', () => {
    const pushed = args({ ...all, sbom: 'generator=acme/scanner' }, 'buildx', 'registry')
    expect(pushed).not.toContain('--no-cache')
    expect(pushed).not.toContain('--pull')
    expect(pushed).toEqual(expect.arrayContaining(['--sbom=generator=acme/scanner', '--output', UNTAGGED]))
    expect(args({ sbom: 'true' }, 'buildx', 'engine')).toContain('--sbom=false')
    expect(needsDirectPush({ ...plan, sbom: 'true' })).toBe(true)
  })

  test('by the classic builder', () => {
    expect(args({ noCache: true, pull: true, network: 'none' }, 'classic')).toEqual([
      ...['build', ...FILE, ...LABEL, '--no-cache', '--pull', '--network', 'none'],
      ...end,
    ])
  })
})
