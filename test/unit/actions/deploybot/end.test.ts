import { expect, test } from 'vitest'
import { endOfAnswer } from '../../../../src/actions/deploybot/end.ts'
import { DEPLOY_SAMPLES } from '../../commands/render/deploy-samples.ts'

test('of all that deploy only a success, and what is live already, is done', () => {
  const decisions = Object.values(DEPLOY_SAMPLES).flatMap(([one]) => {
    if (one === undefined) throw new Error('a code has no sample')
    return [[one.code, endOfAnswer(one).decision]]
  })
  expect(Object.fromEntries(decisions)).toEqual({
    deployed: 'done',
    'already-live': 'done',
    'deploy-refused': 'refused',
    'deploy-failed': 'failed',
    'deploy-superseded': 'failed',
    'deploy-cancelled': 'failed',
    'deploy-error': 'failed',
    'deploy-dry-run': 'failed',
    'deploy-not-picked-up': 'failed',
    'deploy-held': 'done',
    'deploy-open': 'failed',
  })
})
