import { f as messageOf, i as oneLine, m as CAUSES, r as cut, u as UserError } from "./runner-step-process.js";
import { p as dryRunEnding } from "./domain-deployment-status-text.js";
import { f as isUntouched, m as serializeCount } from "./deployments-words.js";
import { c as redactedFinding, i as endingOfRollout, r as endingOfFailure } from "./deployments-endings.js";
import { n as shortSha } from "./domain-sha.js";
import { n as planLines, t as planCounts } from "./kubernetes-plan-plan-text.js";
import { A as OversizedAnswer, C as timeOf, D as exactJson, E as connectionProblem, F as isMapping, I as isNamespace, L as mappingAt, M as apiText, N as groupOf, O as KubernetesError, P as isCrd, R as mappingsIn, S as isSidecar, T as isBuiltIn, _ as runOf, a as podSpecs, b as isFromBefore, c as locationOf, d as PRUNE_ANNOTATION, g as isUnfollowed, h as isRecreatable, i as duplicateOf, k as LONGEST_MESSAGE, l as CustomKinds, m as isPruneWanted, n as secretValues, o as withFieldChanged, p as isPruneProtected, s as podTemplatePath, t as isSecret, u as IMMUTABLE_ANNOTATION, v as FOLLOWED_KINDS, w as lostSince, x as isFreshNews, y as followedKindOf, z as nameOf$1 } from "./kubernetes-manifests-secret-values.js";
import { n as workspacePath } from "./files-workspace-path.js";
import { t as Deadline } from "./delivery-release-deadline.js";
import { isDeepStrictEqual, promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { createHash, randomBytes, scrypt } from "node:crypto";
import { join } from "node:path";
import { mkdtemp, rm } from "node:fs/promises";

// src/deployments/progress.ts
/** The progress of a deployment of which nothing but its record is known. */
function progressOf({ id, sha, environment, creator }) {
	return {
		deploymentId: id,
		requester: creator,
		commit: sha,
		environment,
		steps: [],
		touched: false,
		leaving: [],
		pruned: [],
		warnings: []
	};
}

// src/files/private-folder.ts
/** Runs `work` with a folder that only this user can enter, and removes it afterwards with all that is in it. */
async function withPrivateFolder(temp, work) {
	const folder = await mkdtemp(join(temp, "deploy-"));
	try {
		return await work(folder);
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}

// src/kubernetes/api/concurrently.ts
/** More requests at once gain nothing, and would load a shared API server. */
const MAX_IN_FLIGHT = 20;
/**
* Does `work` for every item, at most 20 at once; results in the order of the items. After a failure no
* further item is started; it rejects with the first failure once all started work has ended.
*/
async function concurrently(items, work) {
	const results = [];
	const failures = [];
	const pending = items.entries();
	const worker = async () => {
		while (failures.length === 0) {
			const next = pending.next();
			if (next.done) return;
			const [index, item] = next.value;
			try {
				results[index] = await work(item);
			} catch (thrown) {
				failures.push(thrown);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(MAX_IN_FLIGHT, items.length) }, worker));
	if (failures.length > 0) throw failures[0];
	return results;
}

// src/kubernetes/api/discovery.ts
/** Asks for each group version of the set once, all at the same time. */
async function discover(client, objects, signal) {
	const versions = [...new Set(objects.map((object) => object.apiVersion))];
	const served = await Promise.all(versions.map((version) => kindsOf(client, version, signal)));
	const known = new Map([...definedBy(objects), ...served.flat()]);
	return { resourceOf: (object) => known.get(keyOf$3(object.apiVersion, object.kind)) };
}
/** The path of the API that serves a group version: `/apis/apps/v1`; the core group is apart. */
function apiPath(apiVersion) {
	return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
/** The path of an object. */
function pathOf(object, resource, defaultNamespace) {
	const namespace = encodeURIComponent(object.metadata.namespace ?? defaultNamespace);
	const scope = resource.namespaced ? `/namespaces/${namespace}` : "";
	return `${apiPath(object.apiVersion)}${scope}/${resource.plural}/${encodeURIComponent(object.metadata.name)}`;
}
function keyOf$3(apiVersion, kind) {
	return `${apiVersion} ${kind}`;
}
async function kindsOf(client, version, signal) {
	try {
		const { body } = await client.get(apiPath(version), { signal });
		return mappingsIn(mappingAt(body)?.resources).filter((found) => !String(found.name).includes("/")).map((found) => [keyOf$3(version, String(found.kind)), {
			plural: String(found.name),
			namespaced: found.namespaced === true,
			served: true
		}]);
	} catch (thrown) {
		if (thrown instanceof KubernetesError && thrown.code === 404) return [];
		throw thrown;
	}
}
/** The kinds that the set's own CRDs define. */
function definedBy(objects) {
	return objects.filter(isCrd).flatMap((crd) => {
		const spec = mappingAt(crd, "spec") ?? {};
		const names = mappingAt(spec, "names") ?? {};
		const resource = {
			plural: String(names.plural),
			namespaced: spec.scope === "Namespaced",
			served: false
		};
		return mappingsIn(spec.versions).map((version) => [keyOf$3(`${spec.group}/${version.name}`, String(names.kind)), resource]);
	});
}

// src/kubernetes/manifests/config-reads.ts
/** Workloads whose pods go on running when the template stays the same; what a Job reads, its next pod reads anew. */
const LONG_RUNNING = /* @__PURE__ */ new Set([...[
	"Deployment",
	"StatefulSet",
	"DaemonSet",
	"ReplicaSet"
].map((kind) => `apps/${kind}`), ...["/ReplicationController", "/Pod"]]);
/** Of those the ones that replace no pod when their template changes. */
const NEVER_REPLACING = /^(ReplicaSet|ReplicationController|Pod)$/;
/** Whether another template makes other pods of the workload. */
function replacesPods({ kind }) {
	return !NEVER_REPLACING.test(kind);
}
/** The ConfigMaps and Secrets that the pods of a long-running workload read, in the order of the template. */
function configReads(object) {
	if (!LONG_RUNNING.has(`${groupOf(object.apiVersion)}/${object.kind}`)) return [];
	return podSpecs(object).flatMap((spec) => {
		return [...[...mappingsIn(spec.initContainers), ...mappingsIn(spec.containers)].flatMap(environmentReads), ...mappingsIn(spec.volumes).flatMap(volumeReads)];
	});
}
function environmentReads(container) {
	const whole = mappingsIn(container.envFrom).flatMap((from) => [...read("ConfigMap", mappingAt(from, "configMapRef")?.name), ...read("Secret", mappingAt(from, "secretRef")?.name)]);
	const keys = mappingsIn(container.env).flatMap((variable) => {
		const configMap = mappingAt(variable, "valueFrom", "configMapKeyRef");
		const secret = mappingAt(variable, "valueFrom", "secretKeyRef");
		return [...read("ConfigMap", configMap?.name, configMap?.key), ...read("Secret", secret?.name, secret?.key)];
	});
	return [...whole, ...keys];
}
function volumeReads(volume) {
	const projected = mappingsIn(mappingAt(volume, "projected")?.sources).flatMap((source) => [...read("ConfigMap", mappingAt(source, "configMap")?.name), ...read("Secret", mappingAt(source, "secret")?.name)]);
	return [
		...read("ConfigMap", mappingAt(volume, "configMap")?.name),
		...read("Secret", mappingAt(volume, "secret")?.secretName),
		...projected
	];
}
function read(kind, name, key) {
	if (typeof name !== "string" || name === "") return [];
	return [typeof key === "string" ? {
		kind,
		name,
		key
	} : {
		kind,
		name
	}];
}

// src/kubernetes/apply/api-warnings.ts
const LONGEST_WARNING = 500;
/** What the API server warned of while it took an object, as a finding. */
function warningFinding(manifest, warning) {
	const text = `${nameOf$1(manifest.object)}: the cluster warns: ${apiText(warning, LONGEST_WARNING)}`;
	return {
		reason: "cluster-warning",
		where: locationOf(manifest),
		text
	};
}
const ENFORCE = "pod-security.kubernetes.io/enforce";
/** The pod security levels that namespaces enforce, each read once, and only when a warning is about them. */
var PodSecurityLevels = class {
	#client;
	#set;
	#signal;
	#known = /* @__PURE__ */ new Map();
	/** `set`: its own namespaces get the labels that it gives them. */
	constructor(client, set, signal) {
		this.#client = client;
		this.#set = set;
		this.#signal = signal;
	}
	/** The finding for an object whose pods would certainly be refused; undefined where the warning is only a warning. */
	async refusal(manifest, namespace, warning) {
		const violated = /would violate PodSecurity "([^"]+)"/.exec(warning)?.[1];
		if (violated === void 0) return void 0;
		const known = this.#known.get(namespace) ?? this.#levelOf(namespace);
		this.#known.set(namespace, known);
		if (await known !== violated) return void 0;
		const text = `${nameOf$1(manifest.object)}: namespace ${namespace} refuses its pods: ${apiText(warning, LONGEST_WARNING)}; change the fields that are named`;
		return {
			reason: "pod-security-violated",
			where: locationOf(manifest),
			text
		};
	}
	/** `restricted:latest`, as the warning writes it; undefined where it cannot be read. */
	async #levelOf(namespace) {
		const live = await this.#client.get(`/api/v1/namespaces/${encodeURIComponent(namespace)}`, { signal: this.#signal }).then(({ body }) => mappingAt(body, "metadata", "labels")).catch(() => void 0);
		this.#signal?.throwIfAborted();
		const own = this.#set.find(({ object }) => isNamespace(object) && object.metadata.name === namespace);
		const labels = {
			...live,
			...own?.object.metadata.labels
		};
		return labels[ENFORCE] === void 0 ? void 0 : `${labels[ENFORCE]}:${labels[`${ENFORCE}-version`] ?? "latest"}`;
	}
};

// src/kubernetes/api/object-key.ts
/** Which object it is, whatever the version of its API. */
function objectKey({ apiVersion, kind, name, namespace = "" }) {
	return JSON.stringify([
		groupOf(apiVersion),
		kind,
		namespace,
		name
	]);
}

// src/kubernetes/manifests/labels.ts
const MANAGED_BY = "app.kubernetes.io/managed-by";
const SERVICE = "commit-train.dev/service";
const ENVIRONMENT = "commit-train.dev/environment";
/** The labels that say to which service and environment an object belongs. */
const OWNER_LABELS = {
	service: SERVICE,
	environment: ENVIRONMENT
};
/**
* A text as a label value (at most 63 letters, digits, `-`, `_`, `.`, with a letter or digit at both ends).
* What has to be changed gets a short hash of the original, so that two names never become one.
*/
function labelValue(text) {
	if (/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(text)) return text;
	const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
	const trimmed = text.replace(/[^A-Za-z0-9_.-]+/g, "-").slice(0, 54).replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "");
	return trimmed === "" ? hash : `${trimmed}-${hash}`;
}
/** The label selector of everything that belongs to a service in an environment. */
function selectorOf(key) {
	return `${SERVICE}=${labelValue(key.service)},${ENVIRONMENT}=${labelValue(key.environment)}`;
}
/**
* The standard labels on every object and pod template, never on selectors (those are immutable) and never with a
* value that changes by commit (a pod would restart for nothing).
*/
function labelled(set, key) {
	const own = {
		[SERVICE]: labelValue(key.service),
		[ENVIRONMENT]: labelValue(key.environment)
	};
	return {
		...set,
		manifests: set.manifests.map((manifest) => ({
			...manifest,
			object: withLabels(manifest.object, own)
		}))
	};
}
function withLabels(object, own) {
	const marked = withFieldChanged(object, ["metadata", "labels"], (labels) => ({
		...isMapping(labels) ? labels : {},
		[MANAGED_BY]: "commit-train",
		...own
	}));
	const path = podTemplatePath(object);
	if (path === void 0 || mappingAt(object, ...path) === void 0) return marked;
	return withFieldChanged(marked, [
		...path,
		"metadata",
		"labels"
	], (labels) => ({
		[MANAGED_BY]: "commit-train",
		...isMapping(labels) ? labels : {},
		...own
	}));
}

// src/kubernetes/manifests/selectors.ts
/** What the set's Services, Ingresses, autoscalers and budgets point at without a match. */
function danglingReferences(set) {
	const found = set.map((placed) => referencesOf(placed, set));
	return {
		warnings: found.flatMap(({ warnings }) => warnings),
		missing: found.flatMap(({ missing }) => missing)
	};
}
const NONE = {
	warnings: [],
	missing: []
};
function referencesOf(placed, set) {
	const { object } = placed.manifest;
	if (object.kind === "Service" && object.apiVersion === "v1") return ofService(placed, set);
	if (object.kind === "Ingress") return ofIngress(placed, set);
	if (object.kind === "HorizontalPodAutoscaler") return ofAutoscaler(placed, set);
	if (object.kind !== "PodDisruptionBudget") return NONE;
	const labels = textsIn$1(mappingAt(object, "spec", "selector", "matchLabels"));
	return mappingsIn(mappingAt(object, "spec", "selector")?.matchExpressions).length === 0 && labels !== void 0 ? selected(placed, labels, set) : NONE;
}
function ofService(placed, set) {
	const { object } = placed.manifest;
	const labels = textsIn$1(mappingAt(object, "spec", "selector"));
	if (labels === void 0) return NONE;
	const pods = podsOf(placed.namespace, labels, set);
	if (pods.length === 0) return selected(placed, labels, set);
	const ports = pods.flatMap(({ spec }) => mappingsIn(spec.containers).flatMap(({ ports }) => mappingsIn(ports)));
	return {
		warnings: mappingsIn(mappingAt(object, "spec")?.ports).flatMap(({ targetPort }) => {
			const wanted = ports.length > 0 || typeof targetPort === "string" ? targetPort : void 0;
			if (wanted === void 0 || ports.some((port) => port.name === wanted || port.containerPort === wanted)) return [];
			return [noted(placed, `targetPort ${String(wanted)} is no port of the containers that it selects`)];
		}),
		missing: []
	};
}
/** The set has pods, or the cluster must. */
function selected(placed, labels, set) {
	if (podsOf(placed.namespace, labels, set).length > 0) return NONE;
	return {
		warnings: [],
		missing: [{
			kind: "pods",
			finding: noted(placed, `its selector ${Object.entries(labels).map(([label, value]) => `${label}=${value}`).join(",")} matches no pod, neither of the templates nor in the cluster`),
			namespace: placed.namespace,
			labels
		}]
	};
}
function ofIngress(placed, set) {
	const spec = mappingAt(placed.manifest.object, "spec") ?? {};
	const paths = mappingsIn(spec.rules).flatMap((rule) => mappingsIn(mappingAt(rule, "http")?.paths));
	const found = [mappingAt(spec, "defaultBackend", "service"), ...paths.map((path) => mappingAt(path, "backend", "service"))].filter((backend) => backend !== void 0).map((backend) => {
		const name = String(backend.name);
		const service = objectIn(set, placed.namespace, "Service", name);
		if (service === void 0) return {
			warnings: [],
			missing: [{
				kind: "object",
				finding: noted(placed, `its backend Service/${name} is neither in the templates nor in the cluster`),
				namespace: placed.namespace,
				apiVersion: "v1",
				plural: "services",
				name
			}]
		};
		const { number, name: portName } = mappingAt(backend, "port") ?? {};
		if (mappingsIn(mappingAt(service, "spec")?.ports).some((port) => port.port === number || portName !== void 0 && port.name === portName)) return NONE;
		return {
			warnings: [noted(placed, `its backend Service/${name} has no port ${String(number ?? portName)}`)],
			missing: []
		};
	});
	return {
		warnings: found.flatMap(({ warnings }) => warnings),
		missing: found.flatMap(({ missing }) => missing)
	};
}
const SCALED = /* @__PURE__ */ new Map([["Deployment", "deployments"], ["StatefulSet", "statefulsets"]]);
function ofAutoscaler(placed, set) {
	const { kind, name } = mappingAt(placed.manifest.object, "spec", "scaleTargetRef") ?? {};
	const plural = SCALED.get(String(kind));
	if (plural === void 0 || objectIn(set, placed.namespace, String(kind), String(name)) !== void 0) return NONE;
	return {
		warnings: [],
		missing: [{
			kind: "object",
			finding: noted(placed, `its target ${String(kind)}/${String(name)} is neither in the templates nor in the cluster`),
			namespace: placed.namespace,
			apiVersion: "apps/v1",
			plural,
			name: String(name)
		}]
	};
}
function noted({ manifest }, text) {
	return {
		reason: "reference-dangling",
		where: locationOf(manifest),
		text: `${nameOf$1(manifest.object)}: ${text}`
	};
}
function objectIn(set, namespace, kind, name) {
	return set.find(({ manifest: { object }, namespace: own }) => own === namespace && object.kind === kind && object.metadata.name === name)?.manifest.object;
}
/** The pods of the set that have all the labels. */
function podsOf(namespace, labels, set) {
	return set.flatMap(({ manifest: { object }, namespace: own }) => {
		if (own !== namespace) return [];
		const path = object.kind === "Pod" ? [] : podTemplatePath(object);
		const template = path === void 0 ? void 0 : path.length === 0 ? object : mappingAt(object, ...path);
		const has = mappingAt(template, "metadata", "labels") ?? {};
		if (!Object.entries(labels).every(([label, value]) => Object.hasOwn(has, label) && has[label] === value)) return [];
		const spec = mappingAt(template, "spec");
		return spec === void 0 ? [] : [{ spec }];
	});
}
/** A mapping of texts with at least one entry. */
function textsIn$1(value) {
	if (!isMapping(value) || Object.keys(value).length === 0) return void 0;
	return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]));
}

// src/kubernetes/apply/cluster-context.ts
/** Kinds that go on working when they have left the templates. Jobs end by themselves. */
const LISTED = [
	[
		"apps/v1",
		"deployments",
		"Deployment"
	],
	[
		"apps/v1",
		"statefulsets",
		"StatefulSet"
	],
	[
		"apps/v1",
		"daemonsets",
		"DaemonSet"
	],
	[
		"batch/v1",
		"cronjobs",
		"CronJob"
	],
	[
		"v1",
		"services",
		"Service"
	],
	[
		"v1",
		"configmaps",
		"ConfigMap"
	],
	[
		"networking.k8s.io/v1",
		"ingresses",
		"Ingress"
	],
	[
		"autoscaling/v2",
		"horizontalpodautoscalers",
		"HorizontalPodAutoscaler"
	]
];
/** Reads what is in the cluster around the set. */
async function clusterContext(cluster, planned, key, signal) {
	const set = planned.map(({ manifest, namespace = "" }) => ({
		manifest,
		namespace
	}));
	const { warnings, missing } = danglingReferences(set);
	const reading = new Reading(cluster, signal);
	const absent = await concurrently(missing, async (target) => await reading.has(target) ? [] : [target.finding]);
	const left = key === void 0 ? [] : await leftBehind$1(reading, planned, key);
	return {
		findings: await absentNodes(reading, planned),
		warnings: [...warnings, ...absent.flat()],
		left
	};
}
/** Pods with a `nodeName` go past the scheduler, which would say that there is no such node. */
async function absentNodes(reading, planned) {
	const bound = planned.flatMap(({ manifest }) => podSpecs(manifest.object).flatMap(({ nodeName }) => typeof nodeName === "string" ? [{
		manifest,
		nodeName
	}] : []));
	return (await concurrently(bound, async ({ manifest, nodeName }) => {
		if (await reading.hasPath(`/api/v1/nodes/${encodeURIComponent(nodeName)}`)) return [];
		const text = `${nameOf$1(manifest.object)}: spec.nodeName is ${nodeName}, and the cluster has no such node; use a nodeSelector`;
		return [{
			reason: "node-missing",
			where: locationOf(manifest),
			text
		}];
	})).flat();
}
/** Objects with the labels of this service and environment that the templates do not have. */
async function leftBehind$1(reading, planned, key) {
	const known = new Set(planned.map(({ manifest: { object }, namespace }) => objectKey({
		...object,
		name: object.metadata.name,
		...namespace === void 0 ? {} : { namespace }
	})));
	const lists = [...new Set(planned.flatMap(({ namespace }) => namespace ?? []))].flatMap((namespace) => LISTED.map(([...kind]) => ({
		namespace,
		kind
	})));
	return (await concurrently(lists, async ({ namespace, kind: [apiVersion, plural, kind] }) => {
		const path = `${apiPath(apiVersion)}/namespaces/${encodeURIComponent(namespace)}/${plural}`;
		return (await reading.list(path, { labelSelector: selectorOf(key) }) ?? []).flatMap((item) => {
			const { name: named, ownerReferences } = mappingAt(item, "metadata") ?? {};
			const name = String(named);
			const object = {
				apiVersion,
				kind,
				name,
				namespace
			};
			if (ownerReferences !== void 0 || known.has(objectKey(object))) return [];
			const text = `${kind}/${name} in ${namespace}: is not in the templates any more and stays in the cluster; remove it with kubectl delete ${kind.toLowerCase()} ${name} -n ${namespace}`;
			return [{
				...object,
				finding: {
					reason: "object-left-behind",
					text
				}
			}];
		});
	})).flat();
}
/** Reads what the credentials may read; what they may not is not reported on. */
var Reading = class {
	#cluster;
	#signal;
	constructor(cluster, signal) {
		this.#cluster = cluster;
		this.#signal = signal;
	}
	/** Undefined where they cannot be read. */
	async list(path, query) {
		const answer = await this.#get(path, query);
		return answer === "unknown" ? void 0 : mappingsIn(mappingAt(answer)?.items);
	}
	/** Whether there is an object; true where that cannot be read. */
	async hasPath(path) {
		return await this.#get(path, {}) !== void 0;
	}
	/** Whether the cluster has what the set does not; true where that cannot be read. */
	async has(target) {
		const namespace = encodeURIComponent(target.namespace);
		if (target.kind === "object") {
			const path = `${apiPath(target.apiVersion)}/namespaces/${namespace}/${target.plural}/${encodeURIComponent(target.name)}`;
			return this.hasPath(path);
		}
		const labelSelector = Object.entries(target.labels).map(([label, value]) => `${label}=${value}`).join(",");
		const pods = await this.list(`/api/v1/namespaces/${namespace}/pods`, {
			labelSelector,
			limit: "1"
		});
		return pods === void 0 || pods.length > 0;
	}
	/** Undefined for what does not exist. */
	async #get(path, query) {
		try {
			return (await this.#cluster.client.get(path, {
				query,
				signal: this.#signal
			})).body;
		} catch (thrown) {
			if (thrown instanceof KubernetesError && thrown.code === 404) return void 0;
			if (thrown instanceof KubernetesError && thrown.code === 403) return "unknown";
			throw thrown;
		}
	}
};

// src/kubernetes/apply/config-hash.ts
/** On the pod template: it changes with what the pods read, so the workload's controller replaces them. */
const ANNOTATION = "commit-train.dev/config";
/** The ConfigMaps and Secrets of a set, by where they go. */
var ConfigIndex = class {
	#objects = /* @__PURE__ */ new Map();
	add(object, namespace) {
		if (/^(ConfigMap|Secret)$/.test(object.kind) && object.apiVersion === "v1") this.#objects.set(keyOf$2(object.kind, namespace, object.metadata.name), object);
	}
	/** What a workload's pods read of the set: each read with the object. */
	readBy(workload, namespace) {
		return configReads(workload).flatMap((read) => {
			const object = this.#objects.get(keyOf$2(read.kind, namespace, read.name));
			return object === void 0 ? [] : [{
				read,
				object
			}];
		});
	}
};
function keyOf$2(kind, namespace, name) {
	return `${kind} ${namespace} ${name}`;
}
/**
* The workload with a hash of what its pods read of the set. The hash is salted and slow to compute, because everybody
* who may read the workload sees it, and a Secret may be short. The salt of the workload itself, if it comes from a release,
* or of the live one is kept: the same content must give the same hash.
*/
async function withConfigHash(workload, live, reads) {
	const path = podTemplatePath(workload);
	if (path === void 0 || reads.length === 0 || !replacesPods(workload)) return workload;
	const annotations = [
		...path,
		"metadata",
		"annotations"
	];
	const salt = saltOf(workload, annotations) ?? saltOf(live, annotations) ?? newSalt();
	const hash = await slowHash(JSON.stringify(reads.map(contentOf$1)), salt);
	return withFieldChanged(workload, annotations, (value) => ({
		...isMapping(value) ? value : {},
		[ANNOTATION]: `${salt}.${hash}`
	}));
}
/** The workload with the hash that another form of it has. */
function withHashOf(workload, hashed) {
	const path = podTemplatePath(workload);
	if (path === void 0) return workload;
	const annotations = [
		...path,
		"metadata",
		"annotations"
	];
	const hash = mappingAt(hashed, ...annotations)?.[ANNOTATION];
	if (hash === void 0) return workload;
	return withFieldChanged(workload, annotations, (value) => ({
		...isMapping(value) ? value : {},
		[ANNOTATION]: hash
	}));
}
function saltOf(workload, annotations) {
	const hash = mappingAt(workload, ...annotations)?.[ANNOTATION];
	return /^([\w-]{22})\.[\w-]+$/.exec(typeof hash === "string" ? hash : "")?.[1];
}
function contentOf$1({ read, object }) {
	const { kind, name, key } = read;
	const data = {
		...mappingAt(object, "data"),
		...mappingAt(object, "binaryData")
	};
	return [
		kind,
		name,
		key,
		Object.entries(data).filter(([field]) => key === void 0 || field === key).toSorted(([a], [b]) => a < b ? -1 : 1)
	];
}
function newSalt() {
	return randomBytes(16).toString("base64url");
}
/** About 10 ms: nothing for a deployment, much for who tries all passwords. */
const COST = {
	N: 4096,
	r: 8,
	p: 1
};
function slowHash(content, salt) {
	return new Promise((resolve, reject) => {
		scrypt(content, salt, 24, COST, (error, key) => error === null ? resolve(key.toString("base64url")) : reject(error));
	});
}

// src/kubernetes/api/managed-fields.ts
/** The name under which our fields are owned in the cluster. */
const FIELD_MANAGER = "commit-train";
/** Who owns which fields of an object of the API. */
function managedFieldsOf(object) {
	return mappingsIn(mappingAt(object, "metadata")?.managedFields).map((entry) => ({
		manager: textOf$2(entry.manager),
		operation: textOf$2(entry.operation),
		subresource: textOf$2(entry.subresource),
		time: textOf$2(entry.time),
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
		const key = parsed$1(name);
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
		const key = parsed$1(name);
		return `[${(isMapping(key) ? Object.entries(key).map(([field, value]) => `${field}=${value}`) : [name]).join(",")}]`;
	}).join("").replace(/^\./, "");
}
function parsed$1(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
function textOf$2(value) {
	return typeof value === "string" ? value : "";
}

// src/kubernetes/apply/default-strategy.ts
/** The field of each kind that has a strategy. */
const STRATEGIES = /* @__PURE__ */ new Map([
	["Deployment", "strategy"],
	["StatefulSet", "updateStrategy"],
	["DaemonSet", "updateStrategy"]
]);
/**
* The fields that have to go when the template names another strategy than the default one (`Recreate`, `OnDelete`): the
* API server has filled them in, they have no owner, and it refuses the other strategy beside them.
*/
function defaultStrategyFields(live, template) {
	const field = groupOf(template.apiVersion) === "apps" ? STRATEGIES.get(template.kind) : void 0;
	if (field === void 0) return [];
	const { type, rollingUpdate } = mappingAt(template, "spec", field) ?? {};
	const filledIn = mappingAt(live, "spec", field, "rollingUpdate");
	if (filledIn === void 0 || rollingUpdate !== void 0 || type === void 0 || type === "RollingUpdate") return [];
	const at = [
		"f:spec",
		`f:${field}`,
		"f:rollingUpdate"
	];
	return [[...at, "."], ...Object.keys(filledIn).map((key) => [...at, `f:${key}`])];
}

// src/kubernetes/apply/adoption.ts
/** Tools that put up whole objects from manifests; what they set is what the template is to set from now on. */
const DEPLOYING$1 = /^(kubectl|kubectl-client-side-apply|kubectl-(create|edit|replace|set|patch|rollout)|before-first-apply|[Hh]elm)$/;
/** Those of them that set whole objects also over ours. */
const DEPLOYING_AGAIN = /^(kubectl-client-side-apply|[Hh]elm)$/;
/** People who change what is ours already: `kubectl set env`, `edit`; `rollout undo` and `apply --server-side` have no name of their own. */
const BY_HAND = /^kubectl(-(edit|set|patch|replace|rollout))?$/;
/** Marks of Helm. It goes on to read them, and they are nothing that a template sets. */
const HELMS = /^f:(app\.kubernetes\.io\/managed-by|helm\.sh\/.*|meta\.helm\.sh\/.*)$/;
/** The mark of `kubectl rollout restart`: without it the pods would be restarted once more. */
const RESTARTED = "f:kubectl.kubernetes.io/restartedAt";
/** With these somebody has stopped or scaled it on purpose. */
const HELD = /* @__PURE__ */ new Set([
	"f:paused",
	"f:suspend",
	"f:replicas"
]);
/**
* How a live object becomes ours, or undefined when it is ours alone or no such tool has made it. Without this, what
* leaves the template would stay in the cluster for ever: the tool before us still owns it. Over what is ours already,
* also what people added that the `template` does not have; values that they changed are conflicts.
*/
function adoptionOf(live, template) {
	const entries = mappingsIn(mappingAt(live, "metadata")?.managedFields);
	const known = managedFieldsOf(live);
	const own = known.find(isOurs);
	const tools = own === void 0 ? DEPLOYING$1 : DEPLOYING_AGAIN;
	const takenOf = (entry, apiVersion) => {
		if (entry.subresource !== "" || apiVersion !== live.apiVersion) return [];
		const paths = fieldPaths(entry.fields).filter((path) => !isMark(path));
		if (tools.test(entry.manager)) return paths;
		return own !== void 0 && BY_HAND.test(entry.manager) ? paths.filter((path) => isAdded(path, template)) : [];
	};
	const taken = known.map((entry, index) => takenOf(entry, entries[index]?.apiVersion));
	const from = known.filter((_, index) => taken[index]?.length !== 0);
	const defaults = defaultStrategyFields(live, template);
	if (from.length === 0 && defaults.length === 0) return void 0;
	const fields = fieldsAt([
		...fieldPaths(own?.fields),
		...taken.flat(),
		...defaults
	]);
	const ours = {
		manager: FIELD_MANAGER,
		operation: "Apply",
		apiVersion: live.apiVersion,
		fieldsType: "FieldsV1"
	};
	const managedFields = [...entries.flatMap((entry, index) => {
		const [one, gone = []] = [known[index], taken[index]];
		if (one === own) return [];
		if (one === void 0 || gone.length === 0) return [entry];
		const ofUs = new Set(gone.map((path) => JSON.stringify(path)));
		const left = fieldPaths(one.fields).filter((path) => !isMarkedMap(path) && !ofUs.has(JSON.stringify(path)));
		return left.length === 0 ? [] : [{
			...entry,
			fieldsV1: fieldsAt(left)
		}];
	}), {
		...ours,
		time: from.at(-1)?.time,
		fieldsV1: fields
	}];
	return {
		from: [...new Set(from.map(({ manager }) => manager))],
		byHand: from.every(({ manager }) => !tools.test(manager)),
		fields,
		patch: [{
			op: "replace",
			path: "/metadata/managedFields",
			value: managedFields
		}, {
			op: "replace",
			path: "/metadata/resourceVersion",
			value: live.metadata.resourceVersion
		}]
	};
}
/**
* The fields that the apply will remove: they become ours and are not in what is applied. `applied` is the answer of the
* dry run. `fresh` is the same object as it would be created: what it has, too, is a default that comes back.
*/
function removedBy(adoption, live, applied, fresh) {
	const ours = managedFieldsOf(applied).find(isOurs)?.fields ?? {};
	const gone = fieldPaths(adoption.fields).filter((path) => !ownsField(ours, path) && !isLastApplied(path) && !isDeepStrictEqual(valueAt(fresh, path), valueAt(live, path)));
	const whole = gone.filter((path) => path.at(-1) === "." && valueAt(fresh, path) === void 0).map((path) => path.slice(0, -1));
	const isInside = (path, item) => path.length > item.length && item.every((step, index) => path[index] === step);
	const single = gone.filter((path) => path.at(-1) !== "." && !whole.some((item) => isInside(path, item)));
	const outermost = whole.filter((item) => !whole.some((other) => isInside(item, other)));
	const isMetadata = ([top]) => Number(top === "f:metadata");
	return [...outermost, ...single].toSorted((a, b) => isMetadata(a) - isMetadata(b)).map(fieldText);
}
function isLastApplied(path) {
	return path.at(-1) === "f:kubectl.kubernetes.io/last-applied-configuration";
}
function isOurs({ manager, operation, subresource }) {
	return manager === "commit-train" && operation === "Apply" && subresource === "";
}
/** A map of labels or annotations; each of its items counts for itself. */
function isMarkedMap(path) {
	return path.at(-1) === "." && /^f:(labels|annotations)$/.test(path.at(-2) ?? "");
}
/** What stays with the tool that set it. */
function isMark(path) {
	if (isMarkedMap(path) || path.at(-1) === RESTARTED) return true;
	return path[0] === "f:metadata" && /^f:(labels|annotations)$/.test(path[1] ?? "") && HELMS.test(path[2] ?? "");
}
/** Whether somebody has added it to what the template says. */
function isAdded(path, template) {
	const [top = "", field = ""] = path;
	return (top === "f:spec" ? !HELD.has(field) : /^f:(data|binaryData)$/.test(top)) && valueAt(template, path) === void 0;
}
/** The fields at these paths, as `managedFields` has them. */
function fieldsAt(paths) {
	const bySteps = Map.groupBy(paths.filter((path) => path.length > 0), ([step = ""]) => step);
	return Object.fromEntries([...bySteps].map(([step, inner]) => [step, fieldsAt(inner.map((path) => path.slice(1)))]));
}

// src/kubernetes/apply/recreation.ts
/** Kinds that keep nothing but what their template says, each with its group. */
const WITHOUT_DATA = /* @__PURE__ */ new Set([
	...[
		"Deployment",
		"StatefulSet",
		"DaemonSet",
		"ReplicaSet"
	].map((kind) => `apps/${kind}`),
	"batch/Job",
	"/Pod"
]);
/** Whether the annotation of an object lets it be deleted and created again; the problem where that could lose data. */
function mayBeRecreated(object, live) {
	if (!isRecreatable(object)) return false;
	const lost = lostWith(live);
	if (lost === void 0) return true;
	return { problem: `is not recreated, because ${lost}; delete it by hand if nothing of it is needed` };
}
/** Whether the annotation would let such an object be deleted and created again. */
function couldBeRecreated(object) {
	return lostWith(object) === void 0;
}
function lostWith({ apiVersion, kind, spec }) {
	if (!WITHOUT_DATA.has(`${groupOf(apiVersion)}/${kind}`)) return "only Jobs, Pods and workloads without claims are: others may hold data or addresses";
	return mappingsIn(mappingAt(spec)?.volumeClaimTemplates).length === 0 ? void 0 : "its pods have claims, whose data could go with it";
}
/** How an object is deleted: only the one that was seen, and what it owns first, so that no old pod is left beside the new ones. */
const deletionOf = (live) => ({
	apiVersion: "v1",
	kind: "DeleteOptions",
	propagationPolicy: "Foreground",
	preconditions: { uid: live.metadata.uid }
});
/**
* Tries the deletion without doing it. The server reads the options of a deletion from its body where there is one, and then
* nothing from the query (`pkg/endpoints/handlers/delete.go` of Kubernetes): `dryRun` in the query alone would delete.
*/
async function tryDeletion({ client }, path, live, signal) {
	await client.remove(path, {
		...deletionOf(live),
		dryRun: ["All"]
	}, {
		query: { dryRun: "All" },
		signal
	});
}
/** What is said before an object is recreated. */
function recreationFinding(manifest, immutable) {
	const [field = ""] = /^\S+ cannot be changed/.exec(immutable[0]?.text.replace(/^\S+: /, "") ?? "") ?? [];
	const text = `${nameOf$1(manifest.object)}: ${field} once it exists, so it is deleted and created again (annotation ${IMMUTABLE_ANNOTATION})`;
	return {
		reason: "object-recreated",
		where: locationOf(manifest),
		text
	};
}
/** Pods have half a minute to end, by default; with a longer time of their own, that and a minute. */
const LONGEST_MS$1 = 12e4;
const BETWEEN_LOOKS_MS$1 = 200;
/** Deletes the object that was seen at the preflight, and waits until it is gone. */
async function removeFirst({ client, clock, log }, { path, manifest }, live, signal) {
	log.info(`- ${nameOf$1(live)} is deleted, to be created again`);
	await client.remove(path, deletionOf(live), { signal }).catch(ifNotGone);
	const longest = Math.max(LONGEST_MS$1, graceOf(live) + 6e4);
	const end = clock.now() + longest;
	for (;;) {
		const left = await client.get(path, { signal }).catch(ifNotGone);
		if (left === void 0 || mappingAt(left.body, "metadata")?.uid !== live.metadata.uid) return;
		if (clock.now() >= end) {
			const text = `${nameOf$1(live)}: was deleted to be created again, and is still there after ${longest / 1e3} s; see its finalizers and its pods, then deploy again`;
			const findings = [{
				reason: "object-terminating",
				where: locationOf(manifest),
				text
			}];
			throw new UserError("apply-failed", text, { findings });
		}
		await clock.sleep(BETWEEN_LOOKS_MS$1, signal);
	}
}
/** How long the pods of an object may take to end, in milliseconds. */
function graceOf({ kind, spec }) {
	const seconds = (kind === "Pod" ? mappingAt(spec) : mappingAt(spec, "template", "spec"))?.terminationGracePeriodSeconds;
	return typeof seconds === "number" ? seconds * 1e3 : 0;
}
function ifNotGone(thrown) {
	if (!(thrown instanceof KubernetesError && thrown.code === 404)) throw thrown;
}

// src/kubernetes/apply/api-findings.ts
const LONGEST_TEXT = 500;
/** Turns the API server's answer about an object into findings that say what to change. */
function findingsFrom(error, manifest) {
	const where = locationOf(manifest);
	const name = nameOf$1(manifest.object);
	const found = (reason, text) => ({
		reason,
		where,
		text: `${name}: ${text}`
	});
	const secret = isSecret(manifest.object);
	const message = secret ? `refused by the cluster (${error.reason === "" ? error.code : error.reason}); the text is not shown because it could quote the Secret` : apiText(error.message, LONGEST_TEXT);
	const { causes } = error.details;
	if (error.code === 409 && causes.length > 0) return causes.map((cause) => {
		const owner = /conflict with (.+?)(?: with subresource| using|$)/.exec(cause.message)?.[1] ?? "another manager";
		return found("field-conflict", `${cause.field} is owned by ${owner}; remove the field from the template, or let that owner release it`);
	});
	if (error.code === 404 && error.details.kind === "namespaces") return [{
		reason: "namespace-missing",
		where,
		text: `Namespace/${error.details.name}: does not exist; create it, or add it to the templates`
	}];
	if (error.code === 403) return [forbidden(error, found, message)];
	const typed = typeProblem(error.message);
	if (typed !== void 0) {
		if (typed.unknown) return [found("field-unknown", `${typed.field} is not a field of this kind; check its spelling and place`)];
		return [found("object-invalid", `${typed.field}: ${secret && typed.problem !== NOT_BASE64 ? "has a value that the kind does not allow" : apiText(typed.problem, LONGEST_TEXT)}`)];
	}
	if (error.code === 422 && causes.length > 0) return causes.map((cause) => {
		const fixed = immutable(cause, manifest);
		if (fixed !== void 0) return found("field-immutable", fixed);
		const problem = secret ? cause.reason : apiText(cause.message, LONGEST_TEXT);
		return found("object-invalid", cause.field === "" ? problem : `${cause.field}: ${problem}`);
	});
	if (error.code === 422 || error.code === 400 || error.code === 500 && error.reason === "") return [found("object-invalid", message)];
	return [found("object-rejected", message === "" ? `HTTP ${error.code}` : message)];
}
const IMMUTABLE = /is immutable|may not change once set|may not be changed in an update|cannot change roleRef|updates to .+ are forbidden|pod updates may not change fields/i;
/** What cannot be changed once the object exists; the server shows the whole new value, which says nothing. */
function immutable({ field, message }, { object }) {
	if (!IMMUTABLE.test(message)) return void 0;
	const subject = field === "" ? "it" : field;
	const isJob = object.kind === "Job" && groupOf(object.apiVersion) === "batch";
	const recreate = `let it be deleted and created again (annotation ${IMMUTABLE_ANNOTATION})`;
	const ways = [...isJob ? ["a Job runs once: use generateName", "put {{ .deploy.commit }} into its name"] : ["keep its value", "give the object another name"], ...couldBeRecreated(object) ? [recreate] : ["delete it by hand if nothing of it is needed"]];
	const advice = `${ways.slice(0, -1).join(", ")}, or ${ways.at(-1)}`;
	const allowed = /fields other than (.+?)(?: are forbidden|$)/m.exec(message)?.[1];
	return `${subject} cannot be changed once the object exists${allowed === void 0 ? "" : ` (only ${allowed} can)`}; ${advice}`;
}
/** Either the credentials lack a permission, or an admission rule refuses the object. */
function forbidden(error, found, message) {
	const rbac = /cannot (\w+) resource "([^"]+)"(?: in API group "([^"]*)")?(?: in the namespace "([^"]+)")?/.exec(error.message);
	if (rbac === null) return found("object-rejected", message);
	const [, , resource, group, namespace] = rbac;
	const scope = namespace === void 0 ? "its ClusterRole" : `its Role in namespace ${namespace}`;
	const kind = group ? `${resource}.${group}` : resource;
	return found("cluster-forbidden", `the credentials may not ${rbac[1]} ${kind}; ${scope} needs get, list, watch, create and patch on ${kind}`);
}
const NOT_BASE64 = "a value is not base64";
/** Parses the server's answer for an object that does not fit its schema: it has neither causes nor a reason, only text. */
function typeProblem(message) {
	const [, field, problem] = /failed to create typed patch object \(.*?\): \.?([^:]+): (.+)$/s.exec(message) ?? [];
	if (field !== void 0 && problem !== void 0) return {
		field,
		problem,
		unknown: problem.includes("not declared in schema")
	};
	const strict = /unknown field "([^"]+)"/.exec(message)?.[1];
	if (strict !== void 0) return {
		field: strict,
		problem: "",
		unknown: true
	};
	return /illegal base64/.test(message) ? {
		field: "data",
		problem: NOT_BASE64,
		unknown: false
	} : void 0;
}

