import { webhookConfiguration } from '../../test/e2e/refusing-webhook.ts'
import type { Case } from './case.ts'
import { beside, claimOf, deploymentOf, mounts, one, pod, podOf, quotaOf, SLEEPS } from './sets.ts'

/** What often heals within seconds of the apply. */
export const GRACE: readonly Case[] = [
  {
    code: 'claim-missing',
    what: 'PersistentVolumeClaim that is not there',
    objects: pod({ volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'absent' } }] }),
    evidence: /persistentvolumeclaim \\"absent\\" not found/,
    tolerance: 10,
  },
  {
    code: 'service-account-missing',
    what: 'service account that is not there',
    objects: pod({ serviceAccountName: 'absent' }),
    evidence: /error looking up service account/,
    tolerance: 10,
  },
  {
    code: 'storage-class-missing',
    what: 'StorageClass that is not there',
    objects: [claimOf('absent')],
    evidence: /storageclass.storage.k8s.io \\"absent\\" not found/,
    tolerance: 30,
  },
]

/** What may heal at any time. */
export const WAITING: readonly Case[] = [
  {
    code: 'image-registry-unreachable',
    what: 'registry that is down',
    objects: beside('127.0.0.1:9'),
    evidence: /connection refused/,
    tolerance: 'timeout',
  },
  {
    code: 'unschedulable',
    what: 'more CPU than any node has',
    objects: one({ resources: { requests: { cpu: '1000' } } }),
    evidence: /"reason":"Unschedulable"/,
    tolerance: 'timeout',
  },
  {
    code: 'scheduling-gated',
    what: 'scheduling gate',
    objects: pod({ schedulingGates: [{ name: 'example.dev/gate' }] }),
    evidence: /"reason":"SchedulingGated"/,
    tolerance: 'timeout',
  },
  {
    code: 'quota-exceeded',
    what: 'quota used up by others',
    objects: [deploymentOf(podOf([SLEEPS]), { replicas: 2 })],
    evidence: /exceeded quota/,
    prepare: () => [quotaOf({ pods: '1' })],
    tolerance: 'timeout',
  },
  {
    code: 'webhook-failed',
    what: 'admission webhook that is down',
    objects: pod({}),
    evidence: /failed calling webhook/,
    prepare: namespace => [webhookConfiguration(namespace, { url: 'https://127.0.0.1:9/' })],
    tolerance: 'timeout',
  },
  {
    code: 'readiness-gate',
    what: 'readiness gate that is not met',
    objects: pod({ readinessGates: [{ conditionType: 'example.dev/lb' }] }),
    evidence: /"reason":"ReadinessGatesNotReady"/,
    tolerance: 'timeout',
  },
  {
    code: 'mount-failed',
    what: 'volume that cannot be mounted',
    objects: mounts({ hostPath: { path: '/absent', type: 'File' } }),
    evidence: /"reason":"FailedMount"/,
    tolerance: 'timeout',
  },
  {
    code: 'not-ready',
    what: 'readiness probe that never passes',
    objects: one({ readinessProbe: { exec: { command: ['/busybox', 'false'] }, periodSeconds: 1 } }),
    evidence: /Readiness probe failed/,
    tolerance: 'timeout',
  },
  {
    code: 'init-running',
    what: 'init container that does not end',
    objects: pod({ initContainers: [{ ...SLEEPS, name: 'init' }] }),
    evidence: /"state":\{"running"/,
    tolerance: 'timeout',
  },
]
