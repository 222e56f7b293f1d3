/** Shapes of the objects that the cases are made of. `IMAGE` stands for the image of the commit. */
export const IMAGE = '{{ .deploy.image }}'

/** A container that runs a shell line. */
export function container(line: string, more: object = {}): object {
  return { name: 'app', image: IMAGE, command: ['/busybox', 'sh', '-c', line], ...more }
}

export const SLEEPS = container('sleep 3600')

/** The spec of a pod of these containers. */
export function podOf(containers: readonly object[], more: object = {}): object {
  return { terminationGracePeriodSeconds: 1, containers, ...more }
}

/** A Deployment of one such pod. */
export function deploymentOf(pod: object, spec: object = {}, labels: object = {}): object {
  return {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'hello' } },
    spec: {
      ...{ replicas: 1, selector: { matchLabels: { app: 'hello' } } },
      template: { metadata: { labels: { app: 'hello', ...labels } }, spec: pod },
      ...spec,
    },
  }
}

/** A Job of one such pod, which is not tried again. */
export function jobOf(pod: object, spec: object = {}): object {
  return {
    ...{ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'hello' } },
    spec: { backoffLimit: 0, template: { spec: { restartPolicy: 'Never', ...pod } }, ...spec },
  }
}

export function barePodOf(spec: object): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'hello' }, spec: { restartPolicy: 'Never', ...spec } }
}

export function quotaOf(hard: object): object {
  return { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'hello' }, spec: { hard } }
}

export function claimOf(storageClassName: string): object {
  return {
    ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'hello' } },
    spec: { storageClassName, accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } },
  }
}

/** A policy that denies pods with the label `denied`, of all namespaces. */
export const DENYING_POLICY: readonly object[] = [
  {
    ...{ apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', metadata: { name: 'deny' } },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
      },
      validations: [
        { expression: "!has(object.metadata.labels) || !('denied' in object.metadata.labels)", message: 'not today' },
      ],
    },
  },
  {
    ...{ apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding' },
    ...{ metadata: { name: 'deny' }, spec: { policyName: 'deny', validationActions: ['Deny'] } },
  },
]

export const ABSENT_RUNTIME: object = {
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  metadata: { name: 'absent-runtime' },
  handler: 'absent',
}

/** A Deployment of one pod with one container that sleeps, and what is wrong with the container or the pod. */
export function one(more: object, pod: object = {}): readonly object[] {
  return [deploymentOf(podOf([container('sleep 3600', more)], pod))]
}

export function pod(more: object): readonly object[] {
  return one({}, more)
}

/** A pod that mounts a volume. */
export function mounts(volume: object): readonly object[] {
  return one({ volumeMounts: [{ name: 'v', mountPath: '/v' }] }, { volumes: [{ name: 'v', ...volume }] })
}

/** A second container with an image that the registry of the address does not give. */
export function beside(registry: string, more: object = {}): readonly object[] {
  const image = `${registry}/acme/nothing@sha256:${'0'.repeat(64)}`
  return [deploymentOf(podOf([SLEEPS, { ...container('sleep 3600'), name: 'sidecar', image, ...more }]))]
}