// src/kubernetes/apply/conflicts.ts
/** The conflicts that an apply was refused for. */
function conflictsIn({ code, details }) {
	if (code !== 409) return [];
	return details.causes.map(({ field, message }) => {
		const [, manager = "", subresource = ""] = /conflict with "([^"]*)"(?: with subresource "([^"]*)")?/.exec(message) ?? [];
		return {
			field,
			manager,
			subresource
		};
	});
}
/** People with kubectl, and the tools that deployed before us: the template is what is to be live from now on. */
const HANDS = /^(kubectl(-.+)?|before-first-apply|[Hh]elm)$/;
/** Whether the template's value is to take the place of the other. */
function isOverwritten({ manager, subresource }) {
	return HANDS.test(manager) && (subresource === "" || subresource === "scale");
}
/** Whether an autoscaler has set the scale: its number stays. */
function isAutoscaled({ field, manager, subresource }) {
	return field === ".spec.replicas" && subresource === "scale" && !HANDS.test(manager);
}

// src/kubernetes/apply/found-over-live.ts
const FIELDS_SHOWN = 5;
/** What is taken over from whom, and the fields that go with it. */
function adoptionFindings(manifest, { from, byHand }, removed) {
	if (from.length === 0 || byHand && removed.length === 0) return [];
	const more = removed.length > FIELDS_SHOWN ? ` and ${removed.length - FIELDS_SHOWN} more` : "";
	const fields = `${removed.slice(0, FIELDS_SHOWN).join(", ")}${more}`;
	const gone = removed.length === 0 ? "" : `; removed, because the template does not have it: ${fields}`;
	const where = locationOf(manifest);
	const text = `${nameOf$1(manifest.object)}: ${byHand ? "was changed by" : "taken over from"} ${from.join(", ")}${gone}`;
	return [{
		reason: byHand ? "change-overwritten" : "object-adopted",
		where,
		text
	}];
}
/** That the template's value takes the place of one that was set by hand. */
function overwrittenFinding(manifest, field, manager) {
	const text = `${nameOf$1(manifest.object)}: ${field.replace(/^\./, "")} was changed by ${manager}; overwritten with the template's value`;
	return {
		reason: "change-overwritten",
		where: locationOf(manifest),
		text
	};
}
/** What is applied to an object that is being deleted goes with it. */
function terminatingFinding(manifest, { metadata }) {
	const { deletionTimestamp = "", finalizers = [] } = metadata;
	const holds = finalizers.length === 0 ? "" : `, held by ${finalizers.join(", ")}`;
	const text = `${nameOf$1(manifest.object)}: is being deleted since ${deletionTimestamp}${holds}; deploy again when it is gone`;
	return {
		reason: "object-terminating",
		where: locationOf(manifest),
		text
	};
}
/** Keys that no manifest sets any more and that no apply removes, because no manager owns them. Only of ConfigMaps and Secrets, where pods read them. */
function leftBehind(manifest, live, body) {
	if (live === void 0 || !/^(ConfigMap|Secret)$/.test(manifest.object.kind)) return [];
	const owned = new Set(ownedKeys(body));
	const ours = mappingAt(manifest.object, "data") ?? {};
	const stay = Object.keys(mappingAt(body, "data") ?? {}).filter((key) => !Object.hasOwn(ours, key) && !owned.has(key));
	if (stay.length === 0) return [];
	const text = `${nameOf$1(manifest.object)}: the keys ${stay.join(", ")} are not in the template but stay, because no field manager owns them; remove them with kubectl edit`;
	return [{
		reason: "field-left-behind",
		where: locationOf(manifest),
		text
	}];
}
function ownedKeys(body) {
	return managedFieldsOf(body).map(({ fields }) => mappingAt(fields, "f:data") ?? {}).flatMap((fields) => Object.keys(fields).map((step) => step.slice(2)));
}

// src/kubernetes/apply/live-object.ts
/** The live object, or undefined where there is none, or none that the credentials may read. */
async function readLive(client, path, signal) {
	try {
		const { body } = await client.get(path, { signal });
		return mappingAt(body, "metadata")?.uid === void 0 ? void 0 : body;
	} catch (thrown) {
		if (thrown instanceof KubernetesError && (thrown.code === 404 || thrown.code === 403)) return void 0;
		throw thrown;
	}
}
/** From so many objects in one list on, the list is read instead of each. */
const WORTH_A_LIST = 5;
/** A namespace may hold many more objects than the set; what is not on the first page is read one by one. */
const PAGE = 500;
/** The live objects of a set: many of a kind by one list, single ones each. */
var LiveObjects = class {
	#client;
	#signal;
	#counts = /* @__PURE__ */ new Map();
	#lists = /* @__PURE__ */ new Map();
	/** `paths`: of all objects of the set. */
	constructor(client, paths, signal) {
		this.#client = client;
		this.#signal = signal;
		for (const path of paths) this.#counts.set(listOf(path), (this.#counts.get(listOf(path)) ?? 0) + 1);
	}
	/** The live object at the path, or undefined where there is none, or none that the credentials may read. */
	async at(path) {
		const list = listOf(path);
		if ((this.#counts.get(list) ?? 0) >= WORTH_A_LIST) {
			const reading = this.#lists.get(list) ?? this.#read(list);
			this.#lists.set(list, reading);
			const read = await reading;
			const found = read?.objects.get(path.slice(list.length + 1));
			if (found !== void 0 || read?.whole === true) return found;
		}
		return readLive(this.#client, path, this.#signal);
	}
	async #read(path) {
		try {
			const { body } = await this.#client.get(path, {
				query: { limit: String(PAGE) },
				signal: this.#signal
			});
			const { apiVersion, kind = "", items, metadata } = mappingAt(body) ?? {};
			const type = {
				apiVersion,
				kind: String(kind).replace(/List$/, "")
			};
			const objects = mappingsIn(items).map((item) => {
				const object = {
					...type,
					...item
				};
				return [encodeURIComponent(object.metadata.name), object];
			});
			return {
				objects: new Map(objects),
				whole: Array.isArray(items) && !mappingAt(metadata)?.continue
			};
		} catch (thrown) {
			if (thrown instanceof KubernetesError && (thrown.code === 404 || thrown.code === 403)) return void 0;
			throw thrown;
		}
	}
};
function listOf(path) {
	return path.slice(0, path.lastIndexOf("/"));
}
/** Another service or environment that the live object belongs to: `service cart, environment production`. */
function otherOwner(object, live) {
	if (isShared(object)) return void 0;
	const { service, environment } = OWNER_LABELS;
	const liveLabels = live.metadata.labels ?? {};
	if (![service, environment].some((label) => liveLabels[label] !== void 0 && liveLabels[label] !== object.metadata.labels?.[label])) return void 0;
	return `service ${liveLabels[service] ?? "unknown"}, environment ${liveLabels[environment] ?? "unknown"}`;
}
/** What several services may have in their templates, each the same. */
function isShared(object) {
	return isNamespace(object) || isCrd(object);
}
/** The object as it is applied over the live one: what belongs to others, and a scale that was taken out, stay as they are. */
function overLive(object, live) {
	return withLiveJobLabels(withLiveReplicas(withLiveLabels(object, live), live), live);
}
/** The template of a Job cannot be changed: one that was made without our labels, or with older ones, keeps its own. */
function withLiveJobLabels(object, live) {
	if (object.kind !== "Job" || groupOf(object.apiVersion) !== "batch") return object;
	const path = [
		"spec",
		"template",
		"metadata",
		"labels"
	];
	const before = mappingAt(live, ...path) ?? {};
	const ours = [
		MANAGED_BY,
		OWNER_LABELS.service,
		OWNER_LABELS.environment
	];
	return withFieldChanged(object, path, (value) => {
		const others = Object.entries(isMapping(value) ? value : {}).filter(([label]) => !ours.includes(label));
		return Object.fromEntries([...others, ...ours.flatMap((label) => before[label] === void 0 ? [] : [[label, before[label]]])]);
	});
}
/** Labels say whose an object is; another tool's, and those of a shared object's first service, are not fought over. */
function withLiveLabels(object, live) {
	const before = live.metadata.labels ?? {};
	const foreign = (isShared(object) ? [
		MANAGED_BY,
		OWNER_LABELS.service,
		OWNER_LABELS.environment
	] : [MANAGED_BY]).filter((label) => before[label] !== void 0 && before[label] !== object.metadata.labels?.[label]);
	if (foreign.length === 0) return object;
	return withFieldChanged(object, ["metadata", "labels"], (value) => Object.fromEntries(Object.entries(isMapping(value) ? value : {}).filter(([label]) => !foreign.includes(label))));
}
/** Without `replicas` in the template the live number stays: dropping ours would set it back to 1. */
function withLiveReplicas(object, live) {
	const replicas = mappingAt(live, "spec")?.replicas;
	if (typeof replicas !== "number" || mappingAt(object, "spec")?.replicas !== void 0) return object;
	const owners = managedFieldsOf(live).filter(({ fields }) => ownsField(fields, ["f:spec", "f:replicas"]));
	const othersKeepIt = owners.some(({ manager, subresource }) => manager !== "commit-train" && subresource === "scale");
	if (owners.length === 0 || othersKeepIt) return object;
	return withFieldChanged(object, ["spec", "replicas"], () => replicas);
}

// src/kubernetes/apply/scaled-by.ts
/** `Deployment shop web` */
function autoscaledKey(kind, namespace, name) {
	return `${kind} ${namespace ?? ""} ${name}`;
}
/** What the autoscalers of a set scale: those of Kubernetes, and those of KEDA, which make one. */
function autoscaledIn(objects) {
	return new Set(objects.flatMap(({ manifest: { object }, namespace }) => {
		const isAutoscaler = object.kind === "HorizontalPodAutoscaler" && groupOf(object.apiVersion) === "autoscaling";
		const isScaled = object.kind === "ScaledObject" && groupOf(object.apiVersion) === "keda.sh";
		const { kind = "Deployment", name } = mappingAt(object, "spec", "scaleTargetRef") ?? {};
		if (!(isAutoscaler || isScaled) || name === void 0) return [];
		return [autoscaledKey(String(kind), namespace, String(name))];
	}));
}

// src/kubernetes/apply/server-side-apply.ts
/**
* Applies an object at its path. Fields that other managers own are taken over only by `force`, and unknown fields are
* refused instead of dropped.
*/
function serverSideApply(client, path, object, options) {
	const query = {
		fieldManager: FIELD_MANAGER,
		fieldValidation: "Strict",
		force: String(options.force),
		...options.dryRun ? { dryRun: "All" } : {}
	};
	return client.apply(path, object, {
		query,
		signal: options.signal
	});
}
/** A controller writes a few times a second while it rolls something out. */
const TRIES$1 = 10;
/** Makes the fields of the tools before us ours. The next apply then changes and removes them like our own. */
async function adopt(client, { path, object }, adoption, signal) {
	const options = {
		query: { fieldManager: FIELD_MANAGER },
		signal
	};
	let next = adoption;
	for (let tries = 1; next !== void 0; tries++) try {
		await client.patch(path, next.patch, options);
		return;
	} catch (thrown) {
		if (!(thrown instanceof KubernetesError && thrown.code === 409) || tries >= TRIES$1) throw thrown;
		const live = await readLive(client, path, signal);
		next = live === void 0 ? void 0 : adoptionOf(live, object);
	}
}

// src/kubernetes/apply/dry-run.ts
/** Reads the live object and tries the apply over it; writes nothing. Gives the object as it is to be applied. */
async function dryRunObject(cluster, placed, about) {
	const live = await about.live.at(placed.path);
	const planned = await hashed(live === void 0 ? placed : plannedOver(placed, live, about), live, about);
	if (planned === void 0) return placed;
	try {
		return await tried(cluster, planned, live, about);
	} catch (thrown) {
		if (!(thrown instanceof KubernetesError) || thrown.reason === "Transport" || thrown.code === 401) throw thrown;
		if (thrown.code === 404 && thrown.details.kind === "namespaces" && about.own.has(thrown.details.name)) return planned;
		if (/does not support dry run/.test(thrown.message)) {
			const text = `${nameOf$1(planned.manifest.object)}: not validated, because an admission webhook of the cluster does not support dry run`;
			about.warnings.push({
				reason: "dry-run-unsupported",
				where: locationOf(planned.manifest),
				text
			});
			return live === void 0 ? planned : {
				...planned,
				live
			};
		}
		const findings = findingsFrom(thrown, planned.manifest);
		const again = live !== void 0 && findings.every(({ reason }) => reason === "field-immutable") ? await recreated(cluster, planned, {
			live,
			findings
		}, about) : void 0;
		if (again === void 0) about.findings.push(...findings);
		return again ?? planned;
	}
}
/** The plan to delete the object first, where its template says so and the cluster would take both; else undefined. */
async function recreated(cluster, { adoption: _, ...planned }, { live, findings }, about) {
	const { manifest } = planned;
	const may = mayBeRecreated(manifest.object, live);
	if (may === false) return void 0;
	if (may !== true) {
		const text = `${nameOf$1(manifest.object)}: ${may.problem}`;
		about.findings.push({
			reason: "field-immutable",
			where: locationOf(manifest),
			text
		});
		return;
	}
	try {
		await tryDeletion(cluster, planned.path, live, about.signal);
		await tryCreation(cluster, planned, about.signal);
	} catch (thrown) {
		if (!(thrown instanceof KubernetesError) || thrown.reason === "Transport") throw thrown;
		about.findings.push(...findingsFrom(thrown, manifest));
		return;
	}
	about.changes.add(planned.path);
	about.warnings.push(recreationFinding(manifest, findings));
	return {
		...planned,
		live,
		recreated: true
	};
}
/** Undefined for an object of another service, and for one that goes: both are findings. */
function plannedOver(placed, live, about) {
	const { manifest } = placed;
	const owner = otherOwner(manifest.object, live);
	if (owner !== void 0) {
		const text = `${nameOf$1(manifest.object)}: exists already and belongs to ${owner}; give it another name or namespace, or release it with kubectl label ${kubectlName(live)} commit-train.dev/service- commit-train.dev/environment-`;
		about.findings.push({
			reason: "object-of-another",
			where: locationOf(manifest),
			text
		});
		return;
	}
	if (live.metadata.deletionTimestamp !== void 0) {
		about.findings.push(terminatingFinding(manifest, live));
		return;
	}
	const { kind, metadata } = manifest.object;
	const keepsScale = about.autoscaled.has(autoscaledKey(kind, placed.namespace, metadata.name)) && mappingAt(live, "spec")?.replicas !== 0;
	const object = overLive(keepsScale ? withoutReplicas(manifest.object) : manifest.object, live);
	const adoption = adoptionOf(live, object);
	return {
		...placed,
		manifest: {
			...manifest,
			object
		},
		...adoption === void 0 ? {} : { adoption }
	};
}
async function hashed(planned, live, about) {
	if (planned === void 0 || !about.restartOnConfig) return planned;
	const { manifest } = planned;
	const reads = about.config.readBy(manifest.object, planned.namespace ?? "");
	return {
		...planned,
		manifest: {
			...manifest,
			object: await withConfigHash(manifest.object, live, reads)
		}
	};
}
async function tried(cluster, planned, live, about) {
	const { manifest, adoption } = planned;
	try {
		const force = adoption?.byHand === false || planned.force === true;
		const answer = await serverSideApply(cluster.client, planned.path, manifest.object, {
			dryRun: true,
			force,
			signal: about.signal
		});
		await tellWarnings(answer, planned, about);
		let removedFields = [];
		if (adoption !== void 0) {
			removedFields = removedBy(adoption, live, answer.body, await asCreated(cluster, planned, about));
			if (removedFields.length > 0) about.changes.add(planned.path);
			about.warnings.push(...adoptionFindings(manifest, adoption, removedFields));
		}
		about.warnings.push(...leftBehind(manifest, live, answer.body));
		if (live === void 0 || changes(live, answer.body)) about.changes.add(planned.path);
		const seen = {
			seenAt: answer.at,
			answer: {
				object: answer.body,
				created: answer.code === 201
			}
		};
		if (live === void 0) return {
			...planned,
			...seen
		};
		const same = adoption === void 0 && isDeepStrictEqual(live, answer.body);
		const gone = removedFields.length === 0 ? {} : { removedFields };
		return {
			...planned,
			live,
			...seen,
			...gone,
			...same ? { unchanged: {
				object: live,
				at: answer.at
			} } : {}
		};
	} catch (thrown) {
		const adopted = live === void 0 ? void 0 : await asAdopted(cluster, planned, {
			live,
			thrown
		}, about);
		if (adopted !== void 0) return adopted;
		const conflicts = thrown instanceof KubernetesError ? conflictsIn(thrown) : [];
		if (conflicts.length === 0 || !conflicts.every((one) => isOverwritten(one) || isAutoscaled(one))) throw thrown;
		const overwritten = conflicts.filter(isOverwritten);
		about.warnings.push(...overwritten.map(({ field, manager }) => overwrittenFinding(manifest, field, manager)));
		const object = conflicts.some(isAutoscaled) ? withoutReplicas(manifest.object) : manifest.object;
		const again = {
			...planned,
			manifest: {
				...manifest,
				object
			}
		};
		return tried(cluster, overwritten.length === 0 ? again : {
			...again,
			force: true
		}, live, about);
	}
}
/**
* What is to be adopted may be invalid beside what the tool before us owns, such as another kind of probe, which goes
* with the adoption. Then it is tried as a new object; undefined where it is wrong for another reason.
*/
async function asAdopted(cluster, planned, { live, thrown }, about) {
	const { manifest, adoption } = planned;
	if (adoption === void 0 || !(thrown instanceof KubernetesError) || thrown.code !== 422) return void 0;
	if (findingsFrom(thrown, manifest).some(({ reason }) => reason === "field-immutable")) return void 0;
	const answer = await tryCreation(cluster, planned, about.signal).catch(() => void 0);
	about.signal?.throwIfAborted();
	if (answer === void 0) return void 0;
	await tellWarnings(answer, planned, about);
	const removedFields = removedBy(adoption, live, answer.body, answer.body);
	about.warnings.push(...adoptionFindings(manifest, adoption, removedFields));
	about.changes.add(planned.path);
	return {
		...planned,
		live,
		seenAt: answer.at,
		removedFields
	};
}
async function tellWarnings({ warnings = [] }, planned, about) {
	for (const warning of warnings) {
		const refusal = await about.podSecurity.refusal(planned.manifest, planned.namespace ?? "", warning);
		if (refusal === void 0) about.warnings.push(warningFinding(planned.manifest, warning));
		else about.findings.push(refusal);
	}
}
/** What pods read, and what makes new pods. */
function changes(live, after) {
	return [
		["data"],
		["binaryData"],
		["spec", "template"]
	].some((path) => !isDeepStrictEqual(mappingAt(live, ...path), mappingAt(after, ...path)));
}
/** The object with the server's defaults and nothing else; undefined where it cannot be had. */
async function asCreated(cluster, planned, about) {
	try {
		return (await tryCreation(cluster, planned, about.signal)).body;
	} catch {
		about.signal?.throwIfAborted();
		return;
	}
}
/** The object as it would be created, by a dry run under a name that nothing has. */
async function tryCreation({ client }, { path, manifest }, signal) {
	const name = `dry-run-${randomBytes(8).toString("hex")}`;
	const object = withFieldChanged(manifest.object, ["metadata", "name"], () => name);
	const options = {
		dryRun: true,
		force: false,
		signal
	};
	return serverSideApply(client, `${path.slice(0, path.lastIndexOf("/") + 1)}${name}`, object, options);
}
function withoutReplicas(object) {
	return withFieldChanged(object, ["spec"], (spec) => Object.fromEntries(Object.entries(isMapping(spec) ? spec : {}).filter(([field]) => field !== "replicas")));
}
function kubectlName({ kind, metadata }) {
	return `${kind.toLowerCase()}/${metadata.name}${metadata.namespace === void 0 ? "" : ` -n ${metadata.namespace}`}`;
}

// src/kubernetes/apply/stages.ts
/** The order of writes: each stage is complete before the next begins, and the Jobs of a stage have succeeded. */
const STAGES = [
	"namespaces",
	"crds",
	"configuration",
	"jobs-before",
	"workloads",
	"jobs-after",
	"called"
];
const CALLED = /* @__PURE__ */ new Set(["admissionregistration.k8s.io", "apiregistration.k8s.io"]);
/** The stage an object is applied in: what pods need is applied before the workloads. */
function stageOf(object) {
	if (isNamespace(object)) return "namespaces";
	if (isCrd(object)) return "crds";
	if (CALLED.has(groupOf(object.apiVersion))) return "called";
	const kind = followedKindOf(object);
	const run = kind?.kind === "Job" ? runOf(object) : void 0;
	if (run !== void 0) return run === "before" ? "jobs-before" : "jobs-after";
	return kind?.newPods !== void 0 || kind === void 0 && podSpecs(object).length > 0 ? "workloads" : "configuration";
}

// src/kubernetes/apply/preflight.ts
/**
* Validates the set against the cluster by a dry run of all objects at once. Writes nothing.
* Throws one `UserError` (refused, `preflight-failed`) with every finding.
*/
async function preflight(cluster, set, options = {}) {
	try {
		return await checkAll(cluster, set, options);
	} catch (thrown) {
		throw connectionProblem(thrown, cluster.server) ?? thrown;
	}
}
async function checkAll(cluster, set, options) {
	const { signal, restartOnConfig = true, key } = options;
	const discovery = await discover(cluster.client, set.manifests.map((manifest) => manifest.object), signal);
	const own = new Set(set.manifests.filter(({ object }) => isNamespace(object)).map(({ object }) => object.metadata.name));
	const warnings = [];
	const findings = [];
	const placed = set.manifests.flatMap((manifest) => place(cluster, discovery, manifest, findings) ?? []);
	findings.push(...duplicates(placed.map(({ planned }) => planned)));
	const podSecurity = new PodSecurityLevels(cluster.client, set.manifests, signal);
	const config = new ConfigIndex();
	for (const { planned } of placed) config.add(planned.manifest.object, planned.namespace ?? "");
	const changes = /* @__PURE__ */ new Set();
	const paths = placed.flatMap(({ planned, resource }) => resource.served ? [planned.path] : []);
	const about = {
		live: new LiveObjects(cluster.client, paths, signal),
		own,
		autoscaled: autoscaledIn(placed.map(({ planned }) => planned)),
		findings,
		warnings,
		podSecurity,
		config,
		restartOnConfig,
		changes,
		signal
	};
	const [objects, around] = await Promise.all([concurrently(placed, async ({ planned, resource }) => resource.served ? dryRunObject(cluster, planned, about) : planned), clusterContext(cluster, placed.map(({ planned }) => planned), key, signal)]);
	warnings.push(...around.warnings);
	findings.push(...around.findings);
	const order = new Map(set.manifests.map((manifest, index) => [locationOf(manifest), index]));
	const position = ({ where = "" }) => order.get(where) ?? 0;
	const unique = withoutRepeats(findings.sort((a, b) => position(a) - position(b)));
	if (unique.length > 0) throw UserError.from(unique, { reason: "preflight-failed" });
	warnings.push(...unread(objects, config, changes, restartOnConfig));
	return {
		objects,
		warnings,
		left: around.left
	};
}
/** Workloads that keep their pods while what those have read changes. */
function unread(objects, config, changes, restartOnConfig) {
	const keyOf = ({ kind, metadata }, namespace) => `${kind} ${namespace} ${metadata.name}`;
	const changed = new Set(objects.filter(({ path }) => changes.has(path)).map(({ manifest, namespace = "" }) => keyOf(manifest.object, namespace)));
	return objects.flatMap(({ manifest, path, live, namespace = "" }) => {
		if (live === void 0) return [];
		const read = config.readBy(manifest.object, namespace).find(({ object }) => changed.has(keyOf(object, namespace)));
		const replaces = replacesPods(manifest.object);
		if (read === void 0 || replaces && (restartOnConfig || changes.has(path))) return [];
		const why = replaces ? "policy: rollout.restart-on-config is off" : `a ${manifest.object.kind} is never restarted`;
		const text = `${nameOf$1(manifest.object)}: its pods read ${nameOf$1(read.object)}, which changes, and are not restarted (${why})`;
		return [{
			reason: "config-not-read",
			where: locationOf(manifest),
			text
		}];
	});
}
function place(cluster, discovery, manifest, findings) {
	const { object } = manifest;
	const resource = discovery.resourceOf(object);
	if (resource === void 0) {
		const text = `${nameOf$1(object)}: the cluster has no ${object.kind} in ${object.apiVersion}; check the apiVersion, or install its CRD`;
		findings.push({
			reason: "kind-unknown",
			where: locationOf(manifest),
			text
		});
		return;
	}
	const namespace = resource.namespaced ? object.metadata.namespace ?? cluster.namespace : void 0;
	return {
		planned: {
			manifest,
			path: pathOf(object, resource, cluster.namespace),
			...namespace === void 0 ? {} : { namespace },
			stage: stageOf(object)
		},
		resource
	};
}
/** Two objects, one with the default namespace and one without a namespace, have the same path. */
function duplicates(planned) {
	const first = /* @__PURE__ */ new Map();
	return planned.flatMap(({ path, manifest }) => {
		const before = first.get(path);
		if (before === void 0) first.set(path, manifest);
		return before === void 0 ? [] : [duplicateOf(manifest, before)];
	});
}
/** A missing namespace is one finding, not one for each object in it. */
function withoutRepeats(findings) {
	const seen = /* @__PURE__ */ new Set();
	return findings.filter(({ reason, where, text }) => {
		const key = reason === "namespace-missing" ? text : `${reason} ${where} ${text}`;
		return !seen.has(key) && seen.add(key);
	});
}

