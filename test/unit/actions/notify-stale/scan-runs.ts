import type { NewToken } from '../../../../packages/github-double/src/state/store.ts'
import { afterEachTest } from '../../../../script/testing/cleanup.ts'
import { NOTIFY_STALE_INPUTS } from '../../../../src/actions/notify-stale/inputs.ts'
import { notifyStaleStep } from '../../../../src/actions/notify-stale/main.ts'
import { ScanStage } from '../../../platform/stage/scan-stage.ts'
import { fakeRunner } from '../fake-runner.ts'

/** What a scan gave the runner. */
export interface ScanRun {
  readonly outputs: Readonly<Record<string, string>>
  /** The lines of the log, each with its level. */
  readonly log: readonly string[]
  readonly failures: readonly string[]
  readonly summary: string
}

/** Scans once, by the action's step in this process. `token`: a new one for this run. */
export async function scan(
  stage: ScanStage,
  inputs: Readonly<Record<string, string>> = {},
  token?: NewToken,
): Promise<ScanRun> {
  const step = stage.nextStep(inputs, token)
  const { repository, runId, workflowRef, apiUrl, serverUrl } = step.run
  const runner = fakeRunner(
    { ...DEFAULTS, token: step.token, ...step.inputs },
    {
      ...{ GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: `${runId}`, GITHUB_RUN_NUMBER: `${runId}` },
      ...{ GITHUB_WORKFLOW: 'notify', GITHUB_WORKFLOW_REF: workflowRef, GITHUB_JOB: 'scan' },
      ...{ GITHUB_API_URL: apiUrl, GITHUB_SERVER_URL: serverUrl },
    },
  )
  await notifyStaleStep(runner, new AbortController().signal)
  const { outputs, log, failures, summaries } = runner
  return { outputs, log: log.lines, failures, summary: summaries.join('') }
}

const DEFAULTS = Object.fromEntries(
  Object.entries(NOTIFY_STALE_INPUTS).map(([name, spec]) => [name, 'default' in spec ? spec.default : '']),
)

const stages: ScanStage[] = []
afterEachTest(async () => {
  for (const stage of stages.splice(0)) await stage.close()
})

/** A stage that is closed when the test is over. */
export async function open(...given: Parameters<typeof ScanStage.open>): Promise<ScanStage> {
  const stage = await ScanStage.open(...given)
  stages.push(stage)
  return stage
}

/** The red lines of a run. */
export function errors({ log, failures }: ScanRun): readonly string[] {
  return [...failures, ...log.filter(line => line.startsWith('error: ')).map(line => line.slice('error: '.length))]
}

/** What it did in Slack. */
export function actions({ outputs }: ScanRun): readonly string[] {
  const all = JSON.parse(outputs.messages ?? '[]') as { action: string; environment: string }[]
  return all.map(({ action, environment }) => `${action} ${environment}`)
}

/** Everything that it showed. */
export function seen(run: ScanRun): string {
  return JSON.stringify(run)
}
