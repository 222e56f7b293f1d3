import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ImageBuildPlan } from '../../../src/docker/build-plan.ts'
import type { Builder } from '../../../src/docker/builder.ts'
import { DockerCli } from '../../../src/docker/cli.ts'
import { DockerEngine } from '../../../src/docker/docker-engine.ts'
import type { GroupEnd, GroupOptions, StartGroup } from '../../../src/process/group.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const SHA = 'a'.repeat(40)
const DIGEST = `sha256:${'d'.repeat(64)}`
const PLAN: ImageBuildPlan = {
  ...{ target: undefined, platforms: [], buildArgs: new Map(), secrets: [], cache: 'none', provenance: 'none' },
  ...{ noCache: false, pull: false, buildContexts: new Map(), ssh: [], sbom: undefined, network: undefined },
  ...{ context: '.', dockerfile: 'Dockerfile', labels: new Map(), repository: 'ghcr.io/acme/hello', tag: SHA },
  ...{ tagSuffix: '', firstParent: undefined, push: true },
}
const BUILDX: Builder = { kind: 'buildx', name: 'docker buildx', platform: 'linux/amd64', exports: true }

/** What docker does when it is called: what it prints, and its exit code. Undefined: it goes on until it is stopped. */
type Answer = { readonly code?: number; readonly prints?: readonly string[]; readonly errors?: readonly string[] }

let folder: string
let calls: string[]
let environments: Readonly<Record<string, string>>[]
let answer: (line: string) => Answer | undefined

beforeEach(() => {
  folder = temporaryFolder()
  calls = []
  environments = []
  answer = () => ({})
})

const start: StartGroup = (program, args, options: GroupOptions) => {
  const line = [program, ...args].join(' ')
  calls.push(line)
  environments.push(options.env)
  const { promise, resolve } = Promise.withResolvers<GroupEnd>()
  const end = (exitCode: number | undefined): void => resolve({ exitCode, signal: undefined })
  const said = answer(line)
  for (const text of said?.prints ?? []) options.onLine(text, 'stdout')
  for (const text of said?.errors ?? []) options.onLine(text, 'stderr')
  if (said !== undefined) end(said.code ?? 0)
  return { ended: promise, stop: async () => end(undefined), kill: () => end(undefined) }
}

const engineOf = (env: Readonly<Record<string, string>> = {}) =>
  new DockerEngine(new DockerCli(start, folder, env), folder)
const lines: string[] = []
const callOf = (signal = new AbortController().signal) => ({ signal, onLine: (line: string) => void lines.push(line) })

describe('what builds', () => {
  const version = JSON.stringify({
    Client: { Version: '29.0.0' },
    Server: { Version: '29.0.0', Os: 'linux', Arch: 'arm64' },
  })
  const signal = new AbortController().signal

  test('buildx, with what its driver and the engine’s store can export', async () => {
    answer = line =>
      line.includes(' version --format')
        ? { prints: [version] }
        : { prints: line.endsWith('buildx version') ? ['github.com/docker/buildx v0.37.2 x'] : ['Driver: docker'] }
    expect(await engineOf().findBuilder(signal)).toEqual({
      ...{ kind: 'buildx', name: 'docker buildx 0.37.2 (driver docker)', platform: 'linux/arm64', exports: false },
    })
    expect(calls.toSorted()).toEqual([
      'docker buildx inspect',
      'docker buildx version',
      'docker info --format {{json .DriverStatus}}',
      'docker version --format {{json .}}',
    ])
  })

  test('the engine alone, where there is no buildx', async () => {
    answer = line => (line.includes('buildx') ? { code: 1 } : { prints: [version.replace('29.0.0', '20.10.7')] })
    const builder = await engineOf().findBuilder(signal)
    expect(builder).toMatchObject({ kind: 'buildkit', exports: false })
    expect(await engineOf({ DOCKER_BUILDKIT: '0' }).findBuilder(signal)).toMatchObject({ kind: 'classic' })
    expect(calls).toHaveLength(4)
  })

  test.each([
    ['in docker’s last words', ['{"Client":{}}', 'Cannot connect to the Docker daemon', ''], ' (Cannot connect'],
    ['without any', ['{"Client":{}}'], 'right?'],
  ])('no engine is said %s', async (_what, errors, end) => {
    answer = () => ({ code: 1, errors })
    const finding = engineOf().findBuilder(signal)
    await expect(finding).rejects.toMatchObject({ reason: 'docker-engine-unreachable' })
    await expect(finding).rejects.toThrow(end)
  })
})

test('one login is enough for all calls that follow, in a configuration of its own', async () => {
  const engine = engineOf({ DOCKER_CONFIG: temporaryFolder() })
  const login = { username: 'me', password: 'hunter2' }
  await engine.logIn('ghcr.io', login, new AbortController().signal)
  await engine.logIn('ghcr.io', login, new AbortController().signal)
  expect(calls).toEqual([expect.stringMatching(/^docker login .*ghcr\.io/)])
  expect(calls.join()).not.toContain('hunter2')
  await engine.copy('a', 'b', callOf())
  expect(environments.at(-1)).toMatchObject({ DOCKER_CONFIG: join(folder, 'docker') })
})

