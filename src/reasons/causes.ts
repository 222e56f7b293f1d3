/**
 * What a cause does to the rollout.
 *
 * - `fatal`: it cannot heal by itself, so it ends the rollout when first seen.
 * - `grace`: it often heals within seconds of the apply, so it ends the rollout only if it stays.
 * - `waiting`: it may heal (a slow registry, a node that is being added), so it is logged, and named as the cause if
 *   the time budget ends first.
 */
export type Fatality = 'fatal' | 'grace' | 'waiting'

/** What is known about a cause code before any cluster is asked. */
interface CauseRow {
  readonly fatality: Fatality
  /** Set for a fatal cause that somebody can put right outside the pod template while the rollout waits. */
  readonly outside?: true
  /** One sentence for the documentation: what happened. */
  readonly meaning: string
  /** One line: what to do about it. Shown behind the cluster's own text. */
  readonly advice: string
}

/** Every reason why a rollout is not complete, by its stable code. A new code is one row here and its recogniser. */
export const CAUSES = {
  'image-name-invalid': {
    fatality: 'fatal',
    meaning: 'The image reference of a container cannot be parsed.',
    advice: 'correct the image reference; repository names are lower case',
  },
  'image-not-found': {
    fatality: 'fatal',
    outside: true,
    meaning: 'The registry has no image with this repository, tag or digest.',
    advice: 'check repository, tag and digest',
  },
  'image-not-on-node': {
    fatality: 'fatal',
    outside: true,
    meaning: 'The imagePullPolicy is Never, and the node does not have the image.',
    advice: 'use the imagePullPolicy IfNotPresent',
  },
  'image-unauthorized': {
    fatality: 'fatal',
    outside: true,
    meaning: 'The registry refused to let the node pull the image.',
    advice: 'check imagePullSecrets and their permissions',
  },
  'image-platform': {
    fatality: 'fatal',
    meaning: "The image is not built for the node's platform.",
    advice: "build it for the node's platform",
  },
  'image-rate-limited': {
    fatality: 'waiting',
    meaning: 'The registry limits the number of pulls.',
    advice: 'log in to the registry, or use a mirror',
  },
  'image-registry-unreachable': {
    fatality: 'waiting',
    meaning: 'The node cannot reach the registry of the image.',
    advice: "check the registry's name, the network and the registry itself",
  },
  'image-registry-certificate': {
    fatality: 'waiting',
    meaning: 'The node does not trust the certificate of the registry.',
    advice: "install the registry's certificate authority on the node",
  },
  'image-pull-failed': {
    fatality: 'waiting',
    meaning: 'The image could not be pulled for a reason that is not recognised.',
    advice: "read the cluster's message",
  },
  'container-command-invalid': {
    fatality: 'fatal',
    meaning: 'The command of a container does not exist in the image or cannot be executed.',
    advice: 'check command and args of the container, and that the image has that file, executable, for this platform',
  },
  'container-start-failed': {
    fatality: 'waiting',
    meaning: 'The node could not start a container for a reason that is not recognised.',
    advice: "read the cluster's message",
  },
  crash: {
    fatality: 'waiting',
    meaning: 'A container ended although it should run. The second crash ends the rollout (`tolerant`: the fifth).',
    advice: 'read its last log lines',
  },
  'out-of-memory': {
    fatality: 'waiting',
    meaning: 'A container was killed because it exceeded its memory limit. It counts as a crash.',
    advice: 'raise resources.limits.memory, or use less memory',
  },
  'injected-container-failed': {
    fatality: 'waiting',
    meaning: 'A container crashes that is not in the template: an admission webhook adds it to the pods.',
    advice: 'ask the owner of the webhook, or turn the injection off',
  },
  'liveness-failed': {
    fatality: 'waiting',
    meaning: 'The kubelet restarted a container because its liveness probe failed. It counts as a crash.',
    advice: 'check path, port and delay of the probe, or use a startup probe for a slow start',
  },
  'startup-failed': {
    fatality: 'waiting',
    meaning: 'The kubelet restarted a container because its startup probe did not pass in time. It counts as a crash.',
    advice: 'check path and port of the probe, or raise its failureThreshold',
  },
  'post-start-failed': {
    fatality: 'waiting',
    meaning: 'The postStart hook of a container failed, so the kubelet stopped it. It counts as a crash.',
    advice: 'correct the command or request of lifecycle.postStart',
  },
  'init-running': {
    fatality: 'waiting',
    meaning: 'An init container has not ended, so the other containers are not started.',
    advice: 'read its log; what must keep running needs restartPolicy: Always',
  },
  'readiness-gate': {
    fatality: 'waiting',
    meaning: 'All containers are ready, but a readiness gate of the pod is not met.',
    advice: 'check that the controller that sets the condition runs and knows this pod',
  },
  'not-ready': {
    fatality: 'waiting',
    meaning: 'A container runs but is not ready: its readiness or startup probe has not passed.',
    advice: 'check the probe (path, port, delay) and what the program waits for',
  },
  'config-missing': {
    fatality: 'fatal',
    outside: true,
    meaning: 'A pod refers to a ConfigMap, a Secret or a key that does not exist.',
    advice: 'add it to the templates, or correct the name',
  },
  'config-failed': {
    fatality: 'waiting',
    meaning: 'A container could not be configured for a reason that is not recognised.',
    advice: "read the cluster's message",
  },
  'node-cache': {
    fatality: 'waiting',
    meaning: 'The node has not yet fetched a ConfigMap or Secret of the pod.',
    advice: 'wait: this usually passes',
  },
  'runs-as-root': {
    fatality: 'fatal',
    meaning: 'The pod sets runAsNonRoot, but the image runs as root or as a user that is given by name.',
    advice: 'set runAsUser to a number other than 0, or USER in the Dockerfile',
  },
  'attach-failed': {
    fatality: 'waiting',
    meaning: 'A volume cannot be attached to the node of the pod.',
    advice: 'a volume that another node still holds needs the strategy Recreate',
  },
  'claim-missing': {
    fatality: 'grace',
    meaning: 'A pod refers to a PersistentVolumeClaim that does not exist.',
    advice: 'add the claim to the templates, or correct its name',
  },
  'claim-unbound': {
    fatality: 'waiting',
    meaning: 'A PersistentVolumeClaim of the pod has no volume yet.',
    advice: 'check the storage class and the events of the claim',
  },
  'sandbox-failed': {
    fatality: 'waiting',
    meaning: 'The node could not create the sandbox of a pod: its network or its runtime.',
    advice: 'check the network plugin (CNI) and the runtime of the node',
  },
  'runtime-class-unsupported': {
    fatality: 'fatal',
    meaning: 'The node has no runtime for the runtimeClassName of the pod.',
    advice: 'correct runtimeClassName, or select nodes that have it',
  },
  'sysctl-forbidden': {
    fatality: 'fatal',
    meaning: 'The pod sets a sysctl that the kubelet does not allow.',
    advice: 'remove the sysctl from securityContext.sysctls, or allow it on the nodes (allowedUnsafeSysctls)',
  },
  'node-refused': {
    fatality: 'waiting',
    meaning: 'The kubelet of a node did not accept a pod.',
    advice: 'read the message of the node',
  },
  'node-silent': {
    fatality: 'waiting',
    meaning: 'A pod is assigned to a node that has not begun to start it.',
    advice:
      'check that the node exists and its kubelet runs; spec.nodeName of the template is not checked by the scheduler',
  },
  'pod-evicted': {
    fatality: 'waiting',
    meaning: 'A node evicted a pod because a resource ran short, or the pod used more than its limit.',
    advice: 'request what it needs, or raise its limit (also ephemeral-storage)',
  },
  'scheduling-gated': {
    fatality: 'waiting',
    meaning: 'A scheduling gate holds the pod back.',
    advice: 'check that the controller that removes the gate runs',
  },
  'mount-failed': {
    fatality: 'waiting',
    meaning: 'A volume of a pod could not be mounted.',
    advice: "read the cluster's message",
  },
  unschedulable: {
    fatality: 'waiting',
    meaning: 'No node can run the pod at the moment.',
    advice: 'check its requests, selectors and taints, or let nodes be added',
  },
  'quota-exceeded': {
    fatality: 'waiting',
    meaning: 'The resource quota of the namespace does not allow another pod.',
    advice: 'free some of the quota, raise it, or request less',
  },
  'quota-too-small': {
    fatality: 'fatal',
    outside: true,
    meaning: 'A pod alone asks for more than the whole resource quota of the namespace allows.',
    advice: 'request less, or raise the quota',
  },
  'quota-values-missing': {
    fatality: 'fatal',
    outside: true,
    meaning: 'The resource quota of the namespace demands requests or limits that a container does not set.',
    advice: 'set the requests and limits that the quota names on every container',
  },
  'service-account-missing': {
    fatality: 'grace',
    meaning: 'The service account of the pod does not exist. In a new namespace it appears after a moment.',
    advice: 'add it to the templates, or correct its name',
  },
  'pod-security': {
    fatality: 'fatal',
    outside: true,
    meaning: 'The pod security level of the namespace does not allow the pod.',
    advice: 'restrict the securityContext of the pod',
  },
  'admission-denied': {
    fatality: 'fatal',
    outside: true,
    meaning: 'An admission webhook or policy denied the pods.',
    advice: 'change what the message names, or ask the owner of the rule',
  },
  'webhook-failed': {
    fatality: 'waiting',
    meaning: 'An admission webhook could not be called, so no pod is created.',
    advice: 'check the service and the certificate of the webhook',
  },
  'pod-refused': {
    fatality: 'fatal',
    outside: true,
    meaning: 'The cluster refused to create the pod.',
    advice: "read the cluster's message",
  },
  'pod-not-created': {
    fatality: 'waiting',
    meaning: 'The pod could not be created for a reason that is not recognised.',
    advice: "read the cluster's message",
  },
  'rollout-paused': {
    fatality: 'fatal',
    outside: true,
    meaning: 'The workload is paused, so the cluster does not roll it out.',
    advice: 'remove spec.paused from the template, or resume the rollout',
  },
  'progress-deadline': {
    fatality: 'fatal',
    meaning: 'The rollout made no progress within progressDeadlineSeconds.',
    advice: 'look at the other causes; if it only needs longer, raise progressDeadlineSeconds',
  },
  'job-failed': {
    fatality: 'fatal',
    meaning: 'A Job of the set failed. It does not run again.',
    advice: 'correct it and delete the Job before the next deployment, or use generateName',
  },
  'pod-failed': {
    fatality: 'fatal',
    meaning: 'A Pod without a workload ended with an error, or was evicted. Nothing starts it again.',
    advice: 'correct it and delete the Pod before the next deployment, or use a Job or a Deployment',
  },
  'blocked-by-old-pod': {
    fatality: 'waiting',
    meaning: 'A StatefulSet waits for a pod of the old template to be ready before it replaces any.',
    advice: 'delete that pod',
  },
  'pods-not-replaced': {
    fatality: 'fatal',
    meaning: 'A ReplicaSet does not replace its pods, so they go on running the old image.',
    advice: 'delete the pods, or use a Deployment',
  },
  'claim-lost': {
    fatality: 'fatal',
    meaning: 'The volume of a PersistentVolumeClaim is gone.',
    advice: 'restore the volume, or delete the claim',
  },
  'claim-not-bound': {
    fatality: 'waiting',
    meaning: 'A PersistentVolumeClaim has no volume: none fits it, or the provisioner cannot make one.',
    advice: 'read the message of the provisioner',
  },
  'storage-class-missing': {
    fatality: 'grace',
    meaning:
      'A PersistentVolumeClaim names a StorageClass that the cluster does not have. One of the same set appears after a moment.',
    advice: 'correct storageClassName, or add the StorageClass',
  },
  'load-balancer-pending': {
    fatality: 'waiting',
    meaning: 'A Service of type LoadBalancer has no address.',
    advice: 'check the controller for load balancers, and its quota',
  },
  'autoscaler-broken': {
    fatality: 'waiting',
    meaning: 'A HorizontalPodAutoscaler cannot scale its target.',
    advice: 'check scaleTargetRef and its metrics',
  },
  'budget-not-counted': {
    fatality: 'waiting',
    meaning: 'The cluster cannot count the pods of a PodDisruptionBudget.',
    advice: 'select pods of a controller with a scale, such as a Deployment',
  },
  'api-service-unavailable': {
    fatality: 'waiting',
    meaning: 'The API server does not reach the Service behind an APIService.',
    advice: 'check the Service that it names, its pods, port and certificate',
  },
  'resource-failed': {
    fatality: 'fatal',
    meaning: 'A custom resource says that it has failed, or fulfils the rule of its annotation `failed-when`.',
    advice: 'read its message and the log of its operator',
  },
  'resource-not-ready': {
    fatality: 'waiting',
    meaning: 'A custom resource is not ready.',
    advice: 'read its message and the log of its operator',
  },
  'cluster-watch-lost': {
    fatality: 'waiting',
    meaning: 'The watch connection to the cluster was lost until the time budget was over.',
    advice: 'check that the API server is up and reachable; then deploy again, or look at the workload itself',
  },
  'not-complete': {
    fatality: 'waiting',
    meaning: 'The time budget is over, and the cluster gives no reason why the rollout is not complete.',
    advice: 'raise timeout if it only needs longer',
  },
} as const satisfies Readonly<Record<string, CauseRow>>

export type CauseCode = keyof typeof CAUSES
