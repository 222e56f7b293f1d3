import { expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { configReads, replacesPods } from '../../../../src/kubernetes/manifests/config-reads.ts'

const SPEC = {
  initContainers: [{ name: 'init', envFrom: [{ configMapRef: { name: 'of-init' } }] }],
  containers: [
    {
      name: 'app',
      envFrom: [{ secretRef: { name: 'whole' } }, { secretRef: { name: '' } }, { configMapRef: {} }],
      env: [
        { name: 'A', valueFrom: { configMapKeyRef: { name: 'one', key: 'a' } } },
        { name: 'B', valueFrom: { secretKeyRef: { name: 'other', key: 'b' } } },
        { name: 'C', valueFrom: { configMapKeyRef: { name: 'without-key' } } },
      ],
    },
  ],
  volumes: [
    { name: 'c', configMap: { name: 'files' } },
    { name: 's', secret: { secretName: 'certificate' } },
    { name: 'p', projected: { sources: [{ configMap: { name: 'p-c' } }, { secret: { name: 'p-s' } }] } },
    { name: 'e', emptyDir: {} },
  ],
}
const READS = ['Secret/whole', 'Secret/other.b', 'ConfigMap/one.a', 'ConfigMap/without-key', 'ConfigMap/files']
const OTHERS = ['ConfigMap/of-init', 'Secret/certificate', 'ConfigMap/p-c', 'Secret/p-s']

const object = (apiVersion: string, kind: string): KubeObject => ({
  ...{ apiVersion, kind, metadata: { name: 'web' } },
  spec: kind === 'Pod' ? SPEC : { template: { spec: SPEC } },
})
const readOf = (apiVersion: string, kind: string) =>
  configReads(object(apiVersion, kind)).map(
    ({ kind: of, name, key }) => `${of}/${name}${key === undefined ? '' : `.${key}`}`,
  )

test.each([
  ['apps/v1', 'Deployment', true, true],
  ['apps/v1', 'StatefulSet', true, true],
  ['apps/v1', 'DaemonSet', true, true],
  ['apps/v1', 'ReplicaSet', true, false],
  ['v1', 'ReplicationController', true, false],
  ['v1', 'Pod', true, false],
  ['batch/v1', 'Job', false, true],
  ['example.dev/v1', 'Deployment', false, true],
])(
  '%s %s: what it reads is looked at: %s; another template makes other pods: %s',
  (apiVersion, kind, reads, replaces) => {
    expect(readOf(apiVersion, kind).toSorted()).toEqual(reads ? [...READS, ...OTHERS].toSorted() : [])
    expect(replacesPods({ kind })).toBe(replaces)
  },
)
