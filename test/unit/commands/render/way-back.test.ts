import { expect, test } from 'vitest'
import type { DeployAnswer } from '../../../../src/commands/answer/deploy.ts'
import { renderMarkdown } from '../../../../src/commands/render/markdown.ts'
import { deployView } from '../../../../src/commands/view/deploy.ts'
import { DEPLOY_SAMPLES } from './deploy-samples.ts'

const SURFACE = { now: Date.UTC(2026, 0, 5, 12), prefix: '/', limit: 60_000, mentions: true }

function shown(
  code: 'deploy-failed' | 'deploy-cancelled' | 'already-live',
  plan: Partial<DeployAnswer['plan']> = {},
  text?: string,
) {
  const [answer] = DEPLOY_SAMPLES[code]
  if (answer === undefined) throw new Error('there is no sample')
  const end = 'end' in answer && text !== undefined ? { end: { ...answer.end, text } } : {}
  return renderMarkdown(deployView({ ...answer, ...end, plan: { ...answer.plan, ...plan } } as DeployAnswer), SURFACE)
}

test.each(['deploy-failed', 'deploy-cancelled'] as const)('%s offers what was live before, and no rollback', code => {
  const text = shown(code, {}, 'Deployment/web: crash; no pod serves')
  expect(text).toContain(`/deploy hello production ${'daa66d1'.padEnd(40, '0')}`)
  expect(text).not.toContain('/rollback')
})

test.each([{ kind: 'back' }, { kind: 'off-line' }, { kind: 'first', from: null }] as const)(
  'nothing is offered where that is no way back: %j',
  plan => {
    expect(shown('deploy-failed', plan, 'Deployment/web: crash')).not.toMatch(/\/(?:deploy|rollback) /)
  },
)

test('nothing is offered where what was live has come back by itself', () => {
  expect(shown('deploy-failed', {}, 'Deployment/web: crash; daa66d1 is live again')).not.toContain('/deploy')
})

test('what is live already shows what else is going on there', () => {
  expect(shown('already-live')).toContain('⚠️ deployment 6 of 1234567 to production is in progress')
})
