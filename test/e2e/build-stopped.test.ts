import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { distFolder } from '../platform/action/dist-folder.ts'
import { EngineProxy } from '../platform/containers/engine-proxy.ts'
import { RegistryProxy } from '../platform/containers/registry-proxy.ts'
import { livingAs, livingWith } from '../platform/process/living.ts'
import { until } from '../platform/process/until.ts'
import type { BuildStage } from '../platform/stage/build-stage.ts'
import { expectNothingPushed, headline, openLiveBuild } from '../platform/stage/live-build.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const platform = usePlatform()
const { securedRegistry: secured } = platform
let proxy: RegistryProxy
let stage: BuildStage
let image: string
/** In the environment of the action and all it starts, and in arguments: ours alone, and not the action's own list. */
let marker: string
let count = 0
beforeEach(async () => {
  count += 1
  marker = `31${process.pid}${count}`
  proxy = await RegistryProxy.open(secured.address)
  const credentials = { 'registry-username': secured.username, 'registry-password': secured.password }
  ;({ stage, image } = await openLiveBuild(platform, proxy.address, {
    inputs: credentials,
    env: { STOPPED_TEST: marker },
  }))
})
afterEach(async () => {
  proxy.close()
  await stage.close()
})

const sleep = () => `sleep ${marker}`
/** The action itself has the marker in its inputs: what is waited for is the sleeping. */
const asleep = () =>
  until({ what: 'the task to sleep', seconds: 60 }, async () =>
    [
      ['sleep', marker],
      ['/busybox', 'sleep', marker],
    ].some(args => livingAs(...args).length > 0),
  )
const gone = () => until({ what: 'everything to end', seconds: 30 }, async () => livingWith(marker).length === 0)

async function expectNoTag(sha: string): Promise<void> {
  const login = Buffer.from(`${secured.username}:${secured.password}`).toString('base64')
  const url = `http://${secured.address}/v2/${image.split('/').slice(1).join('/')}/manifests/${sha}`
  expect((await fetch(url, { headers: { Authorization: `Basic ${login}` } })).status).toBe(404)
}

const dockerfile = (line: string) => `FROM scratch\nCOPY busybox /busybox\n${line}\n`

/** What runs when it is stopped, by the inputs and files that make it so. */
const moments = [
  ['lint', () => ({ inputs: { lint: `${sleep()} & setsid ${sleep()} & ${sleep()}` } })],
  ['test', () => ({ inputs: { test: `trap "" INT; ${sleep()}; ${sleep()}` } })],
  ['the build', () => ({ files: { Dockerfile: dockerfile(`RUN ["/busybox", "sleep", "${marker}"]`) } })],
  ['test-image', () => ({ inputs: { 'test-image': `/busybox ${sleep()}` } })],
] as const

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', signal => {
  test.each(moments)('during %s leaves nothing behind', async (_what, made) => {
    const { inputs, files }: { inputs?: Record<string, string>; files?: Record<string, string> } = made()
    const sha = await stage.commit(files)
    const running = await stage.start(sha, inputs === undefined ? {} : { inputs })
    await asleep()
    running.signal(signal)
    const run = await running.ended
    expect(run.exitCode).toBe(1)
    expect(headline(run)).toBe('Cancelled: this run was stopped; the commit has no image')
    expect(run.outputs).toMatchObject({ outcome: 'cancelled', reason: 'cancelled', image: '' })
    await gone()
    expect(await readdir(running.temp)).toEqual([])
    await expectNoTag(sha)
  })

  test('during the push leaves no tag', async () => {
    const sha = await stage.commit()
    // The manifest is never answered: whoever pushes it waits.
    proxy.intervene = request => request.method === 'PUT' && request.url?.includes('/manifests/') === true
    const running = await stage.start(sha)
    await until({ what: 'the manifest', seconds: 60 }, async () =>
      proxy.requests.some(line => /^PUT .*manifests/.test(line)),
    )
    running.signal(signal)
    const run = await running.ended
    expect(run.outputs.outcome).toBe('cancelled')
    expect(headline(run)).toContain('unknown whether the commit has an image: check ')
    expect(await readdir(running.temp)).toEqual([])
    await expectNoTag(sha)
  })
})

test('killed at once: `post` takes the login and the processes away', async () => {
  const sha = await stage.commit()
  const running = await stage.start(sha, { inputs: { test: `setsid ${sleep()} & ${sleep()}` } })
  const logins = async () => {
    const folder = (await readdir(running.temp)).find(name => name.startsWith('build-')) ?? 'none'
    const file = join(running.temp, folder, 'docker/config.json')
    return existsSync(file) && readFileSync(file, 'utf8').includes('"auth"')
  }
  await until({ what: 'the login', seconds: 60 }, logins)
  await asleep()
  running.signal('SIGKILL')
  // What it started holds its output open; who looks at the log must not wait for it.
  const state = await until({ what: 'the state', seconds: 30 }, async () => {
    const text = readFileSync(join(running.temp, '../file-commands/state'), 'utf8')
    return Object.fromEntries([...text.matchAll(/^(\w+)<<(.+)\n(.*)\n\2$/gm)].map(([, name, , value]) => [name, value]))
  })
  expect(livingWith(marker)).not.toEqual([])
  const env = {
    PATH: process.env.PATH,
    RUNNER_TEMP: `${running.temp}/`, // However it is written.
    STATE_folder: state.folder,
    STATE_marker: state.marker,
  }
  const post = spawn(process.execPath, [join(distFolder(), 'build-post.js')], { env, stdio: 'inherit' })
  expect(await new Promise(resolve => post.on('exit', resolve))).toBe(0)
  await gone()
  expect(await readdir(running.temp)).toEqual([])
  await running.ended
})

test('an engine that dies in the middle is named, and the others are shown', async () => {
  const engine = await EngineProxy.open(join(stage.folder, 'engine.sock'), platform.dockerHost ?? '')
  const sha = await stage.commit({ Dockerfile: dockerfile(`RUN ["/busybox", "sleep", "${marker}"]`) })
  const running = await stage.start(sha, { inputs: { lint: 'echo linted' }, env: { DOCKER_HOST: engine.host } })
  await asleep()
  engine.cut()
  const run = await running.ended
  expect(headline(run)).toMatch(
    /^The image could not be built: (lost the connection to the Docker engine|no Docker engine answers)/,
  )
  expect(run.outputs.outcome).toBe('error')
  expect(run.summary).toContain('| lint | ✅ passed |')
  await gone()
  await expectNoTag(sha)
})

test('a disk that is full is named', async () => {
  const sha = await stage.commit({
    Dockerfile: dockerfile('RUN ["/busybox", "dd", "if=/dev/zero", "of=/dev/full", "count=1"]'),
  })
  const run = await stage.build(sha)
  expect(run.outputs.reason).toBe('disk-full')
  expect(headline(run)).toMatch(/the disk is full; free some space on the runner/)
  await expectNothingPushed(`${platform.registry}/${image.split('/').slice(1).join('/')}`)
})
