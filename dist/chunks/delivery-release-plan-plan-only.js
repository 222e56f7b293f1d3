import { c as UserError, i as oneLine, r as cut, u as messageOf } from "./time-system-clock.js";
import { t as asRecord } from "./text-json.js";
import { t as counted } from "./text-counted.js";
import { n as shortSha, t as fullSha } from "./domain-sha.js";
import { t as dryRunEnding } from "./domain-deployment-ending.js";
import { c as redactedFinding } from "./deployments-endings.js";
import { i as unreadableText, t as interruptedText } from "./kubernetes-release-release-text.js";
import { n as planLines, t as planCounts } from "./kubernetes-plan-plan-text.js";
import { a as mappingAt, i as isNamespace, n as isCrd, o as mappingsIn, r as isMapping, s as nameOf$1, t as groupOf } from "./kubernetes-api-objects.js";
import { n as exactJson, r as KubernetesError, s as apiText, t as connectionProblem } from "./kubernetes-connection-problem.js";
import { A as isArgoRollout, B as isBuiltIn, C as fieldText, E as ownsField, O as valueAt, P as HELD_ANNOTATION, R as quantity, S as fieldPaths, T as ourApplyOf, _ as runOf, a as podSpecs, c as locationOf, f as isPruneProtected, i as duplicateOf, j as templateSource, k as POD_HASH, l as IMMUTABLE_ANNOTATION, m as isRecreatable, n as secretValues, o as withFieldChanged, p as isPruneWanted, s as podTemplatePath, t as isSecret, u as PRUNE_ANNOTATION, w as managedFieldsOf, x as FIELD_MANAGER, y as followedKindOf } from "./kubernetes-manifests-secret-values.js";
import { t as withPrivateFolder } from "./files-private-folder.js";
import { isDeepStrictEqual, promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { createHash, randomBytes, scrypt } from "node:crypto";

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
function selectorOf$1(key) {
	return `${SERVICE}=${labelValue(key.service)},${ENVIRONMENT}=${labelValue(key.environment)}`;
}
/** Whether the labels of an object have all that are wanted. */
function hasLabels(labels, wanted) {
	return Object.entries(wanted).every(([label, value]) => Object.hasOwn(labels ?? {}, label) && labels?.[label] === value);
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

// src/kubernetes/api/discovery.ts
/** Asks for each group version of the set once, all at the same time. */
async function discover(client, objects, signal) {
	const versions = [...new Set(objects.map((object) => object.apiVersion))];
	const served = await Promise.all(versions.map((version) => kindsOf(client, version, signal)));
	const known = new Map([...definedBy(objects), ...served.flat()]);
	return { resourceOf: (object) => known.get(keyOf$1(object.apiVersion, object.kind)) };
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
function keyOf$1(apiVersion, kind) {
	return `${apiVersion} ${kind}`;
}
async function kindsOf(client, version, signal) {
	try {
		const { body } = await client.get(apiPath(version), { signal });
		return mappingsIn(mappingAt(body)?.resources).filter((found) => !String(found.name).includes("/")).map((found) => [keyOf$1(version, String(found.kind)), {
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
		return mappingsIn(spec.versions).map((version) => [keyOf$1(`${spec.group}/${version.name}`, String(names.kind)), resource]);
	});
}

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
	const passed = pruneLimitOf(pruned, {
		all,
		planned
	}, {
		maxCount,
		maxShare
	});
	if (passed === void 0) return;
	const { limit, key } = passed;
	const text = `${pruned.length} of ${all} objects left the templates and would be removed, but ${limit}; nothing was changed; if it is meant, set "prune: { ${key} }" for this environment in the policy, or "prune: off"`;
	throw new UserError("prune-limit", text, { findings: pruned.map(prunedFinding) });
}
/** The limit that is passed, and what would allow it; undefined where none is. */
function pruneLimitOf(pruned, { all }, { maxCount, maxShare }) {
	const share = 100 * pruned.length / Math.max(all, 1);
	if (pruned.length > maxCount) return {
		limit: `prune.max-count is ${maxCount}`,
		key: `max-count: ${pruned.length}`
	};
	if (pruned.length <= FEW || share <= maxShare) return void 0;
	return {
		limit: `prune.max-share is ${maxShare}%`,
		key: `max-share: ${Math.ceil(share)}`
	};
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
	return byReason(kept, "object-kept", (count) => `left the templates and ${count === 1 ? "stays" : "stay"}`);
}
/** What another has by now, and is not restored: one line for each reason. */
function notRestoredFindings(kept) {
	return byReason(kept, "object-not-restored", () => "not restored");
}
function byReason(kept, reason, what) {
	return [...Map.groupBy(kept, ({ why }) => why)].map(([why, about]) => ({
		reason,
		text: `${listed(about.map(({ address }) => address))}: ${what(about.length)}, because ${why}`
	}));
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

// src/kubernetes/kinds/routes.ts
const GROUPS = /^((gateway\.)?networking\.k8s\.io|networking\.istio\.io|traefik\.io|traefik\.containo\.us|projectcontour\.io)$/;
/** Whether objects of a kind lead traffic to Services: an Ingress, a route of the Gateway API, a VirtualService. */
function isRoute({ apiVersion, kind }) {
	return kind === "Ingress" || GROUPS.test(groupOf(apiVersion)) && kind !== "NetworkPolicy";
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
	const pods = podsOf$1(placed.namespace, labels, set);
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
	if (podsOf$1(placed.namespace, labels, set).length > 0) return NONE;
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
function podsOf$1(namespace, labels, set) {
	return set.flatMap(({ manifest: { object }, namespace: own }) => {
		if (own !== namespace) return [];
		const path = object.kind === "Pod" ? [] : podTemplatePath(object);
		const template = path === void 0 ? void 0 : path.length === 0 ? object : mappingAt(object, ...path);
		if (!hasLabels(mappingAt(template, "metadata", "labels"), labels)) return [];
		const spec = mappingAt(template, "spec");
		return spec === void 0 ? [] : [{ spec }];
	});
}
/** A mapping of texts with at least one entry. */
function textsIn$1(value) {
	if (!isMapping(value) || Object.keys(value).length === 0) return void 0;
	return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]));
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
		return this.#unserved.find(({ by, labels: wanted }) => by.namespace === target.namespace && hasLabels(labels, wanted))?.by;
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

// src/kubernetes/manifests/config-reads.ts
/** Workloads whose pods go on running when the template stays the same; what a Job reads, its next pod reads anew. */
const LONG_RUNNING = /* @__PURE__ */ new Set([...[
	"Deployment",
	"StatefulSet",
	"DaemonSet",
	"ReplicaSet"
].map((kind) => `apps/${kind}`), ...[
	"/ReplicationController",
	"/Pod",
	"argoproj.io/Rollout"
]]);
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

// src/kubernetes/apply/config-hash.ts
/** On the pod template: it changes with what the pods read, so the workload's controller replaces them. */
const CONFIG_ANNOTATION = "commit-train.dev/config";
/** The ConfigMaps and Secrets of a set, by where they go. */
var ConfigIndex = class {
	#objects = /* @__PURE__ */ new Map();
	add(object, namespace) {
		if (/^(ConfigMap|Secret)$/.test(object.kind) && object.apiVersion === "v1") this.#objects.set(keyOf(object.kind, namespace, object.metadata.name), object);
	}
	/** What a workload's pods read of the set: each read with the object. */
	readBy(workload, namespace) {
		return configReads(workload).flatMap((read) => {
			const object = this.#objects.get(keyOf(read.kind, namespace, read.name));
			return object === void 0 ? [] : [{
				read,
				object
			}];
		});
	}
};
function keyOf(kind, namespace, name) {
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
		[CONFIG_ANNOTATION]: `${salt}.${hash}`
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
	const hash = mappingAt(hashed, ...annotations)?.[CONFIG_ANNOTATION];
	if (hash === void 0) return workload;
	return withFieldChanged(workload, annotations, (value) => ({
		...isMapping(value) ? value : {},
		[CONFIG_ANNOTATION]: hash
	}));
}
function saltOf(workload, annotations) {
	const hash = mappingAt(workload, ...annotations)?.[CONFIG_ANNOTATION];
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
/** Says of an object whether it is one of these. */
function isAmong(these) {
	const keys = new Set(these.map(objectKey));
	return (one) => keys.has(objectKey(one));
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
const DEPLOYING$1 = /^(kubectl-client-side-apply|kubectl-(create|replace)|[Hh]elm|argocd.*|(kustomize|helm)-controller)$/;
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
	const since = managedFieldsOf(live).find(({ manager, operation, subresource, time, fields }) => manager !== "commit-train" && subresource === "" && (operation === "Apply" || DEPLOYING$1.test(manager)) && !(Date.parse(time) < Date.parse(ours.time)) && Object.keys(fields).some((field) => field !== "f:metadata" && field !== "f:status"));
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
/** The same plan where nothing may be removed this time. `why`: as the end of a sentence. */
function leftToTheNext({ pruned, later, kept }, why) {
	return {
		pruned: [],
		later: [...later, ...pruned],
		kept: [...kept, ...pruned.map((address) => ({
			address,
			why
		}))]
	};
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
		const { done, uid } = await removed(cluster, address, it, {
			staying,
			inUse
		});
		if (done.kind === "removed") inUse.without(address, uid);
		it.onRemoval(done);
	});
}
async function removed(cluster, address, { key, signal }, { staying, inUse }) {
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
			if (!(thrown.code === 404 || thrown.code === 409) || tries >= MOST_TRIES$1) return stays(refusal(thrown, address));
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
/** What the API server calls first, then ways to the service, the service itself, what runs, what that reads, who it is. */
function rankOf({ apiVersion, kind }) {
	const group = groupOf(apiVersion);
	if (/^(admissionregistration|apiregistration)\.k8s\.io$/.test(group)) return 0;
	if (isRoute({
		apiVersion,
		kind
	})) return 1;
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
		return (await reading.list(path, { labelSelector: selectorOf$1(key) }) ?? []).flatMap((item) => {
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
const DEPLOYING = /^(kubectl|kubectl-client-side-apply|kubectl-(create|edit|replace|set|patch|rollout)|before-first-apply|[Hh]elm)$/;
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
	const tools = own === void 0 ? DEPLOYING : DEPLOYING_AGAIN;
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
const LONGEST_MS = 12e4;
const BETWEEN_LOOKS_MS = 200;
/** Deletes the object that was seen at the preflight, and waits until it is gone. */
async function removeFirst({ client, clock, log }, { path, manifest }, live, signal) {
	log.info(`- ${nameOf$1(live)} is deleted, to be created again`);
	await client.remove(path, deletionOf(live), { signal }).catch(ifNotGone);
	const longest = Math.max(LONGEST_MS, graceOf(live) + 6e4);
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
		await clock.sleep(BETWEEN_LOOKS_MS, signal);
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
/**
* Whether a field is another's only because a controller writes the whole object back, in its own form: `0.5` as `500m`. The
* template's value says the same, or is the next one.
*/
function isWrittenBack(object, { manager, subresource }) {
	return isArgoRollout(object) && manager === "rollouts-controller" && subresource === "";
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

// src/kubernetes/apply/rollout-services.ts
/** `Service shop web` */
function switchedKey(namespace, name) {
	return `Service ${namespace ?? ""} ${name}`;
}
/** The Services that Rollouts of a set name: the controller of Argo Rollouts switches them from one pod template to the next. */
function switchedIn(objects) {
	return new Set(objects.flatMap(({ manifest: { object }, namespace }) => isArgoRollout(object) ? servicesOf(object).map((name) => switchedKey(namespace, name)) : []));
}
function servicesOf(rollout) {
	const { activeService, previewService } = mappingAt(rollout, "spec", "strategy", "blueGreen") ?? {};
	const canary = mappingAt(rollout, "spec", "strategy", "canary");
	const { canaryService, stableService } = canary ?? {};
	const { pingService, pongService } = mappingAt(canary, "pingPong") ?? {};
	return [
		activeService,
		previewService,
		canaryService,
		stableService,
		pingService,
		pongService
	].flatMap((name) => typeof name === "string" && name !== "" ? [name] : []);
}
/**
* A Service that a controller switches, as it is applied over the live one. The controller has added the hash of a pod template
* to the selector, which is one field: with the selector of the template alone, each deployment would be a conflict, or would
* select the pods of both templates. `force`: the labels of the template are others, and take the place of the live ones.
*/
function overSwitched(object, live) {
	const { [POD_HASH]: hash, ...labels } = mappingAt(live, "spec", "selector") ?? {};
	const wanted = mappingAt(object, "spec", "selector");
	if (hash === void 0 || wanted === void 0) return {
		object,
		force: false
	};
	const isSame = isDeepStrictEqual({ ...labels }, { ...wanted });
	if (isSame && isOwnedByOthers(live)) return {
		object: withoutSelector(object),
		force: false
	};
	return {
		object: withFieldChanged(object, ["spec", "selector"], () => ({
			...wanted,
			[POD_HASH]: hash
		})),
		force: !isSame
	};
}
function isOwnedByOthers(live) {
	return managedFieldsOf(live).some(({ manager, fields }) => manager !== "commit-train" && ownsField(fields, ["f:spec", "f:selector"]));
}
function withoutSelector(object) {
	return withFieldChanged(object, ["spec"], (spec) => Object.fromEntries(Object.entries(isMapping(spec) ? spec : {}).filter(([field]) => field !== "selector")));
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
/** The Deployments of a set that Rollouts have taken over: the controller of Argo Rollouts scales them down to 0, to stay so. */
function scaledDownIn(objects) {
	return new Set(objects.flatMap(({ manifest: { object }, namespace }) => {
		const { kind, name, scaleDown } = (isArgoRollout(object) ? templateSource(object) : void 0) ?? {};
		return name !== void 0 && /^(onsuccess|progressively)$/.test(scaleDown ?? "") ? [autoscaledKey(String(kind), namespace, name)] : [];
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
const TRIES = 10;
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
		if (!(thrown instanceof KubernetesError && thrown.code === 409) || tries >= TRIES) throw thrown;
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
	const key = autoscaledKey(kind, placed.namespace, metadata.name);
	const keepsScale = about.autoscaled.has(key) && mappingAt(live, "spec")?.replicas !== 0 || about.scaledDown.has(key);
	const whole = overLive(keepsScale ? withoutReplicas(manifest.object) : manifest.object, live);
	const { object, force } = kind === "Service" && about.switched.has(switchedKey(placed.namespace, metadata.name)) ? overSwitched(whole, live) : {
		object: whole,
		force: false
	};
	const adoption = adoptionOf(live, object);
	const forced = force ? { force } : {};
	return {
		...placed,
		manifest: {
			...manifest,
			object
		},
		...forced,
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
		const isOurs = (one) => isOverwritten(one) || isWrittenBack(manifest.object, one);
		if (conflicts.length === 0 || !conflicts.every((one) => isOurs(one) || isAutoscaled(one))) throw thrown;
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
		return tried(cluster, conflicts.some(isOurs) ? {
			...again,
			force: true
		} : again, live, about);
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
	"switched",
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

// src/kubernetes/apply/switches.ts
/**
* The set, in which what would lead traffic to pods that are not there yet waits until they are: a Service whose selector changes,
* as where a Deployment is renamed, and a route to a Service that is new. Until then they lead it where they did.
*/
function withSwitches(objects) {
	const pods = objects.flatMap(podsOf);
	const added = objects.filter(({ live, manifest: { object } }) => live === void 0 && leadsTo(object, pods));
	return objects.map((planned) => isSwitch(planned, pods) || isRouteTo(planned, added) ? {
		...planned,
		stage: "switched"
	} : planned);
}
function podsOf({ stage, namespace, live, manifest: { object } }) {
	const path = podTemplatePath(object);
	if (path === void 0 || stage !== "workloads") return [];
	const labelsOf = (one) => mappingAt(one, ...path, "metadata", "labels") ?? {};
	return [{
		namespace,
		before: live === void 0 ? void 0 : labelsOf(live),
		after: labelsOf(object)
	}];
}
/** The pods that a Service sends requests to by its address; undefined for one that says nothing of it. */
function selectorOf(object) {
	if (object.kind !== "Service" || object.apiVersion !== "v1") return void 0;
	const selector = mappingAt(object, "spec", "selector");
	return selector === void 0 || Object.keys(selector).length === 0 ? void 0 : selector;
}
function leadsTo(object, pods) {
	const selector = selectorOf(object);
	return selector !== void 0 && pods.some(({ after }) => hasLabels(after, selector));
}
/** Whether a Service leads to other pods than before, which come with the set, and those of before stay until then. */
function isSwitch({ live, answer, namespace, manifest: { object } }, all) {
	const [before, after] = [live && selectorOf(live), selectorOf(answer?.object ?? object)];
	if (live === void 0 || before === void 0 || after === void 0 || isDeepStrictEqual(before, after)) return false;
	if ([live, object].some(isForPeers)) return false;
	const pods = all.filter((one) => one.namespace === namespace);
	return pods.every((one) => !hasBefore(one, before) || hasLabels(one.after, before)) && pods.some((one) => hasLabels(one.after, after));
}
function hasBefore({ before }, selector) {
	return before !== void 0 && hasLabels(before, selector);
}
function isForPeers(service) {
	const spec = mappingAt(service, "spec");
	return spec?.clusterIP === "None" || spec?.publishNotReadyAddresses === true;
}
/** In doubt it is: it only waits. */
function isRouteTo({ live, unchanged, manifest: { object } }, services) {
	if (live === void 0 || unchanged !== void 0 || !isRoute(object)) return false;
	const text = exactJson(mappingAt(object, "spec") ?? {});
	return services.some(({ manifest }) => {
		const { name } = manifest.object.metadata;
		return [
			"\"",
			".",
			":"
		].some((end) => text.includes(`"${name}${end}`));
	});
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
	const live = new LiveObjects(cluster.client, paths, signal);
	const everything = placed.map(({ planned }) => planned);
	const about = {
		autoscaled: autoscaledIn(everything),
		scaledDown: scaledDownIn(everything),
		switched: switchedIn(everything),
		live,
		own,
		findings,
		warnings,
		podSecurity,
		config,
		restartOnConfig,
		changes,
		signal
	};
	const [objects, around] = await Promise.all([concurrently(placed, async ({ planned, resource }) => resource.served ? dryRunObject(cluster, planned, about) : planned), clusterContext(cluster, everything, key, signal)]);
	warnings.push(...around.warnings);
	findings.push(...around.findings);
	const order = new Map(set.manifests.map((manifest, index) => [locationOf(manifest), index]));
	const position = ({ where = "" }) => order.get(where) ?? 0;
	const unique = withoutRepeats(findings.sort((a, b) => position(a) - position(b)));
	if (unique.length > 0) throw UserError.from(unique, { reason: "preflight-failed" });
	warnings.push(...unread(objects, config, changes, restartOnConfig));
	return {
		objects: withSwitches(objects),
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

// src/kubernetes/strategy/served.ts
/** What the Services of a set select. `namespace`: of objects that name none. */
function serviceSelectors({ manifests }, namespace) {
	return manifests.flatMap(({ object }) => selectorOfService(object, namespace) ?? []);
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
/** Whether one of the Services sends requests to the pods of a workload. `template`: the path of its pod template. */
function isServed(object, template, selectors, namespace) {
	const labels = mappingAt(object, ...template, "metadata", "labels");
	const own = object.metadata.namespace ?? namespace;
	return selectors.some((selector) => selector.namespace === own && hasLabels(labels, selector.labels));
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
	const selectors = serviceSelectors(set, drain.namespace);
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
/** The path of the pod template, where a Service sends requests to its pods. */
function servingTemplate(object, selectors, namespace) {
	if (!(SERVING.has(object.kind) && groupOf(object.apiVersion) === "apps") && !isArgoRollout(object)) return void 0;
	const path = podTemplatePath(object);
	if (path === void 0) return void 0;
	return isServed(object, path, selectors, namespace) ? path : void 0;
}
/** Whether no new pod takes over from the old ones, which then serve no longer than until their end. */
function stopsFirst(object) {
	return object.kind === "Deployment" && mappingAt(object, "spec", "strategy")?.type === "Recreate";
}
function withSleep(object, template, seconds) {
	const spec = mappingAt(object, ...template, "spec") ?? {};
	if (stopsFirst(object)) return {
		object,
		line: `${nameOf$1(object)}: left without drain: its strategy is Recreate, which stops its pods before new ones start, so that nothing would serve for longer`
	};
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
	if (me.deploymentId !== 0 && newest > me.deploymentId) return {
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
	const renewed = Date.parse(textOf$1(spec.renewTime));
	const holder = textOf$1(spec.holderIdentity) === "" ? void 0 : holderIn(annotations[HOLDER]);
	return {
		resourceVersion: textOf$1(metadata.resourceVersion),
		holder,
		since: textOf$1(spec.acquireTime),
		until: Number.isNaN(renewed) ? 0 : renewed + numberOf(spec.leaseDurationSeconds) * 1e3,
		newest: newestIn(textOf$1(annotations[NEWEST])),
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
				holderIdentity: identityOf(claimant),
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
function identityOf({ deploymentId, runId, attempt }) {
	return `deployment ${deploymentId}, run ${runId}, attempt ${attempt}`;
}
function isSame(one, other) {
	return identityOf(one) === identityOf(other);
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
		const read = JSON.parse(textOf$1(annotation));
		if (!isMapping(read)) return unnamed;
		const { deploymentId, runId, attempt, logUrl } = read;
		return {
			deploymentId: numberOf(deploymentId),
			runId: numberOf(runId),
			attempt: numberOf(attempt),
			logUrl: textOf$1(logUrl)
		};
	} catch {
		return unnamed;
	}
}
/** The page of the repository that a run belongs to: `https://github.com/acme/hello`. */
function repositoryOfRun(logUrl) {
	return logUrl.split(/\/actions\/|\/deployments#/)[0] ?? "";
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
function textOf$1(value) {
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
/** The newest deployment that is known where a release is live. */
function newestKnown({ deploymentId, stored }) {
	return Math.max(deploymentId, stored?.over ?? 0);
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
	if (!texts.every(isText$1) || objects === void 0 || leaving === void 0) return void 0;
	if (objects.length === 0 || !objects.every(isReleased) || !leaving.every(isAddress)) return void 0;
	const run = mappingAt(content, "run");
	if (typeof content.deploymentId !== "number" || typeof run?.id !== "number" || !isText$1(run.logUrl)) return void 0;
	return content;
}
function isReleased(value) {
	if (!isMapping(value) || !isText$1(value.file) || typeof value.line !== "number" || !isAddress(value)) return false;
	const object = mappingAt(value, "object");
	return object?.kind === value.kind && object.apiVersion === value.apiVersion && named(object) === value.name;
}
/** Only a path of the API itself: it is read and deleted. */
function isAddress(value) {
	if (!isMapping(value)) return false;
	const { path, apiVersion, kind, name, namespace, uid } = value;
	if (uid !== void 0 && !isText$1(uid)) return false;
	if (![
		path,
		apiVersion,
		kind,
		name
	].every(isText$1) || namespace !== void 0 && !isText$1(namespace)) return false;
	return /^\/apis?\/(?!.*(\/\.|[?#]|\/\/))/.test(String(path)) && String(path).endsWith(`/${encodeURIComponent(String(name))}`);
}
function named(object) {
	return object.metadata?.name;
}
function isText$1(value) {
	return typeof value === "string" && value !== "";
}
/** GitHub takes environments that differ in case only for the same. */
function sameName(one, other) {
	return one.toLowerCase() === other.toLowerCase();
}
function sha256(bytes) {
	return createHash("sha256").update(bytes).digest("hex");
}

// src/domain/deployment/hold.ts
/** Version of the JSON. A reader takes what it knows of a later one. */
const SCHEMA = 1;
const SHARE = /^[1-9][0-9]{0,2}%$/;
/** As the cluster keeps it. */
function serializeHold(hold) {
	const { deployment, commit, stage, of, step, ready, pods, since, until, live } = hold;
	return JSON.stringify({
		v: SCHEMA,
		deployment,
		commit,
		stage,
		of,
		step,
		ready,
		pods,
		since,
		until,
		live
	});
}
/** Reads it again; undefined for what is none: all who may write to the cluster can change it. */
function parseHold(text) {
	const { deployment, commit, stage, of, step, ready, pods, since, until, live } = fieldsIn(text);
	const [held, before] = [shaIn(commit), shaIn(live)];
	if (held === void 0 || before === void 0 || !isTime(since) || !isTime(until)) return void 0;
	if (!isCount$1(deployment) || !isCount$1(stage) || !isCount$1(of) || stage > of) return void 0;
	if (!isCount$1(ready) || !isCount$1(pods)) return void 0;
	return {
		deployment,
		commit: held,
		stage,
		of,
		...isCount$1(step) || typeof step === "string" && SHARE.test(step) ? { step } : {},
		ready,
		pods,
		since,
		until,
		live: before
	};
}
/** Whether it has been there for so long that it is to be given up. `now`: milliseconds since the epoch. */
function isHoldExpired({ until }, now) {
	return now >= Date.parse(until);
}
function fieldsIn(text) {
	try {
		return asRecord(JSON.parse(text));
	} catch {
		return {};
	}
}
function shaIn(value) {
	return typeof value === "string" ? fullSha(value) : void 0;
}
function isTime(value) {
	return typeof value === "string" && !Number.isNaN(Date.parse(value));
}
function isCount$1(value) {
	return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

// src/kubernetes/release/release-secrets.ts
/** Whose release it is; two services or environments never have the same value. */
const RELEASE_OF = "commit-train.dev/release-of";
const STATE = "commit-train.dev/release-state";
/** On each Secret of a record: which part of which release it is. */
const RELEASE = "commit-train.dev/release";
/** Of which release it is the stored one. */
const STORED_FROM = "commit-train.dev/stored-from";
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
	const { commit, deploymentId, run, begun, stored } = record;
	const repository = repositoryOfRun(run.logUrl);
	const about = {
		number,
		format: 1,
		sha256: packed.sha256,
		repository,
		commit,
		deploymentId,
		begun,
		stored
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
					...part === 0 ? { [STATE]: "begun" } : {},
					...stored === void 0 ? {} : { [STORED_FROM]: String(stored.from) }
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
/** The JSON patch of the first Secret of one that is held, and is gone on with: it has no end until that run writes one. */
function resumePatch() {
	return [{
		op: "add",
		path: `/metadata/labels/${pointer(STATE)}`,
		value: "begun"
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
	const end = headerIn(annotations?.[END]);
	const { parts } = header;
	const isWhole = header.number === number && header.part === part && isCount(parts) && part < parts && parts <= MOST_PARTS;
	const run = mappingAt(header, "run");
	return {
		name,
		number,
		part,
		parts: isWhole ? parts : part + 1,
		state: stateIn(mappingAt(metadata, "labels")?.[STATE], end.state),
		...typeof end.undone === "boolean" ? { undone: end.undone } : {},
		sha256: isWhole ? String(header.sha256) : "",
		repository: typeof header.repository === "string" ? header.repository : "",
		format: Number(header.format),
		commit: /^[0-9a-f]{40}$/.test(String(header.commit)) ? String(header.commit) : "",
		deploymentId: typeof header.deploymentId === "number" ? header.deploymentId : 0,
		run: {
			id: Number(run?.id),
			attempt: Number(run?.attempt)
		},
		begun: Number.isNaN(Date.parse(String(header.begun))) ? "" : String(header.begun),
		...originIn(header),
		...holdIn(end)
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
function originIn(header) {
	const { from, over } = mappingAt(header, "stored") ?? {};
	return isCount(from) ? { stored: {
		from,
		over: isCount(over) ? over : 0
	} } : {};
}
function holdIn({ state, hold }) {
	const read = state === "held" ? parseHold(JSON.stringify(hold ?? null)) : void 0;
	return read === void 0 ? {} : { hold: read };
}
/** The label selects, the annotation says more: where they differ, one of them was edited. */
function stateIn(label, end) {
	return label === end && (label === "good" || label === "failed" || label === "held") ? label : "begun";
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
	/** Writes that a release that is held is gone on with. */
	async resume(number) {
		await this.#cluster.client.patch(this.#pathOf(secretName(this.#key, number)), resumePatch());
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

// src/kubernetes/strategy/held-live.ts
const LISTS = [["Deployment", "deployments"], ["StatefulSet", "statefulsets"]];
/**
* The workloads that the cluster holds for a deployment, by their annotation, whatever records say: `Deployment/web`. Undefined
* where that cannot be seen.
*/
async function heldLive(cluster, key, { deploymentId, namespaces }, signal) {
	const asked = [...namespaces].flatMap((namespace) => LISTS.map(([kind, plural]) => ({
		namespace,
		kind,
		plural
	})));
	try {
		return (await Promise.all(asked.map(async ({ namespace, kind, plural }) => {
			const path = `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/${plural}`;
			const query = { labelSelector: selectorOf$1(key) };
			const { body } = await cluster.client.get(path, {
				query,
				metadataOnly: true,
				signal
			});
			return mappingsIn(mappingAt(body)?.items).flatMap((item) => {
				const text = mappingAt(item, "metadata", "annotations")?.[HELD_ANNOTATION];
				return typeof text === "string" && parseHold(text)?.deployment === deploymentId ? [`${kind}/${String(mappingAt(item, "metadata")?.name)}`] : [];
			});
		}))).flat();
	} catch (thrown) {
		signal.throwIfAborted();
		if (!(thrown instanceof KubernetesError)) throw thrown;
		return;
	}
}

// src/delivery/release/keeping/earlier-releases.ts
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
	/** All that are kept, of other repositories too, without their content. */
	get stored() {
		return this.#stored;
	}
	/** The last good release before this one. */
	get lastGood() {
		return this.#access.keeps ? this.#good : void 0;
	}
	/** What came after the last good one, oldest first, without its content. */
	get since() {
		return !this.#access.keeps || this.#isUnreadable ? [] : historyOf(this.#own).since;
	}
	/** The newest one of all, where it was not good and may be live: what was before it did not come back. */
	get leftLive() {
		const newest = this.#access.keeps && !this.isOthersSince ? historyOf(this.#own).since.at(-1) : void 0;
		const isOver = newest?.state === "failed" || this.#it.isHeld;
		return newest?.undone === true || newest?.state === "held" || !isOver ? void 0 : newest;
	}
	/** The newest release that is held at a stage, if nothing was good since. */
	get held() {
		return this.since.findLast(({ state }) => state === "held");
	}
	/** The record of a deployment that is held, or that a run has gone on with that has not ended it. */
	heldOf(deploymentId) {
		const isIt = ({ state, hold, deploymentId: id }) => id === deploymentId && hold !== void 0 && (state === "held" || state === "begun");
		return historyOf(this.#own).since.findLast(isIt);
	}
	/** The newest record of a deployment, however it ended. */
	newestOf(deploymentId) {
		return historyOf(this.#own).since.findLast((one) => one.deploymentId === deploymentId);
	}
	/** Whether the cluster has no record of a deployment, although none was good since. */
	isLost(deploymentId) {
		return Math.max(0, ...this.#own.filter(({ state }) => state === "good").map((one) => one.deploymentId)) < deploymentId && this.#own.every((one) => one.deploymentId !== deploymentId);
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
	/** Whether it is known that there is none. */
	get knowsNoGood() {
		return this.#access.keeps && !this.#isUnreadable && this.#good === void 0;
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
	/** The objects of the last good one and of those after it. */
	get objects() {
		return this.#left.flatMap(({ objects }) => objects);
	}
	/** Who else has put an object up, and needs it: as the end of a sentence. */
	whoElseHas(address) {
		const other = this.#others.find(({ objects }) => isAmong(objects)(address));
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

// src/delivery/release/keeping/store-access.ts
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

// src/delivery/release/keeping/release-keeper.ts
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
	/** Whether it was held, and is gone on with. */
	#isResumed = false;
	/** What was held, and is marked as held no more. */
	#marked;
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
	/** Goes on with a release that is held: what is written of it is written to its record. `record`: undefined where it cannot be read. */
	resume(held, record) {
		this.#number = held.number;
		this.#record = record;
		this.#isResumed = true;
	}
	/** Whether another run has begun it, and held it. */
	get isResumed() {
		return this.#isResumed;
	}
	/** Whether releases are kept: an error may have ended it. */
	get keeps() {
		return this.#access.keeps;
	}
	/** The objects of this release. */
	get objects() {
		return this.#record?.objects ?? [];
	}
	/** Whether no other release has begun since this one. What came after one that is held, and has left nothing, is none. */
	async isNewest(signal) {
		const stored = await this.#access.store?.list(signal) ?? [];
		const isOver = ({ undone }) => this.#isResumed && undone === true;
		return stored.every((one) => one.number <= (this.#number ?? this.earlier.next - 1) || isOver(one));
	}
	/** The workloads that the cluster holds for a deployment, whatever the records say; undefined where that cannot be seen. */
	async heldLive(deploymentId, signal = this.#it.signal) {
		const had = [...this.earlier.objects, ...this.objects].flatMap(({ namespace }) => namespace ?? []);
		const namespaces = /* @__PURE__ */ new Set([this.cluster.namespace, ...had]);
		return heldLive(this.cluster, this.#it.key, {
			deploymentId,
			namespaces
		}, signal);
	}
	/**
	* What this release removes at its end. Throws `prune-limit` (refused) where that is more than the policy allows; a stored
	* release is no mistake of templates: then that stays, and is left to the next deployment.
	*/
	async planPrune({ objects }, brought) {
		const { key, policy, signal } = this.#it;
		if (policy.prune === void 0) return NOTHING;
		const addresses = objects.map((planned) => addressOf({
			...planned,
			object: planned.manifest.object
		}));
		const { earlier } = this;
		const left = earlier.leftBeside([
			...addresses,
			...brought?.others ?? [],
			...this.objects
		]);
		const question = {
			key,
			planned: objects,
			signal,
			elsewhere: earlier.whoElseHas.bind(earlier)
		};
		const plan = await planPrune(this.cluster, left, question).catch((thrown) => {
			throw connectionProblem(thrown, this.cluster.server) ?? thrown;
		});
		const had = earlier.lastGood?.objects ?? [];
		const [counted, of] = [plan.pruned.filter(isAmong(had)), {
			all: had.length,
			planned: objects.length
		}];
		const whyStays = brought?.whyAllStays ?? (brought && pruneLimitOf(counted, of, policy.prune)?.limit);
		if (whyStays !== void 0) return leftToTheNext(plan, whyStays);
		checkPruneLimits(counted, of, policy.prune);
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
	/** Writes that the release begins, or goes on where it was held; to be awaited before anything is changed. */
	async begin({ set, brought }, { objects }, { pruned, later }) {
		if (this.#isResumed) return this.goOn();
		const { key, about } = this.#it;
		const begun = this.#now();
		const leaving = [...pruned, ...later];
		const others = brought?.others.map((one) => ({
			...one,
			existed: true
		})) ?? [];
		const stored = brought === void 0 ? {} : { stored: brought.origin };
		this.#record = {
			...key,
			...about,
			begun,
			objects: [...releasedObjects(set, objects), ...others],
			leaving,
			...stored
		};
		this.#beginning = this.#write(this.#record);
		await this.#beginning;
		const { held } = this.earlier;
		if (held !== void 0) await this.#mark(held, (store) => this.#endHeld(store, held));
	}
	/** Writes that what is held is gone on with, so that a run that dies leaves no hold behind that is none. */
	async goOn() {
		const number = this.#number;
		const held = this.earlier.stored.find((one) => one.number === number);
		if (held !== void 0) await this.#mark(held, (store) => store.resume(held.number));
	}
	/** Nothing was changed: what was held still is. Never rejects. */
	async heldAgain() {
		const { store } = this.#access;
		const marked = this.#marked;
		if (store === void 0 || marked?.hold === void 0) return;
		const { number, hold } = marked;
		const end = {
			state: "held",
			outcome: "held",
			reason: "held",
			hold,
			at: this.#now()
		};
		try {
			await retriedWrite(() => store.end(number, end), {
				clock: this.cluster.clock,
				signal: this.#it.stop
			});
		} catch (thrown) {
			this.cluster.log.info(`That release ${number} is still held could not be recorded (${messageOf(thrown)})`);
		}
	}
	async #mark(held, write) {
		this.#marked = held;
		await this.#access.tried(write);
	}
	/** Another release goes over it. */
	async #endHeld(store, { number }) {
		await store.end(number, {
			state: "failed",
			outcome: "superseded",
			reason: "hold-replaced",
			at: this.#now()
		});
	}
	#now() {
		return new Date(this.cluster.clock.now()).toISOString();
	}
	/** Writes how the release ended, and deletes the records that are no longer kept. Gives whether it is written; never rejects. */
	async end(end) {
		const { store } = this.#access;
		if (store === void 0) return false;
		try {
			await this.#close(store, end);
		} catch (thrown) {
			const said = `The end of this release could not be recorded in the cluster (${messageOf(thrown)})`;
			if (this.#it.stop.aborted) {
				this.cluster.log.info(said);
				return false;
			}
			const text = end.state === "good" ? `${said}: later deployments do not restore it` : said;
			this.#it.notice({
				reason: "release-end-unrecorded",
				text
			});
			return false;
		}
		if (this.#number !== void 0 && end.outcome !== "cancelled") await this.#removeOutdated(store, this.#number);
		return true;
	}
	async #close(store, end) {
		const within = {
			clock: this.cluster.clock,
			signal: this.#it.stop
		};
		if (!await this.#beginning.then(() => true, () => false)) return retriedWrite(() => this.#removeUnanswered(store), within);
		this.#number ??= this.#record && await store.begin(this.#record, this.earlier.next, this.#it.stop);
		const number = this.#number;
		if (number === void 0) return;
		const at = this.#now();
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

// node_modules/diff/libesm/diff/base.js
var Diff = class {
	diff(oldStr, newStr, options = {}) {
		let callback;
		if (typeof options === "function") {
			callback = options;
			options = {};
		} else if ("callback" in options) callback = options.callback;
		const oldString = this.castInput(oldStr, options);
		const newString = this.castInput(newStr, options);
		const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
		const newTokens = this.removeEmpty(this.tokenize(newString, options));
		return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
	}
	diffWithOptionsObj(oldTokens, newTokens, options, callback) {
		var _a;
		const done = (value) => {
			value = this.postProcess(value, options);
			if (callback) {
				setTimeout(function() {
					callback(value);
				}, 0);
				return;
			} else return value;
		};
		const newLen = newTokens.length, oldLen = oldTokens.length;
		let editLength = 1;
		let maxEditLength = newLen + oldLen;
		if (options.maxEditLength != null) maxEditLength = Math.min(maxEditLength, options.maxEditLength);
		const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
		const abortAfterTimestamp = Date.now() + maxExecutionTime;
		const bestPath = [{
			oldPos: -1,
			lastComponent: void 0
		}];
		let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
		if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
		let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
		const execEditLength = () => {
			for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
				let basePath;
				const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
				if (removePath) bestPath[diagonalPath - 1] = void 0;
				let canAdd = false;
				if (addPath) {
					const addPathNewPos = addPath.oldPos - diagonalPath;
					canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
				}
				const canRemove = removePath && removePath.oldPos + 1 < oldLen;
				if (!canAdd && !canRemove) {
					bestPath[diagonalPath] = void 0;
					continue;
				}
				if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) basePath = this.addToPath(addPath, true, false, 0, options);
				else basePath = this.addToPath(removePath, false, true, 1, options);
				newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
				if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
				else {
					bestPath[diagonalPath] = basePath;
					if (basePath.oldPos + 1 >= oldLen) maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
					if (newPos + 1 >= newLen) minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
				}
			}
			editLength++;
		};
		if (callback) (function exec() {
			setTimeout(function() {
				if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) return callback(void 0);
				if (!execEditLength()) exec();
			}, 0);
		})();
		else while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
			const ret = execEditLength();
			if (ret) return ret;
		}
	}
	addToPath(path, added, removed, oldPosInc, options) {
		const last = path.lastComponent;
		if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) return {
			oldPos: path.oldPos + oldPosInc,
			lastComponent: {
				count: last.count + 1,
				added,
				removed,
				previousComponent: last.previousComponent
			}
		};
		else return {
			oldPos: path.oldPos + oldPosInc,
			lastComponent: {
				count: 1,
				added,
				removed,
				previousComponent: last
			}
		};
	}
	extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
		const newLen = newTokens.length, oldLen = oldTokens.length;
		let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
		while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
			newPos++;
			oldPos++;
			commonCount++;
			if (options.oneChangePerToken) basePath.lastComponent = {
				count: 1,
				previousComponent: basePath.lastComponent,
				added: false,
				removed: false
			};
		}
		if (commonCount && !options.oneChangePerToken) basePath.lastComponent = {
			count: commonCount,
			previousComponent: basePath.lastComponent,
			added: false,
			removed: false
		};
		basePath.oldPos = oldPos;
		return newPos;
	}
	equals(left, right, options) {
		if (options.comparator) return options.comparator(left, right);
		else return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
	}
	removeEmpty(array) {
		const ret = [];
		for (let i = 0; i < array.length; i++) if (array[i]) ret.push(array[i]);
		return ret;
	}
	castInput(value, options) {
		return value;
	}
	tokenize(value, options) {
		return Array.from(value);
	}
	join(chars) {
		return chars.join("");
	}
	postProcess(changeObjects, options) {
		return changeObjects;
	}
	get useLongestToken() {
		return false;
	}
	buildValues(lastComponent, newTokens, oldTokens) {
		const components = [];
		let nextComponent;
		while (lastComponent) {
			components.push(lastComponent);
			nextComponent = lastComponent.previousComponent;
			delete lastComponent.previousComponent;
			lastComponent = nextComponent;
		}
		components.reverse();
		const componentLen = components.length;
		let componentPos = 0, newPos = 0, oldPos = 0;
		for (; componentPos < componentLen; componentPos++) {
			const component = components[componentPos];
			if (!component.removed) {
				if (!component.added && this.useLongestToken) {
					let value = newTokens.slice(newPos, newPos + component.count);
					value = value.map(function(value, i) {
						const oldValue = oldTokens[oldPos + i];
						return oldValue.length > value.length ? oldValue : value;
					});
					component.value = this.join(value);
				} else component.value = this.join(newTokens.slice(newPos, newPos + component.count));
				newPos += component.count;
				if (!component.added) oldPos += component.count;
			} else {
				component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
				oldPos += component.count;
			}
		}
		return components;
	}
};

// node_modules/diff/libesm/diff/array.js
var ArrayDiff = class extends Diff {
	tokenize(value) {
		return value.slice();
	}
	join(value) {
		return value;
	}
	removeEmpty(value) {
		return value;
	}
};
const arrayDiff = new ArrayDiff();
function diffArrays(oldArr, newArr, options) {
	return arrayDiff.diff(oldArr, newArr, options);
}

// src/kubernetes/plan/line-diff.ts
/** Bounds time and memory. With more changed lines than that all that differs is shown as replaced. */
const MOST_CHANGES = 200;
/** Compares two lists of lines: the fewest removed and added ones, each change with what is removed first. */
function diffLines(before, after) {
	let start = 0;
	while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
	let end = 0;
	const most = Math.min(before.length, after.length) - start;
	while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
	return [
		...signed(" ", before.slice(0, start)),
		...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
		...signed(" ", before.slice(before.length - end))
	];
}
/** What is left between a common beginning and a common end. */
function middle(before, after) {
	const changes = diffArrays([...before], [...after], { maxEditLength: MOST_CHANGES });
	if (changes === void 0) return [...signed("-", before), ...signed("+", after)];
	return changes.flatMap(({ value, added, removed }) => signed(removed ? "-" : added ? "+" : " ", value));
}
function signed(sign, texts) {
	return texts.map((text) => ({
		sign,
		text
	}));
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
	for (const { sign } of diffLines(before.map(textOf), after.map(textOf))) {
		if (sign === " ") settle();
		if (sign === "-") gone.push(old);
		if (sign === "+") come.push(now);
		if (sign !== "+") old += 1;
		if (sign !== "-") now += 1;
	}
	settle();
	return found;
}
function textOf(value) {
	return JSON.stringify(value);
}
/** A path as people write it: `spec.template.spec.containers[app].image`. `redact`: hides secrets before a name is quoted. */
function pathText(path, redact = (text) => text) {
	return path.map((step) => {
		if (typeof step !== "string") return `[${redact(step.item)}]`;
		const name = redact(step);
		return /^[\w-]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
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
	/:\/\/[^/?#\s@]*@/,
	/(?:^|[\s"'[,])(?:-[uU]|--(?:proxy-)?user)[\s=,"']{0,5}(?!\d{1,10}:\d{1,10}(?!\w))[^\s:"',-][^\s:"',]{0,100}:[^\s"']/,
	/\b(?:mysql|mysqldump|mysqladmin|mariadb|sshpass)\b[^\n|;&]{0,200}\s-p\S/,
	/\bsshpass\s{1,5}-p/,
	/\b(?:docker|podman|crane|helm)\b[^\n|;&]{0,60}\blogin\b[^\n|;&]{0,200}\s-p\s{0,5}\S/,
	/\bredis-cli\b[^\n|;&]{0,200}\s-a\s{0,5}\S/,
	/\b(?:Basic|Bearer)\s{1,5}(?=\S{0,100}[A-Z0-9=])[\w+/=.~-]{8,}/,
	/\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[a-z]-[\w-]{10,}|xapp-[\w-]{10,})/,
	/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{30,}|\b[rs]k_(?:live|test)_\w{10,}|\beyJ[\w-]{8,}\.[\w-]{8,}\./
];
/** An option of a program whose value is the next argument. */
const OPTION = new RegExp(`^--?[\\w-]{0,60}(?:${CREDENTIAL})[\\w-]{0,60}$`, "i");
/** The same of curl, where the next argument is a user and a password. */
const USER_OPTION = /^(?:-[uU]|--(?:proxy-)?user)$/;
/** Whether the value of a field or a variable of that name is a credential. */
function isCredentialName(name) {
	return NAME.test(name) && !OTHER_NAME.test(name);
}
/** Whether a text has a credential and its value, or is the option before one. */
function hasCredential(text) {
	return OPTION.test(text) || USER_OPTION.test(text) || TEXTS.some((pattern) => pattern.test(text));
}
/** The lines of a text that belong to a credential which begins on a line above: a block, a list, a value that goes on. */
function linesOfCredentials(text) {
	const lines = /* @__PURE__ */ new Set();
	if (!NAME.test(text.join("\n"))) return lines;
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
function isText(before, after) {
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
	const [old = "", now = ""] = shortDigests(before ?? "", after ?? "");
	const plain = [old, now].map(oneLine);
	const [from = "", to = ""] = plain[0] === plain[1] && old !== now ? [JSON.stringify(old), JSON.stringify(now)] : plain;
	if (Math.max(from.length, to.length) <= LIMIT) return [from, to];
	const start = Math.max(0, commonStart(from, to) - LEAD);
	const isCut = start > 0 && before !== void 0 && after !== void 0;
	const part = (text) => cut(isCut ? `…${text.slice(start)}` : text, LIMIT);
	return [part(from), part(to)];
}
const DIGEST = /(@sha256:[0-9a-f]{12})[0-9a-f]{52}(?![0-9a-f])/g;
/** Digests by their beginning, as long as the values still differ: the whole one is in the facts of the summary. */
function shortDigests(before, after) {
	const [from, to] = [before.replaceAll(DIGEST, "$1…"), after.replaceAll(DIGEST, "$1…")];
	return from === to ? [before, after] : [from, to];
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
	const name = cut(oneLine(redact(pathText(path, redact))), LINE_LIMIT);
	const hasSecret = (text) => redact(text) !== text;
	const lines = isText(before, after) ? textLines(before, after) : void 0;
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
	if (name === "commit-train.dev/config" && isIn(...template, "metadata", "annotations")) return before === void 0 ? "its pods are marked with a hash of what they read" : "its pods are replaced, because what they read changes";
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
	if (planned.stage === "switched") about.push(note("once the new pods are ready"));
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
async function shownPlan(it, { plan, brought }, progress) {
	const show = (removed) => {
		maskOlder(it, plan);
		progress.plan = planView(plan, removed, (text) => it.cluster.redact(text));
		for (const line of planLines(progress.plan)) it.log.info(line);
	};
	try {
		const leaving = await it.keeper.planPrune(plan, brought);
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

// src/kubernetes/strategy/shared-config.ts
/**
* What the old pods read too, and what changes at the first stage: a mounted file follows within a minute or so, and an old pod that
* starts anew has all of it.
*/
function sharedConfig({ objects }, workloads) {
	return objects.filter(isChangedConfig).flatMap((planned) => {
		const { manifest, namespace } = planned;
		const readers = workloads.filter(({ planned: { live, namespace: at } }) => {
			if (live === void 0 || at !== namespace) return false;
			const { kind, metadata } = manifest.object;
			return configReads(live).some((read) => read.kind === kind && read.name === metadata.name);
		});
		const [first] = readers;
		if (first === void 0) return [];
		const names = readers.map(({ planned: { manifest } }) => nameOf$1(manifest.object)).join(", ");
		return [{
			reason: "config-shared",
			text: `${nameOf$1(manifest.object)} changes at the first stage, and the old pods of ${names} read it too`,
			where: locationOf(manifest)
		}];
	});
}
function isChangedConfig({ manifest: { object }, live, answer }) {
	if (!/^(ConfigMap|Secret)$/.test(object.kind) || object.apiVersion !== "v1" || live === void 0) return false;
	return ["data", "binaryData"].some((field) => !isDeepStrictEqual(mappingAt(live, field), mappingAt(answer?.object ?? object, field)));
}

// src/kubernetes/strategy/staged-workloads.ts
/**
* Chooses the workloads: by default the Deployments that a Service of the set sends requests to. Throws a `UserError` (refused,
* `strategy-impossible`) with every workload that cannot be carried out in stages.
*/
function stagedWorkloads(plan, { staging, namespace }) {
	const manifests = plan.objects.map(({ manifest }) => manifest);
	const selectors = serviceSelectors({
		manifests,
		warnings: []
	}, namespace);
	const isDefault = ({ object }) => object.kind === "Deployment" && isServed(object, ["spec", "template"], selectors, namespace);
	const { workloads: named } = staging;
	const candidates = plan.objects.filter(({ manifest: { object } }) => {
		if (podTemplatePath(object) === void 0 || groupOf(object.apiVersion) === "batch") return false;
		return named === void 0 ? isDefault({ object }) : named.includes(object.metadata.name);
	});
	const names = new Set(candidates.map(({ manifest }) => manifest.object.metadata.name));
	const findings = (named ?? []).filter((name) => !names.has(name)).map((name) => impossible(`policy: strategy.workloads names '${name}', which is no workload of the templates`));
	const workloads = [];
	const left = [];
	for (const planned of candidates) {
		const { object } = planned.manifest;
		const why = whyNoStage(planned);
		if (why !== void 0) {
			left.push(`${nameOf$1(object)}: ${why}`);
			continue;
		}
		const kind = object.kind === "StatefulSet" ? "StatefulSet" : "Deployment";
		const problem = problemOf$1(planned, staging);
		if (problem === void 0) workloads.push({
			planned,
			kind,
			replicas: replicasOf(planned)
		});
		else findings.push({
			...impossible(`${nameOf$1(object)}: ${problem}`),
			where: locationOf(planned.manifest)
		});
	}
	if (findings.length > 0) throw UserError.from(findings);
	if (candidates.length === 0) left.push("no Service of the templates sends requests to a Deployment");
	return {
		workloads,
		left
	};
}
/** The workloads of a planned set that are held for a deployment, as the cluster has them. */
function heldWorkloads(plan, deploymentId) {
	return plan.objects.flatMap((planned) => {
		const { kind } = planned.manifest.object;
		const isWorkload = kind === "Deployment" || kind === "StatefulSet";
		const hold = parseHold(planned.live?.metadata.annotations?.["commit-train.dev/held"] ?? "");
		if (!isWorkload || hold?.deployment !== deploymentId) return [];
		return [{
			planned,
			kind,
			replicas: replicasOf(planned)
		}];
	});
}
/** What is no one's mistake: there is nothing that could be looked at beside what is live. */
function whyNoStage(planned) {
	if (planned.live === void 0) return "it is new, so that it runs nothing beside which it could be watched";
	if (replicasOf(planned) === 0) return "it is scaled to 0";
	return isSameTemplate(planned) ? "its pods stay as they are" : void 0;
}
function isSameTemplate({ manifest, live, answer, unchanged }) {
	if (unchanged !== void 0) return true;
	const path = podTemplatePath(manifest.object) ?? [];
	return answer !== void 0 && isDeepStrictEqual(mappingAt(live, ...path), mappingAt(answer.object, ...path));
}
function problemOf$1(planned, { surge }) {
	const { object } = planned.manifest;
	const spec = mappingAt(object, "spec") ?? {};
	if (planned.recreated === true) return "it would be deleted and created again, which leaves no old pods beside the new ones";
	if (object.kind === "Deployment" && mappingAt(spec, "strategy")?.type === "Recreate") return "its strategy is Recreate, which stops all pods before new ones start; set RollingUpdate, or leave it out of strategy.workloads";
	if (object.kind === "StatefulSet") {
		const { type, rollingUpdate } = mappingAt(spec, "updateStrategy") ?? {};
		if (type === "OnDelete") return "its update strategy is OnDelete, so that no stage would begin by itself";
		if ((mappingAt({ rollingUpdate }, "rollingUpdate")?.partition ?? 0) !== 0) return "it has a partition of its own; remove it";
	} else if (object.kind !== "Deployment") return `a ${object.kind} cannot be held at a stage; leave it out of strategy.workloads`;
	const template = podTemplatePath(object) ?? [];
	if (mappingsIn(mappingAt(object, ...template, "spec")?.containers).every(({ readinessProbe }) => readinessProbe === void 0 || readinessProbe === null)) return "no container has a readinessProbe, so that a broken version would look healthy; add one";
	return (object.kind === "StatefulSet" || !surge) && replicasOf(planned) === 1 ? "it has 1 replica, and a stage would replace it whole; raise replicas, or leave it out of strategy.workloads" : void 0;
}
/** The number of pods that are wanted when it is applied. */
function replicasOf({ manifest, live, answer }) {
	const [replicas = 1] = [
		answer?.object,
		live,
		manifest.object
	].map((one) => mappingAt(one, "spec")?.replicas).filter((one) => typeof one === "number");
	return replicas;
}
function impossible(text) {
	return {
		reason: "strategy-impossible",
		text
	};
}

// src/kubernetes/strategy/stages.ts
/**
* The stages of some workloads; steps that come to the same pods are one. Throws a `UserError` (refused, `strategy-impossible`)
* where a step has more pods than a workload, or leaves none of its old ones.
*/
function stagesOf(workloads, { steps, surge }) {
	const findings = steps.flatMap((step) => workloads.flatMap((workload) => problemOf(workload, step, surge) ?? []));
	if (findings.length > 0) throw UserError.from(findings);
	const pods = workloads.reduce((sum, { replicas }) => sum + replicas, 0);
	const all = steps.map((step) => {
		const each = workloads.map((workload) => newPodsOf(workload, step, surge));
		return {
			step,
			each,
			ready: each.reduce((sum, one) => sum + one, 0),
			pods
		};
	});
	return all.filter(({ each }, index) => !isDeepStrictEqual(each, all[index - 1]?.each)).map(({ step, ready }) => ({
		step,
		ready,
		pods
	}));
}
/**
* The stages after one that was looked at, by its step: the number of pods that are wanted may be another by now, and the steps those of
* another policy. Throws as `stagesOf`, about those that are left alone.
*/
function stagesAfter({ step: at, stage }, workloads, { steps, surge }) {
	const left = at !== void 0 && steps.every((step) => typeof shareOrPods(step) === typeof at) ? steps.filter((step) => sizeOf(shareOrPods(step)) > sizeOf(at)) : steps.slice(stage);
	const looked = typeof at === "number" ? { pods: at } : { percent: sizeOf(at ?? "0%") };
	const isNew = ({ step }) => at === void 0 || workloads.some((one) => newPodsOf(one, step, surge) > newPodsOf(one, looked, surge));
	return stagesOf(workloads, {
		steps: left,
		surge
	}).filter(isNew);
}
/** A step as the policy says it: `1`, `25%`. */
function shareOrPods(step) {
	return "pods" in step ? step.pods : `${step.percent}%`;
}
function sizeOf(step) {
	return Number.parseInt(String(step), 10);
}
/** How many pods of a workload are new at a step. A controller rounds a share that comes on top up, and one that is missing down. */
function newPodsOf({ kind, replicas }, step, surge) {
	if ("pods" in step) return step.pods;
	const share = step.percent * replicas / 100;
	return kind === "Deployment" && surge ? Math.ceil(share) : Math.max(1, Math.floor(share));
}
function problemOf(workload, step, surge) {
	const { planned, kind, replicas } = workload;
	const pods = newPodsOf(workload, step, surge);
	if (pods < replicas || pods === replicas && !(kind === "StatefulSet" || !surge)) return void 0;
	const said = "pods" in step ? `${step.pods}` : `${step.percent}%`;
	const has = `it has ${replicas} ${replicas === 1 ? "replica" : "replicas"}`;
	const left = pods === replicas ? ", so that no old pod would be left" : "";
	return {
		reason: "strategy-impossible",
		text: `${nameOf$1(planned.manifest.object)}: strategy.steps has ${said}, and ${has}${left}; lower the step, or raise replicas`,
		where: locationOf(planned.manifest)
	};
}

// src/delivery/release/staging/planned-stages.ts
/**
* Plans the stages; undefined where all is done at once. Throws a `UserError` (refused, `strategy-impossible`) where the templates
* do not allow them, and `held-by-other` where another deployment is held.
*/
async function plannedStages(plan, it, progress) {
	const { orders, keeper, cluster, log } = it;
	const { staging, held } = orders;
	const gone = await refuseOverHold(it, progress);
	if (staging === void 0) return void 0;
	const straight = (why) => {
		notice(log, progress, {
			reason: "no-stage",
			text: `All pods are replaced in one rollout: ${why}`
		});
	};
	const live = keeper.earlier.lastGood;
	if (live === void 0) {
		const why = keeper.earlier.whyNoGood;
		if (keeper.earlier.knowsNoGood) return straight(`${why}, so that there is nothing to go back to`);
		const text = `stages need what was live before, to go back to it: ${why}; deploy all at once, or correct that`;
		if (orders.isShown) return straight(text);
		throw new UserError("strategy-impossible", text);
	}
	if (gone !== void 0) return straight(`${gone}, and no workload is, so that it is not known what runs`);
	const broken = held !== void 0 ? void 0 : keeper.earlier.leftLive;
	if (broken !== void 0) return straight(`deployment ${broken.deploymentId} did not end well and may be live, so that nothing good runs beside`);
	const { workloads, left } = stagedWorkloads(plan, {
		staging,
		namespace: cluster.namespace
	});
	if (held !== void 0) return goingOn(plan, workloads, {
		...it,
		staging,
		held,
		live: live.commit
	});
	for (const line of left) log.info(`Not in stages: ${line}`);
	if (workloads.length === 0) return straight(left.join("; "));
	warn(log, progress, sharedConfig(plan, workloads));
	const stages = stagesOf(workloads, staging);
	log.info(`${counted(stages.length, "stage")} before all pods: ${stages.map(({ ready, pods }) => `${ready} of ${pods}`).join(", ")}`);
	return {
		staging,
		workloads,
		stages,
		done: 0,
		live: live.commit
	};
}
/** The stages that are left of one that was held. Throws `hold-broken` (refused) where another client has changed what was looked at. */
function goingOn(plan, changed, it) {
	const names = changed.map(({ planned }) => nameOf$1(planned.manifest.object)).join(", ");
	if (names !== "") {
		const text = `${names} does not run what was looked at any more: another client has changed it; abort it, and deploy the commit again`;
		throw new UserError("hold-broken", text);
	}
	const { staging, held, live, deploymentId } = it;
	const workloads = heldWorkloads(plan, deploymentId);
	if (workloads.length === 0) return void 0;
	return {
		staging,
		workloads,
		stages: stagesAfter(held, workloads, staging),
		done: held.stage,
		live
	};
}
/**
* What was looked at would be gone with the first deployment that is not held itself. Gives what the records say is held where the
* cluster does not hold it: it stands in the way of nothing.
*/
async function refuseOverHold({ orders, keeper, deploymentId, log }, progress) {
	const { held } = keeper.earlier;
	if (held === void 0 || held.deploymentId === deploymentId) return void 0;
	const { hold } = held;
	const at = hold === void 0 ? "a stage" : `${hold.ready} of ${hold.pods} pods`;
	const text = `deployment ${held.deploymentId} (${shortSha(held.commit)}) is held at ${at}`;
	if ((await keeper.heldLive(held.deploymentId))?.length === 0) return text;
	if (orders.isShown) {
		const refused = `${text}; until it is promoted or aborted, this is refused unless it goes out all at once`;
		notice(log, progress, {
			reason: "held-by-other",
			text: refused
		});
		return;
	}
	if (!orders.goesOverHold) throw new UserError("held-by-other", `${text}; promote or abort it, or deploy all at once`);
	progress.over = held.deploymentId;
	notice(log, progress, {
		reason: "hold-replaced",
		text: `${text}, and goes with this deployment`
	});
}

// src/kubernetes/strategy/room.ts
/** What a quota limits, and what of a container counts for it. */
const COUNTED = {
	cpu: ["requests", "cpu"],
	memory: ["requests", "memory"],
	"requests.cpu": ["requests", "cpu"],
	"requests.memory": ["requests", "memory"],
	"limits.cpu": ["limits", "cpu"],
	"limits.memory": ["limits", "memory"]
};
/**
* What speaks against pods beside the old ones: a quota of their namespace that leaves no room for them. Found before anything is
* written, since a stage without all of its pods would only be waited for. `quotas`: as the API lists them.
*/
function roomFindings(workloads, quotas, step) {
	return quotas.filter((quota) => mappingAt(quota, "spec")?.scopes === void 0 && mappingAt(quota, "spec", "scopeSelector") === void 0).flatMap((quota) => {
		const [hard, used] = [mappingAt(quota, "status", "hard") ?? {}, mappingAt(quota, "status", "used") ?? {}];
		return Object.keys(hard).flatMap((resource) => {
			const needed = workloads.reduce((sum, one) => sum + neededBy(one, step, resource), 0);
			const free = quantity(String(hard[resource])) - quantity(String(used[resource] ?? "0"));
			const [first] = workloads;
			if (first === void 0 || needed === 0 || Number.isNaN(free) || needed <= free) return [];
			const name = mappingAt(quota, "metadata")?.name;
			const object = first.planned.manifest.object;
			return [{
				reason: "no-room",
				text: `${nameOf$1(object)}: the quota ${String(name)} has no room for a stage beside the old pods (${resource}: ${String(used[resource] ?? "0")} of ${String(hard[resource])} are used); raise it, or set strategy.surge to false`,
				where: locationOf(first.planned.manifest)
			}];
		});
	});
}
function neededBy(workload, step, resource) {
	if (workload.kind === "StatefulSet") return 0;
	const pods = newPodsOf(workload, step, true);
	if (resource === "pods" || resource === "count/pods") return pods;
	const counted = COUNTED[resource];
	if (counted === void 0) return 0;
	return pods * mappingsIn(mappingAt(workload.planned.manifest.object, "spec", "template", "spec")?.containers).map((container) => amountOf(mappingAt(container, "resources"), counted)).reduce((sum, one) => sum + one, 0);
}
/** Without a request, the limit is what is asked for. */
function amountOf(resources, [kind, resource]) {
	const said = mappingAt(resources, kind)?.[resource] ?? mappingAt(resources, "limits")?.[resource];
	const amount = said === void 0 ? 0 : quantity(String(said));
	return Number.isNaN(amount) ? 0 : amount;
}

// src/delivery/release/staging/room.ts
/**
* Throws a `UserError` (refused, `no-room`) where a quota leaves no room for the largest stage. Where quotas may not be read, the
* cluster says so when the pods are made.
*/
async function refuseWithoutRoom(cluster, { workloads, stages, done, staging }, signal) {
	const largest = stages.at(-1);
	if (largest === void 0 || !staging.surge || done > 0) return;
	const namespaces = Map.groupBy(workloads, ({ planned }) => planned.namespace ?? cluster.namespace);
	const found = await Promise.all([...namespaces].map(async ([namespace, here]) => roomFindings(here, await quotasOf(cluster, namespace, signal), largest.step)));
	if (found.flat().length > 0) throw UserError.from(found.flat());
}
async function quotasOf(cluster, namespace, signal) {
	try {
		const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/resourcequotas`;
		const { body } = await cluster.client.get(path, { signal });
		return mappingsIn(mappingAt(body)?.items);
	} catch (thrown) {
		if (thrown instanceof KubernetesError && (thrown.code === 403 || thrown.code === 404)) return [];
		throw thrown;
	}
}

// src/delivery/release/planning.ts
/** The objects that templates have rendered, with what is added to them: labels, and what the strategy asks for. */
function fromTemplates(rendered, { key, strategy }) {
	return async (_, { cluster: { namespace, serverVersion }, log, progress }) => {
		const { drainSeconds: seconds } = strategy;
		const drain = drained(labelled(withSecretData(rendered), key), {
			seconds,
			namespace,
			serverVersion
		});
		for (const line of drain.lines) log.info(line);
		for (const finding of drain.notices) notice(log, progress, finding);
		return { set: drain.set };
	};
}
/** The cluster, once the connection is there; its lines come into the group of the step. */
async function connected(it) {
	try {
		return await it.connecting.cluster;
	} finally {
		it.connecting.log.flushTo(it.log);
	}
}
/** Dry run, earlier releases and plan; throws what speaks against it. Nothing is written. */
async function planned(it, { cluster, isHeld, look, onOpened }, progress) {
	const { key, log, limit, signal, releases } = it;
	const opening = ReleaseKeeper.open(cluster, {
		...releases,
		key,
		isHeld,
		signal: limit,
		stop: signal,
		notice: (finding) => notice(log, progress, finding)
	});
	opening.then(onOpened, () => void 0);
	const [{ source, plan }, keeper] = await Promise.all([
		it.source(opening, {
			cluster,
			log,
			progress
		}).then(async (source) => ({
			source,
			plan: await dryRun(it, cluster, source.set, progress)
		})),
		opening,
		look?.()
	]).finally(() => opening.catch(() => void 0));
	const leaving = await shownPlan({
		cluster,
		keeper,
		log,
		mask: releases.mask
	}, {
		plan,
		brought: source.brought
	}, progress);
	sayLeft(log, progress, {
		plan,
		leaving
	});
	const { deploymentId } = releases.about;
	const orders = {
		...it.staging,
		held: source.held
	};
	const stages = await plannedStages(plan, {
		orders,
		keeper,
		cluster,
		deploymentId,
		log
	}, progress);
	if (stages !== void 0) await refuseWithoutRoom(cluster, stages, limit);
	return {
		source,
		plan,
		keeper,
		leaving,
		stages
	};
}
/** The preflight; throws what it finds. */
async function dryRun({ key, policy, log, limit }, cluster, set, progress) {
	const plan = await preflight(cluster, set, {
		signal: limit,
		key,
		restartOnConfig: policy.restartOnConfig
	});
	warn(log, progress, [...set.warnings, ...plan.warnings]);
	log.info(`Dry run passed: the cluster (${cluster.serverVersion.text}) accepts all ${plan.objects.length} objects`);
	return plan;
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
/** Works in a private folder while the connection is made; both are gone at the end. */
async function whileConnecting({ temp, effects: { connectCluster, state }, limit }, work) {
	return withPrivateFolder(temp, async (folder) => {
		state.save("folder", folder);
		const connecting = startConnecting(connectCluster, folder, limit);
		try {
			return await work(connecting, folder);
		} finally {
			await connecting.close();
		}
	});
}
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
		...progress.storedRelease === void 0 ? {} : { storedRelease: progress.storedRelease },
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
	if (restore.kind === "left") return {
		kind: "left",
		text,
		wayOut: redact(restore.wayOut)
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

// src/delivery/release/plan/plan-only.ts
/** The preflight and the plan, and nothing else: no Lease is held, no record written, no object changed. */
async function planOnly(it, progress) {
	await planned(it, {
		cluster: await connected(it),
		isHeld: false
	}, progress);
	return dryRunEnding(progress.plan === void 0 ? "" : planCounts(progress.plan));
}

export { warningFinding as A, leftOf as B, preflight as C, serverSideApply as D, adopt as E, endsByItself as F, notRestoredFindings as G, lookAt as H, whyKept as I, labelled as J, objectKey as K, whyAnothers as L, notice as M, warn as N, findingsFrom as O, planPrune as P, addressIn as R, withSecretData as S, stageOf as T, isRoute as U, withHashOf as V, keptFindings as W, concurrently as X, selectorOf$1 as Y, progressOf as Z, microTime as _, fromTemplates as a, repositoryOfRun as b, shareOrPods as c, isHoldExpired as d, serializeHold as f, leaseName as g, leaseBody as h, connected as i, removeLeft as j, removeFirst as k, ReleaseKeeper as l, announced as m, viewOf as n, planned as o, newestKnown as p, apiPath as q, whileConnecting as r, newPodsOf as s, planOnly as t, ReleaseStore as u, newestFor as v, STAGES as w, stepFor as x, readLease as y, isAmong as z };