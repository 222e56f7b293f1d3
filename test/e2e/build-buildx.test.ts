import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ActionRun } from '../platform/action/run-action.ts'
import {
  type BuildKit,
  buildx,
  dockerConfig,
  dockerConfigWith,
  startBuildKit,
} from '../platform/containers/buildkit.ts'
import { RegistryProxy } from '../platform/containers/registry-proxy.ts'
import { livingAs, livingWith } from '../platform/process/living.ts'
import { program } from '../platform/process/program.ts'
import { until } from '../platform/process/until.ts'
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
const folder = mkdtempSync(join(tmpdir(), 'buildx-'))
const configs = { engine: join(folder, 'engine'), kit: join(folder, 'kit') }
let kit: BuildKit
let stage: BuildStage
let image: string
beforeAll(async () => {
  kit = await startBuildKit(join(folder, 'kit-state'), platform.logs)
  dockerConfig(configs.engine)
  await dockerConfigWith(kit, configs.kit)
})
afterAll(async () => {
  await kit.daemon.stop()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  ;({ stage, image } = await openLiveBuild(platform))
})
afterEach(() => stage.close())

type Which = keyof typeof configs
const env = (which: Which) => ({ DOCKER_CONFIG: configs[which], DOCKER_HOST: platform.dockerHost ?? '' })
const build = (which: Which, sha: string, inputs: Record<string, string> = {}, more: Record<string, string> = {}) =>
  stage.build(sha, { inputs, env: { ...env(which), ...more } })
const text = (run: ActionRun) => run.log.map(line => line.text).join('\n')

/** What BuildKit prints of a layer that it has not made: it had it, or the registry did. */
const FROM_CACHE = / CACHED$|extracting sha256:/m

interface Entry {
  readonly digest: string
  readonly platform: { readonly os: string; readonly architecture: string }
}
interface Manifest {
  readonly mediaType: string
  readonly config: { readonly digest: string }
  readonly manifests?: readonly Entry[]
  readonly layers: readonly { readonly digest: string }[]
}
const crane = (...args: string[]) => program(['crane', ...args, '--insecure'])
const manifestOf = async (reference: string): Promise<Manifest> => JSON.parse(await crane('manifest', reference))
const digestsOf = (name: string, ...tags: readonly string[]) => Promise.all(tags.map(tag => digestOf(`${name}:${tag}`)))
/** The image as the engine has it, which is what "test-image" was run in. */
const tested = async (reference: string) =>
  (
    await program(['docker', '--host', platform.dockerHost ?? '', 'image', 'inspect', '-f', '{{.Id}}', reference])
  ).trim()

const DRIVERS = { engine: 'docker', kit: 'remote' }
const ALL = ['engine', 'kit'] as const