// src/kubernetes/apply/crds.ts
/** The API server serves a new CRD within a second; one that takes longer than this is in trouble. */
const LONGEST_MS = 3e4;
const BETWEEN_LOOKS_MS = 100;
/** Waits until the cluster serves the custom resources of the CRDs. */
async function untilEstablished(cluster, crds, signal) {
	const end = cluster.clock.now() + LONGEST_MS;
	for (const { path, manifest } of crds) for (;;) {
		const { body } = await cluster.client.get(path, { signal });
		if (conditionOf$1(body, "Established")?.status === "True") break;
		const names = conditionOf$1(body, "NamesAccepted");
		if (names?.status === "False") {
			const message = `${nameOf$1(manifest.object)}: its names are taken: ${names.message}`;
			throw new UserError("crd-not-established", message);
		}
		if (cluster.clock.now() >= end) {
			const message = `${nameOf$1(manifest.object)}: applied, but not served by the cluster after ${LONGEST_MS / 1e3} s; see its conditions`;
			throw new UserError("crd-not-established", message);
		}
		await cluster.clock.sleep(BETWEEN_LOOKS_MS, signal);
	}
}
function conditionOf$1(crd, type) {
	return mappingsIn(mappingAt(crd, "status")?.conditions).find((condition) => condition.type === type);
}

// src/kubernetes/apply/apply.ts
/**
* Applies a planned set, stage by stage, everything within a stage at the same time. Throws a `UserError`
* (failed, `apply-failed`) with a finding for each object that was not applied; later stages are then left out.
* Nothing is sent any more after a call has settled.
*/
var StagedApply = class {
	#cluster;
	#plan;
	#options;
	#applied = /* @__PURE__ */ new Map();
	#unanswered = /* @__PURE__ */ new Set();
	#next = 0;
	constructor(cluster, plan, options = {}) {
		this.#cluster = cluster;
		this.#plan = plan;
		this.#options = options;
	}
	/** Everything that was applied, in the order of the set. */
	get applied() {
		return this.#plan.objects.flatMap((planned) => this.#applied.get(planned) ?? []);
	}
	/** What was not applied, in the order of the set. */
	get remaining() {
		return this.#plan.objects.filter((planned) => !this.#applied.has(planned));
	}
	/** How many were sent without an answer that says what became of them: they may have been applied or not. */
	get unanswered() {
		return this.#unanswered.size;
	}
	/** Applies what is left of the stages up to this one; gives the objects of this one. */
	async through(last) {
		const end = STAGES.indexOf(last) + 1;
		while (this.#next < end) await this.#applyStage(STAGES[this.#next++] ?? last);
		return this.#plan.objects.filter(({ stage }) => stage === last).flatMap((planned) => this.#applied.get(planned) ?? []);
	}
	async #applyStage(stage) {
		const { signal, onApplied } = this.#options;
		const findings = [];
		const objects = this.#plan.objects.filter((planned) => planned.stage === stage);
		await concurrently(objects, async (planned) => {
			signal?.throwIfAborted();
			this.#unanswered.add(planned);
			try {
				const object = await applyOne(this.#cluster, planned, signal);
				this.#applied.set(planned, object);
				this.#unanswered.delete(planned);
				onApplied?.(object);
			} catch (thrown) {
				if (planned.recreated !== true && planned.adoption === void 0 && isRefusal(thrown)) this.#unanswered.delete(planned);
				signal?.throwIfAborted();
				findings.push(...problemsOf(thrown, planned));
			}
		});
		if (findings.length > 0) throw failure(findings, this.#applied.size, this.#plan.objects.length);
		if (stage === "crds" && objects.length > 0) await untilEstablished(this.#cluster, objects, signal);
	}
};
async function applyOne(cluster, planned, signal) {
	const { manifest, path, adoption, force = false } = planned;
	if (planned.recreated === true && planned.live !== void 0) await removeFirst(cluster, planned, planned.live, signal);
	if (planned.unchanged !== void 0) return appliedObject(manifest, "unchanged", planned.unchanged);
	if (adoption !== void 0) await adopt(cluster.client, {
		path,
		object: manifest.object
	}, adoption, signal);
	const { code, body, at, warnings = [] } = await serverSideApply(cluster.client, path, manifest.object, {
		dryRun: false,
		force,
		signal
	});
	const object = body;
	const same = adoption === void 0 && isSame$1(planned.live, object);
	return appliedObject(manifest, code === 201 ? "created" : same ? "unchanged" : "changed", {
		object,
		at: same ? at : changedAt(object, planned, {
			at,
			created: code === 201
		}),
		warnings
	});
}
/**
* When an apply changed an object, as the object says. An answer is dated when it is sent: that can be a second later, and
* what controllers make of the change at once would be from before it. What is dated before the dry run is no change of
* this apply: the fields of an adopted object keep the time of their owner before.
*/
function changedAt(object, { live, seenAt }, { at, created }) {
	const written = ourApplyOf(object)?.time;
	if (!created && written === ourApplyOf(live)?.time) return at;
	const times = [written, ...created ? [object.metadata.creationTimestamp] : []].map((time) => Date.parse(time ?? ""));
	const changed = Math.min(at, ...times.filter(Number.isFinite));
	return created || seenAt !== void 0 && changed >= seenAt ? changed : at;
}
/** Whether an apply has changed nothing: neither what is ours, nor the object by a webhook that looks at each apply. */
function isSame$1(live, object) {
	return live?.metadata.generation === object.metadata.generation && sameOwnFields(live, object);
}
function appliedObject(manifest, action, { object, at, warnings = [] }) {
	const { uid = "", generation = 0, resourceVersion = "", namespace, name } = object.metadata;
	return {
		manifest,
		action,
		kind: object.kind,
		name,
		uid,
		generation,
		resourceVersion,
		object,
		at,
		...namespace === void 0 ? {} : { namespace },
		warnings: warnings.map((warning) => warningFinding(manifest, warning))
	};
}
/** Whether the server has said no. Where it failed, or did not answer, it may have stored the object. */
function isRefusal(thrown) {
	return thrown instanceof KubernetesError && thrown.code >= 400 && thrown.code < 500;
}
function problemsOf(thrown, { manifest, recreated }) {
	if (thrown instanceof UserError) return thrown.findings;
	if (!(thrown instanceof KubernetesError)) throw thrown;
	const gone = recreated === true ? "; it may have been deleted already, to be created again: look for it" : "";
	if (thrown.reason !== "Transport") return findingsFrom(thrown, manifest).map((finding) => ({
		...finding,
		text: `${finding.text}${gone}`
	}));
	const text = `${nameOf$1(manifest.object)}: no answer from the cluster (${messageOf(thrown)}); it may have been applied or not${gone}`;
	return [{
		reason: "cluster-unreachable",
		where: locationOf(manifest),
		text
	}];
}
function failure(findings, done, all) {
	const message = `${findings[0]?.text ?? ""} (${done} of ${all} objects applied)`;
	return new UserError("apply-failed", message, { findings });
}

// src/kubernetes/rollout/ordered-rollout.ts
/** Applies a planned set in its order and follows it: Jobs before the workloads, the workloads, Jobs after them. */
var OrderedRollout = class {
	#rollouts;
	#apply;
	#options;
	#cluster;
	constructor(cluster, plan, rollouts, options) {
		this.#cluster = cluster;
		this.#rollouts = rollouts;
		this.#options = options;
		this.#apply = new StagedApply(cluster, plan, options.apply);
	}
	/** How many objects may have been applied or not. */
	get unanswered() {
		return this.#apply.unanswered;
	}
	/** Applies everything up to the workloads. Gives the end of the rollout if a Job before them did not succeed. */
	async apply() {
		const before = await this.#apply.through("jobs-before");
		if (before.length > 0) {
			this.#cluster.log.info(`Before the workloads: ${before.map(({ object }) => nameOf$1(object)).join(", ")}`);
			const result = await this.#rollouts.follow(before, {
				...this.#options.follow(),
				stableForMs: 0
			});
			if (result.outcome !== "complete") return this.#withRemaining(result);
		}
		await this.#apply.through("workloads");
	}
	/** Follows what `apply` has applied, then applies and follows what comes after the workloads. */
	async follow() {
		const workloads = await this.#rollouts.follow(this.#apply.applied, this.#options.follow());
		if (this.#apply.remaining.length === 0) return workloads;
		if (workloads.outcome !== "complete") return this.#withRemaining(workloads);
		const after = await this.#apply.through("jobs-after");
		if (after.length > 0) {
			this.#cluster.log.info(`After the workloads: ${after.map(({ object }) => nameOf$1(object)).join(", ")}`);
			const result = await this.#rollouts.follow(after, {
				...this.#options.follow(),
				stableForMs: 0
			});
			if (result.outcome !== "complete") return this.#withRemaining(together(workloads, result));
			return this.#called(together(workloads, result));
		}
		return this.#called(workloads);
	}
	async #called(before) {
		const called = await this.#apply.through("called");
		if (called.length === 0) return before;
		return together(before, await this.#rollouts.follow(called, {
			...this.#options.follow(),
			stableForMs: 0
		}));
	}
	#withRemaining(result) {
		const { remaining } = this.#apply;
		if (remaining.length === 0) return result;
		const names = remaining.map(({ manifest }) => nameOf$1(manifest.object)).join(", ");
		const remark = {
			reason: "objects-not-applied",
			text: `not applied${result.cause === void 0 ? "" : `, because of ${result.cause.object}`}: ${names}`
		};
		return {
			...result,
			remarks: [...result.remarks ?? [], remark]
		};
	}
};
/** What ended it is in the second. */
function together(first, second) {
	return {
		...second,
		workloads: [...first.workloads, ...second.workloads],
		remarks: [...first.remarks ?? [], ...second.remarks ?? []]
	};
}

// src/kubernetes/rollout/service-endpoints.ts
/**
* The applied Services that reach no ready pod although every rollout is complete: their selector or their `targetPort`
* matches none. `known`: Services that were warned of before. What the credentials may not read is not reported on.
*/
async function unreachedServices(cluster, applied, known, signal) {
	const warned = new Set(known.filter(({ reason }) => reason === "reference-dangling").map(({ where }) => where));
	const services = applied.filter(({ object, manifest }) => object.kind === "Service" && object.apiVersion === "v1" && mappingAt(object, "spec", "selector") !== void 0 && !warned.has(locationOf(manifest)));
	return (await concurrently(services, async ({ object, manifest, namespace = "" }) => {
		const hasPorts = mappingsIn(mappingAt(object, "spec")?.ports).length > 0;
		if (await hasEndpoint(cluster, {
			namespace,
			name: object.metadata.name,
			hasPorts
		}, signal)) return [];
		const text = `${nameOf$1(object)}: reaches no ready pod, although the rollout is complete; check its selector and targetPort`;
		return [{
			reason: "service-unreached",
			where: locationOf(manifest),
			text
		}];
	})).flat();
}
/** The controller of the endpoints follows within a second or so; asked a few times before it is believed. */
const TRIES = 3;
const BETWEEN_TRIES_MS = 1e3;
async function hasEndpoint(cluster, { namespace, name, hasPorts }, signal) {
	const path = `/apis/discovery.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/endpointslices`;
	const query = { labelSelector: `kubernetes.io/service-name=${name}` };
	for (let tries = 1;; tries++) {
		try {
			const { body } = await cluster.client.get(path, {
				query,
				signal
			});
			if (mappingsIn(mappingAt(body)?.items).some((slice) => reaches(slice, hasPorts))) return true;
		} catch (thrown) {
			if (thrown instanceof KubernetesError && (thrown.code === 403 || thrown.code === 404)) return true;
			throw thrown;
		}
		if (tries >= TRIES) return false;
		await cluster.clock.sleep(BETWEEN_TRIES_MS, signal);
	}
}
function reaches(slice, hasPorts) {
	return mappingsIn(slice.endpoints).some((endpoint) => mappingAt(endpoint, "conditions")?.ready !== false) && (!hasPorts || mappingsIn(slice.ports).length > 0);
}

// src/kubernetes/api/changes.ts
/** A signal that something changed: many notify, one waits. */
var Changes = class {
	#notified = false;
	#wake;
	notify() {
		this.#notified = true;
		this.#wake?.();
	}
	/** Resolves at the next change (at once if there was one since the last wait), after `ms`, or rejects on the signal. */
	async next(clock, ms, signal) {
		signal?.throwIfAborted();
		if (!this.#notified) {
			const sleeping = new AbortController();
			const either = signal === void 0 ? sleeping.signal : AbortSignal.any([signal, sleeping.signal]);
			const notified = new Promise((resolve) => {
				this.#wake = resolve;
			});
			try {
				await Promise.race([notified, clock.sleep(ms, either)]);
			} catch (thrown) {
				signal?.throwIfAborted();
				throw thrown;
			} finally {
				this.#wake = void 0;
				sleeping.abort();
			}
		}
		this.#notified = false;
	}
};

// src/kubernetes/diagnosis/kubelet-stop.ts
/** Why the kubelet itself ended a run of a container, by its events; the status has only the signal. */
function kubeletStop(ended, events, hookError) {
	const began = Date.parse(ended?.startedAt ?? "");
	const ofThisRun = events.filter((event) => !(Date.parse(timeOf(event) ?? "") < began));
	const kill = ofThisRun.findLast(({ reason }) => reason === "Killing")?.message ?? "";
	if (/failed liveness probe/.test(kill)) return {
		code: "liveness-failed",
		text: said(ofThisRun, "Liveness") ?? apiText(kill)
	};
	if (/failed startup probe/.test(kill)) return {
		code: "startup-failed",
		text: said(ofThisRun, "Startup") ?? apiText(kill)
	};
	const hook = ofThisRun.findLast(({ reason }) => reason === "FailedPostStartHook");
	return hook === void 0 ? void 0 : {
		code: "post-start-failed",
		text: apiText(hookError ?? hook.message ?? "")
	};
}
function said(events, probe) {
	const failed = events.findLast(({ reason, message = "" }) => reason === "Unhealthy" && message.startsWith(probe));
	return failed === void 0 ? void 0 : apiText((failed.message ?? "").trim().replace(/:$/, ""));
}

// src/kubernetes/diagnosis/crash.ts
/** Causes of containers that ended although they should run. */
const CRASH_CODES = /* @__PURE__ */ new Set([...[
	"crash",
	"out-of-memory",
	"liveness-failed",
	"startup-failed",
	"post-start-failed"
]]);
/** The kubelet restarts a container once at once; it backs off from the second crash on. */
const BACK_OFF_CRASH = 2;
/**
* Counts the crashes of a container since the rollout began and names how it ended.
*
* A container that has to keep running (`keepsRunning`) crashed whenever it ended, also with code 0; any other, such as
* an init container, only when its code is not 0. Restart count and terminated state appear ten seconds and more
* before CrashLoopBackOff, which is therefore not waited for.
*/
function crashSymptom(status, before, { keepsRunning, events, hookError, fatalCrash }) {
	const { state = {}, lastState = {} } = status;
	const looping = isLooping(status);
	const isDown = state.terminated !== void 0;
	if (isDown && !keepsRunning && state.terminated.exitCode === 0) return void 0;
	const crashes = crashesOf(status) - before.crashes;
	const ended = isDown ? state.terminated : lastState.terminated;
	if (crashes <= 0) return isDown || looping ? {
		...described(ended, 0),
		old: true
	} : void 0;
	const isNew = !before.existed || isFreshNews(ended?.startedAt, before.appliedAt);
	const times = Math.max(crashes, looping && isNew ? BACK_OFF_CRASH : 0);
	const fatal = times >= fatalCrash;
	const stop = kubeletStop(ended, events, hookError);
	return {
		...stop === void 0 ? described(ended, times) : {
			code: stop.code,
			text: `${stop.text}${often(times)}`
		},
		...fatal ? { fatality: "fatal" } : {},
		since: ended?.finishedAt
	};
}
/** How often the container has ended so far, the end included that it is not restarted from yet. */
function crashesOf(status) {
	const isDown = status.state?.terminated !== void 0 || isLooping(status);
	return (status.restartCount ?? 0) + (isDown ? 1 : 0);
}
function isLooping({ state }) {
	return state?.waiting?.reason === "CrashLoopBackOff";
}
function described(ended, times) {
	if (ended === void 0) return {
		code: "crash",
		text: `crashed${often(times)}`
	};
	if (ended.reason === "OOMKilled") return {
		code: "out-of-memory",
		text: `exceeded its memory limit (OOMKilled)${often(times)}`
	};
	const by = signalOf(ended);
	const how = by === void 0 ? `exited with code ${ended.exitCode}` : `was killed by ${by} (code ${ended.exitCode})`;
	const said = ended.message === void 0 ? "" : `: ${apiText(ended.message)}`;
	return {
		code: "crash",
		text: `${how}${often(times)}${said}`
	};
}
function often(times) {
	return times > 1 ? `, ${times} crashes so far` : "";
}
const SIGNALS = {
	4: "SIGILL",
	6: "SIGABRT",
	7: "SIGBUS",
	8: "SIGFPE",
	9: "SIGKILL",
	11: "SIGSEGV",
	15: "SIGTERM"
};
/** Runtimes report a signal as 128 plus its number. */
function signalOf({ signal, exitCode }) {
	const number = signal ?? (exitCode > 128 ? exitCode - 128 : void 0);
	return number === void 0 ? void 0 : SIGNALS[number];
}

// src/kubernetes/diagnosis/pull-problem.ts
/**
* The errors of runtimes and registries when an image cannot be pulled. First match wins: errors that may heal come
* first, because their texts often contain the words of the permanent ones as well.
*/
const PATTERNS = [
	{
		pattern: /toomanyrequests|too many requests|rate limit|\b429\b/i,
		code: "image-rate-limited"
	},
	{
		pattern: /timeout|timed out|deadline exceeded|connection (refused|reset)|no such host|unexpected EOF|\b50[0234]\b|server misbehaving|network is unreachable|no route to host/i,
		code: "image-registry-unreachable"
	},
	{
		pattern: /x509|tls:|HTTP response to HTTPS client/i,
		code: "image-registry-certificate"
	},
	{
		pattern: /unauthorized|authentication required|authorization failed|access denied|denied:|forbidden|no basic auth|insufficient_scope|\b40[13]\b/i,
		code: "image-unauthorized"
	},
	{
		pattern: /no match for platform|no matching manifest/i,
		code: "image-platform"
	},
	{
		pattern: /not found|manifest unknown|name unknown|NotFound|does not exist/i,
		code: "image-not-found"
	}
];
/** Recognises the text of a failed pull. */
function pullProblem(text, since) {
	return {
		code: PATTERNS.find(({ pattern }) => pattern.test(text))?.code ?? "image-pull-failed",
		text: apiText(withoutWrapping(text)),
		since
	};
}
/** Whether a container's waiting reason is about its image being pulled. */
function isPulling(reason) {
	return reason === "ErrImagePull" || reason === "ImagePullBackOff";
}
/** `Back-off pulling image …` alone says nothing about why; newer kubelets append the reason. */
function saysWhy(text) {
	return !/^Back-off pulling image "[^"]*"$/.test(text.trim());
}
/** What kubelet and runtime put around the registry's own text; each names the image once more. */
const WRAPPING = [
	/^Back-off pulling image "[^"]*": (ErrImagePull: )?/,
	/^Failed to pull image "[^"]*": /,
	/^rpc error: code = \w+ desc = /,
	/^failed to pull and unpack image "[^"]*": /,
	/^failed to resolve reference "[^"]*": /
];
function withoutWrapping(text) {
	return WRAPPING.reduce((rest, wrapping) => rest.replace(wrapping, ""), text.trim());
}

// src/kubernetes/diagnosis/pod-history.ts
/** Records the pods at every update. Pods that exist before the apply bring restarts and failures of their own. */
var PodHistoryRecorder = class {
	#pods = /* @__PURE__ */ new Set();
	#before = /* @__PURE__ */ new Map();
	#tried = /* @__PURE__ */ new Set();
	#reasons = /* @__PURE__ */ new Map();
	#pulls = /* @__PURE__ */ new Map();
	#hooks = /* @__PURE__ */ new Map();
	/** Call once with the pods that exist before anything is applied. */
	begin(pods) {
		const all = [...pods];
		for (const { metadata } of all) this.#pods.add(metadata.uid);
		for (const [key, status] of statuses(all)) this.#before.set(key, {
			crashes: crashesOf(status),
			attempt: attemptOf(status)
		});
		this.update(all);
	}
	/** Call with the pods after each change. */
	update(pods) {
		for (const [key, status] of statuses(pods)) {
			const { reason = "", message = "" } = status.state?.waiting ?? {};
			if (isPulling(reason) && message !== "" && saysWhy(message)) this.#pulls.set(key, message);
			if (reason === "PostStartHookError" && message !== "") this.#hooks.set(key, message);
			if (reason === "ErrImagePull" && this.#reasons.get(key) === "ImagePullBackOff" || this.#before.get(key)?.attempt !== attemptOf(status)) this.#tried.add(key);
			this.#reasons.set(key, reason);
		}
	}
	existedBefore(pod) {
		return this.#pods.has(pod.metadata.uid);
	}
	crashesBefore(pod, container) {
		return this.#before.get(keyOf$1(pod, container))?.crashes ?? 0;
	}
	isUntriedSince(pod, container) {
		const key = keyOf$1(pod, container);
		return this.#before.has(key) && !this.#tried.has(key);
	}
	pullError(pod, container) {
		return this.#pulls.get(keyOf$1(pod, container));
	}
	hookError(pod, container) {
		return this.#hooks.get(keyOf$1(pod, container));
	}
};
/** What distinguishes one attempt to run a container from the next. */
function attemptOf({ state = {}, lastState = {}, restartCount = 0 }) {
	const { reason = "", message = "" } = state.waiting ?? {};
	const waits = isPulling(reason) ? "pull" : `${reason} ${message}`;
	return JSON.stringify([...[
		waits,
		restartCount,
		state.running?.startedAt
	], ...[state.terminated?.finishedAt, lastState.terminated?.finishedAt]]);
}
function* statuses(pods) {
	for (const pod of pods) {
		const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
		for (const status of [...initContainerStatuses, ...containerStatuses]) yield [keyOf$1(pod, status.name), status];
	}
}
function keyOf$1(pod, container) {
	return `${pod.metadata.uid} ${container}`;
}

// src/kubernetes/diagnosis/tolerance.ts
const TOLERANCES = {
	strict: {
		fatalCrash: 2,
		graceMs: 1e4,
		operatorMs: 3e4,
		outsideMs: 0
	},
	tolerant: {
		fatalCrash: 5,
		graceMs: 6e4,
		operatorMs: 12e4,
		outsideMs: 6e4
	}
};

// src/kubernetes/diagnosis/cause.ts
/** The symptom of an object as a cause. */
function causeOf(about, symptom) {
	const { code, text, since, old = false } = symptom;
	const { advice, fatality } = CAUSES[code];
	return {
		...about,
		code,
		text: old ? `${text} (was failing before this deployment)` : text,
		advice,
		fatality: old ? "waiting" : symptom.fatality ?? fatality,
		...since === void 0 ? {} : { since }
	};
}
/** Whether somebody can put the cause right outside the pod template while the rollout waits. */
function isPutRightOutside(code) {
	return "outside" in CAUSES[code];
}
/** Whether the controller behind it looks again only after some 15 s. */
function isSlow(code) {
	return "slow" in CAUSES[code];
}
const ORDER = [
	"fatal",
	"grace",
	"waiting"
];
/** Worst first, and what passes by itself after the others; among equals the order in which the rules found them. Each (code, container) once, with its first pod. */
function ranked(causes) {
	const seen = /* @__PURE__ */ new Set();
	const rank = ({ fatality, code }) => 2 * ORDER.indexOf(fatality) + (code === "node-cache" || code === "image-pulling" ? 1 : 0);
	return causes.toSorted((a, b) => rank(a) - rank(b)).filter(({ code, object, namespace, container }) => {
		const key = JSON.stringify([
			code,
			object,
			namespace,
			container
		]);
		return !seen.has(key) && seen.add(key);
	});
}

