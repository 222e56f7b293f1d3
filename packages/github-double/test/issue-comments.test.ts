import { expect, test } from 'vitest'
import { startHarness } from './harness.ts'

async function start() {
  const harness = await startHarness()
  const issue = harness.github.openIssue({ title: 'Deploys', by: 'person' })
  return { ...harness, issue }
}

test('a comment starts workflows, with its text and its author', async () => {
  const { github, call, issue } = await start()
  const { status, body } = await call('POST', `/issues/${issue}/comments`, {
    body: { body: '/status' },
    token: 'ghp_person',
  })
  expect([status, body.body, body.performed_via_github_app]).toEqual([201, '/status', null])
  expect(github.events).toMatchObject([
    {
      ...{ name: 'issue_comment', startsWorkflows: true },
      payload: {
        action: 'created',
        issue: { number: issue, state: 'open' },
        comment: { id: body.id, body: '/status', user: { login: 'ada', type: 'User' } },
        sender: { login: 'ada' },
      },
    },
  ])
  github.assertNoUnknownRequests()
})

test("a workflow's comment starts none, and can be changed until it is deleted", async () => {
  const { github, call, issue } = await start()
  const { id } = (await call('POST', `/issues/${issue}/comments`, { body: { body: 'one' } })).body
  expect(github.events).toMatchObject([{ name: 'issue_comment', startsWorkflows: false }])
  expect((await call('PATCH', `/issues/comments/${id}`, { body: { body: 'two' } })).body.body).toBe('two')
  expect((await call('GET', `/issues/${issue}/comments`)).items).toMatchObject([
    { id, body: 'two', user: { type: 'Bot' } },
  ])
  expect((await call('GET', `/issues/${issue}/comments?since=2999-01-01T00:00:00Z`)).items).toEqual([])
  github.deleteComment(Number(id))
  expect((await call('PATCH', `/issues/comments/${id}`, { body: { body: 'three' } })).status).toBe(404)
  expect(github.comments()).toEqual([])
})

test.each([
  ['', 422],
  [' ', 422],
  ['x'.repeat(65_536), 201],
  ['x'.repeat(65_537), 422],
])('the text of a comment (%#)', async (body, status) => {
  const { call, issue } = await start()
  expect((await call('POST', `/issues/${issue}/comments`, { body: { body } })).status).toBe(status)
})

test('one reaction of a kind and account', async () => {
  const { call, issue } = await start()
  const { id } = (await call('POST', `/issues/${issue}/comments`, { body: { body: 'one' } })).body
  const react = async (content: string, token = 'ghs_workflow') =>
    (await call('POST', `/issues/comments/${id}/reactions`, { body: { content }, token })).status
  expect([await react('eyes'), await react('eyes'), await react('eyes', 'ghp_person'), await react('rocket')]).toEqual([
    201, 200, 201, 201,
  ])
  expect(await react('thumbs')).toBe(422)
  expect((await call('GET', `/issues/${issue}/comments`)).items).toMatchObject([
    { reactions: { total_count: 3, eyes: 2, rocket: 1 } },
  ])
})

test('an issue that is not there; a pull request is one', async () => {
  const { github, repository, call, issue } = await start()
  expect((await call('POST', `/issues/${issue + 1}/comments`, { body: { body: 'x' } })).status).toBe(404)
  await repository.commit({ message: 'one', files: { a: '1' } })
  await repository.branch('change')
  await repository.commit({ message: 'two', files: { a: '2' }, branch: 'change' })
  const pull = await github.openPullRequest({ title: 'Change', head: 'change', by: 'person' })
  expect(pull).toBe(issue + 1)
  await call('POST', `/issues/${pull}/comments`, { body: { body: 'x' }, token: 'ghp_person' })
  expect(github.events.at(-1)).toMatchObject({
    payload: { issue: { number: pull, pull_request: { merged_at: null } } },
  })
})
