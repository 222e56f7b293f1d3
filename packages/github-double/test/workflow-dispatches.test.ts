import { describe, expect, it } from 'vitest'
import { type Harness, startHarness } from './harness.ts'

const PATH = '.github/workflows/deploy.yml'
const TEXT = `on:
  workflow_dispatch:
    inputs:
      deployment: { required: true }
      mode: { type: choice, options: [plain, dry], default: plain }
      note: {}
`
const AT = '/actions/workflows/deploy.yml/dispatches'

async function started(): Promise<Harness> {
  const harness = await startHarness()
  const files = { [PATH]: TEXT, '.github/workflows/ci.yml': 'on: [push]\n' }
  await harness.repository.commit({ message: 'one', files })
  return harness
}

describe('starting a workflow by hand', () => {
  it.each([
    ['ghs_workflow', 'workflow', 'github-actions[bot]'],
    ['ghp_person', 'person', 'ada'],
  ])('with %s sends an event that starts it, and answers nothing', async (token, createdBy, login) => {
    const { github, call } = await started()
    const body = { ref: 'main', inputs: { deployment: '7' } }
    const { status, text: answered } = await call('POST', AT, { token, body })
    expect([status, answered]).toEqual([204, ''])
    expect(github.events).toMatchObject([{ name: 'workflow_dispatch', createdBy, startsWorkflows: true }])
    expect(github.events[0]?.payload).toMatchObject({
      inputs: { deployment: '7', mode: 'plain' },
      ref: 'refs/heads/main',
      workflow: PATH,
      sender: { login },
    })
  })

  it('answers with the run when its details are asked for; the run is there before its jobs', async () => {
    const { github, repository, call } = await started()
    const text = `name: Deploy\nrun-name: Deployment \${{ inputs.deployment }} (\${{ github.event.inputs.mode }})\n${TEXT}`
    const headSha = await repository.commit({ message: 'two', files: { [PATH]: text } })
    const body = { ref: 'main', inputs: { deployment: '7' }, return_run_details: true }
    const { status, body: details } = await call('POST', AT, { body })
    const [event] = github.events
    const runId = event?.runId ?? 0
    const at = `/repos/acme/hello/actions/runs/${runId}`
    expect([status, details]).toEqual([
      200,
      {
        workflow_run_id: runId,
        run_url: `${github.url}${at}`,
        html_url: `${github.serverUrl}${at.replace('/repos', '')}`,
      },
    ])
    const run = async () => (await call('GET', `/actions/runs/${runId}`)).body
    const title = 'Deployment 7 (plain)'
    expect(await run()).toMatchObject({ display_title: title, name: 'Deploy', status: 'queued', head_branch: 'main' })
    const [workflow, jobs] = [{ path: PATH, name: 'Deploy' }, [{ name: 'deploy' }]]
    const made = { workflow, event: 'workflow_dispatch', headSha, jobs, startedAs: runId }
    expect(await github.recordWorkflowRun(made)).toMatchObject({ id: runId, jobs: { deploy: expect.any(Number) } })
    expect(await run()).toMatchObject({ display_title: title, status: 'in_progress' })
    expect((await call('GET', '/actions/runs')).body.total_count).toBe(1)
  })

  it('answers nothing when they are not wanted', async () => {
    const { github, call } = await started()
    const body = { ref: 'main', inputs: { deployment: '7' }, return_run_details: false }
    expect((await call('POST', AT, { body })).status).toBe(204)
    expect(github.events[0]?.runId).toBeUndefined()
  })

  it('knows a workflow by its id too, and runs the file of the ref', async () => {
    const { github, repository, call } = await started()
    const headSha = (await repository.head()) ?? ''
    const workflow = { path: PATH, name: 'Deploy' }
    const run = await github.recordWorkflowRun({ workflow, event: 'deployment', headSha, jobs: [] })
    await repository.branch('plain')
    await repository.commit({ message: 'two', files: { [PATH]: 'on: workflow_dispatch\n' }, branch: 'plain' })
    const dispatches = `/actions/workflows/${run.workflowId}/dispatches`
    expect((await call('POST', dispatches, { body: { ref: 'refs/heads/plain' } })).status).toBe(204)
    expect((await call('POST', dispatches, { body: { ref: 'main' } })).status).toBe(422)
    expect(github.events).toMatchObject([{ payload: { ref: 'refs/heads/plain', inputs: {} } }])
  })

  it.each([
    [AT, { ref: 'main' }, 422, "Required input 'deployment' not provided"],
    [AT, { ref: 'main', inputs: { deployment: '7', x: '1' } }, 422, 'Unexpected inputs provided: ["x"]'],
    [AT, { ref: 'nowhere', inputs: { deployment: '7' } }, 422, 'No ref found for: nowhere'],
    [
      AT,
      { ref: 'main', inputs: { deployment: '7', mode: 'wet' } },
      422,
      "Provided value 'wet' for input 'mode' not in the list of allowed values",
    ],
    [AT.replace('deploy', 'ci'), { ref: 'main' }, 422, "Workflow does not have 'workflow_dispatch' trigger"],
    [AT.replace('deploy', 'none'), { ref: 'main' }, 404, 'Not Found'],
    [AT.replace('deploy.yml', '5'), { ref: 'main' }, 404, 'Not Found'],
  ])('at %s refuses %j', async (target, body, status, message) => {
    const { github, call } = await started()
    const refused = await call('POST', target, { body })
    expect([refused.status, refused.body.message]).toEqual([status, message])
    expect(github.events).toEqual([])
  })

  it('refuses a SHA, which is no ref', async () => {
    const { repository, call } = await started()
    const body = { ref: await repository.head(), inputs: { deployment: '7' } }
    expect((await call('POST', AT, { body })).status).toBe(422)
  })
})
