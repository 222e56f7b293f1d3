import { expect, test } from 'vitest'
import { CLUSTER_STATE } from '../../../src/deployments/cluster-state.ts'
import type { RestoreView, WorkloadView } from '../../../src/deployments/view.ts'
import { furtherFindings, liveState, restoreLine } from '../../../src/deployments/words.ts'
import type { Finding } from '../../../src/errors.ts'

const TEXT = 'no image for this commit'
const FINDING: Finding = { reason: 'image-missing', text: TEXT }

test.each<[string, string, Finding, boolean]>([
  ['the same text', TEXT, FINDING, false],
  ['the same text, with the place', `web.yaml:3: ${TEXT}`, { ...FINDING, where: 'web.yaml:3' }, false],
  ['the same text, and a place that it does not name', TEXT, { ...FINDING, where: 'ghcr.io/acme/hello:1a' }, true],
  ['the same text, and a link', TEXT, { ...FINDING, url: 'https://example.org' }, true],
  ['another text', `2 checks did not pass; ${TEXT}`, FINDING, true],
])('a finding is listed only if it adds something to the ending: %s', (_, ending, one, expected) => {
  const view = { ending: { outcome: 'refused', reason: 'image-missing', text: ending, findings: [one] } } as const
  expect(furtherFindings(view)).toEqual(expected ? [one] : [])
})

const PODS: WorkloadView = {
  ...{ object: 'Deployment/web', namespace: 'shop', state: 'progressing', text: '', seconds: 1 },
  ...{ desired: 2, updated: 1, available: 2 },
}
const NONE_SERVE = { ...PODS, available: 0, updated: 0 }
const serving = { kind: 'workloads', workloads: [{ object: 'Deployment/web', text: expect.stringMatching(/^2 of 2/) }] }
const silent = { kind: 'workloads', workloads: [{ object: 'Deployment/web', text: 'no pod serves' }] }

test.each<[string, RestoreView | undefined, object, string]>([
  ['nothing was restored', { kind: 'none', text: 'why' }, serving, 'Nothing was restored: why.'],
  [
    'the cluster did not accept it',
    { kind: 'refused', release: 'abc', text: 'why' },
    serving,
    'The last good release, abc, cannot be applied again: why',
  ],
  [
    'it failed too: what was seen last counts',
    { kind: 'failed', release: 'abc', text: 'why', workloads: [NONE_SERVE] },
    silent,
    'Restoring the last good release, abc, failed too: why',
  ],
  [
    'it failed before it changed anything: what was seen before counts',
    { kind: 'failed', release: 'abc', text: 'why' },
    serving,
    'Restoring the last good release, abc, failed too: why',
  ],
  [
    'it broke off: what was seen before is old',
    { kind: 'stopped', release: 'abc', text: 'why', workloads: [] },
    { kind: 'unknown', text: CLUSTER_STATE.unknown },
    'Restoring the last good release, abc, stopped: why',
  ],
  [
    'it is live',
    { kind: 'restored', release: 'abc' },
    { kind: 'restored', text: 'The last good release, abc, is live again.' },
    '',
  ],
  ['the policy keeps what was applied', undefined, serving, ''],
])('what is live after a failure: %s', (_, restore, live, line) => {
  const ending = { outcome: 'failed', reason: 'crash', text: 'x', findings: [] } as const
  const view = { ending, touched: true, workloads: [PODS], ...(restore === undefined ? {} : { restore }) }
  expect(liveState(view)).toMatchObject(live)
  // How much of the failed release was applied says nothing of what a restore has left.
  const count = { all: 3, applied: 3, unsure: 0 }
  expect(liveState({ ...view, count })).toMatchObject(live)
  expect(restoreLine(view)).toBe(line)
})

test.each<[string, RestoreView | undefined, object]>([
  ['nothing was restored', undefined, { kind: 'untouched' }],
  ['the cluster did not accept it', { kind: 'refused', release: 'abc', text: 'x' }, { kind: 'untouched' }],
  ['a restore that failed', { kind: 'failed', release: 'abc', text: 'x', workloads: [] }, { kind: 'unknown' }],
  ['a restore that changed nothing', { kind: 'failed', release: 'abc', text: 'x' }, { kind: 'untouched' }],
  ['a restore', { kind: 'restored', release: 'abc' }, { kind: 'restored' }],
])('nothing of the release was applied: %s', (_, restore, live) => {
  const ending = { outcome: 'failed', reason: 'apply-failed', text: 'x', findings: [] } as const
  const count = { all: 3, applied: 0, unsure: 0 }
  const view = { ending, count, touched: true, workloads: [], ...(restore === undefined ? {} : { restore }) }
  expect(liveState(view)).toMatchObject(live)
})
