import { t as parseImageReference } from "./domain-image-reference.js";
import { a as mappingAt, n as isCrd, o as mappingsIn, r as isMapping, s as nameOf, t as groupOf } from "./kubernetes-api-objects.js";
import { i as LONGEST_MESSAGE, s as apiText } from "./kubernetes-connection-problem.js";
import { isDeepStrictEqual } from "node:util";

// src/kubernetes/kinds/built-in-groups.ts
/** The groups of the API server itself; Gateway API and others end in `.k8s.io` as well, but are custom resources. */
const BUILT_IN = new Set([
	...[
		"admissionregistration",
		"apiextensions",
		"apiregistration",
		"authentication",
		"authorization",
		"certificates"
	],
	...[
		"coordination",
		"discovery",
		"events",
		"flowcontrol.apiserver",
		"internal.apiserver",
		"networking",
		"node"
	],
	...[
		"rbac.authorization",
		"resource",
		"scheduling",
		"storage",
		"storagemigration"
	]
].map((name) => `${name}.k8s.io`));
/** Whether kinds of the group are part of Kubernetes. */
function isBuiltIn(group) {
	return !group.includes(".") || BUILT_IN.has(group);
}

// src/kubernetes/kinds/custom/json-path.ts
const STEPS = [
	{
		pattern: /^\.([A-Za-z_][\w-]*)/,
		step: ([, field = ""]) => ({ field })
	},
	{
		pattern: /^\[(?:'([^']+)'|"([^"]+)")\]/,
		step: ([, single, double = ""]) => ({ field: single ?? double })
	},
	{
		pattern: /^\[(\d+)\]/,
		step: ([, index]) => ({ index: Number(index) })
	},
	{
		pattern: /^\[\*\]/,
		step: () => ({ every: true })
	},
	{
		pattern: /^\[\?\(\s*@\.([\w-]+)\s*==\s*(?:'([^']*)'|"([^"]*)")\s*\)\]/,
		step: ([, where = "", single, double = ""]) => ({
			where,
			is: single ?? double
		})
	}
];
/** Reads a rule as `kubectl wait --for=jsonpath` writes it; undefined if it is none. */
function parsePathRule(text) {
	const [, path, value] = /^\{([^{}]+)\}(?:=(.*))?$/s.exec(text.trim()) ?? [];
	if (path === void 0) return void 0;
	const steps = [];
	for (let rest = path; rest !== "";) {
		const found = STEPS.map(({ pattern, step }) => ({
			match: pattern.exec(rest),
			step
		})).find(({ match }) => match);
		if (found?.match == null) return void 0;
		steps.push(found.step(found.match));
		rest = rest.slice(found.match[0].length);
	}
	return {
		text: text.trim(),
		steps,
		value: value?.trim()
	};
}
/** Whether one of the values at the path is the one that the rule names. */
function fulfils(object, { steps, value }) {
	return steps.reduce((values, step) => values.flatMap((each) => taken(each, step)), [object]).some((each) => value === void 0 ? isThere(each) : textOf$1(each) === value);
}
function taken(value, step) {
	if ("field" in step) return isMapping(value) && Object.hasOwn(value, step.field) ? [value[step.field]] : [];
	const items = Array.isArray(value) ? value : [];
	if ("index" in step) return items.slice(step.index, step.index + 1);
	if ("every" in step) return items;
	return items.filter((item) => isMapping(item) && textOf$1(item[step.where]) === step.is);
}
function isThere(value) {
	return value !== void 0 && value !== null && value !== false && value !== "";
}
function textOf$1(value) {
	return typeof value === "object" ? void 0 : String(value);
}

// src/kubernetes/api/quantity.ts
const SUFFIXES = new Map(Object.entries({
	n: 1e-9,
	u: 1e-6,
	m: .001,
	"": 1,
	k: 1e3,
	M: 1e6,
	G: 1e9,
	T: 0xe8d4a51000,
	P: 0x38d7ea4c68000,
	E: 0xde0b6b3a7640000,
	Ki: 1024,
	Mi: 2 ** 20,
	Gi: 2 ** 30,
	Ti: 2 ** 40,
	Pi: 2 ** 50,
	Ei: 2 ** 60
}));
/** The number that a quantity of the API means: `500m` is 0.5, `1Ki` is 1024. NaN for what is none. */
function quantity(text) {
	const [, number = "", suffix = ""] = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(text.trim()) ?? [];
	return number === "" ? NaN : Number(number) * (SUFFIXES.get(suffix) ?? NaN);
}

// src/kubernetes/diagnosis/pod-refusal.ts
/** What the API server says when it refuses a pod. First match wins. */
const PATTERNS = [
	{
		pattern: /(admission webhook "[^"]*"|ValidatingAdmissionPolicy .*) denied (the )?request/i,
		code: "admission-denied"
	},
	{
		pattern: /failed calling webhook/i,
		code: "webhook-failed"
	},
	{
		pattern: /exceeded quota/i,
		code: "quota-exceeded"
	},
	{
		pattern: /failed quota: .*must specify/i,
		code: "quota-values-missing"
	},
	{
		pattern: /error looking up service account/i,
		code: "service-account-missing"
	},
	{
		pattern: /violates PodSecurity/i,
		code: "pod-security"
	},
	{
		pattern: /is forbidden|is invalid/i,
		code: "pod-refused"
	}
];
/** Why pods are not created: a controller's reason FailedCreate, in a condition or an event. */
function podRefusal(whole, since) {
	const message = whole.slice(0, LONGEST_MESSAGE);
	const code = PATTERNS.find(({ pattern }) => pattern.test(message))?.code ?? "pod-not-created";
	if (code === "quota-exceeded" && isAboveQuota(message)) return {
		code: "quota-too-small",
		text: apiText(message),
		since
	};
	return {
		code,
		text: apiText(message),
		since
	};
}
/** Whether one pod alone asks for more than the whole quota: then no other pod's end makes room for it. */
function isAboveQuota(message) {
	const requested = amountsIn(/requested: (.*?), used: /, message);
	const limited = amountsIn(/limited: (.*?)(?:$|; )/, message);
	return [...requested].some(([resource, text]) => quantity(text) > quantity(limited.get(resource) ?? ""));
}
/** `cpu=5,memory=1Gi` by resource. */
function amountsIn(pattern, message) {
	const list = pattern.exec(message)?.[1] ?? "";
	return new Map(list.split(",").map((one) => [one.split("=")[0]?.trim() ?? "", one.split("=")[1] ?? ""]));
}

// src/kubernetes/api/pods-and-events.ts
/** An init container that keeps running beside the others. */
function isSidecar({ restartPolicy }) {
	return restartPolicy === "Always";
}
/** When the event last happened, as the API says. */
function timeOf(event) {
	return event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp;
}

// src/kubernetes/diagnosis/fresh-news.ts
/** Kubelets and admission rules read their objects from caches, which take a moment to see what was put right. */
const CACHES_MS = 2e3;
/** Whether what is said about an object from before the apply is so certainly from after it that it counts. */
function isFreshNews(time, appliedAt) {
	return Date.parse(time ?? "") > appliedAt + CACHES_MS;
}

// src/kubernetes/kinds/owned-pods.ts
/** Whether the object is owned by the one with that uid. */
function isOwnedBy(object, uid) {
	return uid !== void 0 && object.metadata.ownerReferences?.some((owner) => owner.uid === uid) === true;
}
/** The pods that the workload owns itself, without those that are being deleted. */
function ownPods({ metadata }, pods) {
	return pods.filter((pod) => isOwnedBy(pod, metadata.uid) && pod.metadata.deletionTimestamp === void 0);
}
/** Whether the pod serves. */
function isReady({ status }) {
	return status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") === true;
}

// src/kubernetes/kinds/held.ts
/** On a workload that is held at a stage: `DeploymentHold` as JSON. Ours alone; no template has it. */
const HELD_ANNOTATION = "commit-train.dev/held";
/** Whether a workload is held at a stage. */
function isHeld({ metadata }) {
	return metadata.annotations?.[HELD_ANNOTATION] !== void 0;
}
/**
* How far a Deployment is that is to be held at a stage: its pods of the new template are all ready, and all others are old ones
* that are available. The new ones never count as available while it is held, the old ones do. The desired number is read again each
* time, because an autoscaler may change it: the controller then scales old and new ones in proportion, so that more are new.
*/
function heldProgress(spec, { replicas = 0, updatedReplicas: updated = 0, availableReplicas: serving = 0 }, pods) {
	const desired = spec.replicas ?? 1;
	const stage = stagePods(spec, desired);
	const fresh = Math.max(stage.fresh, updated);
	const old = Math.max(0, stage.fresh + stage.old - fresh);
	const ready = pods.filter((pod) => pod.metadata.deletionTimestamp === void 0 && isReady(pod)).length;
	const text = `${ready} of ${fresh} new ${fresh === 1 ? "pod" : "pods"} ready, ${serving} of ${old} old ${old === 1 ? "pod" : "pods"} available`;
	return {
		complete: updated === fresh && ready === fresh && replicas === fresh + old && serving === old,
		text: desired === 0 ? "scaled to 0" : text,
		desired,
		updated,
		available: serving + ready
	};
}
/** As the controller counts: what comes on top is rounded up, what is missing down, and never are both of them nothing. */
function stagePods({ strategy }, desired) {
	const { maxSurge = 0, maxUnavailable = 0 } = strategy?.rollingUpdate ?? {};
	const surge = Math.min(desired, numberIn(maxSurge, desired, Math.ceil));
	if (surge > 0 || desired === 0) return {
		fresh: surge,
		old: desired
	};
	const fresh = Math.min(desired, Math.max(1, numberIn(maxUnavailable, desired, Math.floor)));
	return {
		fresh,
		old: desired - fresh
	};
}
function numberIn(value, desired, round) {
	return typeof value === "number" ? value : round(Number.parseFloat(value) * desired / 100);
}

// src/kubernetes/kinds/news.ts
/** What is said about an object that was there before the apply counts only where it is certainly from after it. */
function asNews(symptom, object, target) {
	if (!isFromBefore(object, target) || isFreshNews(symptom.since, target.at)) return symptom;
	return target.unchanged || Date.parse(symptom.since ?? "") < target.at ? {
		...symptom,
		old: true
	} : {
		...symptom,
		fatality: "waiting"
	};
}
/** Whether the object was there before the apply. */
function isFromBefore({ metadata }, { at, unchanged }) {
	return unchanged || Date.parse(metadata.creationTimestamp ?? "") < at;
}
/** Whether something ended before the apply. Times have whole seconds: where nothing was changed, the same second is before. */
function hasEndedBefore(time, { at, unchanged }) {
	const ended = Date.parse(time ?? "");
	return unchanged ? ended <= at : ended < at;
}

// src/kubernetes/kinds/deployment.ts
/** A Deployment: its pods belong to the ReplicaSet of its present revision. */
const deploymentKind = {
	kind: "Deployment",
	group: "apps",
	podTemplate: ["spec", "template"],
	resource: {
		apiVersion: "apps/v1",
		plural: "deployments"
	},
	ownerResource: {
		apiVersion: "apps/v1",
		plural: "replicasets"
	},
	eventReasons: ["FailedCreate"],
	newPods: newPods$3,
	progressOf: progressOf$9,
	symptoms: symptoms$6,
	deadline: deadline$1
};
function newPods$3(deployment, replicaSets, pods) {
	const replicaSet = newReplicaSet(deployment, replicaSets);
	if (replicaSet === void 0) return {
		owners: [],
		pods: []
	};
	return {
		owners: [replicaSet],
		pods: pods.filter((pod) => isOwnedBy(pod, replicaSet.metadata.uid))
	};
}
const REVISION$1 = "deployment.kubernetes.io/revision";
/** The ReplicaSet of the present template; only to be trusted once the generation is observed. */
function newReplicaSet(deployment, all) {
	const revision = deployment.metadata.annotations?.[REVISION$1];
	if (revision === void 0) return void 0;
	return all.find((replicaSet) => isOwnedBy(replicaSet, deployment.metadata.uid) && replicaSet.metadata.annotations?.[REVISION$1] === revision);
}
/**
* Complete means that the controller has seen the generation, every desired pod is of the new template and available,
* and no old pod is left. The desired number is read again each time, because an autoscaler may change it.
*/
function progressOf$9(target, { metadata, spec, status = {} }, facts) {
	const { generation = 0 } = metadata;
	const observed = generation >= target.generation && (status.observedGeneration ?? 0) >= generation;
	if (isHeld(target.object)) return {
		observed,
		...heldProgress(spec, status, facts.pods)
	};
	const { replicas = 0, updatedReplicas: updated = 0, availableReplicas: available = 0 } = status;
	const desired = spec.replicas ?? 1;
	const old = replicas - updated;
	const leaving = old > 0 ? `, ${old} old ${old === 1 ? "pod" : "pods"} left` : "";
	const pods = desired === 0 ? "scaled to 0" : `${updated}/${desired} updated, ${available} available`;
	return {
		observed,
		complete: updated === desired && replicas === desired && available === desired,
		text: `${pods}${leaving}`,
		desired,
		updated,
		available
	};
}
function symptoms$6(target, facts, observed) {
	const refused = conditionsOf(facts.workload).filter((condition) => isRefusal(condition) && isNew(condition, target));
	if (!observed) return refused.map(refusalSymptom);
	return [
		...facts.owners.flatMap((owner) => refusalsOf(owner, facts, target)),
		...refused.map(refusalSymptom),
		...facts.workload?.spec.paused === true ? [PAUSED$1] : [],
		...oldDeadline$1(target, facts)
	];
}
/** A ReplicaSet dates when it was first refused pods, not whether it still is; events about it do. */
function refusalsOf(owner, { events }, target) {
	const again = events.some((event) => event.reason === "FailedCreate" && event.involvedObject.uid === owner.metadata.uid && isFreshNews(timeOf(event), target.at));
	return (owner.status?.conditions ?? []).filter(isRefusal).map((condition) => ({
		...refusalSymptom(condition),
		old: isFromBefore(owner, target) && !again && !isAfter(condition, target)
	}));
}
/** The condition stays until there is progress, so for a ReplicaSet from before it says nothing about this rollout. */
function oldDeadline$1(target, { workload, owners }) {
	const over = conditionsOf(workload).find(isDeadline);
	if (over === void 0 || isNew(over, target) || !owners.some((owner) => isFromBefore(owner, target))) return [];
	return [{
		...deadlineSymptom(over),
		old: true
	}];
}
const PAUSED$1 = {
	code: "rollout-paused",
	text: "the Deployment is paused, so nothing is rolled out"
};
function deadline$1(target, { workload }) {
	const over = conditionsOf(workload).find((condition) => isDeadline(condition) && isNew(condition, target));
	return over === void 0 ? void 0 : deadlineSymptom(over);
}
function isDeadline({ type, status, reason }) {
	return type === "Progressing" && status === "False" && reason === "ProgressDeadlineExceeded";
}
function deadlineSymptom({ message = "", lastUpdateTime }) {
	return {
		code: "progress-deadline",
		text: apiText(message),
		since: lastUpdateTime
	};
}
function conditionsOf(deployment) {
	return deployment?.status?.conditions ?? [];
}
function isRefusal({ type, status, reason }) {
	return type === "ReplicaFailure" && status === "True" && reason === "FailedCreate";
}
function refusalSymptom({ message = "", lastTransitionTime }) {
	return podRefusal(message, lastTransitionTime);
}
/** Conditions outlive the rollout they are about, so only those written since the apply count. */
function isNew(condition, target) {
	return target.unchanged ? isAfter(condition, target) : Date.parse(writtenAt(condition) ?? "") >= target.at;
}
function isAfter(condition, { at }) {
	return isFreshNews(writtenAt(condition), at);
}
function writtenAt({ lastUpdateTime, lastTransitionTime }) {
	return lastUpdateTime ?? lastTransitionTime;
}

// src/kubernetes/kinds/argo/rollout-object.ts
/** On a ReplicaSet and its pods: which pod template of the Rollout it runs. */
const POD_HASH = "rollouts-pod-template-hash";
/** Whether an object is a Rollout of Argo Rollouts. */
function isArgoRollout({ apiVersion, kind }) {
	return kind === "Rollout" && groupOf(apiVersion) === "argoproj.io";
}
/** The object that has the pod template of a Rollout, where it has none of its own. */
function templateSource(rollout) {
	return mappingAt(rollout, "spec", "workloadRef");
}
/** The condition of a type; undefined where there is none. */
function conditionIn({ status }, type) {
	return status?.conditions?.find((condition) => condition.type === type);
}

// src/kubernetes/kinds/argo/rollout-pause.ts
/** Where the canary of a Rollout is: `step 2 of 5`; undefined for one without steps, and after the last. */
function stepOfCanary({ spec, status = {} }) {
	const steps = spec.strategy?.canary?.steps ?? [];
	const { currentStepIndex: index } = status;
	return index === void 0 || index >= steps.length ? void 0 : `step ${index + 1} of ${steps.length}`;
}
/**
* The pause of a Rollout that does not end by itself; undefined where there is none. A timed pause looks the same in the
* status: only the step says how long it is.
*/
function heldPause(rollout) {
	const { spec, status = {} } = rollout;
	for (const { reason, startTime: since } of status.pauseConditions ?? []) {
		const where = stepOfCanary(rollout);
		if (reason === "CanaryPauseStep") {
			const { pause } = spec.strategy?.canary?.steps?.[status.currentStepIndex ?? 0] ?? {};
			if (pause?.duration === void 0 || pause.duration === null) return {
				text: `paused${where === void 0 ? "" : ` at ${where}`}${weightText(rollout)}`,
				since
			};
		} else if (reason === "BlueGreenPause") {
			if (spec.strategy?.blueGreen?.autoPromotionEnabled === false) return {
				text: "paused before the switch of its active Service",
				since
			};
		} else {
			const what = reason === "InconclusiveAnalysisRun" ? "an analysis was inconclusive" : reason;
			return {
				text: `paused${where === void 0 ? "" : ` at ${where}`}: ${what}`,
				since
			};
		}
	}
}
/** The share of the last step that set one: ` (weight 20 %)`. */
function weightText({ spec, status = {} }) {
	const weight = (spec.strategy?.canary?.steps ?? []).slice(0, status.currentStepIndex ?? 0).findLast(({ setWeight }) => setWeight !== void 0)?.setWeight;
	return weight === void 0 ? "" : ` (weight ${weight} %)`;
}

// src/kubernetes/api/managed-fields.ts
/** The name under which our fields are owned in the cluster. */
const FIELD_MANAGER = "commit-train";
/** Who owns which fields of an object of the API. */
function managedFieldsOf(object) {
	return mappingsIn(mappingAt(object, "metadata")?.managedFields).map((entry) => ({
		manager: textOf(entry.manager),
		operation: textOf(entry.operation),
		subresource: textOf(entry.subresource),
		time: textOf(entry.time),
		fields: mappingAt(entry, "fieldsV1") ?? {}
	}));
}
/** What our applies own of an object; undefined where there is none. */
function ourApplyOf(object) {
	return managedFieldsOf(object).find(({ manager, operation }) => manager === "commit-train" && operation === "Apply");
}
/** The paths of all fields of a manager. */
function fieldPaths(fields, at = []) {
	if (!isMapping(fields)) return [];
	const inner = Object.entries(fields);
	if (inner.length === 0) return at.length === 0 ? [] : [at];
	return inner.flatMap(([step, below]) => fieldPaths(below, [...at, step]));
}
/** Whether the manager owns exactly this field. */
function ownsField(fields, path) {
	const [step, ...rest] = path;
	if (!isMapping(fields)) return false;
	if (step === void 0) return Object.keys(fields).length === 0;
	return Object.hasOwn(fields, step) && ownsField(fields[step], rest);
}
/** The value of a field in an object; undefined where there is none. */
function valueAt(object, path) {
	return path.reduce((value, step) => {
		if (step === ".") return value;
		const name = step.slice(2);
		if (step.startsWith("f:")) return isMapping(value) && Object.hasOwn(value, name) ? value[name] : void 0;
		if (!Array.isArray(value)) return void 0;
		const items = value;
		const key = parsed(name);
		if (step.startsWith("k:")) return items.find((item) => isMapping(item) && isMapping(key) && Object.entries(key).every(([k, v]) => item[k] === v));
		if (step.startsWith("v:")) return items.find((item) => isDeepStrictEqual(item, key));
		return typeof key === "number" ? items[key] : void 0;
	}, object);
}
/**
* Whether our applies own the same fields with the same values in both. Controllers write the rest, such as the status, at any
* time: an object’s `resourceVersion` does not show whether an apply of ours changed it.
*/
function sameOwnFields(before, after) {
	const [owned, still] = [before, after].map((object) => ourApplyOf(object)?.fields);
	if (owned === void 0 || !isDeepStrictEqual(owned, still)) return false;
	return fieldPaths(owned).filter((path) => path.at(-1) !== ".").every((path) => isDeepStrictEqual(valueAt(before, path), valueAt(after, path)));
}
/** A path as people write it: `spec.template.spec.containers[name=app].image`. */
function fieldText(path) {
	return path.map((step) => {
		if (step === ".") return "";
		const name = step.slice(2);
		if (step.startsWith("f:")) return /^[\w-]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
		const key = parsed(name);
		return `[${(isMapping(key) ? Object.entries(key).map(([field, value]) => `${field}=${value}`) : [name]).join(",")}]`;
	}).join("").replace(/^\./, "");
}
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
function textOf(value) {
	return typeof value === "string" ? value : "";
}

// src/kubernetes/kinds/argo/same-template.ts
/**
* Whether two values of a Rollout mean the same. Its controller reads it into types of its own and writes it back whole:
* quantities get another form (`0.5` becomes `500m`), what is empty comes or goes.
*/
function isSameMeaning(one, other, path = []) {
	const names = path.map((step) => fieldText([step]));
	const field = AMOUNTS.has(names.at(-2) ?? "") ? AMOUNT : names.at(-1) ?? "";
	return isEmpty(one) === isEmpty(other) && saysAll(one, other, field) && saysAll(other, one, field);
}
/**
* Whether a pod template, as a ReplicaSet has it, says all that another one says. It may say more: the API server has filled in
* its defaults, also where there was something empty.
*/
function saysAll(wanted, found, field = "") {
	if (isEmpty(wanted)) return !Array.isArray(found) || found.length === 0;
	if (Array.isArray(wanted)) {
		const items = Array.isArray(found) ? found : [];
		return wanted.length === items.length && wanted.every((item, index) => saysAll(item, items[index], field));
	}
	if (isMapping(wanted)) {
		const inside = isMapping(found) ? found : {};
		return Object.entries(wanted).every(([name, value]) => saysAll(value, inside[name], AMOUNTS.has(field) ? AMOUNT : name));
	}
	if (field === AMOUNT || SINGLE_AMOUNTS.has(field)) return quantity(String(wanted)) === quantity(String(found));
	return wanted === found;
}
/** Maps of quantities. */
const AMOUNTS = /* @__PURE__ */ new Set([
	"requests",
	"limits",
	"overhead"
]);
const AMOUNT = "a quantity";
/** Fields that are a quantity. */
const SINGLE_AMOUNTS = /* @__PURE__ */ new Set(["sizeLimit", "divisor"]);
/** What the types of the controller leave out when they are written. */
function isEmpty(value) {
	if (value === null || value === void 0 || value === false || value === 0 || value === "") return true;
	return Array.isArray(value) ? value.length === 0 : isMapping(value) && Object.keys(value).length === 0;
}

// src/kubernetes/kinds/argo/argo-rollout.ts
/**
* A Rollout of Argo Rollouts: its steps are its controller's, and so is the verdict, `status.phase`. It is about what was
* applied only when the ReplicaSet of `currentPodHash` runs the template: the controller writes the new generation into a
* status that is still that of the template before.
*/
const argoRolloutKind = {
	kind: "Rollout",
	group: "argoproj.io",
	podTemplate: ["spec", "template"],
	templateSource,
	resource: {
		apiVersion: "argoproj.io/v1alpha1",
		plural: "rollouts"
	},
	ownerResource: {
		apiVersion: "apps/v1",
		plural: "replicasets"
	},
	eventReasons: ["FailedCreate"],
	isSameValue: isSameMeaning,
	newPods: newPods$2,
	progressOf: progressOf$8,
	symptoms: symptoms$5,
	deadline
};
function newPods$2(rollout, replicaSets, pods) {
	const { currentPodHash } = rollout.status ?? {};
	const current = replicaSets.find((set) => currentPodHash !== void 0 && set.metadata.labels?.["rollouts-pod-template-hash"] === currentPodHash && isOwnedBy(set, rollout.metadata.uid));
	if (current === void 0 || !runs(current, rollout, rollout.spec.template)) return {
		owners: [],
		pods: []
	};
	return {
		owners: [current],
		pods: pods.filter((pod) => isOwnedBy(pod, current.metadata.uid))
	};
}
/** Whether a ReplicaSet of the Rollout runs this template; one that is not known is not held against it. */
function runs({ spec }, { spec: { strategy } }, template) {
	if (template === void 0 || template === null) return true;
	const isAdded = strategy?.canary?.antiAffinity !== void 0 || strategy?.blueGreen?.antiAffinity !== void 0;
	return saysAll(isAdded ? withoutAffinity(template) : template, spec?.template);
}
function withoutAffinity(template) {
	const { affinity: _, ...spec } = mappingAt(template, "spec") ?? {};
	return {
		...mappingAt(template),
		spec
	};
}
function progressOf$8(target, rollout, { owners }) {
	const { spec, status = {} } = rollout;
	const { phase = "", updatedReplicas: updated = 0, currentPodHash } = status;
	const desired = spec.replicas ?? 1;
	const available = owners[0]?.status?.availableReplicas ?? 0;
	const isStable = status.stableRS !== void 0 && status.stableRS === currentPodHash;
	const numbers = desired === 0 ? "scaled to 0" : `${updated}/${desired} updated, ${available} available`;
	const held = heldPause(rollout)?.text ?? stepOfCanary(rollout);
	return {
		observed: hasSeenGeneration(target, rollout) && isOfTemplate(target, rollout, owners),
		complete: phase === "Healthy" && isStable && updated >= desired && available >= desired,
		text: held === void 0 ? numbers : `${held}, ${numbers}`,
		desired,
		updated,
		available
	};
}
/** Whether the controller has written its status after the change. */
function hasSeenGeneration(target, { metadata, status = {} }) {
	const { generation = 0 } = metadata;
	return generation >= target.generation && Number(status.observedGeneration ?? 0) >= generation;
}
const WORKLOAD_GENERATION = "rollout.argoproj.io/workload-generation";
/** Whether the status is about the template: the Rollout's own, or that of what its `workloadRef` names. */
function isOfTemplate(target, rollout, owners) {
	const { source } = target;
	const { metadata, spec, status = {} } = rollout;
	if (spec.workloadRef === void 0) return owners.length > 0 && !isHashFromBefore(target, rollout);
	const referenced = Number(metadata.annotations?.[WORKLOAD_GENERATION] ?? 0);
	if (Number(status.workloadObservedGeneration ?? 0) < referenced || referenced === 0) return false;
	if (source === void 0) return true;
	const [current] = owners;
	const template = mappingAt(source, "spec", "template") ?? mappingAt(source, "template");
	return referenced >= (source.metadata.generation ?? 0) && current !== void 0 && runs(current, rollout, template);
}
/** Another template has another hash than the one that was current at the apply. */
function isHashFromBefore({ before, object }, { status }) {
	const hash = object.status?.currentPodHash;
	if (before === void 0 || hash === void 0 || hash !== status?.currentPodHash) return false;
	const [was, is] = [before, object].map((one) => mappingAt(one, "spec", "template"));
	return !isSameMeaning(was, is);
}
function symptoms$5(target, facts, observed) {
	const { workload: rollout } = facts;
	if (rollout === void 0) return [];
	const before = hasSeenGeneration(target, rollout) ? [...invalid(target, rollout), ...notCreated(target, rollout)] : [];
	if (!observed) return before.length > 0 || !isUnseen(rollout) ? before : [UNSEEN];
	const { spec, status = {} } = rollout;
	const held = heldPause(rollout);
	return [
		...before,
		...facts.owners.flatMap((owner) => refusalsOf(owner, facts, target)),
		...status.abort === true ? aborted(rollout) : [],
		...spec.paused === true ? [PAUSED] : [],
		...held === void 0 || spec.paused === true ? [] : [heldSymptom(rollout, held)],
		...oldDeadline(target, rollout)
	];
}
function isUnseen({ status }) {
	return status?.observedGeneration === void 0;
}
const UNSEEN = {
	code: "resource-not-ready",
	text: "no controller of Argo Rollouts has looked at it: check that one runs, and that it watches this namespace"
};
const PAUSED = {
	code: "rollout-paused",
	text: "the Rollout has spec.paused, so it does not go on; kubectl argo rollouts promote resumes it"
};
function heldSymptom({ metadata, spec, status = {} }, { text, since }) {
	return {
		code: "rollout-held",
		text: `${text}, ${`${status.updatedReplicas ?? 0} of ${spec.replicas ?? 1} pods new`}; kubectl argo rollouts promote (or abort) ${`${metadata.name}${metadata.namespace === void 0 ? "" : ` -n ${metadata.namespace}`}`}`,
		since
	};
}
function invalid(target, rollout) {
	const condition = conditionIn(rollout, "InvalidSpec");
	return condition === void 0 ? [] : [asNews(symptomOf("rollout-invalid", condition), rollout, target)];
}
/** The ReplicaSet itself is refused: by a quota, or an admission webhook. */
function notCreated(target, rollout) {
	const condition = conditionIn(rollout, "Progressing");
	if (condition?.reason !== "ReplicaSetCreateError") return [];
	return [asNews(podRefusal(condition.message ?? "", condition.lastUpdateTime), rollout, target)];
}
/** That it was asked for is in the status before the controller has done it, and has said why. */
function aborted(rollout) {
	const condition = conditionIn(rollout, "Progressing");
	return condition?.reason === "RolloutAborted" ? [symptomOf("rollout-aborted", condition)] : [];
}
function timedOut(rollout) {
	const condition = conditionIn(rollout, "Progressing");
	return condition?.reason === "ProgressDeadlineExceeded" ? condition : void 0;
}
function deadline(target, { workload }) {
	const over = workload === void 0 ? void 0 : timedOut(workload);
	if (over === void 0 || workload === void 0) return void 0;
	const symptom = asNews(symptomOf("progress-deadline", over), workload, target);
	return symptom.old === true || symptom.fatality !== void 0 ? void 0 : symptom;
}
/** It stays until there is progress, so for a ReplicaSet from before it says nothing about this rollout. */
function oldDeadline(target, rollout) {
	const over = timedOut(rollout);
	if (over === void 0) return [];
	const symptom = asNews(symptomOf("progress-deadline", over), rollout, target);
	return symptom.old === true ? [symptom] : [];
}
function symptomOf(code, { message = "", lastUpdateTime }) {
	return {
		code,
		text: apiText(message),
		since: lastUpdateTime
	};
}

// src/kubernetes/diagnosis/lost-node.ts
/**
* Since when nothing is known of a pod because its node does not report any more, by its status alone: events of it are gone
* after an hour. The controller of the nodes then sets Ready to false and nothing else (`MarkPodsNotReady` of Kubernetes),
* while a kubelet writes both conditions together, and a reason where only readiness gates are missing. Undefined where it reports.
*/
function lostSince({ status = {} }) {
	const find = (type) => status.conditions?.find((condition) => condition.type === type);
	const [ready, containers] = [find("Ready"), find("ContainersReady")];
	if (ready?.status !== "False" || ready.reason === "ReadinessGatesNotReady" || containers?.status !== "True") return;
	return ready.lastTransitionTime ?? "";
}

// src/kubernetes/kinds/pod-creation.ts
/** Events of controllers about the pods that they make. */
const POD_CREATION_EVENTS = ["FailedCreate", "SuccessfulCreate"];
const CREATION = new Set(POD_CREATION_EVENTS);
/** That the workload's controller cannot create its pods, by its newest event: what succeeds afterwards has healed. */
function creationSymptoms(target, { workload, events }) {
	if (workload === void 0) return [];
	const newest = events.findLast(({ involvedObject, reason = "" }) => involvedObject.uid === workload.metadata.uid && CREATION.has(reason));
	if (newest?.reason !== "FailedCreate") return [];
	return [asNews(podRefusal(newest.message ?? "", timeOf(newest)), workload, target)];
}

// src/kubernetes/kinds/daemon-set.ts
/** A DaemonSet: one pod on each node that its template allows. */
const daemonSetKind = {
	kind: "DaemonSet",
	group: "apps",
	podTemplate: ["spec", "template"],
	resource: {
		apiVersion: "apps/v1",
		plural: "daemonsets"
	},
	eventReasons: POD_CREATION_EVENTS,
	newPods: newPods$1,
	progressOf: progressOf$7,
	symptoms: (target, facts, observed) => observed ? [...creationSymptoms(target, facts), ...lostNodes(facts)] : []
};
/** The API server counts changes of the template in the annotation; the controller gives its pods the count as a label. */
const TEMPLATE_GENERATION = {
	annotation: "deprecated.daemonset.template.generation",
	label: "pod-template-generation"
};
function newPods$1(set, _, all) {
	const own = ownPods(set, all);
	const present = set.metadata.annotations?.[TEMPLATE_GENERATION.annotation];
	if (present === void 0) return {
		owners: [],
		pods: own
	};
	const isNew = ({ metadata }) => metadata.labels?.[TEMPLATE_GENERATION.label] === present;
	const oldPods = all.filter((pod) => isOwnedBy(pod, set.metadata.uid) && !isNew(pod));
	return {
		owners: [],
		pods: own.filter(isNew),
		oldPods
	};
}
/**
* Old pods, one of each node that does not report any more and has no new pod: none can come there, and not because of the new
* template.
*/
function lostPods({ pods, oldPods = [] }) {
	const nodes = new Set(pods.map(({ spec }) => spec?.nodeName));
	return oldPods.filter((pod) => {
		if (lostSince(pod) === void 0 || nodes.has(pod.spec?.nodeName)) return false;
		nodes.add(pod.spec?.nodeName);
		return true;
	});
}
function lostNodes(facts) {
	return lostPods(facts).map((pod) => {
		return {
			code: "node-not-ready",
			text: `node ${pod.spec?.nodeName ?? ""} is not ready: its old pod ${pod.metadata.name} is not replaced; such a node counts for maxUnavailable`,
			since: lostSince(pod)
		};
	});
}
/**
* Complete means that each node has an available pod of the new template; with OnDelete, that those there are ready. A node
* that was lost before its new pod came is not waited for: the set counts it as long as it exists.
*/
function progressOf$7(target, { metadata, spec, status = {} }, facts) {
	const { pods } = facts;
	const { generation = 0 } = metadata;
	const { observedGeneration = 0, desiredNumberScheduled: desired = 0, updatedNumberScheduled: updated = 0, numberAvailable: available = 0 } = status;
	const onDelete = spec.updateStrategy?.type === "OnDelete";
	const old = desired - updated;
	const lost = onDelete ? 0 : lostPods(facts).length;
	const reached = desired - lost;
	const served = onDelete ? pods.length >= updated && pods.every(isReady) : updated === reached && available === reached;
	const kept = onDelete ? old : 0;
	const numbers = desired === 0 ? "no node for it" : `${updated}/${desired} updated, ${available} available`;
	return {
		observed: generation >= target.generation && observedGeneration >= generation,
		complete: served,
		text: `${numbers}${kept > 0 ? `, ${kept} ${kept === 1 ? "keeps" : "keep"} the old template` : ""}${lost > 0 ? `, ${lost} on lost nodes` : ""}`,
		...remarkOf$1(kept, desired, lost),
		desired,
		updated,
		available
	};
}
function remarkOf$1(kept, desired, lost) {
	if (desired === 0) return { remark: {
		reason: "rollout-partial",
		text: "no node of the cluster is allowed to run it, so no pod runs"
	} };
	if (lost > 0) return { remark: {
		reason: "rollout-partial",
		text: `${lost} of ${desired} pods could not be replaced on ${lost === 1 ? "a node that is" : "nodes that are"} not ready: the new one comes when the node is back`
	} };
	if (kept === 0) return {};
	return { remark: {
		reason: "rollout-partial",
		text: `${kept} of ${desired} pods ${kept === 1 ? "keeps" : "keep"} the old template: its update strategy is OnDelete, so a pod changes when somebody deletes it`
	} };
}

// src/kubernetes/kinds/job.ts
/** A Job: its success is its end, and it counts itself how often its pods may fail. */
const jobKind = {
	kind: "Job",
	group: "batch",
	podTemplate: ["spec", "template"],
	resource: {
		apiVersion: "batch/v1",
		plural: "jobs"
	},
	eventReasons: POD_CREATION_EVENTS,
	countsCrashes: true,
	leftToControllers: [
		"spec.suspend",
		"spec.parallelism",
		"spec.completions"
	],
	newPods: ({ metadata }, _, pods) => ({
		owners: [],
		pods: pods.filter((pod) => isOwnedBy(pod, metadata.uid))
	}),
	hasEnded: (job) => isTrue(job, "Complete") || failure$1(job) !== void 0,
	progressOf: progressOf$6,
	symptoms: symptoms$4,
	deadline: (target, { workload }) => workload === void 0 ? void 0 : failed$1(target, workload)
};
function progressOf$6(target, job) {
	const { spec, status = {} } = job;
	const complete = isTrue(job, "Complete");
	const suspended = spec.suspend === true && isTrue(job, "Suspended");
	const { active = 0, succeeded = 0, failed = 0 } = status;
	const running = [
		`${succeeded}/${spec.completions ?? spec.parallelism ?? 1} succeeded`,
		...active > 0 ? [`${active} active`] : [],
		...failed > 0 ? [`${failed} failed`] : []
	].join(", ");
	const earlier = complete && hasEndedBefore(status.completionTime, target);
	return {
		observed: status.startTime !== void 0 || (status.conditions ?? []).length > 0,
		complete: complete || suspended,
		final: complete,
		text: suspended ? "suspended" : `${running}${earlier ? ", before this deployment" : ""}`
	};
}
function symptoms$4(target, facts) {
	const { workload } = facts;
	const over = workload === void 0 ? void 0 : failed$1(target, workload);
	return [...creationSymptoms(target, facts), ...over === void 0 ? [] : [over]];
}
function failed$1(target, job) {
	const condition = failure$1(job);
	if (condition === void 0) return void 0;
	const { reason = "", message = "", lastTransitionTime } = condition;
	const earlier = hasEndedBefore(lastTransitionTime, target) ? ", before this deployment" : "";
	return {
		code: "job-failed",
		text: `${[reason, apiText(message)].filter((text) => text !== "").join(": ")}${earlier}`,
		since: lastTransitionTime
	};
}
/** Newer clusters say that a Job will fail before its last pods have ended. */
function failure$1({ status }) {
	return status?.conditions?.find(({ type, status }) => /^(Failed|FailureTarget)$/.test(type) && status === "True");
}
function isTrue({ status }, type) {
	return status?.conditions?.some((condition) => condition.type === type && condition.status === "True") === true;
}

// src/kubernetes/kinds/passive/api-service.ts
/** An APIService: the API server reaches what serves it. */
const apiServiceKind = {
	kind: "APIService",
	group: "apiregistration.k8s.io",
	resource: {
		apiVersion: "apiregistration.k8s.io/v1",
		plural: "apiservices"
	},
	eventReasons: [],
	settlesAfterMs: 8e3,
	progressOf: (_, service) => ({
		observed: available(service) !== void 0,
		complete: available(service)?.status === "True",
		text: available(service)?.status === "True" ? "available" : "not available"
	}),
	symptoms: (_, { workload }) => {
		const condition = available(workload);
		if (condition === void 0 || condition.status === "True") return [];
		const { reason = "", message = "", lastTransitionTime } = condition;
		return [{
			code: "api-service-unavailable",
			text: `${reason}: ${apiText(message)}`,
			since: lastTransitionTime
		}];
	}
};
function available(service) {
	return service?.status?.conditions?.find(({ type }) => type === "Available");
}

// src/kubernetes/kinds/passive/horizontal-pod-autoscaler.ts
/**
* A HorizontalPodAutoscaler: it can scale its target. That it has no metrics yet is remarked and not waited for: new pods
* have none for a minute.
*/
const horizontalPodAutoscalerKind = {
	kind: "HorizontalPodAutoscaler",
	group: "autoscaling",
	resource: {
		apiVersion: "autoscaling/v2",
		plural: "horizontalpodautoscalers"
	},
	eventReasons: [],
	settlesAfterMs: 17e3,
	progressOf: progressOf$5,
	symptoms: symptoms$3
};
function progressOf$5(_, autoscaler) {
	const { currentReplicas = 0, desiredReplicas = 0 } = autoscaler.status ?? {};
	const able = find(autoscaler, "AbleToScale");
	const active = find(autoscaler, "ScalingActive");
	const idle = active?.status === "False" && /^FailedGet|^FailedCompute/.test(active.reason ?? "");
	const disabled = active?.status === "False" && active.reason === "ScalingDisabled";
	const works = active?.status === "True" || disabled || idle;
	const text = disabled ? "its target is scaled to 0" : `${currentReplicas} pods, wants ${desiredReplicas}`;
	return {
		observed: able !== void 0,
		complete: able?.status === "True" && works,
		text: idle ? "has no metrics" : text,
		...idle ? { remark: {
			reason: "autoscaler-idle",
			text: apiText(active.message ?? "")
		} } : {}
	};
}
function symptoms$3(_, { workload }) {
	const broken = [find(workload, "AbleToScale"), find(workload, "ScalingActive")].find((condition) => condition?.status === "False");
	if (broken === void 0) return [];
	const { reason = "", message = "", lastTransitionTime } = broken;
	return [{
		code: "autoscaler-broken",
		text: `${reason}: ${apiText(message)}`,
		since: lastTransitionTime
	}];
}
function find(autoscaler, type) {
	return autoscaler?.status?.conditions?.find((condition) => condition.type === type);
}

// src/kubernetes/kinds/passive/persistent-volume-claim.ts
/** A PersistentVolumeClaim: bound, or waiting for the first pod that uses it, where its class wants that. */
const persistentVolumeClaimKind = {
	kind: "PersistentVolumeClaim",
	group: "",
	resource: {
		apiVersion: "v1",
		plural: "persistentvolumeclaims"
	},
	eventReasons: [
		"WaitForFirstConsumer",
		"WaitForPodScheduled",
		"ProvisioningFailed",
		"FailedBinding"
	],
	progressOf: progressOf$4,
	symptoms: symptoms$2
};
function progressOf$4(_, { status = {} }, facts) {
	const { phase } = status;
	const waits = phase === "Pending" && /^WaitFor/.test(newest(facts)?.reason ?? "");
	const unknown = phase === "Pending" && !facts.eventsWatched;
	const text = waits ? "waits for the first pod that uses it" : (phase ?? "").toLowerCase();
	return {
		observed: phase !== void 0,
		complete: phase === "Bound" || waits || unknown,
		text
	};
}
function symptoms$2(target, facts) {
	const { workload } = facts;
	if (workload === void 0) return [];
	if (workload.status?.phase === "Lost") return [asNews({
		code: "claim-lost",
		text: "the volume that it was bound to is gone"
	}, workload, target)];
	const event = newest(facts);
	if (event === void 0 || /^WaitFor/.test(event.reason ?? "")) return [];
	const { message = "" } = event;
	const code = /storageclass\S* "[^"]*" not found/.test(message) ? "storage-class-missing" : "claim-not-bound";
	return [asNews({
		code,
		text: apiText(message),
		since: timeOf(event)
	}, workload, target)];
}
function newest({ events, workload }) {
	return events.filter(({ involvedObject }) => involvedObject.uid === workload?.metadata.uid).toSorted((a, b) => (timeOf(a) ?? "").localeCompare(timeOf(b) ?? "")).at(-1);
}

