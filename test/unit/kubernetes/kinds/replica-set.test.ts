import { describe, expect, test } from 'vitest'
import { replicaSetKind, replicationControllerKind } from '../../../../src/kubernetes/kinds/replica-set.ts'
import { AT, eventOf, judged, podOf, type Shown, UID } from './judged.ts'

const old = podOf({ metadata: { name: 'web-old' }, spec: { containers: [{ name: 'app', image: 'web:1' }] } })

describe.each([replicaSetKind, replicationControllerKind])('a $kind', kind => {
  const judge = ({ spec, status, ...rest }: Shown) =>
    judged(kind, {
      spec: { replicas: 2, ...spec },
      status: { observedGeneration: 2, replicas: 2, availableReplicas: 2, ...status },
      pods: [podOf(), podOf({ metadata: { name: 'web-1', uid: 'p-1', ownerReferences: [{ uid: UID, kind: 'x' }] } })],
      ...rest,
    })

  test.each<[string, Shown, string, string]>([
    ['all available', {}, 'complete', '2/2 available'],
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
      why: ["pods with another image, command or variable than the template's: web-old"],
      numbers: { updated: 1 },
    })
  })

  test('that has pods from before our labels is none either, unless they are only late', () => {
    const text = '1 of its pods is without the labels of the template'
    expect(judge({ pods: [podOf()] })).toMatchObject({
      state: 'progressing',
      causes: ['pods-not-replaced grace'],
      why: [text],
    })
    expect(judge({ pods: [podOf()], later: 10_000 })).toMatchObject({ state: 'failing' })
  })

  test.each([
    ['command', { command: ['old'] }],
    ['args', { args: ['old'] }],
  ])('that goes on running the old %s is none', (_, container) => {
    const other = podOf({ spec: { containers: [{ name: 'app', image: 'web:2', ...container }] } })
    expect(judge({ pods: [podOf(), other] }).causes).toEqual(['pods-not-replaced fatal'])
  })

  test.each<[string, object, object, boolean]>([
    ['another value', { env: [{ name: 'A', value: '1' }] }, { env: [{ name: 'A', value: '2' }] }, true],
    ['a variable less', {}, { env: [{ name: 'A', value: '2' }] }, true],
    ['the same variables', { env: [{ name: 'A', value: '2' }] }, { env: [{ name: 'A', value: '2' }] }, false],
    ['a variable more, which a webhook adds', { env: [{ name: 'B', value: '1' }] }, { env: [] }, false],
  ])('of which an old pod has %s', (_, running, wanted, isOld) => {
    const containers = (more: object) => [{ name: 'app', image: 'web:2', ...more }]
    const object = {
      metadata: { name: 'web' },
      spec: { template: { spec: { containers: containers(wanted) } } },
    }
    const pods = ['web-0', 'web-1'].map(name =>
      podOf({ metadata: { name }, spec: { containers: containers(running) } }),
    )
    expect(judge({ pods, target: { object } }).causes).toEqual(isOld ? ['pods-not-replaced fatal'] : [])
  })

  test.each(['sidecar', 'another'])(
    'of which an old pod has an old sidecar, or lacks one of the template: %s',
    name => {
      const containers = [{ name: 'app', image: 'web:2' }]
      const spec = { initContainers: [{ name: 'sidecar', image: 'proxy:2', restartPolicy: 'Always' }], containers }
      const running = { initContainers: [{ name, image: 'proxy:1', restartPolicy: 'Always' }], containers }
      const pods = ['web-0', 'web-1'].map(one => podOf({ metadata: { name: one }, spec: running }))
      const object = { metadata: { name: 'web' }, spec: { template: { spec } } }
      const judgedPods = judge({ pods, target: { object } })
      expect(judgedPods.causes).toEqual(['pods-not-replaced fatal'])
    },
  )

  test('but a new pod that a webhook gave another image is', () => {
    const containers = [{ name: 'app', image: 'mirror/web:2' }]
    const pods = ['web-0', 'web-1'].map(name =>
      podOf({ metadata: { name, creationTimestamp: AT }, spec: { containers } }),
    )
    expect(judge({ pods })).toMatchObject({ state: 'complete' })
  })

  test('names a pod that cannot be created', () => {
    const events = [eventOf('FailedCreate', 'Error creating: pods "web-x" is forbidden: violates PodSecurity')]
    expect(judge({ status: { availableReplicas: 1 }, events }).causes).toEqual(['pod-security fatal'])
  })
})
