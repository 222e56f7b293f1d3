import { describe, expect, test } from 'vitest'
import { startBot } from './bot.ts'

test('a lock, a refusal, the way back: each in one reply, with the same codes as at a terminal', async () => {
  const { ask, replies, github } = await startBot()
  const locked = await ask('ada', '/lock production for 2h new database\n\nthanks!')
  expect(locked.reply).toBe(
    `✅ locked: production of every service by ada until 2026-01-05 14:00Z (in 2 h): new database (acme/hello)\n\n[run](<${github.serverUrl}/acme/hello/actions/runs/7/attempts/1>)\n`,
  )
  expect(locked.outputs).toMatchObject({ decision: 'done', code: 'locked' })
  expect(JSON.parse(locked.outputs.answer ?? '')).toMatchObject({ code: 'locked', lock: { owner: 'ada' } })
  const held = await ask('bo', '/unlock production')
  expect(held.reply).toContain('❌ production of every service is locked by ada until')
  expect(held.outputs).toMatchObject({ decision: 'refused', code: 'lock-held' })
  // The person has the reply: nothing is to be repaired.
  expect(held.runner.failures).toEqual([])
  expect((await ask('ada', '/unlock production')).outputs).toMatchObject({ code: 'unlocked' })
  expect((await ask('ada', '/status')).outputs).toMatchObject({ decision: 'done', code: 'status' })
  expect((await ask('ada', '/help')).reply).toContain('| `/status [service] [limit]` |')
  expect((await ask('ada', '/lokc production')).reply).toContain("'lokc' is no command (did you mean 'lock'?)")
  expect(replies()).toHaveLength(6)
  expect(github.comments().flatMap(one => one.reactions.map(({ content, user }) => [content, user.login]))).toEqual(
    Array.from({ length: 6 }, () => ['eyes', 'github-actions[bot]']),
  )
  github.assertNoUnknownRequests()
})

test('with a name as the prefix, the commands in a reply are commands', async () => {
  const { ask } = await startBot()
  const inputs = { prefix: '@deploybot' }
  await ask('bo', '@deploybot lock production', { inputs })
  const { reply } = await ask('ada', '@deploybot status', { inputs })
  expect(reply).toContain('`@deploybot unlock production`')
})

test('a steal mentions in the reply whose it was; the summary notifies no one, and says so', async () => {
  const { ask } = await startBot()
  await ask('ada', '/lock production')
  const { reply, runner } = await ask('bo', '/lock production --steal')
  expect(reply).toContain('it was of @ada')
  expect(runner.summaries.join()).toContain('it was of ada (not notified)')
})

test('a comment that is no command costs no request', async () => {
  const { run, comment, github } = await startBot()
  const texts = ['LGTM', '/lgtm', '> /status', '`/status`', 'see /status', '/deploy.sh fails']
  for (const text of texts) {
    const event = await comment('ada', text)
    const before = github.requests.length
    const { outputs, log } = await run(event)
    expect([outputs, github.requests.length - before]).toEqual([{ decision: 'nothing', code: '', answer: '' }, 0])
    expect(log.lines).toEqual(['info: Nothing to do: the first line of the comment is no command'])
  }
})

test('an event that is delivered again, and a re-run, do nothing', async () => {
  const { run, comment, replies } = await startBot()
  const event = await comment('ada', '/lock production')
  expect((await run(event)).outputs.decision).toBe('done')
  const unlock = await comment('ada', '/unlock production')
  await run(unlock)
  for (const env of [{}, { GITHUB_RUN_ID: '8' }, { GITHUB_RUN_ATTEMPT: '2' }]) {
    expect(await run(event, { env })).toMatchObject({ outputs: { decision: 'nothing' }, summaries: [] })
  }
  expect(replies()).toHaveLength(2)
})

