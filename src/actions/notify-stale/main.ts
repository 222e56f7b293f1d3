import { failStep } from '../../runner/failed-step.ts'
import { hideInputs } from '../../runner/input-secrets.ts'
import { readInputs } from '../../runner/inputs.ts'
import type { Runner } from '../../runner/runner.ts'
import type { BegunStep } from '../../runner/step-begin.ts'
import { runStep } from '../../runner/step-process.ts'
import { NOTIFY_STALE_INPUTS, type NotifyStaleInputs, validateNotifyStale } from './inputs.ts'

/** The entry of `actions/notify-stale`. */
export function notifyStale(begun: BegunStep): Promise<void> {
  return runStep(notifyStaleStep, begun)
}

/** Reads the inputs, runs the scan, reports how it ended. `signal` is aborted when the run is cancelled. */
export async function notifyStaleStep(runner: Runner, signal: AbortSignal): Promise<void> {
  hideInputs(NOTIFY_STALE_INPUTS, runner)
  try {
    const inputs = validateNotifyStale(readInputs(NOTIFY_STALE_INPUTS, runner.input))
    await notify(inputs, runner, signal)
  } catch (thrown) {
    await failStep(thrown, runner, signal)
  }
}

/** Loads most of the bundle only now: it is not needed to say that an input is missing. */
async function notify(inputs: NotifyStaleInputs, runner: Runner, signal: AbortSignal): Promise<void> {
  const { readNotifyStaleContext } = await import('./run-context.ts')
  const { runNotifyStale } = await import('../../delivery/stale/run.ts')
  const { reportScan } = await import('./outputs.ts')
  const { connectGitHub } = await import('../../github/client.ts')
  const { connectSlack } = await import('../../slack/client.ts')
  const { proxiedFetch } = await import('../../net/proxied-fetch.ts')
  const { scannedLocks } = await import('../../github/locks/git-locks.ts')
  const { log, env, masks, clock } = runner
  const context = readNotifyStaleContext(env, inputs.name)
  const [owner = '', repo = ''] = context.repository.split('/')
  const repository = { owner, repo }
  const github = connectGitHub({ token: inputs.token, apiUrl: context.apiUrl, repository, log, clock, env, signal })
  const slack =
    inputs.slack === undefined
      ? undefined
      : connectSlack({
          ...{ ...inputs.slack, log, clock, signal, fetch: await proxiedFetch(env) },
          clean: data => masks.clean(data),
        })
  const locks = scannedLocks({ github, clock })
  const result = await runNotifyStale(inputs, context, { log, clock, github, slack, locks })
  // What a stopped run could not read is no finding about a repository.
  signal.throwIfAborted()
  await reportScan(result, runner, context.serverUrl)
}
