import { setTimeout } from "node:timers/promises";

// src/reasons/build.ts
/** Lint, test, and the image of a commit. */
const BUILD = {
	"lint-failed": {
		outcome: "failed",
		meaning: "A command of the input `lint` failed.",
		advice: "Read its last lines in the summary, and correct the commit."
	},
	"test-failed": {
		outcome: "failed",
		meaning: "A command of the input `test` failed.",
		advice: "Read its last lines in the summary, and correct the commit."
	},
	"build-failed": {
		outcome: "failed",
		meaning: "The image could not be built.",
		advice: "Read the last lines of the build in the summary, and correct the Dockerfile or the commit."
	},
	"test-image-failed": {
		outcome: "failed",
		meaning: "A command of the input `test-image` failed in the built image. The image was not pushed.",
		advice: "Read its last lines in the summary, and correct the commit."
	},
	"build-context-missing": {
		outcome: "failed",
		meaning: "The folder of the input `context` does not exist.",
		advice: "Set the input `context` to a folder of the repository."
	},
	"dockerfile-missing": {
		outcome: "failed",
		meaning: "The Dockerfile does not exist.",
		advice: "Add it, or set the input `dockerfile`."
	},
	"push-failed": {
		outcome: "error",
		meaning: "The image could not be pushed.",
		advice: "Read the message of docker in the error text, then run the job again."
	},
	"tag-moved": {
		outcome: "error",
		meaning: "After the push the tag has another content than the one that was written.",
		advice: "Run the job again. Make tags immutable in the registry, and let only one run build a commit."
	},
	"copy-differs": {
		outcome: "error",
		meaning: "Another repository of the input `image` has other content under the tag of the commit.",
		advice: "Delete that tag, or let buildx copy the image, then run the job again."
	},
	"builder-limit": {
		outcome: "error",
		meaning: "The Docker builder does not support what the inputs ask for.",
		advice: "Add `docker/setup-buildx-action` in a step before this one, or leave the input out."
	},
	"docker-engine-unreachable": {
		outcome: "error",
		meaning: "No Docker engine answers.",
		advice: "Start the engine, and check `DOCKER_HOST`."
	},
	"docker-engine-died": {
		outcome: "error",
		meaning: "The connection to the Docker engine was lost during the build.",
		advice: "Read the log of the engine, then run the job again."
	},
	"disk-full": {
		outcome: "error",
		meaning: "The disk of the runner is full.",
		advice: "Free space on the runner."
	},
	"join-part-missing": {
		outcome: "error",
		meaning: "An image that the input `join` names is not in the registry.",
		advice: "Check that its job passed, with the same `image` and the right `tag-suffix`."
	},
	"join-platform-duplicate": {
		outcome: "error",
		meaning: "Two of the images that are joined are for the same platform.",
		advice: "Let each job build for a platform of its own."
	}
};

// src/reasons/container-causes.ts
/** Why a container does not run or is not ready. */
const CONTAINER_CAUSES = {
	"image-name-invalid": {
		fatality: "fatal",
		meaning: "The image reference of a container cannot be parsed.",
		advice: "correct the image reference; repository names are lower case"
	},
	"image-not-found": {
		fatality: "fatal",
		outside: true,
		meaning: "The registry has no image with this repository, tag or digest.",
		advice: "check repository, tag and digest"
	},
	"image-not-on-node": {
		fatality: "fatal",
		outside: true,
		meaning: "The imagePullPolicy is Never, and the node does not have the image.",
		advice: "use the imagePullPolicy IfNotPresent"
	},
	"image-unauthorized": {
		fatality: "fatal",
		outside: true,
		meaning: "The registry refused to let the node pull the image.",
		advice: "check imagePullSecrets and their permissions"
	},
	"image-platform": {
		fatality: "fatal",
		meaning: "The image is not built for the node's platform.",
		advice: "build it for the node's platform"
	},
	"image-rate-limited": {
		fatality: "waiting",
		meaning: "The registry limits the number of pulls.",
		advice: "log in to the registry, or use a mirror"
	},
	"image-registry-unreachable": {
		fatality: "waiting",
		meaning: "The node cannot reach the registry of the image.",
		advice: "check the registry's name, the network and the registry itself"
	},
	"image-registry-certificate": {
		fatality: "waiting",
		meaning: "The node does not trust the certificate of the registry.",
		advice: "install the registry's certificate authority on the node"
	},
	"image-pull-failed": {
		fatality: "waiting",
		meaning: "The image could not be pulled for a reason that is not recognised.",
		advice: "read the cluster's message"
	},
	"image-pulling": {
		fatality: "waiting",
		meaning: "The node is pulling the image; large images and slow registries take their time.",
		advice: "make the image smaller, use a registry near the cluster, or give the rollout more time"
	},
	"container-command-invalid": {
		fatality: "fatal",
		meaning: "The command of a container does not exist in the image or cannot be executed.",
		advice: "check command and args of the container, and that the image has that file, executable, for this platform"
	},
	"container-start-failed": {
		fatality: "waiting",
		meaning: "The node could not start a container for a reason that is not recognised.",
		advice: "read the cluster's message"
	},
	crash: {
		fatality: "waiting",
		meaning: "A container ended although it should run. The second crash ends the rollout (`tolerant`: the fifth).",
		advice: "read its last log lines"
	},
	"out-of-memory": {
		fatality: "waiting",
		meaning: "A container was killed because it exceeded its memory limit. It counts as a crash.",
		advice: "raise resources.limits.memory, or use less memory"
	},
	"injected-container-failed": {
		fatality: "waiting",
		meaning: "A container crashes that is not in the template: an admission webhook adds it to the pods.",
		advice: "ask the owner of the webhook, or turn the injection off"
	},
	"liveness-failed": {
		fatality: "waiting",
		meaning: "The kubelet restarted a container because its liveness probe failed. It counts as a crash.",
		advice: "check path, port and delay of the probe, or use a startup probe for a slow start"
	},
	"startup-failed": {
		fatality: "waiting",
		meaning: "The kubelet restarted a container because its startup probe did not pass in time. It counts as a crash.",
		advice: "check path and port of the probe, or raise its failureThreshold"
	},
	"post-start-failed": {
		fatality: "waiting",
		meaning: "The postStart hook of a container failed, so the kubelet stopped it. It counts as a crash.",
		advice: "correct the command or request of lifecycle.postStart"
	},
	"init-running": {
		fatality: "waiting",
		meaning: "An init container has not ended, so the other containers are not started.",
		advice: "read its log; what must keep running needs restartPolicy: Always"
	},
	"readiness-gate": {
		fatality: "waiting",
		meaning: "All containers are ready, but a readiness gate of the pod is not met.",
		advice: "check that the controller that sets the condition runs and knows this pod"
	},
	"not-ready": {
		fatality: "waiting",
		meaning: "A container runs but is not ready: its readiness or startup probe has not passed.",
		advice: "check the probe (path, port, delay) and what the program waits for"
	},
	"config-missing": {
		fatality: "fatal",
		outside: true,
		meaning: "A pod refers to a ConfigMap, a Secret or a key that does not exist.",
		advice: "add it to the templates, or correct the name"
	},
	"config-failed": {
		fatality: "waiting",
		meaning: "A container could not be configured for a reason that is not recognised.",
		advice: "read the cluster's message"
	},
	"node-cache": {
		fatality: "waiting",
		meaning: "The node has not yet fetched a ConfigMap or Secret of the pod.",
		advice: "wait: this usually passes"
	},
	"runs-as-root": {
		fatality: "fatal",
		meaning: "The pod sets runAsNonRoot, but the image runs as root or as a user that is given by name.",
		advice: "set runAsUser to a number other than 0, or USER in the Dockerfile"
	}
};

