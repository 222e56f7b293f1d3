import { describe, expect, test } from 'vitest'
import { deploymentKind } from '../../../../src/kubernetes/kinds/deployment.ts'
import { judgeRollout } from '../../../../src/kubernetes/kinds/judge-rollout.ts'
import { deployment, facts, pod, replicaSet, target } from '../workload-facts.ts'

const judge = (change: Parameters<typeof deployment>[0]) =>
  judgeRollout(target, facts({ workload: deployment(change) }))

describe('judgeRollout', () => {
  test.each([
    ['everything updated and available', {}, 'complete'],
    [
      'scaled to 0',
      { spec: { replicas: 0 }, status: { replicas: 0, updatedReplicas: 0, availableReplicas: 0 } },
      'complete',
    ],
    [
      'nothing wanted but an old pod left',
      { spec: { replicas: 0 }, status: { replicas: 1, updatedReplicas: 0, availableReplicas: 0 } },
      'progressing',
    ],
    ['one is not updated', { status: { updatedReplicas: 1 } }, 'progressing'],
    ['one is not available', { status: { availableReplicas: 1 } }, 'progressing'],
    ['an old pod is left', { status: { replicas: 3 } }, 'progressing'],
    [
      'no numbers yet',
      { status: { replicas: undefined, updatedReplicas: undefined, availableReplicas: undefined } },
      'progressing',
    ],
    [
      'the controller has not seen it: the numbers are the old ones',
      { status: { observedGeneration: 2 } },
      'progressing',
    ],
    [
      'the stream still shows what was before the apply',
      { metadata: { generation: 2 }, status: { observedGeneration: 2 } },
      'progressing',
    ],
    [
      'the stream still shows the template before the apply',
      { metadata: { generation: 2 }, spec: { template: {} }, status: { observedGeneration: 2 } },
      'progressing',
    ],
    ['scaled by an autoscaler, not seen yet', { metadata: { generation: 4 }, spec: { replicas: 3 } }, 'progressing'],
    [
      'scaled by an autoscaler, and there',
      { metadata: { generation: 4 }, status: { observedGeneration: 4 } },
      'complete',
    ],
    ['deleted and made anew', { metadata: { uid: 'd-2' } }, 'taken-over'],
  ])('%s: %j is %s', (_, change, state) => {
    expect(judge(change).state).toBe(state)
  })

  test('not seen is not complete, deleted is taken over', () => {
    expect(judgeRollout(target, facts({ workload: undefined })).state).toBe('progressing')
    expect(judgeRollout(target, facts({ workload: undefined, deleted: true })).state).toBe('taken-over')
  })

  test('says how far it is', () => {
    expect(judge({ status: { replicas: 3, updatedReplicas: 1, availableReplicas: 2 } }).text).toBe(
      '1/2 updated, 2 available, 2 old pods left',
    )
    expect(judge({ status: { replicas: 2, updatedReplicas: 1, availableReplicas: 2 } }).text).toBe(
      '1/2 updated, 2 available, 1 old pod left',
    )
  })

  test('counts restarts of all containers', () => {
    const init = { initContainerStatuses: [{ name: 'init', restartCount: 2 }] }
    expect(
      judgeRollout(target, facts({ pods: [pod({ restartCount: 1 }, { status: init }), pod({ restartCount: 4 })] }))
        .restarts,
    ).toBe(7)
  })
})

const newPods: NonNullable<typeof deploymentKind.newPods> = (...given) =>
  deploymentKind.newPods?.(...given) ?? { owners: [], pods: [] }

describe('the pods of the present template', () => {
  const ours = pod()
  const old = pod({}, { metadata: { uid: 'p-0', ownerReferences: [{ uid: 'rs-1', kind: 'ReplicaSet' }] } })

  test('are those of the ReplicaSet of the present revision that the Deployment owns', () => {
    const foreign = {
      ...replicaSet('foreign'),
      metadata: { ...replicaSet('foreign').metadata, ownerReferences: [{ uid: 'other', kind: 'Deployment' }] },
    }
    const present = replicaSet('rs-2', '2')
    expect(newPods(deployment(), [replicaSet('rs-1', '1'), foreign, present], [old, ours])).toEqual({
      owners: [present],
      pods: [ours],
    })
  })

  test('are none before the controller has created its ReplicaSet', () => {
    const none = { owners: [], pods: [] }
    expect(newPods(deployment(), [replicaSet('rs-1', '1')], [old, ours])).toEqual(none)
    expect(newPods(deployment({ metadata: { annotations: {} } }), [replicaSet()], [old, ours])).toEqual(none)
  })
})