test('a comment that was claimed and has no reply: the summary says so', async () => {
  const { run, comment, call, ask, replies, github } = await startBot()
  const event = await comment('ada', '/lock production')
  await call('POST', `/issues/comments/${event.comment.id}/reactions`, { body: { content: 'eyes' } })
  // The reply to another comment is none to this one.
  await ask('ada', '/status')
  const { outputs, summaries } = await run(event)
  expect([outputs.decision, replies().length]).toEqual(['nothing', 1])
  expect(summaries.join()).toContain('no reply yet: another run works on it, or ended before it could answer')
  github.fail({ operationId: 'issues/list-comments', how: 'status', status: 500, times: 500 })
  expect(await run(event)).toMatchObject({ outputs: { decision: 'nothing' }, summaries: [], failures: [] })
})

test('the role of a commenter is asked for once', async () => {
  const { ask, github } = await startBot()
  expect((await ask('ada', '/deploy production')).outputs.decision).toBe('refused')
  expect(github.requests.filter(({ path }) => path.includes('/collaborators/'))).toHaveLength(1)
})

test('of two runs for one comment at once, one carries it out', async () => {
  const { run, comment, replies } = await startBot()
  const event = await comment('ada', '/lock production')
  const ended = await Promise.all([run(event), run(event), run(event)])
  expect(ended.map(({ outputs }) => outputs.decision).toSorted()).toEqual(['done', 'nothing', 'nothing'])
  expect(replies()).toHaveLength(1)
})

describe('who asks', () => {
  test('changed comments and those of bots hold no commands', async () => {
    const { run, comment, call, github, issue } = await startBot()
    const event = await comment('ada', '/lock production')
    const bot = { ...event.comment, user: { ...event.comment.user, type: 'Bot' } }
    await call('POST', `/issues/${issue}/comments`, { body: { body: '/lock production' }, token: 'ghs_ci' })
    const before = github.requests.length
    for (const other of [
      { ...event, action: 'edited' },
      { ...event, action: 'deleted' },
      { ...event, comment: bot },
      { ...event, sender: { ...event.sender, login: 'mallory' } },
      github.events.at(-1)?.payload,
    ]) {
      expect((await run(other)).outputs.decision).toBe('nothing')
    }
    expect(github.requests.length).toBe(before)
  })

  test.each([
    ['none', true, '/status', 'nothing'],
    ['read', true, '/status', 'nothing'],
    ['triage', true, '/status', 'done'],
    ['triage', true, '/lock production', 'refused'],
    ['none', false, '/status', 'nothing'],
    ['read', false, '/status', 'done'],
    ['read', false, '/lock production', 'refused'],
    ['write', true, '/lock production', 'done'],
    ['maintain', false, '/lock production', 'done'],
  ] as const)('the role %s, public: %s: %s is %s', async (role, isPublic, text, decision) => {
    const { run, comment, github, replies } = await startBot()
    github.setRole('bo', role)
    const event = await comment('bo', text)
    const { outputs, failures } = await run({ ...event, repository: { ...event.repository, private: !isPublic } })
    expect([outputs.decision, failures]).toEqual([decision, []])
    // A stranger gets no answer, and not even a reaction.
    const reactions = github.comments().flatMap(one => one.reactions).length
    expect([replies().length, reactions]).toEqual(decision === 'nothing' ? [0, 0] : [1, 1])
    if (decision === 'refused') {
      expect(outputs.code).toBe('command-not-permitted')
      expect(replies()[0]).toContain(`'lock' needs the role write; bo has the role ${role}`)
    }
    expect((await github.comments()).length).toBe(decision === 'nothing' ? 1 : 2)
  })
})

test('where it cannot be said whether a person may ask, no reply is written: the run is red', async () => {
  const { ask, github, replies } = await startBot()
  github.fail({ operationId: 'repos/get-collaborator-permission-level', how: 'status', status: 500, times: 500 })
  const { runner, outputs } = await ask('bo', '/status')
  expect([outputs.decision, outputs.code, runner.failures.length]).toEqual(['error', 'github-unreachable', 1])
  expect(replies()).toEqual([])
})

