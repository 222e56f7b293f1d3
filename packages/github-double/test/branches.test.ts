import { expect, it } from 'vitest'
import { startHarness } from './harness.ts'

it('what rulesets and protection require of the default branch', async () => {
  const { github, repository, call } = await startHarness()
  const sha = await repository.commit({ message: 'one' })
  expect((await call('GET', '/branches/main')).body).toMatchObject({ name: 'main', commit: { sha }, protected: false })
  expect((await call('GET', '/rules/branches/main')).items).toEqual([])
  github.protectBranch({ rules: [{ context: 'test', appId: 15368 }], protection: [{ context: 'lint' }] })
  expect((await call('GET', '/branches/main')).body).toMatchObject({
    protected: true,
    protection: { required_status_checks: { contexts: ['lint'], checks: [{ context: 'lint', app_id: null }] } },
  })
  expect((await call('GET', '/rules/branches/main')).items).toMatchObject([
    {
      type: 'required_status_checks',
      parameters: { required_status_checks: [{ context: 'test', integration_id: 15368 }] },
    },
  ])
  expect((await call('GET', '/rules/branches/other')).items).toEqual([])
  expect((await call('GET', '/branches/other')).status).toBe(404)
})

it('the role of a person, also in the older words', async () => {
  const { github, call } = await startHarness()
  const role = async (login: string) => {
    const { permission, role_name } = (await call('GET', `/collaborators/${login}/permission`)).body
    return [permission, role_name]
  }
  github.setRole('Ada', 'maintain')
  github.setRole('bob', 'triage')
  expect(await role('ada')).toEqual(['write', 'maintain'])
  expect(await role('bob')).toEqual(['read', 'triage'])
  expect(await role('eve')).toEqual(['none', 'none'])
})
