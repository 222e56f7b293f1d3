import { n as endingOfThrown, r as redacted$1, t as endingOfRollout } from "./actions-deploy-main.js";
import { t as judgeChecks } from "./domain-checks-judge.js";
import { j as TrunkWalk } from "./slack-layout.js";
import { n as shortSha } from "./domain-sha.js";
import { a as messageOf, i as UserError } from "./runner-step-process.js";
import { t as readCountedPages } from "./github-pages.js";
import { n as take, t as readAsked } from "./deployments-request.js";
import { a as namedDeployment, i as kubectlEnv, l as endingOfVerdict, r as stepText } from "./domain-deployment-status-text.js";
import { t as keptEnding } from "./deployments-run-state.js";
import { n as openStory, t as liveLines } from "./deployments-slack-open.js";
import { i as writeStatus, n as lastStatus, r as reportOn, t as connector } from "./deployments-status-writer.js";
import { a as mappingAt, i as isNamespace, n as isCrd, o as mappingsIn, r as isMapping$1, s as nameOf, t as groupOf } from "./kubernetes-api-objects.js";
import { n as oneLine } from "./text-one-line.js";
import { s as require_dist } from "./policy-policy.js";
import { t as programOnPath } from "./process-spawn-exec.js";
import { a as isInside, c as git, n as readManifest, o as workspacePath, s as readStatus } from "./registry-manifests.js";
import { t as parseImageRepository } from "./registry-image-reference.js";
import { Agent, request } from "node:http";
import { isDeepStrictEqual } from "node:util";
import { createHash } from "node:crypto";
import { dirname, isAbsolute, join, posix, relative } from "node:path";
import { createReadStream, readdirSync, realpathSync, statSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { spawn } from "node:child_process";
import { pipeline } from "node:stream/promises";

// src/domain/deployment/verdict.ts
/** Weighs the facts. Each objection refuses; the first of them, in this order, gives the verdict its reason. */
function judge(facts) {
	const allowed = {
		kind: "allow",
		reason: "allowed",
		text: `${shortSha(facts.sha)} may be deployed`,
		findings: []
	};
	return refusalBy(facts) ?? allowed;
}
/** The refusal that the facts at hand lead to, if they do. */
function refusalBy(facts) {
	const { sha, branch, trunk, checks } = facts;
	const objections = [
		...trunk === void 0 ? [] : trunkObjections(sha, branch, trunk),
		...checks === void 0 ? [] : checkObjections(checks),
		...(facts.others ?? []).map((finding) => ({
			...finding,
			findings: [finding]
		}))
	];
	const [first] = objections;
	if (first === void 0) return void 0;
	return {
		kind: "refuse",
		reason: first.reason,
		text: objections.map((one) => one.text).join("; "),
		findings: objections.flatMap((one) => one.findings)
	};
}
function trunkObjections(sha, branch, trunk) {
	if (trunk.kind === "found") return [];
	const commit = shortSha(sha);
	const text = trunk.kind === "not-on-trunk" ? `${commit} is not on the first-parent line of ${branch}: merge it and deploy the commit that the merge made` : `${commit} is not among the newest ${10 * 100} commits of ${branch}: deploy a newer one`;
	return [{
		reason: trunk.kind,
		text,
		findings: [{
			reason: trunk.kind,
			text
		}]
	}];
}
/** Checks that did not pass are told together, by name and result, so that a status of 140 characters says most. */
function checkObjections({ findings, failed, running }) {
	if (findings.length === 0) return [];
	const objections = [];
	const isOpen = (finding) => OPEN_REASONS.includes(finding.reason);
	const open = [...failed, ...running];
	if (open.length > 0) {
		const text = failed.length > 0 ? `${count(open.length, "check")} did not pass: ${listed$1(open)}` : `${count(open.length, "check")} not ended yet: ${listed$1(open)}`;
		const reason = failed.length > 0 ? "checks-not-passed" : "checks-running";
		objections.push({
			reason,
			text,
			findings: findings.filter(isOpen)
		});
	}
	for (const finding of findings.filter((one) => !isOpen(one))) objections.push({
		...finding,
		findings: [finding]
	});
	return objections;
}
const OPEN_REASONS = [
	"check-failed",
	"check-cancelled",
	"check-running"
];
function listed$1(checks) {
	return checks.map((check) => `${check.name} (${check.result})`).join(", ");
}
function count(many, noun) {
	return `${many} ${noun}${many === 1 ? "" : "s"}`;
}

// src/github/checks.ts
/**
* Reads everything GitHub knows about a commit's checks: check runs, commit statuses, and the workflow runs that tell
* what started the check runs of Actions. All at once: one round trip in series, two when there are more than 100.
*/
async function readChecks(github, { sha, runId }) {
	const [checkRuns, statuses, workflowRuns, own] = await Promise.all([
		readCheckRuns(github, sha),
		readStatuses(github, sha),
		readWorkflowRuns(github, sha),
		runId === void 0 ? [] : readWorkflowOf(github, runId)
	]);
	return {
		sha,
		checkRuns: checkRuns.items,
		statuses: statuses.items,
		workflowRuns: workflowRuns.items,
		ownWorkflowIds: own,
		unreadable: [
			...missing(checkRuns, "check runs"),
			...missing(statuses, "commit statuses"),
			...missing(workflowRuns, "workflow runs")
		]
	};
}
function missing(read, what) {
	if (read.missing === 0) return [];
	return [{
		reason: "check-unreadable",
		text: `GitHub counts ${read.missing} more ${what} for the commit than it lists: they cannot be judged`
	}];
}
async function readCheckRuns(github, sha) {
	const octokit = await github.octokit();
	return readCountedPages(async (page) => {
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/commits/{ref}/check-runs", {
			...github.repository,
			ref: sha,
			filter: "all",
			per_page: 100,
			page
		});
		return {
			items: data.check_runs.map((run) => ({
				id: Number(run.id),
				name: run.name,
				app: run.app?.slug ?? "",
				suiteId: run.check_suite === null ? void 0 : Number(run.check_suite.id),
				status: run.status,
				conclusion: run.conclusion ?? void 0,
				url: run.html_url ?? run.details_url ?? ""
			})),
			total: data.total_count
		};
	});
}
async function readStatuses(github, sha) {
	const octokit = await github.octokit();
	return readCountedPages(async (page) => {
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/commits/{ref}/status", {
			...github.repository,
			ref: sha,
			per_page: 100,
			page
		});
		return {
			items: data.statuses.map((status) => ({
				id: Number(status.id),
				context: status.context,
				state: status.state,
				url: status.target_url ?? ""
			})),
			total: data.total_count
		};
	});
}
async function readWorkflowRuns(github, sha) {
	const octokit = await github.octokit();
	return readCountedPages(async (page) => {
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/actions/runs", {
			...github.repository,
			head_sha: sha,
			exclude_pull_requests: true,
			per_page: 100,
			page
		});
		return {
			items: data.workflow_runs.map((run) => ({
				id: Number(run.id),
				workflowId: Number(run.workflow_id),
				workflowName: run.name ?? run.path,
				event: run.event,
				suiteId: run.check_suite_id === void 0 ? void 0 : Number(run.check_suite_id),
				attempt: run.run_attempt ?? 1,
				status: run.status ?? "",
				conclusion: run.conclusion ?? void 0,
				url: run.html_url
			})),
			total: data.total_count
		};
	});
}
async function readWorkflowOf(github, runId) {
	const { data } = await (await github.octokit()).request("GET /repos/{owner}/{repo}/actions/runs/{run_id}", {
		...github.repository,
		run_id: runId,
		exclude_pull_requests: true
	});
	return [Number(data.workflow_id)];
}

// src/github/trunk.ts
/** Finds a commit on a branch's first-parent line; stops as soon as it is known. */
async function placeOnTrunk(github, { branch, sha }) {
	const walk = new TrunkWalk(sha);
	for (let page = 1; page <= 10; page++) {
		const commits = await readPage(github, walk.head ?? branch, page);
		const place = walk.take(commits, commits.length < 100);
		if (place !== void 0) return place;
	}
	return walk.giveUp();
}
async function readPage(github, from, page) {
	const { data } = await (await github.octokit()).request("GET /repos/{owner}/{repo}/commits", {
		...github.repository,
		sha: from,
		per_page: 100,
		page
	});
	return data.map(({ sha, parents, commit, author }) => ({
		sha,
		parents: parents.map((parent) => parent.sha),
		title: commit.message.split("\n", 1)[0] ?? "",
		author: author?.login ?? commit.author?.name ?? ""
	}));
}

// src/deployments/gate.ts
/** Decides whether the commit may be deployed. Throws where something it needs could not be read and nothing else refuses. */
async function askGate(question) {
	const { github, sha, branch, runId, environment, log } = question;
	const [trunk, facts, image, tree] = await Promise.allSettled([
		placeOnTrunk(github, {
			branch,
			sha
		}),
		readChecks(github, {
			sha,
			runId
		}),
		question.lookUpImage(),
		question.checkWorkTree()
	]);
	const checks = facts.status === "fulfilled" ? judgeChecks(facts.value, environment.checks) : void 0;
	const place = readOf(trunk);
	if (place?.kind === "found") {
		question.onLine(place.line);
		log.info(`✓ on ${branch}, ${ageOf(place.position)}`);
	}
	for (const { name, result } of checks?.passed ?? []) log.info(`✓ check ${name} (${result})`);
	if (image.status === "fulfilled") log.info(`✓ image ${image.value.reference}`);
	const known = {
		sha,
		branch,
		others: [...readOf(tree) ?? [], ...refusalsOf(image)]
	};
	const refusal = refusalBy({
		...known,
		...place === void 0 ? {} : { trunk: place },
		...checks === void 0 ? {} : { checks }
	});
	if (refusal !== void 0) return {
		verdict: refusal,
		image: readOf(image)
	};
	for (const read of [
		trunk,
		facts,
		tree,
		image
	]) if (read.status === "rejected") throw read.reason;
	if (place === void 0 || checks === void 0) throw new Error("the gate has neither facts nor a reason");
	return {
		verdict: judge({
			...known,
			trunk: place,
			checks
		}),
		image: readOf(image)
	};
}
function readOf(settled) {
	return settled.status === "fulfilled" ? settled.value : void 0;
}
function ageOf(position) {
	if (position === 0) return "its newest commit";
	return position === 1 ? "1 commit before its newest" : `${position} commits before its newest`;
}
/** A missing image refuses like a failed check; a registry that does not answer is an error, not a verdict. */
function refusalsOf(image) {
	if (image.status === "fulfilled") return [];
	const thrown = image.reason;
	if (!(thrown instanceof UserError) || thrown.outcome !== "refused") return [];
	return thrown.findings.length > 0 ? thrown.findings : [{
		reason: thrown.reason,
		text: thrown.message
	}];
}

// src/deployments/statuses.ts
/** At most six statuses a deployment: the first, four on the way, and the end. */
const mostOnTheWay = 5;
/** Steps that pass within this time are written as one: only the last of them. */
const togetherMs = 1e3;
/**
* The statuses of one deployment, in order, without ever holding up the work: `step` returns at once, what it says is
* written beside the work. The first step is written immediately; the end waits for what is under way and is always
* written, whatever happened to the ones before: what is still being tried then is given up.
*/
var Statuses = class {
	#writeStep;
	#writeEnd;
	#clock;
	#log;
	#over = new AbortController();
	#queue = Promise.resolve();
	#started = 0;
	#pending;
	constructor(writers, effects) {
		this.#writeStep = writers.step(this.#over.signal);
		this.#writeEnd = writers.end;
		this.#clock = effects.clock;
		this.#log = effects.log;
	}
	/** Counts statuses that an earlier step of this run has written. */
	alreadyWritten(count) {
		this.#started += count;
	}
	/** Says in which step the deployment is. */
	step(description) {
		const idle = this.#pending === void 0;
		this.#pending = {
			state: "in_progress",
			description
		};
		if (!idle || this.#started >= mostOnTheWay) return;
		const first = this.#started === 0;
		this.#started += 1;
		this.#queue = this.#queue.then(() => this.#writePending(first ? 0 : togetherMs));
	}
	/** Writes the last status. Rejects when it could not be written: then nobody can see how the deployment ended. */
	async end(status) {
		this.#over.abort(/* @__PURE__ */ new Error("the end has come"));
		this.#pending = void 0;
		await this.#queue;
		await this.#writeEnd(status);
	}
	async #writePending(waitMs) {
		try {
			if (waitMs > 0) await this.#clock.sleep(waitMs, this.#over.signal);
		} catch {
			return;
		}
		const status = this.#pending;
		this.#pending = void 0;
		if (status === void 0) return;
		try {
			await this.#writeStep(status);
		} catch (thrown) {
			if (this.#over.signal.aborted) return;
			this.#log.warning(`The status "${status.description}" could not be written: ${messageOf(thrown)}`);
		}
	}
};

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
/** Requests in flight at once: more gains nothing, and a shared API server should not feel a deployment. */
const MAX_IN_FLIGHT = 20;
/**
* Does `work` for every item, at most 20 at once; results in the order of the items. After a failure nothing more is
* begun; when all that was begun has ended, it rejects with the first failure, so that nothing goes on behind the
* caller's back.
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

// src/kubernetes/api/text.ts
/** What the API says, on one line of at most `limit` characters. Secrets have to be hidden before: a cut leaves halves. */
function apiText(text, limit = 400) {
	const line = oneLine(text);
	return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}

// src/kubernetes/api/error.ts
/** The API server's (or, with reason `Transport`, the proxy's) answer when it is not what was asked for. */
var KubernetesError = class extends Error {
	name = "KubernetesError";
	/** HTTP status; 0 when no answer came. */
	code;
	/** The Status object's reason: `NotFound`, `Forbidden`, `Conflict`, `Invalid`; `Transport` below HTTP. */
	reason;
	/** Kind (plural) and name that the answer is about, where it says so. */
	details;
	/** The time limit was over before the answer was whole. */
	slow;
	constructor(code, reason, message, about = {}) {
		super(message, about.cause === void 0 ? void 0 : { cause: about.cause });
		this.code = code;
		this.reason = reason;
		this.slow = about.slow ?? false;
		const mapping = isMapping$1(about.details) ? about.details : {};
		this.details = {
			kind: textOf$1(mapping.kind),
			name: textOf$1(mapping.name),
			causes: mappingsIn(mapping.causes).map((found) => ({
				reason: textOf$1(found.reason),
				field: textOf$1(found.field),
				message: textOf$1(found.message)
			}))
		};
	}
};
/**
* Turns an answer that is no success into an error. kubectl proxy answers in plain text when it could not ask.
* `redact` hides secrets, whole as they still are here: the server quotes what it does not like.
*/
function errorFrom(code, body, redact = (text) => text) {
	const status = parseStatus(body);
	if (status !== void 0) {
		const details = mappingAt(status, "details") ?? {};
		const causes = mappingsIn(details.causes).map((found) => ({
			...found,
			message: redact(textOf$1(found.message))
		}));
		return new KubernetesError(code, textOf$1(status.reason), redact(textOf$1(status.message)), { details: {
			...details,
			causes
		} });
	}
	const text = apiText(redact(body), 500);
	return new KubernetesError(code, code === 500 || code === 502 || code === 503 || code === 504 ? "Transport" : "", text === "" ? `HTTP ${code}` : text);
}
function parseStatus(body) {
	try {
		const value = JSON.parse(body);
		return isMapping$1(value) && value.kind === "Status" ? value : void 0;
	} catch {
		return;
	}
}
function textOf$1(value) {
	return typeof value === "string" ? value : "";
}

// src/kubernetes/manifests/manifest.ts
/** Where the manifest was written: `templates/web.yaml:12`. */
function locationOf(manifest) {
	return `${manifest.file}:${manifest.line}`;
}

// src/kubernetes/manifests/secret-values.ts
/** Whether the object's text must never be shown. */
function isSecret(object) {
	return object.kind === "Secret" && object.apiVersion === "v1";
}
/** The texts in the set's Secrets, decoded; whoever logs must mask them before the next child process starts. */
function secretValues(set) {
	return [...new Set(set.manifests.flatMap((manifest) => valuesIn(manifest.object)))];
}
function valuesIn(object) {
	if (!isSecret(object)) return [];
	const texts = (field) => Object.values(mappingAt(object, field) ?? {}).filter((value) => typeof value === "string");
	const decoded = texts("data").map((value) => Buffer.from(value, "base64").toString("utf8"));
	return [...texts("stringData"), ...decoded].filter((value) => value !== "");
}

// src/kubernetes/apply/api-findings.ts
const LONGEST_TEXT$1 = 500;
/** Turns the API server's answer about an object into findings that say what to change. */
function findingsFrom(error, manifest) {
	const where = locationOf(manifest);
	const name = nameOf(manifest.object);
	const found = (reason, text) => ({
		reason,
		where,
		text: `${name}: ${text}`
	});
	const secret = isSecret(manifest.object);
	const message = secret ? `refused by the cluster (${error.reason === "" ? error.code : error.reason}); the text is not shown because it could quote the Secret` : apiText(error.message, LONGEST_TEXT$1);
	const { causes } = error.details;
	if (error.code === 409 && causes.length > 0) return causes.map((cause) => {
		const owner = /conflict with (.+?)(?: with subresource| using|$)/.exec(cause.message)?.[1] ?? "another manager";
		return found("conflict", `${cause.field} is owned by ${owner}; take the field out of the template, or have that owner give it up`);
	});
	if (error.code === 404 && error.details.kind === "namespaces") return [{
		reason: "namespace-missing",
		where,
		text: `namespace ${error.details.name} does not exist; create it, or have it in the templates`
	}];
	if (error.code === 403) return [forbidden(error, found, message)];
	const typed = typeProblem(error.message);
	if (typed !== void 0) {
		if (typed.unknown) return [found("unknown-field", `${typed.field} is not a field of this kind; check its spelling and place`)];
		return [found("invalid", `${typed.field}: ${secret && typed.problem !== NOT_BASE64 ? "is not what the kind allows there" : apiText(typed.problem, LONGEST_TEXT$1)}`)];
	}
	if (error.code === 422 && causes.length > 0) return causes.map((cause) => {
		const problem = secret ? cause.reason : apiText(cause.message, LONGEST_TEXT$1);
		return found("invalid", cause.field === "" ? problem : `${cause.field}: ${problem}`);
	});
	if (error.code === 422 || error.code === 400 || error.code === 500 && error.reason === "") return [found("invalid", message)];
	return [found("rejected", message === "" ? `HTTP ${error.code}` : message)];
}
/** Either the credentials may not, which a Role mends, or an admission rule says no, which only the manifest mends. */
function forbidden(error, found, message) {
	const rbac = /cannot (\w+) resource "([^"]+)"(?: in API group "([^"]*)")?(?: in the namespace "([^"]+)")?/.exec(error.message);
	if (rbac === null) return found("rejected", message);
	const [, , resource, group, namespace] = rbac;
	const scope = namespace === void 0 ? "its ClusterRole" : `its Role in namespace ${namespace}`;
	const kind = group ? `${resource}.${group}` : resource;
	return found("forbidden", `the credentials may not ${rbac[1]} ${kind}; ${scope} needs get, list, watch, create and patch on ${kind}`);
}
const NOT_BASE64 = "a value is not base64";
/** What the server says when an object does not fit its schema; it has no causes then, and no reason, only text. */
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