describe('locks that another repository keeps', () => {
  const POLICY = 'environments: { staging: , production: }\nlocks: { repository: acme/locks }\n'
  const RUN = { GITHUB_EVENT_NAME: 'workflow_dispatch', GITHUB_TRIGGERING_ACTOR: 'bo' }

  test.each([
    ['none', '/unlock all --shared --steal', 'no role'],
    ['read', '/unlock all --shared --steal', 'the role read'],
    ['triage', '/lock hello production', 'the role triage'],
  ] as const)('are changed by nobody with the role %s there: %s', async (role, text, has) => {
    const { ask, run, github, repository } = await startBot(POLICY)
    github.addRepository({ owner: 'acme', name: 'locks', bare: repository.bare })
    github.setRole('bo', role, { repository: 'acme/locks' })
    const refused = `to change them needs the role write there; bo has ${has}`
    const { outputs, reply } = await ask('bo', text)
    expect([outputs.decision, outputs.code, reply]).toEqual([
      'refused',
      'command-not-permitted',
      expect.stringContaining(refused),
    ])
    const started = await run({}, { env: RUN, inputs: { command: text } })
    expect([started.outputs.code, started.failures.join()]).toEqual([
      'command-not-permitted',
      expect.stringContaining(refused),
    ])
    expect(github.requests.filter(({ path }) => path.includes('/git/'))).toEqual([])
  })

  test('are changed by who writes there', async () => {
    const { ask, github, repository } = await startBot(POLICY)
    github.addRepository({ owner: 'acme', name: 'locks', bare: repository.bare })
    github.setRole('bo', 'write', { repository: 'acme/locks' })
    expect((await ask('bo', '/unlock hello production')).outputs.code).toBe('not-locked')
  })
})

describe('a run', () => {
  test('by hand or by the API carries out its input, for who started this attempt', async () => {
    const { run, replies } = await startBot()
    const env = { GITHUB_EVENT_NAME: 'workflow_dispatch', GITHUB_TRIGGERING_ACTOR: 'bo' }
    const locked = await run({}, { env, inputs: { command: 'lock production why' } })
    expect(JSON.parse(locked.outputs.answer ?? '')).toMatchObject({ code: 'locked', lock: { owner: 'bo' } })
    expect(locked.summaries.join()).toContain('✅ locked: production of every service by bo')
    const other = { GITHUB_EVENT_NAME: 'repository_dispatch', GITHUB_TRIGGERING_ACTOR: 'ada' }
    const held = await run({}, { env: other, inputs: { command: '/unlock production' } })
    // Nobody reads a reply: the run is red.
    expect([held.outputs.decision, held.failures]).toEqual([
      'refused',
      ['✗ production of every service is locked by bo: why (lock-held)'],
    ])
    expect(replies()).toEqual([])
  })

  test.each<[Record<string, string>, Record<string, string>, string, string]>([
    [{ GITHUB_EVENT_NAME: 'workflow_dispatch' }, {}, 'input-missing', 'Input "command" is empty'],
    [
      { GITHUB_EVENT_NAME: 'schedule' },
      { command: 'lock all' },
      'event-unsupported',
      'This run was started by "schedule"',
    ],
    [{ GITHUB_EVENT_NAME: 'push' }, { command: 'status' }, 'event-unsupported', 'This run was started by "push"'],
    [{}, { command: 'status' }, 'input-invalid', 'Input "command" is for manual runs'],
    [{ GITHUB_EVENT_NAME: 'workflow_dispatch' }, { command: 'status\nlock all' }, 'input-invalid', 'several lines'],
    [{}, { prefix: '>' }, 'input-invalid', 'Input "prefix" is ">"'],
    [{}, { prefix: 'a b' }, 'input-invalid', 'Input "prefix" is "a b"'],
    [{}, { token: '' }, 'input-missing', 'Input "token" is missing'],
  ])('%j %j ends with %s', async (env, inputs, code, text) => {
    const { run, comment } = await startBot()
    const { outputs, failures } = await run(await comment('ada', '/status'), { env, inputs })
    expect([outputs.decision, outputs.code]).toEqual(['error', code])
    expect(failures.join()).toContain(text)
  })
})

