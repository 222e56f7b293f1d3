import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { livingWith } from '../platform/process/living.ts'
import type { BuildStage } from '../platform/stage/build-stage.ts'
import {
  configOf,
  digestOf,
  expectNothingPushed,
  headline,
  openLiveBuild,
  tagsOf,
} from '../platform/stage/live-build.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const platform = usePlatform()
let stage: BuildStage
let image: string
beforeEach(async () => {
  ;({ stage, image } = await openLiveBuild(platform))
})
afterEach(() => stage.close())

const nothingPushed = () => expectNothingPushed(image)

describe('a commit that passes', () => {
  test('has one image, named by its full SHA', async () => {
    const sha = await stage.commit()
    const run = await stage.build(sha, {
      inputs: { image: image.replace('acme', 'Acme'), lint: 'echo linted', test: 'echo tested' },
    })
    expect(headline(run) && run.annotations).toEqual([])
    expect(run.exitCode).toBe(0)
    const digest = await digestOf(`${image}:${sha}`)
    expect(run.outputs).toMatchObject({
      outcome: 'success',
      reason: '',
      commit: sha,
      tag: sha,
      digest,
      image: `${image}@${digest}`,
      tags: JSON.stringify([`${image}:${sha}`]),
      skipped: 'false',
    })
    expect(Object.keys(JSON.parse(run.outputs.durations ?? ''))).toEqual(['lint', 'test', 'image', 'push', 'total'])
    expect(await tagsOf(image)).toEqual([sha])
    expect((await configOf(`${image}:${sha}`)).config.Labels).toEqual({
      'org.opencontainers.image.revision': sha,
      'org.opencontainers.image.source': 'https://github.com/acme/hello',
      'org.opencontainers.image.created': '2026-01-05T09:00:00Z',
      'org.opencontainers.image.version': sha,
      'org.opencontainers.image.title': 'hello',
    })
    expect(run.summary).toContain(`\`${image}@${digest}\``)
  })
})

test('several repositories have the same image, also where one of them was left out before', async () => {
  const sha = await stage.commit()
  const first = await stage.build(sha)
  const run = await stage.build(sha, { inputs: { image: `${image}\n${image}/copy`, tags: 'main' } })
  expect(run.outputs).toMatchObject({ outcome: 'success', skipped: 'true', digest: first.outputs.digest })
  for (const tag of [sha, 'main']) expect(await digestOf(`${image}/copy:${tag}`)).toBe(first.outputs.digest)
})

test('a script that holds from line to line, named scripts beside it, and outputs of their own', async () => {
  const sha = await stage.commit({ 'tools/check.sh': 'echo checked\n' })
  const test = [
    '--- unit',
    'cd tools',
    'if [ -e check.sh ]; then',
    '  bash check.sh',
    'fi',
    '--- slow',
    'sleep 0.1',
  ].join('\n')
  const lint = 'A=1\ncat <<X >>"$GITHUB_OUTPUT"\ncoverage=8$A\nimage=forged\nX'
  const run = await stage.build(sha, { inputs: { lint, test } })
  expect(run.outputs).toMatchObject({ outcome: 'success', coverage: '81', image: `${image}@${run.outputs.digest}` })
  expect(Object.keys(JSON.parse(run.outputs.durations ?? ''))).toEqual([
    'lint',
    'test unit',
    'test slow',
    'image',
    'push',
    'total',
  ])
  expect(run.log.filter(({ group }) => group?.startsWith('test unit: passed')).map(({ text }) => text)).toContain(
    'checked',
  )
})