// src/kubernetes/diagnosis/container-log.ts
const LINES = 25;
const LONGEST_LINE = 500;
const LIMIT_BYTES = 65536;
const LOG_READ_LIMIT_MS = 2e3;
/** Causes of containers that ran, and so may have written something. */
const CODES_WITH_LOG = /* @__PURE__ */ new Set([...CRASH_CODES, ...[
	"not-ready",
	"init-running",
	"injected-container-failed"
]]);
/** Those that are about the present run. */
const RUNNING_CODES = /* @__PURE__ */ new Set(["not-ready", "init-running"]);
/**
* The failing container's last lines; undefined if there are none, or if they cannot be had within 2 s. Both the
* present and the previous run are read: which of them has the crash's lines depends on the moment, and the kubelet
* may have removed either.
*/
async function readLog({ client, clock, redact }, cause, pods, signal) {
	const { pod, container, namespace } = cause;
	if (pod === void 0 || container === void 0 || !CODES_WITH_LOG.has(cause.code)) return void 0;
	const timer = new AbortController();
	const late = new AbortController();
	const either = signal === void 0 ? late.signal : AbortSignal.any([signal, late.signal]);
	clock.sleep(LOG_READ_LIMIT_MS, timer.signal).then(() => late.abort(), () => void 0);
	const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log`;
	const read = async (previous) => {
		const query = {
			container,
			tailLines: String(LINES),
			limitBytes: String(LIMIT_BYTES),
			previous: String(previous)
		};
		try {
			return linesOf(redact(whole(await client.text(path, {
				query,
				signal: either
			}))));
		} catch {
			return [];
		}
	};
	const [current, before] = await Promise.all([read(false), read(true)]);
	timer.abort();
	signal?.throwIfAborted();
	const previous = before.length > 0 && (current.length === 0 || isRunning(pods, pod, container)) && !RUNNING_CODES.has(cause.code);
	const lines = previous ? before : current;
	return lines.length === 0 ? void 0 : {
		pod,
		container,
		lines,
		previous
	};
}
/** Without a last line that the limit has cut: half a secret is not recognised. */
function whole(text) {
	return Buffer.byteLength(text) < LIMIT_BYTES ? text : text.slice(0, text.lastIndexOf("\n") + 1);
}
const CONTROL = /(?:(?!\t)[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF])+/gu;
function linesOf(text) {
	return text.split(/\r?\n/).map((line) => line.toWellFormed().replace(CONTROL, " ").trimEnd()).filter((line) => line !== "" && !line.startsWith("unable to retrieve container logs")).map((line) => line.length > LONGEST_LINE ? `${line.slice(0, 499)}…` : line).slice(-25);
}
/** The present run of a container that runs again has not got to its crash. */
function isRunning(pods, name, container) {
	const { initContainerStatuses = [], containerStatuses = [] } = pods.find((pod) => pod.metadata.name === name)?.status ?? {};
	return [...initContainerStatuses, ...containerStatuses].find((found) => found.name === container)?.state?.running !== void 0;
}

// src/kubernetes/rollout/progress-log.ts
/** Between two tables of what is not complete. */
const TABLE_MS = 3e4;
/** More rows would hide what was logged before. */
const MOST_ROWS = 20;
/** Writes one line for each change, none while nothing changes, and every 30 s what is not complete yet. */
var ProgressLog = class {
	#log;
	#startedAt;
	#tableAt;
	#last = /* @__PURE__ */ new Map();
	#logged = /* @__PURE__ */ new Set();
	constructor(log, now) {
		this.#log = log;
		this.#startedAt = now;
		this.#tableAt = now + TABLE_MS;
	}
	/** When the next table is due. */
	get tableAt() {
		return this.#tableAt;
	}
	/** Writes the table: what is complete is counted, the rest has a line each. */
	table(workloads, now) {
		this.#tableAt = now + TABLE_MS;
		const open = workloads.filter(({ report }) => report.state !== "complete");
		if (open.length === 0) return;
		const seconds = Math.round((now - this.#startedAt) / 1e3);
		this.#log.info(`After ${seconds} s ${workloads.length - open.length} of ${workloads.length} are complete; not yet:`);
		const rows = open.slice(0, MOST_ROWS).map(({ report, causes }) => row(report, causes));
		const widths = [0, 1].map((column) => Math.max(...rows.map((cells) => (cells[column] ?? "").length)));
		for (const cells of rows) this.#log.info(`  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()}`);
		if (open.length > rows.length) this.#log.info(`  and ${open.length - rows.length} more`);
	}
	report(workload, causes, observed) {
		const key = `${workload.namespace}/${workload.object}`;
		const line = `${workload.object}: ${workload.text}${workload.state === "complete" ? ", complete" : ""}`;
		if (observed && this.#last.get(key) !== line) this.#log.info(line);
		if (observed) this.#last.set(key, line);
		for (const cause of causes.filter(isNews)) {
			const known = JSON.stringify([
				key,
				cause.code,
				cause.container,
				cause.fatality
			]);
			if (!this.#logged.has(known)) this.#log.info(describeCause(cause));
			this.#logged.add(known);
		}
	}
};
function row({ object, text }, [cause]) {
	return [
		object,
		text,
		cause === void 0 ? "" : `${cause.code}: ${cause.text}`
	];
}
/** The cause in one line: `Deployment/web: pod web-5d8-x7k2p, container app: image-not-found: …`. */
function describeCause(cause) {
	const where = [cause.pod === void 0 ? "" : `pod ${cause.pod}`, cause.container === void 0 ? "" : `container ${cause.container}`].filter((text) => text !== "").join(", ");
	return `${cause.object}: ${where === "" ? "" : `${where}: `}${cause.code}: ${cause.text}`;
}
/** What a healthy rollout does not show: its pods start by not being ready, whatever their probes say meanwhile. */
function holdsUp({ code, fatality }) {
	return fatality !== "fatal" && !START.has(code) && !PASSING.has(code);
}
/** Everything starts by not being ready; it is news once somebody says so. Init containers, pulls and nodes need their time. */
function isNews({ code, since }) {
	return START.has(code) ? since !== void 0 : !PASSING.has(code) || code === "node-cache";
}
/** What passes by itself in most rollouts. */
const PASSING = /* @__PURE__ */ new Set([...[
	"init-running",
	"node-silent",
	"node-cache",
	"image-pulling"
]]);
const START = /* @__PURE__ */ new Set([
	"not-ready",
	"resource-not-ready",
	"load-balancer-pending"
]);

// src/kubernetes/rollout/stream-health.ts
/** A stream that is resumed delivers at once what happened in between; at once is well within this. */
const CATCH_UP_MS = 1e3;
/**
* Since when no change can have been missed. What was complete when the streams broke need not be now, so a stability
* window counts only from when they were last opened again.
*/
var StreamHealth = class {
	#log;
	#interruptions = 0;
	#uninterruptedSince;
	#lostSince;
	#connected = false;
	#upToDateAt = 0;
	constructor(log) {
		this.#log = log;
	}
	/** Takes in the state of all streams at time `now` (milliseconds). */
	update(streams, now) {
		const lost = streams.some((stream) => stream.lost);
		const connected = streams.every((stream) => stream.connected);
		const interruptions = streams.reduce((sum, stream) => sum + stream.interruptions, 0);
		if (lost) {
			if (this.#lostSince === void 0 && interruptions > 0) this.#log.info("Lost the watch connection; reconnecting");
			this.#lostSince ??= now;
			this.#uninterruptedSince = void 0;
		} else {
			this.#lostSince = void 0;
			if (this.#uninterruptedSince === void 0 || interruptions !== this.#interruptions) this.#uninterruptedSince = now;
			else if (connected && !this.#connected) this.#upToDateAt = now + CATCH_UP_MS;
		}
		this.#interruptions = interruptions;
		this.#connected = connected;
	}
	/** Whether the cached objects are as they are in the cluster at this moment. */
	isUpToDate(now) {
		return this.#connected && now >= this.#upToDateAt;
	}
	/** When the cached objects will be up to date, if nothing breaks. */
	get upToDateAt() {
		return this.#upToDateAt;
	}
	/** Since when no change can have been missed; infinity while a connection is lost. */
	get uninterruptedSince() {
		return this.#uninterruptedSince ?? Number.POSITIVE_INFINITY;
	}
	/** Since when a connection is lost; undefined while none is. */
	get lostSince() {
		return this.#lostSince;
	}
};

// src/kubernetes/rollout/follow.ts
/** So many workloads are looked at after each change. */
const FEW$1 = 20;
/** With more of them the changes within this time are looked at together: each look is at all workloads. */
const TOGETHER_MS = 100;
/** Judges every workload after each change until all are complete and stay so, one fails, or the time is over. */
async function follow(followed, options) {
	const { cluster, streams, memory, changes, workloads } = followed;
	const { clock } = cluster;
	const log = new ProgressLog(cluster.log, clock.now());
	const end = clock.now() + options.timeoutMs;
	const health = new StreamHealth(cluster.log);
	let failing;
	for (;;) {
		options.signal?.throwIfAborted();
		const now = clock.now();
		health.update([...streams.values()], now);
		for (const stream of streams.values()) memory.update(stream.pods.all());
		for (const workload of workloads) {
			const facts = streams.get(workload.target.namespace)?.factsOf(workload.target);
			if (facts !== void 0) workload.update(facts, memory, now);
			log.report(workload.report(now), workload.causes, workload.observed);
		}
		const times = {
			now,
			end,
			stableForMs: options.stableForMs
		};
		const outcome = outcomeOf(workloads, health, times);
		if (outcome !== void 0) return conclude(followed, outcome, {
			now,
			lostSince: health.lostSince
		}, options);
		if (now >= log.tableAt) log.table(workloads.map((workload) => ({
			report: workload.report(now),
			causes: workload.causes
		})), now);
		const cause = ranked(workloads.flatMap(({ causes }) => causes)).find(holdsUp);
		if (cause?.code !== failing) options.onFailing?.(cause);
		failing = cause?.code;
		await changes.next(clock, Math.min(nextUpdate(workloads, health, times), log.tableAt - now), options.signal);
		if (workloads.length > FEW$1) await clock.sleep(TOGETHER_MS, options.signal);
	}
}
function outcomeOf(workloads, health, { now, end, stableForMs }) {
	const takenOver = workloads.filter((workload) => workload.takenOver);
	if (takenOver.length > 0) return takenOver.every(({ superseded }) => superseded) ? "superseded" : "taken-over";
	if (workloads.some((workload) => workload.causes[0]?.fatality === "fatal")) return "failed";
	const isStable = (since) => since !== void 0 && now - Math.max(since, health.uninterruptedSince) >= stableForMs;
	const settlesAt = Math.max(...workloads.map((workload) => workload.settlesAt ?? 0));
	if (now >= settlesAt && workloads.every(({ hasEnded, completeSince }) => hasEnded || isStable(completeSince)) && health.isUpToDate(now)) return "complete";
	if (now >= end && workloads.some(({ completeSince }) => completeSince === void 0)) return "timeout";
	return now >= Math.max(end + stableForMs, settlesAt) ? "timeout" : void 0;
}
/** Milliseconds until time alone could change the outcome. */
function nextUpdate(workloads, health, { now, end, stableForMs }) {
	const times = [now < end ? end : end + stableForMs, health.upToDateAt];
	for (const { completeSince, graceEndsAt, settlesAt } of workloads) {
		if (settlesAt !== void 0) times.push(settlesAt);
		if (completeSince !== void 0) times.push(Math.max(completeSince, health.uninterruptedSince) + stableForMs);
		if (graceEndsAt !== void 0) times.push(graceEndsAt);
	}
	return Math.max(1, Math.min(...times.filter((time) => time > now)) - now);
}
async function conclude({ cluster, streams, workloads }, outcome, { now, lostSince }, options) {
	const reports = workloads.map((workload) => workload.report(now));
	const known = ranked(workloads.flatMap((workload) => workload.causes));
	const causes = outcome === "timeout" && lostSince !== void 0 ? [connectionLost(reports, (now - lostSince) / 1e3), ...known] : known;
	if (outcome === "complete") return {
		outcome,
		workloads: reports,
		causes,
		remarks: remarksOf(workloads)
	};
	if (outcome !== "failed" && outcome !== "timeout") return {
		outcome,
		workloads: reports,
		causes
	};
	const cause = causes[0] ?? noCauseKnown(reports);
	const pods = streams.get(cause.namespace)?.pods.all() ?? [];
	const logs = await readLog(cluster, cause, pods, options.signal);
	return {
		outcome,
		workloads: reports,
		cause,
		causes,
		...logs === void 0 ? {} : { logs }
	};
}
/** The same about several objects is one remark. */
function remarksOf(workloads) {
	const objects = /* @__PURE__ */ new Map();
	for (const { remark, object } of workloads) {
		if (remark === void 0) continue;
		const { reason, text } = remark;
		const same = objects.get(`${reason} ${text}`);
		if (same === void 0) objects.set(`${reason} ${text}`, {
			reason,
			text,
			of: [object]
		});
		else same.of.push(object);
	}
	return [...objects.values()].map(({ reason, text, of }) => ({
		reason,
		text: `${of.join(", ")}: ${text}`
	}));
}
/** The time is over, and the watch connection is lost. */
function connectionLost(reports, seconds) {
	const [first] = reports;
	return causeAbout(first, {
		code: "cluster-watch-lost",
		text: `the watch connection to the cluster has been lost for ${Math.round(seconds)} s`
	});
}
/** The time is over, and the cluster gives no reason. */
function noCauseKnown(reports) {
	const slow = reports.find(({ state }) => state !== "complete") ?? reports[0];
	return causeAbout(slow, {
		code: "not-complete",
		text: slow?.text ?? ""
	});
}
function causeAbout(report, symptom) {
	return causeOf({
		object: report?.object ?? "",
		namespace: report?.namespace ?? ""
	}, symptom);
}

// src/kubernetes/api/message-redaction.ts
/**
* A copy of a received object with secrets hidden in every text that the cluster wrote for people: the `message` of an
* event, and every `message` in the status. What was applied (the `spec`) stays as it is, for it is compared.
*/
function withMessagesRedacted(object, redact) {
	if (!isMapping(object)) return object;
	const { message, status } = object;
	return {
		...object,
		...typeof message === "string" ? { message: redact(message) } : {},
		...status === void 0 ? {} : { status: redacted(status, redact) }
	};
}
function redacted(value, redact) {
	if (Array.isArray(value)) return value.map((item) => redacted(item, redact));
	if (!isMapping(value)) return value;
	const fields = Object.entries(value).map(([field, inner]) => [field, field === "message" && typeof inner === "string" ? redact(inner) : redacted(inner, redact)]);
	return Object.fromEntries(fields);
}

// src/kubernetes/api/object-cache.ts
/** The objects of one kind in one namespace, by name, as a watch last delivered them. */
var ObjectCache = class {
	#items = /* @__PURE__ */ new Map();
	#deleted = /* @__PURE__ */ new Map();
	#filter;
	#transform;
	#onChange;
	#onInterruption;
	#state = "lost";
	#interruptions = 0;
	constructor(options) {
		this.#onChange = options.onChange;
		this.#onInterruption = options.onInterruption;
		this.#filter = options.filter ?? (() => true);
		this.#transform = options.transform ?? ((item) => item);
	}
	/** Whether every change is delivered at this moment. */
	get connected() {
		return this.#state === "connected";
	}
	/** Whether the connection broke and is not open again: the objects may have changed since. */
	get lost() {
		return this.#state === "lost";
	}
	/** How many times the connection broke. */
	get interruptions() {
		return this.#interruptions;
	}
	get(name) {
		return this.#items.get(name);
	}
	/** The object of that name as it last was, if it existed and does not any more. */
	deleted(name) {
		return this.#items.has(name) ? void 0 : this.#deleted.get(name);
	}
	all() {
		return [...this.#items.values()];
	}
	replaced(objects) {
		const before = this.#items;
		this.#items = new Map(objects.filter(this.#filter).map((item) => [item.metadata.name, this.#transform(item)]));
		for (const [name, item] of before) if (!this.#items.has(name)) this.#deleted.set(name, item);
		this.#onChange();
	}
	changed(type, object) {
		const item = object;
		const { name } = item.metadata;
		if (type === "DELETED") {
			this.#items.delete(name);
			if (this.#filter(item)) this.#deleted.set(name, this.#transform(item));
		} else if (this.#filter(item)) this.#items.set(name, this.#transform(item));
		this.#onChange();
	}
	opened() {
		this.#state = "connected";
		this.#onChange();
	}
	ended() {
		this.#state = "resuming";
		this.#onChange();
	}
	interrupted(why) {
		this.#state = "lost";
		this.#interruptions++;
		this.#onInterruption(why);
		this.#onChange();
	}
};

// src/kubernetes/diagnosis/start-problem.ts
/** A node under load has not yet read a ConfigMap or Secret that may be there. */
const NODE_CACHE = /failed to sync .* cache/i;
const BAD_COMMAND = /no such file or directory|executable file not found|permission denied|exec format error|no command specified|is a directory|not a directory/i;
/** A container that could not be started: reasons StartError, RunContainerError, ContainerCannotRun, CreateContainerError. */
function startProblem(reason, message, since) {
	const text = apiText(withoutRuntimeLayers(message) === "" ? reason : withoutRuntimeLayers(message));
	if (BAD_COMMAND.test(message)) return {
		code: "container-command-invalid",
		text,
		since
	};
	return {
		code: "container-start-failed",
		text,
		since
	};
}
/** A container whose configuration is missing: reason CreateContainerConfigError. */
function configProblem(whole) {
	const message = whole.slice(0, LONGEST_MESSAGE);
	const text = apiText(message);
	if (NODE_CACHE.test(message)) return {
		code: "node-cache",
		text
	};
	if (/runAsNonRoot|non-root|run as root/i.test(message)) return {
		code: "runs-as-root",
		text
	};
	if (/not found|couldn't find key|non-existent/i.test(message)) return {
		code: "config-missing",
		text
	};
	return {
		code: "config-failed",
		text
	};
}
/** A volume that cannot be mounted: event FailedMount. */
function mountProblem(whole, since) {
	const message = whole.slice(0, LONGEST_MESSAGE);
	const text = apiText(message);
	if (NODE_CACHE.test(message)) return {
		code: "node-cache",
		text,
		since
	};
	if (/(configmap|secret)/i.test(message) && /not found|non-existent (config|secret) key/i.test(message)) return {
		code: "config-missing",
		text,
		since
	};
	return {
		code: "mount-failed",
		text,
		since
	};
}
/** A pod whose sandbox (network, runtime) cannot be made: event FailedCreatePodSandBox. */
function sandboxProblem(message, since) {
	const text = apiText(message.replace(/^Failed to create pod sandbox: (rpc error: code = \w+ desc = )?/, ""));
	return {
		code: /no runtime for "[^"]*" is configured|RuntimeHandler "[^"]*" not supported/i.test(message) ? "runtime-class-unsupported" : "sandbox-failed",
		text,
		since
	};
}
/** The layers of the runtimes mean nothing to the author of a container. */
function withoutRuntimeLayers(whole) {
	const message = whole.slice(0, LONGEST_MESSAGE);
	const start = message.search(/exec: "|exec [^:]+: /);
	return (start < 0 ? message : message.slice(start)).replace(/: unknown$/, "").trim();
}

// src/kubernetes/diagnosis/pod-symptoms.ts
/** What is said about a pod as a whole, the most specific first. `events`: about this pod, oldest first. */
function podSymptoms(pod, events) {
	const found = [...[
		...scheduling(pod),
		...refusedByNode(events),
		...volumes(pod, events)
	], ...[
		...sandbox(pod, events),
		...readinessGates(pod),
		...lostNode(pod, events)
	]];
	return found.length === 0 ? silentNode(pod) : found;
}
/** The kubelet's event comes at once, the status of the pod up to ten seconds later. */
function refusedByNode(events) {
	const event = events.findLast(({ reason = "" }) => isNodeRefusal(reason));
	return event === void 0 ? [] : nodeRefusal(event.reason ?? "", apiText(event.message ?? ""));
}
/** Whether it is a reason with which a kubelet does not admit a pod. */
function isNodeRefusal(reason) {
	return reason === "SysctlForbidden" || NODE_REFUSALS.test(reason);
}
function nodeRefusal(reason, text) {
	if (reason === "SysctlForbidden") return [{
		code: "sysctl-forbidden",
		text
	}];
	return [{
		code: "node-refused",
		text,
		...NODE_CANNOT.test(reason) ? { fatality: "fatal" } : {}
	}];
}
/** A pod that ended as a whole; its workload makes another one, which the same may happen to. */
function endedPodSymptoms({ status = {} }) {
	const { reason = "", message = "" } = status;
	const text = message === "" ? reason : apiText(message);
	if (reason === "Evicted") return [{
		code: "pod-evicted",
		text
	}];
	return isNodeRefusal(reason) ? nodeRefusal(reason, text) : [];
}
const NODE_REFUSALS = /^(AppArmor|InitContainerRestartPolicyForbidden|NodeAffinity|OutOf.+|Pod(OS|Level|Feature).+|TopologyAffinityError|UnexpectedAdmissionError|VolumeAttachmentLimitExceeded)$/;
/** Those that say that no such node ever could. */
const NODE_CANNOT = /^(AppArmor|InitContainerRestartPolicyForbidden|Pod(OS|Level|Feature).+)$/;
function scheduling(pod) {
	const scheduled = conditionOf(pod, "PodScheduled");
	if (scheduled?.status !== "False") return [];
	const { message = "", lastTransitionTime: since } = scheduled;
	const text = apiText(message);
	if (/persistentvolumeclaim "[^"]*" not found/.test(message)) return [{
		code: "claim-missing",
		text,
		since
	}];
	if (/unbound immediate PersistentVolumeClaims/.test(message)) return [{
		code: "claim-unbound",
		text,
		since
	}];
	if (scheduled.reason === "SchedulingGated") return [{
		code: "scheduling-gated",
		text,
		since
	}];
	return [{
		code: "unschedulable",
		text,
		since
	}];
}
/** The worst about each volume: a time limit that is over, reported later, must not hide what is wrong. */
function volumes(pod, events) {
	if (hasStarted(pod)) return [];
	const attach = events.findLast(({ reason }) => reason === "FailedAttachVolume");
	const mounts = events.filter(({ reason }) => reason === "FailedMount" || reason === "FailedMapVolume");
	return [
		...mounts.map((event) => mountProblem(event.message ?? "", timeOf(event))).filter(({ code }) => code === "config-missing"),
		...attach === void 0 ? [] : [{
			code: "attach-failed",
			text: apiText(attach.message ?? ""),
			since: timeOf(attach)
		}],
		...mounts.toReversed().map((event) => mountProblem(event.message ?? "", timeOf(event))).toSorted((a, b) => Number(isTimeLimit(a)) - Number(isTimeLimit(b))).slice(0, 1)
	];
}
function isTimeLimit({ text }) {
	return /timed out waiting for the condition|context deadline exceeded/.test(text);
}
function sandbox(pod, events) {
	const failed = events.findLast(({ reason }) => reason === "FailedCreatePodSandBox");
	if (failed === void 0 || hasStarted(pod)) return [];
	return [sandboxProblem(failed.message ?? "", timeOf(failed))];
}
/** Everything runs and is ready, but somebody outside has to say so, too. */
function readinessGates(pod) {
	const ready = conditionOf(pod, "Ready");
	if (ready?.status !== "False" || ready.reason !== "ReadinessGatesNotReady") return [];
	return [{
		code: "readiness-gate",
		text: apiText(ready.message ?? ""),
		since: ready.lastTransitionTime
	}];
}
/** The controller of the nodes says so; the status of the containers stays as the node last reported it. */
function lostNode(pod, events) {
	const lost = events.findLast(({ reason }) => reason === "NodeNotReady");
	const since = lost === void 0 ? lostSince(pod) : timeOf(lost);
	if (since === void 0 || conditionOf(pod, "Ready")?.status === "True") return [];
	return [{
		code: "node-not-ready",
		text: `node ${pod.spec?.nodeName ?? ""} is not ready: nothing is known of the pod since then`,
		since
	}];
}
/** It is on a node, and the node has not said a word about it. */
function silentNode({ spec = {}, status = {} }) {
	const { containerStatuses = [], initContainerStatuses = [], phase } = status;
	if (spec.nodeName === void 0 || phase !== "Pending") return [];
	if (containerStatuses.length > 0 || initContainerStatuses.length > 0) return [];
	return [{
		code: "node-silent",
		text: `node ${spec.nodeName} has not begun to start the pod`
	}];
}
function hasStarted({ status = {} }) {
	return [...status.initContainerStatuses ?? [], ...status.containerStatuses ?? []].some(({ state = {} }) => state.running !== void 0 || state.terminated !== void 0);
}
function conditionOf({ status }, type) {
	return status?.conditions?.find((condition) => condition.type === type);
}

// src/kubernetes/rollout/by-uid.ts
/** Items by the uids that they are about: a rollout of many workloads does not look through all items for each. */
var ByUid = class {
	#items = /* @__PURE__ */ new Map();
	constructor(items, uidsOf) {
		for (const item of items) for (const uid of uidsOf(item)) {
			if (uid === void 0) continue;
			const known = this.#items.get(uid);
			if (known === void 0) this.#items.set(uid, [item]);
			else known.push(item);
		}
	}
	/** What is about any of these, each once. */
	of(uids) {
		return [...new Set(uids.flatMap((uid) => this.#items.get(uid ?? "") ?? []))];
	}
};

// src/kubernetes/rollout/namespace-streams.ts
/** Reasons of the pods' events that the diagnosis reads. */
const POD_EVENTS = [...[
	"Failed",
	"Unhealthy",
	"Killing",
	"Pulling",
	"Pulled",
	"FailedPostStartHook",
	"NodeNotReady"
], ...[
	"FailedMount",
	"FailedMapVolume",
	"FailedAttachVolume",
	"FailedCreatePodSandBox"
]];
const PODS = {
	apiVersion: "v1",
	plural: "pods"
};
/** Everything that happens to a release's objects in one namespace, or outside of all (`''`), by watch streams. */
var NamespaceStreams = class {
	namespace;
	/** Empty where no kind has pods. */
	pods;
	events;
	/** Whether one of the kinds reads events. */
	needsEvents;
	/** Whether events are delivered; set to false where the credentials do not allow it. */
	eventsWatched = true;
	/** What is known by the uids of owners and involved objects; made anew after each change. */
	#index;
	/** The lists that the kinds need, each once. */
	#lists;
	constructor(namespace, kinds, changes, { log, redact }) {
		const shared = (plural) => ({
			onChange: () => {
				this.#index = void 0;
				changes.notify();
			},
			transform: (item) => withMessagesRedacted(item, redact),
			onInterruption: (why) => log.debug(`Reconnecting the watch of ${plural} in namespace ${namespace}: ${why}`)
		});
		const reasons = /* @__PURE__ */ new Set([...POD_EVENTS, ...kinds.flatMap(({ eventReasons }) => eventReasons)]);
		this.namespace = namespace;
		this.#lists = resourcesOf(kinds).map((resource) => ({
			resource,
			cache: new ObjectCache(shared(resource.plural))
		}));
		this.pods = this.#find(PODS)?.cache ?? new ObjectCache(shared("pods"));
		this.needsEvents = kinds.some(({ newPods, eventReasons }) => newPods !== void 0 || eventReasons.length > 0);
		this.events = new ObjectCache({
			...shared("events"),
			filter: ({ reason = "" }) => reasons.has(reason) || isNodeRefusal(reason)
		});
	}
	get lists() {
		return this.#lists;
	}
	/** The streams that a success depends on; without events failures are only reported with less detail. */
	get connected() {
		return this.#lists.every(({ cache }) => cache.connected);
	}
	get lost() {
		return this.#lists.some(({ cache }) => cache.lost);
	}
	get interruptions() {
		return this.#lists.reduce((sum, { cache }) => sum + cache.interruptions, 0);
	}
	/** Does without a list: the objects that need it are not followed. */
	drop(resource) {
		this.#lists = this.#lists.filter((list) => keyOf(list.resource) !== keyOf(resource));
	}
	/** Whether the objects of a kind are watched here. */
	watches({ resource }) {
		return this.#find(resource) !== void 0;
	}
	/** The objects of a resource that one of the kinds needs. */
	cacheOf(resource) {
		const list = this.#find(resource);
		if (list === void 0) throw new Error(`${keyOf(resource)} is not watched in namespace ${this.namespace}`);
		return list.cache;
	}
	#find(resource) {
		return this.#lists.find((list) => keyOf(list.resource) === keyOf(resource));
	}
	/** What is known about one object here. */
	factsOf({ kind, name, uid, object }) {
		const objects = this.cacheOf(kind.resource);
		const gone = objects.deleted(name)?.metadata.uid === uid ? objects.deleted(name) : void 0;
		const there = objects.get(name);
		const seen = there !== void 0 && isBefore(there, {
			uid,
			object
		}) ? void 0 : there;
		const workload = gone !== void 0 && kind.hasEnded?.(gone) === true ? gone : seen;
		const { pods: podsBy, owned, events } = this.#indexed();
		const uidOfIt = workload?.metadata.uid;
		const { ownerResource } = kind;
		const candidates = ownerResource === void 0 ? [] : owned.get(keyOf(ownerResource))?.of([uidOfIt]) ?? [];
		const all = podsBy.of([uidOfIt, ...candidates.map(uidOf)]);
		const found = workload === void 0 ? void 0 : kind.newPods?.(workload, candidates, all);
		const { owners, pods } = found ?? {
			owners: [],
			pods: []
		};
		const uids = [
			...workload === void 0 ? [] : [workload],
			...owners,
			...pods
		].map(uidOf);
		return {
			workload,
			deleted: gone !== void 0 && workload === void 0,
			owners,
			pods,
			...found?.oldPods === void 0 ? {} : { oldPods: found.oldPods },
			events: events.of(uids).toSorted(byTime),
			eventsWatched: this.eventsWatched
		};
	}
	#indexed() {
		this.#index ??= {
			pods: new ByUid(this.pods.all(), ownersOf),
			owned: new Map(this.#lists.map(({ resource, cache }) => [keyOf(resource), new ByUid(cache.all(), ownersOf)])),
			events: new ByUid(this.events.all(), ({ involvedObject }) => [involvedObject.uid])
		};
		return this.#index;
	}
};
function resourcesOf(kinds) {
	const all = kinds.flatMap(({ resource, ownerResource, newPods }) => [
		resource,
		...ownerResource === void 0 ? [] : [ownerResource],
		...newPods === void 0 ? [] : [PODS]
	]);
	return [...new Map(all.map((resource) => [keyOf(resource), resource])).values()];
}
function keyOf({ apiVersion, plural }) {
	return `${apiVersion}/${plural}`;
}
/** An event that happens again keeps its place among those received. */
function byTime(a, b) {
	return Date.parse(timeOf(a) ?? "") - Date.parse(timeOf(b) ?? "") || 0;
}
function ownersOf({ metadata }) {
	return (metadata.ownerReferences ?? []).map(({ uid }) => uid);
}
function uidOf({ metadata }) {
	return metadata.uid;
}
/** Whether this is the object of the same name that was there before the one that was applied. */
function isBefore({ metadata }, { uid, object }) {
	const [there, applied] = [metadata, object.metadata].map((one) => Date.parse(one.creationTimestamp ?? ""));
	return metadata.uid !== uid && there !== void 0 && applied !== void 0 && there < applied;
}

// src/kubernetes/rollout/followed-objects.ts
/** Which objects of a set are followed, and by the rules of which kind. */
var FollowedObjects = class {
	#followed;
	#others;
	constructor({ objects }, kinds) {
		const custom = new CustomKinds();
		const kindOf = ({ manifest: { object }, path }) => isUnfollowed(object) ? void 0 : followedKindOf(object, kinds) ?? custom.of(object, pluralIn(path));
		const all = objects.map((planned) => ({
			planned,
			kind: kindOf(planned)
		}));
		this.#others = all.flatMap(({ planned, kind }) => kind === void 0 ? [planned] : []);
		this.#followed = new Map(all.flatMap(({ planned: { manifest, namespace = "" }, kind }) => kind === void 0 ? [] : [[manifest, {
			kind,
			namespace
		}]]));
	}
	kindOf(manifest) {
		return this.#followed.get(manifest)?.kind;
	}
	/** The kinds that are followed in each namespace. */
	byNamespace() {
		const found = /* @__PURE__ */ new Map();
		for (const { kind, namespace } of this.#followed.values()) found.set(namespace, (found.get(namespace) ?? /* @__PURE__ */ new Set()).add(kind));
		return found;
	}
	/** Whether pods of the set cannot be followed without the list. */
	needs(namespace, { plural }) {
		return [...this.byNamespace().get(namespace) ?? []].filter(({ newPods }) => newPods !== void 0).some(({ resource, ownerResource }) => [
			resource,
			ownerResource,
			PODS
		].some((needed) => needed?.plural === plural));
	}
	/** `2 ConfigMaps …`: what is complete when it is applied, in one line; empty if everything is followed. */
	notFollowed() {
		return [...Map.groupBy(this.#others, ({ manifest }) => manifest.object.kind)].map(([kind, [first, ...rest]]) => first !== void 0 && rest.length === 0 ? nameOf$1(first.manifest.object) : `${kind} (${rest.length + 1})`).join(", ");
	}
};
/** The plural of an object's kind, as its path has it. */
function pluralIn(path) {
	return path.split("/").at(-2) ?? "";
}

// src/kubernetes/diagnosis/container-symptoms.ts
const START_FAILED = /^(StartError|ContainerCannotRun|RunContainerError|CreateContainerError)$/;
/** The symptoms of one container, the most specific first. */
function containerSymptoms(view) {
	const { status } = view;
	const { reason = "", message = "" } = status.state?.waiting ?? {};
	return [
		pull(view, reason, message),
		reason === "InvalidImageName" ? {
			code: "image-name-invalid",
			text: apiText(message)
		} : void 0,
		reason === "ErrImageNeverPull" ? aged(view, {
			code: "image-not-on-node",
			text: apiText(message)
		}) : void 0,
		reason === "CreateContainerConfigError" ? aged(view, configProblem(message)) : void 0,
		start(view, reason, message) ?? crashSymptom(status, view.before, view),
		hook(reason, message),
		view.isInit ? unendedInit(view) : probe(view)
	].filter((symptom) => symptom !== void 0);
}
/** A status without a date is old news until something has been tried again: a change of the status, or an event, says so. */
function aged({ isUntried, events }, symptom) {
	const triedAgain = events.some(({ reason }) => reason === "Failed");
	return isUntried && !triedAgain ? {
		...symptom,
		old: true
	} : symptom;
}
/** The event comes about a second before the status; the status soon says only that the kubelet backs off. */
function pull(view, reason, message) {
	if (view.status.state?.running !== void 0 || view.status.state?.terminated !== void 0) return void 0;
	const event = view.events.findLast(({ reason, message = "" }) => reason === "Failed" && message.startsWith("Failed to pull image"));
	const pulledSince = view.events.some(({ reason }) => reason === "Pulled");
	if (event !== void 0 && !pulledSince) return pullProblem(event.message ?? "", timeOf(event));
	if (!isPulling(reason)) return pulling(view);
	const known = saysWhy(message) && message !== "" ? message : view.pullError;
	return {
		...pullProblem(known ?? message),
		old: view.isUntried
	};
}
/** A pull that goes on: while it does, the status says no more than that the container is created. */
function pulling({ events }) {
	const begun = events.findLast(({ reason }) => reason === "Pulling");
	const pulled = events.findLast(({ reason }) => reason === "Pulled");
	if (begun === void 0) return void 0;
	const since = timeOf(begun) ?? "";
	if (pulled !== void 0 && Date.parse(timeOf(pulled) ?? "") >= Date.parse(since)) return void 0;
	const clock = /T(\d\d:\d\d:\d\d)/.exec(since)?.[1];
	return {
		code: "image-pulling",
		text: `${apiText(begun.message ?? "")}${clock === void 0 ? "" : ` since ${clock} UTC`}`,
		since
	};
}
/** After the first try the status says CrashLoopBackOff, and only the last state has the reason why it never ran. */
function start(view, reason, message) {
	const { state = {}, lastState = {} } = view.status;
	if (state.running !== void 0) return void 0;
	const ended = state.terminated ?? lastState.terminated;
	if (ended !== void 0 && START_FAILED.test(ended.reason ?? "")) return aged(view, startProblem(ended.reason ?? "", ended.message ?? "", ended.finishedAt));
	return START_FAILED.test(reason) ? aged(view, startProblem(reason, message)) : void 0;
}
/** The first time, before the container is stopped and started again. */
function hook(reason, message) {
	return reason === "PostStartHookError" ? {
		code: "post-start-failed",
		text: apiText(message)
	} : void 0;
}
function unendedInit({ status }) {
	const since = status.state?.running?.startedAt;
	if (status.state?.running === void 0) return void 0;
	return {
		code: "init-running",
		text: "the init container still runs, and the others wait for its end",
		since
	};
}
/** A container that runs but is not ready, with what its probe said. */
function probe({ status, events }) {
	if (status.state?.running === void 0 || status.ready === true) return void 0;
	const failures = events.filter(({ reason, message = "" }) => reason === "Unhealthy" && !/^Liveness/.test(message));
	const event = failures.findLast(({ message = "" }) => !/probe errored|context canceled/.test(message)) ?? failures.at(-1);
	return {
		code: "not-ready",
		text: event === void 0 ? "runs, but is not ready" : apiText(event.message ?? ""),
		since: event === void 0 ? void 0 : timeOf(event)
	};
}

// src/kubernetes/diagnosis/diagnose.ts
/** Why the rollout is not complete: every cause that the facts show, worst first. */
function diagnose(subject, history) {
	const about = {
		object: subject.object,
		namespace: subject.namespace
	};
	const causes = [...subject.pods.flatMap((pod) => podCauses(about, pod, subject, history)), ...subject.symptoms.map((symptom) => causeOf(about, symptom))];
	const { deadline } = subject;
	return ranked(deadline === void 0 ? causes : endedBy(causeOf(about, deadline), causes));
}
/** The deadline ends the rollout, but what held it up says more than the deadline does. */
function endedBy(deadline, causes) {
	if (causes.length === 0) return [deadline];
	return causes.map((cause) => ({
		...cause,
		fatality: "fatal"
	}));
}
function podCauses(about, pod, subject, history) {
	const { events, appliedAt } = subject;
	if (pod.metadata.deletionTimestamp !== void 0) return [];
	const existed = history.existedBefore(pod);
	const ofPod = events.filter((event) => event.involvedObject.uid === pod.metadata.uid && (!existed || isFreshNews(timeOf(event), appliedAt)));
	const here = {
		...about,
		pod: pod.metadata.name
	};
	const { phase } = pod.status ?? {};
	if (phase === "Failed") {
		const ended = existed ? [] : endedPodSymptoms(pod).map((symptom) => causeOf(here, symptom));
		if (ended.length > 0 || restartsAlways(pod)) return ended;
	}
	return [...viewsOf(pod, ofPod, {
		...subject,
		history
	}).flatMap((view) => containerSymptoms(view).map((symptom) => tolerated(symptom, view, subject)).map((symptom) => causeOf({
		...here,
		container: view.status.name
	}, symptom))), ...podSymptoms(pod, ofPod).map((symptom) => causeOf(here, symptom))];
}
/** What crashes without being a part of the template says nothing about the template. */
function tolerated(symptom, { status }, { ownContainers }) {
	if (ownContainers === void 0 || ownContainers.has(status.name) || !CRASH_CODES.has(symptom.code)) return symptom;
	return {
		...symptom,
		code: "injected-container-failed",
		fatality: "waiting"
	};
}
/** Whether a container of the pod that ends has crashed, whatever its exit code. */
function restartsAlways({ spec }) {
	return (spec?.restartPolicy ?? "Always") === "Always";
}
/** Whether its work is done, well or not: then the kubelet stops the sidecars, and they end as they like. */
function hasEnded({ spec, status }) {
	const { containerStatuses = [] } = status ?? {};
	const isOver = ({ state }) => state?.terminated !== void 0 && (spec?.restartPolicy === "Never" || state.terminated.exitCode === 0);
	return containerStatuses.length > 0 && containerStatuses.every(isOver);
}
function viewsOf(pod, events, { history, appliedAt, tolerance }) {
	const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
	const view = (status, keepsRunning, isInit = false) => ({
		status,
		keepsRunning,
		isInit,
		events: events.filter((event) => event.involvedObject.fieldPath?.endsWith(`{${status.name}}`)),
		before: {
			crashes: history.crashesBefore(pod, status.name),
			existed: history.existedBefore(pod),
			appliedAt
		},
		isUntried: history.isUntriedSince(pod, status.name),
		pullError: history.pullError(pod, status.name),
		hookError: history.hookError(pod, status.name),
		fatalCrash: tolerance.fatalCrash
	});
	const sidecars = new Set((pod.spec?.initContainers ?? []).filter(isSidecar).map(({ name }) => name));
	const areStopped = !restartsAlways(pod) && hasEnded(pod);
	return [...initContainerStatuses.filter(({ name }) => !areStopped || !sidecars.has(name)).map((status) => view(status, sidecars.has(status.name), !sidecars.has(status.name))), ...containerStatuses.map((status) => view(status, restartsAlways(pod)))];
}

// src/kubernetes/kinds/takeover.ts
/**
* How the object was taken over; undefined while it is ours: the same object, and the fields that we own have our
* values. What others add (a reloader's variable, the annotation of `kubectl rollout restart`) makes a new generation
* that is still ours.
*/
function takeoverOf(target, { workload, deleted }) {
	if (workload === void 0) return deleted ? { how: "deleted" } : void 0;
	if (workload.metadata.uid !== target.uid) return {
		how: "replaced",
		...by(lastOf(managedFieldsOf(workload)))
	};
	if (workload.metadata.deletionTimestamp !== void 0 && target.kind.hasEnded?.(workload) !== true) return { how: "deleted" };
	const path = changedField(target, workload);
	if (path === void 0) return void 0;
	const owners = managedFieldsOf(workload);
	const owner = owners.filter(({ fields }) => ownsField(fields, path));
	return {
		how: "changed",
		field: fieldText(path),
		...by(lastOf(owner) ?? lastOf(owners.filter(isNotOurs)))
	};
}
/** Whether another deployment of ours did it. */
function isSuperseded({ manager }) {
	return manager === FIELD_MANAGER;
}
/** A takeover in a few words: `spec.paused was changed by kubectl-patch`. */
function takeoverText({ how, field, manager }) {
	const who = manager === void 0 ? "" : ` by ${manager === "commit-train" ? "another deployment of commit-train" : manager}`;
	if (field !== void 0) return `${field} was changed${who}`;
	return how === "deleted" ? "deleted, or its labels removed, by another client" : `deleted and created again${who}`;
}
/** An autoscaler may change the scale at any time, of whatever kind. */
const SCALE = "spec.replicas";
/** The first field of ours in the spec that does not have the value any more that the server returned for it. */
function changedField(target, workload) {
	if ((workload.metadata.generation ?? 0) <= target.generation) return void 0;
	const ours = managedFieldsOf(target.object).find((entry) => !isNotOurs(entry) && entry.operation === "Apply");
	const left = /* @__PURE__ */ new Set([SCALE, ...target.kind.leftToControllers ?? []]);
	return fieldPaths({ "f:spec": ours?.fields["f:spec"] }).find((path) => !left.has(fieldText(path)) && !hasSameValue(target.object, workload, path));
}
/** An item or a map has to be there; its fields are looked at one by one. */
function hasSameValue(applied, live, path) {
	const before = valueAt(applied, path);
	const now = valueAt(live, path);
	return path.at(-1) === "." ? before === void 0 === (now === void 0) : isDeepStrictEqual(before, now);
}
function isNotOurs({ manager, subresource }) {
	return manager !== "commit-train" || subresource !== "";
}
function lastOf(entries) {
	return entries.filter(({ subresource }) => subresource === "").toSorted((a, b) => a.time.localeCompare(b.time)).at(-1);
}
function by(entry) {
	return entry === void 0 ? {} : { manager: entry.manager };
}

// src/kubernetes/kinds/judge-rollout.ts
/** Judges the facts about an object of any followed kind. */
function judgeRollout(target, facts) {
	const { workload, pods } = facts;
	const takeover = takeoverOf(target, facts);
	if (takeover !== void 0) return takenOver(target, takeover, facts);
	if (workload === void 0) return unobserved("not seen yet");
	const progress = target.kind.progressOf(target, workload, facts);
	if (!progress.observed) return unobserved("waiting for its controller");
	return {
		...progress,
		state: progress.complete ? "complete" : "progressing",
		restarts: restartsOf(pods)
	};
}
/** Its pods serve as its status says, also those of another client; nothing is known of an object that was deleted. */
function takenOver(target, takeover, facts) {
	const { workload } = facts;
	const { observed, desired, available } = workload === void 0 ? { observed: false } : target.kind.progressOf(target, workload, facts);
	const numbers = observed && desired !== void 0 && available !== void 0 ? {
		desired,
		updated: available,
		available
	} : {};
	return {
		...unobserved(takeoverText(takeover)),
		...numbers,
		state: "taken-over",
		takeover
	};
}
/** Without numbers: those of the status are about something else. */
function unobserved(text) {
	return {
		state: "progressing",
		observed: false,
		complete: false,
		text,
		restarts: 0
	};
}
function restartsOf(pods) {
	return pods.flatMap(({ status }) => [...status?.initContainerStatuses ?? [], ...status?.containerStatuses ?? []]).reduce((sum, { restartCount = 0 }) => sum + restartCount, 0);
}

// src/kubernetes/rollout/diagnosis-subject.ts
/** `Deployment/web` */
function objectOf({ kind, name }) {
	return `${kind.kind}/${name}`;
}
/** What the diagnosis reads. Before the controller has seen what was applied, pods and deadline are about something else. */
function subjectOf(target, facts, { observed }, tolerance) {
	const { kind, namespace } = target;
	return {
		object: objectOf(target),
		namespace,
		pods: observed ? facts.pods : [],
		events: facts.events,
		ownContainers: ownContainers(target),
		tolerance: kind.countsCrashes === true ? {
			...tolerance,
			fatalCrash: Number.POSITIVE_INFINITY
		} : tolerance,
		appliedAt: target.at,
		symptoms: kind.symptoms(target, facts, observed),
		deadline: observed ? kind.deadline?.(target, facts) : void 0
	};
}
function ownContainers({ kind, object }) {
	if (kind.podTemplate === void 0) return void 0;
	const spec = mappingAt(object, ...kind.podTemplate, "spec");
	if (spec === void 0) return void 0;
	return new Set([...mappingsIn(spec.initContainers), ...mappingsIn(spec.containers)].map(({ name }) => String(name)));
}

// src/kubernetes/rollout/followed-workload.ts
/** One followed workload: its state at the last update, and since when. */
var FollowedWorkload = class {
	target;
	#startedAt;
	#tolerance;
	#operators;
	/** Since when each code with a grace has been there, and when the grace ends. */
	#graces = /* @__PURE__ */ new Map();
	#state;
	#causes = [];
	#podCauses = [];
	#completeSince;
	constructor(target, startedAt, judged) {
		this.target = target;
		this.#startedAt = startedAt;
		this.#tolerance = judged.tolerance;
		this.#operators = judged.operators;
	}
	/** Takes in the facts at time `now` (milliseconds). */
	update(facts, history, now) {
		const state = judgeRollout(this.target, facts);
		const steady = state.state === "complete" && state.restarts === this.#state?.restarts;
		if (state.state !== "complete") this.#completeSince = void 0;
		else if (!steady || this.#completeSince === void 0) this.#completeSince = now;
		this.#state = state;
		const subject = subjectOf(this.target, facts, state, this.#tolerance);
		const causes = this.#withPodCauses(causesOf(subject, state, history), subject);
		const graced = subject.deadline === void 0 ? causes.map((cause) => this.#withGrace(cause, now)) : causes;
		this.#causes = ranked(graced);
		for (const code of this.#graces.keys()) if (!causes.some((cause) => cause.code === code)) this.#graces.delete(code);
	}
	/** `Deployment/web` */
	get object() {
		return objectOf(this.target);
	}
	/** Since when it has been complete without a restart or loss; undefined while it is not. */
	get completeSince() {
		return this.#completeSince;
	}
	/** When what is known is about what was applied, where no generation says so; undefined where that needs no time. */
	get settlesAt() {
		const { kind, unchanged, object } = this.target;
		if (kind.settlesAfterMs === void 0 || unchanged || !isFromBefore(object, this.target)) return void 0;
		return this.#startedAt + kind.settlesAfterMs;
	}
	/** Whether what is known is about what was applied. */
	get observed() {
		return this.#state?.observed === true || this.takenOver;
	}
	/** Whether it is complete and has ended: then it need not stay so. */
	get hasEnded() {
		return this.#state?.state === "complete" && this.#state.final === true;
	}
	/** What its success must not keep silent about. */
	get remark() {
		return this.#state?.state === "complete" ? this.#state.remark : void 0;
	}
	get takenOver() {
		return this.#state?.state === "taken-over";
	}
	/** Whether it was taken over by another deployment of ours. */
	get superseded() {
		return this.#state?.takeover !== void 0 && isSuperseded(this.#state.takeover);
	}
	/** Worst first. */
	get causes() {
		return this.#causes;
	}
	/** When a cause's grace ends, if one is running. */
	get graceEndsAt() {
		const ends = [...this.#graces.values()].map(({ endsAt }) => endsAt);
		return ends.length === 0 ? void 0 : Math.min(...ends);
	}
	report(now) {
		const { state = "progressing", text = "", desired, updated, available } = this.#state ?? {};
		const failing = state !== "taken-over" && this.#causes[0]?.fatality === "fatal";
		return {
			object: this.object,
			namespace: this.target.namespace,
			name: this.target.name,
			state: failing ? "failing" : state,
			text,
			seconds: ((this.#completeSince ?? now) - this.#startedAt) / 1e3,
			...desired === void 0 ? {} : { desired },
			...updated === void 0 ? {} : { updated },
			...available === void 0 ? {} : { available }
		};
	}
	/** A Job deletes its pods when it gives up, and with them the cause. */
	#withPodCauses(causes, { pods, deadline }) {
		if (this.target.kind.countsCrashes !== true) return causes;
		if (pods.some(({ metadata }) => metadata.deletionTimestamp === void 0)) this.#podCauses = causes.filter(({ pod }) => pod !== void 0);
		if (deadline === void 0) return causes;
		return [...this.#podCauses.map((cause) => ({
			...cause,
			fatality: "fatal"
		})), ...causes];
	}
	#withGrace(cause, now) {
		const { ms, by } = this.#graceOf(cause);
		if (ms === 0) return cause;
		const since = this.#graces.get(cause.code)?.since ?? now;
		this.#graces.set(cause.code, {
			since,
			endsAt: since + ms
		});
		const text = by === void 0 ? cause.text : `${cause.text} (${by} may still make it)`;
		return {
			...cause,
			text,
			fatality: now - since >= ms ? "fatal" : "grace"
		};
	}
	#graceOf(cause) {
		const { graceMs, operatorMs, outsideMs } = this.#tolerance;
		if (cause.fatality === "grace") return { ms: isSlow(cause.code) ? operatorMs : graceMs };
		if (cause.fatality !== "fatal" || !isPutRightOutside(cause.code)) return { ms: 0 };
		if (cause.code !== "config-missing") return { ms: outsideMs };
		const operator = this.#operators.of(cause);
		if (operator.kind === "made") return {
			ms: operatorMs,
			by: operator.by
		};
		return { ms: operator.kind === "asking" ? operatorMs : outsideMs };
	}
};
function causesOf(subject, { state, final }, history) {
	if (state === "taken-over") return [];
	const causes = diagnose(subject, history);
	if (state === "progressing") return causes;
	const crashes = causes.filter(({ code, fatality }) => CRASH_CODES.has(code) && fatality === "fatal");
	return final === true ? [] : crashes;
}

// src/kubernetes/api/watch.ts
/** How long the server lets a stream live: one that is older has lost its server, whatever the network says. */
const STREAM_SECONDS = 30;
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2e3;
/**
* Opens a list and watch: resolves when the list was delivered and rejects if that fails. From then on it follows
* until the signal: through streams that the server ends (from the version last seen), and through disconnects and
* versions that are gone (from a new list). It reconnects until then, at most every 2 s, unless the list is too large to
* be read; the caller's time budget ends that.
*/
async function openWatch(options) {
	followFrom(await list(options), options);
}
async function followFrom(start, options) {
	const { signal, receiver, clock } = options;
	let version = start;
	let pause = SHORTEST_PAUSE_MS;
	while (!signal.aborted) {
		const started = clock.now();
		try {
			version ??= await list(options);
			const from = version;
			version = await stream(from, options);
			receiver.ended();
			if (version !== from || clock.now() - started > LONGEST_PAUSE_MS) pause = SHORTEST_PAUSE_MS;
		} catch (thrown) {
			if (signal.aborted) return;
			const broken = thrown instanceof StreamBroken ? thrown : void 0;
			if (broken !== void 0 && broken.version !== version) pause = SHORTEST_PAUSE_MS;
			version = options.fromNow && broken?.gone === false ? broken.version : void 0;
			receiver.interrupted(messageOf(thrown));
			if (thrown instanceof OversizedAnswer) return;
		}
		await clock.sleep(pause, signal).catch(() => void 0);
		pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
	}
}
/** A stream that ended by an error, and how far it got. */
var StreamBroken = class extends Error {
	version;
	gone;
	constructor(message, version, gone) {
		super(message);
		this.version = version;
		this.gone = gone;
	}
};
async function list({ client, path, labelSelector, fromNow, receiver, signal }) {
	const query = {
		...labelSelector === void 0 ? {} : { labelSelector },
		...fromNow ? { limit: "1" } : {}
	};
	const { body } = await client.get(path, {
		query,
		signal
	});
	if (!fromNow) receiver.replaced(mappingsIn(mappingAt(body)?.items));
	return String(mappingAt(body, "metadata")?.resourceVersion ?? "");
}
/** Follows one stream to its end; gives the version it got to. */
async function stream(from, options) {
	const { client, path, labelSelector, receiver, signal } = options;
	const query = {
		watch: "1",
		allowWatchBookmarks: "true",
		resourceVersion: from,
		timeoutSeconds: String(STREAM_SECONDS),
		...labelSelector === void 0 ? {} : { labelSelector }
	};
	let version = from;
	try {
		for await (const line of client.lines(path, {
			query,
			signal,
			onOpen: () => receiver.opened()
		})) {
			const event = eventIn(line);
			if (event.type === "ERROR") {
				const code = mappingAt(event, "object")?.code;
				throw new StreamBroken(`the watch ended with ${code}`, version, code === 410);
			}
			version = String(mappingAt(event, "object", "metadata")?.resourceVersion ?? version);
			const { type } = event;
			if (type === "ADDED" || type === "MODIFIED" || type === "DELETED") receiver.changed(type, event.object);
		}
	} catch (thrown) {
		if (thrown instanceof StreamBroken) throw thrown;
		const gone = thrown instanceof OversizedAnswer || thrown instanceof KubernetesError && thrown.code === 410;
		throw new StreamBroken(messageOf(thrown), version, gone);
	}
	return version;
}
/** Without the parser's words: they quote the text. */
function eventIn(line) {
	try {
		const event = JSON.parse(line);
		if (isMapping(event)) return event;
	} catch {}
	throw new Error("the watch delivered a line that is not an event");
}

// src/kubernetes/rollout/open-streams.ts
const EVENTS = {
	apiVersion: "v1",
	plural: "events"
};
/**
* Opens the streams; resolves when all have delivered the present objects. A list that is needed and may not be watched
* is refused; any other is done without, with a notice.
*/
async function openStreams(cluster, streams, options) {
	const { client, clock, log } = cluster;
	const { namespace } = streams;
	const { labelSelector, signal } = options;
	const place = namespace === "" ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
	const where = namespace === "" ? "" : ` in namespace ${namespace}`;
	const later = [];
	const open = async (resource, receiver, scope) => {
		const path = `${apiPath(resource.apiVersion)}${place}/${resource.plural}`;
		await openWatch({
			client,
			clock,
			path,
			receiver,
			signal,
			...scope
		});
	};
	const openList = async (resource, receiver) => {
		await open(resource, receiver, { labelSelector }).catch((thrown) => {
			if (!isForbidden(thrown)) throw connectionProblem(thrown, cluster.server) ?? thrown;
			if (options.needed(resource)) throw watchForbidden(resource.plural, where, thrown);
			streams.drop(resource);
			log.notice(`The credentials may not watch ${resource.plural}${where}: they are applied, but not followed; ${missingRights(resource.plural, where)}`);
		});
	};
	const openOrPutOff = async (resource, receiver) => {
		await openList(resource, receiver).catch((thrown) => {
			if (!(thrown instanceof KubernetesError) || thrown.code !== 404) throw thrown;
			later.push(() => openList(resource, receiver));
		});
	};
	const openEvents = async () => {
		if (!streams.needsEvents || namespace === "") return;
		await open(EVENTS, streams.events, { fromNow: true }).catch((thrown) => {
			if (!isForbidden(thrown)) throw connectionProblem(thrown, cluster.server) ?? thrown;
			streams.eventsWatched = false;
			log.notice(`The credentials may not watch events in namespace ${namespace}: failures are reported with less detail, and some of them later`);
		});
	};
	await Promise.all([...streams.lists.map(({ resource, cache }) => openOrPutOff(resource, cache)), openEvents()]);
	return later;
}
function isForbidden(thrown) {
	return thrown instanceof KubernetesError && thrown.code === 403;
}
function missingRights(plural, where) {
	return `the ${where === "" ? "ClusterRole" : "Role"} needs get, list and watch on ${plural}`;
}
function watchForbidden(plural, where, cause) {
	const message = `The credentials may not watch ${plural}${where}; ${missingRights(plural, where)}`;
	return new UserError("cluster-forbidden", message, { cause });
}

// src/kubernetes/rollout/secret-operators.ts
/** Kinds of well-known operators that make Secrets and ConfigMaps. */
const KINDS = [
	["external-secrets.io/v1", "externalsecrets"],
	["external-secrets.io/v1beta1", "externalsecrets"],
	["bitnami.com/v1alpha1", "sealedsecrets"],
	["cert-manager.io/v1", "certificates"],
	["secrets.hashicorp.com/v1beta1", "vaultstaticsecrets"],
	["onepassword.com/v1", "onepassworditems"]
];
/** Knows which custom resources, of the set or of the cluster, can make what pods are missing. */
var SecretOperators = class {
	#cluster;
	#set;
	#onChange;
	#found = /* @__PURE__ */ new Map();
	/** `set`: the objects of the set. `onChange` is called when the cluster has answered. */
	constructor(cluster, set, onChange) {
		this.#cluster = cluster;
		this.#set = set;
		this.#onChange = onChange;
	}
	/** What may make the ConfigMap or Secret that the cause is about. The cluster is asked once for each namespace. */
	of({ text, namespace }) {
		const name = missingName(text);
		if (name === void 0) return { kind: "nothing" };
		const inSet = this.#set.find((object) => isCustom(object) && namesIt(object, name));
		if (inSet !== void 0) return {
			kind: "made",
			by: nameOf$1(inSet)
		};
		const found = this.#found.get(namespace) ?? this.#ask(namespace);
		if (found === "asking") return { kind: "asking" };
		const inCluster = found.find((object) => namesIt(object, name));
		return inCluster === void 0 ? { kind: "nothing" } : {
			kind: "made",
			by: nameOf$1(inCluster)
		};
	}
	#ask(namespace) {
		this.#found.set(namespace, "asking");
		const lists = KINDS.map(([apiVersion, plural]) => this.#list(namespace, apiVersion, plural));
		Promise.all(lists).then((objects) => {
			this.#found.set(namespace, objects.flat());
			this.#onChange();
		});
		return "asking";
	}
	async #list(namespace, apiVersion, plural) {
		const path = `${apiPath(apiVersion)}/namespaces/${encodeURIComponent(namespace)}/${plural}`;
		try {
			const { body } = await this.#cluster.client.get(path);
			const kind = String(mappingAt(body)?.kind ?? plural).replace(/List$/, "");
			return mappingsIn(mappingAt(body)?.items).map((item) => ({
				...item,
				apiVersion,
				kind
			}));
		} catch (thrown) {
			this.#cluster.log.debug(`No ${plural} in ${namespace}: ${thrown instanceof Error ? thrown.message : thrown}`);
			return [];
		}
	}
};
function missingName(text) {
	const [, plain, inKey] = /(?:secret|configmap)s? "([^"]+)" not found|in (?:Secret|ConfigMap) [^/\s]+\/(\S+)/i.exec(text) ?? [];
	return plain ?? inKey;
}
/** Custom resources live in groups with a domain of their own. */
function isCustom({ apiVersion }) {
	const group = groupOf(apiVersion);
	return group.includes(".") && !group.endsWith(".k8s.io");
}
/** Operators name what they make after the custom resource, or by a field of it, wherever they keep it. */
function namesIt(object, name) {
	return object.metadata.name === name || holds(object.spec, name);
}
function holds(value, text) {
	if (Array.isArray(value)) return value.some((item) => holds(item, text));
	return isMapping(value) ? Object.values(value).some((inner) => holds(inner, text)) : value === text;
}

// src/kubernetes/rollout/watch-rollouts.ts
/** Opens the watch streams for a planned set. To be called before it is applied, so that nothing is missed. */
async function watchRollouts(cluster, plan, key, options = {}) {
	const { kinds = FOLLOWED_KINDS } = options;
	const ended = new AbortController();
	const signal = options.signal === void 0 ? ended.signal : AbortSignal.any([options.signal, ended.signal]);
	const changes = new Changes();
	const memory = new PodHistoryRecorder();
	const followed = new FollowedObjects(plan, kinds);
	const others = followed.notFollowed();
	if (others !== "") cluster.log.info(`Not followed, complete when applied: ${others}`);
	const streams = new Map([...followed.byNamespace()].map(([namespace, here]) => [namespace, new NamespaceStreams(namespace, [...here], changes, cluster)]));
	let later = [];
	try {
		later = (await Promise.all([...streams].map(([namespace, stream]) => {
			const needed = (resource) => followed.needs(namespace, resource);
			return openStreams(cluster, stream, {
				labelSelector: selectorOf(key),
				needed,
				signal
			});
		}))).flat();
	} catch (thrown) {
		ended.abort();
		throw thrown;
	}
	for (const stream of streams.values()) memory.begin(stream.pods.all());
	return {
		follow: async (applied, followOptions) => {
			await Promise.all(later.splice(0).map((open) => open()));
			const judged = {
				tolerance: TOLERANCES[followOptions.tolerance ?? "strict"],
				operators: new SecretOperators(cluster, plan.objects.map(({ manifest }) => manifest.object), () => changes.notify())
			};
			const workloads = applied.flatMap((object) => {
				const kind = followed.kindOf(object.manifest);
				const stream = streams.get(object.namespace ?? "");
				if (kind === void 0 || stream?.watches(kind) !== true) return [];
				return [new FollowedWorkload(targetOf(object, kind), cluster.clock.now(), judged)];
			});
			return follow({
				cluster,
				streams,
				memory,
				changes,
				workloads
			}, followOptions);
		},
		close: () => ended.abort()
	};
}
function targetOf(applied, kind) {
	return {
		kind,
		namespace: applied.namespace ?? "",
		name: applied.name,
		uid: applied.uid,
		generation: applied.generation,
		object: applied.object,
		unchanged: applied.action === "unchanged",
		at: applied.at
	};
}

// src/time/grace.ts
/**
* Waits for a work that does not end with the signal, but once that is aborted for so many milliseconds at most. Rejects as the
* work does.
*/
async function withGrace(work, ms, { clock, signal }) {
	const over = new AbortController();
	const late = new Promise((resolve) => {
		const begin = () => void clock.sleep(ms, over.signal).then(resolve, resolve);
		if (signal.aborted) begin();
		else signal.addEventListener("abort", begin, {
			once: true,
			signal: over.signal
		});
	});
	try {
		await Promise.race([work, late]);
	} finally {
		over.abort(/* @__PURE__ */ new Error("it is over"));
		work.catch(() => void 0);
	}
}

// src/kubernetes/release/prune-limits.ts
/** So few are always a change that a person can overlook: a service of one object may be renamed. */
const FEW = 3;
/**
* Refuses what looks like a mistake of the templates: to remove more than the policy allows of what earlier releases have put
* up, or everything. `all`: how many objects those have.
*/
function checkPruneLimits(pruned, { all, planned }, { maxCount, maxShare }) {
	if (pruned.length === 0) return;
	if (planned === 0) throw new UserError("manifests-empty", "The set is empty: everything of this service would be removed");
	const share = 100 * pruned.length / Math.max(all, 1);
	const isTooMany = pruned.length > maxCount;
	if (!isTooMany && (pruned.length <= FEW || share <= maxShare)) return;
	const limit = isTooMany ? `max-count is ${maxCount}` : `max-share is ${maxShare}%`;
	const key = isTooMany ? `max-count: ${pruned.length}` : `max-share: ${Math.ceil(share)}`;
	const text = `${pruned.length} of ${all} objects left the templates and would be removed, but prune.${limit}; nothing was changed; if it is meant, set "prune: { ${key} }" for this environment in the policy, or "prune: off"`;
	throw new UserError("prune-limit", text, { findings: pruned.map(prunedFinding) });
}
function prunedFinding(address) {
	return {
		reason: "prune-limit",
		text: `${placed(address)} would be removed`
	};
}
/** `Deployment/web in shop` */
function placed({ kind, name, namespace }) {
	return `${nameOf$1({
		kind,
		metadata: { name }
	})}${namespace === void 0 ? "" : ` in ${namespace}`}`;
}

// src/kubernetes/release/prune-text.ts
/** What left the templates and stays: one line for each reason, however many objects it is about. */
function keptFindings(kept) {
	return [...Map.groupBy(kept, ({ why }) => why)].map(([why, about]) => {
		const stay = about.length === 1 ? "stays" : "stay";
		return {
			reason: "object-kept",
			text: `${listed(about.map(({ address }) => address))}: left the templates and ${stay}, because ${why}`
		};
	});
}
/** What another has by now, and is not restored: one line for each reason. */
function notRestoredFindings(kept) {
	return [...Map.groupBy(kept, ({ why }) => why)].map(([why, about]) => {
		return {
			reason: "object-not-restored",
			text: `${listed(about.map(({ address }) => address))}: not restored, because ${why}`
		};
	});
}
/** What the cluster did not let go; what a permission is missing for is one line. */
function refusedFindings(refused) {
	const forbidden = refused.filter(({ why }) => why === void 0).map(({ address }) => address);
	const kinds = [...new Set(forbidden.map(({ kind }) => kind))].join(", ");
	const text = `${listed(forbidden)}: left the templates, but could not be removed (HTTP 403); the Role needs delete on ${kinds}`;
	const others = refused.flatMap(({ address, why }) => {
		if (why === void 0) return [];
		return [{
			reason: "prune-failed",
			text: `${placed(address)}: left the templates, but could not be removed (${why})`
		}];
	});
	return [...forbidden.length === 0 ? [] : [{
		reason: "prune-failed",
		text
	}], ...others];
}
/** So many objects are named in one line. */
const MOST_NAMED = 5;
function listed(addresses) {
	const more = addresses.length - MOST_NAMED;
	return `${addresses.slice(0, more > 1 ? MOST_NAMED : void 0).map(placed).join(", ")}${more > 1 ? ` and ${more} more` : ""}`;
}

// src/kubernetes/release/live-look.ts
/**
* Looks at an object. A kind that cannot be read, such as one whose conversion webhook is
* gone, is no reason to end a deployment: only rejected credentials are.
*/
async function lookAt({ client }, { path }, signal) {
	try {
		const { body } = await client.get(path, { signal });
		if (mappingAt(body, "metadata")?.uid !== void 0) return {
			kind: "found",
			live: body
		};
		return {
			kind: "unreadable",
			why: "what the cluster answers about it is not an object"
		};
	} catch (thrown) {
		signal.throwIfAborted();
		if (!(thrown instanceof KubernetesError) || thrown.code === 401) throw thrown;
		if (thrown.code === 404 && thrown.details.name !== "") return { kind: "absent" };
		if (thrown.code === 404) return {
			kind: "unserved",
			why: "the cluster does not serve its API version any more"
		};
		return {
			kind: "unreadable",
			why: thrown.code === 403 ? "the credentials may not read it" : `it cannot be read (${codeOf(thrown)})`
		};
	}
}
/** Without the server's text, which may quote the object. */
function codeOf({ code }) {
	return code === 0 ? "no answer" : `HTTP ${code}`;
}

// src/kubernetes/release/references.ts
/** What a field refers to, where its name does not say so. */
const DEFAULT_KINDS = {
	parentrefs: "Gateway",
	backendref: "Service",
	backendrefs: "Service",
	certificaterefs: "Secret",
	scaletargetref: "Deployment"
};
/** Fields that name nothing: labels may have any text, and ours have the name of the service. */
const NO_REFERENCES = /^(labels|matchLabels|matchExpressions|selector|nodeSelector|managedFields|status)$/;
/**
* Whether an object refers to another one by its name. Kinds are recognised by the names of fields, as all APIs make them
* (`secretName`, `configMapRef`, `serviceAccount`), so custom resources count, too. In doubt it does.
*/
function refersTo(user, target) {
	return new Search(user, target).finds(user.object, "");
}
var Search = class {
	#user;
	#target;
	constructor(user, target) {
		this.#user = user;
		this.#target = target;
	}
	/** `field`: the name of the field, or of the list, in which the value stands. */
	finds(value, field) {
		if (typeof value === "string") return this.#isNamed(value, field);
		if (Array.isArray(value)) return value.some((item) => this.finds(item, field));
		if (!isMapping(value)) return false;
		return this.#isReference(value, field) || Object.entries(value).some(([name, inner]) => !NO_REFERENCES.test(name) && this.finds(inner, name));
	}
	#isNamed(text, field) {
		const { kind, name, namespace } = this.#target;
		if (kind === "Service" && this.#isHost(text, field)) return true;
		if (isOfKind(field, kind)) {
			const isHere = this.#user.namespace === void 0 || this.#isIn(void 0);
			if (text === name && isHere || text === `${namespace}/${name}`) return true;
		}
		const inner = /^\s*[[{]/.test(text) && text.includes(name) ? parsed(text) : void 0;
		return inner !== void 0 && this.finds(inner, field);
	}
	/** `old:80`, `http://old/`, `old.shop.svc`: by the rules of the cluster's DNS. */
	#isHost(text, field) {
		const { name, namespace = "" } = this.#target;
		if (!text.includes(name)) return false;
		const before = `(?:^|[^A-Za-z0-9.-])${literal(name)}`;
		if (new RegExp(String.raw`${before}\.${literal(namespace)}(?![A-Za-z0-9-])`).test(text)) return true;
		if (!this.#isIn(void 0)) return false;
		if (text === name && /hosts?$|address(es)?$|externalName/i.test(field)) return true;
		return new RegExp(String.raw`(?:^|[\s,@=])${literal(name)}:\d|//(?:[^/\s]*@)?${literal(name)}(?![A-Za-z0-9.-])`).test(text);
	}
	#isReference(value, field) {
		const { kind, name } = this.#target;
		if (value.name !== name || !this.#isIn(value.namespace)) return typeof value.name === "string" && typeof value.value === "string" && this.#isNamed(value.value, value.name);
		if (typeof value.kind === "string") return value.kind === kind;
		if (typeof value.key === "string" && /^(ConfigMap|Secret)$/.test(kind)) return true;
		return isOfKind(field, kind);
	}
	/** Whether a reference with this namespace, or none, is to the namespace of what is looked for. */
	#isIn(namespace) {
		const wanted = this.#target.namespace;
		if (wanted === void 0 || this.#user.namespace === void 0) return true;
		return (typeof namespace === "string" ? namespace : this.#user.namespace) === wanted;
	}
};
/** Whether a field of that name refers to a kind: `tlsSecretName`, `imagePullSecrets`, `claimName`. */
function isOfKind(field, kind) {
	const letters = field.toLowerCase().replaceAll(/[^a-z]/g, "");
	if (DEFAULT_KINDS[letters] !== void 0) return DEFAULT_KINDS[letters] === kind;
	const wanted = kind.toLowerCase();
	if ((wanted === "service" ? letters.replaceAll("serviceaccount", "") : letters).includes(wanted)) return true;
	const stem = letters.replace(/(names?|refs?|references?|s)$/, "");
	return stem.length >= SHORTEST_STEM && wanted.endsWith(stem);
}
/** `claimName` stands for PersistentVolumeClaim, `className` for each kind of class; `map` would stand for too much. */
const SHORTEST_STEM = 4;
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
function literal(text) {
	return text.replaceAll(/[^A-Za-z0-9]/g, String.raw`\$&`);
}