// src/kubernetes/kinds/passive/pod-disruption-budget.ts
/** A PodDisruptionBudget: its controller has counted its pods. How many it allows to go is no failure. */
const podDisruptionBudgetKind = {
	kind: "PodDisruptionBudget",
	group: "policy",
	resource: {
		apiVersion: "policy/v1",
		plural: "poddisruptionbudgets"
	},
	eventReasons: [],
	progressOf: progressOf$3,
	symptoms: (_, { workload }) => {
		const failed = workload === void 0 ? void 0 : failure(workload);
		return failed === void 0 ? [] : [{
			code: "budget-not-counted",
			text: apiText(failed.message ?? ""),
			since: failed.lastTransitionTime
		}];
	}
};
function progressOf$3(target, budget) {
	const { metadata, status = {} } = budget;
	const { generation = 0 } = metadata;
	const { observedGeneration = 0, disruptionsAllowed = 0 } = status;
	return {
		observed: generation >= target.generation && observedGeneration >= generation,
		complete: failure(budget) === void 0,
		text: `${disruptionsAllowed} ${disruptionsAllowed === 1 ? "disruption" : "disruptions"} allowed now`
	};
}
function failure({ status }) {
	return status?.conditions?.find(({ type, status, reason }) => type === "DisruptionAllowed" && status === "False" && reason === "SyncFailed");
}

