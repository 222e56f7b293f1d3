import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readTokenAndWorkflows, readWorkflowsOf, workflowOf } from '../../../../src/github/workflows/read-workflows.ts'
import { RecordingLogger } from '../../recording-logger.ts'
import { connectToDouble } from '../double.ts'
import { SkippingClock } from '../fake-api.ts'

const none = { onDeployment: false, dispatchInputs: undefined, callsWorkflow: false, calls: [], newKeys: [] }

describe('what starts a workflow', () => {
  it.each([
    ['on: deployment', { ...none, onDeployment: true }],
    ['on: [push, deployment]', { ...none, onDeployment: true }],
    ['on:\n  deployment:\n  push: { branches: [main] }', { ...none, onDeployment: true }],
    ['"on": workflow_dispatch', { ...none, dispatchInputs: [] }],
    ['on: { workflow_dispatch: }', { ...none, dispatchInputs: [] }],
    ['on: { workflow_dispatch: { inputs: { a: , b: {} } } }', { ...none, dispatchInputs: ['a', 'b'] }],
    ['on: deployment_status', none],
    ['name: deployment', none],
    ['on: [', none],
    ['', none],
    ['- on: deployment', none],
    ['on: { __proto__: { deployment: } }', none],
  ])('%j', (text, expected) => {
    expect(workflowOf('x.yml', text)).toEqual({ file: 'x.yml', deploys: false, ...expected })
  })

  it.each([
    ['jobs: { a: { uses: commit-train/commit-train/.github/workflows/deploy.yml@v1 } }', true],
    ['jobs: { a: {}, b: { steps: [{ run: x }, { uses: acme/commit-train/actions/ship@abc }] } }', true],
    ['jobs: { a: { steps: [{ uses: commit-train/commit-train/actions/deploy@v1 }] } }', true],
    ['jobs: { a: { steps: [{ uses: commit-train/commit-train/actions/notify-stale@v1 }] } }', false],
    ['jobs: { a: { uses: ./.github/workflows/deploy.yml }, b: { steps: x } }', false],
    ['# uses: commit-train/commit-train/actions/deploy@v1', false],
    ['jobs: [', false],
  ])('and whether it deploys: %j', (jobs, deploys) => {
    expect(workflowOf('x.yml', `on: deployment\n${jobs}\n`)).toMatchObject({
      deploys,
      callsWorkflow: /\{ a: \{ uses/.test(jobs) && !jobs.startsWith('#'),
    })
  })

  it.each(['deploy-by-event', 'deploy-by-dispatch', 'notify-stale', 'deploybot'])('of the templates: %s', name => {
    const text = readFileSync(`workflows-templates/${name}.yml`, 'utf8')
    expect(workflowOf('x.yml', text).deploys).toBe(name.startsWith('deploy-by-'))
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
      branch: [{ ...none, file: 'deploy.yml', deploys: false, onDeployment: true }],
    })
    expect(github.requests.filter(({ path }) => path === '/graphql')).toHaveLength(1)
    expect(await readWorkflowsOf(tools, old)).toEqual([])
    github.assertNoUnknownRequests()
  })
})