// src/reasons/object-causes.ts
/** Why an object is not complete whatever its pods do, and why a rollout is not. */
const OBJECT_CAUSES = {
	"rollout-paused": {
		fatality: "fatal",
		outside: true,
		meaning: "The workload is paused, so the cluster does not roll it out.",
		advice: "remove spec.paused from the template, or resume the rollout"
	},
	"rollout-held": {
		fatality: "waiting",
		meaning: "A Rollout of Argo Rollouts is paused until a person goes on with it. The deployment waits for that until its time is over.",
		advice: "look at the new pods, then promote or abort it; give the step a duration where no person has to look"
	},
	"rollout-aborted": {
		fatality: "fatal",
		meaning: "A Rollout of Argo Rollouts was aborted: by a person, an analysis, or its deadline. The pods of the template before serve.",
		advice: "read the AnalysisRuns and events of the Rollout; the same template is tried again only by kubectl argo rollouts retry"
	},
	"rollout-invalid": {
		fatality: "grace",
		slow: true,
		meaning: "Argo Rollouts takes a Rollout for invalid, or what it refers to is not there. It looks again every 20 seconds.",
		advice: "correct the Rollout, or add the Service, Ingress or AnalysisTemplate that it names"
	},
	"progress-deadline": {
		fatality: "fatal",
		meaning: "The rollout made no progress within progressDeadlineSeconds.",
		advice: "look at the other causes; if it only needs longer, raise progressDeadlineSeconds"
	},
	"job-failed": {
		fatality: "fatal",
		meaning: "A Job of the set failed. It does not run again.",
		advice: "correct it and delete the Job before the next deployment, or use generateName"
	},
	"pod-failed": {
		fatality: "fatal",
		meaning: "A Pod without a workload ended with an error, or was evicted. Nothing starts it again.",
		advice: "correct it and delete the Pod before the next deployment, or use a Job or a Deployment"
	},
	"blocked-by-old-pod": {
		fatality: "waiting",
		meaning: "A StatefulSet waits for a pod of the old template to be ready before it replaces any.",
		advice: "delete that pod"
	},
	"pods-not-replaced": {
		fatality: "fatal",
		meaning: "A ReplicaSet does not replace its pods, so they go on running the old image.",
		advice: "delete the pods, or use a Deployment"
	},
	"claim-lost": {
		fatality: "fatal",
		meaning: "The volume of a PersistentVolumeClaim is gone.",
		advice: "restore the volume, or delete the claim"
	},
	"claim-not-bound": {
		fatality: "waiting",
		meaning: "A PersistentVolumeClaim has no volume: none fits it, or the provisioner cannot make one.",
		advice: "read the message of the provisioner"
	},
	"storage-class-missing": {
		fatality: "grace",
		slow: true,
		meaning: "A PersistentVolumeClaim names a StorageClass that the cluster does not have. One of the same set appears after a moment.",
		advice: "correct storageClassName, or add the StorageClass"
	},
	"load-balancer-pending": {
		fatality: "waiting",
		meaning: "A Service of type LoadBalancer has no address.",
		advice: "check the controller for load balancers, and its quota"
	},
	"autoscaler-broken": {
		fatality: "waiting",
		meaning: "A HorizontalPodAutoscaler cannot scale its target.",
		advice: "check scaleTargetRef and its metrics"
	},
	"budget-not-counted": {
		fatality: "waiting",
		meaning: "The cluster cannot count the pods of a PodDisruptionBudget.",
		advice: "select pods of a controller with a scale, such as a Deployment"
	},
	"api-service-unavailable": {
		fatality: "waiting",
		meaning: "The API server does not reach the Service behind an APIService.",
		advice: "check the Service that it names, its pods, port and certificate"
	},
	"resource-failed": {
		fatality: "fatal",
		meaning: "A custom resource says that it has failed, or fulfils the rule of its annotation `failed-when`.",
		advice: "read its message and the log of its operator"
	},
	"resource-not-ready": {
		fatality: "waiting",
		meaning: "A custom resource is not ready.",
		advice: "read its message and the log of its operator"
	},
	"cluster-watch-lost": {
		fatality: "waiting",
		meaning: "The watch connection to the cluster was lost until the time budget was over.",
		advice: "check that the API server is up and reachable; then deploy again, or look at the workload itself"
	},
	"not-complete": {
		fatality: "waiting",
		meaning: "The time budget is over, and the cluster gives no reason why the rollout is not complete.",
		advice: "raise timeout if it only needs longer"
	}
};

// src/reasons/pod-causes.ts
/** Why a pod is not created, not placed on a node or not set up there. */
const POD_CAUSES = {
	"attach-failed": {
		fatality: "waiting",
		meaning: "A volume cannot be attached to the node of the pod.",
		advice: "a volume that another node still holds needs the strategy Recreate"
	},
	"claim-missing": {
		fatality: "grace",
		meaning: "A pod refers to a PersistentVolumeClaim that does not exist.",
		advice: "add the claim to the templates, or correct its name"
	},
	"claim-unbound": {
		fatality: "waiting",
		meaning: "A PersistentVolumeClaim of the pod has no volume yet.",
		advice: "check the storage class and the events of the claim"
	},
	"sandbox-failed": {
		fatality: "waiting",
		meaning: "The node could not create the sandbox of a pod: its network or its runtime.",
		advice: "check the network plugin (CNI) and the runtime of the node"
	},
	"runtime-class-unsupported": {
		fatality: "fatal",
		meaning: "The node has no runtime for the runtimeClassName of the pod.",
		advice: "correct runtimeClassName, or select nodes that have it"
	},
	"sysctl-forbidden": {
		fatality: "fatal",
		meaning: "The pod sets a sysctl that the kubelet does not allow.",
		advice: "remove the sysctl from securityContext.sysctls, or allow it on the nodes (allowedUnsafeSysctls)"
	},
	"node-refused": {
		fatality: "waiting",
		meaning: "The kubelet of a node did not accept a pod.",
		advice: "read the message of the node"
	},
	"node-silent": {
		fatality: "waiting",
		meaning: "A pod is assigned to a node that has not begun to start it.",
		advice: "check that the node exists and its kubelet runs; spec.nodeName of the template is not checked by the scheduler"
	},
	"node-not-ready": {
		fatality: "waiting",
		meaning: "The node of a pod is not ready: its kubelet does not report any more.",
		advice: "look at the node (kubectl get nodes); bring it back, or drain and delete it"
	},
	"pod-evicted": {
		fatality: "waiting",
		meaning: "A node evicted a pod because a resource ran short, or the pod used more than its limit.",
		advice: "request what it needs, or raise its limit (also ephemeral-storage)"
	},
	"scheduling-gated": {
		fatality: "waiting",
		meaning: "A scheduling gate holds the pod back.",
		advice: "check that the controller that removes the gate runs"
	},
	"mount-failed": {
		fatality: "waiting",
		meaning: "A volume of a pod could not be mounted.",
		advice: "read the cluster's message"
	},
	unschedulable: {
		fatality: "waiting",
		meaning: "No node can run the pod at the moment.",
		advice: "check its requests, selectors and taints, or let nodes be added"
	},
	"quota-exceeded": {
		fatality: "waiting",
		meaning: "The resource quota of the namespace does not allow another pod.",
		advice: "free some of the quota, raise it, or request less"
	},
	"quota-too-small": {
		fatality: "fatal",
		outside: true,
		meaning: "A pod alone asks for more than the whole resource quota of the namespace allows.",
		advice: "request less, or raise the quota"
	},
	"quota-values-missing": {
		fatality: "fatal",
		outside: true,
		meaning: "The resource quota of the namespace demands requests or limits that a container does not set.",
		advice: "set the requests and limits that the quota names on every container"
	},
	"service-account-missing": {
		fatality: "grace",
		meaning: "The service account of the pod does not exist. In a new namespace it appears after a moment.",
		advice: "add it to the templates, or correct its name"
	},
	"pod-security": {
		fatality: "fatal",
		outside: true,
		meaning: "The pod security level of the namespace does not allow the pod.",
		advice: "restrict the securityContext of the pod"
	},
	"admission-denied": {
		fatality: "fatal",
		outside: true,
		meaning: "An admission webhook or policy denied the pods.",
		advice: "change what the message names, or ask the owner of the rule"
	},
	"webhook-failed": {
		fatality: "waiting",
		meaning: "An admission webhook could not be called, so no pod is created.",
		advice: "check the service and the certificate of the webhook"
	},
	"pod-refused": {
		fatality: "fatal",
		outside: true,
		meaning: "The cluster refused to create the pod.",
		advice: "read the cluster's message"
	},
	"pod-not-created": {
		fatality: "waiting",
		meaning: "The pod could not be created for a reason that is not recognised.",
		advice: "read the cluster's message"
	}
};

// src/reasons/causes.ts
/** Every reason why a rollout is not complete, by its stable code. A new code is one row of a table, and its recogniser. */
const CAUSES = {
	...CONTAINER_CAUSES,
	...POD_CAUSES,
	...OBJECT_CAUSES
};

