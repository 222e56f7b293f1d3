import { describe, expect, test } from 'vitest'
import { replicaSetKind, replicationControllerKind } from '../../../../src/kubernetes/kinds/replica-set.ts'
import { eventOf, judged, podOf, type Shown } from './judged.ts'

const old = podOf({ metadata: { name: 'web-old' }, spec: { containers: [{ name: 'app', image: 'web:1' }] } })

describe.each([replicaSetKind, replicationControllerKind])('a $kind', kind => {
  const judge = ({ spec, status, ...rest }: Shown) =>
    judged(kind, {
      spec: { replicas: 2, ...spec },
      status: { observedGeneration: 2, replicas: 2, availableReplicas: 2, ...status },
      ...rest,
    })

  test.each<[string, Shown, string, string]>([
    ['all available', { pods: [podOf()] }, 'complete', '2/2 available'],
    ['one not available', { status: { availableReplicas: 1 } }, 'progressing', '1/2 available'],
    ['one too many', { status: { replicas: 3 } }, 'progressing', '2/2 available'],
    ['not seen by its controller', { status: { observedGeneration: 1 } }, 'progressing', 'waiting for its controller'],
    [
      'scaled to 0',
      { spec: { replicas: 0 }, status: { replicas: 0, availableReplicas: 0 } },
      'complete',
      'scaled to 0',
    ],
    [
      'another template',
      { metadata: { generation: 3 }, spec: { template: {} } },
      'taken-over',
      'spec.template.spec.containers[name=app] was changed',
    ],
  ])('%s', (_, shown, state, text) => {
    expect(judge(shown)).toMatchObject({ state, text })
  })

  test('that goes on running the old image is no success', () => {
    expect(judge({ pods: [podOf(), old] })).toMatchObject({
      state: 'failing',
      causes: ['pods-not-replaced fatal'],
      why: ["pods with another image than the template's: web-old"],
      numbers: { updated: 1 },
    })
  })

  test('names a pod that cannot be created', () => {
    const events = [eventOf('FailedCreate', 'Error creating: pods "web-x" is forbidden: violates PodSecurity')]
    expect(judge({ status: { availableReplicas: 1 }, events }).causes).toEqual(['pod-security fatal'])
  })
})
