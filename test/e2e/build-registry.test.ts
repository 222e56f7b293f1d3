import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Intervene, RegistryProxy } from '../platform/containers/registry-proxy.ts'
import type { BuildStage } from '../platform/stage/build-stage.ts'
import { digestOf, expectNothingPushed, headline, openLiveBuild } from '../platform/stage/live-build.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const platform = usePlatform()
const { securedRegistry: secured } = platform
const credentials = { 'registry-username': secured.username, 'registry-password': secured.password }

describe('a registry that wants a login', () => {
  let stage: BuildStage
  let image: string
  beforeEach(async () => {
    ;({ stage, image } = await openLiveBuild(platform, secured.address))
  })
  afterEach(() => stage.close())

  const manifest = (tag: string) =>
    fetch(`http://${secured.address}/v2/${image.split('/').slice(1).join('/')}/manifests/${tag}`, {
      headers: {
        Authorization: `Basic ${Buffer.from(`${secured.username}:${secured.password}`).toString('base64')}`,
        Accept: 'application/vnd.docker.distribution.manifest.v2+json',
      },
    })

  test('gets it by the inputs, and nothing of it stays', async () => {
    const sha = await stage.commit()
    const running = await stage.start(sha, { inputs: { ...credentials, tags: 'main' } })
    const run = await running.ended
    expect(run.outputs).toMatchObject({ outcome: 'success', skipped: 'false' })
    for (const tag of [sha, 'main']) {
      expect((await manifest(tag)).headers.get('docker-content-digest')).toBe(run.outputs.digest)
    }
    expect(await readdir(running.temp)).toEqual([])
    expect(existsSync(join(running.temp, '../home/.docker'))).toBe(false)
    const seen = run.raw.split('\n').filter(line => !line.startsWith('::add-mask::'))
    expect([...seen, run.summary, JSON.stringify([run.outputs, run.state])].join('\n')).not.toContain(secured.password)
  })

  test('is used by the logins that docker has already, which stay as they are', async () => {
    const folder = join(stage.folder, 'docker')
    await mkdir(folder)
    const auth = Buffer.from(`${secured.username}:${secured.password}`).toString('base64')
    const config = JSON.stringify({ auths: { [secured.address]: { auth } } })
    await writeFile(join(folder, 'config.json'), config)
    const env = { DOCKER_HOST: platform.dockerHost ?? '', DOCKER_CONFIG: folder }
    const sha = await stage.commit()
    const run = await stage.build(sha, { env })
    expect((await manifest(sha)).headers.get('docker-content-digest')).toBe(run.outputs.digest)
    expect(await readFile(join(folder, 'config.json'), 'utf8')).toBe(config)
  })

  test.each([
    ['anonymous', {}, /denies write access to acme\/.* anonymously/],
    [
      'a wrong password',
      { ...credentials, 'registry-password': 'wrong-password' },
      /denies write access to acme\/.* as "robot"/,
    ],
    ['half a login', { 'registry-username': 'robot' }, /"registry-username" is given but "registry-password" is empty/],
  ])('refuses %s before anything is built', async (_who, inputs, text) => {
    const run = await stage.build(await stage.commit(), { inputs: { ...inputs, lint: 'echo linted' } })
    expect(headline(run)).toMatch(text)
    expect(run.exitCode).toBe(1)
    expect(run.raw).not.toContain('linted')
  })
})

const pull = (head: string, base: string, sha: string) => ({
  name: 'pull_request',
  payload: { pull_request: { head: { sha, repo: { full_name: head } }, base: { repo: { full_name: base } } } },
})

