import { failStep } from '../../runner/failed-step.ts'
import { hideInputs } from '../../runner/input-secrets.ts'
import { readInputs } from '../../runner/inputs.ts'
import { readRunFacts } from '../../runner/run-facts.ts'
import type { Runner } from '../../runner/runner.ts'
import type { BegunStep } from '../../runner/step-begin.ts'
import { runStep } from '../../runner/step-process.ts'
import { RECONCILE_INPUTS, validateReconcile } from './inputs.ts'

/** The entry of `actions/reconcile`. */
export function reconcileDeployments(begun: BegunStep): Promise<void> {
  return runStep(reconcileStep, begun)
}

/** Reads the inputs, ends what no run can end any more, says what it did. `signal` is aborted when the run is cancelled. */
export async function reconcileStep(runner: Runner, signal: AbortSignal): Promise<void> {
  hideInputs(RECONCILE_INPUTS, runner)
  try {
    await run(runner, signal)
  } catch (thrown) {
    await failStep(thrown, runner, signal)
  }
}

async function run(runner: Runner, signal: AbortSignal): Promise<void> {
  const inputs = validateReconcile(readInputs(RECONCILE_INPUTS, runner.input))
  // Loaded only now: most of the bundle is not needed to say that an input is missing.
  const { reconcile } = await import('../../delivery/reconcile/run.ts')
  const { githubRecords } = await import('../../delivery/reconcile/github-records.ts')
  const { connectGitHub } = await import('../../github/client.ts')
  const { LAST_STATUS_RETRY_LIMITS } = await import('../../github/retry.ts')
  const { ownerAndName } = await import('../../github/repository.ts')
  const { quietSlackClient } = await import('../../slack/quiet-client.ts')
  const { presentReconciled } = await import('./outputs.ts')
  const { log, env, masks, clock } = runner
  const facts = readRunFacts(env, ['repository', 'apiUrl', 'attemptUrl', 'repositoryUrl'])
  const repository = ownerAndName(facts.repository)
  const redact = (text: string): string => masks.redact(text)
  const connection = { token: inputs.token, apiUrl: facts.apiUrl, repository, log, clock, env, signal, redact }
  const writer = connectGitHub({ ...connection, retryLimits: LAST_STATUS_RETRY_LIMITS })
  const records = githubRecords(connectGitHub(connection), writer, { log, clock })
  const { noRunAfterMs, dryRun } = inputs
  const settings = {
    owner: repository.owner,
    repository: repository.repo,
    page: facts.repositoryUrl,
    logUrl: facts.attemptUrl,
    noRunAfterMs,
    dryRun,
  }
  const slack = quietSlackClient(inputs.slack, { log, clock, masks, env, signal })
  const results = await reconcile(settings, { records, log, clock, slack })
  await presentReconciled(results, runner, { page: facts.repositoryUrl, dryRun })
}
