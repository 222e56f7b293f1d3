import { ADDRESS } from '../../test/platform/layout.ts'
import type { Case, SeenObject } from './case.ts'
import {
  ABSENT_RUNTIME,
  barePodOf,
  beside,
  container,
  DENYING_POLICY,
  deploymentOf,
  jobOf,
  mounts,
  one,
  pod,
  podOf,
  quotaOf,
  SLEEPS,
} from './sets.ts'

/** The second end of a container, which `strict` does not tolerate. */
function isSecondEnd({ status }: SeenObject): boolean {
  const all = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]
  return all.some(({ restartCount, state }) => restartCount + (state.running === undefined ? 1 : 0) >= 2)
}

/** What cannot heal: the end comes at once. */
export const FATAL: readonly Case[] = [
  {
    code: 'image-not-found',
    what: 'image that is not there',
    objects: beside(ADDRESS.registry),
    evidence: /Failed to pull image|ErrImagePull/,
  },
  {
    code: 'image-unauthorized',
    what: 'registry that wants a login',
    objects: beside(ADDRESS.securedRegistry),
    evidence: /Failed to pull image|ErrImagePull/,
  },
  {
    code: 'image-not-on-node',
    what: '`imagePullPolicy: Never`, image not there',
    objects: beside(ADDRESS.registry, { imagePullPolicy: 'Never' }),
    evidence: /ErrImageNeverPull/,
  },
  {
    code: 'container-command-invalid',
    what: 'command that is not there',
    objects: one({ command: ['/absent'] }),
    evidence: /no such file or directory/,
  },
  { code: 'crash', what: 'crash loop', objects: [deploymentOf(podOf([container('exit 3')]))], evidence: isSecondEnd },
  {
    code: 'crash',
    what: 'crash 3 s after it was ready',
    objects: [deploymentOf(podOf([container('sleep 3; exit 3')]))],
    evidence: isSecondEnd,
  },
  {
    code: 'crash',
    what: 'init container that crashes',
    objects: pod({ initContainers: [{ ...container('exit 3'), name: 'init' }] }),
    evidence: isSecondEnd,
  },
  {
    code: 'crash',
    what: 'Job that fails',
    objects: [jobOf(podOf([container('exit 3')]))],
    evidence: /"type":"FailureTarget"/,
  },
  {
    code: 'job-failed',
    what: 'Job over its `activeDeadlineSeconds`',
    objects: [jobOf(podOf([SLEEPS]), { activeDeadlineSeconds: 5 })],
    evidence: /"reason":"DeadlineExceeded"/,
  },
  {
    code: 'crash',
    what: 'bare Pod that fails',
    objects: [barePodOf(podOf([container('exit 3')]))],
    evidence: /"phase":"Failed"/,
  },
  {
    code: 'out-of-memory',
    what: 'more memory than the limit',
    objects: [
      deploymentOf(podOf([container('/busybox tail /dev/zero', { resources: { limits: { memory: '16Mi' } } })])),
    ],
    evidence: isSecondEnd,
  },
  {
    code: 'liveness-failed',
    what: 'liveness probe that fails',
    objects: one({
      livenessProbe: { exec: { command: ['/busybox', 'false'] }, periodSeconds: 1, failureThreshold: 1 },
    }),
    evidence: isSecondEnd,
  },
  {
    code: 'startup-failed',
    what: 'startup probe that fails',
    objects: one({ startupProbe: { exec: { command: ['/busybox', 'false'] }, periodSeconds: 1, failureThreshold: 1 } }),
    evidence: isSecondEnd,
  },
  {
    code: 'post-start-failed',
    what: '`postStart` hook that fails',
    objects: one({ lifecycle: { postStart: { exec: { command: ['/absent'] } } } }),
    evidence: isSecondEnd,
  },
  {
    code: 'config-missing',
    what: 'Secret of a variable that is not there',
    objects: one({ envFrom: [{ secretRef: { name: 'absent' } }] }),
    evidence: /secret \\"absent\\" not found/,
  },
  {
    code: 'config-missing',
    what: 'ConfigMap of a volume that is not there',
    objects: mounts({ configMap: { name: 'absent' } }),
    evidence: /configmap \\"absent\\" not found/,
  },
  {
    code: 'runs-as-root',
    what: '`runAsNonRoot` with an image of root',
    objects: pod({ securityContext: { runAsNonRoot: true } }),
    evidence: /runAsNonRoot and image will run as root/,
  },
  {
    code: 'sysctl-forbidden',
    what: 'sysctl that is not allowed',
    objects: pod({ securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '65536' }] } }),
    evidence: /"SysctlForbidden"/,
  },
  {
    code: 'runtime-class-unsupported',
    what: 'runtime that the node does not have',
    objects: pod({ runtimeClassName: 'absent-runtime' }),
    evidence: /FailedCreatePodSandBox/,
    prepare: () => [ABSENT_RUNTIME],
  },
  {
    code: 'quota-too-small',
    what: 'request above the whole quota',
    objects: one({ resources: { requests: { cpu: '3' } } }),
    evidence: /exceeded quota/,
    prepare: () => [quotaOf({ 'requests.cpu': '2' })],
  },
  {
    code: 'quota-values-missing',
    what: 'request that the quota demands is not set',
    objects: pod({}),
    evidence: /must specify/,
    prepare: () => [quotaOf({ 'requests.cpu': '2' })],
  },
  {
    code: 'admission-denied',
    what: 'admission policy that denies the pods',
    objects: [deploymentOf(podOf([SLEEPS]), {}, { denied: 'yes' })],
    evidence: /not today/,
    prepare: () => DENYING_POLICY,
  },
  {
    code: 'rollout-paused',
    what: 'Deployment that is paused',
    objects: [deploymentOf(podOf([SLEEPS]), { paused: true })],
    evidence: /"reason":"DeploymentPaused"/,
  },
  {
    code: 'not-ready',
    what: '`progressDeadlineSeconds: 3`, never ready',
    objects: [
      deploymentOf(
        podOf([
          container('sleep 3600', { readinessProbe: { exec: { command: ['/busybox', 'false'] }, periodSeconds: 1 } }),
        ]),
        { progressDeadlineSeconds: 3 },
      ),
    ],
    evidence: /"reason":"ProgressDeadlineExceeded"/,
  },
]
