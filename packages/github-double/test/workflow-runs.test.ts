import { describe, expect, it } from 'vitest'
import { type Harness, startHarness } from './harness.ts'

const PATH = '.github/workflows/deploy.yml'

async function started(runName?: string): Promise<Harness & { readonly sha: string }> {
  const harness = await startHarness()
  const text = `name: Deploy\n${runName === undefined ? '' : `run-name: ${runName}\n`}on: [deployment, workflow_dispatch]\n`
  const sha = await harness.repository.commit({ message: 'One\n\nmore', files: { [PATH]: text } })
  return { ...harness, sha }
}

describe('the title of a run', () => {
  const payload = { deployment: { id: 7, environment: 'staging', payload: null }, inputs: { 'deployment-id': '8' } }

  it.each([
    [
      'Deployment ${{ github.event.deployment.id }} to ${{github.event.deployment.environment}}',
      'Deployment 7 to staging',
    ],
    ['Deployment ${{ inputs.deployment-id }}', 'Deployment 8'],
    ['Nothing: ${{ github.event.deployment.payload }}${{ github.event.nothing.at.all }}!', 'Nothing: !'],
    ['plain', 'plain'],
  ])('is what the run-name %s becomes', async (runName, title) => {
    const { github, call, sha } = await started(`"${runName}"`)
    const workflow = { path: PATH, name: 'Deploy' }
    const run = await github.recordWorkflowRun({ workflow, event: 'deployment', headSha: sha, jobs: [], payload })
    expect((await call('GET', `/actions/runs/${run.id}`)).body.display_title).toBe(title)
  })

  it('with any other expression is not made up', async () => {
    const { github, sha } = await started('"By ${{ github.actor }}"')
    const made = { workflow: { path: PATH, name: 'Deploy' }, event: 'deployment', headSha: sha, jobs: [], payload }
    await expect(github.recordWorkflowRun(made)).rejects.toThrow('the expression github.actor in a run-name')
  })

  it.each([
    ['deployment', 'One'],
    ['push', 'One'],
    ['workflow_dispatch', 'Deploy'],
    ['schedule', 'Deploy'],
  ])('without a run-name, on %s, is %s', async (event, title) => {
    const { github, call, sha } = await started()
    const workflow = { path: PATH, name: 'Deploy' }
    const run = await github.recordWorkflowRun({ workflow, event, headSha: sha, jobs: [], payload })
    expect((await call('GET', `/actions/runs/${run.id}`)).body.display_title).toBe(title)
  })
})

describe('a review', () => {
  it.each([
    ['approved', { status: 'queued', conclusion: null }],
    ['rejected', { status: 'completed', conclusion: 'failure' }],
  ] as const)('%s: the run is %j', async (state, outcome) => {
    const { github, call, sha } = await started()
    const jobs = [{ name: 'deploy', status: 'waiting' as const }]
    const workflow = { path: PATH, name: 'Deploy' }
    const { id } = await github.recordWorkflowRun({ workflow, event: 'deployment', headSha: sha, jobs })
    expect((await call('GET', `/actions/runs/${id}`)).body.status).toBe('waiting')
    expect((await call('GET', `/actions/runs/${id}/approvals`)).items).toEqual([])
    github.reviewRun(id, { state, by: 'grace', comment: 'not today', environments: ['staging'] })
    expect((await call('GET', `/actions/runs/${id}`)).body).toMatchObject(outcome)
    const review = { state, comment: 'not today', user: { login: 'grace' }, environments: [{ name: 'staging' }] }
    expect((await call('GET', `/actions/runs/${id}/approvals`)).items).toMatchObject([review])
    github.assertNoUnknownRequests()
  })
})