// src/kubernetes/kinds/passive/service.ts
/** A Service of type LoadBalancer: it has an address. Any other Service is complete when it is accepted. */
const loadBalancerKind = {
	kind: "Service",
	group: "",
	follows: ({ spec }) => mappingAt(spec)?.type === "LoadBalancer",
	resource: {
		apiVersion: "v1",
		plural: "services"
	},
	eventReasons: ["SyncLoadBalancerFailed", "EnsuredLoadBalancer"],
	progressOf: (_, service) => addressProgress(service, addressOf(service) !== void 0),
	symptoms: symptoms$1
};
/** An Ingress: its status may have an address, and many controllers never write one, so none is waited for. */
const ingressKind = {
	kind: "Ingress",
	group: "networking.k8s.io",
	resource: {
		apiVersion: "networking.k8s.io/v1",
		plural: "ingresses"
	},
	eventReasons: [],
	progressOf: (_, ingress) => addressProgress(ingress, true),
	symptoms: () => []
};
function addressProgress(object, complete) {
	const address = addressOf(object);
	return {
		observed: true,
		complete,
		text: address === void 0 ? "has no address yet" : `has the address ${address}`
	};
}
function addressOf({ status }) {
	const [address] = status?.loadBalancer?.ingress ?? [];
	return address?.ip ?? address?.hostname;
}
function symptoms$1(_, { workload, events }) {
	const newest = events.filter(({ involvedObject }) => involvedObject.uid === workload?.metadata.uid).toSorted((a, b) => (timeOf(a) ?? "").localeCompare(timeOf(b) ?? "")).at(-1);
	if (newest?.reason !== "SyncLoadBalancerFailed") return [{
		code: "load-balancer-pending",
		text: "no load balancer has given it an address"
	}];
	return [{
		code: "load-balancer-pending",
		text: apiText(newest.message ?? ""),
		since: timeOf(newest)
	}];
}

