import { Octokit } from '@octokit/core'
import { paginateRest } from '@octokit/plugin-paginate-rest'
import { restEndpointMethods } from '@octokit/plugin-rest-endpoint-methods'
import { describe, expect, it } from 'vitest'
import { startHarness } from './harness.ts'

const Client = Octokit.plugin(restEndpointMethods, paginateRest)
const WHERE = { owner: 'acme', repo: 'hello' }

/** The client that the actions use must not notice that this is not GitHub. */
describe('Octokit', () => {
  it('creates a deployment, writes its statuses and reads them back', async () => {
    const { github, repository } = await startHarness()
    const { rest } = new Client({ auth: 'ghs_workflow', baseUrl: github.url })
    const sha = await repository.commit({ message: 'one' })
    const made = await rest.repos.createDeployment({ ...WHERE, ref: sha, auto_merge: false, required_contexts: [] })
    if (made.status !== 201) throw new Error(`status ${made.status}`)
    const at = { ...WHERE, deployment_id: made.data.id }
    await rest.repos.createDeploymentStatus({ ...at, state: 'in_progress', auto_inactive: false })
    const { data } = await rest.repos.listDeploymentStatuses(at)
    expect(data.map(status => status.state)).toEqual(['in_progress'])
    github.assertNoUnknownRequests()
  })

  it('pages through check runs and statuses', async () => {
    const { github, repository } = await startHarness()
    const octokit = new Client({ auth: 'ghs_workflow', baseUrl: github.url })
    const headSha = await repository.commit({ message: 'one' })
    const jobs = Array.from({ length: 7 }, (_, at) => ({ name: `job ${at}`, conclusion: 'success' as const }))
    await github.recordWorkflowRun({ workflow: { path: 'ci.yml', name: 'CI' }, event: 'push', headSha, jobs })
    const runs = await octokit.paginate(octokit.rest.checks.listForRef, { ...WHERE, ref: headSha, per_page: 3 })
    expect(runs.map(run => run.name)).toEqual(jobs.map(job => job.name).toReversed())
    github.assertNoUnknownRequests()
  })

  it('reads a raw file by a branch with a slash, and carries the text of an error', async () => {
    const { github, repository } = await startHarness()
    const { rest } = new Client({ auth: 'ghs_workflow', baseUrl: github.url })
    await repository.commit({ message: 'one', files: { 'dir/a b.txt': 'text' }, branch: 'feature/x' })
    const mediaType = { format: 'raw' }
    const { data } = await rest.repos.getContent({ ...WHERE, path: 'dir/a b.txt', ref: 'feature/x', mediaType })
    expect(data).toBe('text')
    const tooLong = rest.repos.createCommitStatus({
      ...WHERE,
      sha: (await rest.repos.getCommit({ ...WHERE, ref: 'feature/x' })).data.sha,
      state: 'success',
      description: 'x'.repeat(141),
    })
    await expect(tooLong).rejects.toThrow('description is too long (maximum is 140 characters)')
    github.assertNoUnknownRequests()
  })
})