// src/kubernetes/apply/crds.ts
/** The API server serves a new CRD within a second; one that takes longer than this is in trouble. */
const LONGEST_MS = 3e4;
const BETWEEN_LOOKS_MS = 100;
/** Waits until the cluster serves the custom resources of the CRDs. */
async function untilEstablished(cluster, crds, signal) {
	const end = cluster.clock.now() + LONGEST_MS;
	for (const { path, manifest } of crds) while (!isEstablished((await cluster.client.get(path, { signal })).body)) {
		if (cluster.clock.now() >= end) {
			const message = `${nameOf(manifest.object)} was applied, but the cluster does not serve it after ${LONGEST_MS / 1e3} s; see its conditions`;
			throw new UserError("definition-not-established", message, { outcome: "failed" });
		}
		await cluster.clock.sleep(BETWEEN_LOOKS_MS, signal);
	}
}
function isEstablished(crd) {
	return mappingsIn(mappingAt(crd, "status")?.conditions).some((condition) => condition.type === "Established" && condition.status === "True");
}

// src/kubernetes/apply/server-side-apply.ts
/** The name under which our fields are owned in the cluster. */
const FIELD_MANAGER = "commit-train";
/**
* Applies an object at its path. Fields that others own are never taken (`force` is off), and fields that the API does
* not know are refused instead of dropped.
*/
function serverSideApply(client, path, object, options) {
	const query = {
		fieldManager: FIELD_MANAGER,
		fieldValidation: "Strict",
		force: "false",
		...options.dryRun ? { dryRun: "All" } : {}
	};
	return client.apply(path, object, {
		query,
		signal: options.signal
	});
}