// src/kubernetes/kinds/pod.ts
/** A Pod without a workload: nothing replaces it. It is its own template. */
const podKind = {
	kind: "Pod",
	group: "",
	podTemplate: [],
	resource: {
		apiVersion: "v1",
		plural: "pods"
	},
	eventReasons: [],
	newPods: (pod) => ({
		owners: [],
		pods: [pod]
	}),
	hasEnded: ({ status }) => status?.phase === "Succeeded" || status?.phase === "Failed",
	progressOf: progressOf$2,
	symptoms: (target, { workload }) => failed(target, workload),
	deadline: (target, { workload }) => failed(target, workload)[0]
};
function progressOf$2(target, pod) {
	const { generation = 0 } = pod.metadata;
	const { phase, observedGeneration = generation } = pod.status ?? {};
	const ready = phase === "Running" && isReady(pod);
	const ended = phase === "Succeeded" || phase === "Failed";
	const earlier = ended && hasEndedBefore(endOf(pod), target) ? ", before this deployment" : "";
	return {
		observed: phase !== void 0 && generation >= target.generation && observedGeneration >= generation,
		complete: ready || phase === "Succeeded",
		final: phase === "Succeeded",
		text: ready ? "ready" : `${(phase ?? "").toLowerCase()}${earlier}`,
		...ended ? {} : {
			desired: 1,
			updated: 1,
			available: ready ? 1 : 0
		}
	};
}
function failed(target, { status = {} } = {}) {
	if (status.phase !== "Failed") return [];
	const { reason = "it ended, and nothing starts it again", message } = status;
	const since = endOf({ status });
	const earlier = hasEndedBefore(since, target) ? ", before this deployment" : "";
	return [{
		code: "pod-failed",
		text: `${message === void 0 ? reason : `${reason}: ${apiText(message)}`}${earlier}`,
		since
	}];
}
/** When it was ready for the last time. */
function endOf({ status }) {
	return status?.conditions?.find(({ type }) => type === "Ready")?.lastTransitionTime;
}