describe('a run that is given no secrets', () => {
  test.each([
    [
      'a pull request from a fork',
      pull('outsider/hello', 'acme/hello', 'SHA'),
      'outsider',
      {},
      /this is a pull request from a fork/,
    ],
    [
      'Dependabot',
      pull('acme/hello', 'acme/hello', 'SHA'),
      'dependabot[bot]',
      { 'registry-username': 'robot' },
      /started by Dependabot, .* "registry-password" is empty/,
    ],
  ])('%s: everything but the push', async (_what, event, actor, inputs, why) => {
    const { stage, image } = await openLiveBuild(platform)
    const sha = await stage.commit()
    const run = await stage.build(sha, {
      inputs: { lint: 'echo linted', ...inputs },
      event: JSON.parse(JSON.stringify(event).replace('SHA', sha)),
      actor,
      runSha: '1'.repeat(40),
    })
    await stage.close()
    expect(run.outputs).toMatchObject({ outcome: 'success', image: '', tag: sha, commit: sha })
    expect(run.annotations.map(({ level, message }) => `${level}: ${message}`).join('\n')).toMatch(why)
    expect(run.summary).toMatch(why.source.includes('fork') ? why : /Dependabot/)
    await expectNothingPushed(image)
  })

  test('and has "push" set to true: says why it cannot', async () => {
    const { stage } = await openLiveBuild(platform)
    const sha = await stage.commit()
    const inputs = { push: 'true', 'registry-username': 'robot' }
    const run = await stage.build(sha, { inputs, event: pull('outsider/hello', 'acme/hello', sha) })
    await stage.close()
    expect(headline(run)).toMatch(
      /^The image cannot be pushed: this is a pull request from a fork, which GitHub gives no secrets, so/,
    )
  })
})

