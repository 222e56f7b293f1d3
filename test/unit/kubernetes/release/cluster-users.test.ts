import { expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { ClusterUsers } from '../../../../src/kubernetes/release/cluster-users.ts'
import { FakeCluster } from '../../delivery/release/fake-cluster.ts'
import { HeldClock } from '../../held-clock.ts'
import { RecordingLogger } from '../../recording-logger.ts'

const address = (apiVersion: string, kind: string, name: string) => ({
  ...{ path: `/${kind}/${name}`, apiVersion, kind, name, namespace: 'shop' },
})
const OLD = address('v1', 'ConfigMap', 'old')

function usersOf(...pods: readonly object[]) {
  const cluster = new FakeCluster(new RecordingLogger(), new HeldClock(), text => text)
  for (const [at, metadata] of pods.entries()) {
    const about = { name: `pod-${at}`, namespace: 'shop', ...metadata }
    const spec = { volumes: [{ name: 'v', configMap: { name: 'old' } }] }
    cluster.objects.store(`/api/v1/namespaces/shop/pods/pod-${at}`, { metadata: about, spec } as unknown as KubeObject)
  }
  return { cluster, users: new ClusterUsers(cluster, new AbortController().signal) }
}

const ofReplicaSet = (name: string, hash: string) => ({
  labels: { 'pod-template-hash': hash },
  ownerReferences: [{ controller: true, kind: 'ReplicaSet', name, uid: 'rs' }],
})
const ofStatefulSet = (uid: string) => ({
  ownerReferences: [{ controller: true, kind: 'StatefulSet', name: 'db', uid }],
})
const WEB = address('apps/v1', 'Deployment', 'web')
const DB = address('apps/v1', 'StatefulSet', 'db')

test.each<[string, object, typeof WEB, string | undefined]>([
  ['of a Deployment that was removed', ofReplicaSet('web-5d8f', '5d8f'), WEB, undefined],
  ['of another Deployment', ofReplicaSet('web-eu-5d8f', '5d8f'), WEB, 'Pod/pod-0 still uses it'],
  ['of a ReplicaSet of that name alone', ofReplicaSet('web-5d8f', ''), WEB, 'Pod/pod-0 still uses it'],
  ['of a StatefulSet that was removed', ofStatefulSet('u1'), DB, undefined],
  ['of a StatefulSet that was created again', ofStatefulSet('u2'), DB, 'Pod/pod-0 still uses it'],
  ['of nobody', {}, WEB, 'Pod/pod-0 still uses it'],
])('a pod %s', async (_, metadata, removed, expected) => {
  const { users } = usersOf(metadata)
  users.without(removed, 'u1')
  expect(await users.of(OLD)).toBe(expected)
})

test('each list is read once, however many objects are asked for', async () => {
  const { cluster, users } = usersOf()
  await Promise.all(['a', 'b', 'c'].map(name => users.of(address('v1', 'Secret', name))))
  expect(cluster.objects.requests.toSorted()).toEqual([
    'list /api/v1/namespaces/shop/pods',
    'list /apis/batch/v1/namespaces/shop/cronjobs',
    'list /apis/networking.k8s.io/v1/namespaces/shop/ingresses',
  ])
})

test('a kind that nothing in the cluster names costs no request', async () => {
  const { cluster, users } = usersOf()
  expect(await users.of(address('apps/v1', 'Deployment', 'web'))).toBeUndefined()
  expect(cluster.objects.requests).toEqual([])
})
