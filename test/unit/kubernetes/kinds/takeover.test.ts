import { describe, expect, test } from 'vitest'
import { takeoverOf, takeoverText } from '../../../../src/kubernetes/kinds/takeover.ts'
import { deployment, facts, OUR_FIELDS, target } from '../workload-facts.ts'

const CONTAINER = { name: 'app', image: 'web:1' }
const pods = (change: object, inTemplate: object = {}) => ({
  template: { ...inTemplate, spec: { containers: [{ ...CONTAINER, ...change }] } },
})
const theirs = (manager: string, fieldsV1: object, change: object = {}) => ({
  manager,
  operation: 'Update',
  time: '2026-01-01T10:00:09Z',
  fieldsV1,
  ...change,
})
const image = {
  'f:spec': { 'f:template': { 'f:spec': { 'f:containers': { 'k:{"name":"app"}': { 'f:image': {} } } } } },
}
const live = (spec: object, ...managedFields: object[]) =>
  takeoverOf(target, facts({ workload: deployment({ metadata: { generation: 4, managedFields }, spec }) }))

describe('still ours', () => {
  test.each<[string, object]>([
    ['a reloader adds a variable', pods({ env: [{ name: 'STAKATER_WEB', value: 'x' }] })],
    ['kubectl rollout restart', pods({}, { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': 'x' } } })],
    ['kubectl pauses what we do not set', { paused: true }],
    ['an autoscaler scales', { replicas: 7 }],
    ['a sidecar is added', { template: { spec: { containers: [CONTAINER, { name: 'proxy', image: 'p' }] } } }],
    ['containers stand in another order', { template: { spec: { containers: [{ name: 'proxy' }, CONTAINER] } } }],
  ])('%s', (_, spec) => {
    expect(live(spec)).toBeUndefined()
  })

  test('the stream still shows what was before the apply', () => {
    const before = deployment({ metadata: { generation: 2 }, spec: pods({ image: 'web:0' }) })
    expect(takeoverOf(target, facts({ workload: before }))).toBeUndefined()
  })
})

describe('another’s', () => {
  test.each<[string, ReturnType<typeof live>, string]>([
    [
      'kubectl set image',
      live(
        pods({ image: 'web:2' }),
        theirs('kubectl-set', image),
        theirs('late', {}, { time: '2026-01-01T10:00:10Z' }),
      ),
      'spec.template.spec.containers[name=app].image was changed by kubectl-set',
    ],
    [
      'another deployment of ours',
      live(pods({ image: 'web:2' }), { ...OUR_FIELDS, time: '2026-01-01T10:00:09Z' }),
      'spec.template.spec.containers[name=app].image was changed by another deployment of commit-train',
    ],
    [
      'the container is gone, and who took it out wrote last',
      live(
        { template: { spec: { containers: [] } } },
        theirs('kubectl-edit', {}),
        theirs('kcm', {}, { subresource: 'status', time: '2027' }),
      ),
      'spec.template.spec.containers[name=app] was changed by kubectl-edit',
    ],
    ['nobody says who', live(pods({ image: 'web:2' })), 'spec.template.spec.containers[name=app].image was changed'],
    [
      'deleted and created again',
      takeoverOf(
        target,
        facts({ workload: deployment({ metadata: { uid: 'd-2', managedFields: [theirs('helm', {})] } }) }),
      ),
      'deleted and created again by helm',
    ],
    [
      'about to go, with a status that looks well',
      takeoverOf(target, facts({ workload: deployment({ metadata: { deletionTimestamp: '2026-01-01T10:00:09Z' } }) })),
      'deleted, or its labels removed, by another client',
    ],
    [
      'deleted',
      takeoverOf(target, facts({ workload: undefined, deleted: true })),
      'deleted, or its labels removed, by another client',
    ],
  ])('%s', (_, takeover, text) => {
    expect(takeover === undefined ? undefined : takeoverText(takeover)).toBe(text)
  })
})
