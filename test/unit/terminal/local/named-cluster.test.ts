import { expect, test } from 'vitest'
import { namedCluster } from '../../../../src/terminal/local/named-cluster.ts'

const kubeconfig = `apiVersion: v1
kind: Config
current-context: dev
clusters: [{ name: dev, cluster: { server: 'https://dev.example:6443' } }]
users: [{ name: me, user: { token: abcdefgh } }]
contexts: [{ name: dev, context: { cluster: dev, user: me, namespace: shop } }]
`

test('a kubeconfig of one context does not say by itself that its cluster is meant', async () => {
  await expect(namedCluster({ kubeconfig, context: '' })).rejects.toMatchObject({
    reason: 'kubeconfig-context-unknown',
    message: 'say which cluster is meant with --context (the kubeconfig has: dev)',
  })
  await expect(namedCluster({ kubeconfig, context: 'production' })).rejects.toMatchObject({
    reason: 'kubeconfig-context-unknown',
  })
})

test.each([
  ['', 'shop'],
  ['other', 'other'],
])('the server, the context and the namespace (%s) are named', async (namespace, into) => {
  expect(await namedCluster({ kubeconfig, context: 'dev', namespace })).toBe(
    `to the cluster at https://dev.example:6443: context dev, namespace ${into}`,
  )
})