// src/reasons/cluster.ts
/** The kubeconfig and the connection, the dry run, the apply. */
const CLUSTER = {
	"kubeconfig-invalid": {
		outcome: "error",
		meaning: "The kubeconfig is not valid.",
		advice: "Check how the secret was stored: it must be the content of a kubeconfig file, with its line breaks."
	},
	"kubeconfig-unreadable": {
		outcome: "error",
		meaning: "The input `kubeconfig` is neither the content of a kubeconfig nor the path of a file that can be read.",
		advice: "Give the content from a secret, or the path of a file."
	},
	"kubeconfig-context-unknown": {
		outcome: "error",
		meaning: "The kubeconfig does not have the context, or no context is chosen.",
		advice: "Set the input `context` to one of the contexts that the error text lists."
	},
	"credentials-plugin-failed": {
		outcome: "error",
		meaning: "The credential plugin of the kubeconfig did not work.",
		advice: "Install the plugin and log in to the cloud in a step before this one."
	},
	"cluster-unreachable": {
		outcome: "error",
		meaning: "The API server does not answer, or what answers is not a Kubernetes API server.",
		advice: "Check the server address in the kubeconfig and the network between it and the runner."
	},
	"cluster-certificate-invalid": {
		outcome: "error",
		meaning: "The TLS certificate of the API server is not accepted.",
		advice: "Check the server address and the certificate authority in the kubeconfig."
	},
	"cluster-unauthorized": {
		outcome: "error",
		meaning: "The API server rejected the credentials (401).",
		advice: "Log in to the cluster again, or renew the credentials in the kubeconfig."
	},
	"cluster-forbidden": {
		outcome: "error",
		meaning: "The credentials do not have a permission that the deployment needs (403).",
		advice: "Add the verbs and resources that the error text names to the Role. See `docs/permissions.md`."
	},
	"preflight-failed": {
		outcome: "refused",
		meaning: "The dry run found objects that the API server does not accept. Nothing was changed.",
		advice: "Correct each of the findings that are listed."
	},
	"field-immutable": {
		outcome: "refused",
		meaning: "The template changes a field that Kubernetes does not let change once the object exists.",
		advice: "Keep the value, give the object another name, or let it be recreated: see `commit-train.dev/on-immutable` in `docs/followed-kinds.md`. A Job runs once: use `generateName`."
	},
	"rollout-partial": {
		outcome: "warning",
		meaning: "The rollout is complete as its object asks for, but some pods keep the old template: OnDelete, or a partition.",
		advice: "Delete the pods that are listed, or change the update strategy."
	},
	"objects-not-applied": {
		outcome: "warning",
		meaning: "A Job that runs before the workloads, or the workloads themselves, failed, so what comes later was not applied.",
		advice: "Correct the cause of the failure and deploy again."
	},
	"autoscaler-idle": {
		outcome: "warning",
		meaning: "A HorizontalPodAutoscaler cannot read its metrics, so it does not scale.",
		advice: "New pods have no metrics for about a minute. If it stays so, check the metrics server and the metric."
	},
	"kind-unknown": {
		outcome: "refused",
		meaning: "The cluster does not have this kind in this API version.",
		advice: "Correct the `apiVersion`, or install the CustomResourceDefinition."
	},
	"namespace-missing": {
		outcome: "refused",
		meaning: "The namespace of an object does not exist.",
		advice: "Create the namespace, or add it to the templates."
	},
	"field-conflict": {
		outcome: "refused",
		meaning: "Another field manager owns a field of the object.",
		advice: "Remove the field from the template, or make the other manager give it up."
	},
	"object-of-another": {
		outcome: "refused",
		meaning: "An object of that name exists and belongs to another service or environment.",
		advice: "Give the object another name or namespace, or remove the labels `commit-train.dev/…` from the live one."
	},
	"object-terminating": {
		outcome: "refused",
		meaning: "An object of that name exists and is being deleted: what is applied to it would go with it.",
		advice: "Deploy again when it is gone. If it stays, see who has to remove its finalizers."
	},
	"object-recreated": {
		outcome: "warning",
		meaning: "An object is deleted and created again, because a field of it cannot be changed and its annotation says so.",
		advice: "Remove the annotation `commit-train.dev/on-immutable` once it has done its work."
	},
	"object-adopted": {
		outcome: "warning",
		meaning: "An object that kubectl or Helm made is taken over: its fields are changed and removed like our own.",
		advice: "Nothing to do. Do not deploy it with the other tool any more."
	},
	"change-overwritten": {
		outcome: "warning",
		meaning: "A field that was changed by hand in the cluster gets the value of the template again.",
		advice: "Put the change into the templates if it is to stay."
	},
	"field-left-behind": {
		outcome: "warning",
		meaning: "Keys of a ConfigMap or Secret are not in the template, but no field manager owns them, so they stay.",
		advice: "Remove them with `kubectl edit`."
	},
	"config-not-read": {
		outcome: "warning",
		meaning: "A ConfigMap or Secret changes, but pods that have read it go on running with the old values.",
		advice: "Restart them, or set `rollout.restart-on-config: true` in the policy."
	},
	"node-missing": {
		outcome: "refused",
		meaning: "The pod template names a node that the cluster does not have.",
		advice: "Remove `spec.nodeName` from the pod template, or use a `nodeSelector`."
	},
	"object-left-behind": {
		outcome: "warning",
		meaning: "An object of this service and environment is in the cluster, but not in the templates any more.",
		advice: "Remove it with `kubectl delete` if nothing needs it. What commit-train has a release of, it removes itself; see `docs/releases.md`."
	},
	"object-kept": {
		outcome: "warning",
		meaning: "An object left the templates, and is not removed all the same.",
		advice: "The text says why. Remove it with `kubectl delete` if nothing needs it. See `docs/releases.md`."
	},
	"object-not-restored": {
		outcome: "warning",
		meaning: "An object of the last good release belongs to another tool or service by now, and was not restored.",
		advice: "The text says whose it is. See `docs/releases.md`."
	},
	"stored-release-missing": {
		outcome: "refused",
		meaning: "The cluster does not keep the release that the rollback asks for.",
		advice: "Choose one of those that the text lists, or deploy the commit. See `docs/releases.md`."
	},
	"stored-release-unusable": {
		outcome: "refused",
		meaning: "The release that the rollback asks for cannot be brought back: it was not good, its record was edited or is not whole, it may not be read, or another repository has deployed since.",
		advice: "Choose another one, or deploy the commit. See `docs/releases.md`."
	},
	"stored-release-live": {
		outcome: "refused",
		meaning: "The release that the rollback asks for is live already, by the records.",
		advice: "Choose an earlier one by its number; to apply the same again, deploy its commit. See `docs/releases.md`."
	},
	"stored-release-rerun": {
		outcome: "refused",
		meaning: "A run that asks for a rollback is run again, and a newer release is there, or may be.",
		advice: "Start a new run: it chooses by what is live now. See `docs/releases.md`."
	},
	"rollback-locked": {
		outcome: "warning",
		meaning: "The rollback from the cluster has left a lock, as the policy wants it: nothing is deployed there but by its owner.",
		advice: "Release it when the cause is corrected. See `docs/locks.md`."
	},
	"rollback-not-locked": {
		outcome: "warning",
		meaning: "The policy wants a lock after a rollback, or may want one, and the rollback from the cluster could not leave it.",
		advice: "Take the lock yourself, with the command of the text, before the next deployment replaces what was rolled back to. A job that leaves it needs `contents: write`. See `docs/locks.md`."
	},
	"rollback-unrecorded": {
		outcome: "warning",
		meaning: "GitHub did not answer, or made no deployment: it still shows the one before as live, or not all rules of the environment were looked at.",
		advice: "Deploy the commit that the text names when GitHub answers again. See `docs/releases.md`."
	},
	"prune-limit": {
		outcome: "refused",
		meaning: "More objects left the templates than a deployment may remove. Nothing was changed.",
		advice: "If it is meant, raise `max-count` or `max-share` of `prune` in the policy. See `docs/releases.md`."
	},
	"prune-failed": {
		outcome: "warning",
		meaning: "An object left the templates, but the cluster did not let it be removed. The next deployment tries again.",
		advice: "Add `delete` on its kind to the Role, or remove it by hand. See `docs/permissions.md`."
	},
	"release-store-unavailable": {
		outcome: "warning",
		meaning: "The release could not be kept in the cluster, so nothing is removed that left the templates, and nothing can be restored.",
		advice: "Give the account `get`, `list`, `create`, `patch` and `delete` on Secrets, or set `release-store: none` in the policy. See `docs/releases.md`."
	},
	"release-end-unrecorded": {
		outcome: "warning",
		meaning: "How this release ended could not be recorded in the cluster. The next deployment takes it for one without an end, and it is never restored.",
		advice: "Give the account `patch` on Secrets. Otherwise there is nothing to do: the next deployment writes a record of its own. See `docs/releases.md`."
	},
	"release-outdated": {
		outcome: "warning",
		meaning: "Records of old releases could not be deleted from the cluster. This release is kept all the same.",
		advice: "Give the account `delete` on Secrets, or delete them by hand. See `docs/releases.md`."
	},
	"release-unreadable": {
		outcome: "warning",
		meaning: "What the cluster keeps of an earlier release cannot be used. What it had stays; nothing at all is removed where it is the last good one, or of another repository.",
		advice: "Nothing to do: this deployment writes a record of its own. See `docs/releases.md`."
	},
	"release-interrupted": {
		outcome: "warning",
		meaning: "An earlier deployment began to change the cluster, and its end is not recorded: its run was lost, or goes on.",
		advice: "Nothing to do if this deployment succeeds: it sets what it has, and removes what only the other one had."
	},
	"reference-dangling": {
		outcome: "warning",
		meaning: "A Service, Ingress, HorizontalPodAutoscaler or PodDisruptionBudget points at nothing.",
		advice: "Correct the selector, the name or the port."
	},
	"service-unreached": {
		outcome: "warning",
		meaning: "The rollout is complete, but the cluster lists no ready pod behind a Service of the templates.",
		advice: "Correct the selector of the Service, or its `targetPort`."
	},
	"field-unknown": {
		outcome: "refused",
		meaning: "The kind has no such field.",
		advice: "Check the spelling and the place of the field."
	},
	"object-invalid": {
		outcome: "refused",
		meaning: "The API server reports that a value in the object is not valid.",
		advice: "Correct the field that is listed."
	},
	"object-rejected": {
		outcome: "refused",
		meaning: "The API server or an admission webhook does not accept the object.",
		advice: "Read its message in the finding, and change the object or the rule."
	},
	"pod-security-violated": {
		outcome: "refused",
		meaning: "The pod security level that the namespace enforces refuses the pods of the object.",
		advice: "Change the fields that the text names, mostly in `securityContext`."
	},
	"cluster-warning": {
		outcome: "warning",
		meaning: "The API server took the object with a warning, such as a deprecated version.",
		advice: "Read the warning: what it names may stop working."
	},
	"dry-run-unsupported": {
		outcome: "warning",
		meaning: "An admission webhook of the cluster has no dry run, so the object was not validated.",
		advice: "Nothing to do. To have the object validated, set `sideEffects` of the webhook."
	},
	"apply-failed": {
		outcome: "failed",
		meaning: "The API server did not take all objects. Those that it took stay as they are.",
		advice: "Correct each of the findings that are listed, then deploy again."
	},
	"crd-not-established": {
		outcome: "failed",
		meaning: "A CustomResourceDefinition was applied, but the API server does not serve its kind in time.",
		advice: "Read its conditions with `kubectl describe crd`, then deploy again."
	},
	"restore-failed": {
		outcome: "failed",
		meaning: "The deployment failed, and the last good release failed too when it was applied again, or the cluster does not accept it any more: both causes are listed.",
		advice: "Look at what is live, then deploy the commit that should be live. See `docs/releases.md`."
	},
	"objects-taken-over": {
		outcome: "failed",
		meaning: "The objects were changed or deleted by another client during the rollout.",
		advice: "The text names object, field and manager. Deploy again if this commit should be live."
	},
	"rollout-superseded": {
		outcome: "superseded",
		meaning: "Another deployment of commit-train changed the objects during the rollout.",
		advice: "Nothing to do: the other deployment says what is live."
	}
};