describe('the reply', () => {
  test('shows nothing of a comment as anything but text', async () => {
    const { ask } = await startBot()
    const { reply, runner } = await ask(
      'ada',
      '/lock production @acme/all <b>#1</b> ::error::x `id` [a](http://b) $(id)',
    )
    expect(reply).toContain(
      '@\u200bacme/all &lt;b&gt;\\#\u200b1&lt;/b&gt; ::\u200berror::x \\`id\\` \\[a\\](http:\u200b//b) <span>$</span>(id)',
    )
    expect(reply).not.toMatch(/@\w/)
    expect(runner.outputs.decision).toBe('done')
    const hidden = await ask('ada', '/lock production a\u202eb')
    expect([hidden.outputs.code, /\u202e/.test(hidden.reply)]).toEqual(['command-invalid', false])
  })

  test('is no command itself, whatever it begins with', async () => {
    const { ask, github } = await startBot()
    await ask('ada', '/status')
    expect(github.comments().at(-1)?.body).toMatch(/^<!-- commit-train /)
  })

  test('is written once also where GitHub did not answer', async () => {
    const { run, comment, replies, github } = await startBot()
    const event = await comment('ada', '/lock production')
    github.fail({ operationId: 'issues/create-comment', how: 'reply-lost' })
    const { outputs, failures } = await run(event)
    expect([outputs.decision, failures, replies().length]).toEqual(['done', [], 1])
  })

  test('on a pull request that is not merged says whose commits are meant', async () => {
    const { run, comment, replies, github, repository } = await startBot()
    await repository.branch('change')
    await repository.commit({ message: 'two', files: { a: '2' }, branch: 'change' })
    const pull = await github.openPullRequest({ title: 'Change', head: 'change', by: 'ada' })
    await run(await comment('ada', '/status', pull))
    expect(replies()[0]).toContain('⚠️ This pull request is not merged: commands are about the default branch')
  })

  test('missing is red, and the outputs say what was done all the same', async () => {
    const { run, comment, github } = await startBot()
    const event = await comment('ada', '/lock production')
    github.fail({ operationId: 'issues/create-comment', how: 'status', status: 500, times: 500 })
    const { outputs, failures } = await run(event)
    expect(outputs).toMatchObject({ decision: 'done', code: 'locked' })
    expect(failures.join()).toContain('The reply could not be written')
  })
})

test('without the permission to react nothing is done', async () => {
  const { run, comment, github, call } = await startBot()
  github.addToken('ghs_narrow', { name: 'narrow', kind: 'workflow', permissions: { contents: 'write' } })
  const event = await comment('ada', '/lock production')
  const { outputs, failures } = await run(event, { inputs: { token: 'ghs_narrow' } })
  expect([outputs.decision, outputs.code]).toEqual(['error', 'github-forbidden'])
  expect(failures.join()).toContain('issues: write')
  expect((await call('GET', '/git/matching-refs/commit-train')).items).toEqual([])
})

test('a run that is stopped says what goes on, once the comment is its own', async () => {
  const { run, comment, replies, github } = await startBot()
  const stop = new AbortController()
  const stopped = run(await comment('ada', '/lock production'), { signal: stop.signal })
  const isClaimed = () => github.requests.some(({ path }) => path.includes('/contents/'))
  while (!isClaimed()) await new Promise(resolve => setImmediate(resolve))
  stop.abort(new Error('stopped'))
  expect((await stopped).outputs).toMatchObject({ decision: 'error', code: 'cancelled' })
  expect(replies()).toEqual([expect.stringContaining('this run was stopped: what was written by then stays')])
  const early = await run(await comment('ada', '/lock production'), { signal: stop.signal })
  expect([early.outputs.code, early.failures.length, replies().length]).toEqual(['cancelled', 1, 1])
})