// src/kubernetes/release/needed.ts
/** Objects that stay, and what they need of those that may go. */
var Users = class {
	#users = [];
	/** The labels of pods that a Service has nowhere else, by that Service; unknown after each change. */
	#unserved;
	constructor(placed) {
		for (const one of placed) this.add(one);
	}
	add(placed) {
		this.#users.push({
			placed,
			text: exactJson(placed.object)
		});
		this.#unserved = void 0;
	}
	/** `Deployment/web`: which of them needs the object, if any. `live`: the object as the cluster has it, where it could be read. */
	of(target, live) {
		const { name } = target;
		const by = (this.#users.find(({ placed, text }) => text.includes(name) && (refersTo(placed, target) || isBy(placed, target))) ?? this.#users.find(({ placed }) => live !== void 0 && isSliceOf(live, target, placed)))?.placed ?? this.#servedBy(target, live);
		return by === void 0 ? void 0 : nameOf$1(by.object);
	}
	/** A Service that has no pods but those of the workload. */
	#servedBy(target, live) {
		const path = live === void 0 ? void 0 : podTemplatePath(live);
		const labels = path === void 0 ? void 0 : mappingAt(live, ...path, "metadata", "labels");
		if (labels === void 0) return void 0;
		this.#unserved ??= unservedIn(this.#users.map(({ placed }) => placed));
		return this.#unserved.find(({ by, labels: wanted }) => by.namespace === target.namespace && Object.entries(wanted).every(([label, text]) => labels[label] === text))?.by;
	}
};
function unservedIn(placed) {
	const set = placed.map(({ object, namespace = "" }, line) => ({
		manifest: {
			object,
			file: "",
			line
		},
		namespace
	}));
	return danglingReferences(set).missing.flatMap((target) => {
		const by = placed[Number(target.finding.where?.slice(1))];
		return target.kind === "pods" && by?.object.kind === "Service" ? [{
			by,
			labels: target.labels
		}] : [];
	});
}
/** Endpoints belong to the Service of their name. */
function isBy({ object, namespace }, target) {
	const isService = object.kind === "Service" && groupOf(object.apiVersion) === "";
	const isSame = object.metadata.name === target.name && namespace === target.namespace;
	return isService && isSame && target.kind === "Endpoints" && groupOf(target.apiVersion) === "";
}
function isSliceOf(live, target, { object, namespace }) {
	if (target.kind !== "EndpointSlice" || object.kind !== "Service" || namespace !== target.namespace) return false;
	return live.metadata.labels?.["kubernetes.io/service-name"] === object.metadata.name;
}