describe.each(ALL)('buildx, built by the %s', which => {
  test('is said, and what was tested is what is pushed: one manifest', async () => {
    const sha = await stage.commit()
    const run = await build(which, sha, {
      'test-image': '/busybox grep -q hello /message',
      labels: 'com.acme.a=b,c="d"',
    })
    expect(headline(run)).toContain('Built')
    const builder = new RegExp(`docker buildx 0\\.37\\.2 \\(driver ${DRIVERS[which]}\\)`)
    expect(text(run)).toMatch(builder)
    expect(run.summary).toMatch(builder)
    const { config, manifests } = await manifestOf(`${image}:${sha}`)
    expect(manifests).toBeUndefined()
    expect(config.digest).toBe(await tested(`${image}:${sha}`))
    expect((await configOf(`${image}:${sha}`)).config.Labels).toMatchObject({
      'org.opencontainers.image.revision': sha,
      'com.acme.a': 'b,c="d"',
    })
  })

  test('hands over secrets with quotes and line breaks', async () => {
    const secret = 'two "lines"\nand \'quotes\'=$HOME\n'
    const mount = '--mount=type=secret,id=token'
    const sha = await stage.commit({
      Dockerfile: `FROM scratch\nCOPY busybox /busybox\nRUN ${mount} ["/busybox", "sh", "-c", "/busybox wc -c </run/secrets/token >/size"]\nRUN ${mount} ["/busybox", "cat", "/run/secrets/token"]\n`,
    })
    const inputs = { secrets: 'token=TOKEN', 'test-image': `/busybox grep -qx ${secret.length} /size` }
    const run = await build(which, sha, inputs, { TOKEN: secret })
    expect(headline(run)).toContain('Built')
    const seen = run.raw.split('\n').filter(line => !line.startsWith('::add-mask::'))
    expect([...seen, run.summary, await crane('config', `${image}:${sha}`)].join('\n')).not.toContain('quotes')
  })

  test('takes layers of the first parent with an inline cache', async () => {
    const cached = async (cache: string): Promise<boolean> => {
      await build(which, await stage.commit({ message: `${cache} 1\n` }), { cache })
      await buildx(env(which), 'prune', '--all', '--force')
      const run = await build(which, await stage.commit({ message: `${cache} 2\n` }), { cache })
      expect(headline(run)).toContain('Built')
      return FROM_CACHE.test(text(run))
    }
    expect(await cached('inline')).toBe(true)
    expect(await cached('none')).toBe(false)
  })

  test('takes keys, no network, and nothing out of the cache; copies what it built to another repository', async () => {
    const key = join(folder, 'deploy-key')
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    writeFileSync(key, privateKey.export({ type: 'pkcs1', format: 'pem' }), { mode: 0o600 })
    const lines = [
      'FROM scratch',
      'COPY busybox /busybox',
      'RUN --mount=type=ssh,id=deploy ["/busybox", "sh", "-c", "/busybox test -S \\"$SSH_AUTH_SOCK\\""]',
      'RUN ["/busybox", "sh", "-c", "/busybox test \\"$(/busybox ls /sys/class/net)\\" = lo"]',
    ]
    const inputs = { ssh: `deploy=${key}`, network: 'none', 'no-cache': 'true', image: `${image}\n${image}/copy` }
    const first = await stage.commit({ Dockerfile: `${lines.join('\n')}\n` })
    expect(headline(await build(which, first, inputs))).toContain('Built')
    const second = await stage.commit({ 'docs/other': '' })
    const again = await build(which, second, { ...inputs, tags: 'main' })
    expect(headline(again)).toContain('Built')
    expect(text(again)).not.toMatch(FROM_CACHE)
    expect(await digestsOf(`${image}/copy`, second, 'main')).toEqual([again.outputs.digest, again.outputs.digest])
  })

  test('says what of the Dockerfile failed', async () => {
    const Dockerfile = 'FROM scratch\nCOPY busybox /busybox\nRUN ["/busybox", "sh", "-c", "echo denied: 404; exit 3"]\n'
    const run = await build(which, await stage.commit({ Dockerfile }))
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'build-failed' })
    expect(headline(run)).toMatch(/^The image could not be built: ERROR: .*exit code: 3/)
    await expectNothingPushed(image)
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('%s leaves nothing behind', async signal => {
    const marker = `47${process.pid}${Date.now() % 100_000}`
    const Dockerfile = `FROM scratch\nCOPY busybox /busybox\nRUN ["/busybox", "sleep", "${marker}"]\n`
    const running = await stage.start(await stage.commit({ Dockerfile }), { env: { ...env(which), MARKER: marker } })
    await until(
      { what: 'the build to sleep', seconds: 60 },
      async () => livingAs('/busybox', 'sleep', marker).length > 0,
    )
    running.signal(signal)
    const run = await running.ended
    expect(headline(run)).toBe('Cancelled: this run was stopped; the commit has no image')
    await until({ what: 'everything to end', seconds: 30 }, async () => livingWith(marker).length === 0)
    await expectNothingPushed(image)
  })
})

test('further contexts: a folder of the repository by BuildKit; an old engine says that it cannot', async () => {
  const Dockerfile = 'FROM scratch\nCOPY busybox /busybox\nCOPY --from=shared lib.txt /lib.txt\n'
  const sha = await stage.commit({ Dockerfile, 'libs/shared/lib.txt': 'shared\n' })
  const inputs = { 'build-contexts': 'shared=libs/shared', 'test-image': '/busybox grep -qx shared /lib.txt' }
  const refused = await build('engine', sha, inputs)
  expect(headline(refused)).toMatch(/^The image could not be built: the engine is too old for an input /)
  expect(refused.outputs).toMatchObject({ outcome: 'error', reason: 'builder-limit' })
  expect(headline(await build('kit', sha, inputs))).toContain('Built')
})

test.each([
  [{ platforms: 'linux/amd64\nlinux/arm64' }, 'several platforms (linux/amd64, linux/arm64)'],
  [{ provenance: 'max' }, 'provenance'],
  [{ cache: 'registry' }, 'cache: registry'],
  [{ cache: 'gha' }, 'cache: gha'],
])('the engine cannot do %j: refused at once, as buildx would refuse it later', async (inputs, what) => {
  const run = await build('engine', await stage.commit(), inputs)
  expect(run.outputs.reason).toBe('builder-limit')
  expect(headline(run)).toBe(
    `docker buildx 0.37.2 (driver docker) cannot do this: ${what}; add docker/setup-buildx-action in a step before this one, or leave it out`,
  )
  expect(text(run)).not.toContain('load build definition')
  await expectNothingPushed(image)
})

