import { expect, test } from 'vitest'
import { startTerminal } from './terminal.ts'

const HOUR = 3_600_000

/** A refusal ends with a link to what its code means. */
const withoutLink = (err: string) => err.replace(/\nwhat this means \(https:\/\/\S+#[a-z-]+\)$/, '')

test('lock, refused, steal, extend, expire, unlock: what each is told, and how each command ends', async () => {
  const { as, state, github } = await startTerminal()
  const line = async (login: string, ...args: string[]) => {
    const { code, out, err } = await as(login, ...args)
    return `${code} ${out}${withoutLink(err)}`
  }
  expect(await line('ada', 'status')).not.toContain('locked')
  expect(await line('ada', 'lock', 'production', 'for', '2h', 'new', 'database')).toBe(
    '0 ✓ locked: production of every service by ada until 2026-01-05 14:00Z (in 2 h): new database (acme/hello)',
  )
  expect(await line('bo', 'lock', 'production')).toBe(
    '1 ✗ production of every service is locked by ada until 2026-01-05T14:00Z: new database (lock-held)',
  )
  expect(await line('bo', 'unlock', 'production')).toMatch(/^1 .*locked by ada.*\(lock-held\)$/)
  expect(await line('ada', 'lock', 'production', 'for', '3h')).toBe(
    '0 ✓ still locked: production of every service by ada until 2026-01-05 15:00Z (in 3 h): new database (acme/hello)',
  )
  expect(await line('bo', 'lock', 'production', '--steal', '--reason', 'for a fix')).toBe(
    '0 ✓ stolen: production of every service by bo until it is unlocked: for a fix (acme/hello); it was of ada (not notified): new database',
  )
  expect(await line('bo', 'lock', 'all', 'for', '1h')).toMatch(/^0 ✓ locked: everything by bo/)
  const lines = (await line('ada', 'status')).split('\n')
  const held = lines.filter(text =>
    /^ {2}! (staging|production): .* locked by bo .* — `commit-train unlock all`$/.test(text),
  )
  expect(held).toHaveLength(2)
  expect(lines.at(-1)).toBe('  production of every service by bo until it is unlocked: for a fix')
  state.now += HOUR
  expect(await line('ada', 'status')).toContain('everything by bo until 2026-01-05 13:00Z (now), which is over')
  // What is over is swept by whoever writes next.
  expect(await line('bo', 'unlock', 'production')).toBe(
    '0 ✓ unlocked production of every service (acme/hello); it was of bo: for a fix',
  )
  expect(await line('bo', 'unlock', 'production')).toBe('0 production of every service was not locked (acme/hello)')
  expect(await line('ada', 'status')).not.toContain('locked')
  github.assertNoUnknownRequests()
})

test.each([3, -3])("the clock of a laptop, %s hours off, is nobody's time: GitHub says what is over", async hours => {
  const { as, state } = await startTerminal()
  state.clockOff = hours * HOUR
  expect((await as('ada', 'lock', 'production', 'for', '1h')).out).toContain('until 2026-01-05 13:00Z')
  expect((await as('bo', 'lock', 'production')).code).toBe(1)
  // What another command sweeps is over by the same clock.
  expect((await as('bo', 'lock', 'staging')).code).toBe(0)
  expect((await as('bo', 'status')).out).not.toContain('over')
  expect((await as('ada', 'lock', 'production', 'for', '1h')).out).toContain('2026-01-05 13:00Z (in 1 h)')
  expect((await as('bo', 'status')).out).toContain('by ada')
  state.now += HOUR
  expect((await as('bo', 'lock', 'production')).code).toBe(0)
})

test('the answer as data', async () => {
  const { as } = await startTerminal()
  const { out } = await as('ada', 'lock', 'production', 'why', '--json', '--link', 'https://acme.example/1')
  expect(JSON.parse(out)).toEqual({
    ...{ schema: 1, code: 'locked', repository: 'acme/hello', before: null, notify: null },
    lock: {
      ...{ name: 'env.production', holds: 'production of every service', state: 'held', owner: 'ada', reason: 'why' },
      ...{ link: 'https://acme.example/1', created: '2026-01-05T12:00:00.000Z', expires: null },
      claim: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  })
  const held = await as('bo', 'lock', 'production', '--json')
  expect([held.code, JSON.parse(held.out), held.err]).toEqual([
    1,
    { schema: 1, code: 'lock-held', text: 'production of every service is locked by ada: why', findings: [] },
    '',
  ])
  expect(JSON.parse((await as('bo', 'status', '--json')).out)).toMatchObject({
    code: 'status',
    locks: [{ owner: 'ada' }],
  })
})

test('two runs of workflows have one login and two locks to get past', async () => {
  const { run, github } = await startTerminal()
  github.addToken('ghs_run', { name: 'run', permissions: { contents: 'write' } })
  const bot = (...args: string[]) => run({ GH_TOKEN: 'ghs_run' }, ...args)
  const { lock } = JSON.parse((await bot('lock', 'staging', 'for', '1h', '--json')).out)
  expect(lock.owner).toMatch(/\[bot\]$/)
  expect(await bot('lock', 'staging', 'for', '1h')).toMatchObject({
    code: 1,
    err: expect.stringContaining('another run'),
  })
  expect((await bot('unlock', 'staging')).code).toBe(1)
  expect((await bot('lock', 'staging', 'for', '2h', '--claim', lock.claim)).out).toContain('still locked')
  expect((await bot('unlock', 'staging', '--claim', lock.claim)).out).toContain('unlocked')
})

test('what a stranger put there is shown as it is, and only taken away where that is said', async () => {
  const { as, call } = await startTerminal()
  const tree = { tree: [{ path: 'lock.json', mode: '100644', type: 'blob', content: '\u001b[2J' }] }
  const made = { message: 'x', tree: (await call('POST', '/git/trees', { body: tree })).body.sha, parents: [] }
  const { sha } = (await call('POST', '/git/commits', { body: made })).body
  await call('POST', '/git/refs', { body: { ref: 'refs/commit-train/locks/all', sha } })
  expect((await as('ada', 'status')).out).toMatch(/\n {2}all counts as locked: the lock 'all' is not JSON$/)
  expect(await as('ada', 'lock', 'all')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^✗ the lock 'all' is not JSON, which counts as locked \(lock-unreadable\)\n/),
  })
  expect((await as('ada', 'unlock', 'all')).code).toBe(1)
  expect(await as('ada', 'unlock', 'all', '--steal')).toMatchObject({
    code: 0,
    out: '✓ unlocked everything (acme/hello)',
  })
  expect((await as('ada', 'status')).out).not.toContain('counts as locked')
})

test.each([
  [
    [],
    2,
    '✗ no command is given (known: status, deploy, rollback, promote, abort, history, lock, unlock, doctor, help, render, plan) (command-invalid)',
  ],
  [['lokc'], 2, "✗ 'lokc' is no command (did you mean 'lock'?) (command-invalid)"],
  [
    ['lock', 'prodution'],
    2,
    "✗ 'prodution' is no environment of the policy (did you mean 'production'?) (command-invalid)",
  ],
  [['status', '--jsn'], 2, "✗ there is no option --jsn (did you mean 'json'?) (command-invalid)"],
  [['lock', 'all', '--reason'], 2, '✗ --reason needs a reason: --reason "why" (command-invalid)'],
  [['status', '--repo', 'hello'], 3, "✗ 'hello' is no repository: write --repo owner/name (repository-unknown)"],
])('%j ends with %i and one line', async (args, code, err) => {
  const { as } = await startTerminal()
  const ended = await as('ada', ...args)
  expect({ ...ended, err: withoutLink(ended.err) }).toEqual({ code, out: '', err })
})

test('help needs neither a token nor a repository', async () => {
  const { run, github } = await startTerminal()
  for (const args of [['help'], ['--help'], ['lock', '-h']]) {
    const { code, out } = await run({}, ...args)
    expect([code, out]).toEqual([0, expect.stringContaining('commit-train lock [service] <environment|all>')])
  }
  expect(github.requests).toEqual([])
})

test('the token is that of the environment, else the one of gh', async () => {
  const { run, programs } = await startTerminal()
  expect(await run({}, 'status')).toEqual({
    ...{ code: 3, out: '' },
    err: expect.stringMatching(
      /^✗ no token for github.com: run 'gh auth login --hostname github.com', or set GH_TOKEN \(token-missing\)\n/,
    ),
  })
  programs.gh = 'ghp_bo\n'
  expect((await run({}, 'lock', 'all')).out).toContain('everything by bo')
  expect((await run({ GITHUB_TOKEN: 'ghp_ada' }, 'unlock', 'all')).code).toBe(1)
  const wrong = await run({ GH_TOKEN: 'ghp_wrong_token' }, 'status')
  expect([wrong.code, wrong.err.includes('ghp_wrong')]).toEqual([3, false])
})

test('a token that may only read gets one line that names the permission', async () => {
  const { github, run } = await startTerminal()
  github.addToken('ghs_reader', { name: 'reader', kind: 'app', permissions: { contents: 'read' } })
  expect(await run({ GH_TOKEN: 'ghs_reader' }, 'lock', 'production')).toEqual({
    ...{ code: 3, out: '' },
    err: expect.stringMatching(/^✗ GitHub refused to write a lock \(403 Resource not accessible by integration\): /),
  })
})

test('the locks are in the repository, and the namespace, that the policy names', async () => {
  const policy = 'environments: { production: }\nlocks: { repository: acme/locks, refs: branches }\n'
  const { as, github, repository, call } = await startTerminal(policy)
  github.addRepository({ owner: 'acme', name: 'locks', bare: repository.bare })
  expect(await as('ada', 'lock', 'production')).toMatchObject({ code: 2 })
  expect((await as('ada', 'lock', 'hello', 'production')).out).toBe(
    '✓ locked: production of hello by ada until it is unlocked (acme/locks)',
  )
  const refs = (await call('GET', '/git/matching-refs/heads/commit-train-locks/')).items.map(one => one.ref)
  expect(refs).toEqual(['refs/heads/commit-train-locks/svc.hello.env.production'])
  github.assertNoUnknownRequests()
})

test.each([
  ['environments: [', 3],
  ['', 3],
])('a policy that cannot be read is an error, which to wait for does not help: %j', async (policy, code) => {
  const { as } = await startTerminal(policy)
  expect((await as('ada', 'status')).code).toBe(code)
})

test('a bug ends with 3, its stack, and JSON where that was asked for', async () => {
  const { as, programs } = await startTerminal()
  Object.defineProperty(programs, 'git', {
    get: () => {
      throw new TypeError('it broke\u001b[2J')
    },
  })
  const { code, out, err } = await as('ada', 'status', '--json')
  expect([code, JSON.parse(out)]).toEqual([3, { schema: 1, code: 'bug', text: 'it broke\u001b[2J', findings: [] }])
  expect(err).toContain('please report it')
  expect(err + out).not.toContain('\u001b')
})

test('who stops it reads what goes on', async () => {
  const { as, stop } = await startTerminal()
  stop.abort(new Error('stopped'))
  expect(await as('ada', 'status')).toEqual({
    ...{ code: 130, out: '' },
    err: 'stopped: what was written by then stays as it is, and a deployment that was created goes on',
  })
})

test('a stop while what is over is removed changes nothing about the answer', async () => {
  const { as, state, stop } = await startTerminal()
  await as('ada', 'lock', 'staging', 'for', '1h')
  state.now += 2 * HOUR
  state.onOut = () => stop.abort(new Error('stopped'))
  expect(await as('ada', 'lock', 'production')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^✓ locked.*$/),
    err: '',
  })
})
