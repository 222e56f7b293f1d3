import { expect, test } from 'vitest'
import { startTerminal } from './terminal.ts'

test('status and history at a terminal: in words, as data, and by how many', async () => {
  const { as, github, repository } = await startTerminal('environments: { staging: , production: }\nno-checks: allow\n')
  const sha = await repository.commit({ message: 'Pay by card', files: { a: 'a' } })
  github.recordDeployment({ sha, environment: 'staging', creator: 'ada', states: ['in_progress', 'success'] })
  const status = await as('ada', 'status')
  expect([status.code, status.err]).toEqual([0, ''])
  expect(status.out).toMatch(new RegExp(`\\n${sha.slice(0, 7)} +Pay by card .* ✓ passed +staging\\n`))
  expect(status.out).toMatch(/\n {2}✓ staging: .* nothing waits\n/)
  expect(status.out).toMatch(/\n {2}! production: never deployed · 2 wait.* — `commit-train deploy production`$/)
  expect((await as('ada', 'status', 'hello', '10')).out).toBe(status.out)
  expect((await as('ada', 'status', 'HELLO', '1')).out.split('\n')).toHaveLength(7)
  expect(await as('ada', 'status', '51')).toMatchObject({ code: 2, err: expect.stringContaining('50') })
  const data = JSON.parse((await as('ada', 'status', '--json')).out)
  expect(data).toMatchObject({ schema: 1, code: 'status', environments: [{ live: { sha } }, { live: null }] })
  const history = await as('ada', 'history', 'staging')
  expect(history.out).toMatch(new RegExp(`nothing → ${sha.slice(0, 7)} +✓ success`))
  expect((await as('ada', 'history', 'production')).out).toMatch(/\nnothing was deployed$/)
  expect((await as('ada', 'history', '--counts')).out).toMatch(
    /\nstaging +1 in 30 days +no data +0 % \(0 of 1\) +no data\n/,
  )
})

test.each(['status', 'history', 'deploy production', 'rollback production'])(
  'the policy, the head and whose the token is are each asked for once: %s',
  async command => {
    const { as, github } = await startTerminal('environments: { staging: , production: }\n')
    github.setRole('ada', 'write')
    await as('ada', ...command.split(' '))
    const queries = github.requests.map(({ body }) => JSON.stringify(body ?? ''))
    const asked = (part: string) => queries.filter(query => query.includes(part)).length
    expect(github.requests.filter(({ path }) => path.includes('/contents/'))).toEqual([])
    expect([asked('commit-train.yml'), asked('viewer')]).toEqual([1, 1])
  },
)
