import { expect, test } from 'vitest'
import { until } from '../../platform/process/until.ts'
import { startTerminal } from './terminal.ts'

const POLICY = 'environments: { staging: , production: }\nno-checks: allow\n'

test('deploy shows the plan while it goes on, and its end as the answer', async () => {
  const { github, repository, call, as } = await startTerminal(POLICY)
  github.setRole('ada', 'write')
  const sha = await repository.commit({
    message: 'Pay by card',
    files: { '.github/workflows/deploy.yml': 'on: deployment\n' },
  })
  const running = as('ada', 'deploy', 'production', '--watch')
  const payloads = () => github.events.filter(({ name }) => name === 'deployment').map(({ payload }) => payload)
  await until({ what: 'the deployment' }, async () => payloads().length > 0)
  const [{ deployment }] = payloads() as [{ deployment: { id: number } }]
  expect(deployment).toMatchObject({
    creator: { login: 'ada' },
    payload: { door: 'terminal', actor: { login: 'ada' } },
  })
  const body = { state: 'success', description: 'Deployed in 1 s' }
  await call('POST', `/deployments/${deployment.id}/statuses`, { body })
  const { code, out, err } = await running
  expect(code, err).toBe(0)
  expect(err).toContain(`Deploying ${sha.slice(0, 7)} Pay by card to production of hello`)
  expect(out).toContain('Deployed')
  expect(out).not.toContain('Deploying')
}, 60_000)

test('what is refused creates nothing', async () => {
  const { github, as } = await startTerminal(POLICY)
  github.setRole('bo', 'read')
  const { code, err } = await as('bo', 'deploy', 'production')
  expect(code).toBe(1)
  expect(err).toContain('role-too-low')
  expect(github.events).toEqual([])
})