// src/reasons/deploying.ts
/** Deployments that a command asks for. */
const DEPLOYING = {
	"deployment-not-created": {
		outcome: "error",
		meaning: "GitHub answered that it made no deployment.",
		advice: "Read what GitHub says in the error text. The environment may have been deleted, or the commit removed."
	},
	"deployment-unclear": {
		outcome: "error",
		meaning: "GitHub did not answer whether it made the deployment, and none is there.",
		advice: "Look at `status`: if the deployment is not there, run the command again."
	},
	"no-way-in": {
		outcome: "error",
		meaning: "No workflow would run the deployment: neither one that the commit has, nor one that is started by hand.",
		advice: "Add one of the templates `deploy-by-event.yml` and `deploy-by-dispatch.yml`, as the error text says. See `docs/workflows.md`."
	},
	"commit-unknown": {
		outcome: "refused",
		meaning: "No commit has the SHA that was written, or the digits of several begin like it.",
		advice: "Write more digits, or copy the SHA from `status`."
	},
	"nothing-to-deploy": {
		outcome: "refused",
		meaning: "No commit waits: the newest one is live, or there is none before it to go back to.",
		advice: "Name the commit, if another one than the newest is to be deployed."
	},
	"role-too-low": {
		outcome: "refused",
		meaning: "Who asks may not write to the repository.",
		advice: "Ask a person with the role that the error text names to deploy, or to give you that role."
	},
	"force-not-permitted": {
		outcome: "refused",
		meaning: "Who asked for the deployment may not have refusals ignored in this environment, by the policy.",
		advice: "Ask one of the people that the error text names, or change `force` in the policy on the default branch.",
		actions: ["deploy", "command"]
	},
	"deployment-forced": {
		outcome: "warning",
		meaning: "The deployment went on although the gate would have refused it: someone who may do that gave a reason.",
		advice: "Look at what was ignored. It stands in the payload of the deployment, too.",
		actions: ["deploy"]
	}
};

// src/reasons/doctor.ts
/** What `doctor` finds in the set-up, beside what could not be read. */
const DOCTOR = {
	"workflow-missing": {
		outcome: "warning",
		meaning: "No workflow of the default branch runs an action that the set-up counts on.",
		advice: "Copy the template of that name to `.github/workflows`. See `docs/workflows.md`."
	},
	"workflow-not-pinned": {
		outcome: "warning",
		meaning: "A workflow names what it runs by a tag or a branch, which can be moved to other code.",
		advice: "Name the commit of a release by its full SHA. See `docs/workflows.md`."
	},
	"workflow-permission-missing": {
		outcome: "error",
		meaning: "A job does not give its token a permission that what it runs needs.",
		advice: "Write the line that the finding shows under the job. See `docs/permissions.md`."
	},
	"token-permission-missing": {
		outcome: "error",
		meaning: "The token that asked may not do what commands need.",
		advice: "Give it the permission that the finding names. See `docs/permissions.md`."
	},
	"environment-missing": {
		outcome: "warning",
		meaning: "GitHub has no environment of a name that the policy has.",
		advice: "Create it in the settings of the repository, with its reviewers and its secrets."
	},
	"environment-refuses-run": {
		outcome: "error",
		meaning: "The rules of an environment keep the job of a deployment out.",
		advice: "Change the rule as the finding says. See `docs/workflows.md`."
	},
	"secret-falls-back": {
		outcome: "warning",
		meaning: "An environment lacks a secret that the repository or the organization has: its jobs get that one, without a message.",
		advice: "Give the environment its own, and remove the other one. See `docs/workflows.md`."
	},
	"secret-missing": {
		outcome: "error",
		meaning: "The deploy workflow needs a secret that neither the environment, the repository nor the organization has.",
		advice: "Give it to the environment, with the line that the finding shows."
	},
	"trunk-not-squashed": {
		outcome: "warning",
		meaning: "Pull requests can be merged otherwise than by squash.",
		advice: "Allow squash alone, so that each commit of the line was reviewed and checked as it is."
	},
	"trunk-unchecked": {
		outcome: "warning",
		meaning: "The default branch requires no checks.",
		advice: "Require the checks that every commit must pass, by a ruleset."
	},
	"trunk-not-reviewed": {
		outcome: "warning",
		meaning: "The default branch takes changes without an approval, or without that of a code owner.",
		advice: "Ask for both by a ruleset: the policy and the workflows are changed in the same way."
	},
	"trunk-not-kept": {
		outcome: "warning",
		meaning: "No rule keeps the default branch from being forced to other commits.",
		advice: "Block force pushes by a ruleset: a commit that is live may vanish from the line otherwise."
	},
	"lock-place-ruled": {
		outcome: "warning",
		meaning: "A ruleset holds for the refs that keep the locks.",
		advice: "Leave these refs out of the rule. `doctor --probe` tries whether locks can be kept."
	},
	"lock-place-refused": {
		outcome: "warning",
		meaning: "A lock that was tried could not be created, or not be deleted, where the policy keeps them.",
		advice: "Do what the finding says. See `docs/locks.md`."
	},
	"server-lacks": {
		outcome: "error",
		meaning: "The release of GitHub Enterprise Server does not have what the set-up uses.",
		advice: "Leave it out as the finding says, or upgrade the server. See `docs/workflows.md`."
	},
	"cluster-role-lacks": {
		outcome: "error",
		meaning: "The credentials of the cluster do not have a permission that deployments use.",
		advice: "Add the rule that the finding shows to the Role. See `docs/permissions.md`."
	}
};

// src/reasons/gate.ts
/** Whether the commit may be deployed: its place on the default branch, its checks, its files. */
const GATE = {
	allowed: {
		outcome: "success",
		meaning: "Nothing stands against the deployment of the commit.",
		advice: "Nothing to do."
	},
	"not-on-trunk": {
		outcome: "refused",
		meaning: "The commit is not on the first-parent line of the default branch.",
		advice: "Merge it, then deploy the commit that the merge made on the default branch."
	},
	"too-far-back": {
		outcome: "refused",
		meaning: "The commit is not among the newest 1,000 commits of the default branch.",
		advice: "Deploy a newer commit."
	},
	"checks-not-passed": {
		outcome: "refused",
		meaning: "At least one check of the commit did not pass.",
		advice: "Open the checks that are listed. Run them again if they are flaky, or deploy a commit whose checks passed."
	},
	"checks-running": {
		outcome: "refused",
		meaning: "At least one check of the commit has not ended yet.",
		advice: "Wait until all checks have ended, then deploy again."
	},
	"check-failed": {
		outcome: "refused",
		meaning: "A check ended with a result other than success, skipped or neutral.",
		advice: "Open the check, then correct the commit or run the check again."
	},
	"check-cancelled": {
		outcome: "refused",
		meaning: "A check was cancelled. Often `concurrency` with `cancel-in-progress` cancels it when the next commit is pushed.",
		advice: "Run the check again. Set `cancel-in-progress: false` for pushes to the default branch."
	},
	"check-running": {
		outcome: "refused",
		meaning: "A check has not ended yet.",
		advice: "Wait until it has ended, then deploy again."
	},
	"check-missing": {
		outcome: "refused",
		meaning: "The policy requires a check that the commit does not have.",
		advice: "Correct the name under `checks: required` in the policy, or run the workflow that makes the check."
	},
	"no-checks": {
		outcome: "refused",
		meaning: "The commit has no check that counts, and the policy does not allow that.",
		advice: "Run the checks on the default branch. For a repository without checks set `no-checks: allow` in the policy."
	},
	"check-unreadable": {
		outcome: "refused",
		meaning: "A check of the commit could not be read in full, so it counts as not passed.",
		advice: "Deploy again. If it stays, look at the check on GitHub and report it as a bug."
	},
	"image-missing": {
		outcome: "refused",
		meaning: "The registry has no image with the full SHA of the commit as its tag.",
		advice: "Look at the build of this commit: it must pass and push the image. Then deploy again."
	},
	"image-of-other-commit": {
		outcome: "refused",
		meaning: "The image under the SHA of the commit says, by its label `org.opencontainers.image.revision`, that it is of another commit of this repository, which is not one before it on the default branch.",
		advice: "Find out who pushed it: jobs of pull requests must not have `packages: write`. Delete the image and run the build of the commit again."
	},
	"image-built-elsewhere": {
		outcome: "refused",
		meaning: "GitHub has attestations of the image under the SHA of the commit, all of them can be read, and each says that it was built from another commit, which is not one before it on the default branch, by another repository, or for a pull request or a comment.",
		advice: "Find out who pushed it: jobs of pull requests must not have `packages: write`. Delete the image and run the build of the commit again."
	},
	"image-not-attested": {
		outcome: "refused",
		meaning: "The policy has `image-attestation: required`, and GitHub has no attestation of the image under the SHA of the commit, or shows none to this token.",
		advice: "Let the build attest the image with `actions/attest-build-provenance`, by its digest, and give the deploying job `permissions: attestations: read`. Where GitHub keeps none (GitHub Enterprise Server, private repositories of some plans) take `image-attestation: required` out of the policy."
	},
	"image-attestation-unreadable": {
		outcome: "error",
		meaning: "The policy has `image-attestation: required`, and GitHub has attestations of the image of which one cannot be read and no other fits.",
		advice: "The text says why. GitHub keeps them on a host of its own, which must be reachable from the runner; then deploy again."
	},
	"commit-not-checked-out": {
		outcome: "refused",
		meaning: "The checked-out repository is at another commit, or does not have the commit.",
		advice: "Give `actions/checkout` the commit: `ref: ${{ github.event.deployment.sha }}`; in a build, see the error text.",
		actions: ["deploy", "build"]
	},
	"work-tree-missing": {
		outcome: "refused",
		meaning: "The workspace is not a checked-out git repository, or git is not installed.",
		advice: "Check the repository out with `actions/checkout` in a step before this one."
	},
	"work-tree-changed": {
		outcome: "refused",
		meaning: "A template or values file differs from the commit, or is not in it.",
		advice: "Do not write below these paths in a step before this one. Only what is in the commit may be deployed."
	},
	"commit-incomplete": {
		outcome: "error",
		meaning: "The local repository does not have all files of the commit.",
		advice: "Use `actions/checkout` without `filter`."
	},
	"commit-malformed": {
		outcome: "refused",
		meaning: "The commit has a path that no commit can have.",
		advice: "Run `git fsck` in the repository."
	},
	"link-broken": {
		outcome: "refused",
		meaning: "A symbolic link among the templates or values leads to nothing, or back to itself.",
		advice: "Remove or correct the link in a new commit."
	},
	"file-outside-workspace": {
		outcome: "refused",
		meaning: "A symbolic link among the templates or values leads out of the repository.",
		advice: "Put the file itself into the repository."
	},
	"file-in-submodule": {
		outcome: "refused",
		meaning: "A template or values file is in a submodule, whose files belong to another repository.",
		advice: "Put the file itself into this repository."
	},
	"file-name-ambiguous": {
		outcome: "refused",
		meaning: "Two files of the commit differ only in upper and lower case, and the disk of the runner treats them as one.",
		advice: "Rename one of the files."
	},
	"files-too-many": {
		outcome: "refused",
		meaning: "The templates and values hold more files than a deployment may read.",
		advice: "Correct the inputs `templates` and `values`, or remove files."
	}
};