// src/kubernetes/diagnosis/pod-refusal.ts
/** What the API server says when it refuses a pod. First match wins. */
const PATTERNS$1 = [
	{
		pattern: /exceeded quota/i,
		code: "quota-exceeded"
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
function podRefusal(message, since) {
	return {
		code: PATTERNS$1.find(({ pattern }) => pattern.test(message))?.code ?? "pod-not-created",
		text: apiText(message),
		since
	};
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
	eventReasons: [],
	containersKeepRunning: true,
	newPods,
	isTakenOver,
	progressOf,
	symptoms,
	deadline: deadline$1
};
function newPods(deployment, replicaSets, pods) {
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
const REVISION = "deployment.kubernetes.io/revision";
/** The ReplicaSet of the present template; only to be trusted once the generation is observed. */
function newReplicaSet(deployment, all) {
	const revision = deployment.metadata.annotations?.[REVISION];
	if (revision === void 0) return void 0;
	return all.find((replicaSet) => isOwnedBy(replicaSet, deployment.metadata.uid) && replicaSet.metadata.annotations?.[REVISION] === revision);
}
function isOwnedBy(object, uid) {
	return uid !== void 0 && object.metadata.ownerReferences?.some((owner) => owner.uid === uid) === true;
}
/** A mere change of scale leaves it ours: an autoscaler may make one at any time. */
function isTakenOver(target, { metadata, spec }) {
	const { uid, generation = 0 } = metadata;
	if (uid !== target.uid) return true;
	return generation > target.generation && !isDeepStrictEqual(spec.template, target.template);
}
/**
* Complete means that the controller has seen the generation, every desired pod is of the new template and available,
* and no old pod is left. The desired number is read anew each time, for an autoscaler may change it.
*/
function progressOf(target, { metadata, spec, status = {} }) {
	const { generation = 0 } = metadata;
	const { observedGeneration = 0, replicas = 0, updatedReplicas: updated = 0, availableReplicas: available = 0 } = status;
	const desired = spec.replicas ?? 1;
	const old = replicas - updated;
	const leaving = old > 0 ? `, ${old} old ${old === 1 ? "pod" : "pods"} left` : "";
	const pods = desired === 0 ? "scaled to 0" : `${updated}/${desired} updated, ${available} available`;
	return {
		observed: generation >= target.generation && observedGeneration >= generation,
		complete: updated === desired && replicas === desired && available === desired,
		text: `${pods}${leaving}`,
		desired,
		updated,
		available
	};
}
function symptoms(target, facts, observed) {
	const refused = conditionsOf(facts.workload).filter((condition) => isRefusal(condition) && isNew(condition, target));
	if (!observed) return refused.map(refusalSymptom);
	return [
		...facts.owners.flatMap(({ status }) => (status?.conditions ?? []).filter(isRefusal)).map(refusalSymptom),
		...refused.map(refusalSymptom),
		...facts.workload?.spec.paused === true ? [PAUSED] : []
	];
}
const PAUSED = {
	code: "rollout-paused",
	text: "the Deployment is paused, so nothing is rolled out"
};
function deadline$1(target, { workload }) {
	const over = conditionsOf(workload).find((condition) => condition.type === "Progressing" && condition.status === "False" && condition.reason === "ProgressDeadlineExceeded" && isNew(condition, target));
	if (over === void 0) return void 0;
	return {
		code: "progress-deadline",
		text: apiText(over.message ?? ""),
		since: over.lastUpdateTime
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
function isNew({ lastUpdateTime, lastTransitionTime }, target) {
	const written = Date.parse(lastUpdateTime ?? lastTransitionTime ?? "");
	return target.unchanged || written >= target.at;
}

// src/kubernetes/kinds/followed-kinds.ts
/** Every kind whose rollout is followed. */
const FOLLOWED_KINDS = [deploymentKind];
/** The followed kind of an object, or undefined if its rollout is not followed. */
function followedKindOf(object, kinds = FOLLOWED_KINDS) {
	return kinds.find(({ kind, group }) => kind === object.kind && group === groupOf(object.apiVersion));
}

// src/kubernetes/apply/stages.ts
/** The order of writes: each stage is there before the next begins. */
const STAGES = [
	"namespaces",
	"crds",
	"configuration",
	"workloads"
];
/** The stage an object is applied in: what pods need to start is there before them. */
function stageOf(object) {
	if (isNamespace(object)) return "namespaces";
	if (isCrd(object)) return "crds";
	return followedKindOf(object) === void 0 ? "configuration" : "workloads";
}

// src/kubernetes/apply/apply.ts
/**
* Applies the planned set, stage by stage, everything within a stage at the same time. Throws a `UserError`
* (failed, `apply-failed`) with a finding for each object that was not taken; later stages are then left out.
* However it ends, nothing is sent any more when it has ended.
*/
async function applyPlan(cluster, plan, options = {}) {
	const applied = /* @__PURE__ */ new Map();
	for (const stage of STAGES) {
		const findings = [];
		const objects = plan.objects.filter((planned) => planned.stage === stage);
		await concurrently(objects, async (planned) => {
			options.signal?.throwIfAborted();
			try {
				const object = await applyOne(cluster, planned, options.signal);
				applied.set(planned, object);
				options.onApplied?.(object);
			} catch (thrown) {
				options.signal?.throwIfAborted();
				findings.push(...problemsOf(thrown, planned.manifest));
			}
		});
		if (findings.length > 0) throw failure$1(findings, applied.size, plan.objects.length);
		if (stage === "crds" && objects.length > 0) await untilEstablished(cluster, objects, options.signal);
	}
	return plan.objects.flatMap((planned) => applied.get(planned) ?? []);
}
async function applyOne(cluster, planned, signal) {
	const { manifest, path } = planned;
	const { code, body, at } = await serverSideApply(cluster.client, path, manifest.object, {
		dryRun: false,
		signal
	});
	const object = body;
	const { uid = "", generation = 0, resourceVersion = "", namespace } = object.metadata;
	const same = planned.resourceVersion !== void 0 && planned.resourceVersion === resourceVersion;
	return {
		manifest,
		action: code === 201 ? "created" : same ? "unchanged" : "changed",
		kind: object.kind,
		name: object.metadata.name,
		...namespace === void 0 ? {} : { namespace },
		uid,
		generation,
		resourceVersion,
		object,
		at
	};
}
function problemsOf(thrown, manifest) {
	if (!(thrown instanceof KubernetesError)) throw thrown;
	if (thrown.reason !== "Transport") return findingsFrom(thrown, manifest);
	const text = `${nameOf(manifest.object)}: no answer from the cluster (${messageOf(thrown)}); whether it was taken is not known`;
	return [{
		reason: "cluster-unreachable",
		where: locationOf(manifest),
		text
	}];
}
function failure$1(findings, done, all) {
	const message = `The apply broke off after ${done} of ${all} objects: ${findings[0]?.text ?? ""}`;
	return new UserError("apply-failed", message, {
		outcome: "failed",
		findings
	});
}

// src/kubernetes/api/discovery.ts
/** Asks for each group version of the set once, all at the same time. */
async function discover(client, objects, signal) {
	const versions = [...new Set(objects.map((object) => object.apiVersion))];
	const served = await Promise.all(versions.map((version) => kindsOf(client, version, signal)));
	const known = new Map([...definedBy(objects), ...served.flat()]);
	return { resourceOf: (object) => known.get(keyOf$2(object.apiVersion, object.kind)) };
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
function keyOf$2(apiVersion, kind) {
	return `${apiVersion} ${kind}`;
}
async function kindsOf(client, version, signal) {
	try {
		const { body } = await client.get(apiPath(version), { signal });
		return mappingsIn(mappingAt(body)?.resources).filter((found) => !String(found.name).includes("/")).map((found) => [keyOf$2(version, String(found.kind)), {
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
		return mappingsIn(spec.versions).map((version) => [keyOf$2(`${spec.group}/${version.name}`, String(names.kind)), resource]);
	});
}

// src/kubernetes/connection/problem.ts
/** What kubectl says when it could not ask the server, by what has to be changed. First match wins. */
const TRANSPORT = [{
	pattern: /getting credentials|exec plugin|executable .* (not found|failed)/i,
	reason: "credentials-plugin",
	advice: "the kubeconfig's credential plugin did not work: install it and log in to the cloud before this step"
}, {
	pattern: /x509|tls:|certificate|HTTP response to HTTPS client/i,
	reason: "cluster-certificate",
	advice: "check the kubeconfig's server address and certificate authority"
}];
/** The one line for a cluster that cannot be used at all; undefined if the error is about something else. */
function connectionProblem(error, server) {
	if (!(error instanceof KubernetesError)) return void 0;
	const seen = `Cluster ${server}`;
	if (error.code === 401) return new UserError("unauthorized", `${seen} does not know us (401): the credentials in the kubeconfig are wrong or expired; log in again or renew them`, { cause: error });
	if (error.reason !== "Transport") return void 0;
	const known = TRANSPORT.find((row) => row.pattern.test(error.message));
	const reason = known?.reason ?? "cluster-unreachable";
	const advice = known?.advice ?? "check the server address in the kubeconfig and the network between it and this runner";
	return new UserError(reason, `${seen} cannot be reached (${essence$2(error.message)}): ${advice}`, { cause: error });
}
/** kubectl explains a missing plugin to a person at a terminal; its first sentence is enough here. */
function essence$2(message) {
	return message.replace(/ It looks like you are trying .*$/s, "").slice(0, 300);
}

// src/kubernetes/kinds/pod-workloads.ts
/** The built-in kinds that make pods and are not followed; a kind that is followed needs no row here. */
const OTHER_POD_WORKLOADS = {
	"apps/StatefulSet": {
		podTemplate: ["spec", "template"],
		runs: true
	},
	"apps/DaemonSet": {
		podTemplate: ["spec", "template"],
		runs: true
	},
	"apps/ReplicaSet": {
		podTemplate: ["spec", "template"],
		runs: true
	},
	"batch/Job": {
		podTemplate: ["spec", "template"],
		runs: true
	},
	"batch/CronJob": {
		podTemplate: [
			"spec",
			"jobTemplate",
			"spec",
			"template"
		],
		runs: false
	},
	"/Pod": { runs: true },
	"/ReplicationController": { runs: true }
};
/** The path of the object's pod template, or undefined if its kind is not built-in or has none. */
function podTemplatePath(object) {
	return (followedKindOf(object) ?? otherWorkload(object))?.podTemplate;
}
/** Whether applying the object runs pods whose rollout is not followed: to apply it and report success would be a guess. */
function runsUnfollowed(object) {
	return followedKindOf(object) === void 0 && otherWorkload(object)?.runs === true;
}
function otherWorkload({ apiVersion, kind }) {
	return OTHER_POD_WORKLOADS[`${groupOf(apiVersion)}/${kind}`];
}

// src/kubernetes/manifests/image-names.ts
/**
* A digest names content. A tag can be moved, but whoever gave it a name meant a version. No tag, or `latest`,
* means whatever was pushed last: two pods of one rollout may then run different code.
*/
function pinningOf(image) {
	if (/@sha256:[0-9a-f]{64}$/.test(image)) return "digest";
	const name = image.slice(image.lastIndexOf("/") + 1);
	const colon = name.indexOf(":");
	if (colon < 0 || image.includes("@")) return "floating";
	return name.slice(colon + 1) === "latest" || colon === name.length - 1 ? "floating" : "tag";
}
/**
* The repository of an image reference, spelt out: `Hello:1` and `index.docker.io/library/hello@sha256:…` are both
* `docker.io/library/hello`. In lower case: registries know no capitals.
*/
function repositoryOf(image) {
	const [untagged = ""] = image.trim().toLowerCase().split("@");
	const name = untagged.replace(/:[^/]*$/, "");
	const [first = "", ...rest] = name.split("/");
	const registry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost") ? first : "";
	if (registry !== "" && !/^(index\.|registry-1\.)?docker\.io$/.test(registry)) return name;
	const path = registry === "" ? name : rest.join("/");
	return `docker.io/${path.includes("/") ? path : `library/${path}`}`;
}

// src/kubernetes/manifests/pod-templates.ts
/** All containers of the object's pod templates, init containers first, as they start. */
function templateContainers(object) {
	return podSpecs(object).flatMap((spec) => [...mappingsIn(spec.initContainers), ...mappingsIn(spec.containers)]).map((container) => ({
		name: typeof container.name === "string" ? container.name : "",
		image: typeof container.image === "string" ? container.image : void 0
	}));
}
/** What pods would be made of, wherever the object keeps it. */
function podSpecs(object) {
	const path = podTemplatePath(object);
	if (path !== void 0) return [mappingAt(object, ...path, "spec") ?? {}];
	return isCrd(object) ? [] : podSpecsIn(object, []);
}
/** Kinds that nobody told us about keep their pod templates anywhere, and some have several. */
function podSpecsIn(value, path) {
	if (Array.isArray(value)) return value.flatMap((item) => podSpecsIn(item, path));
	if (!isMapping$1(value)) return [];
	const inTemplate = path.at(-1) === "spec" && /template$/i.test(path.at(-2) ?? "");
	return [...mappingsIn(value.containers).some(({ image }) => inTemplate || typeof image === "string") ? [value] : [], ...Object.entries(value).flatMap(([field, inner]) => podSpecsIn(inner, [...path, field]))];
}
/** A copy of the object with `change` made at `path`; a missing mapping on the way is made. */
function withFieldChanged(object, path, change) {
	const at = (value, rest) => {
		const [field, ...further] = rest;
		if (field === void 0) return change(value);
		const mapping = isMapping$1(value) ? value : {};
		return {
			...mapping,
			[field]: at(mapping[field], further)
		};
	};
	return at(object, path);
}

// src/kubernetes/manifests/image-checks.ts
/**
* Holds the images of all containers against the one that is to be deployed (`repository@sha256:…`, as the gate found
* it): what is in its repository must be exactly it, or another commit's code would run under this commit's name.
* Without `image` only how firmly images are named is looked at.
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
				const text = `${subject}, which is not what is deployed; it must be {{ .deploy.image }}, which is ${image}`;
				findings.push({
					reason: "wrong-image",
					where,
					text
				});
				used = true;
			} else if (pinningOf(container.image) === "floating") {
				const text = `${subject}, which changes under your feet; use .deploy.image or a digest`;
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
		const text = `No container has the image ${image}: the release changes what is around the program, not the program; if that is not meant, use {{ .deploy.image }}`;
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
/** What must not be in a set, and what is worth a word, over all objects of it. `image`: what is to be deployed. */
function checkSet(manifests, image) {
	const images = checkImages(manifests, image);
	return {
		findings: [
			...duplicates$1(manifests),
			...manifests.flatMap(checkKind),
			...images.findings
		],
		warnings: [...images.warnings, ...manifests.filter(isCustom).map(notFollowed)]
	};
}
function duplicates$1(manifests) {
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
/** The finding about an object that an earlier manifest holds already. */
function duplicateOf(manifest, before) {
	const text = `${nameOf(manifest.object)} is there twice, also at ${locationOf(before)}: the second would win`;
	return {
		reason: "duplicate-object",
		where: locationOf(manifest),
		text
	};
}
function checkKind(manifest) {
	const { object } = manifest;
	if (!(runsUnfollowed(object) || isCustom(manifest) && podSpecs(object).length > 0)) return [];
	const followed = FOLLOWED_KINDS.map(({ kind }) => `a ${kind}`).join(" or ");
	const text = `${nameOf(object)}: the rollout of a ${object.kind} is not followed yet, so its failure would not be noticed; use ${followed}`;
	return [{
		reason: "not-followed-yet",
		where: locationOf(manifest),
		text
	}];
}
/** Custom resources live in groups with a domain of their own. */
function isCustom(manifest) {
	const group = groupOf(manifest.object.apiVersion);
	return group.includes(".") && !group.endsWith(".k8s.io");
}
function notFollowed(manifest) {
	const text = `${nameOf(manifest.object)} is applied, but what its operator makes of it is not followed`;
	return {
		reason: "not-followed",
		where: locationOf(manifest),
		text
	};
}

// src/kubernetes/apply/preflight.ts
/**
* Asks the cluster, by a dry run of everything at once, whether the set would be taken. Writes nothing.
* Throws one `UserError` (refused, `preflight`) with every finding.
*/
async function preflight(cluster, set, options = {}) {
	try {
		return await checkAll(cluster, set, options.signal);
	} catch (thrown) {
		throw connectionProblem(thrown, cluster.server) ?? thrown;
	}
}
async function checkAll(cluster, set, signal) {
	const discovery = await discover(cluster.client, set.manifests.map((manifest) => manifest.object), signal);
	const own = new Set(set.manifests.filter(({ object }) => isNamespace(object)).map(({ object }) => object.metadata.name));
	const warnings = [];
	const findings = [];
	const placed = set.manifests.flatMap((manifest) => place(cluster, discovery, manifest, findings) ?? []);
	findings.push(...duplicates(placed.map(({ planned }) => planned)));
	const about = {
		own,
		findings,
		warnings,
		signal
	};
	const objects = await concurrently(placed, (one) => dryRunObject(cluster, one, about));
	const order = new Map(set.manifests.map((manifest, index) => [locationOf(manifest), index]));
	const position = ({ where = "" }) => order.get(where) ?? 0;
	const unique = withoutRepeats(findings.sort((a, b) => position(a) - position(b)));
	const [first] = unique;
	if (first !== void 0) {
		const more = unique.length > 1 ? ` (and ${unique.length - 1} more)` : "";
		const message = `The cluster would not take the release: ${first.where}: ${first.text}${more}`;
		throw new UserError("preflight", message, {
			outcome: "refused",
			findings: unique
		});
	}
	return {
		objects,
		warnings
	};
}
function place(cluster, discovery, manifest, findings) {
	const { object } = manifest;
	const resource = discovery.resourceOf(object);
	if (resource === void 0) {
		const text = `${nameOf(object)}: the cluster has no ${object.kind} in ${object.apiVersion}; check the apiVersion, or install its definition`;
		findings.push({
			reason: "unknown-kind",
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
/** Only the cluster's default namespace shows that two are one: with and without it, they have the same path. */
function duplicates(planned) {
	const first = /* @__PURE__ */ new Map();
	return planned.flatMap(({ path, manifest }) => {
		const before = first.get(path);
		if (before === void 0) first.set(path, manifest);
		return before === void 0 ? [] : [duplicateOf(manifest, before)];
	});
}
async function dryRunObject(cluster, { planned, resource }, about) {
	if (!resource.served) return planned;
	const { manifest } = planned;
	try {
		const { code, body } = await serverSideApply(cluster.client, planned.path, manifest.object, {
			dryRun: true,
			signal: about.signal
		});
		const version = mappingAt(body, "metadata")?.resourceVersion;
		return code === 201 || typeof version !== "string" ? planned : {
			...planned,
			resourceVersion: version
		};
	} catch (thrown) {
		if (!(thrown instanceof KubernetesError) || thrown.reason === "Transport" || thrown.code === 401) throw thrown;
		if (thrown.code === 404 && thrown.details.kind === "namespaces" && about.own.has(thrown.details.name)) return planned;
		if (/does not support dry run/.test(thrown.message)) {
			const text = `${nameOf(manifest.object)} could not be tried out: an admission webhook of the cluster has no dry run`;
			about.warnings.push({
				reason: "not-tried",
				where: locationOf(manifest),
				text
			});
			return planned;
		}
		about.findings.push(...findingsFrom(thrown, manifest));
		return planned;
	}
}
/** A missing namespace is one finding, not one for each object in it. */
function withoutRepeats(findings) {
	const seen = /* @__PURE__ */ new Set();
	return findings.filter(({ reason, where, text }) => {
		const key = reason === "namespace-missing" ? text : `${reason} ${where} ${text}`;
		return !seen.has(key) && seen.add(key);
	});
}

// src/kubernetes/manifests/labels.ts
const MANAGED_BY = "app.kubernetes.io/managed-by";
const SERVICE = "commit-train.dev/service";
const ENVIRONMENT = "commit-train.dev/environment";
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
		...isMapping$1(labels) ? labels : {},
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
		...isMapping$1(labels) ? labels : {},
		...own
	}));
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

// src/kubernetes/diagnosis/pull-problem.ts
/**
* What runtimes and registries say when an image does not come. First match wins: passing trouble is looked for
* first, because its texts often contain the words of the permanent kind as well.
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
/** Reads the text of a failed pull. A text that says nothing known may be about anything, so it may heal. */
function pullProblem(text, since) {
	return {
		code: PATTERNS.find(({ pattern }) => pattern.test(text))?.code ?? "image-pull-failed",
		text: apiText(essence$1(text)),
		since
	};
}
/** `Back-off pulling image …` alone says nothing about why; newer kubelets append the reason. */
function saysWhy(text) {
	return !/^Back-off pulling image "[^"]*"$/.test(text.trim());
}
/** What kubelet and runtime wrap around the registry's own words; each names the image once more. */
const WRAPPING = [
	/^Back-off pulling image "[^"]*": (ErrImagePull: )?/,
	/^Failed to pull image "[^"]*": /,
	/^rpc error: code = \w+ desc = /,
	/^failed to pull and unpack image "[^"]*": /,
	/^failed to resolve reference "[^"]*": /
];
function essence$1(text) {
	return WRAPPING.reduce((rest, wrapping) => rest.replace(wrapping, ""), text.trim());
}

// src/kubernetes/diagnosis/pod-history.ts
/** Records the pods at every update. Pods that exist before the apply bring restarts of their own. */
var PodMemory = class {
	#restarts = /* @__PURE__ */ new Map();
	#pulls = /* @__PURE__ */ new Map();
	/** Call once with the pods that exist before anything is applied. */
	begin(pods) {
		for (const [key, status] of statuses(pods)) this.#restarts.set(key, status.restartCount ?? 0);
	}
	/** Call with the pods after each change. */
	update(pods) {
		for (const [key, { state }] of statuses(pods)) {
			const { reason = "", message = "" } = state?.waiting ?? {};
			if (/^(ErrImagePull|ImagePullBackOff)$/.test(reason) && message !== "" && saysWhy(message)) this.#pulls.set(key, message);
		}
	}
	restartsBefore(pod, container) {
		return this.#restarts.get(keyOf$1(pod, container)) ?? 0;
	}
	pullError(pod, container) {
		return this.#pulls.get(keyOf$1(pod, container));
	}
};
function* statuses(pods) {
	for (const pod of pods) {
		const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
		for (const status of [...initContainerStatuses, ...containerStatuses]) yield [keyOf$1(pod, status.name), status];
	}
}
function keyOf$1(pod, container) {
	return `${pod.metadata.uid} ${container}`;
}

// src/reasons/causes.ts
/** Every reason why a rollout is not complete, by its stable code. A new code is one row here and its recogniser. */
const CAUSES = {
	"image-name-invalid": {
		fatality: "fatal",
		meaning: "The image reference of a container cannot be parsed.",
		advice: "correct the image reference; repository names are lower case"
	},
	"image-not-found": {
		fatality: "fatal",
		meaning: "The registry has no image with this repository, tag or digest.",
		advice: "the registry has no such image; check repository, tag or digest"
	},
	"image-not-on-node": {
		fatality: "fatal",
		meaning: "The imagePullPolicy is Never, and the node does not have the image.",
		advice: "imagePullPolicy is Never and the node does not have the image; use IfNotPresent"
	},
	"image-unauthorized": {
		fatality: "fatal",
		meaning: "The registry refused to let the node pull the image.",
		advice: "the node is not allowed to pull the image; check imagePullSecrets and their permissions"
	},
	"image-platform": {
		fatality: "fatal",
		meaning: "The image is not built for the node's platform.",
		advice: "the image is not built for the node's platform; build it for that platform"
	},
	"image-rate-limited": {
		fatality: "waiting",
		meaning: "The registry limits the number of pulls.",
		advice: "the registry limits pulls; log in to it, or use a mirror"
	},
	"image-registry-unreachable": {
		fatality: "waiting",
		meaning: "The node cannot reach the registry of the image.",
		advice: "the node cannot reach the registry; check the name, the network and the registry itself"
	},
	"image-registry-certificate": {
		fatality: "waiting",
		meaning: "The node does not trust the certificate of the registry.",
		advice: "the node does not trust the registry; install its certificate authority on the node"
	},
	"image-pull-failed": {
		fatality: "waiting",
		meaning: "The image could not be pulled for a reason that is not recognised.",
		advice: "the image could not be pulled; see the text"
	},
	"container-command-invalid": {
		fatality: "fatal",
		meaning: "The command of a container does not exist in the image or cannot be executed.",
		advice: "check command and args of the container, and that the image has that file, executable, for this platform"
	},
	"container-start-failed": {
		fatality: "waiting",
		meaning: "The node could not start a container for a reason that is not recognised.",
		advice: "the node could not start the container; see the text"
	},
	crash: {
		fatality: "waiting",
		meaning: "A container ended although it should run. A second crash ends the rollout.",
		advice: "read its last log lines"
	},
	"out-of-memory": {
		fatality: "waiting",
		meaning: "A container was killed because it exceeded its memory limit. A second crash ends the rollout.",
		advice: "it used more memory than its limit; raise resources.limits.memory, or use less"
	},
	"not-ready": {
		fatality: "waiting",
		meaning: "A container runs but is not ready: its readiness or startup probe has not passed.",
		advice: "check the probe (path, port, delay) and what the program waits for"
	},
	"config-missing": {
		fatality: "fatal",
		meaning: "A pod refers to a ConfigMap, a Secret or a key that does not exist.",
		advice: "the pod refers to a ConfigMap, Secret or key that does not exist; add it to the templates, or correct the name"
	},
	"config-failed": {
		fatality: "waiting",
		meaning: "A container could not be configured for a reason that is not recognised.",
		advice: "the container cannot be configured; see the text"
	},
	"node-cache": {
		fatality: "waiting",
		meaning: "The node has not yet fetched a ConfigMap or Secret of the pod.",
		advice: "the node is still fetching a ConfigMap or Secret; this usually passes"
	},
	"runs-as-root": {
		fatality: "fatal",
		meaning: "The pod sets runAsNonRoot, but the image runs as root or as a user that is given by name.",
		advice: "the image runs as root or names its user by name; set runAsUser to a number other than 0, or USER in the Dockerfile"
	},
	"mount-failed": {
		fatality: "waiting",
		meaning: "A volume of a pod could not be mounted.",
		advice: "the volume cannot be mounted; see the text"
	},
	unschedulable: {
		fatality: "waiting",
		meaning: "No node can run the pod at the moment.",
		advice: "no node can run the pod now; check its requests, selectors and taints, or let nodes be added"
	},
	"quota-exceeded": {
		fatality: "waiting",
		meaning: "The resource quota of the namespace does not allow another pod.",
		advice: "the quota of the namespace is used up; free some of it, raise it, or request less"
	},
	"service-account-missing": {
		fatality: "grace",
		meaning: "The service account of the pod does not exist. In a new namespace it appears after a moment.",
		advice: "the service account does not exist; add it to the templates, or correct its name"
	},
	"pod-security": {
		fatality: "fatal",
		meaning: "The pod security level of the namespace does not allow the pod.",
		advice: "the namespace's pod security level does not allow this pod; restrict its securityContext"
	},
	"pod-refused": {
		fatality: "fatal",
		meaning: "The cluster or an admission webhook refused to create the pod.",
		advice: "the cluster does not accept this pod; see the text"
	},
	"pod-not-created": {
		fatality: "waiting",
		meaning: "The pod could not be created for a reason that is not recognised.",
		advice: "the pod could not be created; see the text"
	},
	"rollout-paused": {
		fatality: "fatal",
		meaning: "The workload is paused, so the cluster does not roll it out.",
		advice: "remove spec.paused from the template, or resume the rollout"
	},
	"progress-deadline": {
		fatality: "fatal",
		meaning: "The rollout made no progress within progressDeadlineSeconds.",
		advice: "see the other causes; if it only needs longer, raise progressDeadlineSeconds"
	},
	"cluster-silent": {
		fatality: "waiting",
		meaning: "The watch connection to the cluster was lost until the time budget was over.",
		advice: "check that the API server is up and reachable; then deploy again, or look at the workload itself"
	},
	"not-complete": {
		fatality: "waiting",
		meaning: "The time budget is over, and the cluster gives no reason why the rollout is not complete.",
		advice: "the time budget is over and the cluster gives no reason; raise timeout if it only needs longer"
	}
};

// src/kubernetes/diagnosis/cause.ts
/** The symptom of an object as a cause. */
function causeOf(about, symptom) {
	const { code, text, since } = symptom;
	const { advice, fatality } = CAUSES[code];
	return {
		...about,
		code,
		text,
		advice,
		fatality: symptom.fatality ?? fatality,
		...since === void 0 ? {} : { since }
	};
}
const ORDER = [
	"fatal",
	"grace",
	"waiting"
];
/** Worst first; among equals the order in which the rules found them. Each (code, container) once, with its first pod. */
function ranked(causes) {
	const seen = /* @__PURE__ */ new Set();
	return causes.filter(({ code, object, namespace, container }) => {
		const key = JSON.stringify([
			code,
			object,
			namespace,
			container
		]);
		return !seen.has(key) && seen.add(key);
	}).sort((a, b) => ORDER.indexOf(a.fatality) - ORDER.indexOf(b.fatality));
}

// src/kubernetes/diagnosis/container-log.ts
const LINES = 25;
const LONGEST_LINE = 500;
const LIMIT_BYTES = 65536;
const LOG_READ_LIMIT_MS = 2e3;
/** Causes of containers that ran, and so may have written something. */
const CODES_WITH_LOG = /* @__PURE__ */ new Set([
	"crash",
	"out-of-memory",
	"not-ready"
]);
/**
* The failing container's last lines; undefined if there are none, or if they cannot be had within 2 s. Both the
* present and the previous run are read: which of them has the crash's lines depends on the moment, and the kubelet
* may have removed either.
*/
async function readLog({ client, clock, redact }, cause, pods, signal) {
	const { pod, container, namespace } = cause;
	if (pod === void 0 || container === void 0 || !CODES_WITH_LOG.has(cause.code)) return void 0;
	const nap = new AbortController();
	const late = new AbortController();
	const either = signal === void 0 ? late.signal : AbortSignal.any([signal, late.signal]);
	clock.sleep(LOG_READ_LIMIT_MS, nap.signal).then(() => late.abort(), () => void 0);
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
	nap.abort();
	signal?.throwIfAborted();
	const previous = before.length > 0 && (current.length === 0 || isRunning(pods, pod, container)) && cause.code !== "not-ready";
	const lines = previous ? before : current;
	return lines.length === 0 ? void 0 : {
		pod,
		container,
		lines,
		previous
	};
}
/** Without a last line that the limit has cut: half a secret is not known as one. */
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
/** Writes one line for each change, and none while nothing changes. */
var ProgressLog = class {
	#log;
	#last = /* @__PURE__ */ new Map();
	#logged = /* @__PURE__ */ new Set();
	constructor(log) {
		this.#log = log;
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
/** The cause in one line: `Deployment/web: pod web-5d8-x7k2p, container app: image-not-found: …`. */
function describeCause(cause) {
	const where = [cause.pod === void 0 ? "" : `pod ${cause.pod}`, cause.container === void 0 ? "" : `container ${cause.container}`].filter((text) => text !== "").join(", ");
	return `${cause.object}: ${where === "" ? "" : `${where}: `}${cause.code}: ${cause.text}`;
}
/** Every pod starts by not being ready; it is news once a probe has failed. */
function isNews(cause) {
	return cause.code !== "not-ready" || cause.since !== void 0;
}

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
/** Judges every workload after each change until all are complete and stay so, one fails, or the time is over. */
async function follow(followed, options) {
	const { cluster, streams, memory, changes, workloads } = followed;
	const { clock } = cluster;
	const log = new ProgressLog(cluster.log);
	const end = clock.now() + options.timeoutMs;
	const health = new StreamHealth(cluster.log);
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
		await changes.next(clock, nextUpdate(workloads, health, times), options.signal);
	}
}
function outcomeOf(workloads, health, { now, end, stableForMs }) {
	if (workloads.some((workload) => workload.takenOver)) return "taken-over";
	if (workloads.some((workload) => workload.causes[0]?.fatality === "fatal")) return "failed";
	const isStable = (since) => since !== void 0 && now - Math.max(since, health.uninterruptedSince) >= stableForMs;
	if (health.isUpToDate(now) && workloads.every(({ completeSince }) => isStable(completeSince))) return "complete";
	if (now >= end && workloads.some(({ completeSince }) => completeSince === void 0)) return "timeout";
	return now >= end + stableForMs ? "timeout" : void 0;
}
/** Milliseconds until time alone could change the outcome. */
function nextUpdate(workloads, health, { now, end, stableForMs }) {
	const times = [now < end ? end : end + stableForMs, health.upToDateAt];
	for (const { completeSince, graceEndsAt } of workloads) {
		if (completeSince !== void 0) times.push(Math.max(completeSince, health.uninterruptedSince) + stableForMs);
		if (graceEndsAt !== void 0) times.push(graceEndsAt);
	}
	return Math.max(1, Math.min(...times.filter((time) => time > now)) - now);
}
async function conclude({ cluster, streams, workloads }, outcome, { now, lostSince }, options) {
	const reports = workloads.map((workload) => workload.report(now));
	const known = ranked(workloads.flatMap((workload) => workload.causes));
	const causes = outcome === "timeout" && lostSince !== void 0 ? [connectionLost(reports, (now - lostSince) / 1e3), ...known] : known;
	if (outcome === "complete" || outcome === "taken-over") return {
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
/** The time is over, and the watch connection is lost. */
function connectionLost(reports, seconds) {
	const [first] = reports;
	return causeAbout(first, {
		code: "cluster-silent",
		text: `the watch connection to the cluster has been lost for ${Math.round(seconds)} s`
	});
}
/** The time is over, and the cluster has not said why. */
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

// src/kubernetes/api/workload-shapes.ts
/** When the event last happened, as the API says. */
function timeOf(event) {
	return event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp;
}

// src/kubernetes/diagnosis/crash.ts
/** Strict: a program that lost a race with what it depends on may try once more; a second crash is a verdict. */
const FATAL_CRASHES = 2;
/**
* Counts the crashes of a container since the rollout began and names how it ended.
*
* A container that has to keep running (`keepsRunning`) crashed whenever it ended, also with code 0; any other, such as
* an init container, only when its code is not 0. Restart count and terminated state are there ten seconds and more
* before the word CrashLoopBackOff, so that word is not waited for.
*/
function crash(status, restartsBefore, keepsRunning) {
	const { state = {}, lastState = {}, restartCount = 0 } = status;
	const looping = state.waiting?.reason === "CrashLoopBackOff";
	const now = state.terminated !== void 0 && isCrash(state.terminated, keepsRunning) ? 1 : 0;
	const crashes = restartCount - restartsBefore + now;
	if (crashes <= 0 && !looping) return void 0;
	if (!keepsRunning && state.terminated !== void 0 && now === 0) return void 0;
	const ended = now === 1 ? state.terminated : lastState.terminated;
	const fatal = looping || crashes >= FATAL_CRASHES;
	return {
		...described(ended, Math.max(crashes, looping ? FATAL_CRASHES : 0)),
		...fatal ? { fatality: "fatal" } : {},
		since: ended?.finishedAt
	};
}
function isCrash(ended, keepsRunning) {
	return keepsRunning || ended.exitCode !== 0;
}
function described(ended, times) {
	const often = times > 1 ? `, ${times} crashes so far` : "";
	if (ended === void 0) return {
		code: "crash",
		text: `crashed${often}`
	};
	if (ended.reason === "OOMKilled") return {
		code: "out-of-memory",
		text: `was killed for its memory (OOMKilled)${often}`
	};
	const by = signalOf(ended);
	return {
		code: "crash",
		text: `${by === void 0 ? `exited with code ${ended.exitCode}` : `was ended by ${by} (code ${ended.exitCode})`}${often}${ended.message === void 0 ? "" : `: ${apiText(ended.message)}`}`
	};
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

// src/kubernetes/diagnosis/start-problem.ts
const BAD_COMMAND = /no such file or directory|executable file not found|permission denied|exec format error|no command specified|is a directory|not a directory/i;
/** A container that could not be started: reasons StartError, RunContainerError, ContainerCannotRun, CreateContainerError. */
function startProblem(reason, message, since) {
	const text = apiText(essence(message) === "" ? reason : essence(message));
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
/** A container whose configuration is not there: reason CreateContainerConfigError. */
function configProblem(message) {
	const text = apiText(message);
	if (/failed to sync .* cache/i.test(message)) return {
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
function mountProblem(message, since) {
	const text = apiText(message);
	if (/(configmap|secret)/i.test(message) && /not found|non-existent (config|secret) key/i.test(message) && !/failed to sync/i.test(message)) return {
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
/** The runtimes' own layers say nothing to the author of a container. */
function essence(message) {
	const start = message.search(/exec: "|exec [^:]+: /);
	return (start < 0 ? message : message.slice(start)).replace(/: unknown$/, "").trim();
}

// src/kubernetes/diagnosis/container-symptoms.ts
const START_FAILED = /^(StartError|ContainerCannotRun|RunContainerError|CreateContainerError)$/;
/** Everything that can be told about one container, the most telling first. */
function containerSymptoms(view) {
	const { status } = view;
	const { reason = "", message = "" } = status.state?.waiting ?? {};
	return [
		pull(view, reason, message),
		reason === "InvalidImageName" ? {
			code: "image-name-invalid",
			text: apiText(message)
		} : void 0,
		reason === "ErrImageNeverPull" ? {
			code: "image-not-on-node",
			text: apiText(message)
		} : void 0,
		reason === "CreateContainerConfigError" ? configProblem(message) : void 0,
		start$1(status, reason, message) ?? crash(status, view.restartsBefore, view.keepsRunning),
		probe(view)
	].filter((symptom) => symptom !== void 0);
}
/** The event comes about a second before the status says so; the status later says only that it backs off. */
function pull(view, reason, message) {
	const pulling = reason === "ErrImagePull" || reason === "ImagePullBackOff";
	if (view.status.state?.running !== void 0 || view.status.state?.terminated !== void 0) return void 0;
	const event = view.events.findLast(({ reason, message = "" }) => reason === "Failed" && message.startsWith("Failed to pull image"));
	const pulledSince = view.events.some(({ reason }) => reason === "Pulled");
	if (event !== void 0 && !pulledSince) return pullProblem(event.message ?? "", timeOf(event));
	if (!pulling) return void 0;
	const known = saysWhy(message) && message !== "" ? message : view.pullError;
	return pullProblem(known ?? message);
}
/** After the first try the status says CrashLoopBackOff, and only the last state still tells why it never ran. */
function start$1(status, reason, message) {
	for (const ended of [status.state?.terminated, status.lastState?.terminated]) if (ended !== void 0 && START_FAILED.test(ended.reason ?? "")) return startProblem(ended.reason ?? "", ended.message ?? "", ended.finishedAt);
	return START_FAILED.test(reason) ? startProblem(reason, message) : void 0;
}
/** A container that runs but is not ready, with what its probe said. */
function probe({ status, events }) {
	if (status.state?.running === void 0 || status.ready === true) return void 0;
	const event = events.findLast(({ reason }) => reason === "Unhealthy");
	return {
		code: "not-ready",
		text: event === void 0 ? "runs, but is not ready" : apiText(event.message ?? ""),
		since: event === void 0 ? void 0 : timeOf(event)
	};
}

// src/kubernetes/diagnosis/diagnose.ts
/** Why the rollout is not complete: everything the facts tell, worst first. */
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
	return causes.map((cause) => cause.fatality === "fatal" ? cause : {
		...cause,
		fatality: "fatal"
	});
}
function podCauses(about, pod, { events, containersKeepRunning }, history) {
	if (pod.metadata.deletionTimestamp !== void 0 || pod.status?.phase === "Failed") return [];
	const ofPod = events.filter((event) => event.involvedObject.uid === pod.metadata.uid);
	const here = {
		...about,
		pod: pod.metadata.name
	};
	return [...viewsOf(pod, ofPod, history, containersKeepRunning).flatMap((view) => containerSymptoms(view).map((symptom) => causeOf({
		...here,
		container: view.status.name
	}, symptom))), ...podSymptoms(pod, ofPod).map((symptom) => causeOf(here, symptom))];
}
function viewsOf(pod, events, history, containersKeepRunning) {
	const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
	const view = (keepsRunning) => (status) => ({
		status,
		keepsRunning,
		events: events.filter((event) => event.involvedObject.fieldPath?.endsWith(`{${status.name}}`)),
		restartsBefore: history.restartsBefore(pod, status.name),
		pullError: history.pullError(pod, status.name)
	});
	return [...initContainerStatuses.map(view(false)), ...containerStatuses.map(view(containersKeepRunning))];
}
function podSymptoms(pod, events) {
	const found = [];
	const scheduled = pod.status?.conditions?.find(({ type }) => type === "PodScheduled");
	if (scheduled?.status === "False") {
		const text = apiText(scheduled.message ?? "");
		found.push({
			code: "unschedulable",
			text,
			since: scheduled.lastTransitionTime
		});
	}
	const mount = events.findLast(({ reason }) => reason === "FailedMount");
	const started = pod.status?.containerStatuses?.some(({ state }) => state?.waiting?.reason !== "ContainerCreating");
	if (mount !== void 0 && !started) found.push(mountProblem(mount.message ?? "", timeOf(mount)));
	return found;
}

// src/kubernetes/kinds/judge-rollout.ts
/** Judges the facts about a workload of any followed kind. */
function judgeRollout(target, { workload, deleted, pods }) {
	if (deleted) return {
		...unobserved("deleted by somebody else"),
		state: "taken-over"
	};
	if (workload === void 0) return unobserved("not seen yet");
	if (target.kind.isTakenOver(target, workload)) return {
		...unobserved("changed by somebody else"),
		state: "taken-over"
	};
	const progress = target.kind.progressOf(target, workload);
	if (!progress.observed) return unobserved("waiting for its controller");
	return {
		...progress,
		state: progress.complete ? "complete" : "progressing",
		restarts: restartsOf(pods)
	};
}
function unobserved(text) {
	return {
		state: "progressing",
		observed: false,
		complete: false,
		text,
		desired: 0,
		updated: 0,
		available: 0,
		restarts: 0
	};
}
function restartsOf(pods) {
	return pods.flatMap(({ status }) => [...status?.initContainerStatuses ?? [], ...status?.containerStatuses ?? []]).reduce((sum, { restartCount = 0 }) => sum + restartCount, 0);
}

// src/kubernetes/rollout/followed-workload.ts
/** How long a cause that often heals right after the apply may stay. */
const GRACE_MS = 1e4;
/** One followed workload: its state at the last update, and since when. */
var FollowedWorkload = class {
	target;
	#startedAt;
	#graceSince = /* @__PURE__ */ new Map();
	#state;
	#causes = [];
	#completeSince;
	constructor(target, startedAt) {
		this.target = target;
		this.#startedAt = startedAt;
	}
	/** Takes in the facts at time `now` (milliseconds). */
	update(facts, history, now) {
		const state = judgeRollout(this.target, facts);
		const steady = state.state === "complete" && state.restarts === this.#state?.restarts;
		if (state.state !== "complete") this.#completeSince = void 0;
		else if (!steady || this.#completeSince === void 0) this.#completeSince = now;
		this.#state = state;
		const causes = state.state === "progressing" ? diagnose(subjectOf(this.target, facts, state), history) : [];
		this.#causes = causes.map((cause) => this.#withGrace(cause, now));
		for (const code of this.#graceSince.keys()) if (!causes.some((cause) => cause.code === code)) this.#graceSince.delete(code);
	}
	/** Since when it has been complete without a restart or loss; undefined while it is not. */
	get completeSince() {
		return this.#completeSince;
	}
	/** Whether what is known is about what was applied. */
	get observed() {
		return this.#state?.observed === true || this.takenOver;
	}
	get takenOver() {
		return this.#state?.state === "taken-over";
	}
	/** Worst first. */
	get causes() {
		return this.#causes;
	}
	/** When a cause's grace ends, if one is running. */
	get graceEndsAt() {
		const since = [...this.#graceSince.values()];
		return since.length === 0 ? void 0 : Math.min(...since) + GRACE_MS;
	}
	report(now) {
		const { state = "progressing", text = "", desired = 0, updated = 0, available = 0 } = this.#state ?? {};
		const failing = state === "progressing" && this.#causes[0]?.fatality === "fatal";
		return {
			object: objectOf(this.target),
			namespace: this.target.namespace,
			name: this.target.name,
			state: failing ? "failing" : state,
			text,
			seconds: ((this.#completeSince ?? now) - this.#startedAt) / 1e3,
			desired,
			updated,
			available
		};
	}
	#withGrace(cause, now) {
		if (cause.fatality !== "grace") return cause;
		const since = this.#graceSince.get(cause.code) ?? now;
		this.#graceSince.set(cause.code, since);
		return now - since >= GRACE_MS ? {
			...cause,
			fatality: "fatal"
		} : cause;
	}
};
function objectOf({ kind, name }) {
	return `${kind.kind}/${name}`;
}
/** Before the controller has seen what was applied, pods and deadline are about something else. */
function subjectOf(target, facts, { observed }) {
	const { kind, namespace } = target;
	return {
		object: objectOf(target),
		namespace,
		containersKeepRunning: kind.containersKeepRunning,
		pods: observed ? facts.pods : [],
		events: facts.events,
		symptoms: kind.symptoms(target, facts, observed),
		deadline: observed ? kind.deadline(target, facts) : void 0
	};
}

// src/kubernetes/api/message-redaction.ts
/**
* A copy of a received object with secrets hidden in every text that the cluster wrote for people: the `message` of an
* event, and every `message` in the status. What was applied (the `spec`) stays as it is, for it is compared.
*/
function withMessagesRedacted(object, redact) {
	if (!isMapping$1(object)) return object;
	const { message, status } = object;
	return {
		...object,
		...typeof message === "string" ? { message: redact(message) } : {},
		...status === void 0 ? {} : { status: redacted(status, redact) }
	};
}
function redacted(value, redact) {
	if (Array.isArray(value)) return value.map((item) => redacted(item, redact));
	if (!isMapping$1(value)) return value;
	const fields = Object.entries(value).map(([field, inner]) => [field, field === "message" && typeof inner === "string" ? redact(inner) : redacted(inner, redact)]);
	return Object.fromEntries(fields);
}

// src/kubernetes/api/object-cache.ts
/** The objects of one kind in one namespace, by name, as a watch last delivered them. */
var ObjectCache = class {
	#items = /* @__PURE__ */ new Map();
	#deleted = /* @__PURE__ */ new Set();
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
	/** Whether an object of that name existed and does not any more. */
	isDeleted(name) {
		return this.#deleted.has(name) && !this.#items.has(name);
	}
	all() {
		return [...this.#items.values()];
	}
	replaced(objects) {
		const before = this.#items;
		this.#items = new Map(objects.filter(this.#filter).map((item) => [item.metadata.name, this.#transform(item)]));
		for (const name of before.keys()) if (!this.#items.has(name)) this.#deleted.add(name);
		this.#onChange();
	}
	changed(type, object) {
		const item = object;
		const { name } = item.metadata;
		if (type === "DELETED") {
			if (this.#items.delete(name)) this.#deleted.add(name);
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

// src/kubernetes/rollout/namespace-streams.ts
/** Reasons of the pods' events that the diagnosis reads. */
const POD_EVENTS = [
	"Failed",
	"FailedMount",
	"Unhealthy",
	"Pulled"
];
/** Everything that happens to a release's workloads in one namespace, by watch streams. */
var NamespaceStreams = class {
	namespace;
	/** The lists that the kinds need, each once. */
	lists;
	pods;
	events;
	constructor(namespace, kinds, changes, { log, redact }) {
		const shared = (plural) => ({
			onChange: () => changes.notify(),
			transform: (item) => withMessagesRedacted(item, redact),
			onInterruption: (why) => log.debug(`Reconnecting the watch of ${plural} in namespace ${namespace}: ${why}`)
		});
		const reasons = /* @__PURE__ */ new Set([...POD_EVENTS, ...kinds.flatMap(({ eventReasons }) => eventReasons)]);
		this.namespace = namespace;
		this.lists = resourcesOf(kinds).map((resource) => ({
			resource,
			cache: new ObjectCache(shared(resource.plural))
		}));
		this.pods = new ObjectCache(shared("pods"));
		this.events = new ObjectCache({
			...shared("events"),
			filter: (event) => reasons.has(event.reason ?? "")
		});
	}
	/** The streams that a success depends on; without events failures are only explained less well. */
	get #needed() {
		return [...this.lists.map(({ cache }) => cache), this.pods];
	}
	get connected() {
		return this.#needed.every(({ connected }) => connected);
	}
	get lost() {
		return this.#needed.some(({ lost }) => lost);
	}
	get interruptions() {
		return this.#needed.reduce((sum, { interruptions }) => sum + interruptions, 0);
	}
	/** The objects of a resource that one of the kinds needs. */
	cacheOf(resource) {
		const list = this.lists.find((list) => keyOf(list.resource) === keyOf(resource));
		if (list === void 0) throw new Error(`${keyOf(resource)} is not watched in namespace ${this.namespace}`);
		return list.cache;
	}
	/** What is known about one workload here. */
	factsOf({ kind, name }) {
		const workloads = this.cacheOf(kind.resource);
		const workload = workloads.get(name);
		const candidates = kind.ownerResource === void 0 ? [] : this.cacheOf(kind.ownerResource).all();
		const { owners, pods } = workload === void 0 ? {
			owners: [],
			pods: []
		} : kind.newPods(workload, candidates, this.pods.all());
		const uids = new Set([
			...workload === void 0 ? [] : [workload],
			...owners,
			...pods
		].map(uidOf));
		return {
			workload,
			deleted: workloads.isDeleted(name),
			owners,
			pods,
			events: this.events.all().filter((event) => uids.has(event.involvedObject.uid))
		};
	}
};
function resourcesOf(kinds) {
	const all = kinds.flatMap(({ resource, ownerResource }) => ownerResource === void 0 ? [resource] : [resource, ownerResource]);
	return [...new Map(all.map((resource) => [keyOf(resource), resource])).values()];
}
function keyOf({ apiVersion, plural }) {
	return `${apiVersion}/${plural}`;
}
function uidOf({ metadata }) {
	return metadata.uid;
}

// src/kubernetes/api/watch.ts
/** How long the server lets a stream live: one that is older has lost its server, whatever the network says. */
const STREAM_SECONDS = 30;
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2e3;
/**
* Opens a list and watch: resolves when the list was delivered and rejects if that fails. From then on it follows
* until the signal: through streams that the server ends (from the version last seen), and through disconnects and
* versions that are gone (from a new list). What it cannot reach it tries again, at most every 2 s; the caller's time
* budget ends that.
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
		const gone = thrown instanceof KubernetesError && thrown.code === 410;
		throw new StreamBroken(messageOf(thrown), version, gone);
	}
	return version;
}
/** Without the parser's words: they quote the text. */
function eventIn(line) {
	try {
		const event = JSON.parse(line);
		if (isMapping$1(event)) return event;
	} catch {}
	throw new Error("the watch told something that is no event");
}

// src/kubernetes/rollout/open-streams.ts
const PODS = {
	apiVersion: "v1",
	plural: "pods"
};
const EVENTS = {
	apiVersion: "v1",
	plural: "events"
};
/** Opens the streams; resolves when all have delivered the present objects. */
async function openStreams(cluster, streams, labelSelector, signal) {
	const { client, clock, log } = cluster;
	const { namespace } = streams;
	const open = async (resource, receiver, scope) => {
		const path = `${apiPath(resource.apiVersion)}/namespaces/${encodeURIComponent(namespace)}/${resource.plural}`;
		await openWatch({
			client,
			clock,
			path,
			receiver,
			signal,
			...scope
		});
	};
	const openNeeded = async (resource, receiver) => {
		await open(resource, receiver, { labelSelector }).catch((thrown) => {
			throw isForbidden(thrown) ? watchForbidden(resource.plural, namespace, thrown) : connectionProblem(thrown, cluster.server) ?? thrown;
		});
	};
	const openEvents = async () => {
		await open(EVENTS, streams.events, { fromNow: true }).catch((thrown) => {
			if (!isForbidden(thrown)) throw connectionProblem(thrown, cluster.server) ?? thrown;
			log.notice(`The credentials may not watch events in namespace ${namespace}: failures are explained less well, and some later`);
		});
	};
	await Promise.all([
		...streams.lists.map(({ resource, cache }) => openNeeded(resource, cache)),
		openNeeded(PODS, streams.pods),
		openEvents()
	]);
}
function isForbidden(thrown) {
	return thrown instanceof KubernetesError && thrown.code === 403;
}
function watchForbidden(plural, namespace, cause) {
	const message = `The credentials may not watch ${plural} in namespace ${namespace}; the Role needs get, list and watch on ${plural}`;
	return new UserError("forbidden", message, { cause });
}

// src/kubernetes/rollout/watch-rollouts.ts
/** Opens the watch streams for a planned set. To be called before it is applied, so that nothing is missed. */
async function watchRollouts(cluster, plan, key, options = {}) {
	const { kinds = FOLLOWED_KINDS } = options;
	const ended = new AbortController();
	const signal = options.signal === void 0 ? ended.signal : AbortSignal.any([options.signal, ended.signal]);
	const changes = new Changes();
	const memory = new PodMemory();
	const streams = new Map([...kindsByNamespace(plan, kinds)].map(([namespace, followed]) => [namespace, new NamespaceStreams(namespace, [...followed], changes, cluster)]));
	try {
		await Promise.all([...streams.values()].map((stream) => openStreams(cluster, stream, selectorOf(key), signal)));
	} catch (thrown) {
		ended.abort();
		throw thrown;
	}
	for (const stream of streams.values()) memory.begin(stream.pods.all());
	return {
		follow: (applied, followOptions) => {
			const workloads = applied.flatMap((object) => {
				const kind = followedKindOf(object.object, kinds);
				return kind === void 0 ? [] : [new FollowedWorkload(targetOf(object, kind), cluster.clock.now())];
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
function kindsByNamespace(plan, kinds) {
	const found = /* @__PURE__ */ new Map();
	for (const { manifest, namespace } of plan.objects) {
		const kind = followedKindOf(manifest.object, kinds);
		if (kind === void 0 || namespace === void 0) continue;
		found.set(namespace, (found.get(namespace) ?? /* @__PURE__ */ new Set()).add(kind));
	}
	return found;
}
function targetOf(applied, kind) {
	return {
		kind,
		namespace: applied.namespace ?? "",
		name: applied.name,
		uid: applied.uid,
		generation: applied.generation,
		template: mappingAt(applied.object, ...kind.podTemplate),
		unchanged: applied.action === "unchanged",
		at: applied.at
	};
}

// src/delivery/release/apply-and-follow.ts
/** Preflight, apply, follow; what happened is added to the report as it happens. */
async function rollOut(it, report) {
	const { cluster, plan, rollouts } = await it.step("preflight", async () => {
		const cluster = await connected(it);
		const plan = await planOf(it, cluster, report);
		return {
			cluster,
			plan,
			rollouts: await watchRollouts(cluster, plan, it.key, { signal: it.signal })
		};
	});
	try {
		const applied = await it.step("apply", async () => {
			report.touched = true;
			it.remember("touched", "true");
			const applied = [];
			report.applied = applied;
			const onApplied = (object) => {
				applied.push(object);
				it.log.info(appliedLine(object));
			};
			return applyPlan(cluster, plan, {
				signal: it.limit,
				onApplied
			});
		});
		return await it.step("rollout", async () => {
			report.rollout = await rollouts.follow(applied, {
				timeoutMs: it.remainingMs() - it.stableForMs,
				stableForMs: it.stableForMs,
				signal: it.signal
			});
			return report.rollout;
		});
	} finally {
		rollouts.close();
	}
}
async function connected(it) {
	try {
		return await it.connecting.cluster;
	} finally {
		it.connecting.log.release(it.log);
	}
}
async function planOf(it, cluster, report) {
	const plan = await preflight(cluster, labelled(it.set, it.key), { signal: it.limit });
	for (const warning of [...it.set.warnings, ...plan.warnings]) {
		report.warnings.push(warning);
		it.log.warning(warning.where === void 0 ? warning.text : `${warning.where}: ${warning.text}`);
	}
	it.log.info(`The cluster (${cluster.serverVersion.text}) would take all ${plan.objects.length} objects`);
	return plan;
}
const signs = {
	created: "+",
	changed: "~",
	unchanged: "="
};
function appliedLine(applied) {
	const place = applied.namespace === void 0 ? "" : ` in ${applied.namespace}`;
	return `${signs[applied.action]} ${nameOf(applied.manifest.object)}${place} ${applied.action}`;
}

// src/domain/kubernetes-version.ts
/** Reads `v1.34.4`, also with a vendor's suffix: `v1.34.4-gke.100`, `v1.34.4+k3s1`. */
function parseVersion(text) {
	const match = /^v?(\d+)\.(\d+)/.exec(text);
	return match === null ? void 0 : {
		major: Number(match[1]),
		minor: Number(match[2]),
		text
	};
}

// src/kubernetes/api/retry.ts
const LONGEST_WAIT_MS = 1e4;
/**
* How long to wait before the request is sent again; undefined if the answer stands. Everything that is sent through
* here may be repeated: reads, and server-side applies, which say the same thing however often they are said.
*
* - 401: once, at once; kubectl's credential plugin refreshes on it.
* - 429: up to 5 times, as the server asks, at most 10 s each.
* - no answer, 500, 502, 503, 504: 3 times within a second or two; a restart of the API server takes longer and is
*   the watch's business.
* - no whole answer within the time limit: once; the wait was long enough already.
*/
function waitBeforeRetry({ tries, code, reason, retryAfter, slow }) {
	if (slow) return tries < 2 ? 0 : void 0;
	if (code === 401) return tries < 2 ? 0 : void 0;
	if (code === 429) return tries < 6 ? Math.min(secondsIn(retryAfter) * 1e3, LONGEST_WAIT_MS) : void 0;
	if (code === 500 && reason === "") return void 0;
	if (code === 0 || code === 500 || code === 502 || code === 503 || code === 504) return tries < 4 ? 100 * 3 ** (tries - 1) : void 0;
}
function secondsIn(header) {
	const seconds = Number(header);
	return header !== void 0 && Number.isFinite(seconds) && seconds >= 0 ? seconds : 1;
}
/** An error below HTTP: no whole answer came, because the socket broke or the time limit was over (`slow`). */
function brokenConnection(cause, slow = false) {
	const text = cause instanceof Error ? cause.message : String(cause);
	return new KubernetesError(0, "Transport", text, {
		slow,
		cause
	});
}

// src/kubernetes/api/socket-http.ts
const TIME_LIMITS = {
	read: 15e3,
	apply: 45e3,
	open: 15e3,
	silence: 45e3
};
/**
* HTTP over a unix socket. Short requests share kept-alive connections, and whoever sends them limits their time by the
* signal; a stream has a connection of its own, so that it never takes a place from them, and is broken when it is
* silent for too long.
*/
function socketHttp(socketPath, limits = TIME_LIMITS) {
	const shared = new Agent({
		keepAlive: true,
		maxSockets: 64
	});
	return {
		send: (request) => new Promise((resolve, reject) => start(socketPath, shared, request, resolve).on("error", reject)),
		stream: (request) => new Promise((resolve, reject) => {
			const outgoing = start(socketPath, false, request, (answer) => {
				clearTimeout(late);
				answer.setTimeout(limits.silence, () => answer.destroy(timeoutError(limits.silence)));
				resolve(answer);
			});
			const late = setTimeout(() => outgoing.destroy(timeoutError(limits.open)), limits.open);
			outgoing.on("error", (cause) => {
				clearTimeout(late);
				reject(cause);
			});
		}),
		close: () => shared.destroy()
	};
}
/** The error of a server that says nothing. */
function timeoutError(ms) {
	return /* @__PURE__ */ new Error(`no answer within ${ms / 1e3} s`);
}
function start(socketPath, agent, { method, path, body, contentType, signal }, onAnswer) {
	const headers = {
		Host: "localhost",
		Accept: "application/json"
	};
	if (contentType !== void 0) headers["Content-Type"] = contentType;
	if (body !== void 0) headers["Content-Length"] = Buffer.byteLength(body);
	const options = {
		socketPath,
		agent,
		method,
		path,
		headers,
		...signal === void 0 ? {} : { signal }
	};
	const outgoing = request(options, onAnswer);
	outgoing.end(body);
	return outgoing;
}
/** The whole answer as text. */
async function textOfAnswer(answer) {
	answer.setEncoding("utf8");
	let text = "";
	for await (const part of answer) text += part;
	return text;
}
/** The answer line by line as it arrives; a last line without its end is not whole and is left out. */
async function* linesOfAnswer(answer) {
	answer.setEncoding("utf8");
	let rest = "";
	for await (const part of answer) {
		const lines = (rest + part).split("\n");
		rest = lines.pop() ?? "";
		yield* lines.filter((line) => line !== "");
	}
}

// src/kubernetes/api/client.ts
function kubernetesClient(socketPath, clock, { redact = (text) => text, limits = TIME_LIMITS } = {}) {
	const http = socketHttp(socketPath, limits);
	async function attempt(request) {
		const limit = request.method === "GET" ? limits.read : limits.apply;
		const late = new AbortController();
		const timer = setTimeout(() => late.abort(timeoutError(limit)), limit);
		const signal = request.signal === void 0 ? late.signal : AbortSignal.any([request.signal, late.signal]);
		try {
			const answer = await http.send({
				...request,
				signal
			});
			return {
				answer,
				text: await textOfAnswer(answer)
			};
		} catch (cause) {
			request.signal?.throwIfAborted();
			throw brokenConnection(late.signal.aborted ? late.signal.reason : cause, late.signal.aborted);
		} finally {
			clearTimeout(timer);
		}
	}
	async function send(request) {
		for (let tries = 1;; tries++) {
			let failure;
			let retryAfter;
			let slow = false;
			try {
				const got = await attempt(request);
				const code = got.answer.statusCode ?? 0;
				if (code >= 200 && code < 300) return got;
				failure = errorFrom(code, got.text, redact);
				retryAfter = got.answer.headers["retry-after"];
			} catch (thrown) {
				if (!(thrown instanceof KubernetesError)) throw thrown;
				failure = thrown;
				slow = thrown.slow;
			}
			const wait = waitBeforeRetry({
				tries,
				code: failure.code,
				reason: failure.reason,
				retryAfter,
				slow
			});
			if (wait === void 0) throw failure;
			await clock.sleep(wait, request.signal).catch((thrown) => {
				request.signal?.throwIfAborted();
				throw thrown;
			});
		}
	}
	async function json(request) {
		const { answer, text } = await send(request);
		const at = Date.parse(answer.headers.date ?? "");
		return {
			code: answer.statusCode ?? 0,
			at: Number.isNaN(at) ? clock.now() : at,
			body: parsed(text)
		};
	}
	async function* lines(path, options = {}) {
		let answer;
		try {
			answer = await http.stream({
				method: "GET",
				path: withQuery(path, options.query),
				signal: options.signal
			});
		} catch (cause) {
			options.signal?.throwIfAborted();
			throw brokenConnection(cause);
		}
		if (answer.statusCode !== 200) throw errorFrom(answer.statusCode ?? 0, await textOfAnswer(answer), redact);
		options.onOpen?.();
		try {
			yield* linesOfAnswer(answer);
		} catch (cause) {
			options.signal?.throwIfAborted();
			throw brokenConnection(cause);
		} finally {
			answer.destroy();
		}
	}
	return {
		get: (path, { query, signal } = {}) => json({
			method: "GET",
			path: withQuery(path, query),
			signal
		}),
		text: async (path, { query, signal } = {}) => (await send({
			method: "GET",
			path: withQuery(path, query),
			signal
		})).text,
		apply: (path, body, { query, signal } = {}) => json({
			method: "PATCH",
			path: withQuery(path, query),
			contentType: "application/apply-patch+yaml",
			body: JSON.stringify(body),
			signal
		}),
		lines,
		close: () => http.close()
	};
}
/** Without the parser's words: they quote the text, which may be a Secret. */
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		throw brokenConnection(/* @__PURE__ */ new Error("the answer is not JSON"));
	}
}
function withQuery(path, query = {}) {
	const text = new URLSearchParams(query).toString();
	return text === "" ? path : `${path}?${text}`;
}

// src/kubernetes/connection/proxy.ts
/** It only reads its kubeconfig and listens; it asks nobody before the first request. */
const START_LIMIT_MS = 1e4;
/** More than kubectl ever says before it ends. */
const LONGEST_OUTPUT = 1e5;
const LONGEST_TEXT = 500;
/** `sockaddr_un` holds 104 bytes on macOS (108 on Linux), the closing zero included. */
const LONGEST_SOCKET_PATH = 103;
/**
* Starts kubectl as the one door to the cluster: it holds the credentials and refreshes them, we speak plain HTTP
* over a socket that only this user can open.
*/
async function startProxy(options) {
	options.signal?.throwIfAborted();
	const folder = await socketFolder(options.folder);
	const socketPath = join(folder, "api");
	const args = [
		"proxy",
		`--unix-socket=${socketPath}`,
		"--append-server-path",
		`--kubeconfig=${options.kubeconfig.path}`,
		`--context=${options.kubeconfig.context}`
	];
	const child = spawn(options.kubectl, args, {
		env: { ...options.env },
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		]
	});
	const kill = () => {
		child.kill("SIGKILL");
	};
	process.once("exit", kill);
	const ended = new Promise((resolve) => {
		child.once("exit", () => resolve());
		child.once("error", () => resolve());
	});
	const close = async () => {
		process.removeListener("exit", kill);
		kill();
		await ended;
		child.stdout.destroy();
		child.stderr.destroy();
		await rm(folder, {
			recursive: true,
			force: true
		});
	};
	try {
		await untilServing(child, options);
	} catch (thrown) {
		await close();
		throw thrown;
	}
	return {
		socketPath,
		close
	};
}
async function socketFolder(folder) {
	const fits = Buffer.byteLength(join(folder, "p-XXXXXX", "api")) <= LONGEST_SOCKET_PATH;
	return mkdtemp(join(fits ? folder : "/tmp", "p-"));
}
async function untilServing(child, options) {
	const { kubectl, signal, redact, startLimit = START_LIMIT_MS } = options;
	const { promise, resolve, reject } = Promise.withResolvers();
	let output = "";
	let errors = "";
	const broken = (why) => {
		const said = apiText(redact(errors), LONGEST_TEXT);
		const tail = said === "" ? "" : `: ${said}`;
		reject(new UserError("kubectl-broken", `${kubectl} proxy ${why}${tail}; check that it is a working kubectl`));
	};
	const onAbort = () => reject(signal?.reason);
	const late = setTimeout(() => broken(`does not serve within ${startLimit / 1e3} s`), startLimit);
	child.stdout?.setEncoding("utf8").on("data", (text) => {
		output = (output + text).slice(-1e5);
		if (output.includes("Starting to serve")) resolve();
	});
	child.stderr?.setEncoding("utf8").on("data", (text) => {
		if (errors.length < LONGEST_OUTPUT) errors += text;
	});
	child.once("error", (cause) => broken(`does not start (${messageOf(cause)})`));
	child.once("close", (code) => broken(`ended with code ${code}`));
	signal?.addEventListener("abort", onAbort, { once: true });
	if (signal?.aborted) onAbort();
	try {
		await promise;
	} finally {
		clearTimeout(late);
		signal?.removeEventListener("abort", onAbort);
	}
}

// src/kubernetes/connection/cluster.ts
/**
* Opens the door to the cluster and asks for its version, with credentials: a cluster that cannot be used is known
* before anything else is tried.
*/
async function connectCluster(options) {
	const { log, clock, namespace, kubeconfig, redact } = options;
	const proxy = await startProxy(options);
	const client = kubernetesClient(proxy.socketPath, clock, { redact });
	const close = async () => {
		client.close();
		await proxy.close();
	};
	try {
		const { body } = await client.get("/version", { signal: options.signal });
		const text = mappingAt(body)?.gitVersion;
		const serverVersion = typeof text === "string" ? parseVersion(text) : void 0;
		if (serverVersion === void 0) throw new UserError("cluster-unreachable", `${kubeconfig.server} answers, but not like a Kubernetes API server`);
		return {
			client,
			server: kubeconfig.server,
			namespace,
			serverVersion,
			log,
			clock,
			redact,
			close
		};
	} catch (thrown) {
		await close();
		throw connectionProblem(thrown, kubeconfig.server) ?? thrown;
	}
}

// src/kubernetes/connection/kubeconfig-input.ts
var import_dist = require_dist();
/**
* Takes the input for what it is: content, content in base64 (a common way to store it in one line), or a path.
* Throws `kubeconfig-unreadable`, and quotes the input only where it can be nothing but a path.
*/
async function readKubeconfigInput(input) {
	if (isContent(input)) return {
		kind: "content",
		text: fromBase64(input) ?? input
	};
	const decoded = fromBase64(input);
	if (decoded !== void 0) return {
		kind: "content",
		text: decoded
	};
	const hint = "give the path of a kubeconfig file or its content, as it is or in base64";
	try {
		return {
			kind: "file",
			path: input,
			text: await readFile(input, "utf8")
		};
	} catch (cause) {
		if (!isSurelyPath(input)) throw new UserError("kubeconfig-unreadable", `Input kubeconfig: it is no kubeconfig and no path; ${hint}`);
		const code = cause instanceof Error && "code" in cause ? String(cause.code) : messageOf(cause);
		throw new UserError("kubeconfig-unreadable", `Input kubeconfig: cannot read ${input} (${code}); ${hint}`, { cause });
	}
}
function isContent(input) {
	return /[\n{]/.test(input.trim()) || /^\s*[A-Za-z]+:\s/.test(input);
}
/** The kubeconfig that the text is the base64 of, if it is; line breaks, as `base64` makes them, do not matter. */
function fromBase64(text) {
	const compact = text.replace(/\s+/g, "");
	if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(compact)) return void 0;
	const decoded = Buffer.from(compact, "base64").toString("utf8");
	return /^\s*["']?(clusters|contexts|users|kind|apiVersion)["']?\s*:/m.test(decoded) || /^\s*\{\s*"/.test(decoded) ? decoded : void 0;
}
/** A path has a `/` or a `.`, and no part that is as long as tokens and encoded texts are. */
function isSurelyPath(input) {
	return input.length <= 4096 && /[/.]/.test(input) && !/[\p{Cc}=+]/u.test(input) && !/[\w-]{60,}/.test(input);
}

// src/kubernetes/connection/kubeconfig-secrets.ts
/** A profile or region is no secret, and masking it would riddle the log with stars. */
const SECRET_NAME = /token|secret|passw|credential|key/i;
/** Long texts without any words in them, as only machines make them: JWTs, access tokens, base64. */
const MACHINE_MADE_TOKEN = /^(?![./])(?=.*\d)(?=.*[A-Za-z])[\w+/=.-]{40,}$/;
/**
* Everything in a kubeconfig that must not be seen: tokens, passwords, private keys, what is secret in the environment
* and the arguments of credential plugins, the passwords in addresses, and the tokens in files that it names, where
* they can be read. Base64 text also as what it decodes to. `folder`: where relative paths count from.
*/
async function credentialsIn(config, folder) {
	const users = mappingsIn(config.users).map((entry) => mappingAt(entry, "user") ?? {});
	const clusters = mappingsIn(config.clusters).map((entry) => mappingAt(entry, "cluster") ?? {});
	const files = await Promise.all(users.map((user) => tokenIn(user.tokenFile, folder)));
	const found = [
		...users.flatMap(userSecrets),
		...clusters.flatMap((cluster) => [...userInfo(cluster.server), ...userInfo(cluster["proxy-url"])]),
		...files
	];
	return [...new Set(found.filter((value) => typeof value === "string").filter((value) => value !== ""))];
}
/** The address without a user and a password. */
function withoutUserInfo(address) {
	return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, "$1");
}
function userSecrets(user) {
	const key = user["client-key-data"];
	const exec = mappingAt(user, "exec");
	const provider = mappingAt(user, "auth-provider", "config") ?? {};
	return [
		user.token,
		user.password,
		key,
		typeof key === "string" ? Buffer.from(key, "base64").toString("utf8") : void 0,
		...mappingsIn(exec?.env).filter((variable) => SECRET_NAME.test(String(variable.name))).map((variable) => variable.value),
		...argumentSecrets(exec?.args),
		provider["access-token"],
		provider["id-token"],
		provider["refresh-token"],
		provider["client-secret"]
	];
}
/** `--token=…`, `--token …`, `TOKEN=…`, and what looks like a token itself. */
function argumentSecrets(args) {
	const texts = Array.isArray(args) ? args.filter((value) => typeof value === "string") : [];
	return texts.flatMap((text, index) => {
		const [, name, value] = /^([^=]*?)=(.+)$/s.exec(text) ?? [];
		if (name !== void 0 && value !== void 0 && SECRET_NAME.test(name)) return [value];
		const before = texts[index - 1];
		return before?.startsWith("-") && !before.includes("=") && SECRET_NAME.test(before) && !text.startsWith("-") || MACHINE_MADE_TOKEN.test(text) ? [text] : [];
	});
}
/** The password of an address, as it is written and as it is meant, and the name where it stands alone. */
function userInfo(address) {
	if (typeof address !== "string") return [];
	const [, info] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(address) ?? [];
	if (info === void 0) return [];
	const colon = info.indexOf(":");
	const secret = colon < 0 ? info : info.slice(colon + 1);
	return [secret, decoded(secret)];
}
function decoded(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
async function tokenIn(path, folder) {
	if (typeof path !== "string" || path === "") return void 0;
	try {
		return (await readFile(isAbsolute(path) ? path : join(folder, path), "utf8")).trim();
	} catch {
		return;
	}
}

// src/kubernetes/connection/kubeconfig.ts
/**
* Takes the `kubeconfig` input, a path or the content itself, and checks what can be checked without the cluster.
* Content is written to `folder` (private, 0700) with mode 0600.
*/
async function readKubeconfig(input, options) {
	const read = await readKubeconfigInput(input);
	const config = parse(read.text);
	const found = pickContext(config, options.context);
	const { cluster, user } = partsOf(config, found);
	if (read.kind === "content") refuseRelativePaths(cluster, user);
	const path = read.kind === "content" ? join(options.folder, "kubeconfig") : read.path;
	if (read.kind === "content") await writeFile(path, read.text, { mode: 384 });
	const namespace = found.context.namespace;
	return {
		path,
		context: found.name,
		server: withoutUserInfo(String(cluster.server)),
		...typeof namespace === "string" && namespace !== "" ? { namespace } : {},
		secrets: await credentialsIn(config, dirname(path))
	};
}
function invalid(problem) {
	return new UserError("kubeconfig-invalid", `Input kubeconfig: ${problem}`);
}
function parse(text) {
	const document = (0, import_dist.parseDocument)(text, { prettyErrors: false });
	if (document.errors.length > 0) throw invalid("it is not YAML; check how the secret was stored");
	const config = document.toJS();
	if (!isMapping$1(config)) throw invalid("it is not a kubeconfig: expected a mapping with clusters, users and contexts");
	return config;
}
function pickContext(config, wanted) {
	const contexts = new Map(mappingsIn(config.contexts).map((entry) => [String(entry.name), mappingAt(entry, "context")]));
	const names = [...contexts.keys()];
	if (names.length === 0) throw invalid("it has no contexts");
	const current = config["current-context"];
	const only = names.length === 1 ? names[0] : void 0;
	const name = wanted ?? (typeof current === "string" && current !== "" ? current : only);
	const there = `there are: ${names.join(", ")}`;
	if (name === void 0) throw new UserError("context-unknown", `Input context: name one, the kubeconfig has no current one; ${there}`);
	const context = contexts.get(name);
	if (context === void 0) throw new UserError("context-unknown", `Input context: the kubeconfig has no "${name}"; ${there}`);
	return {
		name,
		context
	};
}
function partsOf(config, found) {
	const byName = (list, name) => mappingsIn(list).find((entry) => entry.name === name);
	const cluster = mappingAt(byName(config.clusters, found.context.cluster), "cluster");
	if (cluster === void 0) throw invalid(`context ${found.name} names the cluster "${found.context.cluster}", which is not in it`);
	if (typeof cluster.server !== "string") throw invalid(`cluster "${found.context.cluster}" has no server`);
	const user = byName(config.users, found.context.user);
	if (user === void 0) throw invalid(`context ${found.name} names the user "${found.context.user}", which is not in it`);
	const credentials = mappingAt(user, "user") ?? {};
	if (cluster.server.startsWith("https:") && !CREDENTIALS.some((field) => credentials[field] !== void 0)) throw invalid(`user "${found.context.user}" has no credentials; was the kubeconfig exported without them?`);
	return {
		cluster,
		user: credentials
	};
}
/** Any of these is a way for a user to prove who it is. */
const CREDENTIALS = [
	"token",
	"tokenFile",
	"client-certificate",
	"client-certificate-data",
	"exec",
	"auth-provider",
	"username"
];
/** Content has no folder of its own that relative paths could count from. */
function refuseRelativePaths(cluster, user) {
	const fields = [
		[cluster, "certificate-authority"],
		[user, "client-certificate"],
		[user, "client-key"],
		[user, "tokenFile"]
	];
	for (const [part, field] of fields) {
		const path = part[field];
		if (typeof path === "string" && path !== "" && !isAbsolute(path)) throw invalid(`${field} is the relative path ${path}; given as content it needs an absolute one, or ${field}-data`);
	}
}

// src/log/buffered-log.ts
/**
* Keeps the lines of work that runs beside another step until its own group is open, since groups would mix otherwise;
* from then on it passes them through.
*/
var HeldLog = class {
	#lines = [];
	#released;
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
		if (this.#released !== void 0) return this.#released.group(title, work);
		this.info(title);
		return work();
	}
	/** Says what was held, in order, and everything to come. */
	release(to) {
		this.#released = to;
		const lines = this.#lines;
		this.#lines = [];
		for (const { level, line } of lines) to[level](line);
	}
	#say(level, line) {
		if (this.#released === void 0) this.#lines.push({
			level,
			line
		});
		else this.#released[level](line);
	}
};

// src/tools/kubectl.ts
/** Finds kubectl on the PATH and asks for its version; no cluster is asked. */
async function findKubectl(options) {
	const path = programOnPath("kubectl", options.env.PATH);
	if (path === void 0) throw new UserError("kubectl-missing", "kubectl is not on the PATH; install it in a step before this one, in a version within one minor of the cluster (azure/setup-kubectl does)");
	const { exitCode, stdout, stderr } = await options.exec(path, [
		"version",
		"--client",
		"-o",
		"json"
	], {
		env: options.env,
		signal: options.signal,
		timeoutMs: 15e3
	});
	const version = exitCode === 0 ? clientVersion(stdout) : void 0;
	if (version !== void 0) return {
		path,
		version
	};
	const said = (stderr.trim() || stdout.trim()).split("\n")[0] ?? "";
	throw new UserError("kubectl-broken", `${path} does not say its version (exit code ${exitCode}${said === "" ? "" : `: ${said}`}); install kubectl anew`);
}
/** Throws `kubectl-skew` unless kubectl is within one minor version of the server (Kubernetes' version skew policy). */
function checkSkew(client, server) {
	if (client.major === server.major && Math.abs(client.minor - server.minor) <= 1) return;
	throw new UserError("kubectl-skew", `kubectl ${client.text} is more than one minor version from the server's ${server.text}; install kubectl ${server.major}.${server.minor}`);
}
function clientVersion(json) {
	let said;
	try {
		said = JSON.parse(json);
	} catch {
		return;
	}
	const text = said?.clientVersion?.gitVersion;
	return typeof text === "string" ? parseVersion(text) : void 0;
}

// src/delivery/release/connection.ts
/** Starts to connect: credentials are masked before kubectl is started, and nothing is written to the cluster. */
function startConnecting(preparation) {
	const stop = new AbortController();
	const log = new HeldLog();
	const cluster = connect(preparation, log, AbortSignal.any([preparation.signal, stop.signal]));
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
async function connect(it, log, signal) {
	const { inputs, exec, masks, clock } = it;
	const kubeconfig = await readKubeconfig(inputs.kubeconfig, {
		folder: it.folder,
		...inputs.context === void 0 ? {} : { context: inputs.context }
	});
	masks.addAll(kubeconfig.secrets);
	const kubectl = await findKubectl({
		exec,
		env: it.kubectlEnv,
		signal
	});
	const cluster = await connectCluster({
		kubectl: kubectl.path,
		kubeconfig,
		namespace: inputs.namespace ?? kubeconfig.namespace ?? "default",
		folder: it.folder,
		env: it.kubectlEnv,
		log,
		clock,
		signal,
		redact: (text) => masks.redact(text)
	});
	try {
		checkSkew(kubectl.version, cluster.serverVersion);
	} catch (thrown) {
		await cluster.close();
		throw thrown;
	}
	log.info(`kubectl ${kubectl.version.text}, context ${kubeconfig.context}, namespace ${cluster.namespace}`);
	return cluster;
}

// src/delivery/release/deadline.ts
/**
* Aborted when the time for the whole deployment is up; never once `over` is. The rollout keeps its own time, for it has
* a diagnosis to give when it runs out.
*/
function deadline(clock, ms, over) {
	const late = new AbortController();
	const text = "The time given by the input \"timeout\" was used up before the rollout could begin";
	clock.sleep(ms, over).then(() => late.abort(new UserError("timeout", text)), () => void 0);
	return late.signal;
}

// src/git/real-paths.ts
/**
* git looks at a symbolic link, never behind it: what it leads to must be asked for by its own path. What does not exist
* or leads out of the workspace is left out; whoever reads the files refuses that.
*/
async function pathsBehind(workspace, paths) {
	const root = await realpath(workspace).catch(() => workspace);
	const found = /* @__PURE__ */ new Set();
	const look = async (path) => {
		const real = await realpath(path).catch(() => void 0);
		if (real === void 0 || real === root || !isInside(root, real)) return;
		const inside = relative(root, real);
		if (found.has(inside)) return;
		found.add(inside);
		for (const link of await linksBelow(real)) await look(link);
	};
	for (const path of paths) await look(join(root, path));
	return {
		workspace: root,
		paths: [...found]
	};
}
async function linksBelow(folder) {
	return (await readdir(folder, {
		withFileTypes: true,
		recursive: true
	}).catch(() => [])).filter((entry) => entry.isSymbolicLink()).map((entry) => join(entry.parentPath, entry.name));
}

// src/git/work-tree.ts
const checkOut = "check it out in a step before this one (actions/checkout with ref: the deployment's sha)";
/**
* Whether the checked-out tree is the commit: HEAD is its SHA, and git sees no change in what the deployment reads,
* tracked, untracked or ignored, also behind symbolic links. No finding means yes; whatever cannot be read is one.
*
* This is to tell people early that their checkout was changed. It is not what the deployment relies on: git can be told
* not to look (assume-unchanged, sparse checkouts, filters), and files can change later. What is rendered comes out of
* the commit itself (`exportCommit`).
*/
async function checkWorkTree({ sha, paths, ...around }) {
	const behind = await pathsBehind(around.workspace, paths);
	const asked = [.../* @__PURE__ */ new Set([...paths, ...behind.paths])];
	const place = {
		...around,
		workspace: behind.workspace
	};
	const { exitCode, stdout, stderr } = await git(place, statusArgs(asked)).catch(missingGit);
	if (exitCode !== 0) return [notATree(`The checked-out repository cannot be read (${(stderr.trim().split("\n")[0] ?? "") || `git ended with exit code ${exitCode}`}); ${checkOut}`)];
	const { head, changes } = readStatus(stdout);
	const findings = [];
	if (head !== sha) findings.push({
		reason: "wrong-commit",
		text: `The checked-out commit is ${head ?? "none"}, the deployment's is ${sha}; ${checkOut}`
	});
	return [...findings, ...fewOf(changes)];
}
function notATree(text) {
	return {
		reason: "not-a-work-tree",
		text
	};
}
function missingGit(thrown) {
	if (thrown instanceof UserError && thrown.reason === "program-missing") return {
		exitCode: -1,
		stdout: "",
		stderr: thrown.message
	};
	throw thrown;
}
/** One process answers both questions. */
function statusArgs(paths) {
	return [
		"status",
		"--porcelain=v2",
		"--branch",
		"-z",
		"--no-renames",
		"--untracked-files=all",
		"--ignored=traditional",
		"--ignore-submodules=none",
		"--",
		...paths
	];
}
const texts = {
	changed: "differs from the commit",
	untracked: "is not in the commit",
	ignored: "is not in the commit (ignored by git)"
};
const shown = 10;
function fewOf(changes) {
	const findings = changes.slice(0, shown).map(({ path, kind }) => ({
		reason: "changed-since-commit",
		where: path,
		text: `${texts[kind]}; only what is in the commit may be deployed: do not write there before this step`
	}));
	const more = changes.length - shown;
	return more <= 0 ? findings : [...findings, {
		reason: "changed-since-commit",
		text: `and ${more} more files that are not as in the commit`
	}];
}

// src/registry/image-lookup.ts
/** Looks an image up by its tag; no engine is needed. Throws `image-missing` when there is none. */
async function lookUpImage(question) {
	const { repository, tag } = question;
	const found = await readManifest(question, tag);
	if (found === void 0) throw new UserError("image-missing", `There is no image ${repository.name}:${tag}; build and push it first: was the build of this commit green?`, { outcome: "refused" });
	const { digest, mediaType } = found;
	return {
		digest,
		mediaType,
		reference: `${repository.name}@${digest}`
	};
}

// src/delivery/release/gate-sources.ts
/** What the gate asks the registry and the work tree about a commit. */
function commitQuestions(inputs, context, effects, sha, paths) {
	const { log, masks, clock, exec, env, signal } = effects;
	const repository = parseImageRepository(inputs.image);
	const login = inputs.registry === void 0 ? {} : { login: inputs.registry };
	return {
		lookUpImage: () => lookUpImage({
			repository,
			tag: sha,
			...login,
			env,
			log,
			masks,
			clock,
			signal
		}),
		checkWorkTree: () => checkWorkTree({
			workspace: context.workspace,
			sha,
			paths: [paths.templates, ...paths.values],
			exec,
			env: context.childEnv,
			signal
		})
	};
}

// src/delivery/release/manifest-paths.ts
/** The paths of the inputs with `{service}` and `{environment}` filled in. Throws `bad-input` when one leaves the workspace. */
function manifestPaths(inputs, key, workspace) {
	const fill = (name, path) => workspacePath(workspace, path.replaceAll("{service}", key.service).replaceAll("{environment}", key.environment), name);
	return {
		workspace,
		templates: fill("templates", inputs.templates),
		values: inputs.values.map((path) => fill("values", path))
	};
}

// src/git/blobs.ts
/** Reads objects byte by byte, as they are in the repository: no filter and no attribute has a say. */
async function readBlobs(place, objects) {
	const wanted = [...new Set(objects)];
	if (wanted.length === 0) return /* @__PURE__ */ new Map();
	const input = wanted.map((object) => `${object}\n`).join("");
	const { stdout, stderr } = await git(place, ["cat-file", "--batch"], {
		input,
		encoding: "latin1"
	});
	const blobs = blobsIn(Buffer.from(stdout, "latin1"));
	const missing = wanted.filter((object) => !blobs.has(object));
	if (missing.length === 0) return blobs;
	const said = stderr.trim().split("\n")[0] ?? "";
	const which = `${missing.length} of ${wanted.length} contents of its files`;
	throw new UserError("commit-incomplete", `The local repository does not have the whole commit: it lacks ${which}${said === "" ? "" : ` (${said})`}: is it a partial clone? Check the commit out whole in a step before this one (actions/checkout without "filter")`);
}
/** Takes the output of `git cat-file --batch` apart: `<object> <type> <size>`, a line break, the bytes, a line break. */
function blobsIn(output) {
	const blobs = /* @__PURE__ */ new Map();
	for (let at = 0; at < output.length;) {
		const end = output.indexOf("\n", at);
		const head = output.subarray(at, end < 0 ? output.length : end).toString("latin1");
		const [, object, size] = /^([0-9a-f]+) blob (\d+)$/.exec(head) ?? [];
		at += head.length + 1;
		if (object === void 0) continue;
		const bytes = output.subarray(at, at + Number(size));
		if (bytes.length === Number(size)) blobs.set(object, bytes);
		at += bytes.length + 1;
	}
	return blobs;
}

// src/git/commit-files.ts
/** As many links as Linux follows for one path. */
const mostHops = 40;
/** Links may multiply files; no set of manifests has so many. */
const mostFiles = 1e4;
/**
* The files at and below `paths`, as a checked-out commit would show them: symbolic links are followed inside the
* commit. A link that leaves it, leads to nothing or back to a folder above it, and a submodule are findings; an asked
* path that the commit does not have is simply not there.
*/
function filesOf(tree, paths) {
	const files = /* @__PURE__ */ new Map();
	const findings = /* @__PURE__ */ new Map();
	const look = (path, above, asked) => {
		const node = nodeAt(tree, path);
		if (node === "missing" && asked) return;
		const problem = files.size > mostFiles ? tooMany : typeof node === "string" ? problems[node] : problemOf$2(node, above);
		if (problem !== void 0) findings.set(path, {
			...problem,
			where: path
		});
		else if (typeof node === "string") return;
		else if (node.kind === "file") files.set(path, {
			path,
			object: node.object
		});
		else if (node.kind === "folder") for (const name of node.children.keys()) look(posix.join(path, name), [...above, node], false);
	};
	for (const path of paths) look(path, [], true);
	return {
		files: [...files.values()],
		findings: [...findings.values()]
	};
}
const problems = {
	missing: {
		reason: "broken-link",
		text: "a symbolic link to nothing that is in the commit; remove it"
	},
	outside: {
		reason: "outside-workspace",
		text: "a symbolic link that leads out of the repository; put the file itself there"
	},
	endless: {
		reason: "broken-link",
		text: "a symbolic link that leads back to itself; remove it"
	}
};
const circular = {
	reason: "broken-link",
	text: "a symbolic link that leads back to a folder above it; remove it"
};
const tooMany = {
	reason: "too-many-files",
	text: `with it there are more than ${mostFiles} files`
};
const elsewhere = {
	reason: "submodule",
	text: "is in a submodule, whose files belong to another repository; put the files themselves into this commit"
};
function problemOf$2(node, above) {
	if (node.kind === "submodule") return elsewhere;
	return above.includes(node) ? circular : void 0;
}
/** Follows a path as the kernel would: `..` after a link belongs to what the link leads to. */
function nodeAt({ root, target }, path) {
	const ahead = path.split("/");
	const behind = [root];
	let hops = 0;
	for (let name = ahead.shift(); name !== void 0; name = ahead.shift()) {
		const here = behind.at(-1);
		if (name === "" || name === ".") continue;
		if (name === "..") {
			behind.pop();
			if (behind.length === 0) return "outside";
			continue;
		}
		if (here?.kind === "submodule") return here;
		const child = here?.kind === "folder" ? here.children.get(name) : void 0;
		if (child === void 0) return "missing";
		if (child.kind !== "link") {
			behind.push(child);
			continue;
		}
		hops += 1;
		if (hops > mostHops) return "endless";
		const to = target(child.object);
		if (posix.isAbsolute(to)) return "outside";
		ahead.unshift(...to.split("/"));
	}
	return behind.at(-1) ?? root;
}

// src/git/tree.ts
/** Reads `git ls-tree -r -z <commit>`, given byte by byte (latin1). */
function readTree(listing) {
	const root = {
		kind: "folder",
		children: /* @__PURE__ */ new Map()
	};
	for (const record of listing.split("\0").filter((text) => text !== "")) {
		const [, mode = "", object = "", bytes = ""] = /^(\d+) \w+ ([0-9a-f]+)\t([\s\S]*)$/.exec(record) ?? [];
		const path = Buffer.from(bytes, "latin1").toString("utf8");
		put(root.children, path.split("/"), nodeOf(mode, object), path);
	}
	return root;
}
function nodeOf(mode, object) {
	if (mode === "120000") return {
		kind: "link",
		object
	};
	if (mode === "160000") return { kind: "submodule" };
	return {
		kind: "file",
		object
	};
}
function put(root, names, node, path) {
	let folder = root;
	for (const [index, name] of names.entries()) {
		const last = index === names.length - 1;
		const there = folder.get(name);
		if (there !== void 0 && (last || there.kind !== "folder") || name === "" || name === "." || name === "..") throw malformed(path);
		if (last) folder.set(name, node);
		else if (there?.kind === "folder" && there.children instanceof Map) folder = there.children;
		else {
			const children = /* @__PURE__ */ new Map();
			folder.set(name, {
				kind: "folder",
				children
			});
			folder = children;
		}
	}
}
function malformed(path) {
	return new UserError("commit-malformed", `${JSON.stringify(path)}: no path that a commit can have; see what "git fsck" says about the repository`, { outcome: "refused" });
}
/** Every object that a symbolic link of the tree is kept in. */
function linksOf(node) {
	if (node.kind === "link") return [node.object];
	return node.kind === "folder" ? [...node.children.values()].flatMap(linksOf) : [];
}

// src/git/export-commit.ts
/**
* Writes what the commit has at `paths` into a new folder inside `folder`, and gives that folder. It comes out of the
* commit's own objects, so that neither the work tree nor the index, filters, attributes or a sparse checkout can make it
* anything else, and nobody can change it before it is read. Links have been followed: the folder has plain files.
*
* Throws (refused) `wrong-commit` when the local repository does not have the commit, `outside-workspace`, `broken-link`,
* `submodule` for what it cannot deploy; `commit-incomplete` when the repository lacks parts of it.
*/
async function exportCommit({ sha, paths, folder, ...around }) {
	const place = {
		...around,
		workspace: await realpath(around.workspace).catch(() => around.workspace)
	};
	const root = await treeOf(place, sha);
	const links = await readBlobs(place, linksOf(root));
	const target = (object) => links.get(object)?.toString("utf8") ?? "";
	const { files, findings } = filesOf({
		root,
		target
	}, paths);
	if (findings.length > 0) throw refusal$2(findings);
	const blobs = await readBlobs(place, files.map(({ object }) => object));
	const written = await mkdtemp(join(folder, "commit-"));
	for (const file of files) await write(written, file, blobs.get(file.object));
	return written;
}
async function treeOf(place, sha) {
	const args = [
		"ls-tree",
		"-r",
		"-z",
		"--full-tree",
		`${sha}^{commit}`
	];
	const { exitCode, stdout, stderr } = await git(place, args, { encoding: "latin1" });
	if (exitCode === 0) return readTree(stdout);
	const said = stderr.trim().split("\n")[0] ?? "";
	throw new UserError("wrong-commit", `The checked-out repository does not have the deployment's commit ${sha} (${said}); check it out in a step before this one (actions/checkout with ref: the deployment's sha)`, { outcome: "refused" });
}
async function write(folder, { path }, bytes) {
	const to = join(folder, path);
	await mkdir(dirname(to), { recursive: true });
	try {
		await writeFile(to, bytes ?? "", { flag: "wx" });
	} catch (thrown) {
		if (thrown.code !== "EEXIST") throw thrown;
		throw refusal$2([{
			reason: "same-name",
			where: path,
			text: `another file of the commit has the same name but for capitals, which the runner's disk does not tell apart; rename one`
		}]);
	}
}
function refusal$2(findings) {
	const [first] = findings;
	const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : "";
	return new UserError(first?.reason ?? "wrong-commit", `${first?.where}: ${first?.text}${more}`, {
		outcome: "refused",
		findings
	});
}

// src/gomplate/environment.ts
/** A port on loopback that nothing listens on (discard); a proxy there refuses every connection. */
const nowhere = "http://127.0.0.1:9";
/**
* The whole environment of gomplate: the same on every machine, and the variables of `secret-env`.
*
* The proxies lead nowhere, because gomplate has no switch against remote datasources. They stop http and https, and what
* is built on them (Vault, Consul, cloud storage and metadata). They do not stop DNS, ssh, or servers on loopback,
* which Go never asks through a proxy: templates come from the reviewed commit; this keeps them honest, it is no sandbox.
*/
function gomplateEnvironment(home, secretEnv) {
	const fixed = {
		PATH: "/usr/bin:/bin",
		HOME: home,
		TZ: "UTC",
		LANG: "C.UTF-8",
		HTTP_PROXY: nowhere,
		HTTPS_PROXY: nowhere,
		ALL_PROXY: nowhere,
		AWS_EC2_METADATA_DISABLED: "true"
	};
	const taken = Object.keys(secretEnv).filter((name) => name in fixed || /^(GOMPLATE_|NO_PROXY$|(https?|all|no)_proxy$)/.test(name));
	if (taken.length > 0) throw new UserError("bad-input", `Input "secret-env": ${taken.join(", ")} would change how gomplate itself runs; use another name`);
	return {
		...fixed,
		...secretEnv
	};
}

// src/gomplate/remote-sources.ts
/** gomplate's functions that read an address given as an argument. */
const readers = /(?<![.$\w])(?:data\.)?(?:datasource|ds|include|defineDatasource|datasourceReachable|Datasource|Include|DefineDatasource|DatasourceReachable)\b/;
/** gomplate's functions that ask a network by themselves. */
const lookups = /(?<![.$\w])(?:net\.Lookup\w+|aws\.\w+|gcp\.\w+|ec2(?:meta|dynamic|region|tags?))\b/;
const localSchemes = /* @__PURE__ */ new Set([
	"file",
	"stdin",
	"env",
	"merge"
]);
/**
* Finds what would make the template depend on more than the commit: remote datasources and lookups, as far as they are
* written out. This is for a clear line, not a sandbox: addresses put together from parts, and functions reached through
* a variable, pass.
*/
function remoteSources(template) {
	const found = [];
	for (const { offset, code, texts } of actionsIn(template)) {
		const line = template.slice(0, offset).split("\n").length;
		const lookup = lookups.exec(code)?.[0];
		if (lookup !== void 0) found.push({
			line,
			what: lookup
		});
		if (!readers.test(code)) continue;
		const remote = texts.map((text) => /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase()).find((scheme) => scheme !== void 0 && !localSchemes.has(scheme));
		if (remote !== void 0) found.push({
			line,
			what: `${remote}:`
		});
	}
	return found;
}
const stringLiteral = /"((?:\\.|[^"\\])*)"|`([^`]*)`/g;
/** The actions of a template; a `}}` inside a string does not end one. */
function actionsIn(template) {
	return [...template.matchAll(/\{\{(?!-?\s*\/\*)((?:"(?:\\.|[^"\\])*"|`[^`]*`|(?!\}\})[\s\S])*)\}\}/g)].map((match) => {
		const inner = match[1] ?? "";
		const texts = [...inner.matchAll(stringLiteral)].map((literal) => literal[1] ?? literal[2] ?? "");
		return {
			offset: match.index,
			code: inner.replace(stringLiteral, "\"\""),
			texts
		};
	});
}

// src/gomplate/template-error.ts
/** Reads gomplate's JSON lines; a line that is none counts as an error as it stands. */
function readStderr(stderr) {
	const errors = [];
	const warnings = [];
	for (const line of stderr.split("\n").filter((text) => text.trim() !== "")) {
		const { level, text } = readLine(line);
		if (level === "WARN") warnings.push(text);
		else if (level === "ERROR") errors.push(text);
	}
	return {
		errors,
		warnings
	};
}
function readLine(line) {
	try {
		const { level, msg, err } = JSON.parse(line);
		const text = [msg, err].filter((part) => typeof part === "string" && part !== "").join(": ");
		return {
			level: String(level),
			text
		};
	} catch {
		return {
			level: "ERROR",
			text: line
		};
	}
}
/**
* Turns gomplate's error into one line with the place people know. `files` maps the paths gomplate saw to those of the
* templates. Without a place in it, it is not about a template: `undefined`.
*/
function templateFinding(error, files) {
	for (const [path, file] of files) {
		const at = error.indexOf(`template: ${path}:`);
		if (at < 0) continue;
		const [, line, rest] = /^(\d+)(?::\d+)?: ([\s\S]*)$/.exec(error.slice(at + `template: ${path}:`.length)) ?? [];
		if (line === void 0 || rest === void 0) continue;
		return {
			reason: "render-failed",
			where: `${file}:${line}`,
			text: problemOf$1(rest).replaceAll(path, file).replace(/\s+/g, " ")
		};
	}
}
/** The problem in a person's words, from `executing "…" at <.deploy.values.x>: map has no entry for key "x"`. */
function problemOf$1(text) {
	const [, expression, problem] = /^executing ".*?" at <(.*?)>: ([\s\S]*)$/.exec(text) ?? [];
	if (expression === void 0 || problem === void 0) return text;
	const key = /^map has no entry for key "(.*)"$/.exec(problem)?.[1];
	if (key === void 0) return `${problem} (at ${expression})`;
	const owner = ownerOf(expression, key);
	if (owner === ".Env") return `no variable "${key}" in .Env; templates see the variables that the input "secret-env" names`;
	return `no key "${key}" in ${owner}`;
}
/** What the missing key was looked for in: `.deploy.values` for `replicas` in `.deploy.values.replicas`. */
function ownerOf(expression, key) {
	const at = `${expression}.`.indexOf(`.${key}.`);
	if (at < 0) return expression;
	return at === 0 ? "the context (templates see .deploy and .Env)" : expression.slice(0, at);
}

// src/gomplate/templates.ts
/**
* All files below the templates folder. Throws (refused) `no-templates` when there is no folder or no manifest in it,
* `outside-workspace` when a symbolic link leads out: what is not in the commit must not be deployed with it.
*/
function listTemplates(workspace, folder) {
	const files = filesBelow({
		root: realpathSync(workspace),
		workspace
	}, folder, []);
	const isManifest = (file) => /\.(ya?ml|json)(\.tmpl)?$/.test(file);
	const manifests = files.filter(isManifest);
	if (manifests.length > 0) return {
		manifests,
		others: files.filter((file) => !isManifest(file))
	};
	throw refused("no-templates", `${folder}: no template in it (*.yaml, *.yml or *.json, with or without .tmpl): ${files.length === 0 ? "it is empty" : `it holds only ${listed(files)}`}; check the input "templates"`);
}
/** The first few of a list, for one line. */
function listed(names) {
	const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
	return names.slice(0, 5).join(", ") + more;
}
function filesBelow(place, folder, above) {
	const real = realPath(place, folder);
	if (above.includes(real)) throw refused("no-templates", `${folder}: a symbolic link that leads back to a folder above it; remove it`);
	return namesIn(place, folder).flatMap((name) => {
		const path = posix.join(folder, name);
		const kind = statSync(realPath(place, path));
		if (kind.isDirectory()) return filesBelow(place, path, [...above, real]);
		return kind.isFile() ? [path] : [];
	});
}
function namesIn({ workspace }, folder) {
	try {
		return readdirSync(join(workspace, folder)).sort();
	} catch (cause) {
		throw refused("no-templates", `${folder}: not a folder that can be read (${messageOf(cause)}); check the input "templates"`);
	}
}
function realPath({ root, workspace }, path) {
	let real;
	try {
		real = realpathSync(join(workspace, path));
	} catch {
		throw refused("no-templates", `${path}: not in the checked-out commit, or a symbolic link to nothing; check the input "templates"`);
	}
	if (isInside(root, real)) return real;
	throw refused("outside-workspace", `${path}: a symbolic link that leads out of the checked-out repository; put the file itself there`);
}
function refused(reason, message) {
	return new UserError(reason, message, { outcome: "refused" });
}

// src/gomplate/values.ts
/** Reads values files (paths relative to the workspace) and merges them in order. Throws (refused) with every finding. */
async function readValues(workspace, files) {
	let values = {};
	const findings = [];
	for (const file of files) {
		const text = await textOf(workspace, file);
		const parsed = typeof text === "string" ? parseValues(file, text) : [text];
		if (Array.isArray(parsed)) findings.push(...parsed);
		else values = merged(values, parsed);
	}
	const [first] = findings;
	if (first === void 0) return values;
	const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : "";
	throw new UserError(first.reason, `${first.where}: ${first.text}${more}`, {
		outcome: "refused",
		findings
	});
}
/**
* One values file, YAML or JSON: a mapping, or nothing. What YAML 1.1 and 1.2 read differently or JSON cannot carry is a
* finding: a file mode written 0440 must not silently become 440.
*/
function parseValues(file, text) {
	const lines = new import_dist.LineCounter();
	const invalid = (offset, problem) => ({
		reason: "values-invalid",
		where: `${file}:${lines.linePos(offset).line}`,
		text: problem
	});
	const document = (0, import_dist.parseDocument)(text.replace(/^\uFEFF/, ""), {
		lineCounter: lines,
		merge: true,
		prettyErrors: false
	});
	if (document.errors.length > 0) return document.errors.map(({ pos, message }) => invalid(pos[0], `not YAML: ${message.replace(/\s+/g, " ")}`));
	const contents = document.contents;
	if (contents === null || (0, import_dist.isScalar)(contents) && contents.value === null) return {};
	if (!(0, import_dist.isMap)(contents)) return [invalid(contents.range?.[0] ?? 0, "not a mapping; values are `name: value` pairs")];
	const numbers = misleadingNumbers(document).map(({ offset, problem }) => invalid(offset, problem));
	if (numbers.length > 0) return numbers;
	try {
		return document.toJS({ maxAliasCount: 100 });
	} catch {
		return [invalid(0, "its aliases do not resolve, or there are too many")];
	}
}
function misleadingNumbers(document) {
	const found = [];
	(0, import_dist.visit)(document, { Scalar: (_, { value, source = "", range }) => {
		if (typeof value !== "number") return;
		const offset = range?.[0] ?? 0;
		if (/^[-+]?0\d/.test(source)) found.push({
			offset,
			problem: `${source} is octal to some and decimal to others; write it in quotes, or as a decimal number`
		});
		else if (!Number.isFinite(value) || Number.isInteger(value) && !Number.isSafeInteger(value)) found.push({
			offset,
			problem: `${source} cannot be kept exactly as a number; write it in quotes`
		});
	} });
	return found;
}
/** Mappings are merged, everything else is replaced; the later one wins. */
function merged(base, over) {
	const entries = new Map(Object.entries(base));
	for (const [key, value] of Object.entries(over)) {
		const before = entries.get(key);
		entries.set(key, isMapping(before) && isMapping(value) ? merged(before, value) : value);
	}
	return Object.fromEntries(entries);
}
function isMapping(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
async function textOf(workspace, file) {
	try {
		const path = await realpath(join(workspace, file));
		if (!isInside(await realpath(workspace), path)) return {
			reason: "outside-workspace",
			where: file,
			text: "a symbolic link that leads out of the checked-out repository; put the file itself there"
		};
		return await readFile(path, "utf8");
	} catch {
		return {
			reason: "values-unreadable",
			where: file,
			text: "no such values file in the checked-out commit; check the input \"values\""
		};
	}
}

// src/gomplate/render.ts
/** Renders the templates of the commit; all or nothing. Throws (refused) with the file and line of what is wrong. */
async function renderTemplates(rendering) {
	const { paths, log } = rendering;
	const { manifests, others } = listTemplates(paths.workspace, paths.templates);
	if (others.length > 0) log.info(`Left out, no manifests by their names: ${listed(others)}`);
	const values = await readValues(paths.workspace, paths.values);
	const templates = await Promise.all(manifests.map(async (file) => ({
		file,
		text: await readFile(join(paths.workspace, file), "utf8")
	})));
	refuseRemoteSources(templates);
	const folder = await mkdtemp(join(rendering.folder, "gomplate-"));
	try {
		return await run(rendering, folder, templates, {
			...rendering.context,
			values
		});
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
async function run({ gomplate, exec, secretEnv, masks, log, signal }, folder, templates, deploy) {
	const [inputs, outputs, empty] = [
		join(folder, "in"),
		join(folder, "out"),
		join(folder, "empty")
	];
	for (const created of [
		inputs,
		outputs,
		empty
	]) await mkdir(created);
	const jobs = templates.map(({ file, text }, index) => ({
		file,
		text,
		input: join(inputs, `${index}.tmpl`),
		output: join(outputs, String(index))
	}));
	await Promise.all(jobs.map((job) => writeFile(job.input, job.text)));
	const config = join(folder, "gomplate.yaml");
	await writeFile(config, configuration(jobs));
	const how = {
		env: gomplateEnvironment(empty, secretEnv),
		cwd: empty,
		signal,
		timeoutMs: 12e4
	};
	const result = await exec(gomplate, ["--config", config], {
		...how,
		input: JSON.stringify(deploy)
	});
	for (const line of readStderr(result.stderr).warnings) log.warning(`gomplate: ${line}`);
	if (result.exitCode !== 0) throw failure(gomplate, result, new Map(jobs.map((job) => [job.input, job.file])), masks);
	const textIn = (path) => readFile(path, "utf8").catch(() => "");
	return Promise.all(jobs.map(async ({ file, output }) => ({
		file,
		text: await textIn(output)
	})));
}
/** The context has a name, because a root context (`.`) would take `.Env` away. JSON is YAML. */
function configuration(jobs) {
	return JSON.stringify({
		inputFiles: jobs.map(({ input }) => input),
		outputFiles: jobs.map(({ output }) => output),
		context: { deploy: { url: "stdin:///deploy.json" } },
		missingKey: "error"
	});
}
/** gomplate stops at the first template that fails. Its words may quote values, so they are redacted. */
function failure(gomplate, { exitCode, stderr, stdout }, files, masks) {
	const errors = readStderr(stderr).errors.map((error) => masks.redact(error));
	for (const error of errors) {
		const finding = templateFinding(error, files);
		if (finding !== void 0) return refusal$1([finding]);
	}
	const said = (errors[0] ?? masks.redact(stdout).trim().split("\n")[0] ?? "").replace(/\s+/g, " ");
	return new UserError("gomplate-broken", `${gomplate} ended with exit code ${exitCode}${said === "" ? "" : `: ${said}`}`);
}
function refuseRemoteSources(templates) {
	const findings = templates.flatMap(({ file, text }) => remoteSources(text).map(({ line, what }) => ({
		reason: "remote-datasource",
		where: `${file}:${line}`,
		text: `${what} would ask another machine, and the same commit could render differently; put what is needed into the values files or "secret-env"`
	})));
	if (findings.length > 0) throw refusal$1(findings);
}
function refusal$1(findings) {
	const [first] = findings;
	const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : "";
	return new UserError(first?.reason ?? "render-failed", `${first?.where}: ${first?.text}${more}`, {
		outcome: "refused",
		findings
	});
}

// src/kubernetes/manifests/kubectl-yaml.ts
/**
* Plain scalars that kubectl reads otherwise than YAML 1.2 does: old booleans, octal numbers by a leading zero,
* underscores in numbers. `defaultMode: 0644` must mean here what it means to kubectl, or files get another mode.
* Found by asking kubectl; unlike YAML 1.1, it takes times and dates as texts.
*/
const KUBECTL_SCALARS = [
	scalar("bool", /^(?:y|Y|yes|Yes|YES|on|On|ON)$/, () => true),
	scalar("bool", /^(?:n|N|no|No|NO|off|Off|OFF)$/, () => false),
	scalar("int", /^[-+]?0_*[0-7][0-7_]*$/, (text) => integer(text, 8)),
	scalar("int", /^[-+]?0b[01_]+$/, (text) => integer(text.replace("0b", ""), 2)),
	scalar("int", /^[-+]?[0-9][0-9_]*_[0-9_]*$/, (text) => integer(text, 10)),
	scalar("float", /^[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?$/, (text) => Number(text.replaceAll("_", "")))
];
/** The tags to read manifests with: kubectl's where it differs, the core schema's for the rest. */
function kubectlTags(core) {
	return [...KUBECTL_SCALARS, ...core];
}
function scalar(type, test, resolve) {
	return {
		tag: `tag:yaml.org,2002:${type}`,
		default: true,
		test,
		resolve
	};
}
function integer(text, base) {
	return Number.parseInt(text.replaceAll("_", ""), base);
}

// src/kubernetes/manifests/yaml-problem.ts
/** What each error of the parser means, without its own words: they quote the text, which could be a Secret. */
const MEANINGS = {
	ALIAS_PROPS: "an alias cannot have a tag or an anchor",
	BAD_ALIAS: "an alias has no name, or a name with a colon at its end",
	BAD_COLLECTION_TYPE: "a list or mapping has a tag of something else",
	BAD_DIRECTIVE: "a directive (a line that begins with %) is not known or not complete",
	BAD_DQ_ESCAPE: "a text in double quotes has an escape that does not exist",
	BAD_INDENT: "the indentation does not fit",
	BAD_PROP_ORDER: "a tag or an anchor stands in the wrong place",
	BAD_SCALAR_START: "a text begins with a character that is reserved; put it in quotes",
	BLOCK_AS_IMPLICIT_KEY: "a mapping stands on the line of a key, as in \"a: b: c\"; put texts with a colon in quotes",
	BLOCK_IN_FLOW: "an indented list or mapping stands within [] or {}",
	DUPLICATE_KEY: "a key is there twice",
	IMPOSSIBLE: "it cannot be read",
	KEY_OVER_1024_CHARS: "a key is longer than 1024 characters; is a colon or a quote missing?",
	MISSING_CHAR: "something is missing: a colon after a key, a comma, a closing quote or bracket",
	MULTILINE_IMPLICIT_KEY: "a key goes over several lines; is a colon or a quote missing?",
	MULTIPLE_ANCHORS: "a value has two anchors",
	MULTIPLE_DOCS: "there are several documents where one is expected",
	MULTIPLE_TAGS: "a value has two tags",
	NON_STRING_KEY: "a key is not a text",
	RESOURCE_EXHAUSTION: "it is nested too deeply or too large",
	TAB_AS_INDENT: "a tab is used as indentation; use spaces",
	TAG_RESOLVE_FAILED: "a tag does not fit its value",
	UNEXPECTED_TOKEN: "something stands where it cannot, after a quote, a bracket, or the | or > of a text"
};
/** What is wrong with a text that is no YAML: words and code. */
function yamlProblem(code) {
	return `${MEANINGS[code] ?? MEANINGS.IMPOSSIBLE} (${code})`;
}

// src/kubernetes/manifests/parse.ts
/**
* Reads rendered files as multi-document YAML. Documents without content are nothing: templates often render to a
* comment alone. `List` kinds are taken apart. `image` is the reference that is to be deployed, by digest: containers
* from its repository must have exactly that. Throws one `UserError` (refused) that holds every finding of the set.
*/
function parseManifests(files, options = {}) {
	const findings = [];
	const manifests = files.flatMap((file) => readFile$1(file, findings));
	if (manifests.length === 0 && findings.length === 0) throw new UserError("empty-set", "The templates render to no object at all: nothing would be deployed", { outcome: "refused" });
	const checked = checkSet(manifests, options.image);
	findings.push(...checked.findings);
	const [first] = findings;
	if (first !== void 0) throw refusal(first, findings);
	return {
		manifests,
		warnings: checked.warnings
	};
}
function refusal(first, findings) {
	const reason = findings.every((finding) => finding.reason === first.reason) ? first.reason : "manifests";
	const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : "";
	return new UserError(reason, `${first.where}: ${first.text}${more}`, {
		outcome: "refused",
		findings
	});
}
function readFile$1({ file, text }, findings) {
	const lines = new import_dist.LineCounter();
	const lineAt = (offset) => lines.linePos(offset).line;
	const refuse = (line, problem) => {
		findings.push({
			reason: "not-a-manifest",
			where: `${file}:${line}`,
			text: problem
		});
	};
	const found = [];
	const options = {
		lineCounter: lines,
		version: "1.2",
		merge: true,
		prettyErrors: false,
		customTags: kubectlTags
	};
	for (const document of (0, import_dist.parseAllDocuments)(text, options)) {
		const [error] = document.errors;
		if (error !== void 0) {
			refuse(lineAt(error.pos[0]), `not YAML: ${yamlProblem(error.code)}`);
			continue;
		}
		if (document.contents === null) continue;
		const line = lineAt(document.contents.range?.[0] ?? 0);
		const value = plain(document, (problem) => refuse(line, problem));
		if (value === null || value === void 0) continue;
		if (!(0, import_dist.isMap)(document.contents) || !isMapping$1(value)) {
			refuse(line, "an object is a mapping with apiVersion, kind and metadata; this is none");
			continue;
		}
		for (const item of expand(value)) {
			const problem = problemOf(item);
			if (problem === void 0) found.push({
				object: item,
				file,
				line
			});
			else refuse(line, problem);
		}
	}
	return found;
}
function plain(document, refuse) {
	try {
		return document.toJS({ maxAliasCount: 100 });
	} catch {
		refuse("not YAML that can be read: its aliases do not resolve, or there are too many");
		return;
	}
}
function expand(value) {
	return typeof value.kind === "string" && value.kind.endsWith("List") && Array.isArray(value.items) ? value.items.flatMap((item) => isMapping$1(item) ? expand(item) : [item]) : [value];
}
function problemOf(value) {
	if (!isMapping$1(value)) return "an object is a mapping with apiVersion, kind and metadata; this is none";
	const metadata = isMapping$1(value.metadata) ? value.metadata : {};
	if (!isText(value.apiVersion)) return `${isText(value.kind) ? `this ${value.kind}` : "the object"} has no apiVersion`;
	if (!isText(value.kind)) return "the object has no kind";
	if (isText(metadata.generateName) && !isText(metadata.name)) return `the ${value.kind} uses generateName: every deployment would make another one; give it a name`;
	if (!isText(metadata.name)) return `the ${value.kind} has no metadata.name`;
	if (metadata.namespace !== void 0 && !isText(metadata.namespace)) return `the namespace of ${value.kind}/${metadata.name} is not a text`;
}
function isText(value) {
	return typeof value === "string" && value !== "";
}

// src/tools/checksum.ts
/** The SHA-256 of a file, in hex. */
async function sha256Of(path) {
	const hash = createHash("sha256");
	await pipeline(createReadStream(path), hash);
	return hash.digest("hex");
}

// src/tools/download.ts
/** A mirror that accepts the connection and then says nothing must not use up the deployment's whole time. */
const downloadLimitMs = 3e5;
/** The tool from the runner's cache or from its address, verified before anybody can run it in both cases. */
async function downloaded(download, { log, toolCache, signal }) {
	const { tool, version, url, sha256 } = download;
	const cache = toolCache ?? await import("./actions-tool-cache-lib-tool-cache.js");
	const folder = cache.find(tool, version);
	if (folder !== "") {
		const path = join(folder, tool);
		if (await sha256Of(path).catch(() => "unreadable") === sha256) return {
			path,
			origin: "from the tool cache, checksum verified"
		};
		log.warning(`${tool} ${version} in the tool cache (${folder}) does not have the expected checksum: it is downloaded again`);
	}
	const file = await fetched(download, cache, signal);
	try {
		const got = await sha256Of(file);
		if (got !== sha256) throw new UserError("checksum-mismatch", `${url} does not have the expected checksum and was not run: expected SHA-256 ${sha256}, got ${got}; check "${download.inputs.baseUrl}" (is it an unchanged copy of the release?) and "${download.inputs.checksum}"`);
		await chmod(file, 493);
		return {
			path: join(await cache.cacheFile(file, tool, tool, version), tool),
			origin: `downloaded from ${url}, checksum verified`
		};
	} finally {
		await rm(file, { force: true });
	}
}
/**
* The downloaded file. The library retries what may be temporary; it hears no signal, so that nobody waits for it any
* longer when there is one.
*/
async function fetched({ tool, version, url, authorization, inputs }, cache, signal) {
	signal?.throwIfAborted();
	const over = new AbortController();
	const limit = AbortSignal.timeout(downloadLimitMs);
	const givenUp = new Promise((_, reject) => {
		const once = {
			once: true,
			signal: over.signal
		};
		const tooLong = /* @__PURE__ */ new Error(`no end after ${downloadLimitMs / 6e4} minutes`);
		limit.addEventListener("abort", () => reject(tooLong), once);
		signal?.addEventListener("abort", () => reject(signal.reason), once);
	});
	try {
		return await Promise.race([cache.downloadTool(url, void 0, authorization), givenUp]);
	} catch (cause) {
		signal?.throwIfAborted();
		throw new UserError("download-failed", `${tool} ${version} could not be downloaded from ${url}: ${messageOf(cause)}; check "${inputs.baseUrl}", or put ${tool} ${version} on the PATH`, { cause });
	} finally {
		over.abort();
	}
}

// src/tools/mirror.ts
/**
* Reads a base URL. Credentials in it (`https://user:password@mirror.example`) become a header: addresses are written to logs and
* errors. Plain http is taken: what is downloaded is worth nothing without its checksum. Throws `bad-input`.
*/
function readMirror(text, input) {
	const url = URL.parse(text);
	if (url === null || url.protocol !== "https:" && url.protocol !== "http:") throw new UserError("bad-input", `Input "${input}" is not an http or https address; give one such as https://mirror.example/gomplate`);
	const login = [url.username, url.password].map((part) => decodeURIComponent(part)).join(":");
	if (url.protocol === "http:" && login !== ":" && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)) throw new UserError("bad-input", `Input "${input}" sends a password over plain http; use https`);
	return {
		url: `${url.origin}${url.pathname.replace(/\/+$/, "")}`,
		authorization: login === ":" ? void 0 : `Basic ${Buffer.from(login).toString("base64")}`
	};
}

// src/tools/pinned.ts
/**
* The gomplate releases that this action knows, with the SHA-256 of each binary as its maker publishes them
* (`checksums-v<version>_sha256.txt` beside the binaries).
*/
const gomplateChecksums = {
	"4.3.3": {
		"linux-amd64": "ca281666e86f2f09218c1653e1908f572c0e349e9de64cb4ea93ade9333f0596",
		"linux-arm64": "25bd73720ff470cec0dfaa31ca2c436b30f86142db9af68382ce64e0f3e7b9c5",
		"darwin-amd64": "3bd05501b63c407d7647a14cc1e37bf04f8bb40de90e9d5ac80598e45a658235",
		"darwin-arm64": "a3f6dd646d73840737e98fec6296e5c9ca95fcdd21fbdd0f4591aceab06f926d"
	},
	"5.0.0": {
		"linux-amd64": "084469b46bd5d7da3acd7a8255fac1fb31d3fe054d717c3d4850f14624fbb177",
		"linux-arm64": "a5759bf822b9b350e31633481af63d0fedcfc6f8837470abd9bf0223729b8a51",
		"darwin-amd64": "eb885d994eb63170fe1e3c58e022df40e86eb342f24c910df6d0f58dff39610e",
		"darwin-arm64": "89187f06c3d4cf6af7ae764a9efd37c5749f77bf1238435083215f9924fa9b02"
	},
	"5.1.0": {
		"linux-amd64": "b48d0eae35540fa0dff0c69372b59a6f8f146e3cf5df77b775670894e14b3315",
		"linux-arm64": "7677c41d171d25f87a0890201f6b261729c4bf1ab793237dbb33a4c1b0585c07",
		"darwin-amd64": "11a1e205a55703797bfdf66ca820ddbe5007db86f96f441d8db7f0d734633b7a",
		"darwin-arm64": "19641d717b9e82ce12f65fbca6408f804f8cdbe8ba5975567f19198cfd6a2aec"
	},
	"5.2.0": {
		"linux-amd64": "a235564c12f12e755c06e3ab2af414ab1e3f5b1f142eb82ea2d8086145670a81",
		"linux-arm64": "f445888455c30fa80a3ddce1643baadcdbe1a0207eb6c0de300a38a2c3fb64a2",
		"darwin-amd64": "a02249bfc8f4b04884206541bece6d17f704cd16a15c942a5dbc99c716aabb9a",
		"darwin-arm64": "c98586205d84e2c6af7d3efa86ae11071aaafda81f592bc979f822638a9d4ec1"
	}
};
/** The machine's platform in these words; `undefined` for one that has no pinned binaries. */
function platformOf(os, arch) {
	const word = {
		x64: "amd64",
		arm64: "arm64"
	}[arch];
	return (os === "linux" || os === "darwin") && (word === "amd64" || word === "arm64") ? `${os}-${word}` : void 0;
}

// src/tools/gomplate.ts
/** Finds gomplate: the one on the PATH if it has exactly the wanted version, else one with the right checksum. */
async function findGomplate(wanted) {
	const { version } = wanted;
	if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version)) throw new UserError("bad-input", `Input "gomplate-version" is ${JSON.stringify(version)}; write a full version such as 5.1.0`);
	const onPath = await gomplateOnPath(wanted);
	if (onPath !== void 0) return {
		path: onPath,
		version,
		origin: `from the PATH (${onPath})`
	};
	return {
		...await downloaded(pinnedDownload(wanted), wanted),
		version
	};
}
async function gomplateOnPath({ version, exec, env, log, signal }) {
	const path = programOnPath("gomplate", env.PATH);
	if (path === void 0) return void 0;
	const { exitCode, stdout } = await exec(path, ["--version"], {
		env,
		signal,
		timeoutMs: 15e3
	});
	const found = /\bv?(\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1];
	if (exitCode === 0 && found === version) return path;
	const why = found === void 0 ? "does not say its version" : `is version ${found}`;
	log.info(`${path} ${why}, wanted is ${version}: it is not used`);
}
function pinnedDownload(wanted) {
	const { version } = wanted;
	const { os, arch } = wanted.platform ?? {
		os: process.platform,
		arch: process.arch
	};
	const platform = platformOf(os, arch);
	if (platform === void 0) throw new UserError("unsupported-platform", `There is no gomplate for ${os} on ${arch} that this action knows; use a Linux or macOS runner on x64 or arm64, or put gomplate ${version} on the PATH`);
	const mirror = readMirror(wanted.baseUrl, "gomplate-base-url");
	return {
		tool: "gomplate",
		version,
		url: `${mirror.url}/v${version}/gomplate_${platform}`,
		authorization: mirror.authorization,
		sha256: checksumOf(wanted, gomplateChecksums[version]?.[platform]),
		inputs: {
			checksum: "gomplate-checksum",
			baseUrl: "gomplate-base-url"
		}
	};
}
function checksumOf({ version, checksum }, pinned) {
	if (checksum !== void 0) {
		if (/^[0-9a-f]{64}$/i.test(checksum)) return checksum.toLowerCase();
		throw new UserError("bad-input", `Input "gomplate-checksum" is not a SHA-256; give its 64 hexadecimal digits`);
	}
	if (pinned !== void 0) return pinned;
	throw new UserError("unknown-version", `The checksum of gomplate ${version} is not known here (known: ${Object.keys(gomplateChecksums).join(", ")}); give it in the input "gomplate-checksum", or use a known version`);
}

// src/delivery/release/render.ts
/**
* Renders the templates as they are in the commit, not in the work tree, and reads the objects; secrets found in them are
* masked before anything else is started.
*/
async function render(it) {
	const { exec, log, masks, signal, folder, paths, childEnv: env } = it;
	const gomplate = await findGomplate({
		...it.inputs.gomplate,
		exec,
		log,
		env,
		signal
	});
	log.info(`gomplate ${gomplate.version} ${gomplate.origin}`);
	const exported = await exportCommit({
		workspace: paths.workspace,
		sha: it.deploy.commit,
		paths: [paths.templates, ...paths.values],
		folder,
		exec,
		env,
		signal
	});
	const files = await renderTemplates({
		gomplate: gomplate.path,
		paths: {
			...paths,
			workspace: exported
		},
		context: it.deploy,
		secretEnv: it.inputs.secretEnv,
		folder,
		exec,
		masks,
		log,
		signal
	});
	const set = parseManifests(files, { image: it.deploy.image });
	masks.addAll(secretValues(set));
	for (const { object, file, line } of set.manifests) log.info(`${nameOf(object)} ${file}:${line}`);
	return set;
}

// src/delivery/release/run.ts
/**
* Runs one deployment to its end. Rejects only where there is no deployment to end: before it is known whether it is ours.
* Everything after that is an ending, written as the deployment's last status.
*/
async function runDeployment(inputs, context, effects) {
	const started = effects.clock.now();
	for (const [name, value] of Object.entries(inputs.secretEnv)) effects.masks.add(value, name);
	if (inputs.slack !== void 0) effects.masks.add(inputs.slack.token, "slack-token");
	const over = new AbortController();
	const limit = AbortSignal.any([effects.signal, deadline(effects.clock, inputs.timeoutMs, over.signal)]);
	const connect = connector(inputs.token, context, effects);
	const github = connect(limit);
	try {
		const asked = await readAsked(github, namedDeployment(context, inputs.deploymentId));
		return await new Run({
			inputs,
			context,
			effects,
			github,
			connect,
			asked,
			started,
			limit
		}).toItsEnd();
	} finally {
		over.abort();
	}
}
/** One deployment of ours on its way; its steps in the order they are taken. */
var Run = class {
	#way;
	#report;
	#statuses;
	/** What Slack is told, where it is to be told. */
	#told;
	/** Whether the deployment is known to be ours: `pre` has taken it, or the policy says so. */
	#isOurs;
	constructor(way) {
		this.#way = way;
		const { context, effects, connect, asked } = way;
		this.#isOurs = effects.recall("deployment") === String(asked.deployment.id);
		this.#report = reportOn(asked.deployment, context);
		const writer = (github) => (status) => writeStatus(github, asked.deployment.id, status, context, effects.masks);
		this.#statuses = new Statuses({
			step: (signal) => writer(connect(signal)),
			end: writer(connect())
		}, effects);
	}
	async toItsEnd() {
		const { asked, context, effects, github, started } = this.#way;
		let ending;
		try {
			const taken = await take(github, asked, context.repository, context, () => {
				this.#isOurs = true;
			});
			if (taken.kind === "left") {
				const { id: deploymentId, environment } = asked.deployment;
				return {
					...taken,
					deploymentId,
					environment
				};
			}
			effects.remember("deployment", String(asked.deployment.id));
			effects.remember("begun", "true");
			this.#statuses.alreadyWritten(taken.written);
			ending = await this.#deploy(taken.request);
		} catch (thrown) {
			ending = endingOfThrown(thrown, this.#report, effects.signal);
			if (!this.#isOurs && ending.outcome !== "refused") throw thrown;
			if (ending.reason === "bug") effects.log.info(stackOf(thrown));
		}
		ending = redacted$1(ending, (text) => effects.masks.redact(text));
		const ms = effects.clock.now() - started;
		const unwritten = await this.#writeEnd(ending);
		await this.#tellEnd(ending, ms, unwritten === void 0);
		const result = {
			kind: "ours",
			report: this.#report,
			ending,
			ms
		};
		return unwritten === void 0 ? result : {
			...result,
			unwritten
		};
	}
	/** Resolves with why the last status could not be written, if so. */
	async #writeEnd(ending) {
		const { remember } = this.#way.effects;
		remember("end", keptEnding(ending));
		try {
			await this.#statuses.end(lastStatus(ending));
			remember("ended", "true");
			return;
		} catch (thrown) {
			return messageOf(thrown);
		}
	}
	/** Only now, when GitHub has the end: Slack may take its time, but nobody waits for it before. */
	async #tellEnd(ending, ms, written) {
		if (this.#told === void 0) return;
		const { log, masks, remember } = this.#way.effects;
		const report = this.#report;
		const open = written ? [] : ["GitHub could not be told: there the deployment still looks as if it were under way."];
		const ended = {
			report,
			ending,
			ms,
			redact: (text) => masks.redact(text)
		};
		const problem = await this.#told.story.end(ended, [...liveLines(report, ending), ...open]);
		remember("slack", "");
		if (problem !== void 0) log.notice(`Slack was not told how this ended: ${masks.redact(problem)}`);
	}
	async #deploy(request) {
		const report = this.#report;
		report.commit = request.sha;
		report.service = request.service;
		report.environment = request.environment.name;
		this.#way.effects.masks.exempt(report.service, report.environment);
		this.#told = openStory(request, this.#way);
		refuseOtherEnvironment(this.#way.inputs.environment, report.environment);
		this.#way.effects.log.info(`Deployment ${report.deploymentId}: ${request.service} ${request.sha} to ${report.environment}, asked for by ${request.deployment.creator}`);
		return withPrivateFolder(this.#way.context.temp, async (folder) => {
			const connecting = startConnecting({
				inputs: this.#way.inputs,
				folder,
				kubectlEnv: kubectlEnv(this.#way.effects.env, Object.keys(this.#way.inputs.secretEnv)),
				exec: this.#way.effects.exec,
				masks: this.#way.effects.masks,
				clock: this.#way.effects.clock,
				signal: this.#way.limit
			});
			try {
				return await this.#throughTheSteps(request, folder, connecting);
			} finally {
				await connecting.close();
			}
		});
	}
	async #throughTheSteps(request, folder, connecting) {
		const { log, clock, signal, exec, remember } = this.#way.effects;
		const { limit } = this.#way;
		const key = {
			service: request.service,
			environment: request.environment.name
		};
		const paths = manifestPaths(this.#way.inputs, key, this.#way.context.workspace);
		const questions = commitQuestions(this.#way.inputs, this.#way.context, {
			...this.#way.effects,
			signal: limit
		}, request.sha, paths);
		const { verdict, image: found } = await this.#step("gate", async () => askGate({
			github: this.#way.github,
			sha: request.sha,
			branch: await this.#way.asked.branch,
			runId: this.#way.context.runId,
			environment: request.environment,
			...questions,
			log,
			onLine: (line) => this.#told?.onLine(line)
		}));
		if (verdict.kind !== "allow" || found === void 0) return endingOfVerdict(verdict);
		this.#report.image = found.reference;
		const set = await this.#step("render", () => render({
			inputs: this.#way.inputs,
			paths,
			folder,
			deploy: {
				commit: request.sha,
				image: found.reference,
				...key,
				id: this.#report.deploymentId
			},
			childEnv: this.#way.context.childEnv,
			exec,
			log,
			masks: this.#way.effects.masks,
			signal: limit
		}));
		const result = await rollOut({
			connecting,
			set,
			key,
			stableForMs: this.#way.inputs.stableForMs,
			remainingMs: () => this.#way.started + this.#way.inputs.timeoutMs - clock.now(),
			log,
			limit,
			signal,
			remember,
			step: (step, work) => this.#step(step, work)
		}, this.#report);
		return endingOfRollout(result, request.sha, clock.now() - this.#way.started);
	}
	/** A step: its status, its group in the log, its time. */
	async #step(step, work) {
		const { clock, log } = this.#way.effects;
		this.#way.limit.throwIfAborted();
		const text = stepText(step);
		this.#statuses.step(text);
		this.#told?.story.step(text);
		const started = clock.now();
		try {
			return await log.group(text, work);
		} finally {
			this.#report.steps.push({
				step,
				ms: clock.now() - started
			});
		}
	}
};
/** The job has the secrets, and passed the protection rules, of the environment it names; the record may name another. */
function refuseOtherEnvironment(job, asked) {
	if (job === void 0 || job.toLowerCase() === asked.toLowerCase()) return;
	const text = `the deployment is for '${asked}', but this job runs in the environment '${job}': run it with environment '${asked}'`;
	throw new UserError("wrong-environment", text, { outcome: "refused" });
}
function stackOf(thrown) {
	return thrown instanceof Error ? thrown.stack ?? thrown.message : String(thrown);
}

export { runDeployment };