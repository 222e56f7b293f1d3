import { expect, test } from 'vitest'
import { readWhileLoading } from '../../../src/deployments/requested-deployment.ts'
import { startFakeApi } from '../github/fake-api.ts'

const named = { by: 'id', id: 7 } as const

test('GitHub is asked before the rest is loaded', async () => {
  const texts = {
    sha: 'a',
    ref: 'main',
    task: 'deploy',
    environment: 'e',
    created_at: '2026-11-21T05:00:00Z',
    url: 'u',
  }
  const { connect } = await startFakeApi({ status: 200, body: { id: 7, ...texts } })
  const github = connect()
  const [{ deployment }, asked] = await readWhileLoading(github, named, async () => github.requests())
  expect(deployment.id).toBe(7)
  expect(asked).toBe(4)
})

test('what cannot be read is the error, also where the loading took longer', async () => {
  const { connect } = await startFakeApi({ status: 404, body: { message: 'Not Found' } })
  const github = connect()
  const reading = readWhileLoading(github, named, async () => {
    await expect(github.octokit().then(({ rest }) => rest.meta.get())).rejects.toThrow()
  })
  await expect(reading).rejects.toMatchObject({ reason: 'github-not-found' })
})
