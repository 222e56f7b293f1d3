import { expect, test } from 'vitest'
import type { Pod } from '../../../../src/kubernetes/api/pods-and-events.ts'
import { heldProgress } from '../../../../src/kubernetes/kinds/held.ts'

const pod = (isReady: boolean, goes = false): Pod => ({
  metadata: { name: 'p', ...(goes ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}) },
  status: { conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }] },
})
const READY = pod(true)

interface Shown {
  readonly replicas: number
  readonly surge?: number | string
  readonly missing?: number | string
  /** Numbers of the status: all pods, those of the new template, those that count as available. */
  readonly status: readonly [number, number, number]
  readonly pods: readonly Pod[]
}

test.each<[string, Shown, boolean]>([
  ['one beside four', { replicas: 4, surge: 1, status: [5, 1, 4], pods: [READY] }, true],
  ['the new one is not ready', { replicas: 4, surge: 1, status: [5, 1, 4], pods: [pod(false)] }, false],
  ['there is none yet', { replicas: 4, surge: 1, status: [4, 0, 4], pods: [] }, false],
  ['an old one is missing', { replicas: 4, surge: 1, status: [5, 1, 3], pods: [READY] }, false],
  ['an old one is being replaced', { replicas: 4, surge: 1, status: [4, 1, 3], pods: [READY] }, false],
  ['one too many', { replicas: 4, surge: 1, status: [6, 2, 4], pods: [READY, READY] }, false],
  ['a new one that goes is none', { replicas: 4, surge: 1, status: [5, 1, 4], pods: [pod(true, true)] }, false],
  [
    'beside it the one that takes its place',
    { replicas: 4, surge: 1, status: [5, 1, 4], pods: [pod(true, true), READY] },
    true,
  ],
  ['a share is rounded up', { replicas: 5, surge: '25%', status: [7, 2, 5], pods: [READY, READY] }, true],
  [
    'scaled while it is held, the share stays',
    { replicas: 8, surge: '50%', status: [12, 4, 8], pods: [READY, READY, READY, READY] },
    true,
  ],
  ['scaled in proportion: more are new', { replicas: 8, surge: 1, status: [9, 2, 7], pods: [READY, READY] }, true],
  ['so, and one of them is not ready', { replicas: 8, surge: 1, status: [9, 2, 7], pods: [READY, pod(false)] }, false],
  ['so, and an old one is missing', { replicas: 8, surge: 1, status: [9, 2, 6], pods: [READY, READY] }, false],
  ['so with a share', { replicas: 12, surge: '10%', status: [14, 3, 11], pods: [READY, READY, READY] }, true],
  ['so in the place of old ones', { replicas: 8, surge: 0, missing: 1, status: [8, 2, 6], pods: [READY, READY] }, true],
  [
    'the next step in place, not begun',
    { replicas: 10, surge: 0, missing: 3, status: [10, 1, 9], pods: [READY] },
    false,
  ],
  ['scaled, and not there yet', { replicas: 8, surge: '50%', status: [10, 2, 8], pods: [READY, READY] }, false],
  ['as many as are wanted, and no more', { replicas: 1, surge: 3, status: [2, 1, 1], pods: [READY] }, true],
  ['in place of an old one', { replicas: 4, surge: 0, missing: 1, status: [4, 1, 3], pods: [READY] }, true],
  [
    'a share in place is rounded down, to one at least',
    { replicas: 4, surge: 0, missing: '10%', status: [4, 1, 3], pods: [READY] },
    true,
  ],
  ['scaled to nothing', { replicas: 0, surge: 1, status: [0, 0, 0], pods: [] }, true],
])('held: %s', (_, { replicas, surge = 0, missing = 0, status: [all, updated, available], pods }, isComplete) => {
  const spec = { replicas, strategy: { rollingUpdate: { maxSurge: surge, maxUnavailable: missing } } }
  const status = { replicas: all, updatedReplicas: updated, availableReplicas: available }
  expect(heldProgress(spec, status, pods).complete).toBe(isComplete)
})