// src/kubernetes/release/cluster-users.ts
/** What the cluster is asked for before an object of a kind is removed, by the kind. */
const ASKED = {
	"/ConfigMap": [[
		"v1",
		"Pod",
		"pods"
	], [
		"batch/v1",
		"CronJob",
		"cronjobs"
	]],
	"/Secret": [
		[
			"v1",
			"Pod",
			"pods"
		],
		[
			"batch/v1",
			"CronJob",
			"cronjobs"
		],
		[
			"networking.k8s.io/v1",
			"Ingress",
			"ingresses"
		]
	],
	"/ServiceAccount": [[
		"v1",
		"Pod",
		"pods"
	], [
		"batch/v1",
		"CronJob",
		"cronjobs"
	]],
	"/Service": [[
		"networking.k8s.io/v1",
		"Ingress",
		"ingresses"
	]]
};
/** What in the cluster uses an object, also what other services have: pods that keep an old template are among them. */
var ClusterUsers = class {
	#cluster;
	#signal;
	#lists = /* @__PURE__ */ new Map();
	#removed = [];
	constructor(cluster, signal) {
		this.#cluster = cluster;
		this.#signal = signal;
	}
	/** Its pods go, too, a moment later. */
	without(address, uid) {
		this.#removed.push({
			address,
			uid
		});
	}
	/** Why it stays, if so. */
	async of(address) {
		const { namespace } = address;
		if (namespace === void 0) return void 0;
		for (const [apiVersion, kind, plural] of ASKED[`${groupOf(address.apiVersion)}/${address.kind}`] ?? []) {
			const path = `${apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`}/namespaces/${encodeURIComponent(namespace)}/${plural}`;
			const found = await this.#list(path, {
				apiVersion,
				kind
			});
			if (found instanceof KubernetesError) {
				if (kind !== "Pod" && (found.code === 403 || found.code === 404)) continue;
				return `it cannot be seen whether ${kind === "Pod" ? "a pod" : `a ${kind}`} still uses it (${codeOf(found)})`;
			}
			const user = new Users(found.filter((one) => !this.#goes(one)).map((object) => ({
				object,
				namespace
			}))).of(address, void 0);
			if (user !== void 0) return `${user} still uses it`;
		}
	}
	#list(path, type) {
		const known = this.#lists.get(path);
		if (known !== void 0) return known;
		const reading = this.#read(path, type);
		this.#lists.set(path, reading);
		return reading;
	}
	async #read(path, type) {
		try {
			const { body } = await this.#cluster.client.get(path, { signal: this.#signal });
			return mappingsIn(mappingAt(body)?.items).map((item) => ({
				...item,
				...type
			}));
		} catch (thrown) {
			this.#signal.throwIfAborted();
			if (thrown instanceof KubernetesError) return thrown;
			throw thrown;
		}
	}
	/** Whether it has ended, or goes with what was removed. */
	#goes(object) {
		if (object.metadata.deletionTimestamp !== void 0) return true;
		if (/^(Succeeded|Failed)$/.test(String(mappingAt(object, "status")?.phase))) return true;
		const owner = mappingsIn(mappingAt(object, "metadata")?.ownerReferences).find((one) => one.controller === true);
		return this.#removed.some(({ address: { kind, namespace, name }, uid }) => {
			if (owner === void 0 || object.metadata.namespace !== namespace) return false;
			return owner.uid === uid || isMadeBy(owner, kind, name, object);
		});
	}
};
/** Whether the owner of a pod was made by a Deployment or CronJob: their names are made of its name. */
function isMadeBy(owner, kind, name, { metadata }) {
	if (owner.kind === "ReplicaSet") {
		const hash = metadata.labels?.["pod-template-hash"] ?? metadata.labels?.["rollouts-pod-template-hash"];
		return /^(Deployment|Rollout)$/.test(kind) && owner.name === `${name}-${hash}`;
	}
	if (owner.kind !== "Job" || kind !== "CronJob") return false;
	const text = String(owner.name);
	return text.startsWith(`${name}-`) && /^\d+$/.test(text.slice(name.length + 1));
}

// src/kubernetes/release/inventory.ts
/** The objects of a planned set, as a record has them. `set`: as it was rendered and labelled, in the order of the plan. */
function releasedObjects(set, planned) {
	const byPlace = new Map(planned.map((one) => [placeOf(one.manifest), one]));
	return set.manifests.flatMap(({ object, file, line }) => {
		const at = byPlace.get(placeOf({
			object,
			file,
			line
		}));
		if (at === void 0) return [];
		const released = {
			...addressOf({
				...at,
				object
			}),
			object: withHashOf(object, at.manifest.object),
			file,
			line
		};
		return [at.live === void 0 ? released : {
			...released,
			existed: true
		}];
	});
}
/** Which object it is. */
function addressOf({ path, namespace, object }) {
	const { apiVersion, kind, metadata } = object;
	return {
		path,
		apiVersion,
		kind,
		name: metadata.name,
		...namespace === void 0 ? {} : { namespace }
	};
}
/** Objects that earlier releases may have left and that the planned set does not have, each once, the newest first. */
function leftOf(earlier, planned) {
	const seen = new Set(planned.map(objectKey));
	return earlier.toReversed().flatMap(({ objects, leaving }) => [...objects, ...leaving]).flatMap((one) => {
		if (seen.has(objectKey(one))) return [];
		seen.add(objectKey(one));
		const { uid, object } = one;
		return [{
			...addressIn(one),
			...uid === void 0 ? {} : { uid },
			...object === void 0 ? {} : { object }
		}];
	});
}
/** What of a release is its own doing: one that was not good may have changed what was there before it, and that stays. */
function ownDoing({ objects, leaving }, isGood) {
	return {
		objects: isGood ? objects : objects.filter(({ existed }) => existed !== true),
		leaving
	};
}
/** Those that a release has put up. */
function partOf$1(objects, release) {
	const keys = new Set(release.map(objectKey));
	return objects.filter((one) => keys.has(objectKey(one)));
}
/** Those that are not among others. */
function without$1(objects, others) {
	const keys = new Set(others.map(objectKey));
	return objects.filter((one) => !keys.has(objectKey(one)));
}
/** An address alone, without what else is known of the object. */
function addressIn({ path, apiVersion, kind, name, namespace }) {
	return {
		path,
		apiVersion,
		kind,
		name,
		...namespace === void 0 ? {} : { namespace }
	};
}
function placeOf({ object, file, line }) {
	return JSON.stringify([
		file,
		line,
		object.apiVersion,
		object.kind,
		object.metadata.namespace ?? "",
		object.metadata.name
	]);
}

// src/kubernetes/release/ownership.ts
/** Why a live object may not be removed by a service in an environment; undefined where it is theirs alone. */
function whyNotOurs(live, key) {
	const [owner] = live.metadata.ownerReferences ?? [];
	if (owner !== void 0) return `it belongs to another object of the cluster (a ${owner.kind}) and goes with that`;
	return isPruneProtected(live) ? `its annotation ${PRUNE_ANNOTATION} says so` : whyAnothers(live, key);
}
/** Why a live object belongs to another service, environment or tool; undefined where it does not. */
function whyAnothers(live, key) {
	const { labels = {} } = live.metadata;
	if (!(labels[OWNER_LABELS.service] === labelValue(key.service) && labels[OWNER_LABELS.environment] === labelValue(key.environment))) return "its labels do not say that it belongs to this service and environment";
	const ours = ourApplyOf(live);
	if (ours === void 0) return "another tool has put it up since";
	const other = labels["app.kubernetes.io/managed-by"] === "commit-train" ? managerSince(live, ours) : labels[MANAGED_BY];
	return other === void 0 ? void 0 : `it was handed over to ${other}`;
}
/** Tools that put up whole objects without server-side apply. */
const DEPLOYING = /^(kubectl-client-side-apply|kubectl-(create|replace)|[Hh]elm|argocd.*|(kustomize|helm)-controller)$/;
/** Marks of tools that remove and restore what they have: it is theirs from then on. */
const TRACKED = {
	"argocd.argoproj.io/tracking-id": "Argo CD",
	"argocd.argoproj.io/instance": "Argo CD",
	"kustomize.toolkit.fluxcd.io/name": "Flux",
	"helm.toolkit.fluxcd.io/name": "Flux"
};
/** Who has applied content of the object after us. */
function managerSince(live, ours) {
	const { labels = {}, annotations = {} } = live.metadata;
	const mark = Object.keys(TRACKED).find((name) => labels[name] !== void 0 || annotations[name] !== void 0);
	if (mark !== void 0) return TRACKED[mark];
	const since = managedFieldsOf(live).find(({ manager, operation, subresource, time, fields }) => manager !== "commit-train" && subresource === "" && (operation === "Apply" || DEPLOYING.test(manager)) && !(Date.parse(time) < Date.parse(ours.time)) && Object.keys(fields).some((field) => field !== "f:metadata" && field !== "f:status"));
	return since === void 0 ? void 0 : `"${since.manager}"`;
}

// src/kubernetes/release/protected-kinds.ts
/** Why objects of a kind are never removed; undefined for all others. */
function whyKept({ apiVersion, kind, name }) {
	const object = {
		apiVersion,
		kind,
		metadata: { name }
	};
	if (isNamespace(object)) return "everything in it would go with it";
	if (isCrd(object)) return "every object of its kind would go with it";
	return /^\/PersistentVolume(Claim)?$/.test(typeOf({
		apiVersion,
		kind
	})) ? "data could go with it" : void 0;
}
/** Whether it ends by itself: every deployment may make another one, whose log a person may still want. */
function endsByItself(address) {
	return /^(batch\/Job|\/Pod)$/.test(typeOf(address));
}
/**
* Why a live object is removed only where its annotation says so: what would go with it may not come back, or others may
* need it. Undefined where that is not to be feared.
*/
function whyOnlyWhenWanted(address, live) {
	const why = lossOf(address, live);
	if (why === void 0 || isPruneWanted(live)) return void 0;
	return `${why}; the annotation ${PRUNE_ANNOTATION}: delete lets it be removed`;
}
function lossOf(address, live) {
	const group = groupOf(address.apiVersion);
	const type = typeOf(address);
	const retention = mappingAt(live, "spec", "persistentVolumeClaimRetentionPolicy");
	if (type === "apps/StatefulSet" && retention?.whenDeleted === "Delete") return "its volume claims would go with it (whenDeleted: Delete)";
	if (type === "/Secret" && TOKENS.has(String(live.type))) return "a client may still use its token";
	if (!isBuiltIn(group)) return isHarmless(group, address.kind) ? void 0 : "what its operator made could go with it";
	return address.namespace === void 0 && (/Class$/.test(address.kind) || address.kind === "ClusterRole") ? "others in the cluster may use it" : void 0;
}
const TOKENS = /* @__PURE__ */ new Set(["kubernetes.io/service-account-token", "bootstrap.kubernetes.io/token"]);
/** Custom resources that are configuration alone: routes, scrape targets, scalers. All others may stand for data. */
const HARMLESS = /* @__PURE__ */ new Set([
	...[
		"gateway.networking.k8s.io/*",
		"networking.istio.io/*",
		"security.istio.io/*",
		"telemetry.istio.io/*"
	],
	...[
		"traefik.io/*",
		"traefik.containo.us/*",
		"projectcontour.io/*",
		"keda.sh/*",
		"cilium.io/CiliumNetworkPolicy"
	],
	...[
		"ServiceMonitor",
		"PodMonitor",
		"Probe",
		"PrometheusRule"
	].map((kind) => `monitoring.coreos.com/${kind}`),
	...["Rollout", "AnalysisTemplate"].map((kind) => `argoproj.io/${kind}`),
	...[
		"autoscaling.k8s.io/VerticalPodAutoscaler",
		"policy.linkerd.io/*",
		"serving.knative.dev/*"
	]
]);
function isHarmless(group, kind) {
	return !/(Class|Gateway)$/.test(kind) && (HARMLESS.has(`${group}/*`) || HARMLESS.has(`${group}/${kind}`));
}
function typeOf({ apiVersion, kind }) {
	return `${groupOf(apiVersion)}/${kind}`;
}

// src/kubernetes/release/prune.ts
/** Looks at what earlier releases have left, and decides about each object: in doubt it stays. Writes nothing. */
async function planPrune(cluster, left, { key, planned, signal, elsewhere = () => void 0 }) {
	const uids = new Set(planned.flatMap(({ live }) => live?.metadata.uid ?? []));
	return withNeeds((await concurrently(left, async (one) => {
		if (endsByItself(one)) return [];
		const address = addressIn(one);
		const look = await lookAt(cluster, address, signal);
		if (look.kind === "absent") return [];
		if (look.kind !== "found") return [{
			address,
			live: one.object,
			why: look.why,
			isLater: look.kind === "unreadable"
		}];
		const { live } = look;
		const { uid = "", deletionTimestamp } = live.metadata;
		if (uids.has(uid) || deletionTimestamp !== void 0) return [];
		return [{
			address: {
				...address,
				uid
			},
			live,
			why: whyStays(one, live, key) ?? elsewhere(address)
		}];
	})).flat(), planned);
}
/** Why an object stays, apart from what needs it. Also asked again right before it is removed. */
function whyStays(target, live, key) {
	const { uid } = live.metadata;
	if (!isAt(live, target)) return "its record says that it is something else";
	if (target.uid !== void 0 && target.uid !== uid) return "it was deleted and created again since";
	return whyKept(target) ?? whyNotOurs(live, key) ?? whyOnlyWhenWanted(target, live);
}
function isAt({ apiVersion, kind, metadata }, target) {
	return kind === target.kind && groupOf(apiVersion) === groupOf(target.apiVersion) && metadata.name === target.name && metadata.namespace === target.namespace;
}
/** Keeps what the set needs, and what anything needs that stays. */
function withNeeds(judged, planned) {
	const placedOf = ({ address, live }) => live === void 0 ? [] : [{
		object: live,
		namespace: address.namespace
	}];
	const staying = judged.filter(({ why }) => why !== void 0);
	const users = new Users([...planned.map(({ manifest: { object }, namespace }) => ({
		object,
		namespace
	})), ...staying.flatMap(placedOf)]);
	let going = judged.filter(({ why }) => why === void 0);
	for (;;) {
		const needed = going.flatMap((one) => {
			const user = users.of(one.address, one.live);
			return user === void 0 ? [] : [{
				...one,
				why: `${user} still uses it`,
				isLater: true
			}];
		});
		if (needed.length === 0) break;
		const paths = new Set(needed.map(({ address }) => address.path));
		going = going.filter(({ address }) => !paths.has(address.path));
		staying.push(...needed);
		for (const one of needed.flatMap(placedOf)) users.add(one);
	}
	return {
		pruned: going.map(({ address }) => address),
		later: staying.flatMap(({ address, isLater }) => isLater === true ? [address] : []),
		kept: staying.map(({ address, why = "" }) => ({
			address,
			why
		}))
	};
}

// src/kubernetes/release/removal.ts
/** A controller may write to an object while it is deleted. */
const MOST_TRIES$1 = 5;
/**
* Removes what was planned, what gets traffic before what serves it. Each object is looked at again, and only the one that was
* looked at is deleted; what it owns goes after it. What anything uses that stays after all stays, too.
*/
async function removeAll(cluster, pruned, it) {
	const staying = new Users([]);
	const inUse = new ClusterUsers(cluster, it.signal);
	for (const [, together] of [...Map.groupBy(pruned, rankOf)].toSorted(([a], [b]) => a - b)) await concurrently(together, async (address) => {
		it.signal.throwIfAborted();
		const { done, uid } = await removed$1(cluster, address, it, {
			staying,
			inUse
		});
		if (done.kind === "removed") inUse.without(address, uid);
		it.onRemoval(done);
	});
}
async function removed$1(cluster, address, { key, signal }, { staying, inUse }) {
	for (let tries = 1;; tries += 1) {
		const look = await lookAt(cluster, address, signal);
		if (look.kind === "absent") return {
			done: {
				kind: "removed",
				address,
				finalizers: []
			},
			uid: address.uid
		};
		if (look.kind !== "found") return { done: {
			kind: "kept",
			address,
			why: look.why
		} };
		const { live } = look;
		const { uid, resourceVersion, deletionTimestamp, finalizers = [] } = live.metadata;
		if (deletionTimestamp !== void 0) return {
			done: {
				kind: "removed",
				address,
				finalizers
			},
			uid
		};
		const user = staying.of(address, live);
		const used = user === void 0 ? void 0 : `${user} still uses it, and could not be removed`;
		const why = whyStays(address, live, key) ?? used ?? await inUse.of(address);
		const stays = (done) => {
			staying.add({
				object: live,
				namespace: address.namespace
			});
			return { done };
		};
		if (why !== void 0) return stays({
			kind: "kept",
			address,
			why
		});
		try {
			const body = {
				apiVersion: "v1",
				kind: "DeleteOptions",
				propagationPolicy: "Background",
				preconditions: {
					uid,
					resourceVersion
				}
			};
			const answer = await cluster.client.remove(address.path, body, { signal });
			return {
				done: {
					kind: "removed",
					address,
					finalizers: mappingAt(answer.body, "metadata")?.deletionTimestamp !== void 0 ? finalizers : []
				},
				uid
			};
		} catch (thrown) {
			signal.throwIfAborted();
			if (!(thrown instanceof KubernetesError)) throw thrown;
			if (thrown.code === 404) continue;
			if (thrown.code !== 409 || tries >= MOST_TRIES$1) return stays(refusal(thrown, address));
		}
	}
}
function refusal(thrown, address) {
	if (thrown.code === 403) return {
		kind: "refused",
		address
	};
	return {
		kind: "refused",
		address,
		why: isSecret(address) ? `HTTP ${thrown.code}` : apiText(thrown.message)
	};
}
const ROUTES = /^((gateway\.)?networking\.k8s\.io|networking\.istio\.io|traefik\.io|traefik\.containo\.us|projectcontour\.io)$/;
/** What the API server calls first, then ways to the service, the service itself, what runs, what that reads, who it is. */
function rankOf({ apiVersion, kind }) {
	const group = groupOf(apiVersion);
	if (/^(admissionregistration|apiregistration)\.k8s\.io$/.test(group)) return 0;
	if (ROUTES.test(group) || kind === "Ingress") return 1;
	if (kind === "Service") return 2;
	if (group === "rbac.authorization.k8s.io") return /Binding$/.test(kind) ? 5 : 6;
	return kind === "ServiceAccount" ? 6 : group === "" ? 4 : 3;
}

// src/delivery/release/warnings.ts
/** Each warning is given once, whichever step finds it. */
function warn(log, { warnings }, found) {
	for (const warning of found) {
		if (warnings.some(({ text, where }) => text === warning.text && where === warning.where)) continue;
		warnings.push(warning);
		log.warning(warning.where === void 0 ? warning.text : `${warning.where}: ${warning.text}`);
	}
}
/** What is only to be known: a notice of the run, and a warning of its summary. */
function notice(log, { warnings }, finding) {
	warnings.push(finding);
	log.notice(finding.text);
}

// src/delivery/release/left-objects.ts
/** Says what the set does not have any more: what is removed at the end, and what stays. */
function sayLeft(log, progress, { plan, leaving: { pruned, kept } }) {
	progress.leaving = pruned;
	if (pruned.length > 0) {
		log.info("Left the templates, to be removed when the rollout is complete:");
		for (const address of pruned) log.info(`- ${placed(address)}`);
	}
	const known = new Set([...pruned, ...kept.map(({ address }) => address)].map(objectKey));
	const others = plan.left.filter((one) => !known.has(objectKey(one))).map(({ finding }) => finding);
	warn(log, progress, [...keptFindings(kept), ...others]);
}
/** Removes what left the templates. What the cluster does not let go is a warning: what was deployed is good. */
async function removeLeft(cluster, { pruned, whyNot }, { key, log, signal, progress }) {
	if (pruned.length === 0) return;
	const why = await whyNot?.(signal);
	if (why !== void 0) return warn(log, progress, keptFindings(pruned.map((address) => ({
		address,
		why
	}))));
	const stayed = [];
	try {
		await removeAll(cluster, pruned, {
			key,
			signal,
			onRemoval: (done) => {
				if (done.kind !== "removed") return void stayed.push(done);
				progress.pruned.push(done.address);
				const { finalizers } = done;
				const how = finalizers.length === 0 ? "removed" : `goes when its finalizers are done: ${finalizers.join(", ")}`;
				log.info(`- ${placed(done.address)} ${how}`);
			}
		});
	} finally {
		const kept = stayed.flatMap((done) => done.kind === "kept" ? [done] : []);
		warn(log, progress, [...keptFindings(kept), ...refusedFindings(stayed.flatMap((done) => done.kind === "refused" ? [done] : []))]);
	}
}

// src/kubernetes/plan/line-diff.ts
/** Bounds time and memory. With more changed lines than that all that differs is shown as replaced. */
const MOST_CHANGES = 600;
/** Compares two lists of lines: the fewest removed and added ones, each change with what is removed first. */
function diffLines(before, after) {
	let start = 0;
	while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
	let end = 0;
	const most = Math.min(before.length, after.length) - start;
	while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
	const both = (lines) => lines.map((text) => ({
		sign: " ",
		text
	}));
	return [
		...both(before.slice(0, start)),
		...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
		...both(before.slice(before.length - end))
	];
}
/** What is left between a common beginning and a common end. */
function middle(before, after) {
	const removed = (texts) => texts.map((text) => ({
		sign: "-",
		text
	}));
	const added = (texts) => texts.map((text) => ({
		sign: "+",
		text
	}));
	const lines = [];
	let [row, column] = [0, 0];
	for (const [start, at, length] of commonRuns(before, after)) {
		lines.push(...removed(before.slice(row, start)), ...added(after.slice(column, at)));
		for (const text of before.slice(start, start + length)) lines.push({
			sign: " ",
			text
		});
		[row, column] = [start + length, at + length];
	}
	return [
		...lines,
		...removed(before.slice(row)),
		...added(after.slice(column))
	];
}
/** Where a line of the old text meets one of the new text: the greedy way of E. W. Myers (1986), by the number of changes. */
function commonRuns(before, after) {
	const most = Math.min(before.length + after.length, MOST_CHANGES);
	const reached = new Int32Array(2 * most + 3);
	const origin = most + 1;
	const steps = [];
	for (let changes = 0; changes <= most; changes += 1) {
		steps.push(reached.slice(origin - changes - 1, origin + changes + 2));
		for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
			let row = begin(reached, origin, diagonal, changes);
			while (row < before.length && row - diagonal < after.length && before[row] === after[row - diagonal]) row += 1;
			reached[origin + diagonal] = row;
			if (row >= before.length && row - diagonal >= after.length) return runsBack(steps, before.length, after.length);
		}
	}
	return [];
}
/** Whether the best way to a diagonal is by a line that comes; else by one that goes. `reached`: with one change less. */
function isByNew(reached, origin, diagonal, changes) {
	const [come = 0, gone = 0] = [reached[origin + diagonal + 1], reached[origin + diagonal - 1]];
	return diagonal === -changes || diagonal !== changes && gone < come;
}
/** The old line at which a diagonal begins. */
function begin(reached, origin, diagonal, changes) {
	if (changes === 0) return 0;
	const [come = 0, gone = 0] = [reached[origin + diagonal + 1], reached[origin + diagonal - 1]];
	return isByNew(reached, origin, diagonal, changes) ? come : gone + 1;
}
function runsBack(steps, rows, columns) {
	const runs = [];
	let [row, column] = [rows, columns];
	for (let changes = steps.length - 1; changes >= 0; changes -= 1) {
		const reached = steps[changes] ?? /* @__PURE__ */ new Int32Array();
		const diagonal = row - column;
		const start = begin(reached, changes + 1, diagonal, changes);
		if (row > start) runs.unshift([
			start,
			start - diagonal,
			row - start
		]);
		const isNew = isByNew(reached, changes + 1, diagonal, changes);
		row = isNew ? start : start - 1;
		column = row - diagonal - (isNew ? 1 : -1);
	}
	return runs;
}
/** The changed lines, each with so many beside it; `undefined` stands for lines that are left out. */
function withContext(lines, context) {
	const isNear = new Uint8Array(lines.length);
	for (const [index, { sign }] of lines.entries()) if (sign !== " ") isNear.fill(1, Math.max(0, index - context), index + context + 1);
	return lines.flatMap((line, index) => {
		if (isNear[index] === 1) return [line];
		return index === 0 || isNear[index - 1] === 1 ? [void 0] : [];
	});
}

