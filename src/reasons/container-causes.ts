import type { CauseTable } from './reason.ts'

/** Why a container does not run or is not ready. */
export const CONTAINER_CAUSES = {
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
  'image-pulling': {
    fatality: 'waiting',
    meaning: 'The node is pulling the image; large images and slow registries take their time.',
    advice: 'make the image smaller, use a registry near the cluster, or give the rollout more time',
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
} as const satisfies CauseTable