// src/kubernetes/kinds/replica-set.ts
/** A ReplicaSet without a Deployment: it keeps the number of its pods, but never replaces one. */
const replicaSetKind = {
	kind: "ReplicaSet",
	group: "apps",
	podTemplate: ["spec", "template"],
	resource: {
		apiVersion: "apps/v1",
		plural: "replicasets"
	},
	eventReasons: POD_CREATION_EVENTS,
	newPods: (set, _, pods) => ({
		owners: [],
		pods: ownPods(set, pods)
	}),
	progressOf: progressOf$1,
	symptoms: (target, facts, observed) => observed ? [...creationSymptoms(target, facts), ...notReplaced(target, facts)] : []
};
/** The ancestor of the ReplicaSet. */
const replicationControllerKind = {
	...replicaSetKind,
	kind: "ReplicationController",
	group: "",
	resource: {
		apiVersion: "v1",
		plural: "replicationcontrollers"
	}
};
function progressOf$1(target, { metadata, spec, status = {} }, { pods }) {
	const { generation = 0 } = metadata;
	const { observedGeneration = 0, replicas = 0, availableReplicas: available = 0 } = status;
	const desired = spec.replicas ?? 1;
	const old = oldPods(target, pods).length;
	return {
		observed: generation >= target.generation && observedGeneration >= generation,
		complete: replicas === desired && available === desired && old === 0 && pods.length >= desired,
		text: desired === 0 ? "scaled to 0" : `${available}/${desired} available`,
		desired,
		updated: Math.max(0, replicas - old),
		available
	};
}
/** It would go on running the old program under the new name. */
function notReplaced(target, { workload, pods }) {
	const old = oldPods(target, pods);
	if (old.length > 0) return [{
		code: "pods-not-replaced",
		text: `pods with another image, command or variable than the template's: ${old.map(({ metadata }) => metadata.name).join(", ")}`
	}];
	const unseen = (workload?.status?.availableReplicas ?? 0) - pods.length;
	if (unseen <= 0) return [];
	return [{
		code: "pods-not-replaced",
		text: `${unseen} of its pods ${unseen === 1 ? "is" : "are"} without the labels of the template`,
		fatality: "grace"
	}];
}
/** Only those from before the apply: an admission webhook may give any new one another image than the template's. */
function oldPods(target, pods) {
	const { object, kind, at } = target;
	const template = mappingAt(object, ...kind.podTemplate ?? [], "spec");
	return pods.filter(({ metadata }) => !(Date.parse(metadata.creationTimestamp ?? "") >= at)).filter(({ spec }) => spec !== void 0 && LISTS.some((list) => mappingsIn(template?.[list]).some((container) => runsAnother(container, spec[list] ?? []))));
}
/** Whether a pod does not run the program of this container; webhooks may have added containers and variables to it. */
function runsAnother(container, running) {
	const same = running.find(({ name }) => name === container.name);
	if (same === void 0) return true;
	if (FIELDS.some((field) => !isDeepStrictEqual(same[field], container[field]))) return true;
	return mappingsIn(container.env).some((wanted) => !same.env?.some((one) => isDeepStrictEqual(one, wanted)));
}
/** Sidecars and what runs before are containers, too. */
const LISTS = ["initContainers", "containers"];
/** What distinguishes one program from another, beside its variables. */
const FIELDS = [
	"image",
	"command",
	"args"
];

