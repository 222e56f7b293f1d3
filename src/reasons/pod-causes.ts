import type { CauseTable } from './reason.ts'

/** Why a pod is not created, not placed on a node or not set up there. */
export const POD_CAUSES = {
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
  'node-not-ready': {
    fatality: 'waiting',
    meaning: 'The node of a pod is not ready: its kubelet does not report any more.',
    advice: 'look at the node (kubectl get nodes); bring it back, or drain and delete it',
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
} as const satisfies CauseTable