// src/reasons/github.ts
/** Requests to GitHub. */
const GITHUB = {
	"github-unreachable": {
		outcome: "error",
		meaning: "GitHub cannot be reached, or answers with a server error.",
		advice: "See https://www.githubstatus.com, check the network and the proxy, then run again."
	},
	"github-broken": {
		outcome: "error",
		meaning: "GitHub, or what is in between, answers with something else than what is asked for, or without end.",
		advice: "See https://www.githubstatus.com and check the proxy, then run again. See `docs/limits.md`."
	},
	"github-rate-limited": {
		outcome: "error",
		meaning: "The rate limit of the token is used up.",
		advice: "Run again at the time that the error text names, or use a token with a higher limit."
	},
	"github-token-invalid": {
		outcome: "error",
		meaning: "GitHub rejected the token.",
		advice: "Check the input `token`: it may have expired or been revoked."
	},
	"github-forbidden": {
		outcome: "error",
		meaning: "The token does not have a permission that the request needs.",
		advice: "Add the permission that the error text names under `permissions:` of the job. See `docs/permissions.md`."
	},
	"github-not-found": {
		outcome: "error",
		meaning: "What was requested does not exist, or the token may not see it.",
		advice: "Check the name or id, and the permissions of the token."
	},
	"github-server-too-old": {
		outcome: "error",
		meaning: "This release of GitHub Enterprise Server does not have what the request is for.",
		advice: "Do what the error text says instead, or upgrade the server. See `docs/workflows.md`."
	},
	"github-rejected": {
		outcome: "error",
		meaning: "GitHub does not accept the request.",
		advice: "Read the error text. If the inputs are right, report it as a bug."
	}
};

// src/reasons/image-registry.ts
/** The registry of the image, and the logins to it. */
const IMAGE_REGISTRY = {
	"registry-unreachable": {
		outcome: "error",
		meaning: "The registry cannot be reached, or answers with a server error.",
		advice: "Check the name in the input `image` and the network, then run again."
	},
	"registry-denied": {
		outcome: "error",
		meaning: "The registry does not allow the request, or has no such image.",
		advice: "Log in with `registry-username` and `registry-password` or `docker/login-action`. ghcr.io needs `packages: read` or `packages: write`."
	},
	"registry-busy": {
		outcome: "error",
		meaning: "The registry received too many requests.",
		advice: "Run the job again later, or log in to the registry.",
		actions: ["build"]
	},
	"registry-broken": {
		outcome: "error",
		meaning: "The server does not behave as a registry.",
		advice: "Check the name in the input `image`."
	},
	"registry-repository-missing": {
		outcome: "error",
		meaning: "The registry has no such repository or image.",
		advice: "Check the name, and create the repository if the registry requires that.",
		actions: ["build"]
	},
	"registry-write-refused": {
		outcome: "error",
		meaning: "The registry refused to write a tag.",
		advice: "Check that the login may write, and whether the tag is immutable.",
		actions: ["build"]
	},
	"registry-login-failed": {
		outcome: "error",
		meaning: "`docker login` failed.",
		advice: "Check `registry-username` and `registry-password`.",
		actions: ["build"]
	},
	"registry-credentials-missing": {
		outcome: "error",
		meaning: "The image should be pushed, but GitHub gives this run no secrets.",
		advice: "Leave the input `push` at `auto`, or build the commit in a workflow that has secrets.",
		actions: ["build"]
	},
	"docker-config-invalid": {
		outcome: "error",
		meaning: "The config.json of docker cannot be read or is not JSON.",
		advice: "Log in again, or give `registry-username` and `registry-password`."
	}
};

// src/reasons/inputs.ts
/** Inputs of the step, the event that started the run, and the runner itself. */
const INPUTS = {
	"input-missing": {
		outcome: "error",
		meaning: "A required input is not given or is empty.",
		advice: "Give it a value under `with:`. A secret that does not exist is an empty text."
	},
	"input-invalid": {
		outcome: "error",
		meaning: "The value of an input cannot be used.",
		advice: "Correct the input that the error text names."
	},
	"event-invalid": {
		outcome: "error",
		meaning: "The file with the event of the run cannot be read, or lacks what the action needs.",
		advice: "Run the action on an event that it supports, and do not change `GITHUB_EVENT_PATH`.",
		actions: ["deploy", "build"]
	},
	"event-unsupported": {
		outcome: "error",
		meaning: "The event that started the run names no deployment.",
		advice: "Run on `deployment` events, or give the input `deployment-id`, or `dry-run: true` to see a plan only.",
		actions: ["deploy"]
	},
	"runner-variables-missing": {
		outcome: "error",
		meaning: "Environment variables of a GitHub Actions runner are missing.",
		advice: "Run the action in a GitHub Actions workflow."
	},
	"proxy-invalid": {
		outcome: "error",
		meaning: "`HTTPS_PROXY` is not the address of a proxy.",
		advice: "Write it as `http://host:port`."
	},
	"program-missing": {
		outcome: "error",
		meaning: "A program that the action needs is not on the PATH or cannot be started.",
		advice: "Install it in a step before this one.",
		actions: ["deploy", "build"]
	},
	"program-hung": {
		outcome: "error",
		meaning: "A program did not end in time and was stopped.",
		advice: "Run it by hand on the runner: it may wait for a network, a disk or an answer.",
		actions: ["deploy", "build"]
	},
	"program-endless": {
		outcome: "error",
		meaning: "A program printed more than its limit and was stopped. See `docs/limits.md`.",
		advice: "Run it by hand on the runner and look at what it prints.",
		actions: ["deploy", "build"]
	}
};

// src/reasons/locks.ts
/** Locks, and the commands that take them. */
const LOCKS = {
	"lock-held": {
		outcome: "refused",
		meaning: "Another person, or an App, has locked it.",
		advice: "Ask the owner. Only if they cannot be asked, run the command again with `--steal`."
	},
	"lock-unreadable": {
		outcome: "refused",
		meaning: "Something under the name of a lock cannot be read: another program wrote it, somebody edited it, or a newer commit-train made it. It counts as a lock.",
		advice: "Look at it with `commit-train status`. Use the newer version of commit-train, or remove it with `commit-train unlock … --steal`.",
		actions: ["command", "deploy"]
	},
	"still-locked": {
		outcome: "refused",
		meaning: "There was no lock of that name to release, and other locks hold the same, or a part of it.",
		advice: "Release the locks that the error text names, each by what it holds."
	},
	"lock-contended": {
		outcome: "error",
		meaning: "The lock changed each time it was about to be written.",
		advice: "Run the command again."
	},
	"lock-place-empty": {
		outcome: "error",
		meaning: "The repository that is to keep the locks has no commit, and GitHub keeps no refs in such a one.",
		advice: "Push a commit to it, a README for example, and lock again."
	},
	"locks-off": {
		outcome: "refused",
		meaning: "The policy turns locks off (`locks: { refs: none }`).",
		advice: "Take the line out of the policy on the default branch, where locks are wanted."
	},
	"command-invalid": {
		outcome: "refused",
		meaning: "The words of a command are not those of its grammar.",
		advice: "Correct the command as the error text says; `commit-train help` shows all of them."
	},
	"command-not-permitted": {
		outcome: "refused",
		meaning: "Who wrote the comment may not give this command in this repository.",
		advice: "Ask somebody with the role that the error text names, or have an administrator of the repository give it."
	},
	"token-missing": {
		outcome: "error",
		meaning: "There is no token for GitHub.",
		advice: "Run `gh auth login`, or set `GH_TOKEN`."
	},
	"repository-unknown": {
		outcome: "error",
		meaning: "It is not known which repository is meant.",
		advice: "Run the command in a clone of the repository, or name it with `--repo owner/name`."
	},
	"repository-archived": {
		outcome: "error",
		meaning: "The repository is archived or disabled.",
		advice: "Nothing can be deployed from it. Unarchive it in its settings."
	}
};