describe('what a BuildKit of its own can do', () => {
  const copied = 'FROM scratch\nCOPY message /message\n'
  const platforms = 'linux/amd64\nlinux/arm64'

  test('several platforms: one index, and no other tag', async () => {
    const sha = await stage.commit({ Dockerfile: copied })
    const run = await build('kit', sha, { platforms })
    expect(headline(run)).toContain('Built')
    const { manifests = [] } = await manifestOf(`${image}:${sha}`)
    expect(manifests.map(({ platform: { os, architecture } }) => `${os}/${architecture}`)).toEqual(
      platforms.split('\n'),
    )
    expect(await tagsOf(image)).toEqual([sha])
    expect(run.outputs.digest).toBe((await crane('digest', `${image}:${sha}`)).trim())
  })

  test('several platforms into a registry with a login', async () => {
    const { address, username, password } = platform.securedRegistry
    const secured = await openLiveBuild(platform, address)
    const sha = await secured.stage.commit({ Dockerfile: copied })
    const inputs = { platforms, 'registry-username': username, 'registry-password': password }
    const run = await secured.stage.build(sha, { inputs, env: env('kit') })
    await secured.stage.close()
    expect(headline(run)).toContain('Built')
    expect(run.outputs.digest).toMatch(/^sha256:/)
  })

  test.each(['min', 'max'])('provenance %s, of the image that was tested; no secret is in it', async provenance => {
    const sha = await stage.commit({
      Dockerfile:
        'FROM scratch\nCOPY busybox message /\nARG SAID\nRUN --mount=type=secret,id=token ["/busybox", "true"]\n',
    })
    const inputs = {
      provenance,
      secrets: 'token=TOKEN',
      'build-args': 'SAID=in-the-open',
      'test-image': '/busybox grep -q hello /message',
    }
    const run = await build('kit', sha, inputs, { TOKEN: 'never-in-there' })
    expect(headline(run)).toContain('Built')
    const { manifests = [] } = await manifestOf(`${image}:${sha}`)
    expect(manifests.map(entry => entry.platform.os)).toEqual(['linux', 'unknown'])
    const [own, attestation] = await Promise.all(manifests.map(({ digest }) => manifestOf(`${image}@${digest}`)))
    expect(own?.config.digest).toBe(await tested(`${image}:${sha}`))
    const statement = await crane('blob', `${image}@${attestation?.layers[0]?.digest}`)
    expect(statement).not.toContain('never-in-there')
    // What can be found is found.
    expect(statement.includes('in-the-open')).toBe(provenance === 'max')
  })

  test('a cache in the registry, used by the next commit', async () => {
    const inputs = { cache: 'registry' }
    await build('kit', await stage.commit(), inputs)
    expect(await tagsOf(image)).toContain('build-cache')
    await buildx(env('kit'), 'prune', '--all', '--force')
    const run = await build('kit', await stage.commit({ message: 'second\n' }), inputs)
    expect(text(run)).toMatch(FROM_CACHE)
    expect(run.annotations).toEqual([])
  })

  test.each([403, 500])('a cache that the registry refuses (%i) is a warning', async status => {
    const proxy = await RegistryProxy.open(platform.registry)
    const refused = await openLiveBuild(platform, proxy.address)
    proxy.intervene = (request, response) => {
      if (request.method !== 'PUT' || !request.url?.endsWith('/manifests/build-cache')) return false
      response.writeHead(status, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify({ errors: [{ code: 'DENIED', message: 'no room here' }] }))
      return true
    }
    const sha = await refused.stage.commit()
    const run = await refused.stage.build(sha, { inputs: { cache: 'registry' }, env: env('kit') })
    await refused.stage.close()
    proxy.close()
    expect(headline(run)).toContain('Built')
    expect(run.annotations).toMatchObject([{ level: 'warning' }])
    expect(run.annotations[0]?.message).toMatch(
      /^The cache could not be written; the image is not affected: error writing manifest blob: .*no room here/,
    )
    expect(run.outputs.outcome).toBe('success')
    expect(await tagsOf(refused.image.replace(proxy.address, platform.registry))).toEqual([sha])
  })
})
