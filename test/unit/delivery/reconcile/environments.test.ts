import { expect, test } from 'vitest'
import { githubRecords } from '../../../../src/delivery/reconcile/github-records.ts'
import { reconcile } from '../../../../src/delivery/reconcile/run.ts'
import { connectToDouble } from '../../github/double.ts'
import { RecordingLogger } from '../../recording-logger.ts'

const HOUR = 3_600_000
const POLICY = 'environments: { reviewed: , timed: , ruled: , both: }\n'

test('the rules of environments: what waits is left alone, what they refuse gets its end', async () => {
  const { github, repository, client } = await connectToDouble()
  const files = { '.github/commit-train.yml': POLICY }
  const sha = await repository.commit({ message: 'one', files })
  github.protectEnvironment('reviewed', { reviewers: ['grace'] })
  github.protectEnvironment('timed', { waitMinutes: 30 })
  github.protectEnvironment('ruled', { branches: ['main'] })
  github.protectEnvironment('both', { reviewers: ['grace'], waitMinutes: 30 })
  const ids: Record<string, readonly [deployment: number, run: number]> = {}
  for (const environment of ['reviewed', 'timed', 'ruled', 'both']) {
    const { id } = github.recordDeployment({ sha, environment, creator: 'ada' })
    const jobs = [{ name: 'deploy', environment }]
    const workflow = { path: '.github/workflows/deploy.yml', name: 'deploy' }
    // A run on `deployment` has the ref of the deployment: a SHA.
    const made = { workflow, event: 'deployment', headSha: sha, ref: sha, jobs, title: `Deployment ${id} of hello` }
    ids[environment] = [id, (await github.recordWorkflowRun(made)).id]
  }
  const [log, clock] = [new RecordingLogger(), { now: () => Date.now() + HOUR, sleep: async () => {} }]
  const records = githubRecords(client, client, { log, clock })
  const where = { owner: 'acme', repository: 'hello', page: 'https://github.test', logUrl: 'https://github.test/run' }
  const settings = { ...where, noRunAfterMs: HOUR / 2, dryRun: false }
  const now = async () => {
    const results = await reconcile(settings, { records, log, clock, slack: undefined })
    return Object.fromEntries(results.map(({ environment, action, text }) => [environment, `${action}: ${text}`]))
  }
  const runOf = (environment: string) => ids[environment]?.[1] ?? 0
  const waits = (environment: string) =>
    `open: run ${runOf(environment)} waits for a reviewer or the timer of its environment`

  expect(await now()).toEqual({
    reviewed: waits('reviewed'),
    timed: waits('timed'),
    both: waits('both'),
    ruled: `ended: Error: run ${runOf('ruled')} ended (failure) and wrote no status: see its log, or the branch rule of its environment`,
  })

  github.reviewRun(runOf('reviewed'), { state: 'approved', by: 'grace' })
  github.endWait(runOf('timed'))
  github.endWait(runOf('both'))
  github.reviewRun(runOf('both'), { state: 'rejected', by: 'grace', comment: 'not on a Friday' })
  expect(await now()).toEqual({
    reviewed: `open: run ${runOf('reviewed')} is not over (queued)`,
    timed: `open: run ${runOf('timed')} is not over (queued)`,
    both: 'ended: Refused: grace rejected it in review: not on a Friday',
  })
  github.assertNoUnknownRequests()
})
