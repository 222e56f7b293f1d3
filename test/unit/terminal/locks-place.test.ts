import { expect, test } from 'vitest'
import { startTerminal } from './terminal.ts'

const ENVIRONMENTS = 'environments: { staging: , production: }\nno-checks: allow\n'

test('a policy that keeps no locks: everything but a lock goes on', async () => {
  const { as, github, repository } = await startTerminal(`${ENVIRONMENTS}locks: { refs: none }\n`)
  await repository.commit({ message: 'way', files: { '.github/workflows/deploy.yml': 'on: deployment\n' } })
  const status = await as('ada', 'status')
  expect([status.code, status.err]).toEqual([0, ''])
  expect(status.out).toContain('as of 2026-01-05 12:00Z')
  expect((await as('ada', 'history')).code).toBe(0)
  expect((await as('ada', 'unlock', 'production')).code).toBe(0)
  expect((await as('ada', 'lock', 'production')).err).toContain('(locks-off)')
  github.setRole('ada', 'write')
  expect(await as('ada', 'deploy', 'production')).toMatchObject({ code: 0, err: expect.stringContaining('production') })
})

test('locks in a repository that the token may not see: what only reads goes on, and they count as unread', async () => {
  const { as } = await startTerminal(`${ENVIRONMENTS}locks: { repository: acme/hidden }\n`)
  expect((await as('ada', 'history')).code).toBe(0)
  const status = await as('ada', 'status')
  expect([status.code, status.out]).toEqual([0, expect.stringContaining('could not be read: locks')])
  expect((await as('ada', 'lock', 'hello', 'production')).code).toBe(3)
})

test('where locks are shared, the command that helps on releases the shared one', async () => {
  const { as } = await startTerminal(`${ENVIRONMENTS}locks: { repository: acme/hello }\n`)
  expect((await as('bo', 'lock', 'production', '--shared')).code).toBe(0)
  expect((await as('ada', 'status')).out).toContain('`commit-train unlock production --shared`')
  expect((await as('bo', 'unlock', 'production', '--shared')).out).toContain('unlocked')
})