// src/reasons/manifests.ts
/** Templates, values, and the objects they render to. */
const MANIFESTS = {
	"templates-missing": {
		outcome: "refused",
		meaning: "The templates folder does not exist in the commit, cannot be read, or holds no manifest.",
		advice: "Correct the input `templates`. Manifests end in `.yaml`, `.yml` or `.json`, with or without `.tmpl`."
	},
	"values-invalid": {
		outcome: "refused",
		meaning: "A values file is not YAML, is not a mapping, or has a number that YAML readers do not agree on.",
		advice: "Correct the file and line that are listed."
	},
	"values-unreadable": {
		outcome: "refused",
		meaning: "A values file does not exist in the commit.",
		advice: "Correct the input `values`, or add the file for this environment."
	},
	"datasource-remote": {
		outcome: "refused",
		meaning: "A template reads from another machine, so the same commit could render differently.",
		advice: "Put the data into the values files, or name a variable in the input `secret-env`."
	},
	"render-failed": {
		outcome: "refused",
		meaning: "gomplate cannot render a template.",
		advice: "Correct the file and line that are listed. A missing key is an error: add it to the values."
	},
	"manifest-invalid": {
		outcome: "refused",
		meaning: "A rendered document is not a Kubernetes object with apiVersion, kind and metadata.name.",
		advice: "Correct the template. File and line refer to the rendered text."
	},
	"manifests-rejected": {
		outcome: "refused",
		meaning: "The rendered manifests have several problems of different kinds.",
		advice: "Correct each of the findings that are listed."
	},
	"manifests-empty": {
		outcome: "refused",
		meaning: "The templates render to no object.",
		advice: "Check the conditions in the templates and the values of this environment."
	},
	"manifests-too-large": {
		outcome: "refused",
		meaning: "The rendered manifests are larger than 10 MB, or more than 1,000 objects.",
		advice: "Check the loops in the templates. A set that is that large on purpose can be deployed as several services."
	},
	"object-duplicate": {
		outcome: "refused",
		meaning: "The same object is in the rendered manifests twice.",
		advice: "Remove one of the two."
	},
	"annotation-invalid": {
		outcome: "refused",
		meaning: "An annotation `commit-train.dev/…` has a value that does not exist, or is on an object that it is not for.",
		advice: "Correct the annotation. `docs/followed-kinds.md` has them all."
	},
	"image-wrong": {
		outcome: "refused",
		meaning: "A container uses the service's image repository, but not the image of this commit.",
		advice: "Use `{{ .deploy.image }}` in the template."
	},
	"image-not-pinned": {
		outcome: "refused",
		meaning: "A container has an image without a digest or a fixed tag, so its content can change.",
		advice: "Use `{{ .deploy.image }}` or a digest."
	},
	"image-not-by-digest": {
		outcome: "warning",
		meaning: "A container has an image by a tag, which could be moved.",
		advice: "Prefer a digest."
	},
	"image-not-used": {
		outcome: "warning",
		meaning: "No container uses the image of this commit.",
		advice: "If that is not intended, use `{{ .deploy.image }}` in the template."
	},
	"custom-resource-not-followed": {
		outcome: "warning",
		meaning: "A custom resource is applied, but its status does not say what its operator does with it, so that is not followed.",
		advice: "Say what to wait for by the annotation `commit-train.dev/complete-when`; see `docs/followed-kinds.md`."
	}
};

// src/reasons/policy.ts
/** The policy file, and what a deployment asks for by its environment and service. */
const POLICY = {
	"policy-missing": {
		outcome: "refused",
		meaning: "The default branch has no `.github/commit-train.yml`.",
		advice: "Add the file to the default branch. The error text shows the shortest one that works."
	},
	"policy-invalid": {
		outcome: "refused",
		meaning: "The policy file is not valid YAML or does not fit its schema.",
		advice: "Correct the lines that are listed on the default branch. See `docs/policy.md`."
	},
	"service-unclear": {
		outcome: "refused",
		meaning: "The policy names several services and the deployment names none.",
		advice: "Create the deployment with the task `deploy:<service>`.",
		actions: ["deploy"]
	},
	"sha-invalid": {
		outcome: "refused",
		meaning: "The deployment does not name its commit by a full SHA.",
		advice: "Create the deployment with the full 40-character SHA as its `ref`.",
		actions: ["deploy"]
	},
	"environment-mismatch": {
		outcome: "refused",
		meaning: "The deployment is for another environment than the job runs in.",
		advice: "Set `environment:` of the job and the input `environment` to the environment of the deployment.",
		actions: ["deploy"]
	},
	"environment-locked": {
		outcome: "refused",
		meaning: "The environment is locked by another person, or by an App. A lock stops automation, its own too.",
		advice: "Ask the owner, whom the error text names, or wait until the lock has expired. `commit-train status` shows every lock; the owner releases it with the command that the job summary shows.",
		actions: ["deploy"]
	},
	"environment-frozen": {
		outcome: "refused",
		meaning: "The policy freezes the environment at this time.",
		advice: "Deploy when the freeze is over, or change `freeze` in the policy on the default branch.",
		actions: ["deploy"]
	},
	"deployer-not-permitted": {
		outcome: "refused",
		meaning: "The creator of the deployment may not deploy to the environment, by the policy.",
		advice: "Have a permitted person create the deployment, or change `deployers` in the policy on the default branch.",
		actions: ["deploy"]
	},
	"proof-not-accepted": {
		outcome: "refused",
		meaning: "The environment does not accept the way by which the deployment was asked for, by the policy.",
		advice: "Ask by one of the ways that the text names, such as a terminal with a token of your own, or change `proof` in the policy on the default branch.",
		actions: ["deploy", "command"]
	},
	"order-not-met": {
		outcome: "refused",
		meaning: "Another environment has to run the commit, or a newer one, before, and does not yet, or not long enough.",
		advice: "Deploy it there first, and wait as long as `good-for` in the policy says.",
		actions: ["deploy"]
	},
	"environment-unknown": {
		outcome: "error",
		meaning: "The input `environments` names an environment that no policy names.",
		advice: "Correct the name in the input, or add the environment to the policy.",
		actions: ["notify-stale"]
	}
};

// src/reasons/run.ts
/** The run itself: how it ended, and deployments that it does not take. */
const RUN = {
	deployed: {
		outcome: "success",
		meaning: "The rollout is complete and stayed so for the stability window.",
		advice: "Nothing to do.",
		actions: ["deploy"]
	},
	"dry-run": {
		outcome: "dry-run",
		meaning: "The input `dry-run` is `true`: the plan stands in the log and in the job summary. A deployment that it was asked for ends as `inactive`.",
		advice: "To carry it out, create a new deployment of the commit.",
		actions: ["deploy"]
	},
	"secrets-withheld": {
		outcome: "left-alone",
		meaning: "A dry run was to be made for a pull request to whose runs GitHub gives no secrets, of a fork or of Dependabot, so there is no kubeconfig and no plan.",
		advice: "Nothing to do. Somebody who may write to the repository can push the branch there to see its plan.",
		actions: ["deploy"]
	},
	"image-not-built": {
		outcome: "warning",
		meaning: "The registry has no image of the commit yet, so the plan of a dry run shows its tag instead of a digest. A pull request has no image: its plan shows the tag without this notice.",
		advice: "Nothing to do. Run it after the build to see the digest.",
		actions: ["deploy"]
	},
	timeout: {
		outcome: "error",
		meaning: "The time of the input `timeout` was used up. After the first write to the cluster the outcome is `failed`.",
		advice: "Look at the steps and their times. Raise `timeout` if the rollout only needs longer.",
		actions: ["deploy"]
	},
	cancelled: {
		outcome: "cancelled",
		meaning: "The run was cancelled by a person or by the concurrency rules of its workflow, or the runner stopped it.",
		advice: "If the cluster was changed, it stays as it is: deploy the commit that should be live."
	},
	"run-killed": {
		outcome: "cancelled",
		meaning: "The run was stopped before it could end the deployment itself.",
		advice: "If the cluster was changed, it stays as it is: deploy the commit that should be live.",
		actions: ["deploy"]
	},
	"run-not-started": {
		outcome: "error",
		meaning: "The job ended before the deployment began. Nothing was changed.",
		advice: "Look at the steps of the job before the deployment: checkout and logins fail there.",
		actions: ["deploy"]
	},
	superseded: {
		outcome: "superseded",
		meaning: "A newer deployment of the same service and environment came first, or waits for it too. Nothing was changed.",
		advice: "Nothing to do. To go back to this commit, create a new deployment of it.",
		actions: ["deploy"]
	},
	"environment-held": {
		outcome: "refused",
		meaning: "Another deployment is changing the same service and environment.",
		advice: "Wait for its end, then deploy again. `when-held: wait` in the policy lets deployments wait by themselves.",
		actions: ["deploy"]
	},
	"hold-lost": {
		outcome: "failed",
		meaning: "The Lease of the deployment could not be renewed in time, or another deployment took it, while objects were applied.",
		advice: "Look at what is live, then deploy the commit that should be live.",
		actions: ["deploy"]
	},
	"lease-unavailable": {
		outcome: "warning",
		meaning: "The account may not use Leases, or the namespace does not exist yet, so only the `concurrency` of the workflow keeps two deployments apart.",
		advice: "Add `get`, `create` and `update` of `leases` (coordination.k8s.io) to the Role. See `docs/permissions.md`.",
		actions: ["deploy"]
	},
	"run-lost": {
		outcome: "error",
		meaning: "The workflow run has ended, or was deleted, and did not end the deployment: often its runner was lost.",
		advice: "See the log of the run and look at what is live, then deploy the commit that should be live.",
		actions: ["reconcile"]
	},
	"run-dropped": {
		outcome: "cancelled",
		meaning: "The run was cancelled before it began: by a person, or because too many waited in its queue.",
		advice: "Create a new deployment of the commit if it is still wanted.",
		actions: ["reconcile"]
	},
	"review-rejected": {
		outcome: "refused",
		meaning: "A reviewer of the environment rejected the run. Nothing was changed.",
		advice: "Read the comment of the reviewer.",
		actions: ["reconcile"]
	},
	"not-picked-up": {
		outcome: "error",
		meaning: "No workflow run has taken the deployment.",
		advice: "Create deployments with the token of an App or a person, for a commit whose workflow runs on `deployment`; or deploy by dispatch. See `docs/workflows.md`.",
		actions: ["reconcile"]
	},
	"deployment-duplicate": {
		outcome: "left-alone",
		meaning: "Another run, started by the same event, has the deployment.",
		advice: "Nothing to do.",
		actions: ["deploy"]
	},
	"deployment-in-progress": {
		outcome: "left-alone",
		meaning: "Another run works on the deployment.",
		advice: "Wait until that run has ended.",
		actions: ["deploy"]
	},
	"deployment-foreign": {
		outcome: "left-alone",
		meaning: "The deployment is not for this action: its task or environment is not in the policy, or an App created it without the mark in its payload.",
		advice: "Nothing to do for deployments of other tools. Else correct the task, add the environment to the policy, or mark the deployment. See `docs/policy.md`.",
		actions: ["deploy"]
	},
	"deployment-withdrawn": {
		outcome: "left-alone",
		meaning: "The deployment was ended by a person or another tool before this run could begin with it.",
		advice: "Nothing to do if that was meant. Else create a new deployment of the commit.",
		actions: ["deploy"]
	},
	"stale-rerun": {
		outcome: "left-alone",
		meaning: "The deployment has ended, and a newer one was created or it is live.",
		advice: "Create a new deployment of the commit instead of running the old one again.",
		actions: ["deploy"]
	},
	"runner-machine": {
		outcome: "error",
		meaning: "The machine of the runner has no room on its disk, too little memory, or a disk that cannot be written.",
		advice: "Free space, or use another runner, then run the job again."
	},
	bug: {
		outcome: "error",
		meaning: "Something happened that commit-train does not expect.",
		advice: "Report it with the stack from the log: https://github.com/commit-train/commit-train/issues."
	}
};