// src/kubernetes/kinds/stateful-set.ts
/** A StatefulSet: it owns its pods itself and replaces them one after another, the highest number first. */
const statefulSetKind = {
	kind: "StatefulSet",
	group: "apps",
	podTemplate: ["spec", "template"],
	resource: {
		apiVersion: "apps/v1",
		plural: "statefulsets"
	},
	eventReasons: POD_CREATION_EVENTS,
	newPods,
	progressOf,
	symptoms
};
const REVISION = "controller-revision-hash";
function newPods(set, _, all) {
	const own = ownPods(set, all);
	const isNew = ({ metadata }) => metadata.labels?.[REVISION] === set.status?.updateRevision;
	return {
		owners: [],
		pods: own.filter(isNew),
		oldPods: own.filter((pod) => !isNew(pod))
	};
}
/**
* Complete means that every pod that the strategy replaces is of the new template, and all are available. Pods below the
* partition, and all of them with OnDelete, keep the old template by intention; that is remarked.
*/
function progressOf(target, { metadata, spec, status = {} }, { pods }) {
	const { generation = 0 } = metadata;
	const { observedGeneration = 0, replicas = 0, readyReplicas = 0, updatedReplicas: updated = 0 } = status;
	const { availableReplicas: available = readyReplicas } = status;
	const desired = spec.replicas ?? 1;
	const onDelete = spec.updateStrategy?.type === "OnDelete";
	const partition = onDelete ? 0 : Math.min(desired, spec.updateStrategy?.rollingUpdate?.partition ?? 0);
	const old = replicas - updated;
	const kept = onDelete ? old : Math.min(old, partition);
	const served = onDelete ? pods.length === updated && pods.every(isReady) : available === desired;
	const leaving = old - kept > 0 ? `, ${old - kept} old ${old - kept === 1 ? "pod" : "pods"} left` : "";
	const numbers = desired === 0 ? "scaled to 0" : `${updated}/${desired} updated, ${available} available`;
	return {
		observed: generation >= target.generation && observedGeneration >= generation,
		complete: replicas === desired && (onDelete || updated >= desired - partition) && served,
		text: `${numbers}${kept > 0 ? `, ${kept} ${kept === 1 ? "keeps" : "keep"} the old template` : ""}${leaving}`,
		...kept > 0 && !isHeld(target.object) ? { remark: {
			reason: "rollout-partial",
			text: remarkOf(kept, desired, onDelete, partition)
		} } : {},
		desired,
		updated,
		available
	};
}
function remarkOf(kept, desired, onDelete, partition) {
	const why = onDelete ? "its update strategy is OnDelete, so a pod changes when somebody deletes it" : `its partition is ${partition}, so pods with a lower number do not change`;
	return `${kept} of ${desired} pods ${kept === 1 ? "keeps" : "keep"} the old template: ${why}`;
}
function symptoms(target, facts, observed) {
	return observed ? [...creationSymptoms(target, facts), ...blocked(facts)] : [];
}
/** In order, the next pod is replaced only when all others are ready: an old one that never is blocks even its own cure. */
function blocked({ workload, pods, oldPods = [] }) {
	if (workload?.spec.podManagementPolicy === "Parallel") return [];
	const broken = oldPods.find((pod) => !isReady(pod));
	if (broken === void 0 || !pods.every(isReady)) return [];
	const { name } = broken.metadata;
	return [{
		code: "blocked-by-old-pod",
		text: `pod ${name} of the old template is not ready, so no pod is replaced`
	}];
}

