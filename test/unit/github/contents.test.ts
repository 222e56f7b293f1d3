import { expect, test } from 'vitest'
import { readPolicyText } from '../../../src/github/contents.ts'
import { readDefaultBranch } from '../../../src/github/repository.ts'
import { connectToDouble } from './double.ts'
import { startFakeApi } from './fake-api.ts'

const FILE = '.github/commit-train.yml'

test('the policy comes from the default branch, whole, whatever its length and letters', async () => {
  const { github, repository, client } = await connectToDouble()
  const text = `# Zürich 🚂\nenvironments:\n  production:\n${'# more\n'.repeat(2000)}`
  await repository.commit({ message: 'one', files: { [FILE]: text } })
  await repository.branch('other')
  await repository.commit({ message: 'two', branch: 'other', files: { [FILE]: 'environments: {hacked: }' } })
  expect(await readPolicyText(client)).toBe(text)
  expect(github.requests.map(request => request.query)).toEqual([{}])
  expect(await readDefaultBranch(client)).toBe('main')
  github.assertNoUnknownRequests()
})

test('an empty file is an empty text', async () => {
  const { repository, client } = await connectToDouble()
  await repository.commit({ message: 'one', files: { [FILE]: '' } })
  expect(await readPolicyText(client)).toBe('')
})

test('a policy that is not there: where it has to be, and the shortest one', async () => {
  const { repository, client } = await connectToDouble()
  await repository.commit({ message: 'one', files: { 'commit-train.yml': 'x' } })
  await expect(readPolicyText(client)).rejects.toMatchObject({
    outcome: 'refused',
    reason: 'policy-missing',
    message:
      ".github/commit-train.yml is not on the default branch of acme/hello, or the token lacks 'permissions: contents: read'; the shortest one is 'environments: { staging: , production: }'",
  })
})

test('a folder of that name', async () => {
  const { repository, client } = await connectToDouble()
  await repository.commit({ message: 'one', files: { [`${FILE}/a.yml`]: 'x' } })
  await expect(readPolicyText(client)).rejects.toMatchObject({ outcome: 'refused', reason: 'policy-invalid' })
})

test('a file that came short is no policy', async () => {
  const content = Buffer.from('environments: {a: }').toString('base64')
  const body = { type: 'file', encoding: 'base64', content, size: 200 }
  const api = await startFakeApi({ status: 200, body })
  await expect(readPolicyText(api.connect())).rejects.toMatchObject({ outcome: 'error', reason: 'github-unreachable' })
})

test('a file too large for GitHub to send', async () => {
  const api = await startFakeApi({
    status: 200,
    body: { type: 'file', encoding: 'none', content: '', size: 2_000_000 },
  })
  await expect(readPolicyText(api.connect())).rejects.toMatchObject({ outcome: 'refused', reason: 'policy-invalid' })
})