// src/reasons/slack.ts
/** Requests to Slack. A deployment never fails because of them. */
const SLACK = {
	"slack-unreachable": {
		outcome: "error",
		meaning: "Slack cannot be reached, or answers with a server error.",
		advice: "See https://slack-status.com, check the network and the proxy."
	},
	"slack-rate-limited": {
		outcome: "error",
		meaning: "The rate limit of Slack is used up.",
		advice: "Run again at the time that the error text names."
	},
	"slack-token-invalid": {
		outcome: "error",
		meaning: "Slack rejected the token.",
		advice: "Check the Slack token: it may have expired or been revoked."
	},
	"slack-scope-missing": {
		outcome: "error",
		meaning: "The Slack app does not have a scope that the request needs.",
		advice: "Add the scope that the error text names to the app, then install the app again."
	},
	"slack-channel-not-found": {
		outcome: "error",
		meaning: "The channel does not exist, or is private and the app is not in it.",
		advice: "Check the ID of the channel in the policy, and invite the app with `/invite`."
	},
	"slack-channel-archived": {
		outcome: "error",
		meaning: "The channel is archived.",
		advice: "Name another channel in the policy."
	},
	"slack-not-in-channel": {
		outcome: "error",
		meaning: "The app is not in the channel.",
		advice: "Invite the app in that channel with `/invite`."
	},
	"slack-message-gone": {
		outcome: "error",
		meaning: "The message does not exist any more, or this app may not edit it.",
		advice: "Nothing to do: the next run posts a new message."
	},
	"slack-message-too-long": {
		outcome: "error",
		meaning: "Slack does not accept a message of this length.",
		advice: "Report it as a bug."
	},
	"slack-rejected": {
		outcome: "error",
		meaning: "Slack does not accept the request.",
		advice: "Read the code of Slack in the error text."
	},
	"slack-uncertain": {
		outcome: "error",
		meaning: "It is not known whether Slack posted the message: the answer was lost.",
		advice: "Look into the channel."
	}
};

// src/reasons/stale.ts
/** What notify-stale reads of many repositories. */
const STALE = {
	"repositories-missing": {
		outcome: "error",
		meaning: "The token sees no repository of the organization with the topic.",
		advice: "Check the topic and the organization, and which repositories the GitHub App is installed in."
	},
	"repositories-not-listed": {
		outcome: "error",
		meaning: "GitHub did not list all repositories with the topic.",
		advice: "Name the repositories in the input instead."
	},
	"repository-duplicate": {
		outcome: "error",
		meaning: "A repository is named twice, once under a former name.",
		advice: "Remove the old name from the input."
	},
	"repository-empty": {
		outcome: "error",
		meaning: "The repository has no commit.",
		advice: "Remove it from the input until it has one."
	},
	"history-unreadable": {
		outcome: "error",
		meaning: "What is live in an environment, or what waits for it, could not be read in full.",
		advice: "Read the finding, then run again."
	},
	"budget-used-up": {
		outcome: "warning",
		meaning: "The budget of GitHub API calls was used up before all repositories were read.",
		advice: "Raise the input `budget`, or name fewer repositories."
	}
};

// src/reasons/strategy.ts
/** Deployments that are carried out in stages. */
const STRATEGY = {
	held: {
		outcome: "held",
		meaning: "A stage of `strategy` in the policy is reached: some pods run the commit, the others what was live, and somebody decides.",
		advice: "Promote or abort it, as the text says. See `docs/strategies.md`."
	},
	"nothing-held": {
		outcome: "refused",
		meaning: "A deployment was to be promoted or aborted that is not held: it has ended, or was never held.",
		advice: "`status` shows what is held. Request a new deployment of the commit."
	},
	"held-by-other": {
		outcome: "refused",
		meaning: "Another deployment is held in the environment, and this one would end it; or another run came first with what is to become of one that is held.",
		advice: "Promote or abort what is held, or deploy all at once; of two runs, wait for the end of the other."
	},
	"hold-expired": {
		outcome: "cancelled",
		meaning: "A deployment is held longer than `strategy.expires` of the policy says: it is not promoted any more, and `reconcile` aborts it.",
		advice: "Deploy the commit again and decide in time, or make `expires` longer."
	},
	"hold-broken": {
		outcome: "failed",
		meaning: "What was held is not there any more as it was: somebody has changed or deleted it, or its release record is lost.",
		advice: "The text says what changed. Deploy the commit that is to be live."
	},
	"still-held": {
		outcome: "error",
		meaning: "A deployment that is held could be neither promoted nor aborted, and nothing was changed: it stays held, and its pods serve on.",
		advice: "The text says what stood in the way. Ask again, or deploy all at once the commit that should be live."
	},
	"hold-unrecorded": {
		outcome: "error",
		meaning: "A stage was reached, and the cluster did not take the record of it, without which no one could promote or abort it.",
		advice: "What was live before is applied again. Look at the permissions and quotas for Secrets, and deploy again."
	},
	aborted: {
		outcome: "cancelled",
		meaning: "Somebody aborted a deployment that was held.",
		advice: "Nothing to do: what was live before is live."
	},
	"no-room": {
		outcome: "refused",
		meaning: "A quota of the namespace leaves no room for the pods of a stage beside the old ones. Nothing was changed.",
		advice: "Raise the quota, or set `strategy.surge` to `false`: then they take the place of old ones."
	},
	"config-shared": {
		outcome: "warning",
		meaning: "A ConfigMap or Secret changes that the pods of both versions read: an old pod that starts anew, or reads its files again, has the new content.",
		advice: "Give what the new version needs a name of its own, or keep it readable for both."
	},
	"no-stage": {
		outcome: "warning",
		meaning: "The policy asks for stages, and there is nothing that could be watched beside what is live.",
		advice: "Nothing to do: all pods were replaced in one rollout. The text says why."
	},
	"hold-replaced": {
		outcome: "warning",
		meaning: "Another deployment was held, and this one went out over it: it was asked for all at once, or goes back.",
		advice: "Nothing to do. Deploy the other commit again if it should go out after all."
	},
	"strategy-impossible": {
		outcome: "refused",
		meaning: "The cluster or the templates do not allow what `strategy:` of the policy asks for. Nothing was changed.",
		advice: "The text says what is missing. See `docs/strategies.md`."
	},
	"drain-unused": {
		outcome: "warning",
		meaning: "`strategy.drain` of the policy changes nothing: no Service of the templates selects the pods of a workload.",
		advice: "Correct the selector of the Service, or remove `drain`."
	}
};