// src/kubernetes/kinds/followed-kinds.ts
/** Every kind that is followed by rules of its own: the built-in ones, and a workload of an operator. */
const FOLLOWED_KINDS = [
	deploymentKind,
	statefulSetKind,
	daemonSetKind,
	replicaSetKind,
	replicationControllerKind,
	jobKind,
	podKind,
	argoRolloutKind,
	persistentVolumeClaimKind,
	loadBalancerKind,
	ingressKind,
	horizontalPodAutoscalerKind,
	podDisruptionBudgetKind,
	apiServiceKind
];
/** The followed kind of an object, or undefined if it is not followed. */
function followedKindOf(object, kinds = FOLLOWED_KINDS) {
	const found = kinds.find(({ kind, group }) => kind === object.kind && group === groupOf(object.apiVersion));
	return found?.follows?.(object) === false ? void 0 : found;
}

// src/kubernetes/kinds/annotations.ts
/** What a template may say about how an object of it is rolled out. */
const RUN_ANNOTATION = "commit-train.dev/run";
const COMPLETE_WHEN = "commit-train.dev/complete-when";
const FAILED_WHEN = "commit-train.dev/failed-when";
const IMMUTABLE_ANNOTATION = "commit-train.dev/on-immutable";
const PRUNE_ANNOTATION = "commit-train.dev/prune";
const FOLLOW_ANNOTATION = "commit-train.dev/follow";
/** When a Job, or one run of a CronJob, is wanted; undefined for a Job that runs beside the workloads. */
function runOf(object) {
	const run = object.metadata.annotations?.[RUN_ANNOTATION];
	return run === "before" || run === "after" ? run : void 0;
}
/** Whether an object says that nothing of it is to be followed. */
function isUnfollowed({ metadata }) {
	return metadata.annotations?.[FOLLOW_ANNOTATION] === "none";
}
/** Whether an object's annotation lets it be deleted and created again where a field of it cannot be changed. */
function isRecreatable({ metadata }) {
	return metadata.annotations?.[IMMUTABLE_ANNOTATION] === "recreate";
}
/** Whether an object says that it stays when it has left the templates. */
function isPruneProtected({ metadata }) {
	return metadata.annotations?.[PRUNE_ANNOTATION] === "keep";
}
/** Whether an object says that it may be removed although that could take more with it. */
function isPruneWanted({ metadata }) {
	return metadata.annotations?.[PRUNE_ANNOTATION] === "delete";
}
/** The rules of an object's annotations; undefined if it has none. One rule a line. */
function pathRulesOf({ annotations = {} }) {
	const complete = annotations[COMPLETE_WHEN];
	if (complete === void 0) return void 0;
	const rules = (text = "") => linesOf(text).flatMap((line) => parsePathRule(line) ?? []);
	return {
		complete: rules(complete),
		failed: rules(annotations[FAILED_WHEN])
	};
}
/** What is wrong with our annotations on an object, one sentence each. */
function annotationProblems(object) {
	const annotations = object.metadata.annotations ?? {};
	const problems = [];
	const isJob = /^(Cron)?Job$/.test(object.kind) && groupOf(object.apiVersion) === "batch";
	const { [RUN_ANNOTATION]: run, [FOLLOW_ANNOTATION]: follow } = annotations;
	if (run !== void 0 && !isJob) problems.push(`the annotation ${RUN_ANNOTATION} is for Jobs and CronJobs: only a Job has an end that can be waited for`);
	else if (run !== void 0 && run !== "before" && run !== "after") problems.push(`the annotation ${RUN_ANNOTATION} is ${JSON.stringify(run)}; it may be before or after`);
	if (follow !== void 0 && follow !== "none") problems.push(`the annotation ${FOLLOW_ANNOTATION} is ${JSON.stringify(follow)}; it may be none`);
	else if (follow !== void 0 && followedKindOf(object)?.newPods !== void 0) problems.push(`the annotation ${FOLLOW_ANNOTATION} is not for a ${object.kind}: what its pods do is always followed`);
	if (annotations["commit-train.dev/on-immutable"] !== void 0 && !isRecreatable(object)) {
		const value = JSON.stringify(annotations[IMMUTABLE_ANNOTATION]);
		problems.push(`the annotation ${IMMUTABLE_ANNOTATION} is ${value}; it may be recreate`);
	}
	if (annotations["commit-train.dev/prune"] !== void 0 && !isPruneProtected(object) && !isPruneWanted(object)) {
		const value = JSON.stringify(annotations[PRUNE_ANNOTATION]);
		problems.push(`the annotation ${PRUNE_ANNOTATION} is ${value}; it may be keep or delete`);
	}
	if (annotations["commit-train.dev/held"] !== void 0) problems.push(`the annotation ${HELD_ANNOTATION} is for commit-train alone; remove it`);
	return [...problems, ...[COMPLETE_WHEN, FAILED_WHEN].flatMap((name) => ruleProblems(object, name, annotations[name]))];
}
function ruleProblems(object, name, text) {
	if (text === void 0) return [];
	if (isBuiltIn(groupOf(object.apiVersion))) return [`the annotation ${name} is for custom resources; a ${object.kind} has rules of its own`];
	const lines = typeof text === "string" ? linesOf(text) : [];
	if (lines.length === 0) return [`the annotation ${name} has no rule; one looks like {.status.phase}=Running`];
	return lines.filter((line) => parsePathRule(line) === void 0).map((line) => `the annotation ${name} has the rule ${line}, which is no path; one looks like {.status.phase}=Running`);
}
function linesOf(text) {
	return text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}

