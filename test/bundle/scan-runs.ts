import { afterEach } from 'vitest'
import type { ActionRun } from '../platform/action/run-action.ts'
import { ScanStage } from '../platform/stage/scan-stage.ts'

const stages: ScanStage[] = []
afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.close()
})

/** A stage that is closed when the test is over. */
export async function open(...given: Parameters<typeof ScanStage.open>): Promise<ScanStage> {
  const stage = await ScanStage.open(...given)
  stages.push(stage)
  return stage
}

/** The red lines of a run. */
export function errors(run: ActionRun): readonly string[] {
  return run.annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
}

/** What it did in Slack. */
export function actions(run: ActionRun): readonly string[] {
  const all = JSON.parse(run.outputs.messages ?? '[]') as { action: string; environment: string }[]
  return all.map(({ action, environment }) => `${action} ${environment}`)
}

/** What was written, but for the commands that hide secrets: these have to name them. */
export function withoutMasks(run: ActionRun): string {
  return run.raw
    .split('\n')
    .filter(line => !line.startsWith('::add-mask::'))
    .join('\n')
}
