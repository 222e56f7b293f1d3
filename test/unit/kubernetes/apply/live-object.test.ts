import { describe, expect, test } from 'vitest'
import type { KubernetesClient } from '../../../../src/kubernetes/api/client.ts'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { LiveObjects, otherOwner, overLive } from '../../../../src/kubernetes/apply/live-object.ts'

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

describe('over a live Job, whose template cannot be changed, our labels are as they are there', () => {
  const job = (labels: object, apiVersion = 'batch/v1'): KubeObject => ({
    ...{ apiVersion, kind: 'Job', metadata: { name: 'setup' } },
    spec: { template: { metadata: { labels } } },
  })
  const own = job({ app: 'a', [MANAGED_BY]: 'commit-train', ...labels('shop') })
  test.each<[string, object, object]>([
    ['none', { app: 'b' }, { app: 'a' }],
    ['another tool’s', { [MANAGED_BY]: 'Helm' }, { app: 'a', [MANAGED_BY]: 'Helm' }],
    ['those of an older name', labels('cart'), { app: 'a', ...labels('cart') }],
  ])('%s', (_, live, expected) => {
    expect(overLive(own, job(live)).spec).toEqual({ template: { metadata: { labels: expected } } })
  })

  test('of no other kind', () => {
    const other = job({ ...labels('shop') }, 'batch.example.dev/v1')
    expect(overLive(other, job({}))).toEqual(other)
  })
})

describe('the live objects of a set', () => {
  const LIST = '/api/v1/namespaces/shop/configmaps'
  const item = (name: string) => ({ metadata: { name, uid: `u-${name}` } })
  const many = ['a', 'b', 'c', 'd', 'e']

  /** Reads these names of a set, in a cluster whose list has one page. */
  async function read(set: readonly string[], page: { items: readonly object[]; more?: boolean } | 403) {
    const asked: string[] = []
    const client: Pick<KubernetesClient, 'get'> = {
      get: async path => {
        asked.push(path.slice(LIST.length))
        if (path !== LIST && path.endsWith('/absent')) throw new KubernetesError(404, 'NotFound', 'no')
        if (path !== LIST)
          return { code: 200, at: 0, body: { kind: 'ConfigMap', ...item(path.slice(LIST.length + 1)) } }
        if (page === 403) throw new KubernetesError(403, 'Forbidden', 'no')
        const metadata = page.more === true ? { continue: 'x' } : {}
        return { code: 200, at: 0, body: { apiVersion: 'v1', kind: 'ConfigMapList', metadata, items: page.items } }
      },
    }
    const live = new LiveObjects(
      client,
      set.map(name => `${LIST}/${name}`),
      undefined,
    )
    const found = await Promise.all(set.map(name => live.at(`${LIST}/${name}`)))
    return { asked, found: found.map(object => (object === undefined ? '' : `${object.kind}/${object.metadata.name}`)) }
  }

  test.each<[string, Parameters<typeof read>, readonly string[], readonly string[]]>([
    ['few: each', [['a', 'absent'], 403], ['/a', '/absent'], ['ConfigMap/a', '']],
    ['many: by one list', [many, { items: [item('a'), item('x')] }], [''], ['ConfigMap/a', '', '', '', '']],
    [
      'a list with more pages: the others each',
      [many, { items: many.slice(0, 3).map(item), more: true }],
      ['', '/d', '/e'],
      many.map(name => `ConfigMap/${name}`),
    ],
    [
      'no list for these credentials: each',
      [many, 403],
      ['', ...many.map(name => `/${name}`)],
      many.map(name => `ConfigMap/${name}`),
    ],
  ])('%s', async (_, how, asked, found) => {
    expect(await read(...how)).toEqual({ asked, found })
  })
})
