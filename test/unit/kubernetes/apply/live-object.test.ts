import { describe, expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { otherOwner, overLive } from '../../../../src/kubernetes/apply/live-object.ts'

const SERVICE = 'commit-train.dev/service'
const ENVIRONMENT = 'commit-train.dev/environment'
const MANAGED_BY = 'app.kubernetes.io/managed-by'
const labels = (service: string, environment = 'production') => ({ [SERVICE]: service, [ENVIRONMENT]: environment })
const object = (kind: string, metadata: object, more: object = {}): KubeObject => ({
  ...{ apiVersion: kind === 'Namespace' ? 'v1' : 'apps/v1', kind },
  metadata: { name: 'web', ...metadata },
  ...more,
})
const mine = object('Deployment', { labels: labels('shop') })

describe('whose a live object is', () => {
  test.each<[string, object, string | undefined]>([
    ['ours', labels('shop'), undefined],
    ['nobody’s', {}, undefined],
    ['another tool’s', { [MANAGED_BY]: 'Helm' }, undefined],
    ['another service’s', labels('cart'), 'service cart, environment production'],
    ['another environment’s', labels('shop', 'staging'), 'service shop, environment staging'],
    ['half labelled', { [SERVICE]: 'cart' }, 'service cart, environment unknown'],
  ])('%s', (_, live, owner) => {
    expect(otherOwner(mine, object('Deployment', { labels: live }))).toBe(owner)
  })

  test('a namespace may be in the templates of several services, and keeps the labels of the first', () => {
    const namespace = object('Namespace', { labels: { ...labels('shop'), team: 'a' } })
    const live = object('Namespace', { labels: labels('cart') })
    expect(otherOwner(namespace, live)).toBeUndefined()
    expect(overLive(namespace, live).metadata.labels).toEqual({ [ENVIRONMENT]: 'production', team: 'a' })
  })
})

describe('over a live object', () => {
  test.each([
    ['Helm', { team: 'a' }],
    ['commit-train', { [MANAGED_BY]: 'commit-train', team: 'a' }],
  ])('the label managed-by of %s is not fought over', (by, expected) => {
    const own = object('Deployment', { labels: { [MANAGED_BY]: 'commit-train', team: 'a' } })
    expect(overLive(own, object('Deployment', { labels: { [MANAGED_BY]: by } })).metadata.labels).toEqual(expected)
  })

  const fieldsV1 = { 'f:spec': { 'f:replicas': {} } }
  const ours = { manager: 'commit-train', operation: 'Apply', fieldsV1 }
  const scaled = { manager: 'kube-controller-manager', operation: 'Update', subresource: 'scale', fieldsV1 }
  test.each<[string, object, readonly object[], number, object]>([
    ['taken out: the live number stays', {}, [ours], 3, { replicas: 3 }],
    ['taken out: 0 stays', {}, [ours], 0, { replicas: 0 }],
    [
      'taken out, set by kubectl apply before',
      {},
      [{ ...ours, manager: 'kubectl-client-side-apply' }],
      3,
      { replicas: 3 },
    ],
    ['taken out, an autoscaler has it: it stays without us', {}, [ours, scaled], 3, {}],
    ['never set by anybody', {}, [], 1, {}],
    ['set in the template', { replicas: 2 }, [ours], 3, { replicas: 2 }],
  ])('replicas %s', (_, spec, managedFields, replicas, expected) => {
    const live = object('Deployment', { managedFields }, { spec: { replicas } })
    expect(overLive({ ...mine, spec }, live).spec).toEqual(expected)
  })
})
