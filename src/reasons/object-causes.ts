import type { CauseTable } from './reason.ts'

/** Why an object is not complete whatever its pods do, and why a rollout is not. */
export const OBJECT_CAUSES = {
  'rollout-paused': {
    fatality: 'fatal',
    outside: true,
    meaning: 'The workload is paused, so the cluster does not roll it out.',
    advice: 'remove spec.paused from the template, or resume the rollout',
  },
  'rollout-held': {
    fatality: 'waiting',
    meaning:
      'A Rollout of Argo Rollouts is paused until a person goes on with it. The deployment waits for that until its time is over.',
    advice: 'look at the new pods, then promote or abort it; give the step a duration where no person has to look',
  },
  'rollout-aborted': {
    fatality: 'fatal',
    meaning:
      'A Rollout of Argo Rollouts was aborted: by a person, an analysis, or its deadline. The pods of the template before serve.',
    advice:
      'read the AnalysisRuns and events of the Rollout; the same template is tried again only by kubectl argo rollouts retry',
  },
  'rollout-invalid': {
    fatality: 'grace',
    slow: true,
    meaning:
      'Argo Rollouts takes a Rollout for invalid, or what it refers to is not there. It looks again every 20 seconds.',
    advice: 'correct the Rollout, or add the Service, Ingress or AnalysisTemplate that it names',
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
    slow: true,
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
} as const satisfies CauseTable