describe('a commit that does not pass has no image', () => {
  test.each([
    [
      'lint',
      { lint: 'mkdir -p sub && cd sub\npwd | grep /sub$\necho not so fine; (exit 3)' },
      'lint failed in line 3, `echo not so fine; (exit 3)`: exit code 3',
      'lint-failed',
    ],
    ['test', { test: 'kill -9 $$' }, 'test failed in `kill -9 $$`: killed by SIGKILL (out of memory?)', 'test-failed'],
    [
      'a command that is not there',
      { test: 'no-such-command --fast' },
      'test failed in `no-such-command --fast`: a command was not found (exit code 127)',
      'test-failed',
    ],
  ])('%s', async (_what, inputs, text, reason) => {
    const sha = await stage.commit()
    const run = await stage.build(sha, { inputs: { ...inputs, 'fail-fast': 'false' } })
    expect(run.exitCode).toBe(1)
    expect(headline(run)).toBe(text)
    expect(run.outputs).toMatchObject({
      outcome: 'failed',
      reason,
      image: '',
      digest: '',
      tags: '[]',
      skipped: 'false',
    })
    expect(run.summary).toContain('the commit has no image')
    // The others came to their end, and are shown.
    expect(run.summary).toContain('| image | ✅ passed |')
    await nothingPushed()
  })

  test('the image', async () => {
    const sha = await stage.commit({
      Dockerfile: 'FROM scratch\nCOPY busybox /busybox\nRUN ["/busybox", "sh", "-c", "echo out of luck; exit 3"]\n',
    })
    const run = await stage.build(sha, { inputs: { test: 'echo tested', 'fail-fast': 'false' } })
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'build-failed' })
    expect(headline(run)).toMatch(/^The image could not be built: .*returned a non-zero code: 3/)
    expect(run.log.filter(({ group }) => group === undefined).map(({ text }) => text)).toContain('  | out of luck')
    expect(run.summary).toContain('| test | ✅ passed |')
    await nothingPushed()
  })

  test('what is tried in the image', async () => {
    const sha = await stage.commit()
    const inputs = { 'test-image': '/busybox cat /message\n/busybox grep -q "good bye" /message' }
    const run = await stage.build(sha, { inputs })
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'test-image-failed' })
    expect(headline(run)).toBe('test-image failed in `/busybox grep -q good bye /message`: exit code 1')
    await nothingPushed()
  })

  test.each([
    [
      'no Dockerfile',
      { Dockerfile: null },
      {},
      /^There is no file Dockerfile; add it, or set the input "dockerfile"$/,
      'dockerfile-missing',
    ],
    ['no context', {}, { context: 'app' }, /^There is no folder app;/, 'build-context-missing'],
    [
      'a context outside of the workspace',
      {},
      { context: '../..' },
      /^Input "context" is "\.\.\/\.\.", which leads out of the workspace/,
      'input-invalid',
    ],
    [
      'an image name that is none',
      {},
      { image: 'ghcr.io/acme/hello world' },
      /^Input "image" is "ghcr.io\/acme\/hello world": "hello world" cannot be/,
      'input-invalid',
    ],
    [
      'what only buildx can do',
      {},
      { platforms: 'linux/amd64\nlinux/arm64', cache: 'registry' },
      /cannot do this: several platforms \(linux\/amd64, linux\/arm64\); cache: registry; add docker\/setup-buildx-action/,
      'builder-limit',
    ],
    [
      'a base image that does not exist',
      { Dockerfile: 'FROM 127.0.0.1:5000/acme/nothing:1\n' },
      {},
      /^The image could not be built: 127\.0\.0\.1:5000 (has no base image 127\.0\.0\.1:5000\/acme\/nothing|does not answer)/,
      'registry-repository-missing',
    ],
    [
      'a file that .dockerignore leaves out',
      { Dockerfile: 'FROM scratch\nCOPY README.md /\n' },
      {},
      /^The image could not be built: a file that the Dockerfile copies is not in the build context; .* does \.dockerignore leave it out\?/,
      'build-failed',
    ],
  ])('%s', async (_what, files, inputs, text, reason) => {
    const sha = await stage.commit(files)
    const run = await stage.build(sha, { inputs })
    expect(headline(run)).toMatch(text)
    expect(run.exitCode).toBe(1)
    expect(run.outputs.reason).toBe(reason)
    await nothingPushed()
  })

  test('no engine', async () => {
    const sha = await stage.commit()
    const run = await stage.build(sha, {
      env: { DOCKER_HOST: 'unix:///run/nobody.sock' },
      inputs: { lint: 'echo linted' },
    })
    expect(headline(run)).toMatch(
      /^No Docker engine answers; is it running, and is DOCKER_HOST right\? \(Cannot connect/,
    )
    expect(run.outputs).toMatchObject({ outcome: 'error', reason: 'docker-engine-unreachable' })
  })

  test('a tree that is not the commit', async () => {
    const [first, second] = [await stage.commit(), await stage.commit({ message: 'changed\n' })]
    const run = await stage.build(second, { checkout: first })
    expect(headline(run)).toMatch(
      new RegExp(`^The checked-out commit is ${first}, the image is ${second}'s; give actions/checkout "ref:`),
    )
    await nothingPushed()
  })
})

describe('the first failure', () => {
  test('stops the others, their children too, and is reported at once', async () => {
    const sha = await stage.commit()
    const running = await stage.start(sha, {
      env: { FAIL_FAST_MARKER: image },
      inputs: { lint: 'exit 7', test: 'sleep 300 & setsid sleep 300 & sleep 300' },
    })
    const run = await running.ended
    expect(headline(run)).toBe('lint failed in `exit 7`: exit code 7')
    expect(run.summary).toContain('| test | ✋ stopped |')
    expect(livingWith(`FAIL_FAST_MARKER=${image}`)).toEqual([])
    await nothingPushed()
  })
})

describe('an engine that never answers', () => {
  let silent: Server
  let env: Record<string, string>
  beforeEach(async () => {
    silent = createServer()
    await once(silent.listen(0, '127.0.0.1'), 'listening')
    const { port } = silent.address() as AddressInfo
    env = { DOCKER_HOST: `tcp://127.0.0.1:${port}`, SILENT_ENGINE: image }
  })
  afterEach(() => silent.close())
  const nobodyAsks = () => expect.poll(() => livingWith(`SILENT_ENGINE=${image}`), { timeout: 5000 }).toEqual([])

  test('does not hold up the first failure', async () => {
    const run = await stage.build(await stage.commit(), { env, inputs: { lint: 'exit 7' } })
    expect(headline(run)).toBe('lint failed in `exit 7`: exit code 7')
    expect(run.summary).toContain('| image | ✋ stopped |')
    await nobodyAsks()
  })

  test('is not asked any more when nothing is built', async () => {
    const sha = await stage.commit()
    await stage.build(sha)
    expect((await stage.build(sha, { env })).outputs.skipped).toBe('true')
    await nobodyAsks()
  })
})
