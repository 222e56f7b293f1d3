import type { ReasonTable } from './reason.ts'

/** The kubeconfig and the connection, the dry run, the apply. */
export const CLUSTER = {
  'kubeconfig-invalid': {
    outcome: 'error',
    meaning: 'The kubeconfig is not valid.',
    advice: 'Check how the secret was stored: it must be the content of a kubeconfig file, with its line breaks.',
  },
  'kubeconfig-unreadable': {
    outcome: 'error',
    meaning: 'The input `kubeconfig` is neither the content of a kubeconfig nor the path of a file that can be read.',
    advice: 'Give the content from a secret, or the path of a file.',
  },
  'kubeconfig-context-unknown': {
    outcome: 'error',
    meaning: 'The kubeconfig does not have the context, or no context is chosen.',
    advice: 'Set the input `context` to one of the contexts that the error text lists.',
  },
  'credentials-plugin-failed': {
    outcome: 'error',
    meaning: 'The credential plugin of the kubeconfig did not work.',
    advice: 'Install the plugin and log in to the cloud in a step before this one.',
  },
  'cluster-unreachable': {
    outcome: 'error',
    meaning: 'The API server does not answer, or what answers is not a Kubernetes API server.',
    advice: 'Check the server address in the kubeconfig and the network between it and the runner.',
  },
  'cluster-certificate-invalid': {
    outcome: 'error',
    meaning: 'The TLS certificate of the API server is not accepted.',
    advice: 'Check the server address and the certificate authority in the kubeconfig.',
  },
  'cluster-unauthorized': {
    outcome: 'error',
    meaning: 'The API server rejected the credentials (401).',
    advice: 'Log in to the cluster again, or renew the credentials in the kubeconfig.',
  },
  'cluster-forbidden': {
    outcome: 'error',
    meaning: 'The credentials do not have a permission that the deployment needs (403).',
    advice: 'Add the verbs and resources that the error text names to the Role. See `docs/permissions.md`.',
  },
  'preflight-failed': {
    outcome: 'refused',
    meaning: 'The dry run found objects that the API server does not accept. Nothing was changed.',
    advice: 'Correct each of the findings that are listed.',
  },
  'field-immutable': {
    outcome: 'refused',
    meaning: 'The template changes a field that Kubernetes does not let change once the object exists.',
    advice:
      'Keep the value, give the object another name, or let it be recreated: see `commit-train.dev/on-immutable` in `docs/followed-kinds.md`. A Job runs once: use `generateName`.',
  },
  'rollout-partial': {
    outcome: 'warning',
    meaning:
      'The rollout is complete as its object asks for, but some pods keep the old template: OnDelete, or a partition.',
    advice: 'Delete the pods that are listed, or change the update strategy.',
  },
  'objects-not-applied': {
    outcome: 'warning',
    meaning:
      'A Job that runs before the workloads, or the workloads themselves, failed, so what comes later was not applied.',
    advice: 'Correct the cause of the failure and deploy again.',
  },
  'autoscaler-idle': {
    outcome: 'warning',
    meaning: 'A HorizontalPodAutoscaler cannot read its metrics, so it does not scale.',
    advice: 'New pods have no metrics for about a minute. If it stays so, check the metrics server and the metric.',
  },
  'kind-unknown': {
    outcome: 'refused',
    meaning: 'The cluster does not have this kind in this API version.',
    advice: 'Correct the `apiVersion`, or install the CustomResourceDefinition.',
  },
  'namespace-missing': {
    outcome: 'refused',
    meaning: 'The namespace of an object does not exist.',
    advice: 'Create the namespace, or add it to the templates.',
  },
  'field-conflict': {
    outcome: 'refused',
    meaning: 'Another field manager owns a field of the object.',
    advice: 'Remove the field from the template, or make the other manager give it up.',
  },
  'object-of-another': {
    outcome: 'refused',
    meaning: 'An object of that name exists and belongs to another service or environment.',
    advice: 'Give the object another name or namespace, or remove the labels `commit-train.dev/…` from the live one.',
  },
  'object-terminating': {
    outcome: 'refused',
    meaning: 'An object of that name exists and is being deleted: what is applied to it would go with it.',
    advice: 'Deploy again when it is gone. If it stays, see who has to remove its finalizers.',
  },
  'object-recreated': {
    outcome: 'warning',
    meaning:
      'An object is deleted and created again, because a field of it cannot be changed and its annotation says so.',
    advice: 'Remove the annotation `commit-train.dev/on-immutable` once it has done its work.',
  },
  'object-adopted': {
    outcome: 'warning',
    meaning: 'An object that kubectl or Helm made is taken over: its fields are changed and removed like our own.',
    advice: 'Nothing to do. Do not deploy it with the other tool any more.',
  },
  'change-overwritten': {
    outcome: 'warning',
    meaning: 'A field that was changed by hand in the cluster gets the value of the template again.',
    advice: 'Put the change into the templates if it is to stay.',
  },
  'field-left-behind': {
    outcome: 'warning',
    meaning: 'Keys of a ConfigMap or Secret are not in the template, but no field manager owns them, so they stay.',
    advice: 'Remove them with `kubectl edit`.',
  },
  'config-not-read': {
    outcome: 'warning',
    meaning: 'A ConfigMap or Secret changes, but pods that have read it go on running with the old values.',
    advice: 'Restart them, or set `rollout.restart-on-config: true` in the policy.',
  },
  'node-missing': {
    outcome: 'refused',
    meaning: 'The pod template names a node that the cluster does not have.',
    advice: 'Remove `spec.nodeName` from the pod template, or use a `nodeSelector`.',
  },
  'object-left-behind': {
    outcome: 'warning',
    meaning: 'An object of this service and environment is in the cluster, but not in the templates any more.',
    advice:
      'Remove it with `kubectl delete` if nothing needs it. What commit-train has a release of, it removes itself; see `docs/releases.md`.',
  },
  'object-kept': {
    outcome: 'warning',
    meaning: 'An object left the templates, and is not removed all the same.',
    advice: 'The text says why. Remove it with `kubectl delete` if nothing needs it. See `docs/releases.md`.',
  },
  'object-not-restored': {
    outcome: 'warning',
    meaning: 'An object of the last good release belongs to another tool or service by now, and was not restored.',
    advice: 'The text says whose it is. See `docs/releases.md`.',
  },
  'stored-release-missing': {
    outcome: 'refused',
    meaning: 'The cluster does not keep the release that the rollback asks for.',
    advice: 'Choose one of those that the text lists, or deploy the commit. See `docs/releases.md`.',
  },
  'stored-release-unusable': {
    outcome: 'refused',
    meaning:
      'The release that the rollback asks for cannot be brought back: it was not good, its record was edited or is not whole, it may not be read, or another repository has deployed since.',
    advice: 'Choose another one, or deploy the commit. See `docs/releases.md`.',
  },
  'stored-release-live': {
    outcome: 'refused',
    meaning: 'The release that the rollback asks for is live already, by the records.',
    advice: 'Choose an earlier one by its number; to apply the same again, deploy its commit. See `docs/releases.md`.',
  },
  'stored-release-rerun': {
    outcome: 'refused',
    meaning: 'A run that asks for a rollback is run again, and a newer release is there, or may be.',
    advice: 'Start a new run: it chooses by what is live now. See `docs/releases.md`.',
  },
  'rollback-locked': {
    outcome: 'warning',
    meaning:
      'The rollback from the cluster has left a lock, as the policy wants it: nothing is deployed there but by its owner.',
    advice: 'Release it when the cause is corrected. See `docs/locks.md`.',
  },
  'rollback-not-locked': {
    outcome: 'warning',
    meaning:
      'The policy wants a lock after a rollback, or may want one, and the rollback from the cluster could not leave it.',
    advice:
      'Take the lock yourself, with the command of the text, before the next deployment replaces what was rolled back to. A job that leaves it needs `contents: write`. See `docs/locks.md`.',
  },
  'rollback-unrecorded': {
    outcome: 'warning',
    meaning:
      'GitHub did not answer, or made no deployment: it still shows the one before as live, or not all rules of the environment were looked at.',
    advice: 'Deploy the commit that the text names when GitHub answers again. See `docs/releases.md`.',
  },
  'prune-limit': {
    outcome: 'refused',
    meaning: 'More objects left the templates than a deployment may remove. Nothing was changed.',
    advice: 'If it is meant, raise `max-count` or `max-share` of `prune` in the policy. See `docs/releases.md`.',
  },
  'prune-failed': {
    outcome: 'warning',
    meaning:
      'An object left the templates, but the cluster did not let it be removed. The next deployment tries again.',
    advice: 'Add `delete` on its kind to the Role, or remove it by hand. See `docs/permissions.md`.',
  },
  'release-store-unavailable': {
    outcome: 'warning',
    meaning:
      'The release could not be kept in the cluster, so nothing is removed that left the templates, and nothing can be restored.',
    advice:
      'Give the account `get`, `list`, `create`, `patch` and `delete` on Secrets, or set `release-store: none` in the policy. See `docs/releases.md`.',
  },
  'release-end-unrecorded': {
    outcome: 'warning',
    meaning:
      'How this release ended could not be recorded in the cluster. The next deployment takes it for one without an end, and it is never restored.',
    advice:
      'Give the account `patch` on Secrets. Otherwise there is nothing to do: the next deployment writes a record of its own. See `docs/releases.md`.',
  },
  'release-outdated': {
    outcome: 'warning',
    meaning: 'Records of old releases could not be deleted from the cluster. This release is kept all the same.',
    advice: 'Give the account `delete` on Secrets, or delete them by hand. See `docs/releases.md`.',
  },
  'release-unreadable': {
    outcome: 'warning',
    meaning:
      'What the cluster keeps of an earlier release cannot be used. What it had stays; nothing at all is removed where it is the last good one, or of another repository.',
    advice: 'Nothing to do: this deployment writes a record of its own. See `docs/releases.md`.',
  },
  'release-interrupted': {
    outcome: 'warning',
    meaning:
      'An earlier deployment began to change the cluster, and its end is not recorded: its run was lost, or goes on.',
    advice: 'Nothing to do if this deployment succeeds: it sets what it has, and removes what only the other one had.',
  },
  'reference-dangling': {
    outcome: 'warning',
    meaning: 'A Service, Ingress, HorizontalPodAutoscaler or PodDisruptionBudget points at nothing.',
    advice: 'Correct the selector, the name or the port.',
  },
  'service-unreached': {
    outcome: 'warning',
    meaning: 'The rollout is complete, but the cluster lists no ready pod behind a Service of the templates.',
    advice: 'Correct the selector of the Service, or its `targetPort`.',
  },
  'field-unknown': {
    outcome: 'refused',
    meaning: 'The kind has no such field.',
    advice: 'Check the spelling and the place of the field.',
  },
  'object-invalid': {
    outcome: 'refused',
    meaning: 'The API server reports that a value in the object is not valid.',
    advice: 'Correct the field that is listed.',
  },
  'object-rejected': {
    outcome: 'refused',
    meaning: 'The API server or an admission webhook does not accept the object.',
    advice: 'Read its message in the finding, and change the object or the rule.',
  },
  'pod-security-violated': {
    outcome: 'refused',
    meaning: 'The pod security level that the namespace enforces refuses the pods of the object.',
    advice: 'Change the fields that the text names, mostly in `securityContext`.',
  },
  'cluster-warning': {
    outcome: 'warning',
    meaning: 'The API server took the object with a warning, such as a deprecated version.',
    advice: 'Read the warning: what it names may stop working.',
  },
  'dry-run-unsupported': {
    outcome: 'warning',
    meaning: 'An admission webhook of the cluster has no dry run, so the object was not validated.',
    advice: 'Nothing to do. To have the object validated, set `sideEffects` of the webhook.',
  },
  'apply-failed': {
    outcome: 'failed',
    meaning: 'The API server did not take all objects. Those that it took stay as they are.',
    advice: 'Correct each of the findings that are listed, then deploy again.',
  },
  'crd-not-established': {
    outcome: 'failed',
    meaning: 'A CustomResourceDefinition was applied, but the API server does not serve its kind in time.',
    advice: 'Read its conditions with `kubectl describe crd`, then deploy again.',
  },
  'restore-failed': {
    outcome: 'failed',
    meaning:
      'The deployment failed, and the last good release failed too when it was applied again, or the cluster does not accept it any more: both causes are listed.',
    advice: 'Look at what is live, then deploy the commit that should be live. See `docs/releases.md`.',
  },
  'objects-taken-over': {
    outcome: 'failed',
    meaning: 'The objects were changed or deleted by another client during the rollout.',
    advice: 'The text names object, field and manager. Deploy again if this commit should be live.',
  },
  'rollout-superseded': {
    outcome: 'superseded',
    meaning: 'Another deployment of commit-train changed the objects during the rollout.',
    advice: 'Nothing to do: the other deployment says what is live.',
  },
} as const satisfies ReasonTable
