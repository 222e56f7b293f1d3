import { describe, expect, it } from 'vitest'
import { readTokenAndWorkflows, readWorkflowsOf, workflowOf } from '../../../../src/github/workflows/read-workflows.ts'
import { RecordingLogger } from '../../recording-logger.ts'
import { connectToDouble } from '../double.ts'
import { SkippingClock } from '../fake-api.ts'

const none = { onDeployment: false, dispatchInputs: undefined }

describe('what starts a workflow', () => {
  it.each([
    ['on: deployment', { onDeployment: true, dispatchInputs: undefined }],
    ['on: [push, deployment]', { onDeployment: true, dispatchInputs: undefined }],
    ['on:\n  deployment:\n  push: { branches: [main] }', { onDeployment: true, dispatchInputs: undefined }],
    ['"on": workflow_dispatch', { onDeployment: false, dispatchInputs: [] }],
    ['on: { workflow_dispatch: }', { onDeployment: false, dispatchInputs: [] }],
    ['on: { workflow_dispatch: { inputs: { a: , b: {} } } }', { onDeployment: false, dispatchInputs: ['a', 'b'] }],
    ['on: deployment_status', none],
    ['name: deployment', none],
    ['on: [', none],
    ['', none],
    ['- on: deployment', none],
    ['on: { __proto__: { deployment: } }', none],
  ])('%j', (text, expected) => {
    expect(workflowOf('x.yml', text)).toEqual({ file: 'x.yml', ...expected })
  })

  it('is read with who the token is in one query, whatever else is in the folder', async () => {
    const { client, github, repository } = await connectToDouble()
    const old = await repository.commit({ message: 'one', files: { a: 'x' } })
    await repository.commit({
      message: 'two',
      files: {
        '.github/workflows/deploy.yml': 'on: deployment\n',
        '.github/workflows/README.md': 'on: deployment\n',
        '.github/workflows/folder/x.yml': 'on: deployment\n',
      },
    })
    const tools = { github: client, log: new RecordingLogger(), clock: new SkippingClock() }
    expect(await readTokenAndWorkflows(tools)).toEqual({
      login: 'github-actions',
      branch: [{ ...none, file: 'deploy.yml', onDeployment: true }],
    })
    expect(github.requests.filter(({ path }) => path === '/graphql')).toHaveLength(1)
    expect(await readWorkflowsOf(tools, old)).toEqual([])
    github.assertNoUnknownRequests()
  })
})
