import { describe, expect, test } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import type { Exec } from '../../../src/process/exec.ts'
import { findPlace } from '../../../src/terminal/place.ts'
import { findToken } from '../../../src/terminal/token.ts'

type Env = Readonly<Record<string, string>>

/** What each program prints; one that is not there fails. `asked`: how each was started. */
function around(env: Env, programs: Readonly<Record<string, string>> = {}) {
  const asked: { readonly file: string; readonly args: readonly string[]; readonly env: Env }[] = []
  const exec: Exec = async (file, args, options) => {
    asked.push({ file, args, env: options.env })
    const stdout = programs[file]
    if (stdout === undefined) throw new UserError('program-missing', `${file} is not on the PATH`)
    return { exitCode: 0, stdout, stderr: '' }
  }
  return { env, cwd: '/', exec, asked }
}

const JOB = {
  GITHUB_ACTIONS: 'true',
  GITHUB_SERVER_URL: 'https://ghe.acme.example',
  GITHUB_API_URL: 'https://ghe.acme.example/api/v3/',
}

describe('the place', () => {
  test.each<[string, Env, string, string]>([
    ['https://github.com/acme/hello.git', {}, 'github.com', 'https://api.github.com'],
    ['https://x:secret@github.com/acme/hello', {}, 'github.com', 'https://api.github.com'],
    ['git@github.com:acme/hello.git', {}, 'github.com', 'https://api.github.com'],
    ['ssh://git@ssh.github.com:443/acme/hello.git', {}, 'github.com', 'https://api.github.com'],
    ['https://acme.ghe.com/acme/hello', {}, 'acme.ghe.com', 'https://api.acme.ghe.com'],
    ['https://ghe.acme.example:8443/acme/hello', {}, 'ghe.acme.example:8443', 'https://ghe.acme.example:8443/api/v3'],
    ['ssh://git@ghe.acme.example:2222/acme/hello', {}, 'ghe.acme.example', 'https://ghe.acme.example/api/v3'],
    // The variables of a job are about its own server.
    ['https://ghe.acme.example/acme/hello', JOB, 'ghe.acme.example', 'https://ghe.acme.example/api/v3'],
    ['https://github.com/acme/hello', JOB, 'github.com', 'https://api.github.com'],
    [
      'https://github.com/acme/hello',
      { GITHUB_API_URL: 'http://evil.example' },
      'github.com',
      'https://api.github.com',
    ],
  ])('of the remote %s with %j', async (remote, env, host, apiUrl) => {
    const place = await findPlace(undefined, around(env, { git: `${remote}\n` }))
    expect(place).toEqual({ owner: 'acme', repo: 'hello', host, apiUrl, isNamed: false })
  })

  test('a name of the ssh configuration is the host that it stands for', async () => {
    const given = around({}, { git: 'git@work:acme/hello.git', ssh: 'user git\nhostname GitHub.com\nport 22\n' })
    expect(await findPlace(undefined, given)).toMatchObject({ host: 'github.com' })
    expect(given.asked.at(-1)).toMatchObject({ file: 'ssh', args: ['-G', '--', 'work'] })
    expect(await findPlace(undefined, around({}, { git: 'git@work:acme/hello.git' }))).toMatchObject({ host: 'work' })
  })

  test.each(['ssh://git@-oProxyCommand=x/acme/hello', 'ssh://-v/acme/hello', 'ssh://git@%7Bx%7D/acme/hello'])(
    'what is no host is not handed to ssh: %s',
    async remote => {
      const given = around({}, { git: remote, ssh: 'hostname github.com' })
      await expect(findPlace(undefined, given)).rejects.toMatchObject({ reason: 'repository-unknown' })
      expect(given.asked.map(({ file }) => file)).toEqual(['git'])
    },
  )

  test.each<[string | undefined, Env, string]>([
    ['acme/hello', {}, 'github.com'],
    ['ghe.acme.example/acme/hello', {}, 'ghe.acme.example'],
    [undefined, { GH_REPO: 'acme/hello', GH_HOST: 'GHE.acme.example' }, 'ghe.acme.example'],
    ['acme/hello', { GH_REPO: 'other/one' }, 'github.com'],
  ])('named %j %j', async (named, env, host) => {
    expect(await findPlace(named, around(env))).toMatchObject({ owner: 'acme', repo: 'hello', host, isNamed: true })
  })

  test.each<[string | undefined, Env, string, string]>([
    ['hello', {}, '', "'hello' is no repository: write --repo owner/name"],
    ['a/b/c/d', {}, '', "'a/b/c/d' is no repository"],
    ['acme/..', {}, '', "'acme/..' is no repository"],
    ['e vil/acme/hello', {}, '', 'is no repository'],
    [undefined, {}, '/srv/git/hello.git', "the remote 'origin' is no repository of GitHub"],
    [undefined, {}, 'git@-oProxyCommand=x:acme/hello', "the remote 'origin' is no repository of GitHub"],
    [
      undefined,
      { GH_HOST: 'ghe.acme.example' },
      'git@github.com:acme/hello',
      "the remote 'origin' is at github.com, and GH_HOST says ghe.acme.example",
    ],
  ])('%j %j %j is no place', async (named, env, remote, text) => {
    const failing = findPlace(named, around(env, { git: remote }))
    await expect(failing).rejects.toThrow(text)
    await expect(failing).rejects.toMatchObject({ reason: 'repository-unknown' })
  })
})