// src/reasons/tools.ts
/** kubectl and gomplate: which one is used, and how it is downloaded. */
const TOOLS = {
	"kubectl-missing": {
		outcome: "error",
		meaning: "kubectl is not on the PATH.",
		advice: "Install it in a step before this one, for example with `azure/setup-kubectl`."
	},
	"kubectl-broken": {
		outcome: "error",
		meaning: "kubectl does not report its version, or `kubectl proxy` does not start.",
		advice: "Install kubectl again."
	},
	"kubectl-skew": {
		outcome: "error",
		meaning: "kubectl is more than one minor version older or newer than the cluster.",
		advice: "Install the version that the error text names."
	},
	"gomplate-broken": {
		outcome: "error",
		meaning: "gomplate failed without naming a template.",
		advice: "Read its message in the error text, and check the gomplate that is on the PATH."
	},
	"gomplate-version-unknown": {
		outcome: "error",
		meaning: "The action has no checksum for this version of gomplate.",
		advice: "Give the SHA-256 in the input `gomplate-checksum`, or use a version that the error text names."
	},
	"platform-unsupported": {
		outcome: "error",
		meaning: "There is no download of gomplate for the platform of the runner.",
		advice: "Use Linux or macOS on x64 or arm64, or put gomplate on the PATH."
	},
	"download-failed": {
		outcome: "error",
		meaning: "A tool could not be downloaded.",
		advice: "Check the address of the mirror and the network, or put the tool on the PATH."
	},
	"checksum-mismatch": {
		outcome: "error",
		meaning: "A downloaded tool does not have the expected checksum. It was not run.",
		advice: "Check that the mirror has an unchanged copy of the release, and that the checksum in the input is right."
	}
};

// src/reasons/registry.ts
/** Causes are about objects that were applied, so a rollout that one of them ends has failed. */
const CAUSE_REASONS = Object.fromEntries(Object.entries(CAUSES).map(([code, { meaning, advice }]) => [code, {
	outcome: "failed",
	meaning,
	advice: sentence(advice)
}]));
/** The subjects that reasons are about, each with the actions that can report them; a reason with `actions` has its own. */
const SUBJECTS = [
	{
		title: "Commit, checks and files",
		actions: ["deploy"],
		reasons: GATE
	},
	{
		title: "Policy and request",
		actions: [
			"deploy",
			"notify-stale",
			"reconcile"
		],
		reasons: POLICY
	},
	{
		title: "Locks and commands",
		actions: ["command"],
		reasons: LOCKS
	},
	{
		title: "Deployments by command",
		actions: ["command"],
		reasons: DEPLOYING
	},
	{
		title: "Set-up",
		actions: ["command"],
		reasons: DOCTOR
	},
	{
		title: "Templates and manifests",
		actions: ["deploy"],
		reasons: MANIFESTS
	},
	{
		title: "Cluster",
		actions: ["deploy"],
		reasons: CLUSTER
	},
	{
		title: "Rollout",
		actions: ["deploy"],
		reasons: CAUSE_REASONS
	},
	{
		title: "Stages",
		actions: ["deploy"],
		reasons: STRATEGY
	},
	{
		title: "Build",
		actions: ["build"],
		reasons: BUILD
	},
	{
		title: "Image registry",
		actions: ["deploy", "build"],
		reasons: IMAGE_REGISTRY
	},
	{
		title: "GitHub",
		actions: [
			"deploy",
			"notify-stale",
			"reconcile"
		],
		reasons: GITHUB
	},
	{
		title: "Slack",
		actions: ["deploy", "notify-stale"],
		reasons: SLACK
	},
	{
		title: "Stale commits",
		actions: ["notify-stale"],
		reasons: STALE
	},
	{
		title: "Inputs, event and runner",
		actions: [
			"deploy",
			"build",
			"notify-stale",
			"reconcile"
		],
		reasons: INPUTS
	},
	{
		title: "kubectl and gomplate",
		actions: ["deploy"],
		reasons: TOOLS
	},
	{
		title: "The run",
		actions: [
			"deploy",
			"build",
			"notify-stale",
			"reconcile"
		],
		reasons: RUN
	}
];
const REASONS = new Map(SUBJECTS.flatMap(({ reasons }) => Object.entries(reasons)));
/** What the registry says about a code. */
function lookUpReason(code) {
	const reason = REASONS.get(code);
	if (reason === void 0) throw new Error(`the registry has no reason '${code}'`);
	return reason;
}
/** The advice of a cause stands behind the cluster's own text, so it is written without a capital and a full stop. */
function sentence(clause) {
	return `${/^[a-z]+[A-Z]/.test(clause) ? clause : clause.charAt(0).toUpperCase() + clause.slice(1)}.`;
}
const PAGE = "https://github.com/commit-train/commit-train/blob/main/docs/reasons.md";
/** What the page of reasons says about a code. */
function reasonAddress(code) {
	return `${PAGE}#${code}`;
}
/** The same as a link in Markdown. */
function reasonLink(code) {
	return `[what \`${code}\` means](${reasonAddress(code)})`;
}

// src/errors.ts
/**
* The one error class for what a user can correct. The message is one line that says what failed and what to change.
* Everything else that is thrown is a bug and is shown with its stack.
*/
var UserError = class UserError extends Error {
	name = "UserError";
	reason;
	/** From the registry of reasons; `error` for a code that ends no run by itself, such as a warning. */
	outcome;
	findings;
	constructor(reason, message, options = {}) {
		super(message, options.cause === void 0 ? void 0 : { cause: options.cause });
		const { outcome } = lookUpReason(reason);
		this.reason = reason;
		this.outcome = outcome === "refused" || outcome === "failed" || outcome === "superseded" ? outcome : "error";
		this.findings = options.findings ?? [];
	}
	/**
	* One error from everything that was found. Its message is the first finding and how many more there are; its reason is
	* the first finding's, or `reason`. `start` is put before the message. Throws (a bug) without a finding.
	*/
	static from(findings, { reason, start = "" } = {}) {
		const [first] = findings;
		if (first === void 0) throw new Error("no finding to make an error from");
		const place = first.where === void 0 ? "" : `${first.where}: `;
		const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : "";
		return new UserError(reason ?? first.reason, `${start}${place}${first.text}${more}`, { findings });
	}
};
/** Stops a run in which something was thrown and not caught. With its message and its stack. */
var Crash = class extends Error {
	name = "Crash";
	constructor(thrown) {
		super(messageOf(thrown), { cause: thrown });
		if (thrown instanceof Error && thrown.stack !== void 0) this.stack = thrown.stack;
	}
};
/** Whether a signal stopped the run, and not a crash. */
function isStopped(signal) {
	return signal.aborted && !(signal.reason instanceof Crash);
}
/** The text of anything that was thrown. */
function messageOf(thrown) {
	return thrown instanceof Error ? thrown.message : String(thrown);
}
/** What the machine lacks, by the code of a system call that failed. None of these is a bug. */
const MACHINE_FAULTS = {
	EDQUOT: "the quota of its disk is used up",
	EIO: "its disk is broken",
	EMFILE: "too many files are open",
	ENFILE: "too many files are open",
	ENOMEM: "it has too little memory",
	ENOSPC: "its disk is full",
	EROFS: "its disk is read-only"
};
/** What was thrown where it is a fault of the runner's machine, as an error that says so; else as it is. */
function withMachineFaults(thrown) {
	if (!(thrown instanceof Error) || !("code" in thrown) || thrown instanceof UserError) return thrown;
	const fault = Object.entries(MACHINE_FAULTS).find(([code]) => code === thrown.code);
	if (fault === void 0) return thrown;
	return new UserError("runner-machine", `the runner cannot go on: ${fault[1]} (${thrown.message})`, { cause: thrown });
}

// src/text/bug-report.ts
/** What is asked for when something is thrown that was not meant to be. */
const BUG_REPORT = "This is a bug of commit-train; please report it: https://github.com/commit-train/commit-train/issues";

// src/text/one-line.ts
const FOLDED = /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\s]+/gu;
const DIRECTION_MARKS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;
/** Marks that turn the direction of writing, written out: a file name must not be read as another one. */
function withMarksShown(text) {
	return text.replace(DIRECTION_MARKS, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
/** Text in one line, without what cannot be seen. */
function oneLine(text) {
	return text.toWellFormed().replace(FOLDED, " ").trim();
}
/**
* Cuts between what a reader takes for characters, so that no flag, accent or family is torn apart. What was cut ends with
* `…` and is within the limit, in code points unless measured otherwise.
*/
function cut(text, limit, measure = codePoints) {
	if (measure(text) <= limit) return text;
	let kept = "";
	let length = 0;
	characters ??= new Intl.Segmenter("en", { granularity: "grapheme" });
	for (const { segment } of characters.segment(text)) {
		length += measure(segment);
		if (length > limit - 1) break;
		kept += segment;
	}
	return `${kept.trimEnd()}…`;
}
let characters;
function codePoints(text) {
	let length = 0;
	for (const _ of text) length += 1;
	return length;
}

// src/text/without-commands.ts
/**
* The runner takes a line that begins with `::`, or has `##[` anywhere in it, for a command, and ends a line at a carriage
* return too. What a pod or a registry wrote must not give commands, so both are broken up and control characters go.
*/
function withoutCommands(text) {
	return text.replaceAll(/[^\P{Cc}\n\t]/gu, " ").replaceAll(/^([^\S\n\r\u2028\u2029]*):(?=:)/gm, "$1:​").replaceAll("##[", "#​#[");
}

// src/time/system-clock.ts
/**
* The machine's own clock: the time of day as it was at the start, going on at a steady pace. A clock that is set while a
* rollout is followed must neither end its time nor its stability window.
*/
function machineClock({ wall, steady }) {
	const offset = wall() - steady();
	return {
		now: () => Math.floor(offset + steady()),
		sleep
	};
}
const systemClock = machineClock({
	wall: () => Date.now(),
	steady: () => performance.now()
});
async function sleep(ms, signal) {
	try {
		await setTimeout(ms, void 0, signal === void 0 ? {} : { signal });
	} catch (thrown) {
		throw signal?.aborted ? signal.reason : thrown;
	}
}

export { withMarksShown as a, UserError as c, withMachineFaults as d, reasonAddress as f, oneLine as i, isStopped as l, CAUSES as m, withoutCommands as n, BUG_REPORT as o, reasonLink as p, cut as r, Crash as s, systemClock as t, messageOf as u };