import { expect, test } from 'vitest'
import type { Pod } from '../../../../src/kubernetes/api/pods-and-events.ts'
import { ownPods } from '../../../../src/kubernetes/kinds/owned-pods.ts'

const pod = (name: string, owner: string, deletionTimestamp?: string): Pod => ({
  metadata: {
    ...{ name, uid: name, ownerReferences: [{ uid: owner, kind: 'Job' }] },
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
  },
})

test('the pods of a workload: its own, without those that are being deleted', () => {
  const pods = [pod('mine', 'u'), pod('going', 'u', '2026-01-01T00:00:00Z'), pod('other', 'x'), pod('both', 'x', 'y')]
  expect(ownPods({ metadata: { name: 'web', uid: 'u' } }, pods).map(({ metadata }) => metadata.name)).toEqual(['mine'])
  expect(ownPods({ metadata: { name: 'web' } }, pods)).toEqual([])
})
