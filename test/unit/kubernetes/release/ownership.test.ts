import { expect, test } from 'vitest'
import type { KubeObject } from '../../../../src/kubernetes/api/objects.ts'
import { whyNotOurs } from '../../../../src/kubernetes/release/ownership.ts'

const KEY = { service: 'hello', environment: 'Production' }
const LABELS = {
  'commit-train.dev/service': 'hello',
  'commit-train.dev/environment': 'Production',
  'app.kubernetes.io/managed-by': 'commit-train',
}
interface Entry {
  readonly manager: string
  readonly operation?: string
  readonly time?: string
  readonly subresource?: string
  readonly fieldsV1?: object
}
const OURS: Entry = { manager: 'commit-train', time: '2026-01-01T10:00:00Z' }
const LATER = '2026-01-01T11:00:00Z'

function live(entries: readonly Entry[], metadata: object = {}): KubeObject {
  const managedFields = entries.map(entry => ({ operation: 'Apply', fieldsV1: { 'f:spec': {} }, ...entry }))
  const about = { name: 'old', labels: LABELS, managedFields, ...metadata }
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: about }
}

test.each<[string, KubeObject, RegExp | undefined]>([
  ['ours alone', live([OURS]), undefined],
  ['of another service', live([OURS], { labels: { ...LABELS, 'commit-train.dev/service': 'cart' } }), /labels/],
  ['of another environment', live([OURS], { labels: { ...LABELS, 'commit-train.dev/environment': 'x' } }), /labels/],
  ['without labels', live([OURS], { labels: undefined }), /labels/],
  ['with copied labels', live([{ manager: 'kubectl' }]), /another tool has put it up since/],
  ['created with kubectl from a copy', live([{ manager: 'kubectl-create', operation: 'Update' }]), /another tool/],
  ['protected', live([OURS], { annotations: { 'commit-train.dev/prune': 'keep' } }), /annotation/],
  ['owned', live([OURS], { ownerReferences: [{ kind: 'SealedSecret', uid: '1' }] }), /SealedSecret/],
  ['managed by Helm now', live([OURS], { labels: { ...LABELS, 'app.kubernetes.io/managed-by': 'Helm' } }), /to Helm/],
  ['tracked by Argo CD', live([OURS], { annotations: { 'argocd.argoproj.io/tracking-id': 'x' } }), /to Argo CD/],
  ['tracked by Flux', live([OURS], { labels: { ...LABELS, 'kustomize.toolkit.fluxcd.io/name': 'x' } }), /to Flux/],
  ['applied since', live([OURS, { manager: 'terraform', time: LATER }]), /to "terraform"/],
  ['applied at an unknown time', live([OURS, { manager: 'terraform' }]), /to "terraform"/],
  ['put up since by Helm 3', live([OURS, { manager: 'helm', operation: 'Update', time: LATER }]), /to "helm"/],
  ['applied before', live([OURS, { manager: 'terraform', time: '2026-01-01T09:00:00Z' }]), undefined],
  ['labelled since', live([OURS, { manager: 'x', time: LATER, fieldsV1: { 'f:metadata': {} } }]), undefined],
  ['with a newer status', live([OURS, { manager: 'x', time: LATER, fieldsV1: { 'f:status': {} } }]), undefined],
  ['scaled since', live([OURS, { manager: 'x', time: LATER, subresource: 'scale' }]), undefined],
  [
    'written by a controller since',
    live([OURS, { manager: 'kube-controller-manager', operation: 'Update', time: LATER }]),
    undefined,
  ],
  ['edited by a person since', live([OURS, { manager: 'kubectl-edit', operation: 'Update', time: LATER }]), undefined],
])('%s', (_, object, expected) => {
  const why = whyNotOurs(object, KEY)
  if (expected === undefined) expect(why).toBeUndefined()
  else expect(why).toMatch(expected)
})
