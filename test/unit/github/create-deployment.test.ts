import { describe, expect, it } from 'vitest'
import { createDeployment, type NewDeployment, recentDeployments } from '../../../src/github/create-deployment.ts'
import { dispatchWorkflow } from '../../../src/github/workflows/dispatch.ts'
import { connectToDouble } from './double.ts'
import { startFakeApi } from './fake-api.ts'

const WISH: NewDeployment = {
  ...{ sha: 'a'.repeat(40), task: 'deploy', environment: 'production', description: 'by ada' },
  payload: { 'commit-train': 1, intent: 'comment:7' },
}
const RECORD = {
  ...{ id: 7, sha: WISH.sha, ref: WISH.sha, task: 'deploy', environment: 'production', payload: {}, url: 'u' },
  ...{ created_at: '2026-01-05T12:00:00Z', creator: { login: 'ada', type: 'User' } },
}

describe('a deployment is created', () => {
  it('and found again in its environment; a workflow’s own token starts nothing', async () => {
    const { client, github, repository } = await connectToDouble()
    const sha = await repository.commit({ message: 'one', files: { a: 'x' } })
    const record = await createDeployment(client, { ...WISH, sha })
    expect(record).toMatchObject({ sha, task: 'deploy', environment: 'production', byPerson: false })
    expect(record.payload).toEqual(WISH.payload)
    expect(github.events).toMatchObject([{ name: 'deployment', startsWorkflows: false }])
    expect(await recentDeployments(client, 'production')).toEqual([record])
    expect(await recentDeployments(client, 'staging')).toEqual([])
    github.assertNoUnknownRequests()
  })

  it('asks for no context and no merge', async () => {
    let body: unknown
    const api = await startFakeApi((request, response) => {
      let text = ''
      request.on('data', chunk => {
        text += String(chunk)
      })
      request.on('end', () => {
        body = JSON.parse(text)
        response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(RECORD))
      })
    })
    await createDeployment(api.connect(), WISH)
    expect(body).toMatchObject({ ref: WISH.sha, auto_merge: false, required_contexts: [], payload: WISH.payload })
  })

  it.each([
    [202, { message: 'Auto-merged main into x on deployment.' }, 'Auto-merged main'],
    [409, { message: 'Conflict merging main into x.' }, '409 Conflict merging'],
    [422, { message: 'No ref found for: aaaa' }, '422 No ref found'],
  ])('says that none was made: %i', async (status, body, said) => {
    const api = await startFakeApi({ status, body })
    await expect(createDeployment(api.connect(), WISH)).rejects.toMatchObject({
      reason: 'deployment-not-created',
      message: expect.stringContaining(said),
    })
    expect(api.requests).toHaveLength(1)
  })

  it.each([
    [403, 'github-forbidden'],
    [404, 'github-not-found'],
  ])('says what the token lacks: %i', async (status, reason) => {
    const api = await startFakeApi({ status, body: { message: 'no' } })
    await expect(createDeployment(api.connect(), WISH)).rejects.toMatchObject({
      reason,
      message: expect.stringContaining('deployments: write'),
    })
  })

  it.each([
    ['a lost reply', { how: 'reply-lost' } as const, 1],
    ['half a reply', { how: 'cut-short' } as const, 1],
    ['an error before', { how: 'status', status: 502 } as const, 0],
  ])('is asked for once, whatever the answer: %s', async (_, fault, made) => {
    const { client, github, repository } = await connectToDouble()
    const sha = await repository.commit({ message: 'one', files: { a: 'x' } })
    github.fail({ ...fault, operationId: 'repos/create-deployment' })
    await expect(createDeployment(client, { ...WISH, sha })).rejects.toMatchObject({ reason: 'github-unreachable' })
    expect(await recentDeployments(client, 'production')).toHaveLength(made)
  })
})

describe('a workflow is started by hand', () => {
  const file = 'deploy-by-dispatch.yml'
  const text = 'on:\n  workflow_dispatch:\n    inputs:\n      deployment-id: { required: true }\n'
  const dispatch = { file, branch: 'main', inputs: { 'deployment-id': '7' } }

  it('also with a workflow’s own token, and once more after a lost reply', async () => {
    const { client, github, repository } = await connectToDouble()
    await repository.commit({ message: 'one', files: { [`.github/workflows/${file}`]: text } })
    github.fail({ how: 'reply-lost', operationId: 'actions/create-workflow-dispatch' })
    await dispatchWorkflow(client, dispatch)
    expect(github.events).toMatchObject([{ startsWorkflows: true }, { startsWorkflows: true }])
    expect(github.events.map(({ payload }) => (payload as { inputs: unknown }).inputs)).toEqual([
      dispatch.inputs,
      dispatch.inputs,
    ])
  })

  it('says which permission is missing', async () => {
    const { github, repository, client } = await connectToDouble()
    await repository.commit({ message: 'one', files: { [`.github/workflows/${file}`]: text } })
    github.addToken('ghs_workflow', { name: 'weak', permissions: { contents: 'read' } })
    await expect(dispatchWorkflow(client, dispatch)).rejects.toMatchObject({
      reason: 'github-forbidden',
      message: expect.stringContaining('actions: write'),
    })
  })
})