describe('the token', () => {
  const ALL = {
    GH_TOKEN: 'public',
    GITHUB_TOKEN: 'job',
    GH_ENTERPRISE_TOKEN: 'enterprise',
    GITHUB_ENTERPRISE_TOKEN: 'other',
  }
  const at = (host: string, isNamed = false) => ({ owner: 'acme', repo: 'hello', host, apiUrl: '', isNamed })

  test.each<[string, boolean, Env, string]>([
    ['github.com', false, ALL, 'public'],
    ['github.com', false, { GITHUB_TOKEN: 'job' }, 'job'],
    ['acme.ghe.com', false, ALL, 'public'],
    ['ghe.acme.example', true, ALL, 'enterprise'],
    ['ghe.acme.example', true, { GITHUB_ENTERPRISE_TOKEN: 'other' }, 'other'],
    // A remote alone gets nothing of the environment, nor does a host that only looks like GitHub's.
    ['gitlab.example', false, ALL, 'of gh'],
    ['evilghe.com', false, ALL, 'of gh'],
    ['github.com.evil.example', false, ALL, 'of gh'],
    ['ghe.acme.example', true, { GH_TOKEN: 'public' }, 'of gh'],
    ['ghe.acme.example', false, { ...JOB, GITHUB_TOKEN: 'job' }, 'job'],
    ['ghe.acme.example', false, { ...JOB, GITHUB_ACTIONS: '', GITHUB_TOKEN: 'job' }, 'of gh'],
    ['gitlab.example', false, { ...JOB, GITHUB_TOKEN: 'job' }, 'of gh'],
  ])('for %s, named: %s, of %j', async (host, isNamed, env, token) => {
    const given = around(env, { gh: 'of gh\n' })
    expect(await findToken(at(host, isNamed), given)).toBe(token)
    // gh itself would give a token of the environment to any host.
    for (const { args, env } of given.asked) {
      expect(args).toEqual(['auth', 'token', '--hostname', host])
      expect(Object.keys(env).filter(name => name.endsWith('TOKEN'))).toEqual([])
    }
  })

  test.each<[string, boolean, string]>([
    ['github.com', false, "no token for github.com: run 'gh auth login --hostname github.com', or set GH_TOKEN"],
    [
      'ghe.acme.example',
      true,
      "no token for ghe.acme.example: run 'gh auth login --hostname ghe.acme.example', or set GH_ENTERPRISE_TOKEN",
    ],
    [
      'ghe.acme.example',
      false,
      "no token for ghe.acme.example: run 'gh auth login --hostname ghe.acme.example', or set GH_HOST=ghe.acme.example and GH_ENTERPRISE_TOKEN",
    ],
  ])('none for %s', async (host, isNamed, text) => {
    for (const programs of [{}, { gh: '' }]) {
      await expect(findToken(at(host, isNamed), around({}, programs))).rejects.toThrow(new RegExp(`^${text}$`))
    }
  })
})