describe('a build', () => {
  test.each([
    ['buildx', undefined],
    ['buildkit', '1'],
    ['classic', ''],
  ] as const)('into the engine has the id that docker writes: %s', async (kind, variable) => {
    writeFileSync(join(folder, 'image-id'), 'sha256:1234\n')
    const made = await engineOf().build(PLAN, { ...BUILDX, kind }, 'engine', callOf())
    expect(made).toEqual({ id: 'sha256:1234', cacheProblem: undefined })
    expect(environments.map(env => env.DOCKER_BUILDKIT)).toEqual([variable])
  })

  test('into the cache has no id; a cache that could not be written is said', async () => {
    const said = ['#9 exporting cache to registry', '#9 ERROR: denied']
    answer = () => ({ errors: said })
    const made = await engineOf().build({ ...PLAN, cache: 'registry' }, BUILDX, 'cache', callOf())
    expect(made.id).toBeUndefined()
    expect(made.cacheProblem).toBe('denied')
    expect((await engineOf().build(PLAN, BUILDX, 'cache', callOf())).cacheProblem).toBeUndefined()
  })

  test('that fails is no image', async () => {
    answer = () => ({ code: 1, errors: ['ERROR: it broke'] })
    const building = engineOf().build(PLAN, BUILDX, 'engine', callOf())
    await expect(building).rejects.toMatchObject({ reason: 'build-failed', message: expect.stringContaining('broke') })
  })
})

describe('a program inside the image', () => {
  const name = /--name (commit-train-[0-9a-f-]+) --entrypoint sh sha256:1 -c true$/

  test('runs in a container that docker removes; its exit code is the result', async () => {
    answer = () => ({ code: 3 })
    expect(await engineOf().runInside('sha256:1', ['sh', '-c', 'true'], callOf())).toBe(3)
    expect(calls).toEqual([expect.stringMatching(/^docker run --rm /)])
    expect(calls[0]).toMatch(name)
  })

  test('that docker could not run is a failure of the image', async () => {
    answer = () => ({ code: 125, errors: ['docker: Error response from daemon: no such program'] })
    const running = engineOf().runInside('sha256:1', ['sh', '-c', 'true'], callOf())
    await expect(running).rejects.toMatchObject({
      reason: 'test-image-failed',
      message: expect.stringContaining('`sh -c true`'),
    })
  })

  test('is removed when the run is stopped, also when its container is made only then', async () => {
    const abort = new AbortController()
    answer = line => (line.startsWith('docker run') ? undefined : {})
    const running = engineOf().runInside('sha256:1', ['sh', '-c', 'true'], callOf(abort.signal))
    abort.abort(new Error('stopped'))
    await expect(running).rejects.toThrow('stopped')
    const [, container = ''] = name.exec(calls[0] ?? '') ?? []
    const removal = `docker rm --force --volumes ${container}`
    expect(calls.slice(1)).toEqual([removal, removal])
  })
})

describe('a push under the tag', () => {
  const reference = `ghcr.io/acme/hello:${SHA}`

  test.each([
    ['sha256:1', 'sha256:1'],
    [undefined, reference],
  ])('is of the image with this id, whatever the tag is by now: %s', async (id, tagged) => {
    answer = line => ({ prints: line.startsWith('docker push') ? [`${SHA}: digest: ${DIGEST} size: 1`] : [] })
    expect(await engineOf().pushTag(PLAN, id, callOf())).toBe(DIGEST)
    expect(calls).toEqual([`docker tag ${tagged} ${reference}`, `docker push ${reference}`])
  })

  test('has no digest where docker prints none', async () => {
    expect(await engineOf().pushTag(PLAN, 'sha256:1', callOf())).toBeUndefined()
  })

  test.each(['docker tag', 'docker push'])('that fails in %s is no push', async which => {
    answer = line => (line.startsWith(which) ? { code: 1, errors: ['denied: requested access'] } : {})
    const pushing = engineOf().pushTag(PLAN, 'sha256:1', callOf())
    await expect(pushing).rejects.toMatchObject({ reason: expect.stringMatching(/^(push|registry)-/) })
    expect(calls.at(-1)).toContain(which)
  })
})

describe('a push by digest', () => {
  test('has the digest that docker writes', async () => {
    writeFileSync(join(folder, 'metadata.json'), JSON.stringify({ 'containerimage.digest': DIGEST }))
    expect(await engineOf().pushByDigest(PLAN, BUILDX, callOf())).toBe(DIGEST)
    expect(calls[0]).toContain('push-by-digest=true')
  })

  test('without one is no push', async () => {
    writeFileSync(join(folder, 'metadata.json'), '{}')
    await expect(engineOf().pushByDigest(PLAN, BUILDX, callOf())).rejects.toMatchObject({ reason: 'push-failed' })
  })

  test('that fails is no push', async () => {
    answer = () => ({ code: 1, errors: ['ERROR: it broke'] })
    const message = 'The image could not be pushed: ERROR: it broke'
    const pushing = engineOf().pushByDigest(PLAN, BUILDX, callOf())
    await expect(pushing).rejects.toMatchObject({ reason: 'push-failed', message })
    await expect(engineOf().pushTag(PLAN, 'sha256:1', callOf())).rejects.toMatchObject({
      reason: 'push-failed',
      message,
    })
  })
})

describe('a copy', () => {
  test('by buildx, as it is', async () => {
    await engineOf().copy('a@sha256:1', 'b:2', callOf())
    expect(calls).toEqual([
      'docker buildx version',
      'docker buildx imagetools create --prefer-index=false --tag b:2 a@sha256:1',
    ])
  })

  test('without buildx goes through the engine', async () => {
    answer = line => ({ code: line === 'docker buildx version' ? 1 : 0 })
    await engineOf().copy('a@sha256:1', 'b:2', callOf())
    expect(calls.slice(1)).toEqual(['docker pull --quiet a@sha256:1', 'docker tag a@sha256:1 b:2', 'docker push b:2'])
  })

  test('that fails names its target', async () => {
    answer = line => (line.includes('imagetools') ? { code: 1, errors: ['ERROR: it broke'] } : {})
    await expect(engineOf().copy('a', 'b:2', callOf())).rejects.toThrow('could not be copied to b:2')
  })
})
