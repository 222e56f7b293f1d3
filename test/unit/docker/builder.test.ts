import { describe, expect, test } from 'vitest'
import { builderOf, type DockerFacts } from '../../../src/docker/builder.ts'
import { checkLimits } from '../../../src/docker/builder-limits.ts'
import { problemOf } from '../delivery/image/thrown.ts'

const version = (client: string) =>
  JSON.stringify({ Client: { Version: client }, Server: { Version: '20.10.24+dfsg1', Os: 'linux', Arch: 'amd64' } })
const facts = (given: Partial<DockerFacts>): DockerFacts => ({
  version: version('28.2.2'),
  buildx: undefined,
  buildxBuilder: '',
  storage: '',
  buildKit: undefined,
  ...given,
})
const BUILDX = 'github.com/docker/buildx v0.37.2 0123abc'

describe('what builds', () => {
  test.each<[string, Partial<DockerFacts>, string, boolean]>([
    [
      'buildx in a container',
      { buildx: BUILDX, buildxBuilder: 'Name: b\nDriver:   docker-container\n' },
      'docker buildx 0.37.2 (driver docker-container)',
      true,
    ],
    [
      'buildx in the engine',
      { buildx: BUILDX, buildxBuilder: 'Name: default\nDriver: docker\n' },
      'docker buildx 0.37.2 (driver docker)',
      false,
    ],
    [
      'buildx in an engine with the store of containerd',
      {
        buildx: BUILDX,
        buildxBuilder: 'Driver: docker\n',
        storage: '[["driver-type","io.containerd.snapshotter.v1"]]',
      },
      'docker buildx 0.37.2 (driver docker)',
      true,
    ],
    [
      'an old client',
      { version: version('20.10.24+dfsg1') },
      "docker build (the engine's BuildKit, engine 20.10.24+dfsg1)",
      false,
    ],
    [
      'an old client without BuildKit',
      { version: version('20.10.24'), buildKit: '0' },
      'docker build (the classic builder, engine 20.10.24+dfsg1)',
      false,
    ],
    [
      'the first client that needs buildx',
      { version: version('23.0.0') },
      'docker build (the classic builder, engine 20.10.24+dfsg1)',
      false,
    ],
    ['a builder that names no driver', { buildx: BUILDX }, 'docker buildx 0.37.2 (driver docker)', false],
    ['a new client without buildx', {}, 'docker build (the classic builder, engine 20.10.24+dfsg1)', false],
  ])('%s', (_what, given, name, exports) => {
    expect(builderOf(facts(given))).toMatchObject({ name, exports, platform: 'linux/amd64' })
  })

  test.each([
    ['no engine', '{"Client":{"Version":"28.2.2"},"Server":null}'],
    ['no answer', ''],
    ['an engine without a platform', '{"Server":{"Version":"28.2.2"}}'],
  ])('%s', (_what, text) => {
    expect(builderOf(facts({ version: text }))).toBeUndefined()
  })
})

describe('what it cannot do', () => {
  const asked = { platforms: [], cache: 'none', provenance: 'none', secrets: [], sbom: undefined, ssh: [] } as const
  const noContexts = { buildContexts: new Map<string, string>() }
  const shared = new Map([['shared', 'libs']])
  const secrets = [{ id: 'a', variable: 'A', value: 'a' }]
  const builders = {
    buildx: { kind: 'buildx', name: 'buildx', platform: 'linux/amd64', exports: true },
    plainBuildx: { kind: 'buildx', name: 'buildx', platform: 'linux/amd64', exports: false },
    buildkit: { kind: 'buildkit', name: 'buildkit', platform: 'linux/amd64', exports: false },
    classic: { kind: 'classic', name: 'classic', platform: 'linux/amd64', exports: false },
  } as const
  const two = ['linux/amd64', 'linux/arm64']

  test.each<[keyof typeof builders, Partial<Parameters<typeof checkLimits>[1]>, string]>([
    ['buildx', { platforms: two, cache: 'gha', provenance: 'max', secrets }, ''],
    ['plainBuildx', { platforms: two }, 'several platforms (linux/amd64, linux/arm64)'],
    ['plainBuildx', { platforms: ['linux/arm64'], cache: 'inline', secrets }, ''],
    ['plainBuildx', { cache: 'registry' }, 'cache: registry'],
    ['plainBuildx', { ssh: ['default'], buildContexts: shared }, ''],
    ['plainBuildx', { sbom: 'true' }, 'sbom'],
    ['buildx', { sbom: 'true' }, ''],
    ['buildkit', { ssh: ['default'], buildContexts: shared }, 'build-contexts'],
    ['classic', { ssh: ['default'], buildContexts: shared }, 'build-contexts; ssh'],
    ['buildkit', { cache: 'gha', provenance: 'min' }, 'provenance; cache: gha'],
    ['buildkit', { cache: 'inline', secrets, platforms: ['linux/arm64'] }, ''],
    ['classic', { cache: 'inline', secrets }, 'cache: inline; secrets'],
    ['classic', { platforms: ['linux/amd64'] }, ''],
    ['classic', { platforms: ['linux/arm64'] }, "the platform linux/arm64 (the engine's own is linux/amd64)"],
  ])('%s, asked for %j', (name, more, problems) => {
    const expected = `builder-limit: ${builders[name].name} cannot do this: ${problems}; add docker/setup-buildx-action in a step before this one, or leave it out`
    expect(problemOf(() => checkLimits(builders[name], { ...asked, ...noContexts, ...more }))).toBe(
      problems === '' ? 'nothing' : expected,
    )
  })
})
