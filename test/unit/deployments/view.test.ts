import { expect, test } from 'vitest'
import { type DeploymentProgress, progressOf } from '../../../src/deployments/progress.ts'
import { type EndedView, viewOf } from '../../../src/deployments/view.ts'
import { liveState } from '../../../src/deployments/words.ts'
import type { Ending } from '../../../src/domain/deployment/ending.ts'
import type { Cause, WorkloadReport } from '../../../src/kubernetes/rollout/watch-rollouts.ts'
import { endedView, SHA } from './ended-view.ts'

const CONTEXT = { owner: 'acme', repository: 'hello', page: 'https://github.com/acme/hello', logUrl: 'https://log' }
const failed: Ending = { outcome: 'failed', reason: 'crash', text: 'it broke', findings: [] }
const hide = (text: string): string => text.replaceAll('hunter2', '***')

const record = {
  ...{ id: 7, sha: SHA, ref: 'main', task: 'deploy', environment: 'staging', payload: {} },
  ...{ creator: 'ada', byPerson: true, createdAt: '', url: '' },
}

const WEB: WorkloadReport = {
  ...{ object: 'Deployment/web', namespace: 'shop', name: 'web', state: 'failing', text: '1/2 hunter2', seconds: 1 },
  ...{ desired: 3, updated: 1, available: 2 },
}

const CAUSE: Cause = {
  ...{ code: 'crash', object: 'Deployment/web', namespace: 'shop', pod: 'web-1', container: 'app' },
  ...{ text: 'hunter2 is wrong', advice: 'change hunter2', fatality: 'fatal' },
}

const LOGS = { pod: 'web-1', container: 'app', lines: ['panic: hunter2'], previous: true }

test('nothing but the record is known', () => {
  const view = viewOf(progressOf(record), { ending: failed, ms: 5 }, CONTEXT, hide)
  expect(view).toEqual({
    ...{ id: 7, repository: 'acme/hello', environment: 'staging', requester: 'ada', commit: SHA },
    ...{ steps: [], ms: 5, touched: false, ending: failed },
    ...{ causes: [], workloads: [], objects: [], warnings: [] },
    links: {
      repository: 'https://github.com/acme/hello',
      commit: `https://github.com/acme/hello/commit/${SHA}`,
      log: 'https://log',
    },
  })
})

test('a failed rollout: plain data that survives JSON, without secrets', () => {
  const progress: DeploymentProgress = {
    ...progressOf(record),
    rollout: { outcome: 'failed', workloads: [WEB], cause: CAUSE, causes: [CAUSE], logs: LOGS },
    warnings: [{ reason: 'image-not-by-digest', text: 'hunter2 looks odd', where: 'hunter2.yaml:1' }],
  }
  const view = viewOf(progress, { ending: failed, ms: 5 }, CONTEXT, hide)
  expect(JSON.parse(JSON.stringify(view))).toEqual(view)
  expect(JSON.stringify(view)).not.toContain('hunter2')
  expect(view).toMatchObject({
    cause: { code: 'crash', text: '*** is wrong', advice: 'change ***', container: 'app' },
    containerLog: { pod: 'web-1', lines: ['panic: ***'] },
    workloads: [{ object: 'Deployment/web', text: '1/2 ***' }],
    warnings: [{ text: '*** looks odd', where: '***.yaml:1' }],
  })
})

test.each<[string, Partial<EndedView>, object]>([
  ['a success', {}, { kind: 'as-said' }],
  [
    'one that is held',
    { touched: true, ending: { outcome: 'held', reason: 'held', text: '', findings: [] } },
    { kind: 'as-said' },
  ],
  ['untouched', { ending: failed, touched: false }, { kind: 'untouched' }],
  ['touched, nothing followed', { ending: failed }, { kind: 'unknown' }],
  [
    'an old version serves',
    { ending: failed, workloads: [WEB] },
    { workloads: [{ serves: true, text: '2 of 3 pods serve, the old version among them' }] },
  ],
  [
    'no pod serves',
    { ending: failed, workloads: [{ ...WEB, available: 0, updated: 0 }] },
    { workloads: [{ serves: false, text: 'no pod serves' }] },
  ],
  [
    'only the new version serves',
    { ending: failed, workloads: [{ ...WEB, updated: 3 }] },
    { workloads: [{ serves: true, text: '2 of 3 pods serve' }] },
  ],
])('what is live: %s', (_what, given, expected) => {
  expect(liveState(endedView(given))).toMatchObject(expected)
})
