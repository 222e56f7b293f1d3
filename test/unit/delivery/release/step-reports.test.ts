import { expect, test } from 'vitest'
import { StepReports } from '../../../../src/delivery/release/step-reports.ts'
import type { Cause } from '../../../../src/kubernetes/diagnosis/cause.ts'

/** What GitHub's status says while a rollout goes on with this cause. */
function saidOf(cause: Cause | undefined): readonly string[] {
  const said: string[] = []
  const statuses = { failing: (text: string) => said.push(text) }
  const effects = { masks: { redact: (text: string) => text.replace('hunter2', '***') } }
  const it = { effects, statuses, message: () => undefined }
  new StepReports(it as unknown as ConstructorParameters<typeof StepReports>[0]).orders.onFailing(cause)
  return said
}

const cause = (code: Cause['code'], text: string): Cause => ({
  ...{ code, text, object: 'Rollout/web', namespace: 'shop', advice: '', fatality: 'waiting' },
})

test.each<[string, Cause | undefined, string]>([
  ['what may heal', cause('unschedulable', 'no hunter2'), 'Failing: Rollout/web: unschedulable: no ***'],
  ['what has healed', undefined, '5/5 Waiting for the rollout'],
  [
    'a person that is waited for, which is no failure',
    cause('rollout-held', 'paused at step 2 of 5'),
    '5/5 Waiting for the rollout: Rollout/web: rollout-held: paused at step 2 of 5',
  ],
])('%s', (_, given, text) => {
  expect(saidOf(given)).toEqual([text])
})
