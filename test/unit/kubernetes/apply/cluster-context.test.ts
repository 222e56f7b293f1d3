import { expect, test } from 'vitest'
import type { Finding } from '../../../../src/errors.ts'
import type { KubernetesClient } from '../../../../src/kubernetes/api/client.ts'
import { KubernetesError } from '../../../../src/kubernetes/api/error.ts'
import { clusterContext } from '../../../../src/kubernetes/apply/cluster-context.ts'
import type { PlannedObject } from '../../../../src/kubernetes/apply/plan.ts'
import type { Cluster } from '../../../../src/kubernetes/connection/cluster.ts'

const KEY = { service: 'web', environment: 'production' }
const PODS = '/api/v1/namespaces/shop/pods'
const SERVICES = '/api/v1/namespaces/shop/services'

const planned = (kind: string, path: string, spec: object): PlannedObject => ({
  manifest: { object: { apiVersion: 'v1', kind, metadata: { name: 'web' }, spec }, file: 'web.yaml', line: 1 },
  ...{ path, namespace: 'shop', stage: 'configuration' },
})
const service = planned('Service', `${SERVICES}/web`, { selector: { app: 'wbe' }, ports: [{ port: 80 }] })

/** The warnings in a cluster that has these lists, and where everything else is answered by `others`. */
async function around(
  lists: Readonly<Record<string, readonly object[]>>,
  others: 403 | 404 | 500 = 404,
  set: readonly PlannedObject[] = [service],
) {
  const client: Pick<KubernetesClient, 'get'> = {
    get: async (path, { query } = {}) => {
      const items = lists[path]
      if (items === undefined) throw new KubernetesError(others, others === 500 ? 'Transport' : 'x', 'x')
      if (path !== PODS && !path.includes('/nodes/'))
        expect(query?.labelSelector).toContain('commit-train.dev/service=web')
      return { code: 200, at: 0, body: { items } }
    },
  }
  return clusterContext({ client } as unknown as Cluster, set, KEY, undefined)
}
const reasons = (found: readonly Finding[]) => found.map(({ reason }) => reason)
const object = (name: string, more: object = {}) => ({ metadata: { name, ...more } })

test.each<[string, Parameters<typeof around>, readonly string[]]>([
  ['nothing matches', [{ [PODS]: [] }], ['reference-dangling']],
  ['pods of another set match', [{ [PODS]: [object('p')] }], []],
  ['pods may not be read: not said', [{}, 403], []],
  [
    'a Service of ours that the templates do not have',
    [{ [PODS]: [object('p')], [SERVICES]: [object('web'), object('old')] }],
    ['object-left-behind'],
  ],
  [
    'one that another object owns',
    [{ [PODS]: [object('p')], [SERVICES]: [object('x', { ownerReferences: [{}] })] }],
    [],
  ],
])('%s', async (_, cluster, expected) => {
  const { warnings, left } = await around(...cluster)
  expect(reasons([...warnings, ...left.map(({ finding }) => finding)])).toEqual(expected)
})

test('an object that the templates have in another version of its API is not left behind', async () => {
  const path = '/apis/autoscaling/v1/namespaces/shop/horizontalpodautoscalers/web'
  const hpa = planned('HorizontalPodAutoscaler', path, {})
  const first = {
    ...hpa,
    manifest: { ...hpa.manifest, object: { ...hpa.manifest.object, apiVersion: 'autoscaling/v1' } },
  }
  const live = { '/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers': [object('web'), object('old')] }
  const { left } = await around(live, 404, [first])
  expect(left).toMatchObject([{ kind: 'HorizontalPodAutoscaler', name: 'old', namespace: 'shop' }])
})

test('a broken connection is no missing object', async () => {
  await expect(around({}, 500)).rejects.toMatchObject({ reason: 'Transport' })
})

test.each<[string, Parameters<typeof around>[0], 403 | 404, readonly string[]]>([
  ['a node that is not there', {}, 404, ['node-missing']],
  ['a node that is there', { '/api/v1/nodes/n1': [] }, 404, []],
  ['nodes may not be read', {}, 403, []],
])('a nodeName: %s', async (_, lists, others, expected) => {
  const web = planned('Deployment', '/apis/apps/v1/namespaces/shop/deployments/web', {
    template: { spec: { nodeName: 'n1', containers: [{ name: 'app', image: 'x' }] } },
  })
  const deployment = {
    ...web,
    manifest: { ...web.manifest, object: { ...web.manifest.object, apiVersion: 'apps/v1' } },
  }
  expect(reasons((await around(lists, others, [deployment])).findings)).toEqual(expected)
})
