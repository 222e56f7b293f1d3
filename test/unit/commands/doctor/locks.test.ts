import { expect, test } from 'vitest'
import type { LockLook } from '../../../../src/commands/doctor/lock-facts.ts'
import { lockItems } from '../../../../src/commands/doctor/lock-items.ts'
import { doctor } from '../../../../src/commands/verbs/doctor.ts'
import { connectGitHub } from '../../../../src/github/client.ts'
import { startWorld } from '../command-world.ts'
import { factsWith, REFUSED, read, wrong } from './doctor-facts.ts'

const LOOK: LockLook = {
  ...{ repository: 'acme/hello', refs: 'branches', count: read(2), branchRules: read([]), rulesets: read([]) },
  probe: undefined,
}

test.each<[string, LockLook, readonly string[]]>([
  ['as it should be', LOOK, []],
  ['what cannot be read counts as locked', { ...LOOK, count: REFUSED }, ['stops github-forbidden locks']],
  ['a rule about branches', { ...LOOK, branchRules: read(['creation']) }, ['warning lock-place-ruled rules']],
  ['one that blocks nothing', { ...LOOK, branchRules: read(['required_deployments']) }, []],
  [
    'rules that are not shown',
    { ...LOOK, branchRules: REFUSED, rulesets: REFUSED },
    ['unknown github-forbidden rules', 'unknown github-forbidden rules'],
  ],
  [
    'a rule about pushes',
    {
      ...LOOK,
      rulesets: read([{ name: 'sizes', target: 'push', rules: ['max_file_size'], refs: [], link: '' }] as const),
    },
    ['warning lock-place-ruled rules'],
  ],
  [
    'a rule about other tags',
    {
      ...LOOK,
      refs: 'tags',
      rulesets: read([{ name: 'v', target: 'tag', rules: ['deletion'], refs: ['refs/tags/v*'], link: '' }] as const),
    },
    [],
  ],
  [
    'a rule about all tags',
    {
      ...LOOK,
      refs: 'tags',
      rulesets: read([{ name: 'v', target: 'tag', rules: ['deletion'], refs: ['~ALL'], link: '' }] as const),
    },
    ['warning lock-place-ruled rules'],
  ],
])('%s', (_, locks, expected) => {
  expect(wrong(lockItems({ ...factsWith(), locks }))).toEqual(expected)
})

interface Given {
  readonly probe?: boolean
  readonly contents?: 'read' | 'write'
  /** What GitHub answers to a new ref of such a name. */
  readonly refuses?: RegExp
}

test('a try of the place of locks, by one repository', async () => {
  const world = await startWorld()
  const { github } = world
  const place = { owner: 'acme', repo: 'hello' }
  let tokens = 0
  const probed = async ({ probe = true, contents = 'write', refuses }: Given = {}) => {
    const { log, clock, ...ports } = world.ports()
    const token = `ghp_probe_${++tokens}`
    github.addToken(token, { name: token, kind: 'user', login: 'ada', permissions: { contents } })
    const send: typeof fetch = async (address, options) => {
      const isRef = typeof options?.body === 'string' && /\/git\/refs$/.test(String(address))
      return isRef && refuses?.test(String(options.body)) === true
        ? Response.json({ message: 'Reference namespace is not allowed' }, { status: 422 })
        : github.fetch(address, options)
    }
    const client = connectGitHub({ token, apiUrl: github.url, repository: place, log, clock, fetch: send })
    const before = github.requests.length
    const { items } = await doctor(world.ask({ verb: 'doctor', probe }), { ...ports, log, clock, github: client })
    const sent = github.requests.slice(before).filter(({ method, path }) => method !== 'GET' && path !== '/graphql')
    const octokit = await client.octokit()
    const list = (ref: string) =>
      octokit.request('GET /repos/{owner}/{repo}/git/matching-refs/{ref}', { ...place, ref })
    const left = await Promise.all(['heads/commit', 'tags/', 'commit-train/'].map(list))
    expect(left.flatMap(({ data }) => data.map(({ ref }) => ref))).toEqual([])
    const [found, ...others] = items.filter(({ area, object }) => area === 'locks' && object === 'probe')
    expect(others).toEqual([])
    return { found, sent: sent.map(({ path }) => path.replace('/repos/acme/hello/git/', '')) }
  }
  expect(await probed({ probe: false })).toMatchObject({ found: { state: 'skipped' }, sent: [] })
  expect(await probed()).toMatchObject({ found: { state: 'good' }, sent: ['trees', 'commits', 'refs'] })
  expect(await probed({ refuses: /refs\/commit-train/ })).toMatchObject({
    found: { state: 'warning', code: 'lock-place-refused', copy: 'locks: { refs: branches }' },
  })
  expect(await probed({ refuses: /refs\/(?!tags)/ })).toMatchObject({ found: { copy: 'locks: { refs: tags }' } })
  expect(await probed({ refuses: /refs/ })).toMatchObject({ found: { state: 'warning', copy: '' } })
  // For want of a permission no other place is tried.
  const { found, sent } = await probed({ contents: 'read' })
  expect([found?.state, sent]).toEqual(['warning', ['trees']])
  expect(found?.fix).toContain('contents: write')
})

test('a try where another repository keeps the locks needs the role write there, but at a terminal', async () => {
  const world = await startWorld('environments: { staging: }\nlocks: { repository: acme/locks }\n')
  const { github, repository } = world
  github.addRepository({ owner: 'acme', name: 'locks', bare: repository.bare })
  github.setRole('ada', 'admin', { repository: 'acme/hello' })
  github.setRole('ada', 'read', { repository: 'acme/locks' })
  const ports = world.ports()
  const writes = () => github.requests.filter(({ method, path }) => method !== 'GET' && path !== '/graphql').length
  const asked = world.ask({ verb: 'doctor', probe: true } as const)
  const refused = { reason: 'command-not-permitted', message: expect.stringContaining('acme/locks') as string }
  await expect(doctor({ ...asked, door: 'comment' }, ports)).rejects.toMatchObject(refused)
  await expect(doctor({ ...asked, door: 'run' }, ports)).rejects.toMatchObject(refused)
  expect(writes()).toBe(0)
  const looked = await doctor({ ...asked, command: { verb: 'doctor', probe: false }, door: 'comment' }, ports)
  expect(looked.items.length).toBeGreaterThan(0)
  await doctor(asked, ports)
  expect(writes()).toBeGreaterThan(0)
})