// src/kubernetes/manifests/image-names.ts
/**
* A digest identifies content. A tag can be moved, but usually stands for a version. No tag, or `latest`,
* means whatever was pushed last: two pods of one rollout may then run different code.
*/
function pinningOf(image) {
	const { tag, digest } = parseImageReference(image);
	if (digest !== void 0) return /^sha256:[0-9a-f]{64}$/.test(digest) ? "digest" : "floating";
	return tag === void 0 || tag === "latest" ? "floating" : "tag";
}
/**
* The repository of an image reference, spelt out: `Hello:1` and `index.docker.io/library/hello@sha256:…` are both
* `docker.io/library/hello`. In lower case, as registries require.
*/
function repositoryOf(image) {
	return parseImageReference(image).repository.name;
}

// src/kubernetes/manifests/manifest.ts
/** Where the manifest was written: `templates/web.yaml:12`. */
function locationOf(manifest) {
	return `${manifest.file}:${manifest.line}`;
}

// src/kubernetes/kinds/pod-workloads.ts
/** Where the built-in kinds that are not followed keep a pod template. A CronJob runs nothing when it is applied. */
const OTHER_POD_TEMPLATES = {
	"batch/CronJob": [
		"spec",
		"jobTemplate",
		"spec",
		"template"
	],
	"/PodTemplate": ["template"]
};
/** The path of the object's pod template, or undefined if its kind is not built-in or has none. */
function podTemplatePath(object) {
	return followedKindOf(object)?.podTemplate ?? OTHER_POD_TEMPLATES[`${groupOf(object.apiVersion)}/${object.kind}`];
}

// src/kubernetes/manifests/pod-templates.ts
/** All containers of the object's pod templates, init containers first, as they start. */
function templateContainers(object) {
	return podSpecs(object).flatMap((spec) => [...mappingsIn(spec.initContainers), ...mappingsIn(spec.containers)]).map((container) => ({
		name: typeof container.name === "string" ? container.name : "",
		image: typeof container.image === "string" ? container.image : void 0
	}));
}
/** The pod specs of an object, wherever its kind keeps them. */
function podSpecs(object) {
	const path = podTemplatePath(object);
	if (path !== void 0) return [mappingAt(object, ...path, "spec") ?? {}];
	return isCrd(object) ? [] : podSpecsIn(object, []);
}
/** Custom kinds keep their pod templates anywhere, and some have several. */
function podSpecsIn(value, path) {
	if (Array.isArray(value)) return value.flatMap((item) => podSpecsIn(item, path));
	if (!isMapping(value)) return [];
	const inTemplate = path.at(-1) === "spec" && /template$/i.test(path.at(-2) ?? "");
	return [...mappingsIn(value.containers).some(({ image }) => inTemplate || typeof image === "string") ? [value] : [], ...Object.entries(value).flatMap(([field, inner]) => podSpecsIn(inner, [...path, field]))];
}
/** A copy of the object with `change` made at `path`; a missing mapping on the way is created. */
function withFieldChanged(object, path, change) {
	const at = (value, rest) => {
		const [field, ...further] = rest;
		if (field === void 0) return change(value);
		const mapping = isMapping(value) ? value : {};
		return {
			...mapping,
			[field]: at(mapping[field], further)
		};
	};
	return at(object, path);
}

// src/kubernetes/manifests/image-checks.ts
/**
* Compares the images of all containers with the one that is to be deployed (`repository@sha256:…`, as the gate found
* it): an image of the same repository must be exactly that, or another commit's code would run under this commit's name.
* Without `image` only how firmly the references are pinned is checked.
*/
function checkImages(manifests, image) {
	const findings = [];
	const warnings = [];
	const repository = image === void 0 ? void 0 : repositoryOf(image);
	let used = false;
	for (const manifest of manifests) {
		const where = locationOf(manifest);
		for (const container of templateContainers(manifest.object)) {
			if (container.image === void 0) continue;
			const subject = `${nameOf(manifest.object)}: container ${container.name} has the image ${container.image}`;
			if (container.image === image) used = true;
			else if (repositoryOf(container.image) === repository) {
				const text = `${subject}, which is not the image of this deployment; use {{ .deploy.image }}, which is ${image}`;
				findings.push({
					reason: "image-wrong",
					where,
					text
				});
				used = true;
			} else if (pinningOf(container.image) === "floating") {
				const text = `${subject}, whose content can change at any time; use {{ .deploy.image }} or a digest`;
				findings.push({
					reason: "image-not-pinned",
					where,
					text
				});
			} else if (pinningOf(container.image) === "tag") {
				const text = `${subject}, a tag that could be moved; prefer a digest`;
				warnings.push({
					reason: "image-not-by-digest",
					where,
					text
				});
			}
		}
	}
	if (image !== void 0 && !used) {
		const text = `No container uses the image ${image}, so this release does not deploy it; if it should, use {{ .deploy.image }}`;
		warnings.push({
			reason: "image-not-used",
			text
		});
	}
	return {
		findings,
		warnings
	};
}

// src/kubernetes/manifests/checks.ts
/** Checks all objects of a set: errors as findings, the rest as warnings. `image`: the reference to be deployed. */
function checkSet(manifests, image) {
	const images = checkImages(manifests, image);
	return {
		findings: [
			...duplicates(manifests),
			...manifests.flatMap(checkAnnotations),
			...images.findings
		],
		warnings: images.warnings
	};
}
function duplicates(manifests) {
	const first = /* @__PURE__ */ new Map();
	const findings = [];
	for (const manifest of manifests) {
		const { apiVersion, kind, metadata } = manifest.object;
		const key = JSON.stringify([
			groupOf(apiVersion),
			kind,
			metadata.namespace ?? "",
			metadata.name
		]);
		const before = first.get(key);
		if (before === void 0) first.set(key, manifest);
		else findings.push(duplicateOf(manifest, before));
	}
	return findings;
}
/** The finding about an object that an earlier manifest defines already. */
function duplicateOf(manifest, before) {
	const text = `${nameOf(manifest.object)}: defined twice, also at ${locationOf(before)}; the second would overwrite the first`;
	return {
		reason: "object-duplicate",
		where: locationOf(manifest),
		text
	};
}
function checkAnnotations(manifest) {
	return annotationProblems(manifest.object).map((problem) => ({
		reason: "annotation-invalid",
		where: locationOf(manifest),
		text: `${nameOf(manifest.object)}: ${problem}`
	}));
}

// src/kubernetes/manifests/secret-values.ts
/** Whether the object's text must never be shown. */
function isSecret(object) {
	return object.kind === "Secret" && object.apiVersion === "v1";
}
/** The texts in the set's Secrets, decoded; the caller must mask them before the next child process starts. */
function secretValues(set) {
	return [...new Set(set.manifests.flatMap((manifest) => valuesIn(manifest.object)))];
}
function valuesIn(object) {
	if (!isSecret(object)) return [];
	const texts = (field) => Object.values(mappingAt(object, field) ?? {}).filter((value) => typeof value === "string");
	const decoded = texts("data").map((value) => Buffer.from(value, "base64").toString("utf8"));
	return [...texts("stringData"), ...decoded].filter((value) => value !== "");
}

export { isArgoRollout as A, isBuiltIn as B, fieldText as C, sameOwnFields as D, ownsField as E, isFreshNews as F, isSidecar as I, timeOf as L, asNews as M, isFromBefore as N, valueAt as O, HELD_ANNOTATION as P, quantity as R, fieldPaths as S, ourApplyOf as T, runOf as _, podSpecs as a, lostSince as b, locationOf as c, RUN_ANNOTATION as d, isPruneProtected as f, pathRulesOf as g, isUnfollowed as h, duplicateOf as i, templateSource as j, POD_HASH as k, IMMUTABLE_ANNOTATION as l, isRecreatable as m, secretValues as n, withFieldChanged as o, isPruneWanted as p, checkSet as r, podTemplatePath as s, isSecret as t, PRUNE_ANNOTATION as u, FOLLOWED_KINDS as v, managedFieldsOf as w, FIELD_MANAGER as x, followedKindOf as y, fulfils as z };