describe('a registry that misbehaves', () => {
  let proxy: RegistryProxy
  let stage: BuildStage
  let image: string
  beforeEach(async () => {
    proxy = await RegistryProxy.open(platform.registry)
    ;({ stage, image } = await openLiveBuild(platform, proxy.address))
  })
  afterEach(async () => {
    proxy.close()
    await stage.close()
  })

  /** Writing a manifest is answered with this status, a number of times. */
  const refuse = (status: number, code: string, times = Number.POSITIVE_INFINITY): Intervene => {
    let left = times
    return (request, response) => {
      if (request.method !== 'PUT' || !request.url?.includes('/manifests/') || left-- <= 0) return false
      response.writeHead(status, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify({ errors: [{ code, message: code.toLowerCase() }] }))
      return true
    }
  }

  test.each([
    [401, 'UNAUTHORIZED', 'registry-denied'],
    [403, 'DENIED', 'registry-denied'],
    [404, 'NAME_UNKNOWN', 'registry-repository-missing'],
  ])('answers %i to the push', async (status, code, reason) => {
    proxy.intervene = refuse(status, code)
    const run = await stage.build(await stage.commit(), { inputs: { lint: 'echo linted' } })
    expect(headline(run)).toMatch(/^The image could not be pushed: the registry /)
    expect(run.outputs).toMatchObject({ outcome: 'error', reason, image: '' })
    expect(run.summary).toContain('| lint | ✅ passed |')
    expect(run.summary).toContain('the commit has no image')
    await expectNothingPushed(image)
  })

  test.each([
    [503, 'UNAVAILABLE'],
    [429, 'TOOMANYREQUESTS'],
  ])('answers %i once: it is tried again', async (status, code) => {
    proxy.intervene = refuse(status, code, 1)
    const sha = await stage.commit()
    const run = await stage.build(sha)
    expect(headline(run)).toContain('Built')
    expect(run.outputs.digest).toBe(await digestOf(`${image}:${sha}`))
  })

  test('does not answer the first question as it should', async () => {
    proxy.intervene = (_, response) => Boolean(response.writeHead(500).end())
    const run = await stage.build(await stage.commit(), { inputs: { lint: 'echo linted' } })
    expect(run.outputs.reason).toBe('registry-unreachable')
    expect(run.summary).toContain('unknown whether the commit has an image: check ')
    expect(run.raw).not.toContain('linted')
  })

  test('has its login in a credential helper, and what that gave expires while the image is built', async () => {
    const folder = join(stage.folder, 'helper')
    await mkdir(folder)
    const [password, program] = [join(folder, 'password'), join(folder, 'docker-credential-cloud')]
    await writeFile(password, 'first-pass')
    await writeFile(program, `#!/bin/sh\necho '{"Username":"cloud","Secret":"'$(cat ${password})'"}'\n`, {
      mode: 0o755,
    })
    await writeFile(join(folder, 'config.json'), JSON.stringify({ credHelpers: { [proxy.address]: 'cloud' } }))
    const accepted = new Set<string>()
    proxy.intervene = ({ headers }, response) => {
      const login = Buffer.from(headers.authorization?.slice('Basic '.length) ?? '', 'base64').toString()
      if (login === `cloud:${readFileSync(password, 'utf8')}`) {
        accepted.add(login)
        return false
      }
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="cloud"' }).end()
      return true
    }
    const sha = await stage.commit()
    const run = await stage.build(sha, {
      inputs: { test: `echo -n second-pass >${password}`, tags: 'main' },
      env: { DOCKER_HOST: platform.dockerHost ?? '', DOCKER_CONFIG: folder },
      path: [folder],
    })
    expect(headline(run)).toContain('Built')
    const name = `${platform.registry}/${image.split('/').slice(1).join('/')}`
    for (const tag of [sha, 'main']) expect(await digestOf(`${name}:${tag}`)).toBe(run.outputs.digest)
    expect([...accepted]).toEqual(['cloud:first-pass', 'cloud:second-pass'])
    const seen = run.raw.split('\n').filter(line => !line.startsWith('::add-mask::'))
    expect(seen.join('\n')).not.toMatch(/(first|second)-pass(?! >)/)
  })

  test('has a proxy in front of it that takes no large uploads', async () => {
    proxy.intervene = ({ method }, response) => {
      if (method !== 'PATCH') return false
      response.writeHead(413, { 'Content-Type': 'text/html' }).end('<html><h1>413 Request Entity Too Large</h1></html>')
      return true
    }
    const run = await stage.build(await stage.commit())
    expect(run.outputs).toMatchObject({ outcome: 'error', reason: 'push-failed' })
    expect(headline(run)).toMatch(/a proxy in front of the registry takes no layer of this size \(413\)/)
  })

  test('is not the one that denies: a base image of another registry names that one', async () => {
    const sha = await stage.commit({ Dockerfile: `FROM ${secured.address}/acme/base:1\n` })
    const run = await stage.build(sha)
    expect(run.outputs.reason).toBe('registry-denied')
    expect(headline(run)).toContain(`${secured.address} denied access to the base image ${secured.address}/acme/base`)
    expect(headline(run)).toContain(`log in to ${secured.address} in a step before this one`)
  })

  test('answers with a page at the first question: it is no registry', async () => {
    proxy.intervene = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Please log in</html>')
      return true
    }
    const run = await stage.build(await stage.commit(), { inputs: { lint: 'echo linted' } })
    expect(run.outputs.reason).toBe('registry-broken')
    expect(headline(run)).toContain('answers with "text/html", which is no image')
  })

  /** As soon as the tag is written somebody else moves it. */
  const moveTo = (tag: string, digest: string): Intervene => {
    let written = false
    return (request, response) => {
      if (!request.url?.endsWith(`/manifests/${tag}`)) return false
      if (request.method === 'PUT') written = true
      if (!written || request.method !== 'GET') return false
      response.writeHead(307, { Location: request.url.replace(tag, digest) }).end()
      return true
    }
  }

  test('has another run that moves one of the other tags at the same moment: no error', async () => {
    const other = await stage.build(await stage.commit())
    const sha = await stage.commit({ message: 'second\n' })
    proxy.intervene = moveTo('main', other.outputs.digest ?? '')
    const run = await stage.build(sha, { inputs: { tags: 'main' } })
    expect(headline(run)).toContain('Built')
    expect(run.outputs.tags).toBe(JSON.stringify([`${image}:${sha}`, `${image}:main`]))
  })

  test('has other content under the tag after the push: an error', async () => {
    const other = await stage.build(await stage.commit())
    const sha = await stage.commit({ message: 'second\n' })
    proxy.intervene = moveTo(sha, other.outputs.digest ?? '')
    const run = await stage.build(sha)
    expect(run.outputs).toMatchObject({ outcome: 'error', reason: 'tag-moved' })
    expect(headline(run)).toMatch(new RegExp(`is not what was just written there: it holds ${other.outputs.digest}`))
    expect(run.summary).not.toContain('the commit has no image')
  })
})