// src/kubernetes/plan/differences.ts
/** The fields that differ between two values of the API, in the order of the old one, then of the new one. */
function differences(before, after, path = []) {
	if (isDeepStrictEqual(before, after)) return [];
	if (before === void 0 && isInside(after)) return differences(emptyOf(after), after, path);
	if (after === void 0 && isInside(before)) return differences(before, emptyOf(before), path);
	if (isMapping(before) && isMapping(after)) return [.../* @__PURE__ */ new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => differences(before[name], after[name], [...path, name]));
	if (Array.isArray(before) && Array.isArray(after) && [...before, ...after].every(isMapping)) return listDifferences(before, after, path);
	return [{
		path,
		...before === void 0 ? {} : { before },
		...after === void 0 ? {} : { after }
	}];
}
function isInside(value) {
	if (Array.isArray(value)) return value.length > 0 && value.every(isMapping);
	return isMapping(value) && Object.keys(value).length > 0;
}
function emptyOf(value) {
	return Array.isArray(value) ? [] : {};
}
/** Fields that distinguish the items of a list, as the API's lists have them; the first that all items have is used. */
const KEYS = [
	"name",
	"mountPath",
	"devicePath",
	"containerPort",
	"port",
	"ip",
	"key",
	"type",
	"path",
	"host"
];
function listDifferences(before, after, path) {
	const key = KEYS.find((field) => isKey(field, before) && isKey(field, after));
	return key === void 0 ? byPlace(before, after, path) : byKey(key, before, after, path);
}
function isKey(field, items) {
	const values = items.map((item) => item[field]);
	return values.every((value) => typeof value === "string" || typeof value === "number") && new Set(values).size === values.length;
}
function byKey(key, before, after, path) {
	const keysOf = (items) => items.map((item) => String(item[key]));
	const [old, now] = [keysOf(before), keysOf(after)];
	const itemOf = (items, name) => items.find((item) => String(item[key]) === name);
	const inner = [.../* @__PURE__ */ new Set([...old, ...now])].flatMap((name) => {
		const [was, is] = [itemOf(before, name), itemOf(after, name)];
		const [from, to] = was === void 0 || is === void 0 ? [without(key, was), without(key, is)] : [was, is];
		return differences(from, to, [...path, { item: name }]);
	});
	const [stayed, stays] = [old.filter((name) => now.includes(name)), now.filter((name) => old.includes(name))];
	const order = isDeepStrictEqual(stayed, stays) ? [] : [{
		path: [...path, { item: "order" }],
		before: stayed,
		after: stays
	}];
	return [...inner, ...order];
}
function without(key, item) {
	if (item === void 0) return void 0;
	const others = Object.entries(item).filter(([field]) => field !== key);
	return others.length === 0 ? item : Object.fromEntries(others);
}
/** Items without a key are equal or not; what is changed in the same place is compared field by field. */
function byPlace(before, after, path) {
	const found = [];
	const [gone, come] = [[], []];
	let [old, now] = [0, 0];
	const settle = () => {
		for (let pair = 0; pair < Math.max(gone.length, come.length); pair += 1) {
			const [from, to] = [gone[pair], come[pair]];
			const item = { item: String(to ?? from ?? 0) };
			found.push(...differences(from === void 0 ? void 0 : before[from], to === void 0 ? void 0 : after[to], [...path, item]));
		}
		gone.length = 0;
		come.length = 0;
	};
	for (const { sign } of diffLines(before.map(textOf$1), after.map(textOf$1))) {
		if (sign === " ") settle();
		if (sign === "-") gone.push(old);
		if (sign === "+") come.push(now);
		if (sign !== "+") old += 1;
		if (sign !== "-") now += 1;
	}
	settle();
	return found;
}
function textOf$1(value) {
	return JSON.stringify(value);
}
/** A path as people write it: `spec.template.spec.containers[app].image`. */
function pathText(path) {
	return path.map((step) => {
		if (typeof step !== "string") return `[${step.item}]`;
		return /^[\w-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
	}).join("").replace(/^\./, "");
}

// src/kubernetes/plan/credentials.ts
/** Words of the names of credentials. A longer word that only begins with one of the short ones is another name. */
const CREDENTIAL = [
	"token|secret|passw|passphrase|passcode|pwd|credential|authorization|signature|bearer",
	"pass(?![a-z])|creds?(?![a-z])|auth(?![\\w.-])|connection[-_.]?string",
	"(?:api|private|access|account|encrypt(?:ion)?|signing|master|session|shared|storage|hmac|jwt|app|auth)[-_.]?key"
].join("|");
/** What may stand between such a word and the end of its name. Bounded, so that a text that repeats one is not read again and again. */
const REST = "[\\w.-]{0,60}[\"']?\\s{0,20}";
const NAME = new RegExp(CREDENTIAL, "i");
/** The ends of names of fields that name an object or a time. */
const OTHERS = "(?:name|ref|seconds|namespace)";
const OTHER_NAME = new RegExp(`${OTHERS}$`, "i");
/** A name and where its value begins. */
const BEGINNING = new RegExp(`(?:${CREDENTIAL})(?![\\w.-]{0,60}${OTHERS}["']?\\s{0,20}[:=])${REST}[:=]`, "i");
const TEXTS = [
	new RegExp(`(?:${CREDENTIAL})${REST}[:=>]\\s{0,20}["']?[^\\s"',}]`, "i"),
	new RegExp(`(?:${CREDENTIAL})${REST},?\\s{0,20}["']?value["']?\\s{0,20}[:=]`, "i"),
	new RegExp(`(?:^|\\s)--?[\\w-]{0,60}(?:${CREDENTIAL})[\\w-]{0,60}\\s{1,20}\\S`, "i"),
	/(?:^|\s)(?:password|requirepass|masterauth)[ \t]{1,20}\S/i,
	/\bsig=/i,
	/:\/\/[^/?#\s@]*@/
];
/** An option of a program whose value is the next argument. */
const OPTION = new RegExp(`^--?[\\w-]{0,60}(?:${CREDENTIAL})[\\w-]{0,60}$`, "i");
/** Whether the value of a field or a variable of that name is a credential. */
function isCredentialName(name) {
	return NAME.test(name) && !OTHER_NAME.test(name);
}
/** Whether a text has a credential and its value, or is the option before one. */
function hasCredential(text) {
	return OPTION.test(text) || TEXTS.some((pattern) => pattern.test(text));
}
/** The lines of a text that belong to a credential which begins on a line above: a block, a list, a value that goes on. */
function linesOfCredentials(text) {
	const lines = /* @__PURE__ */ new Set();
	let under;
	for (const line of text) {
		const indent = line.search(/\S/);
		if (indent === -1) continue;
		if (under !== void 0 && (indent > under || indent === under && /^\s*- /.test(line))) lines.add(line);
		else under = BEGINNING.test(line) ? indent : void 0;
	}
	return lines;
}

// src/kubernetes/plan/text-lines.ts
/** Lines beside each changed one. */
const CONTEXT = 1;
/** Whether a difference is that of a text of several lines, such as a file in a ConfigMap. */
function isText$1(before, after) {
	const isOne = (value) => typeof value === "string" || value === void 0;
	const hasLines = (value) => typeof value === "string" && /\n./.test(value);
	return isOne(before) && isOne(after) && (hasLines(before) || hasLines(after));
}
/** The lines that differ, with those beside them; `undefined` stands for lines that are left out. */
function textLines(before, after) {
	return withContext(diffLines(comparedLines(before), comparedLines(after)), CONTEXT);
}
/** The lines of a text, as they are compared. */
function comparedLines(value) {
	if (typeof value !== "string" || value === "") return [];
	const lines = value.split("\n");
	return lines.at(-1) === "" ? lines.slice(0, -1) : [...lines.slice(0, -1), `${lines.at(-1)} (no newline at its end)`];
}

// src/kubernetes/plan/hidden-values.ts
const PRIVATE_KEY = /PRIVATE KEY-----/;
/**
* Whether the values of a difference may not be shown. Masking what is known would still show the other side: beside a new
* secret that this run knows stands the old one, which it does not. So both sides are hidden where one of them has a secret, and
* where the name or the text looks like a credential. `lines`: what would be shown of a text of several lines; only that counts.
*/
function isHidden(object, difference, lines, hasSecret) {
	const { path, before, after } = difference;
	if (isSecret(object) && !isShownOfSecret(path)) return true;
	if (path[0] === "binaryData") return true;
	const texts = lines !== void 0 ? [lines.join("\n")] : [...textsIn(before), ...textsIn(after)];
	const sides = [before, after].filter((value) => typeof value === "string");
	if (sides.some((text) => PRIVATE_KEY.test(text))) return true;
	if (texts.some((text) => hasSecret(text) || hasCredential(text))) return true;
	if (lines !== void 0 && sides.some((text) => isAnyOf(lines, linesOfCredentials(comparedLines(text))))) return true;
	return texts.length > 0 && isCredentialName(nameOf(path));
}
/** Annotations of a Secret may repeat all of it. */
function isShownOfSecret([top, field]) {
	if (top === "metadata") return field === "labels" || field === "finalizers";
	return top === "type" || top === "immutable";
}
function isAnyOf(lines, wanted) {
	return lines.some((line) => wanted.has(line));
}
/** What a value is called: a field's name, or the name of the environment variable, or field, whose `value` it is. */
function nameOf(path) {
	const [item, name] = [path.at(-2), path.at(-1)];
	if (name === "value" && item !== void 0) return typeof item === "object" ? item.item : item;
	return typeof name === "string" ? name : "";
}
function textsIn(value) {
	if (typeof value === "string" || typeof value === "number") return [String(value)];
	if (Array.isArray(value)) return value.flatMap(textsIn);
	return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

// src/kubernetes/plan/value-text.ts
/** A digest with its repository fits. */
const LIMIT = 140;
/** Of what two long values have in common before they differ. */
const LEAD = 20;
/** Two values, each in one line, so that they differ where the values do. Undefined where there is none. */
function valueTexts(before, after) {
	const [old = "", now = ""] = [before, after];
	const plain = [old, now].map(oneLine);
	const [from = "", to = ""] = plain[0] === plain[1] && old !== now ? [JSON.stringify(old), JSON.stringify(now)] : plain;
	if (Math.max(from.length, to.length) <= LIMIT) return [from, to];
	const start = Math.max(0, commonStart(from, to) - LEAD);
	const isCut = start > 0 && before !== void 0 && after !== void 0;
	const part = (text) => cut(isCut ? `…${text.slice(start)}` : text, LIMIT);
	return [part(from), part(to)];
}
/** A value as YAML would have it in one line: quoted where it would be read as something else. */
function scalarText(value) {
	if (typeof value !== "string") return JSON.stringify(value) ?? "";
	return value === "" || value !== value.trim() || /^(true|false|null|~|-?[\d.]+(e[-+]?\d+)?|[[{"'].*)$/i.test(value) ? JSON.stringify(value) : value;
}
function commonStart(one, other) {
	let length = 0;
	while (length < one.length && one[length] === other[length]) length += 1;
	return length;
}

// src/kubernetes/plan/change-lines.ts
/** Of a long value or text, so many lines at most, and so much of each. */
const MOST_LINES$1 = 12;
const LINE_LIMIT = 120;
/** How a field's change is shown: `~ spec.replicas: 2 → 3`. Secrets go first: a half of one would not be found. */
function changeLines(object, difference, redact) {
	const { path, before, after } = difference;
	const sign = before === void 0 ? "+" : after === void 0 ? "-" : "~";
	const name = cut(oneLine(redact(pathText(path))), LINE_LIMIT);
	const hasSecret = (text) => redact(text) !== text;
	const lines = isText$1(before, after) ? textLines(before, after) : void 0;
	const texts = lines?.flatMap((line) => line?.text ?? []);
	if (isHidden(object, difference, texts, hasSecret)) return [{
		sign,
		text: `${name}: ${sign === "~" ? "changed" : sign === "+" ? "set" : "removed"} (value hidden)`
	}];
	if (lines !== void 0) return [{
		sign,
		text: `${name}:`
	}, ...shownLines(lines, redact)];
	const text = (value) => value === void 0 ? void 0 : redact(scalarText(value));
	const [from, to] = valueTexts(text(before), text(after));
	if (sign === "+") return [{
		sign,
		text: `${name}: ${to}`
	}];
	return [{
		sign,
		text: sign === "-" ? `${name}: ${from}` : `${name}: ${from} → ${to}`
	}];
}
function shownLines(lines, redact) {
	const shown = lines.slice(0, MOST_LINES$1).map((line) => line === void 0 ? {
		sign: " ",
		text: "  …"
	} : {
		sign: line.sign,
		text: `  ${cut(redact(line.text).replaceAll(/\p{Cc}/gu, " "), LINE_LIMIT)}`
	});
	const more = lines.slice(MOST_LINES$1).filter((line) => line !== void 0 && line.sign !== " ").length;
	return more === 0 ? shown : [...shown, {
		sign: " ",
		text: `  … and ${more} more changed lines`
	}];
}

// src/kubernetes/plan/noise.ts
/** What the server and its controllers write at each change, whatever it is. */
const SERVERS = [
	"managedFields",
	"resourceVersion",
	"generation",
	"creationTimestamp",
	"uid",
	"selfLink"
];
/** What kubectl and controllers keep for themselves; the first one repeats the whole object, a Secret's values too. */
const BOOKKEEPING = ["kubectl.kubernetes.io/last-applied-configuration", "deployment.kubernetes.io/revision"];
/** On a pod template: a hash of what the pods read. */
const CONFIG = "commit-train.dev/config";
const OUR_LABELS = /* @__PURE__ */ new Set([
	MANAGED_BY,
	OWNER_LABELS.service,
	OWNER_LABELS.environment
]);
/** Compares the live object with the answer of its dry run: both come from the server, so its defaults are in both. */
function objectChanges(live, after) {
	const all = differences(meant(live), meant(after));
	const folded = all.map((one) => foldOf(one, after));
	const notes = [...new Set(folded.flatMap((fold) => fold ?? []))];
	return {
		fields: all.filter((_, index) => folded[index] === void 0),
		notes
	};
}
/** The object without what no template says. */
function meant({ status: _, ...object }) {
	const { annotations, ...metadata } = object.metadata;
	const kept = Object.entries(annotations ?? {}).filter(([name]) => !isOneOf(BOOKKEEPING, name));
	const named = Object.entries(metadata).filter(([name]) => !isOneOf(SERVERS, name));
	return {
		...object,
		metadata: {
			...Object.fromEntries(named),
			...kept.length === 0 ? {} : { annotations: Object.fromEntries(kept) }
		}
	};
}
/** The note that a difference is folded into; undefined for one that is shown as it is. */
function foldOf({ path, before }, after) {
	const name = path.at(-1);
	if (typeof name !== "string") return void 0;
	const parent = path.slice(0, -1);
	const template = podTemplatePath(after) ?? [];
	const isIn = (...fields) => parent.length === fields.length && fields.every((field, index) => parent[index] === field);
	if (name === CONFIG && isIn(...template, "metadata", "annotations")) return before === void 0 ? "its pods are marked with a hash of what they read" : "its pods are replaced, because what they read changes";
	const fields = isIn("metadata", "labels") || isIn(...template, "metadata", "labels") ? mappingAt(after, ...parent.filter((step) => typeof step === "string")) : void 0;
	return OUR_LABELS.has(name) && isMapping(fields) && fields[name] !== void 0 && (name !== "app.kubernetes.io/managed-by" || fields[name] === "commit-train") ? "it gets the labels of commit-train" : void 0;
}
function isOneOf(names, name) {
	return names.includes(name);
}

// src/kubernetes/plan/plan-view.ts
/** What of a plan is shown at most. */
const MOST_ENTRIES = 100;
const MOST_LINES = 400;
const LINES_PER_OBJECT = 40;
/** The plan as it is shown. `redact` hides the secrets that are known; `removed`: what left the templates. */
function planView({ objects }, removed, redact) {
	const all = [...objects.map((planned) => entryOf(planned, redact)), ...removed.map(({ kind, name, namespace }) => ({
		object: nameOf$1({
			kind,
			metadata: { name }
		}),
		...namespace === void 0 ? {} : { namespace },
		action: "remove",
		lines: [],
		isAdopted: false
	}))];
	const named = all.filter(({ action, lines }) => action !== "unchanged" || lines.length > 0);
	const counts = {
		create: 0,
		change: 0,
		recreate: 0,
		unclear: 0,
		unchanged: 0,
		remove: 0
	};
	for (const { action } of all) counts[action] += 1;
	let left = MOST_LINES;
	const others = named.filter(({ action }) => action !== "remove");
	const last = named.filter(({ action }) => action === "remove");
	const entries = [...others.slice(0, Math.max(0, MOST_ENTRIES - last.length)), ...last.slice(0, MOST_ENTRIES)].map(({ isAdopted: _, lines, ...entry }) => {
		const shown = lines.slice(0, Math.min(LINES_PER_OBJECT, left));
		left -= shown.length;
		return {
			...entry,
			lines: shown,
			more: lines.length - shown.length
		};
	});
	return {
		entries,
		counts,
		more: named.length - entries.length,
		adopted: all.filter(({ isAdopted }) => isAdopted).length
	};
}
function entryOf(planned, redact) {
	const { manifest, namespace, adoption } = planned;
	const { action, lines } = changesOf(planned, redact);
	const from = adoption?.byHand === false ? adoption.from : [];
	const about = from.length === 0 ? [] : [note(`taken over from ${from.join(", ")}`)];
	if (adoption?.byHand === true && adoption.from.length > 0 || planned.force === true) about.push(note("what was changed by hand is overwritten"));
	return {
		object: nameOf$1(manifest.object),
		...namespace === void 0 ? {} : { namespace },
		action,
		lines: [...about, ...lines],
		isAdopted: from.length > 0
	};
}
function changesOf({ manifest, live, answer, unchanged, recreated, removedFields = [] }, redact) {
	if (unchanged !== void 0) return {
		action: "unchanged",
		lines: []
	};
	if (recreated === true) return {
		action: "recreate",
		lines: []
	};
	if (live === void 0) {
		if (answer?.created !== false) return {
			action: "create",
			lines: []
		};
		return unclear("it exists, and the credentials may not read it");
	}
	const gone = removedFields.map((field) => ({
		sign: "-",
		text: redact(field)
	}));
	if (answer === void 0) {
		if (removedFields.length === 0) return unclear("there was no dry run of it");
		return {
			action: "change",
			lines: [...gone, note("other fields may change: it is valid only without those")]
		};
	}
	const { fields, notes } = objectChanges(live, answer.object);
	const lines = [
		...fields.flatMap((field) => changeLines(manifest.object, field, redact)),
		...gone,
		...notes.map(note)
	];
	return {
		action: lines.length === 0 ? "unchanged" : "change",
		lines
	};
}
function unclear(why) {
	return {
		action: "unclear",
		lines: [note(`what changes is not known: ${why}`)]
	};
}
function note(text) {
	return {
		sign: " ",
		text
	};
}

// src/delivery/release/plan/show-plan.ts
/**
* Plans what is removed, and shows the whole plan in the log and in the progress; also where the removals are refused, so that
* it can be seen why.
*/
async function shownPlan(it, plan, progress) {
	const show = (removed) => {
		maskOlder(it, plan);
		progress.plan = planView(plan, removed, (text) => it.cluster.redact(text));
		for (const line of planLines(progress.plan)) it.log.info(line);
	};
	try {
		const leaving = await it.keeper.planPrune(plan);
		show(leaving.pruned);
		return leaving;
	} catch (thrown) {
		show([]);
		throw thrown;
	}
}
/** Old values of Secrets may stand in what is replaced: those that are live, and those of the last good release. */
function maskOlder({ keeper, mask }, { objects }) {
	const live = objects.filter(({ unchanged }) => unchanged === void 0).flatMap(({ manifest, live }) => live === void 0 ? [] : [{
		...manifest,
		object: live
	}]);
	mask(secretValues({
		manifests: [...live, ...keeper.earlier.lastGood?.objects ?? []],
		warnings: []
	}));
}

// src/kubernetes/lease/lease.ts
const HOLDER = "commit-train.dev/holder";
const NEWEST = "commit-train.dev/newest-deployment";
/** A holder that is killed is missed after this time. */
const LEASE_SECONDS = 60;
/** The server's clocks may differ a little, and its dates are whole seconds. */
const SLACK_MS = 5e3;
/** The name of the lease of a service in an environment: two keys never have the same. */
function leaseName({ service, environment }) {
	const hash = createHash("sha256").update(JSON.stringify([service, environment.toLowerCase()])).digest("hex").slice(0, 10);
	return `commit-train-${`${service}-${environment}`.toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 38).replace(/^-+|-+$/g, "")}-${hash}`.replace("--", "-");
}
/** `at`: the server's time. */
function stepFor(me, lease, at) {
	const { holder } = lease;
	const newest = newestFor(me, lease);
	if (holder !== void 0 && isSame(holder, me)) return { kind: "keep" };
	if (newest > me.deploymentId) return {
		kind: "superseded",
		by: newest
	};
	if (holder === void 0 || holder.runId === me.runId && holder.attempt < me.attempt || lease.until + SLACK_MS < at) return { kind: "take" };
	return {
		kind: "wait",
		holder,
		since: lease.since,
		announce: newest < me.deploymentId
	};
}
/** The newest deployment of the claimant's own repository that the lease knows; 0 when it knows none. */
function newestFor({ logUrl }, { newest }) {
	return newest?.repository === repositoryOfRun(logUrl) ? newest.deploymentId : 0;
}
/** The lease, as the server sent it, with a deployment that waits for it. */
function announced(body, { deploymentId, logUrl }) {
	const metadata = mappingAt(body, "metadata") ?? {};
	const annotations = {
		...mappingAt(metadata, "annotations"),
		[NEWEST]: newestText({
			deploymentId,
			logUrl
		})
	};
	return {
		...mappingAt(body),
		metadata: {
			...metadata,
			annotations
		}
	};
}
/** Reads a lease that the server sent. */
function readLease(body) {
	const metadata = mappingAt(body, "metadata") ?? {};
	const annotations = mappingAt(metadata, "annotations") ?? {};
	const spec = mappingAt(body, "spec") ?? {};
	const renewed = Date.parse(textOf(spec.renewTime));
	const holder = textOf(spec.holderIdentity) === "" ? void 0 : holderIn(annotations[HOLDER]);
	return {
		resourceVersion: textOf(metadata.resourceVersion),
		holder,
		since: textOf(spec.acquireTime),
		until: Number.isNaN(renewed) ? 0 : renewed + numberOf(spec.leaseDurationSeconds) * 1e3,
		newest: newestIn(textOf(annotations[NEWEST])),
		transitions: numberOf(spec.leaseTransitions)
	};
}
/** The object that says so. */
function leaseBody({ name, namespace, claimant, resourceVersion, transitions, held, newest }) {
	return {
		apiVersion: "coordination.k8s.io/v1",
		kind: "Lease",
		metadata: {
			name,
			namespace,
			labels: { "app.kubernetes.io/managed-by": "commit-train" },
			annotations: {
				...held === void 0 ? {} : { [HOLDER]: JSON.stringify(claimant) },
				[NEWEST]: newestText({
					...claimant,
					deploymentId: newest
				})
			},
			...resourceVersion === void 0 ? {} : { resourceVersion }
		},
		spec: {
			...held === void 0 ? {} : {
				holderIdentity: identityOf$1(claimant),
				acquireTime: held.since,
				renewTime: held.at
			},
			leaseDurationSeconds: 60,
			leaseTransitions: transitions
		}
	};
}
/** Times of a lease have six digits behind the second. */
function microTime(ms) {
	return new Date(ms).toISOString().replace("Z", "000Z");
}
function identityOf$1({ deploymentId, runId, attempt }) {
	return `deployment ${deploymentId}, run ${runId}, attempt ${attempt}`;
}
function isSame(one, other) {
	return identityOf$1(one) === identityOf$1(other);
}
/** A lease that another tool holds, or that was edited, is held all the same, by a client without a name. */
function holderIn(annotation) {
	const unnamed = {
		deploymentId: 0,
		runId: 0,
		attempt: 0,
		logUrl: ""
	};
	try {
		const read = JSON.parse(textOf(annotation));
		if (!isMapping(read)) return unnamed;
		const { deploymentId, runId, attempt, logUrl } = read;
		return {
			deploymentId: numberOf(deploymentId),
			runId: numberOf(runId),
			attempt: numberOf(attempt),
			logUrl: textOf(logUrl)
		};
	} catch {
		return unnamed;
	}
}
/** The page of the repository that a run belongs to: `https://github.com/acme/hello`. */
function repositoryOfRun(logUrl) {
	return logUrl.split("/actions/")[0] ?? "";
}
function newestText({ deploymentId, logUrl }) {
	return `${deploymentId} ${repositoryOfRun(logUrl)}`;
}
function newestIn(text) {
	const [, id, repository] = /^(\d{1,15}) (\S+)$/.exec(text) ?? [];
	return id === void 0 || repository === void 0 ? void 0 : {
		deploymentId: Number(id),
		repository
	};
}
function textOf(value) {
	return typeof value === "string" ? value : "";
}
function numberOf(value) {
	return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

// src/kubernetes/release/record.ts
/** Reads the history out of all records. */
function historyOf(stored) {
	const inOrder = stored.toSorted((a, b) => a.number - b.number);
	const good = inOrder.findLast(({ state }) => state === "good");
	return {
		next: (inOrder.at(-1)?.number ?? 0) + 1,
		...good === void 0 ? {} : { good },
		since: inOrder.filter(({ number }) => number > (good?.number ?? 0))
	};
}
/** Which records a run has begun, and not ended. */
function isBegunBy(by) {
	return ({ state, deploymentId, repository, run }) => state === "begun" && deploymentId === by.deploymentId && repository === by.repository && run.id === by.run.id && run.attempt === by.run.attempt;
}
/** Which of the earlier records are no longer kept beside a new one: all but the newest, and the last good one. */
function outdated(stored, current) {
	const { good } = historyOf(stored);
	return stored.filter(({ number }) => number !== current).toSorted((a, b) => b.number - a.number).slice(9).filter(({ number }) => number !== good?.number);
}

// src/kubernetes/release/retried-write.ts
/** Tries for some seconds what the cluster does not take: it may come back, and the next deployment has to know the end. */
async function retriedWrite(work, { clock, signal }) {
	for (const pause of [1e3, 3e3]) try {
		return await work();
	} catch (thrown) {
		if (!(thrown instanceof KubernetesError && (thrown.code === 0 || thrown.code >= 500)) || signal.aborted) throw thrown;
		await clock.sleep(pause);
	}
	await work();
}

// src/kubernetes/release/packing.ts
/** A newer format is not read: what it means is not known. */
const FORMAT = 1;
/** The API server takes 1,048,576 bytes of data in a Secret. */
const LARGEST_PART = 1048576;
/** No record of a set of at most 10 MB unpacks to more; an edited one must not fill the memory. */
const LARGEST_RECORD = 67108864;
/** Packs a record. `largest`: bytes of a part. */
async function packRelease(record, number, largest = LARGEST_PART) {
	const packed = await promisify(gzip)(exactJson({
		format: 1,
		number,
		...record
	}));
	const parts = [];
	for (let at = 0; at < packed.length; at += largest) parts.push(packed.subarray(at, at + largest));
	return {
		sha256: sha256(packed),
		parts
	};
}
/** Unpacks what is stored, if it is whole, unchanged, of a format that is known, and of this service and environment. */
async function unpackRelease(stored, parts, key) {
	if (stored.format > 1) return { problem: "was written by a newer version of commit-train" };
	const missing = parts.filter((part) => part === void 0).length;
	if (missing > 0) return {
		problem: `is not whole: ${missing} of its ${parts.length} Secrets are missing`,
		isPartial: true
	};
	const packed = Buffer.concat(parts.flatMap((part) => part ?? []));
	if (sha256(packed) !== stored.sha256) return { problem: "was changed since it was written (its checksum differs)" };
	const content = await contentOf(packed);
	if (content === void 0) return { problem: "cannot be read" };
	const record = recordIn(content);
	if (record === void 0 || content.number !== stored.number) return { problem: "cannot be read" };
	if (!(record.service === key.service && sameName(record.environment, key.environment))) return { problem: "belongs to another service or environment" };
	if (repositoryOfRun(record.run.logUrl) !== stored.repository) return { problem: "belongs to another repository" };
	return { record };
}
async function contentOf(packed) {
	try {
		const text = await promisify(gunzip)(packed, { maxOutputLength: LARGEST_RECORD });
		return mappingAt(JSON.parse(text.toString("utf8"), exactNumber));
	} catch {
		return;
	}
}
/** Whole numbers with all their digits, as they were written. */
function exactNumber(_, value, context) {
	const source = context?.source ?? "";
	return typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? BigInt(source) : value;
}
function recordIn(content) {
	const texts = [
		"service",
		"environment",
		"commit",
		"image",
		"requester",
		"begun"
	].map((field) => content[field]);
	const [objects, leaving] = [content.objects, content.leaving].map(mappingsIn);
	if (!texts.every(isText) || objects === void 0 || leaving === void 0) return void 0;
	if (objects.length === 0 || !objects.every(isReleased) || !leaving.every(isAddress)) return void 0;
	const run = mappingAt(content, "run");
	if (typeof content.deploymentId !== "number" || typeof run?.id !== "number" || !isText(run.logUrl)) return void 0;
	return content;
}
function isReleased(value) {
	if (!isMapping(value) || !isText(value.file) || typeof value.line !== "number" || !isAddress(value)) return false;
	const object = mappingAt(value, "object");
	return object?.kind === value.kind && object.apiVersion === value.apiVersion && named(object) === value.name;
}
/** Only a path of the API itself: it is read and deleted. */
function isAddress(value) {
	if (!isMapping(value)) return false;
	const { path, apiVersion, kind, name, namespace, uid } = value;
	if (uid !== void 0 && !isText(uid)) return false;
	if (![
		path,
		apiVersion,
		kind,
		name
	].every(isText) || namespace !== void 0 && !isText(namespace)) return false;
	return /^\/apis?\/(?!.*(\/\.|[?#]|\/\/))/.test(String(path)) && String(path).endsWith(`/${encodeURIComponent(String(name))}`);
}
function named(object) {
	return object.metadata?.name;
}
function isText(value) {
	return typeof value === "string" && value !== "";
}
/** GitHub takes environments that differ in case only for the same. */
function sameName(one, other) {
	return one.toLowerCase() === other.toLowerCase();
}
function sha256(bytes) {
	return createHash("sha256").update(bytes).digest("hex");
}

// src/kubernetes/release/release-secrets.ts
/** Whose release it is; two services or environments never have the same value. */
const RELEASE_OF = "commit-train.dev/release-of";
const STATE = "commit-train.dev/release-state";
/** On each Secret of a record: which part of which release it is. */
const RELEASE = "commit-train.dev/release";
/** On the first Secret: how it ended. */
const END = "commit-train.dev/release-end";
const TYPE = "commit-train.dev/release";
const KEY = "release.json.gz";
/** Selects the Secrets of all releases of a service in an environment. */
function releaseSelector(key) {
	return `${RELEASE_OF}=${leaseName(key)}`;
}
/** The Secrets of a record, the first part first. */
function releaseSecrets(record, number, packed, namespace) {
	const { commit, deploymentId, run, begun } = record;
	const repository = repositoryOfRun(run.logUrl);
	const about = {
		number,
		format: 1,
		sha256: packed.sha256,
		repository,
		commit,
		deploymentId,
		begun
	};
	return packed.parts.map((bytes, part) => {
		const header = {
			...about,
			run: {
				id: run.id,
				attempt: run.attempt
			},
			part,
			parts: packed.parts.length
		};
		return {
			apiVersion: "v1",
			kind: "Secret",
			type: TYPE,
			immutable: true,
			metadata: {
				name: secretName(record, number, part),
				namespace,
				labels: {
					[MANAGED_BY]: "commit-train",
					[RELEASE_OF]: leaseName(record),
					...part === 0 ? { [STATE]: "begun" } : {}
				},
				annotations: { [RELEASE]: JSON.stringify(header) }
			},
			data: { [KEY]: bytes.toString("base64") }
		};
	});
}
/** The JSON patch of the first Secret that says how the release ended. */
function endPatch(end) {
	return [{
		op: "add",
		path: `/metadata/labels/${pointer(STATE)}`,
		value: end.state
	}, {
		op: "add",
		path: `/metadata/annotations/${pointer(END)}`,
		value: JSON.stringify(end)
	}];
}
/** Reads the records out of the metadata of all their Secrets. What is none of ours is left out. */
function storedReleases(items, key) {
	const parts = items.flatMap((item) => partOf(item, key) ?? []);
	return [...Map.groupBy(parts, ({ number }) => number).values()].flatMap((ofOne) => {
		const first = ofOne.find(({ part }) => part === 0) ?? ofOne[0];
		if (first === void 0) return [];
		const { name: _, part: __, ...about } = first;
		const names = Array.from({ length: first.parts }, (_, part) => ofOne.find((one) => one.part === part)?.name);
		return [{
			...about,
			parts: names
		}];
	});
}
/** The bytes of a Secret of a record; undefined where it has none. */
function bytesOf(secret) {
	const text = mappingAt(secret, "data")?.[KEY];
	return typeof text === "string" ? Buffer.from(text, "base64") : void 0;
}
/** More parts than the largest set can have were not written by us. */
const MOST_PARTS = 100;
function partOf(item, key) {
	const metadata = mappingAt(item, "metadata");
	const name = String(metadata?.name);
	const { number, part } = placeIn(name, key);
	if (number === void 0 || part === void 0) return void 0;
	const annotations = mappingAt(metadata, "annotations");
	const header = headerIn(annotations?.[RELEASE]);
	const { parts } = header;
	const isWhole = header.number === number && header.part === part && isCount(parts) && part < parts && parts <= MOST_PARTS;
	const run = mappingAt(header, "run");
	return {
		name,
		number,
		part,
		parts: isWhole ? parts : part + 1,
		state: stateIn(mappingAt(metadata, "labels")?.[STATE], headerIn(annotations?.[END]).state),
		sha256: isWhole ? String(header.sha256) : "",
		repository: typeof header.repository === "string" ? header.repository : "",
		format: Number(header.format),
		commit: /^[0-9a-f]{40}$/.test(String(header.commit)) ? String(header.commit) : "",
		deploymentId: typeof header.deploymentId === "number" ? header.deploymentId : 0,
		run: {
			id: Number(run?.id),
			attempt: Number(run?.attempt)
		},
		begun: Number.isNaN(Date.parse(String(header.begun))) ? "" : String(header.begun)
	};
}
/** Which part of which release has the name; nothing where it is not one of ours. */
function placeIn(name, key) {
	const [, number, part = "0"] = /\.v(\d{1,15})(?:\.(\d{1,3}))?$/.exec(name) ?? [];
	const place = {
		number: Number(number),
		part: Number(part)
	};
	return isCount(place.number) && name === secretName(key, place.number, place.part) ? place : {};
}
/** The label selects, the annotation says more: where they differ, one of them was edited. */
function stateIn(label, end) {
	return label === end && (label === "good" || label === "failed") ? label : "begun";
}
function headerIn(text) {
	try {
		const header = JSON.parse(String(text));
		return isMapping(header) ? header : {};
	} catch {
		return {};
	}
}
function isCount(value) {
	return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}
/** The name of a Secret of a record; the first part has the state. */
function secretName(key, number, part = 0) {
	return `${leaseName(key)}.v${number}${part === 0 ? "" : `.${part}`}`;
}
function pointer(key) {
	return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

// src/kubernetes/release/store.ts
/** Without a Lease another deployment may take the same number, but not for ever. */
const MOST_TRIES = 5;
/**
* The releases of a service in an environment, as Secrets in the namespace of the connection, where its Lease is too. What the
* API server refuses is thrown as `KubernetesError`.
*/
var ReleaseStore = class {
	#cluster;
	#key;
	#secrets;
	constructor(cluster, key) {
		this.#cluster = cluster;
		this.#key = key;
		this.#secrets = `/api/v1/namespaces/${encodeURIComponent(cluster.namespace)}/secrets`;
	}
	/** All that is kept, without what is in it. */
	async list(signal) {
		const query = { labelSelector: releaseSelector(this.#key) };
		const { body } = await this.#cluster.client.get(this.#secrets, {
			query,
			metadataOnly: true,
			signal
		});
		return storedReleases(mappingsIn(mappingAt(body)?.items), this.#key);
	}
	async read(stored, signal) {
		const parts = await concurrently(stored.parts, async (name) => {
			if (name === void 0) return void 0;
			try {
				return bytesOf((await this.#cluster.client.get(this.#pathOf(name), { signal })).body);
			} catch (thrown) {
				if (isCode(thrown, 404)) return void 0;
				throw thrown;
			}
		});
		return unpackRelease(stored, parts, this.#key);
	}
	/** Writes that a release begins, all of it before it resolves. Gives its number, which is `next` or a later one. */
	async begin(record, next, signal) {
		for (let number = next;; number += 1) {
			const packed = await packRelease(record, number);
			const [first, ...rest] = releaseSecrets(record, number, packed, this.#cluster.namespace);
			if (first === void 0) throw new Error("a record has at least one part");
			if (await this.#create(first, signal)) {
				await this.#createRest(number, packed.parts.length, rest, signal);
				return number;
			}
			if (number - next >= MOST_TRIES) throw new KubernetesError(409, "AlreadyExists", "other releases begin all the time");
		}
	}
	/** What cannot be written whole is no record, and must not look like one that was lost. */
	async #createRest(number, count, secrets, signal) {
		try {
			await concurrently(secrets, (secret) => this.#create(secret, signal));
		} catch (thrown) {
			const names = Array.from({ length: count }, (_, part) => secretName(this.#key, number, part));
			await this.#removeNamed(names).catch(() => void 0);
			throw thrown;
		}
	}
	/** Writes how a release ended. */
	async end(number, end) {
		await this.#cluster.client.patch(this.#pathOf(secretName(this.#key, number)), endPatch(end));
	}
	/** Deletes records. */
	async remove(stored) {
		await this.#removeNamed(stored.flatMap(({ parts }) => parts.flatMap((name) => name ?? [])));
	}
	async #removeNamed(names) {
		await concurrently(names, async (name) => {
			try {
				await this.#cluster.client.remove(this.#pathOf(name), {
					apiVersion: "v1",
					kind: "DeleteOptions"
				});
			} catch (thrown) {
				if (!isCode(thrown, 404)) throw thrown;
			}
		});
	}
	/** False where there is another of that name; one that a lost answer has left is ours. */
	async #create(secret, signal) {
		try {
			await this.#cluster.client.create(this.#secrets, secret, { signal });
			return true;
		} catch (thrown) {
			if (!isCode(thrown, 409)) throw thrown;
			const { body } = await this.#cluster.client.get(this.#pathOf(secret.metadata.name), { signal });
			const annotations = mappingAt(body, "metadata", "annotations");
			return isDeepStrictEqual(annotations, secret.metadata.annotations);
		}
	}
	#pathOf(name) {
		return `${this.#secrets}/${encodeURIComponent(name)}`;
	}
};
function isCode(thrown, code) {
	return thrown instanceof KubernetesError && thrown.code === code;
}

// src/kubernetes/release/release-text.ts
/** What is said of a release that has no end. `isHeld`: the service is held, so that no other run is changing it. */
function interruptedText(release, { service, environment }, isHeld) {
	const end = isHeld ? "its end is not recorded" : "is not finished yet, or its run was lost";
	return `${releaseText(release)} began to change ${service} in ${environment}, and ${end}: part of it may be live`;
}
/** What comes of it that a record cannot be used. Without one of these it is not known what was there, and whose it is. */
const UNUSED = {
	"last-good": "it is not used: nothing that left the templates is removed, and nothing can be restored",
	later: "it is not used, and what only it had stays in the cluster",
	"of-others": "it is not known what that has here, so nothing that left the templates is removed"
};
/** What is said of a record that cannot be used. `use`: what it would be used for; `isHeld` as above. */
function unreadableText(release, { problem, isPartial }, use, isHeld) {
	const why = isPartial === true && !isHeld ? `${problem}, or it is just being written or deleted` : problem;
	const whose = use === "of-others" ? ` of ${release.repository}` : "";
	return `${releaseText(release)}${whose} ${why}: ${UNUSED[use]}`;
}
/** `deployment 12 of 2026-01-01 10:02 UTC (3f2a91c)` */
function releaseText({ number, commit, deploymentId, begun }) {
	if (deploymentId === 0) return `release ${number}`;
	return `deployment ${deploymentId}${begun === "" ? "" : ` of ${begun.slice(0, 16).replace("T", " ")} UTC`} (${commit === "" ? "commit unknown" : shortSha(commit)})`;
}

// src/delivery/release/earlier-releases.ts
/** What the cluster keeps of the releases of a service in an environment, as it was when it was read. */
var EarlierReleases = class EarlierReleases {
	#access;
	#it;
	#stored = [];
	/** The last good release and what came after it, oldest first; empty where nothing may be concluded from it. */
	#earlier = [];
	/** What other repositories deploy as the same service to the same environment. */
	#others = [];
	#good;
	#isUnreadable = false;
	/** Whether another repository has objects here that are not known. */
	#isShared = false;
	constructor(access, it) {
		this.#access = access;
		this.#it = it;
	}
	static async read(access, it) {
		const earlier = new EarlierReleases(access, it);
		await access.tried(async (store) => {
			earlier.#stored = await store.list(it.signal);
			await Promise.all([earlier.#readOwn(store), earlier.#readOthers(store)]);
		});
		earlier.#sayInterrupted();
		return earlier;
	}
	async #readOwn(store) {
		const { good, since } = historyOf(this.#own);
		const [last, ...later] = await Promise.all([good && this.#read(store, good, "last-good"), ...since.map((one) => this.#read(store, one, "later"))]);
		this.#good = last;
		this.#isUnreadable = good !== void 0 && last === void 0;
		this.#earlier = this.#isUnreadable ? [] : [last, ...later].flatMap((record) => record ?? []);
	}
	/** Two repositories may have a service of the same name: what the other one has must not go. */
	async #readOthers(store) {
		const own = new Set(this.#own);
		const wanted = [...Map.groupBy(this.#stored.filter((one) => !own.has(one)), ({ repository }) => repository).values()].map(historyOf).flatMap(({ good, since }) => [good ?? [], since].flat());
		const read = await Promise.all(wanted.map((one) => this.#read(store, one, "of-others")));
		this.#isShared = read.includes(void 0);
		this.#others = read.flatMap((record) => record ?? []);
	}
	/** Those of this repository; what does not say whose it is counts among them, so that it is not passed over. */
	get #own() {
		return this.#stored.filter(({ repository }) => repository === "" || repository === this.#it.repository);
	}
	/** The last good release before this one. */
	get lastGood() {
		return this.#access.keeps ? this.#good : void 0;
	}
	/** What came after the last good one, oldest first, without its content. */
	get since() {
		return !this.#access.keeps || this.#isUnreadable ? [] : historyOf(this.#own).since;
	}
	/** The newest record of a deployment among the last good one and those after it, where that can be read. */
	earlierOf(deploymentId) {
		return this.#left.findLast((record) => record.deploymentId === deploymentId);
	}
	/** Whether another repository has deployed the same service to the environment since the last good release. */
	get isOthersSince() {
		const own = new Set(this.#own);
		const last = historyOf(this.#own).good?.number ?? 0;
		return this.#stored.some((one) => !own.has(one) && one.number > last);
	}
	/** Why there is none. */
	get whyNoGood() {
		if (!this.#access.keeps) return "releases are not kept";
		return this.#isUnreadable ? "the last good release cannot be used" : "no earlier good release";
	}
	/** The number that the next one takes. */
	get next() {
		return historyOf(this.#stored).next;
	}
	/** Those that are no longer kept beside the one of a number. */
	outdatedBeside(number) {
		return outdated(this.#own, number);
	}
	/** The objects that they may have left, and that are not among the planned ones; nothing where that is not known. */
	leftBeside(planned) {
		if (this.#isShared) return [];
		return leftOf(this.#left.map((one) => ownDoing(one, one === this.#good)), planned);
	}
	/** Who else has put an object up, and needs it: as the end of a sentence. */
	whoElseHas(address) {
		const other = this.#others.find(({ objects }) => partOf$1([address], objects).length > 0);
		const page = other === void 0 ? "" : repositoryOfRun(other.run.logUrl);
		return page === "" ? void 0 : `a release of ${page} for the same service and environment has it, too`;
	}
	/** Nothing may be concluded from them once the API server has refused one of them. */
	get #left() {
		return this.#access.keeps ? this.#earlier : [];
	}
	async #read(store, stored, use) {
		const unpacked = await store.read(stored, this.#it.signal);
		if ("record" in unpacked) return unpacked.record;
		const text = unreadableText(stored, unpacked, use, this.#it.isHeld);
		this.#it.notice({
			reason: "release-unreadable",
			text
		});
	}
	#sayInterrupted() {
		const last = historyOf(this.#own).since.at(-1);
		if (last?.state !== "begun") return;
		const text = interruptedText(last, this.#it.key, this.#it.isHeld);
		this.#it.notice({
			reason: "release-interrupted",
			text
		});
	}
};

// src/delivery/release/store-access.ts
/** Where releases are kept, until the API server refuses it. */
var StoreAccess = class {
	#cluster;
	#notice;
	#signal;
	#store;
	/** `store`: undefined where the policy wants none. */
	constructor(store, cluster, { notice, signal }) {
		this.#store = store;
		this.#cluster = cluster;
		this.#notice = notice;
		this.#signal = signal;
	}
	get keeps() {
		return this.#store !== void 0;
	}
	get store() {
		return this.#store;
	}
	/** One notice where the API server refuses it; from then on nothing is kept. */
	async tried(work) {
		if (this.#store === void 0) return;
		try {
			await work(this.#store);
		} catch (thrown) {
			this.#signal.throwIfAborted();
			const broken = connectionProblem(thrown, this.#cluster.server);
			if (broken !== void 0) throw broken;
			if (!(thrown instanceof KubernetesError)) throw thrown;
			this.#store = void 0;
			const text = `This release is not kept in the cluster (${thrown.message}): nothing that left the templates is removed, and nothing can be restored`;
			this.#notice({
				reason: "release-store-unavailable",
				text
			});
		}
	}
};

// src/delivery/release/release-keeper.ts
/** What a release that is not kept leaves to be pruned. */
const NOTHING = {
	pruned: [],
	later: [],
	kept: []
};
/** Keeps a release of a service in an environment: what it removes, the record of its begin and of its end. */
var ReleaseKeeper = class ReleaseKeeper {
	cluster;
	/** What is kept of those before it. */
	earlier;
	#access;
	#it;
	#record;
	#number;
	#beginning = Promise.resolve();
	constructor(cluster, access, earlier, it) {
		this.cluster = cluster;
		this.earlier = earlier;
		this.#access = access;
		this.#it = it;
	}
	/** Reads what is kept. To be called when the Lease is held: the one before has written its end by then. */
	static async open(cluster, it) {
		const store = it.policy.store === "none" ? void 0 : new ReleaseStore(cluster, it.key);
		const access = new StoreAccess(store, cluster, it);
		const earlier = await EarlierReleases.read(access, {
			...it,
			repository: repositoryOfRun(it.about.run.logUrl)
		});
		return new ReleaseKeeper(cluster, access, earlier, it);
	}
	/** Whether releases are kept: an error may have ended it. */
	get keeps() {
		return this.#access.keeps;
	}
	/** The objects of this release. */
	get objects() {
		return this.#record?.objects ?? [];
	}
	/** Whether no other release has begun since this one. */
	async isNewest(signal) {
		return (await this.#access.store?.list(signal) ?? []).every(({ number }) => number <= (this.#number ?? 0));
	}
	/** What this release removes at its end. Throws `prune-limit` (refused) where that is more than the policy allows. */
	async planPrune({ objects }) {
		const { key, policy, signal } = this.#it;
		if (policy.prune === void 0) return NOTHING;
		const addresses = objects.map((planned) => addressOf({
			...planned,
			object: planned.manifest.object
		}));
		const { earlier } = this;
		const question = {
			key,
			planned: objects,
			signal,
			elsewhere: earlier.whoElseHas.bind(earlier)
		};
		const plan = await planPrune(this.cluster, earlier.leftBeside(addresses), question).catch((thrown) => {
			throw connectionProblem(thrown, this.cluster.server) ?? thrown;
		});
		const had = earlier.lastGood?.objects ?? [];
		checkPruneLimits(partOf$1(plan.pruned, had), {
			all: had.length,
			planned: objects.length
		}, policy.prune);
		return {
			...plan,
			whyNot: (it) => this.whyNotRemoved(it)
		};
	}
	/** Without a Lease, a newer deployment may have found there what this one is about to remove. */
	async whyNotRemoved(signal) {
		try {
			return await this.isNewest(signal) ? void 0 : "a newer release has begun";
		} catch (thrown) {
			signal.throwIfAborted();
			return `it cannot be seen whether a newer release has begun (${messageOf(thrown)})`;
		}
	}
	/** Writes that the release begins; to be awaited before anything is changed. `set`: as it was rendered and labelled. */
	async begin(set, { objects }, { pruned, later }) {
		const { key, about } = this.#it;
		const begun = new Date(this.cluster.clock.now()).toISOString();
		const leaving = [...pruned, ...later];
		this.#record = {
			...key,
			...about,
			begun,
			objects: releasedObjects(set, objects),
			leaving
		};
		this.#beginning = this.#write(this.#record);
		await this.#beginning;
	}
	/** Writes how the release ended, and deletes the records that are no longer kept. Never rejects. */
	async end(end) {
		const { store } = this.#access;
		if (store === void 0) return;
		try {
			await this.#close(store, end);
		} catch (thrown) {
			const said = `The end of this release could not be recorded in the cluster (${messageOf(thrown)})`;
			if (this.#it.stop.aborted) return this.cluster.log.info(said);
			const text = end.state === "good" ? `${said}: later deployments do not restore it` : said;
			return this.#it.notice({
				reason: "release-end-unrecorded",
				text
			});
		}
		if (this.#number !== void 0 && end.outcome !== "cancelled") await this.#removeOutdated(store, this.#number);
	}
	async #close(store, end) {
		const within = {
			clock: this.cluster.clock,
			signal: this.#it.stop
		};
		if (!await this.#beginning.then(() => true, () => false)) return retriedWrite(() => this.#removeUnanswered(store), within);
		if (this.#record === void 0) return;
		this.#number ??= await store.begin(this.#record, this.earlier.next, this.#it.stop);
		const number = this.#number;
		const at = new Date(this.cluster.clock.now()).toISOString();
		await retriedWrite(() => store.end(number, {
			...end,
			at
		}), within);
	}
	/** The answer to its begin never came, and so nothing was changed: the cluster may have its record all the same. */
	async #removeUnanswered(store) {
		const { about } = this.#it;
		const isOurs = isBegunBy({
			...about,
			repository: repositoryOfRun(about.run.logUrl)
		});
		await store.remove((await store.list(this.#it.stop)).filter(isOurs));
	}
	/** Old records that stay do no harm: this release is kept all the same. */
	async #removeOutdated(store, number) {
		try {
			await store.remove(this.earlier.outdatedBeside(number));
		} catch (thrown) {
			const text = `Old releases could not be deleted from the cluster, and stay (${messageOf(thrown)})`;
			this.#it.notice({
				reason: "release-outdated",
				text
			});
		}
	}
	async #write(record) {
		await this.#access.tried(async (store) => {
			try {
				this.#number = await store.begin(record, this.earlier.next, this.#it.signal);
			} catch (thrown) {
				if (!isNamespaceMissing(thrown)) throw thrown;
			}
		});
	}
};
function isNamespaceMissing(thrown) {
	return thrown instanceof KubernetesError && thrown.code === 404 && thrown.details.kind === "namespaces";
}

// src/kubernetes/release/restorable.ts
/** What of a release is applied again: nothing that runs once, and nothing that holds data or other objects. */
function restorableSet({ objects }) {
	return {
		manifests: objects.filter(isRestorable).map(({ object, file, line }) => ({
			object,
			file,
			line
		})),
		warnings: []
	};
}
function isRestorable(released) {
	const isHook = released.object.metadata.annotations?.["helm.sh/hook"] !== void 0;
	const isNamespace = released.kind === "Namespace" && groupOf(released.apiVersion) === "";
	return !isHook && !endsByItself(released) && (isNamespace || whyKept(released) === void 0);
}
/** Whether two releases are alike in all that would be applied again. */
function isSameSet(some, others) {
	return isDeepStrictEqual(byIdentity(some), byIdentity(others));
}
function byIdentity(objects) {
	return new Map(objects.filter(isRestorable).map((released) => [identityOf(released), exactJson(released.object)]));
}
/** What an object is called whatever the version of its API. */
function identityOf(address) {
	return objectKey(address);
}

// src/delivery/release/left-to-others.ts
/**
* Objects of a release that another tool or service has by now. Those that the failed release had too are left out: its dry run
* has looked at them. What cannot be read is left to the dry run of the restore.
*/
async function leftToOthers(cluster, objects, { failed, key, signal }) {
	const had = new Set(failed.map(identityOf));
	const others = objects.filter((one) => !had.has(identityOf(one)));
	return (await concurrently(others, async (one) => {
		const look = await lookAt(cluster, one, signal);
		if (look.kind !== "found") return [];
		const why = look.live.metadata.deletionTimestamp !== void 0 ? "it is being deleted" : whyAnothers(look.live, key);
		return why === void 0 ? [] : [{
			address: addressIn(one),
			why
		}];
	})).flat();
}

// src/delivery/release/restore-choice.ts
const NOT_OURS = "others have changed the objects";
const NO_CONNECTION = "the connection to the cluster broke";
/** With another's fields in the objects an apply would take them away. */
const FOREIGN_REASONS = ["field-conflict", "object-of-another"];
/** Why a failure is not the release's own, in few words; undefined where it is, and empty where there is nothing to say. */
function whyNotOfRelease(failure) {
	if (failure instanceof UserError) {
		const { reason, findings } = failure;
		if (reason === "timeout" || reason === "crd-not-established") return void 0;
		if (reason === "hold-lost") return "the Lease is lost";
		if (reason !== "apply-failed") return "";
		if (findings.some((finding) => finding.reason === "cluster-unreachable")) return NO_CONNECTION;
		return findings.some((finding) => FOREIGN_REASONS.includes(finding.reason)) ? NOT_OURS : void 0;
	}
	if (failure instanceof Error || failure.outcome === "superseded" || failure.outcome === "complete") return "";
	if (failure.outcome === "taken-over") return NOT_OURS;
	return failure.cause?.code === "cluster-watch-lost" ? NO_CONNECTION : void 0;
}
/** What was live before this release, if it can be restored: never over somebody newer, nor where that is not known. */
async function releaseToRestore(it) {
	const [newer, live] = await Promise.all([whoIsNewer(it), whatWasLive(it)]);
	if (newer !== void 0) return newer;
	if ("why" in live) return live;
	const { release } = live;
	if (restorableSet(release).manifests.length === 0) return { why: "the last release had nothing to restore" };
	return isSameSet(release.objects, it.keeper.objects) ? { why: "the last good release was the same" } : live;
}
async function whoIsNewer({ hold, keeper, signal }) {
	if (hold?.lost.aborted === true) return {
		why: "the Lease is lost",
		details: messageOf(hold.lost.reason)
	};
	try {
		const [waiting, isNewest] = await Promise.all([hold?.newer(signal), keeper.isNewest(signal)]);
		if (waiting !== void 0) return {
			why: `deployment ${waiting} is newer`,
			details: "it comes next"
		};
		return isNewest ? void 0 : { why: "a newer release has begun" };
	} catch (thrown) {
		signal.throwIfAborted();
		return {
			why: "whether a newer one has begun is not known",
			details: messageOf(thrown)
		};
	}
}
/** By the records, and by GitHub: a release may have been good without a record that says so. */
async function whatWasLive({ keeper, lastGoodAfter, signal }) {
	const good = keeper.earlier.lastGood;
	const open = keeper.earlier.since.filter(({ state }) => state === "begun");
	const oldest = good ?? open[0];
	if (oldest === void 0) return { why: keeper.earlier.whyNoGood };
	if (keeper.earlier.isOthersSince) return { why: "another repository has deployed it since" };
	let live;
	try {
		live = await lastGoodAfter(good === void 0 ? oldest.deploymentId - 1 : good.deploymentId, signal);
	} catch (thrown) {
		signal.throwIfAborted();
		if (good !== void 0 && open.length === 0) return { release: good };
		return {
			why: "GitHub does not say what was live",
			details: messageOf(thrown)
		};
	}
	if (live === void 0) return good === void 0 ? { why: keeper.earlier.whyNoGood } : { release: good };
	const release = open.some(({ deploymentId }) => deploymentId === live) ? keeper.earlier.earlierOf(live) : void 0;
	return release === void 0 ? {
		why: `no record of deployment ${live}`,
		details: "it was live before"
	} : { release };
}

// src/delivery/release/restore.ts
/**
* Applies again what was live before and follows it, where the failure is that of the release and the policy says so. What came
* of it is added to the progress. Rejects only when the run is stopped.
*/
async function restoreAfter(failed, it, progress) {
	if (!progress.touched || progress.restore !== void 0 || it.signal.aborted) return;
	if (progress.count !== void 0 && isUntouched(progress.count)) return;
	const { log } = it;
	const { policy, onFailed } = it.orders;
	if (policy.onFailure === "keep" || policy.store === "none") {
		const key = policy.store === "none" ? "release-store: none" : "on-failure: keep";
		return log.info(`Nothing is restored, because the policy says "${key}"`);
	}
	const why = whyNotOfRelease(failed);
	if (why === "") return;
	if (why !== void 0) return leave(log, progress, { why });
	const { reason, text } = failed instanceof Error ? endingOfFailure(failed, progress.count, it.signal) : endingOfRollout(failed, 0);
	onFailed(text);
	await restore(it, {
		reason,
		text
	}, progress);
}
function leave(log, progress, { why, details }) {
	progress.restore = {
		kind: "none",
		text: why
	};
	log.notice(`Nothing is restored: ${why}${details === void 0 ? "" : `: ${details}`}`);
}
async function restore(it, failure, progress) {
	const { log, hold, keeper, orders } = it;
	const over = new AbortController();
	const deadline = new Deadline(keeper.cluster.clock, orders.restoreMs, over.signal);
	const inTime = AbortSignal.any([it.signal, deadline.signal]);
	const limit = hold === void 0 ? inTime : AbortSignal.any([inTime, hold.lost]);
	try {
		const { lastGoodAfter } = orders;
		const choice = await releaseToRestore({
			keeper,
			hold,
			lastGoodAfter,
			signal: inTime
		});
		if ("why" in choice) return leave(log, progress, choice);
		const { release } = choice;
		const name = nameOfRelease(release, progress);
		it.state.save("restoring", name);
		orders.onRestoring(failure.text, name);
		const ongoing = {
			...it,
			failure,
			limit,
			deadline
		};
		progress.restore = stoppedBy(ongoing, name, {
			reason: "cancelled",
			text: "this run was stopped"
		});
		progress.restore = await log.group(`Restoring ${name}`, () => resultOf(ongoing, {
			release,
			name
		}, progress));
	} catch (thrown) {
		it.signal.throwIfAborted();
		leave(log, progress, {
			why: "no time was left",
			details: messageOf(thrown)
		});
	} finally {
		over.abort();
	}
}
/** `abc1234`; where that is also the commit that failed, by its deployment. */
function nameOfRelease({ commit, deploymentId }, failed) {
	return commit === failed.commit ? `${shortSha(commit)} of deployment ${deploymentId}` : shortSha(commit);
}
/** Rejects only when the run is stopped. */
async function resultOf(it, { release, name }, progress) {
	let touched = false;
	try {
		const { cluster, objects: failed } = it.keeper;
		const others = await leftToOthers(cluster, release.objects, {
			failed,
			key: it.key,
			signal: it.limit
		});
		warn(it.log, progress, notRestoredFindings(others));
		const away = others.map(({ address }) => address);
		const set = restorableSet({ objects: without$1(release.objects, away) });
		it.orders.mask(secretValues(set));
		const restarts = { restartOnConfig: it.policy.restartOnConfig };
		const plan = await preflight(cluster, set, {
			signal: it.limit,
			key: it.key,
			...restarts
		});
		const result = await appliedAndFollowed(it, plan, () => {
			touched = true;
		});
		for (const remark of result.remarks ?? []) notice(it.log, progress, remark);
		if (result.outcome !== "complete") return notComplete(it, name, result);
		await removeOnlyFailed(it, release, plan, progress);
		return {
			kind: "restored",
			commit: release.commit,
			release: name
		};
	} catch (thrown) {
		it.signal.throwIfAborted();
		if (it.hold?.lost.aborted === true) {
			it.log.info(messageOf(it.hold.lost.reason));
			return stoppedBy(it, name, {
				reason: "hold-lost",
				text: "the Lease is lost"
			});
		}
		const isRefused = !touched && thrown instanceof UserError && thrown.outcome === "refused";
		const text = messageOf(thrown);
		return isRefused ? {
			kind: "refused",
			release: name,
			text
		} : {
			kind: "failed",
			release: name,
			text,
			touched
		};
	}
}
async function appliedAndFollowed(it, plan, onTouch) {
	const { key, log, policy, stableForMs, signal, deadline } = it;
	const { cluster } = it.keeper;
	const rollouts = await watchRollouts(cluster, plan, key, { signal });
	try {
		const rollout = new OrderedRollout(cluster, plan, rollouts, {
			apply: {
				signal: it.limit,
				onApplied: ({ manifest, action }) => log.info(`${nameOf$1(manifest.object)} ${action}`)
			},
			follow: () => ({
				timeoutMs: deadline.remaining() - stableForMs,
				stableForMs,
				tolerance: policy.tolerance,
				signal
			})
		});
		onTouch();
		return await rollout.apply() ?? await rollout.follow();
	} finally {
		rollouts.close();
	}
}
function notComplete(it, release, rollout) {
	const { text } = endingOfRollout(rollout, 0);
	if (rollout.outcome !== "superseded" && rollout.outcome !== "taken-over") return {
		kind: "failed",
		release,
		text,
		touched: true,
		rollout
	};
	it.log.info(text);
	return rollout.outcome === "superseded" ? stoppedBy(it, release, {
		reason: "rollout-superseded",
		text: "another deployment took over"
	}) : stoppedBy(it, release, {
		reason: "objects-taken-over",
		text: "others have changed the objects"
	});
}
function stoppedBy({ failure }, release, why) {
	return {
		kind: "stopped",
		release,
		reason: why.reason,
		text: why.text,
		failure
	};
}
/** What is restored is good: that something else could not be removed is a warning. What was taken over was there before. */
async function removeOnlyFailed(it, release, { objects: planned }, progress) {
	if (it.orders.policy.prune === void 0) return;
	const { key, log, limit: signal } = it;
	const { cluster } = it.keeper;
	try {
		const created = new Set((progress.applied ?? []).flatMap(({ action, kind, name, namespace, manifest: { object } }) => action === "created" ? [identityOf({
			apiVersion: object.apiVersion,
			kind,
			name,
			...namespace && { namespace }
		})] : []));
		const made = it.keeper.objects.filter((one) => one.existed !== true && created.has(identityOf(one)));
		const left = leftOf([{
			objects: made,
			leaving: []
		}], release.objects);
		const only = await planPrune(cluster, left, {
			key,
			planned,
			signal
		});
		warn(log, progress, keptFindings(only.kept));
		const whyNot = (by) => it.keeper.whyNotRemoved(by);
		await removeLeft(cluster, {
			...only,
			whyNot
		}, {
			key,
			log,
			signal,
			progress: {
				...progress,
				pruned: []
			}
		});
	} catch (thrown) {
		it.signal.throwIfAborted();
		const text = `what only the failed release had could not all be removed (${messageOf(thrown)}); the next deployment tries again`;
		warn(log, progress, [{
			reason: "prune-failed",
			text
		}]);
	}
}

// src/kubernetes/manifests/secret-data.ts
/**
* The set with `stringData` of its Secrets written as `data`. The API server keeps no owner for what it copies from
* `stringData`, so a key that leaves the template would stay (kubernetes/kubernetes#108008).
*/
function withSecretData(set) {
	return {
		...set,
		manifests: set.manifests.map((manifest) => ({
			...manifest,
			object: converted(manifest.object)
		}))
	};
}
function converted(object) {
	const texts = mappingAt(object, "stringData");
	if (!isSecret(object) || texts === void 0) return object;
	if (Object.values(texts).some((value) => typeof value !== "string")) return object;
	if (object.data !== void 0 && object.data !== null && !isMapping(object.data)) return object;
	const { stringData: _, ...rest } = object;
	const encoded = Object.entries(texts).map(([key, value]) => [key, Buffer.from(String(value)).toString("base64")]);
	return {
		...rest,
		data: {
			...mappingAt(object, "data"),
			...Object.fromEntries(encoded)
		}
	};
}

// src/kubernetes/strategy/drain.ts
/** Workloads whose pods are replaced while others serve. */
const SERVING = /* @__PURE__ */ new Set([
	"Deployment",
	"StatefulSet",
	"DaemonSet",
	"ReplicaSet"
]);
/** KEP-3960: `preStop.sleep` is on by default since then. An older server drops the field without a word. */
const SLEEP_SINCE_MINOR = 30;
/** What Kubernetes takes where a pod says nothing. */
const DEFAULT_GRACE_SECONDS = 30;
/**
* Lets the pods that a Service of the set selects serve on for a while after their end has begun: the end of a pod and the end
* of the requests that are sent to it begin at the same time, and an application that exits on TERM is gone before the last one.
* Every container without a `preStop` hook sleeps, and the pod's grace period grows by as much, so that the application keeps
* the time that it has. Throws a `UserError` (refused, `strategy-impossible`) where the cluster does not know that hook.
*/
function drained(set, drain) {
	if (drain.seconds === 0) return {
		set,
		lines: [],
		notices: []
	};
	refuseOldServer(drain);
	const selectors = set.manifests.flatMap(({ object }) => selectorOfService(object, drain.namespace) ?? []);
	const lines = [];
	const manifests = set.manifests.map((manifest) => {
		const template = servingTemplate(manifest.object, selectors, drain.namespace);
		if (template === void 0) return manifest;
		const { object, line } = withSleep(manifest.object, template, drain.seconds);
		lines.push(line);
		return {
			...manifest,
			object
		};
	});
	return {
		set: {
			...set,
			manifests
		},
		lines,
		notices: lines.length > 0 ? [] : [nothingServes(set)]
	};
}
function refuseOldServer({ serverVersion }) {
	if (serverVersion.major > 1 || serverVersion.minor >= SLEEP_SINCE_MINOR) return;
	const text = `policy: strategy.drain needs Kubernetes 1.${SLEEP_SINCE_MINOR} or newer, and the cluster has ${serverVersion.text}; remove it, and give the containers a preStop hook of their own`;
	throw UserError.from([{
		reason: "strategy-impossible",
		text
	}]);
}
function selectorOfService(object, namespace) {
	if (object.kind !== "Service" || object.apiVersion !== "v1") return void 0;
	const labels = mappingAt(object, "spec", "selector");
	if (labels === void 0 || Object.keys(labels).length === 0) return void 0;
	return {
		namespace: object.metadata.namespace ?? namespace,
		labels
	};
}
/** The path of the pod template, where a Service sends requests to its pods. */
function servingTemplate(object, selectors, namespace) {
	if (!SERVING.has(object.kind) || groupOf(object.apiVersion) !== "apps") return void 0;
	const path = podTemplatePath(object);
	if (path === void 0) return void 0;
	const labels = mappingAt(object, ...path, "metadata", "labels") ?? {};
	const own = object.metadata.namespace ?? namespace;
	return selectors.some((selector) => selector.namespace === own && Object.entries(selector.labels).every(([label, value]) => Object.hasOwn(labels, label) && labels[label] === value)) ? path : void 0;
}
function withSleep(object, template, seconds) {
	const spec = mappingAt(object, ...template, "spec") ?? {};
	const hooked = mappingsIn(spec.containers).filter(hasHook);
	const names = hooked.map(({ name }) => String(name)).join(", ");
	const kept = names === "" ? "" : `; preStop hooks of their own stay: ${names}`;
	if (hooked.length === mappingsIn(spec.containers).length) return {
		object,
		line: `${nameOf$1(object)}: every container has a preStop hook of its own, which stays as it is`
	};
	const grace = spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
	const raised = typeof grace === "number" ? grace + seconds : grace;
	return {
		object: withFieldChanged(object, [...template, "spec"], (old) => ({
			...isMapping(old) ? old : {},
			containers: mappingsIn(spec.containers).map((container) => hasHook(container) ? container : sleeping(container, seconds)),
			terminationGracePeriodSeconds: raised
		})),
		line: `${nameOf$1(object)}: pods serve for ${seconds} s more before they stop (preStop; grace period ${String(raised)} s)${kept}`
	};
}
function hasHook(container) {
	const hook = mappingAt(container, "lifecycle")?.preStop;
	return hook !== void 0 && hook !== null;
}
function sleeping(container, seconds) {
	const lifecycle = isMapping(container.lifecycle) ? container.lifecycle : {};
	return {
		...container,
		lifecycle: {
			...lifecycle,
			preStop: { sleep: { seconds } }
		}
	};
}
function nothingServes({ manifests }) {
	const [first] = manifests;
	return {
		reason: "drain-unused",
		text: "policy: strategy.drain has no effect: no Service of the templates selects the pods of a workload",
		...first === void 0 ? {} : { where: locationOf(first) }
	};
}

// src/delivery/release/set-to-apply.ts
/** The rendered set with what is added to it before it is applied and recorded: labels, and what the strategy asks for. */
function setToApply(it, { namespace, serverVersion }, progress) {
	const labels = labelled(withSecretData(it.set), it.key);
	const { set, lines, notices } = drained(labels, {
		seconds: it.strategy.drainSeconds,
		namespace,
		serverVersion
	});
	for (const line of lines) it.log.info(line);
	for (const finding of notices) notice(it.log, progress, finding);
	return set;
}

// src/delivery/release/apply-and-follow.ts
const NOTHING_LEAVES = {
	pruned: [],
	later: [],
	kept: []
};
/** Preflight, apply, follow; what happens is added to the progress as it happens. */
async function applyAndFollow(it, progress) {
	const taken = {};
	try {
		const result = await whileHeld(it, progress, taken);
		if (result.outcome !== "complete") await putRight(it, progress, result, taken);
		await closeRecord(it, taken, endOf(result));
		return result;
	} catch (thrown) {
		if (thrown instanceof Error) await putRight(it, progress, thrown, taken).catch(() => void 0);
		const { outcome, reason } = endingOfFailure(thrown, progress.count, it.signal);
		await closeRecord(it, taken, {
			state: "failed",
			outcome,
			reason
		});
		throw thrown;
	} finally {
		taken.opening?.then((rollouts) => rollouts.close(), () => void 0);
		if (taken.hold !== void 0) await inTime(it, taken, taken.hold.release());
	}
}
/** Of the ten seconds that a run has that is stopped; the last status comes after it. */
const STOPPED_MS = 1e3;
async function closeRecord(it, taken, end) {
	if (taken.keeper !== void 0) await inTime(it, taken, taken.keeper.end(end));
}
async function inTime({ signal }, { cluster }, work) {
	if (cluster !== void 0) await withGrace(work, STOPPED_MS, {
		clock: cluster.clock,
		signal
	});
}
async function putRight(it, progress, failed, { keeper, hold }) {
	if (keeper === void 0) return;
	const { key, policy, stableForMs, log, signal, state, releases: orders } = it;
	await restoreAfter(failed, {
		key,
		policy,
		stableForMs,
		log,
		signal,
		state,
		orders,
		keeper,
		hold
	}, progress);
}
async function whileHeld(it, progress, taken) {
	const { cluster, plan, rollouts, hold, leaving } = await it.step("preflight", async () => {
		const cluster = await connected(it);
		taken.cluster = cluster;
		const hold = await it.hold(cluster);
		taken.hold = hold;
		const set = setToApply(it, cluster, progress);
		const [plan, keeper] = await Promise.all([
			planOf(it, {
				cluster,
				set
			}, progress),
			keeperOf(it, {
				cluster,
				isHeld: hold !== void 0
			}, progress),
			it.look()
		]);
		taken.keeper = keeper;
		const leaving = await shownPlan({
			cluster,
			keeper,
			log: it.log,
			mask: it.releases.mask
		}, plan, progress);
		sayLeft(it.log, progress, {
			plan,
			leaving
		});
		taken.opening = watchRollouts(cluster, plan, it.key, { signal: it.signal });
		const [rollouts] = await Promise.all([taken.opening, keeper.begin(set, plan, leaving)]);
		return {
			cluster,
			plan,
			rollouts,
			hold,
			leaving: keeper.keeps ? leaving : NOTHING_LEAVES
		};
	});
	const holding = (signal) => hold === void 0 ? signal : AbortSignal.any([signal, hold.lost]);
	const applied = [];
	const counted = () => ({
		all: plan.objects.length,
		applied: applied.length,
		unsure: rollout.unanswered
	});
	const rollout = new OrderedRollout(cluster, plan, rollouts, {
		apply: {
			signal: holding(it.limit),
			onApplied: (object) => {
				applied.push(object);
				it.state.save("applied", serializeCount(counted()));
				it.log.info(appliedLine(object));
				warn(it.log, progress, object.warnings);
			}
		},
		follow: () => ({
			timeoutMs: it.remainingMs() - it.stableForMs,
			stableForMs: it.stableForMs,
			tolerance: it.policy.tolerance,
			signal: it.signal,
			onFailing: it.onFailing
		})
	});
	try {
		const broken = await it.step("apply", async () => {
			progress.touched = true;
			it.state.save("touched", "true");
			it.state.save("applied", serializeCount(counted()));
			progress.applied = applied;
			return rollout.apply();
		});
		const followed = async () => {
			const result = await rollout.follow();
			progress.rollout = result;
			if (result.outcome === "complete" && result.workloads.some(({ available = 0 }) => available > 0)) await lookAtServices(it, cluster, applied, progress);
			if (result.outcome === "complete") await removed(it, cluster, leaving, holding(it.signal), progress);
			return result;
		};
		const result = broken ?? await it.step("rollout", followed);
		progress.rollout = result;
		for (const remark of result.remarks ?? []) notice(it.log, progress, remark);
		return result;
	} finally {
		if (progress.touched) progress.count = {
			...counted(),
			over: progress.rollout !== void 0
		};
		rollouts.close();
	}
}
/** What is deployed is good: whatever comes of this changes nothing about that, unless the run is stopped. */
async function lookAtServices(it, cluster, applied, progress) {
	try {
		warn(it.log, progress, await unreachedServices(cluster, applied, progress.warnings, it.signal));
	} catch (thrown) {
		it.signal.throwIfAborted();
		it.log.info(`Whether the Services reach ready pods could not be seen: ${messageOf(thrown)}`);
	}
}
/** The same: what stays is a warning. */
async function removed(it, cluster, leaving, signal, progress) {
	try {
		await removeLeft(cluster, leaving, {
			key: it.key,
			log: it.log,
			signal,
			progress
		});
	} catch (thrown) {
		it.signal.throwIfAborted();
		const text = `what left the templates could not all be removed (${messageOf(thrown)}); the next deployment tries again`;
		warn(it.log, progress, [{
			reason: "prune-failed",
			text
		}]);
	}
}
/** The cluster, once the connection is there; its lines come into the group of the step. */
async function connected(it) {
	try {
		return await it.connecting.cluster;
	} finally {
		it.connecting.log.flushTo(it.log);
	}
}
/** The preflight; throws what it finds. */
async function planOf(it, { cluster, set }, progress) {
	const plan = await preflight(cluster, set, {
		signal: it.limit,
		key: it.key,
		restartOnConfig: it.policy.restartOnConfig
	});
	warn(it.log, progress, [...it.set.warnings, ...plan.warnings]);
	it.log.info(`Dry run passed: the cluster (${cluster.serverVersion.text}) accepts all ${plan.objects.length} objects`);
	return plan;
}
/** Reads the earlier releases. */
function keeperOf(it, { cluster, isHeld }, progress) {
	return ReleaseKeeper.open(cluster, {
		...it.releases,
		key: it.key,
		isHeld,
		signal: it.limit,
		stop: it.signal,
		notice: (finding) => notice(it.log, progress, finding)
	});
}
function endOf({ outcome, cause }) {
	if (outcome === "complete") return {
		state: "good",
		outcome: "success",
		reason: "deployed"
	};
	return {
		state: "failed",
		outcome,
		reason: cause?.code ?? outcome
	};
}
const SIGNS = {
	created: "+",
	changed: "~",
	unchanged: "="
};
function appliedLine(applied) {
	const place = applied.namespace === void 0 ? "" : ` in ${applied.namespace}`;
	return `${SIGNS[applied.action]} ${nameOf$1(applied.manifest.object)}${place} ${applied.action}`;
}

// src/log/buffered-log.ts
/**
* Keeps the lines of work that runs while another step does until its own group is open, since groups would mix otherwise;
* from then on it passes them through.
*/
var BufferedLog = class {
	#lines = [];
	#target;
	debug(line) {
		this.#say("debug", line);
	}
	info(line) {
		this.#say("info", line);
	}
	notice(line) {
		this.#say("notice", line);
	}
	warning(line) {
		this.#say("warning", line);
	}
	error(line) {
		this.#say("error", line);
	}
	group(title, work) {
		if (this.#target !== void 0) return this.#target.group(title, work);
		this.info(title);
		return work();
	}
	/** Passes on what was kept, in order, and everything to come. */
	flushTo(to) {
		this.#target = to;
		const lines = this.#lines;
		this.#lines = [];
		for (const { level, line } of lines) to[level](line);
	}
	#say(level, line) {
		if (this.#target === void 0) this.#lines.push({
			level,
			line
		});
		else this.#target[level](line);
	}
};

// src/delivery/release/connecting.ts
/** Starts to connect. */
function startConnecting(connectCluster, folder, signal) {
	const stop = new AbortController();
	const log = new BufferedLog();
	const cluster = connectCluster({
		folder,
		log
	}, AbortSignal.any([signal, stop.signal]));
	cluster.catch(() => void 0);
	return {
		cluster,
		log,
		close: async () => {
			stop.abort(/* @__PURE__ */ new Error("the connection is no longer needed"));
			await (await cluster.catch(() => void 0))?.close();
		}
	};
}

// src/deployments/view.ts
/** The view of a deployment at its end. `redact` hides secrets in texts that come from the cluster and the templates. */
function viewOf(progress, { ending, ms }, { owner, repository, page, logUrl }, redact) {
	const { deploymentId, requester, commit, service, environment, image, steps, touched, applied = [] } = progress;
	const { leaving, pruned } = progress;
	return {
		id: deploymentId,
		repository: `${owner}/${repository}`,
		...service === void 0 ? {} : { service },
		environment,
		requester,
		commit,
		...image === void 0 ? {} : { image },
		steps: [...steps],
		ms,
		touched,
		ending,
		...progress.count === void 0 ? {} : { count: progress.count },
		...progress.restore === void 0 ? {} : { restore: restoreView(progress.restore, redact) },
		...rolloutView(progress.rollout, redact),
		...progress.plan === void 0 ? {} : { plan: progress.plan },
		objects: [...applied.map(({ manifest, namespace, action }) => objectView(nameOf$1(manifest.object), namespace, action)), ...leaving.map((address) => {
			return objectView(nameOf$1({
				kind: address.kind,
				metadata: address
			}), address.namespace, pruned.includes(address) ? "removed" : "not removed");
		})],
		warnings: progress.warnings.map((warning) => redactedFinding(warning, redact)),
		links: {
			repository: page,
			commit: `${page}/commit/${commit}`,
			log: logUrl
		}
	};
}
function objectView(object, namespace, action) {
	return {
		object,
		...namespace === void 0 ? {} : { namespace },
		action
	};
}
function rolloutView(rollout, redact) {
	if (rollout === void 0) return {
		causes: [],
		workloads: []
	};
	const { cause, causes, logs, workloads } = rollout;
	return {
		...cause === void 0 ? {} : { cause: causeView(cause, redact) },
		causes: causes.map((one) => causeView(one, redact)),
		...logs === void 0 ? {} : { containerLog: {
			pod: logs.pod,
			container: logs.container,
			lines: logs.lines.map(redact)
		} },
		workloads: workloadViews(workloads, redact)
	};
}
function workloadViews(workloads, redact) {
	return workloads.map(({ name: _, ...workload }) => ({
		...workload,
		text: redact(workload.text)
	}));
}
function restoreView(restore, redact) {
	if (restore.kind === "restored") return {
		kind: "restored",
		release: restore.release
	};
	const text = redact(restore.text);
	if (restore.kind === "none") return {
		kind: "none",
		text
	};
	const { kind, release } = restore;
	if (kind === "refused") return {
		kind,
		release,
		text
	};
	if (kind === "failed" && !restore.touched) return {
		kind,
		release,
		text
	};
	return {
		kind,
		release,
		text,
		workloads: workloadViews(kind === "failed" ? restore.rollout?.workloads ?? [] : [], redact)
	};
}
function causeView({ code, object, container, text, advice }, redact) {
	return {
		code,
		object,
		...container === void 0 ? {} : { container },
		text: redact(text),
		advice: redact(advice)
	};
}

// src/delivery/release/manifest-paths.ts
/** The paths of the inputs with `{service}` and `{environment}` filled in. Throws `input-invalid` when one leaves the workspace. */
function manifestPaths(settings, key, workspace) {
	const fill = (name, path) => workspacePath(workspace, path.replaceAll("{service}", key.service).replaceAll("{environment}", key.environment), name);
	return {
		workspace,
		templates: fill("templates", settings.templates),
		values: settings.values.map((path) => fill("values", path))
	};
}

// src/delivery/release/plan/plan-only.ts
/** The preflight and the plan, and nothing else: no Lease is held, no record written, no object changed. */
async function planOnly(it, progress) {
	const cluster = await connected(it);
	const set = setToApply(it, cluster, progress);
	const [plan, keeper] = await Promise.all([planOf(it, {
		cluster,
		set
	}, progress), keeperOf(it, {
		cluster,
		isHeld: false
	}, progress)]);
	const leaving = await shownPlan({
		cluster,
		keeper,
		log: it.log,
		mask: it.releases.mask
	}, plan, progress);
	sayLeft(it.log, progress, {
		plan,
		leaving
	});
	progress.leaving = [];
	return dryRunEnding(progress.plan === void 0 ? "" : planCounts(progress.plan));
}

export { applyAndFollow as a, leaseName as c, readLease as d, stepFor as f, progressOf as h, startConnecting as i, microTime as l, withPrivateFolder as m, manifestPaths as n, announced as o, notice as p, viewOf as r, leaseBody as s, planOnly as t, newestFor as u };