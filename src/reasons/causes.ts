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
    meaning: 'The registry has no image with this repository, tag or digest.',
    advice: 'check repository, tag and digest',
  },
  'image-not-on-node': {
    fatality: 'fatal',
    meaning: 'The imagePullPolicy is Never, and the node does not have the image.',
    advice: 'use the imagePullPolicy IfNotPresent',
  },
  'image-unauthorized': {
    fatality: 'fatal',
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
    meaning: 'A container ended although it should run. A second crash ends the rollout.',
    advice: 'read its last log lines',
  },
  'out-of-memory': {
    fatality: 'waiting',
    meaning: 'A container was killed because it exceeded its memory limit. A second crash ends the rollout.',
    advice: 'raise resources.limits.memory, or use less memory',
  },
  'not-ready': {
    fatality: 'waiting',
    meaning: 'A container runs but is not ready: its readiness or startup probe has not passed.',
    advice: 'check the probe (path, port, delay) and what the program waits for',
  },
  'config-missing': {
    fatality: 'fatal',
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
  'service-account-missing': {
    fatality: 'grace',
    meaning: 'The service account of the pod does not exist. In a new namespace it appears after a moment.',
    advice: 'add it to the templates, or correct its name',
  },
  'pod-security': {
    fatality: 'fatal',
    meaning: 'The pod security level of the namespace does not allow the pod.',
    advice: 'restrict the securityContext of the pod',
  },
  'pod-refused': {
    fatality: 'fatal',
    meaning: 'The cluster or an admission webhook refused to create the pod.',
    advice: "read the cluster's message",
  },
  'pod-not-created': {
    fatality: 'waiting',
    meaning: 'The pod could not be created for a reason that is not recognised.',
    advice: "read the cluster's message",
  },
  'rollout-paused': {
    fatality: 'fatal',
    meaning: 'The workload is paused, so the cluster does not roll it out.',
    advice: 'remove spec.paused from the template, or resume the rollout',
  },
  'progress-deadline': {
    fatality: 'fatal',
    meaning: 'The rollout made no progress within progressDeadlineSeconds.',
    advice: 'look at the other causes; if it only needs longer, raise progressDeadlineSeconds',
  },
  'cluster-silent': {
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
