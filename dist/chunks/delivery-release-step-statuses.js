import { c as UserError, m as CAUSES, u as messageOf } from "./time-system-clock.js";
import { i as coversAny } from "./policy-path-patterns.js";
import { a as isDoubtful } from "./github-failure.js";
import { a as STOPPED_RETRY_LIMITS, i as STEP_RETRY_LIMITS, n as LAST_STATUS_RETRY_LIMITS } from "./github-retry.js";
import { n as shortSha } from "./domain-sha.js";
import { c as stepText, i as failingText, l as waitingText, o as restoringText, s as statusText } from "./domain-deployment-status-text.js";
import { h as serializeCount, o as messageNotUpdated, p as isUntouched, u as unwrittenRemark } from "./deployments-words.js";
import { i as serializeEnding, t as forgetDeployment } from "./deployments-run-state.js";
import { i as endingOfRollout, o as inOneLine, r as endingOfFailure, s as redacted$1 } from "./deployments-endings.js";
import { r as timeText } from "./kubernetes-release-release-text.js";
import { a as mappingAt, o as mappingsIn, r as isMapping, s as nameOf, t as groupOf } from "./kubernetes-api-objects.js";
import { a as OversizedAnswer, i as LONGEST_MESSAGE, n as exactJson, r as KubernetesError, s as apiText, t as connectionProblem } from "./kubernetes-connection-problem.js";
import { B as isBuiltIn, C as fieldText, D as sameOwnFields, E as ownsField, F as isFreshNews, I as isSidecar, L as timeOf, M as asNews, N as isFromBefore, O as valueAt, P as HELD_ANNOTATION, S as fieldPaths, T as ourApplyOf, b as lostSince, c as locationOf, g as pathRulesOf, h as isUnfollowed, n as secretValues, o as withFieldChanged, v as FOLLOWED_KINDS, w as managedFieldsOf, x as FIELD_MANAGER, y as followedKindOf, z as fulfils } from "./kubernetes-manifests-secret-values.js";
import { o as summarizeCommit, s as summarizeTrain } from "./deployments-slack-details.js";
import { a as batchesOf, o as Budget, t as askParts } from "./github-graphql-parts.js";
import { n as deploymentFacts, r as deploymentsPart, t as DEPLOYMENTS } from "./github-history-deployment-page.js";
import { i as inactivateOlder, n as unwrittenBy, t as DeploymentMessageWriter } from "./deployments-slack-message-writer.js";
import { n as writeLastStatus, r as writeStatus, t as repeatEnd } from "./deployments-status-writer.js";
import { a as placeText, c as pathsPage, d as historyPart, f as FirstParentWalk, i as objectsPart, l as HISTORY, m as liveDeployment, n as OBJECTS, o as changesPaths, s as commitPaths, u as containedPart } from "./github-history-objects.js";
import { t as trainOf } from "./domain-history-train.js";
import { n as newMessage } from "./deployments-slack-saved-message.js";
import { A as warningFinding, B as leftOf, C as preflight, D as serverSideApply, E as adopt, F as endsByItself, G as notRestoredFindings, H as lookAt, I as whyKept, K as objectKey, L as whyAnothers, M as notice, N as warn, O as findingsFrom, P as planPrune, R as addressIn, T as stageOf, U as isRoute, V as withHashOf, W as keptFindings, X as concurrently, Y as selectorOf, _ as microTime, c as shareOrPods, f as serializeHold, g as leaseName, h as leaseBody, i as connected, j as removeLeft, k as removeFirst, m as announced, n as viewOf, o as planned, p as newestKnown, q as apiPath, s as newPodsOf, v as newestFor, w as STAGES, x as stepFor, y as readLease, z as isAmong } from "./delivery-release-plan-plan-only.js";
import { t as Deadline } from "./delivery-release-deadline.js";
import { isDeepStrictEqual } from "node:util";

// src/github/history/service-commits.ts
/** So many commits are looked at by their changed paths; the others count: it is for a message, not for a decision. */
const BY_PATHS = 20;
/** Steps of comparing their paths with the patterns: a tenth of a second or two. Commits beyond that count. */
const MOST_MESSAGE_STEPS = 2e7;
/** Those of the commits that change what the patterns cover. */
async function commitsOf({ github, ask, repository }, patterns, commits) {
	const places = commits.flatMap(({ sha, parents }) => patterns.flatMap(({ root: path }) => [sha, ...parents.slice(0, 1)].map((at) => ({
		sha: at,
		path
	}))));
	const distinct = [...new Map(places.map((place) => [placeText(place), place])).values()];
	const objects = /* @__PURE__ */ new Map();
	for (const some of batchesOf(distinct, 100 * OBJECTS.most)) for (const [place, oid] of await ask(OBJECTS, objectsPart(repository, some))) objects.set(place, oid);
	const objectAt = (sha, path) => objects.get(placeText({
		sha,
		path
	}));
	const own = [];
	let left = BY_PATHS;
	const steps = { left: MOST_MESSAGE_STEPS };
	for (const commit of commits) {
		const { sha, parents } = commit;
		const [parent] = parents;
		const isUnseen = patterns.some(({ root }) => (objectAt(sha, root) ?? (parent === void 0 ? void 0 : objectAt(parent, root))) === void 0);
		const changes = changesPaths(patterns, {
			sha,
			parent
		}, objectAt);
		if (changes === "no" && !isUnseen) continue;
		if (changes !== "yes" && left > 0) {
			left -= 1;
			const octokit = await github.octokit();
			const paths = await commitPaths((page) => pathsPage(octokit, repository, sha, page));
			if (paths !== void 0 && !coversAny(patterns, paths, steps)) continue;
		}
		own.push(commit);
	}
	return own;
}

// src/github/history/train.ts
/** Deployments and commits that are looked through: it is for a message, not for a decision. */
const DEPLOYMENTS_READ = 20;
const FIRST_COMMITS = 25;
/** Points of GraphQL, far more than it takes. */
const BUDGET = 30;
/**
* The commits that a deployment takes to its environment, of a service with paths its own: two requests, one more when the train
* is long, one or two when what is live is not on it, and one or two for the paths. Undefined when no deployment among the
* newest says what is live, and there are older ones. Throws a `UserError` (error, `github-…`).
*/
async function readTrain(tools, question) {
	const { owner, repo } = tools.github.repository;
	const repository = `${owner}/${repo}`;
	const connection = {
		...tools,
		budget: new Budget(BUDGET)
	};
	const ask = async (form, part) => {
		const answer = (await askParts(connection, form, [part])).get(part);
		if (answer?.kind === "read") return answer.value;
		throw new UserError(answer?.finding.reason ?? "github-unreachable", answer?.finding.text ?? "GitHub did not answer");
	};
	const { sha, environment, services, service, deploymentId } = question;
	const line = new FirstParentWalk(sha);
	const older = async (after, first) => {
		const page = await ask(HISTORY, historyPart(repository, {
			head: sha,
			after,
			first
		}));
		line.take(page.commits);
		return page.next;
	};
	const where = [{
		environment,
		after: void 0
	}];
	const [pages, next] = await Promise.all([ask(DEPLOYMENTS, deploymentsPart(repository, where, DEPLOYMENTS_READ)), older(void 0, FIRST_COMMITS)]);
	const page = pages.get(environment);
	const before = (page?.listed ?? []).flatMap((listed) => deploymentFacts(listed, environment, question.apps) ?? []).filter(({ id }) => id !== deploymentId);
	const live = liveDeployment(before, service, services)?.sha;
	if (live === void 0 && page?.next !== void 0) return void 0;
	const newer = await question.newer;
	const contained = [];
	let [after, isWhole] = [next, next === void 0 || line.ended];
	const train = () => trainOf({
		sha,
		live,
		newer,
		older: line.line,
		whole: isWhole,
		contained
	});
	const isOpen = (found) => found.kind === "forward" ? found.more : found.kind === "off-line" && found.base === void 0;
	let found = train();
	if (isOpen(found) && after !== void 0) {
		after = await older(after, 100);
		isWhole = after === void 0 || line.ended;
		found = train();
	}
	let place;
	for (const first of [FIRST_COMMITS, 100]) {
		if (!isOpen(found) || live === void 0) break;
		const page = await ask(HISTORY, containedPart(repository, {
			head: live,
			after: place,
			first
		}));
		contained.push(...page.shas);
		found = train();
		place = page.next;
		if (place === void 0) break;
	}
	if (question.paths === void 0 || !("commits" in found)) return found;
	const commits = await commitsOf({
		...tools,
		ask,
		repository
	}, question.paths, found.commits);
	return {
		...found,
		commits
	};
}

// src/deployments/slack/open.ts
/**
* Opens the message of a deployment in its environment's channel; undefined where there is to be none. What it shows is read
* beside the deployment, which waits for none of it.
*/
function openDeploymentMessage(request, github, context, { log, clock, masks, state, connectSlack }) {
	const save = (message) => state.save("slack", message === void 0 ? "" : JSON.stringify(message));
	const message = newMessage(request, context);
	const slack = connectSlack();
	if (message === void 0 || slack === void 0) {
		save(void 0);
		if (message !== void 0) log.info(`No Slack message: the policy names a channel for ${request.environment.name}, but the input "slack-token" is empty`);
		return;
	}
	save(message);
	const writer = new DeploymentMessageWriter({
		slack,
		clock,
		save
	}, message);
	const redact = (text) => masks.redact(text);
	const line = Promise.withResolvers();
	readTrain({
		github,
		log,
		clock
	}, questionOf(request, line.promise)).then((train) => writer.addFacts({ train: train && summarizeTrain(train, redact) })).catch((thrown) => log.debug(`The train could not be read for Slack: ${messageOf(thrown)}`));
	const onTrunkRead = (commits) => {
		line.resolve(commits);
		const commit = commits.at(-1);
		if (commit === void 0) return;
		const { title, author } = summarizeCommit(commit, redact);
		writer.addFacts({
			title,
			author
		});
	};
	return {
		writer,
		onTrunkRead
	};
}
function questionOf(request, newer) {
	const { services, apps, service, paths, sha, deployment } = request;
	return {
		services,
		apps,
		service,
		paths,
		environment: request.environment.name,
		deploymentId: deployment.id,
		sha,
		newer
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
		const text = `${nameOf(object)}: reaches no ready pod, although the rollout is complete; check its selector and targetPort`;
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
const FEW = 20;
/** With more of them the changes within this time are looked at together: each look is at all workloads. */
const TOGETHER_MS$1 = 100;
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
		if (workloads.length > FEW) await clock.sleep(TOGETHER_MS$1, options.signal);
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

// src/kubernetes/kinds/custom/conventions.ts
const READY = { complete: ["Ready"] };
const CERTIFICATE = {
	complete: ["Ready"],
	working: ["Issuing"],
	failure: failedIssuance
};
/** The controller writes `<generation>-<hash>` once it has synchronised. */
const EXTERNAL_SECRET = {
	complete: ["Ready"],
	isObserved: (object) => {
		const synced = mappingAt(object, "status")?.syncedResourceVersion;
		return typeof synced !== "string" || synced.startsWith(`${object.metadata.generation}-`) || isFalse(object, "Ready");
	}
};
const KNATIVE = {
	complete: ["Ready"],
	falseIsVerdict: true
};
const SCALED = {
	complete: ["Ready"],
	isPaused: (object) => conditionsOf(object).some(({ type, status }) => type === "Paused" && status === "True")
};
/** `Available` may also be `Degraded`, and `Reconciled` is False when the resource cannot be used at all. */
const PROMETHEUS = {
	complete: ["Available", "Reconciled"],
	isPaused: (object) => mappingAt(object, "spec")?.paused === true
};
/** A route has conditions for each of its gateways. */
const ROUTE = {
	complete: ["Accepted", "ResolvedRefs"],
	conditions: (object) => mappingsIn(mappingAt(object, "status")?.parents).flatMap((parent) => conditionsIn(parent.conditions))
};
/** By group and kind; `*` stands for every kind of a group. */
const CONVENTIONS = {
	"cert-manager.io/Certificate": CERTIFICATE,
	"cert-manager.io/CertificateRequest": READY,
	"cert-manager.io/Issuer": READY,
	"cert-manager.io/ClusterIssuer": READY,
	"external-secrets.io/ExternalSecret": EXTERNAL_SECRET,
	"external-secrets.io/PushSecret": EXTERNAL_SECRET,
	"external-secrets.io/SecretStore": READY,
	"external-secrets.io/ClusterSecretStore": READY,
	"bitnami.com/SealedSecret": {
		complete: ["Synced"],
		falseIsVerdict: true
	},
	"serving.knative.dev/*": KNATIVE,
	"eventing.knative.dev/*": KNATIVE,
	"sources.knative.dev/*": KNATIVE,
	"messaging.knative.dev/*": KNATIVE,
	"keda.sh/ScaledObject": SCALED,
	"keda.sh/ScaledJob": SCALED,
	"monitoring.coreos.com/Prometheus": PROMETHEUS,
	"monitoring.coreos.com/PrometheusAgent": PROMETHEUS,
	"monitoring.coreos.com/Alertmanager": PROMETHEUS,
	"monitoring.coreos.com/ThanosRuler": PROMETHEUS,
	"gateway.networking.k8s.io/Gateway": { complete: ["Accepted", "Programmed"] },
	"gateway.networking.k8s.io/GatewayClass": { complete: ["Accepted"] },
	"gateway.networking.k8s.io/HTTPRoute": ROUTE,
	"gateway.networking.k8s.io/GRPCRoute": ROUTE
};
/** Kinds whose operators only read them: there is nothing to follow, and nothing to be said about that. */
const SILENT = /* @__PURE__ */ new Set([
	...[
		"ServiceMonitor",
		"PodMonitor",
		"Probe",
		"PrometheusRule",
		"ScrapeConfig",
		"AlertmanagerConfig"
	].map((kind) => `monitoring.coreos.com/${kind}`),
	"keda.sh/TriggerAuthentication",
	"keda.sh/ClusterTriggerAuthentication",
	"argoproj.io/AnalysisTemplate",
	"argoproj.io/ClusterAnalysisTemplate"
]);
/** How a kind says that it is done; undefined for one that is not known by name. */
function conventionOf(group, kind) {
	return CONVENTIONS[`${group}/${kind}`] ?? CONVENTIONS[`${group}/*`];
}
/** Whether nothing is followed of a kind, and that is as it should be. */
function isSilent(group, kind) {
	return SILENT.has(`${group}/${kind}`);
}
/** The conditions of a status; what is not one counts as absent. */
function conditionsOf(object) {
	return conditionsIn(mappingAt(object, "status")?.conditions);
}
function conditionsIn(list) {
	return mappingsIn(list).flatMap(({ type, status, ...rest }) => typeof type === "string" && typeof status === "string" ? [{
		...rest,
		type,
		status
	}] : []);
}
function isFalse(object, type) {
	return conditionsOf(object).some((condition) => condition.type === type && condition.status === "False");
}
/** cert-manager tries again after an hour at the earliest. */
function failedIssuance(object, target) {
	const failedAt = mappingAt(object, "status")?.lastFailureTime;
	const issuing = conditionsOf(object).find(({ type, status }) => type === "Issuing" && status === "False");
	if (typeof failedAt !== "string" || !(Date.parse(failedAt) >= target.at) || issuing === void 0) return void 0;
	return {
		code: "resource-failed",
		text: `${issuing.reason ?? ""}: ${issuing.message ?? ""}`,
		since: failedAt
	};
}

// src/kubernetes/kinds/custom/custom-resource.ts
/**
* A custom resource: its annotations say when it is complete, or its kind is known by name, or it keeps the conventions
* of kstatus. One that has no such conditions is complete with a remark.
*/
function customResourceKind(named) {
	const { apiVersion, group, kind, plural } = named;
	const convention = conventionOf(group, kind);
	const verdictOf = (target, object) => verdict(target, object, convention);
	return {
		kind,
		group,
		resource: {
			apiVersion,
			plural
		},
		eventReasons: [],
		progressOf: (target, object) => progressOf(target, verdictOf(target, object)),
		symptoms: (target, { workload }) => {
			if (workload === void 0) return [];
			const { symptom } = verdictOf(target, workload);
			return symptom === void 0 ? [] : [dated(symptom, workload, target)];
		}
	};
}
function progressOf({ generation, unchanged }, { state, text }) {
	return {
		observed: state !== "unobserved",
		complete: state === "complete" || state === "unjudged",
		text,
		...state === "unjudged" && generation === 1 && !unchanged ? { remark: NOT_FOLLOWED } : {}
	};
}
/** A status that names the changed generation is about the change, where its date does not say otherwise. */
function dated(symptom, object, target) {
	const isCounted = typeof mappingAt(object, "status")?.observedGeneration === "number";
	const isEarlier = Date.parse(symptom.since ?? "") < target.at;
	return isCounted && !target.unchanged && !isEarlier ? symptom : asNews(symptom, object, target);
}
const NOT_FOLLOWED = {
	reason: "custom-resource-not-followed",
	text: "applied, but not followed: the status has no condition Ready or Available; the annotation commit-train.dev/complete-when can say what to wait for"
};
function verdict(target, object, convention) {
	const { generation = 0 } = object.metadata;
	if (generation < target.generation) return UNOBSERVED;
	if (Number(mappingAt(object, "status")?.observedGeneration ?? generation) < generation) return UNOBSERVED;
	const rules = pathRulesOf(object.metadata);
	if (rules !== void 0) return byRules(object, rules);
	return byConditions(target, object, convention?.conditions?.(object) ?? conditionsOf(object), convention);
}
const UNOBSERVED = {
	state: "unobserved",
	text: "waiting for its operator",
	symptom: {
		code: "resource-not-ready",
		text: "its operator has not seen this change; check that it runs"
	}
};
function byRules(object, rules) {
	const failed = rules.failed.find((rule) => fulfils(object, rule));
	if (failed !== void 0) return failure$1({
		code: "resource-failed",
		text: failed.text
	});
	const missing = rules.complete.find((rule) => !fulfils(object, rule));
	return missing === void 0 ? done("complete") : waits(`not yet ${missing.text}`);
}
function byConditions(target, object, conditions, convention) {
	const { generation = 0 } = object.metadata;
	if (convention?.isPaused?.(object) === true) return done("paused");
	const ended = convention?.failure?.(object, target);
	if (ended !== void 0) return failure$1(ended);
	const wanted = convention?.complete ?? ["Ready", "Available"].filter((type) => has(conditions, type)).slice(0, 1);
	const relevant = conditions.filter(({ type }) => [
		...wanted,
		...ALWAYS,
		...convention?.working ?? []
	].includes(type));
	if (relevant.some(({ observedGeneration = generation }) => observedGeneration < generation)) return UNOBSERVED;
	if (convention?.isObserved?.(object) === false) return UNOBSERVED;
	const stalled = relevant.find(isTrue("Stalled"));
	if (stalled !== void 0) return failure$1({
		...symptomOf(stalled),
		code: "resource-failed"
	});
	const working = relevant.find((condition) => ["Reconciling", ...convention?.working ?? []].some((type) => isTrue(type)(condition)));
	if (working !== void 0) return waits(textOf(working), symptomOf(working));
	if (wanted.length === 0) return {
		state: "unjudged",
		text: "no condition says how it is"
	};
	if (!wanted.every((type) => has(relevant, type))) return UNOBSERVED;
	const short = relevant.find(({ type, status }) => wanted.includes(type) && status !== "True");
	if (short === void 0) return done(wanted.join(", "));
	const verdict = convention?.falseIsVerdict === true && short.status === "False";
	return waits(textOf(short), {
		...symptomOf(short),
		...verdict ? { fatality: "grace" } : {}
	});
}
const ALWAYS = ["Stalled", "Reconciling"];
const has = (conditions, type) => conditions.some((condition) => condition.type === type);
const isTrue = (wanted) => ({ type, status }) => type === wanted && status === "True";
function done(text) {
	return {
		state: "complete",
		text
	};
}
function failure$1(symptom) {
	return {
		state: "working",
		text: "failed",
		symptom
	};
}
function waits(text, symptom = {
	code: "resource-not-ready",
	text
}) {
	return {
		state: "working",
		text,
		symptom
	};
}
function symptomOf(condition) {
	const { reason = "", message = "", lastTransitionTime } = condition;
	const said = [reason, apiText(message)].filter((text) => text !== "").join(": ");
	return {
		code: "resource-not-ready",
		text: said === "" ? textOf(condition) : `${textOf(condition)}: ${said}`,
		since: lastTransitionTime
	};
}
function textOf({ type, status }) {
	return `${type} is ${status}`;
}

// src/kubernetes/kinds/custom/custom-kinds.ts
/** The kinds of custom resources of one set, each made once. */
var CustomKinds = class {
	#kinds = /* @__PURE__ */ new Map();
	/** The kind of a custom resource; undefined for a built-in kind, and where there is nothing to follow. */
	of({ apiVersion, kind }, plural) {
		const group = groupOf(apiVersion);
		if (isBuiltIn(group) || isSilent(group, kind)) return void 0;
		const key = `${apiVersion}/${kind}`;
		const known = this.#kinds.get(key) ?? customResourceKind({
			apiVersion,
			group,
			kind,
			plural
		});
		this.#kinds.set(key, known);
		return known;
	}
};

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
	const scheduled = conditionOf$1(pod, "PodScheduled");
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
	const ready = conditionOf$1(pod, "Ready");
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
	if (since === void 0 || conditionOf$1(pod, "Ready")?.status === "True") return [];
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
function conditionOf$1({ status }, type) {
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
		return [...Map.groupBy(this.#others, ({ manifest }) => manifest.object.kind)].map(([kind, [first, ...rest]]) => first !== void 0 && rest.length === 0 ? nameOf(first.manifest.object) : `${kind} (${rest.length + 1})`).join(", ");
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
	return fieldPaths({ "f:spec": ours?.fields["f:spec"] }).find((path) => !left.has(fieldText(path)) && !hasSameValue(target, workload, path));
}
/** An item or a map has to be there; its fields are looked at one by one. */
function hasSameValue({ kind, object }, live, path) {
	const before = valueAt(object, path);
	const now = valueAt(live, path);
	if (kind.isSameValue?.(before, now, path) === true) return true;
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
			by: nameOf(inSet)
		};
		const found = this.#found.get(namespace) ?? this.#ask(namespace);
		if (found === "asking") return { kind: "asking" };
		const inCluster = found.find((object) => namesIt(object, name));
		return inCluster === void 0 ? { kind: "nothing" } : {
			kind: "made",
			by: nameOf(inCluster)
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
				return [new FollowedWorkload(targetOf(object, kind, {
					plan,
					applied
				}), cluster.clock.now(), judged)];
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
function targetOf(applied, kind, set) {
	const { live } = set.plan.objects.find(({ manifest }) => manifest === applied.manifest) ?? {};
	const source = kind.templateSource?.(applied.object);
	const named = set.applied.find(({ object, namespace }) => source !== void 0 && namespace === applied.namespace && object.kind === source.kind && object.metadata.name === source.name);
	return {
		kind,
		namespace: applied.namespace ?? "",
		name: applied.name,
		uid: applied.uid,
		generation: applied.generation,
		object: applied.object,
		...live === void 0 ? {} : { before: live },
		...named === void 0 ? {} : { source: named.object },
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

// src/delivery/release/left-live.ts
/** What failed before was left to this deployment, which has changed nothing either: says what is live, and the way out. */
function sayLeftLive(log, progress, earlier) {
	const left = earlier?.leftLive;
	if (left === void 0) return;
	const ended = left.undone === void 0 ? "did not succeed, may be" : "did not succeed, is still";
	const how = left.state === "begun" ? "has no end, may be" : ended;
	const text = `${releaseShort(left)}, which ${how} live`;
	const good = earlier?.lastGood;
	const wayOut = `deploy a commit that is good, or roll back with "stored-release: previous"${good === void 0 ? "" : `, which brings ${releaseShort(good)} back`}`;
	progress.restore = {
		kind: "left",
		text,
		wayOut
	};
	log.notice(`${text}: ${wayOut}`);
}
/** A run that is stopped at a stage has no time to bring anything back: says which pods stay, and the way out. */
function sayStageLeft(log, progress) {
	const { stage, restore } = progress;
	if (stage === void 0 || restore !== void 0 || !hasChanged(progress)) return;
	const text = `${stage.ready} of ${stage.pods} pods may stay at ${shortSha(stage.commit)}, the others at ${shortSha(stage.live)}`;
	const wayOut = "deploy a commit that is good: it replaces them all";
	progress.restore = {
		kind: "left",
		text,
		wayOut
	};
	log.notice(`${text}: ${wayOut}`);
}
/** Whether something of a release may have reached the cluster. */
function hasChanged({ touched, count }) {
	return touched && !(count !== void 0 && isUntouched(count));
}
/** Whether nothing of a release is live any more: what was before it came back, or nothing of it was applied. */
function undone(progress) {
	return { undone: progress.restore?.kind === "restored" || !hasChanged(progress) };
}
function releaseShort({ commit, deploymentId }) {
	return commit === "" ? `deployment ${deploymentId}` : shortSha(commit);
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
		if (conditionOf(body, "Established")?.status === "True") break;
		const names = conditionOf(body, "NamesAccepted");
		if (names?.status === "False") {
			const message = `${nameOf(manifest.object)}: its names are taken: ${names.message}`;
			throw new UserError("crd-not-established", message);
		}
		if (cluster.clock.now() >= end) {
			const message = `${nameOf(manifest.object)}: applied, but not served by the cluster after ${LONGEST_MS / 1e3} s; see its conditions`;
			throw new UserError("crd-not-established", message);
		}
		await cluster.clock.sleep(BETWEEN_LOOKS_MS, signal);
	}
}
function conditionOf(crd, type) {
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
	const same = adoption === void 0 && isSame(planned.live, object);
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
function isSame(live, object) {
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
	const text = `${nameOf(manifest.object)}: no answer from the cluster (${messageOf(thrown)}); it may have been applied or not${gone}`;
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
/** Applies a planned set in its order and follows it: Jobs before the workloads, the workloads, what leads to them, Jobs after. */
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
			this.#cluster.log.info(`Before the workloads: ${before.map(({ object }) => nameOf(object)).join(", ")}`);
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
		const unready = await this.#switched();
		if (unready !== void 0) return this.#withRemaining(unready);
		const workloads = await this.#rollouts.follow(this.#apply.applied, this.#options.follow());
		if (this.#apply.remaining.length === 0) return workloads;
		if (workloads.outcome !== "complete") return this.#withRemaining(workloads);
		const after = await this.#apply.through("jobs-after");
		if (after.length > 0) {
			this.#cluster.log.info(`After the workloads: ${after.map(({ object }) => nameOf(object)).join(", ")}`);
			const result = await this.#rollouts.follow(after, {
				...this.#options.follow(),
				stableForMs: 0
			});
			if (result.outcome !== "complete") return this.#withRemaining(together$1(workloads, result));
			return this.#called(together$1(workloads, result));
		}
		return this.#called(workloads);
	}
	/**
	* Leads the traffic to the new pods once they are ready; that they stay so is seen with it. Gives the end of the rollout where
	* they do not get ready.
	*/
	async #switched() {
		if (!this.#apply.remaining.some(({ stage }) => stage === "switched")) return void 0;
		const ready = await this.#rollouts.follow(this.#apply.applied, {
			...this.#options.follow(),
			stableForMs: 0
		});
		if (ready.outcome !== "complete") return ready;
		const switched = await this.#apply.through("switched");
		this.#cluster.log.info(`To the new pods, which are ready: ${switched.map(({ object }) => nameOf(object)).join(", ")}`);
	}
	async #called(before) {
		const called = await this.#apply.through("called");
		if (called.length === 0) return before;
		return together$1(before, await this.#rollouts.follow(called, {
			...this.#options.follow(),
			stableForMs: 0
		}));
	}
	#withRemaining(result) {
		const { remaining } = this.#apply;
		if (remaining.length === 0) return result;
		const names = remaining.map(({ manifest }) => nameOf(manifest.object)).join(", ");
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
function together$1(first, second) {
	return {
		...second,
		workloads: [...first.workloads, ...second.workloads],
		remarks: [...first.remarks ?? [], ...second.remarks ?? []]
	};
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
	return new Map(objects.filter(isRestorable).map((released) => [objectKey(released), exactJson(released.object)]));
}

// src/delivery/release/restore/restorable-of.ts
/** What of a release can be applied again; what another has by now is left out, with a warning. */
async function restorableOf(cluster, objects, it, progress) {
	it.mask(secretValues({
		manifests: objects,
		warnings: []
	}));
	const anothers = await leftToOthers(cluster, objects, it);
	warn(it.log, progress, notRestoredFindings(anothers));
	const isAnothers = isAmong(anothers.map(({ address }) => address));
	const ours = objects.filter((one) => !isAnothers(one));
	const set = restorableSet({ objects: ours });
	const applied = new Set(set.manifests.map(({ object }) => object));
	return {
		set,
		others: ours.filter(({ object }) => !applied.has(object))
	};
}
/** Those that another tool or service has by now. What cannot be read is left to the dry run of the restore. */
async function leftToOthers(cluster, objects, { had, key, signal }) {
	const hadIt = isAmong(had);
	const others = objects.filter((one) => !hadIt(one));
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

// src/delivery/release/restore/restore-choice.ts
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
		if (waiting !== void 0 && !keeper.isResumed) return {
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
		live = await lastGoodAfter(good === void 0 ? newestKnown(oldest) - 1 : newestKnown(good), signal);
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

// src/delivery/release/restore/restore.ts
/**
* Applies again what was live before and follows it, where the failure is that of the release and the policy says so. What came
* of it is added to the progress. Rejects only when the run is stopped.
*/
async function restoreAfter(failed, it, progress) {
	if (!progress.touched || progress.restore !== void 0 || it.signal.aborted) return;
	if (!it.keeper.isResumed && progress.count !== void 0 && isUntouched(progress.count)) return;
	const { log } = it;
	const { policy, onFailed } = it.orders;
	if (policy.onFailure === "keep" && progress.stage === void 0 || policy.store === "none") {
		const key = policy.store === "none" ? "release-store: none" : "on-failure: keep";
		return log.info(`Nothing is restored, because the policy says "${key}"`);
	}
	const why = progress.stage !== void 0 && failed instanceof UserError && whyNotOfRelease(failed) === "" ? void 0 : whyNotOfRelease(failed);
	if (why === "") return;
	if (why !== void 0) return leave(log, progress, { why });
	const { reason, text } = failed instanceof Error ? endingOfFailure(failed, progress.count, it.signal) : endingOfRollout(failed, 0);
	onFailed(text);
	await restoreLive(it, {
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
/** Applies again what was live before and follows it, whatever the policy says. `failure`: why. Rejects as `restoreAfter`. */
async function restoreLive(it, failure, progress) {
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
function nameOfRelease({ commit, deploymentId, begun }, failed) {
	if (commit !== failed.commit) return shortSha(commit);
	return `${shortSha(commit)} of ${deploymentId === 0 ? timeText(begun) : `deployment ${deploymentId}`}`;
}
/** Rejects only when the run is stopped. */
async function resultOf(it, { release, name }, progress) {
	let touched = false;
	try {
		const { cluster, objects: had } = it.keeper;
		const { key, log, limit: signal, orders, policy } = it;
		const { set } = await restorableOf(cluster, release.objects, {
			had,
			key,
			log,
			mask: orders.mask,
			signal
		}, progress);
		if (set.manifests.length === 0) return {
			kind: "refused",
			release: name,
			text: "others have all of its objects now"
		};
		const plan = await preflight(cluster, set, {
			signal,
			key,
			restartOnConfig: policy.restartOnConfig
		});
		const result = await appliedAndFollowed(it, plan, () => {
			touched = true;
			it.orders.onTouch?.();
		});
		for (const remark of result.remarks ?? []) notice(log, progress, remark);
		if (result.outcome !== "complete") return notComplete(it, name, result);
		await removeOnlyFailed(it, release, plan, progress);
		const kept = progress.stage === void 0 ? {} : { asBefore: true };
		return {
			kind: "restored",
			commit: release.commit,
			release: name,
			...kept
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
				onApplied: ({ manifest, action }) => log.info(`${nameOf(manifest.object)} ${action}`)
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
		const created = new Set((progress.applied ?? []).flatMap(({ action, kind, name, namespace, manifest: { object } }) => action === "created" ? [objectKey({
			apiVersion: object.apiVersion,
			kind,
			name,
			...namespace && { namespace }
		})] : []));
		const isMade = (one) => it.keeper.isResumed || created.has(objectKey(one));
		const made = it.keeper.objects.filter((one) => one.existed !== true && isMade(one));
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

// src/delivery/release/rolling-out.ts
/** Applies a planned set and follows it; what happens is added to the progress as it happens. */
async function rolledOut(it, { cluster, plan, rollouts, stableForMs, lost, onComplete }, progress) {
	const before = progress.applied ?? [];
	const applied = [];
	const counted = () => {
		const done = together(before, applied);
		const left = plan.objects.length - applied.length;
		return {
			all: done.length + left,
			applied: done.length,
			unsure: rollout.unanswered
		};
	};
	const rollout = new OrderedRollout(cluster, plan, rollouts, {
		apply: {
			signal: lost === void 0 ? it.limit : AbortSignal.any([it.limit, lost]),
			onApplied: (object) => {
				applied.push(object);
				progress.applied = together(before, applied);
				it.state.save("applied", serializeCount(counted()));
				it.log.info(appliedLine(object));
				warn(it.log, progress, object.warnings);
			}
		},
		follow: () => ({
			timeoutMs: it.remainingMs() - stableForMs,
			stableForMs,
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
			progress.applied = before;
			return rollout.apply();
		});
		const followed = async () => {
			const result = await rollout.follow();
			progress.rollout = result;
			if (result.outcome === "complete") await onComplete(applied, result);
			return result;
		};
		const result = broken ?? await it.step("rollout", followed);
		progress.rollout = result;
		for (const remark of result.remarks ?? []) notice(it.log, progress, remark);
		return result;
	} finally {
		const over = progress.rollout !== void 0 || progress.stage !== void 0;
		if (progress.touched) progress.count = {
			...counted(),
			over
		};
		rollouts.close();
	}
}
/** Each object once, with what became of it in all: what an earlier stage has made was made by this deployment. */
function together(before, applied) {
	const keyOf = ({ kind, namespace, name }) => `${kind} ${namespace ?? ""} ${name}`;
	const again = new Map(applied.map((one) => [keyOf(one), one]));
	const earlier = new Map(before.map((one) => [keyOf(one), one]));
	return [...before.filter((one) => !again.has(keyOf(one))), ...applied.map((one) => {
		const first = earlier.get(keyOf(one));
		return first !== void 0 && (first.action === "created" || one.action === "unchanged") ? {
			...one,
			action: first.action
		} : one;
	})];
}
const SIGNS = {
	created: "+",
	changed: "~",
	unchanged: "="
};
function appliedLine(applied) {
	const place = applied.namespace === void 0 ? "" : ` in ${applied.namespace}`;
	return `${SIGNS[applied.action]} ${nameOf(applied.manifest.object)}${place} ${applied.action}`;
}

// src/kubernetes/strategy/held-object.ts
/** Pods that are ready count as available only after so long: the controller stops at those of the stage. The largest there is, less one. */
const NEVER_AVAILABLE = 2147483646;
/** It has to be longer: no deadline. */
const NO_DEADLINE = 2147483647;
/**
* The workload as it is applied at a stage: its controller makes the pods of the stage and then goes no further, with no
* controller of ours, no copy of it and no run that waits. Applied without what is added it goes on to all pods.
*/
function heldObject(object, { workload, step, surge, hold }) {
	const marked = withFieldChanged(object, ["metadata", "annotations"], (value) => ({
		...isMapping(value) ? value : {},
		[HELD_ANNOTATION]: serializeHold(hold)
	}));
	return withFieldChanged(marked, ["spec"], (value) => {
		const spec = isMapping(value) ? value : {};
		if (workload.kind === "StatefulSet") {
			const partition = workload.replicas - newPodsOf(workload, step, surge);
			return {
				...spec,
				updateStrategy: {
					type: "RollingUpdate",
					rollingUpdate: { partition }
				}
			};
		}
		const rollingUpdate = surge ? {
			maxSurge: shareOrPods(step),
			maxUnavailable: 0
		} : {
			maxSurge: 0,
			maxUnavailable: shareOrPods(step)
		};
		return {
			...spec,
			strategy: {
				type: "RollingUpdate",
				rollingUpdate
			},
			minReadySeconds: NEVER_AVAILABLE,
			progressDeadlineSeconds: NO_DEADLINE
		};
	});
}

// src/kubernetes/strategy/stage-set.ts
/** What says how many pods there are, and which may go: for the old ones as for the new ones. */
const SHARED_GROUPS = /^(?:autoscaling|policy|keda\.sh)$/;
/**
* The set as it is applied at a stage: the workloads that are held and, at the first one, what their new pods need, Jobs before
* them included. What is there already and about old and new pods alike waits until all are new, and so does every other workload.
* `set` and `plan` have the same objects in the same order.
*/
function stageSet(set, plan, { workloads, isFirst, ...at }) {
	return {
		manifests: set.manifests.flatMap((manifest, index) => {
			const planned = plan.objects[index];
			if (planned === void 0) return [];
			const workload = workloads.find((one) => one.planned.manifest === planned.manifest);
			if (workload !== void 0) {
				const object = withHashOf(asScaled(manifest.object, planned), planned.manifest.object);
				return [{
					...manifest,
					object: heldObject(object, {
						...at,
						workload
					})
				}];
			}
			return isFirst && isNeeded(planned) ? [manifest] : [];
		}),
		warnings: []
	};
}
/** What is applied when all pods are to be new: the Jobs before them have run. */
function completionSet({ manifests }, plan) {
	return {
		manifests: manifests.flatMap((manifest, index) => {
			const planned = plan.objects[index];
			if (stageOf(manifest.object) === "jobs-before") return [];
			return [planned === void 0 ? manifest : {
				...manifest,
				object: withHashOf(manifest.object, planned.manifest.object)
			}];
		}),
		warnings: []
	};
}
/** Where the plan leaves the number of pods to an autoscaler, which is not among what is applied at a stage, it stays. */
function asScaled(object, { manifest }) {
	if (mappingAt(object, "spec") === void 0 || mappingAt(manifest.object, "spec")?.replicas !== void 0) return object;
	return withFieldChanged(object, ["spec"], (spec) => Object.fromEntries(Object.entries(isMapping(spec) ? spec : {}).filter(([field]) => field !== "replicas")));
}
function isNeeded({ stage, manifest: { object }, live }) {
	if (STAGES.indexOf(stage) >= STAGES.indexOf("workloads")) return false;
	const isShared = object.kind === "Service" && object.apiVersion === "v1" || isRoute(object) || SHARED_GROUPS.test(groupOf(object.apiVersion));
	return live === void 0 || !isShared;
}

// src/delivery/release/staging/through-stages.ts
/**
* Goes through the stages. Gives the end where one of them does not hold, or a person decides: then `held` of the progress says at
* which it is held. Undefined once all are done.
*/
async function throughStages(it, staged, progress) {
	const { planned } = staged;
	const { staging, stages } = planned;
	for (const index of stages.keys()) {
		it.extend(staging.watchMs);
		const hold = holdOf(staged, index, progress);
		progress.stage = hold;
		it.log.info(`Stage ${hold.stage} of ${hold.of}: ${hold.ready} of ${hold.pods} pods`);
		const result = await oneStage(it, staged, {
			index,
			hold
		}, progress);
		if (result.outcome !== "complete") return result;
		if (staging.decide === "person" || await isLocked(it)) {
			progress.held = {
				hold,
				watchedMs: staging.watchMs
			};
			return result;
		}
	}
}
/** A lock stops what goes on by itself: then a person decides. */
async function isLocked({ refuseLocked, log }) {
	try {
		await refuseLocked();
		return false;
	} catch (thrown) {
		if (!(thrown instanceof UserError) || thrown.outcome !== "refused") throw thrown;
		log.notice(`It does not go on by itself: ${thrown.message}`);
		return true;
	}
}
/** The plan of all of it once the stages are done: what the plan before them saw is no longer so. */
async function completionPlan(it, staged, progress) {
	return checked(it, staged.cluster, completionSet(staged.set, staged.plan), progress);
}
async function oneStage(it, staged, { index, hold }, progress) {
	const { cluster, planned, lost } = staged;
	const { staging, workloads, stages } = planned;
	const stage = stages[index];
	if (stage === void 0) throw new Error(`there is no stage ${index}`);
	const at = {
		workloads,
		step: stage.step,
		surge: staging.surge,
		hold,
		isFirst: planned.done + index === 0
	};
	const plan = await checked(it, cluster, stageSet(staged.set, staged.plan, at), progress);
	const rollouts = await watchRollouts(cluster, plan, it.key, { signal: it.signal });
	const onComplete = async () => void 0;
	return rolledOut(it, {
		cluster,
		plan,
		rollouts,
		stableForMs: staging.watchMs,
		lost,
		onComplete
	}, progress);
}
async function checked(it, cluster, set, progress) {
	const { key, policy, limit: signal } = it;
	const plan = await preflight(cluster, set, {
		signal,
		key,
		restartOnConfig: policy.restartOnConfig
	});
	warn(it.log, progress, plan.warnings);
	return plan;
}
function holdOf({ cluster, planned }, index, progress) {
	const { staging, stages, done, live } = planned;
	const { step, ready = 0, pods = 0 } = stages[index] ?? {};
	const now = cluster.clock.now();
	return {
		deployment: progress.deploymentId,
		commit: progress.commit,
		live,
		stage: done + index + 1,
		of: done + stages.length,
		ready,
		pods,
		...step === void 0 ? {} : { step: shareOrPods(step) },
		since: new Date(now).toISOString(),
		until: new Date(now + staging.watchMs + staging.expiresMs).toISOString()
	};
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
		const isKept = await closeRecord(it, progress, taken, endOf(result, progress));
		if (progress.held !== void 0 && !isKept) {
			delete progress.held;
			throw new UserError("hold-unrecorded", "that it is held could not be recorded in the cluster");
		}
		return result;
	} catch (thrown) {
		if (thrown instanceof Error) await putRight(it, progress, thrown, taken).catch(() => void 0);
		if (it.signal.aborted) sayStageLeft(it.log, progress);
		if (!progress.touched) sayLeftLive(it.log, progress, taken.earlier);
		const { outcome, reason } = endingOfFailure(thrown, progress.count, it.signal);
		await closeRecord(it, progress, taken, {
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
async function closeRecord(it, progress, taken, end) {
	const { keeper } = taken;
	if (keeper === void 0) return false;
	if (!hasChanged(progress)) await inTime(it, taken, keeper.heldAgain());
	if (keeper.isResumed && !progress.touched) return false;
	let isKept = false;
	await inTime(it, taken, keeper.end({
		...end,
		...undone(progress)
	}).then((done) => {
		isKept = done;
	}));
	return isKept;
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
	const { cluster, source, plan, stages, lost, leaving } = await it.step("preflight", () => prepared(it, progress, taken));
	if (stages !== void 0) {
		const staged = {
			cluster,
			set: source.set,
			plan,
			planned: stages,
			lost
		};
		const ended = await throughStages(it, staged, progress);
		if (ended !== void 0) return ended;
		const whole = await completionPlan(it, staged, progress);
		progress.stage = void 0;
		taken.opening = watchRollouts(cluster, whole, it.key, { signal: it.signal });
		return toAll(it, {
			cluster,
			plan: whole,
			opening: taken.opening,
			leaving,
			lost
		}, progress);
	}
	return toAll(it, {
		cluster,
		plan,
		opening: taken.opening,
		leaving,
		lost
	}, progress);
}
async function prepared(it, progress, taken) {
	const cluster = await connected(it);
	taken.cluster = cluster;
	const hold = await it.hold(cluster);
	taken.hold = hold;
	const ready = await planned(it, {
		cluster,
		isHeld: hold !== void 0,
		look: it.look,
		onOpened: ({ earlier }) => {
			taken.earlier = earlier;
		}
	}, progress);
	const { source, plan, keeper, leaving } = ready;
	taken.keeper = keeper;
	progress.leaving = leaving.pruned;
	if (ready.stages === void 0) taken.opening = watchRollouts(cluster, plan, it.key, { signal: it.signal });
	const begun = it.refuseLocked().then(() => keeper.begin(source, plan, leaving));
	await Promise.all([taken.opening, begun]).finally(() => begun);
	if (ready.stages !== void 0 && !keeper.keeps) throw new UserError("strategy-impossible", `stages need a record of the release in the cluster, without which no one could promote or abort it, and it could not be written`);
	return {
		...ready,
		cluster,
		lost: hold?.lost,
		leaving: keeper.keeps ? leaving : NOTHING_LEAVES
	};
}
/** Applies all of it and follows it to the end. */
async function toAll(it, { opening, leaving, ...rolling }, progress) {
	const { cluster, plan, lost } = rolling;
	const rollouts = await (opening ?? watchRollouts(cluster, plan, it.key, { signal: it.signal }));
	const signal = lost === void 0 ? it.signal : AbortSignal.any([it.signal, lost]);
	const onComplete = async (applied, { workloads }) => {
		if (workloads.some(({ available = 0 }) => available > 0)) await lookAtServices(it, cluster, applied, progress);
		await removed(it, cluster, leaving, signal, progress);
	};
	return rolledOut(it, {
		...rolling,
		rollouts,
		stableForMs: it.stableForMs,
		onComplete
	}, progress);
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
function endOf({ outcome, cause }, { held }) {
	if (held !== void 0) return {
		state: "held",
		outcome: "held",
		reason: "held",
		hold: held.hold
	};
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

// src/delivery/release/last-status.ts
/** Writes what must be written: for minutes, but with the seconds that are left where the run is stopped. */
async function patiently({ connectGitHub, signal }, write) {
	try {
		if (!signal.aborted) return await write(connectGitHub(signal, LAST_STATUS_RETRY_LIMITS));
	} catch (thrown) {
		if (!signal.aborted) throw thrown;
	}
	return write(connectGitHub(void 0, STOPPED_RETRY_LIMITS));
}

// src/delivery/release/deployment-end.ts
/** A message does not wait longer for the last status, which may be tried for minutes. */
const MESSAGE_WAITS_MS = 15e3;
/** Most of what GitHub carries out late has come by then. */
const LATE_MS = 3e3;
/** The end of one run of one deployment: its last status, its message, and what was live before. */
var DeploymentEnd = class {
	#parts;
	constructor(parts) {
		this.#parts = parts;
	}
	/** Writes how it ended, wherever that is read. */
	async write(given, begun) {
		const { effects } = this.#parts;
		const whole = this.#parts.progress.touched ? given : withLeft(given, begun.left);
		const ending = redacted$1(whole, (text) => effects.masks.redact(text));
		const view = this.#view(ending);
		const writing = this.#writeStatus(ending, begun);
		const inTime = new AbortController();
		const slow = effects.clock.sleep(MESSAGE_WAITS_MS, inTime.signal).then(() => "it is being tried again", () => void 0);
		await this.#endMessage(begun, view, await Promise.race([writing.then((unwritten) => unwritten?.why), slow]));
		inTime.abort();
		const unwritten = await writing;
		const isLive = ending.outcome === "success";
		const wentOver = this.#parts.progress.over !== void 0 && hasChanged(this.#parts.progress);
		if ((isLive || wentOver) && unwritten === void 0) await this.#inactivateOlder(begun, !isLive);
		return {
			kind: "ended",
			view,
			...unwritten === void 0 ? {} : { unwritten }
		};
	}
	/** Another run has the deployment, or it has its end: nothing was changed, and nothing is written any more. */
	async leave({ reason, why, ended }, begun) {
		const { effects, requested, statuses } = this.#parts;
		const { id, environment } = requested.deployment;
		await statuses.close();
		if (ended?.hidden) await patiently(effects, (github) => repeatEnd(github, id, ended.end));
		forgetDeployment(effects.state);
		if (begun.message !== void 0) {
			const ending = {
				outcome: "cancelled",
				reason,
				text: `${why}; nothing was changed`,
				findings: []
			};
			await this.#endMessage(begun, this.#view(ending), void 0);
		}
		return {
			kind: "left-alone",
			deploymentId: id,
			environment,
			reason,
			why,
			expected: requested.byEvent
		};
	}
	#view(ending) {
		const { context, effects, started, progress } = this.#parts;
		const ms = effects.clock.now() - started;
		return viewOf(progress, {
			ending,
			ms
		}, context, (text) => effects.masks.redact(text));
	}
	/** Resolves with why the last status could not be written, if so. */
	async #writeStatus(ending, { seen, held: was, left }) {
		const { context, effects, requested, progress, statuses } = this.#parts;
		const { state, log, masks } = effects;
		state.save("end", serializeEnding(ending));
		const { mayFollow } = await statuses.close();
		const { touched } = progress;
		const held = left === void 0 ? was : void 0;
		try {
			const write = (github) => writeLastStatus(github, requested.deployment.id, {
				endOf: () => ({
					ending,
					touched,
					held
				}),
				seen
			}, context, masks);
			const end = await patiently(effects, write);
			state.save("ended", mayFollow ? "unsure" : "true");
			if (mayFollow) await this.#keepLast(write);
			if (end.kind === "left" && end.ended?.own !== true) log.notice(`The last status is not written: ${end.why}`);
			return;
		} catch (thrown) {
			return unwrittenBy(thrown);
		}
	}
	/** A step's status that GitHub carries out late would hide the end: a look after a moment; `post` looks again. */
	async #keepLast(write) {
		const { clock, signal, connectGitHub, log } = this.#parts.effects;
		try {
			await clock.sleep(LATE_MS, signal);
			await write(connectGitHub(signal));
		} catch (thrown) {
			log.info(`It could not be seen whether the last status stayed the last: ${messageOf(thrown)}`);
		}
	}
	/** Only when GitHub has the end, or is slow: Slack may take its time, but nothing waits for it before. */
	async #endMessage({ message }, view, unwritten) {
		if (message === void 0) return;
		const { log, masks, state } = this.#parts.effects;
		const remarks = unwritten === void 0 ? [] : [masks.redact(unwrittenRemark(unwritten))];
		const problem = await message.writer.end(view, remarks);
		state.save("slack", "");
		if (problem !== void 0) log.notice(masks.redact(messageNotUpdated(problem)));
	}
	async #inactivateOlder({ request }, heldOnly) {
		const { effects } = this.#parts;
		if (request === void 0 || effects.signal.aborted) return;
		const { service, services, apps, environment, deployment } = request;
		const live = {
			id: deployment.id,
			service,
			services,
			apps,
			environment: environment.name,
			heldOnly
		};
		await inactivateOlder(effects.connectGitHub(effects.signal, STEP_RETRY_LIMITS), live, effects);
	}
};
/** The run has changed nothing; the one before it has, and has not said what became of that. */
function withLeft(ending, left) {
	return left === void 0 ? ending : {
		...ending,
		after: `a run before it died at "${left}"`
	};
}

// src/kubernetes/lease/lease-at-server.ts
/** The object behind the lease. A write resolves with undefined where another client has written meanwhile. */
var LeaseAtServer = class {
	name;
	#me;
	#cluster;
	#list;
	constructor(cluster, key, me) {
		this.#cluster = cluster;
		this.#me = me;
		this.name = leaseName(key);
		this.#list = `/apis/coordination.k8s.io/v1/namespaces/${cluster.namespace}/leases`;
	}
	async read(signal) {
		try {
			return readIn(await this.#cluster.client.get(this.#path, { signal }));
		} catch (thrown) {
			if (thrown instanceof KubernetesError && thrown.code === 404) return void 0;
			throw thrown;
		}
	}
	async create(signal) {
		const now = microTime(this.#cluster.clock.now());
		const body = this.#body(void 0, {
			since: now,
			at: now
		});
		return unlessChanged(() => this.#cluster.client.create(this.#list, body, { signal }));
	}
	/** Says that the claimant has it, by the server's time. */
	hold(before, since, signal, at = before.at) {
		return this.#replace(this.#body(before.lease, {
			since,
			at: microTime(at)
		}), signal);
	}
	giveBack(before) {
		return this.#replace(this.#body(before.lease, void 0), void 0);
	}
	/** Says that the claimant waits for it. */
	announce(before, signal) {
		return this.#replace(announced(before.body, this.#me), signal);
	}
	#replace(body, signal) {
		return unlessChanged(() => this.#cluster.client.replace(this.#path, body, { signal }));
	}
	#body(before, held) {
		const { name } = this;
		const isNew = held !== void 0 && held.since !== before?.since;
		return leaseBody({
			name,
			namespace: this.#cluster.namespace,
			claimant: this.#me,
			held,
			resourceVersion: before?.resourceVersion,
			transitions: (before?.transitions ?? 0) + (isNew ? 1 : 0),
			newest: Math.max(this.#me.deploymentId, before === void 0 ? 0 : newestFor(this.#me, before))
		});
	}
	get #path() {
		return `${this.#list}/${this.name}`;
	}
};
function readIn({ body, at }) {
	return {
		lease: readLease(body),
		body,
		at
	};
}
async function unlessChanged(write) {
	try {
		return readIn(await write());
	} catch (thrown) {
		if (thrown instanceof KubernetesError && thrown.code === 409) return void 0;
		throw thrown;
	}
}

// src/kubernetes/lease/kept-lease.ts
const RENEW_MS = 15e3;
/** So long before the lease is over nothing more is written: a write may be in progress. */
const MARGIN_MS = 15e3;
/** Keeps a lease until it is released. */
function keepLease(lease, me, first, { clock, log }) {
	const lost = new AbortController();
	const over = new AbortController();
	const known = Math.max(me.deploymentId, newestFor(me, first.lease));
	let newest = first;
	let renewed = clock.now();
	const lose = (why) => {
		over.abort(new Error(why));
		lost.abort(new UserError("hold-lost", why));
	};
	/** By the server's clock: those who wait read it too. */
	const serverNow = () => newest.at + clock.now() - renewed;
	async function renew() {
		const asked = clock.now();
		let written = await lease.hold(newest, newest.lease.since, over.signal, serverNow());
		if (written === void 0) {
			const found = await lease.read(over.signal);
			if (found === void 0 || stepFor(me, found.lease, found.at).kind !== "keep") {
				const other = found?.lease.holder?.deploymentId ?? 0;
				return lose(`the lease ${lease.name} was taken${other === 0 ? "" : ` by deployment ${other}`}`);
			}
			written = await lease.hold(found, found.lease.since, over.signal);
			if (written === void 0) return;
		}
		newest = written;
		renewed = asked;
	}
	async function keep() {
		while (!over.signal.aborted) {
			await clock.sleep(RENEW_MS, over.signal).catch(() => void 0);
			if (over.signal.aborted) return;
			try {
				await renew();
			} catch (thrown) {
				log.debug(`The lease ${lease.name} was not renewed: ${messageOf(thrown)}`);
			}
			if (clock.now() - renewed > 60 * 1e3 - MARGIN_MS) lose(`the lease ${lease.name} could not be renewed`);
		}
	}
	const keeping = keep();
	return {
		lost: lost.signal,
		async newer(signal) {
			const found = await lease.read(signal);
			const newestId = found === void 0 ? 0 : newestFor(me, found.lease);
			return newestId > known ? newestId : void 0;
		},
		async release() {
			over.abort(/* @__PURE__ */ new Error("the lease is given back"));
			await keeping;
			if (lost.signal.aborted) return;
			try {
				for (let tries = 1; tries <= 10; tries++) {
					const found = await lease.read(void 0);
					if (found === void 0 || stepFor(me, found.lease, found.at).kind !== "keep") return;
					if (await lease.giveBack(found) !== void 0) return;
				}
			} catch (thrown) {
				log.debug(`The lease ${lease.name} was not given back: ${messageOf(thrown)}`);
			}
		}
	};
}

// src/kubernetes/lease/hold.ts
/**
* Asks once for the lease of a service in an environment. Throws a `UserError` where the cluster cannot be used, and a
* `KubernetesError` where it refuses for another reason.
*/
async function askForLease(cluster, key, me, signal) {
	const lease = new LeaseAtServer(cluster, key, me);
	try {
		for (let tries = 1; tries <= 10; tries++) {
			const found = await lease.read(signal);
			if (found === void 0) {
				const created = await lease.create(signal);
				const renewed = created === void 0 ? void 0 : await lease.hold(created, created.lease.since, signal);
				if (renewed !== void 0) return {
					kind: "held",
					hold: keepLease(lease, me, renewed, cluster)
				};
				continue;
			}
			const step = stepFor(me, found.lease, found.at);
			if (step.kind === "superseded") return step;
			if (step.kind === "wait") {
				if (!step.announce || await lease.announce(found, signal) !== void 0) return step;
				continue;
			}
			const since = step.kind === "keep" ? found.lease.since : microTime(found.at);
			const written = await lease.hold(found, since, signal);
			if (written !== void 0) return {
				kind: "held",
				hold: keepLease(lease, me, written, cluster)
			};
		}
	} catch (thrown) {
		if (thrown instanceof KubernetesError && (thrown.code === 403 || thrown.code === 404)) return {
			kind: "unavailable",
			why: thrown.message
		};
		throw connectionProblem(thrown, cluster.server) ?? thrown;
	}
	throw new UserError("cluster-unreachable", `the lease ${lease.name} changes all the time: run again`);
}

// src/delivery/release/hold.ts
/** How often a deployment that waits looks whether its turn has come. */
const LOOK_EVERY_MS = 3e3;
/**
* Holds the service in the environment while it is changed, waiting for its turn where the policy says so. Without a permission
* for leases there is one notice, and nothing is held. Throws a `UserError`: `superseded` where a newer deployment has had it or
* waits too, `environment-held` where the policy does not let it wait, or the time is up.
*/
async function holdEnvironment(cluster, it) {
	const { key, me, limit, log } = it;
	const what = `${key.service} in ${key.environment}`;
	let waited = "";
	for (;;) {
		const answer = await askForLease(cluster, key, me, limit);
		if (answer.kind === "held") return answer.hold;
		if (answer.kind === "unavailable") {
			const text = `No Lease is held (${answer.why}): only the concurrency of the workflow keeps deployments of ${what} apart`;
			it.onUnavailable({
				reason: "lease-unavailable",
				text
			});
			return;
		}
		if (answer.kind === "superseded") throw new UserError("superseded", `deployment ${answer.by} of ${what} is newer and came first`);
		const text = `${whoHas(answer.holder)} has held ${what} since ${clockTime(answer.since)}`;
		if (it.whenHeld === "refuse") throw new UserError("environment-held", text);
		if (waited !== text) {
			waited = text;
			it.onWait(`Waiting: ${text}`);
			log.info(`${text}${answer.holder.logUrl === "" ? "" : `: ${answer.holder.logUrl}`}`);
		}
		await untilNextLook(cluster, limit, text);
	}
}
async function untilNextLook({ clock }, limit, text) {
	try {
		await clock.sleep(LOOK_EVERY_MS, limit);
	} catch (thrown) {
		if (!(thrown instanceof UserError) || thrown.reason !== "timeout") throw thrown;
		throw new UserError("environment-held", `${text}; the time is up (input "timeout")`, { cause: thrown });
	}
}
function whoHas({ deploymentId }) {
	return deploymentId === 0 ? "another client" : `deployment ${deploymentId}`;
}
/** `10:02 UTC` of an ISO time. */
function clockTime(since) {
	const [, time] = /T(\d\d:\d\d)/.exec(since) ?? [];
	return time === void 0 ? "a time that is not known" : `${time} UTC`;
}

// src/delivery/release/step-reports.ts
/** Says how far a deployment is: in the log, its statuses, its message. */
var StepReports = class {
	#it;
	constructor(it) {
		this.#it = it;
	}
	/** One line for GitHub and Slack. */
	say(given) {
		const text = this.#it.effects.masks.redact(given);
		this.#it.statuses?.step(statusText(text));
		this.#it.message()?.writer.step(text);
	}
	/** A step: its status, its group in the log, its time. */
	async step(step, work) {
		const { effects, progress, limit } = this.#it;
		limit.throwIfAborted();
		const text = stepText(step);
		this.say(text);
		const started = effects.clock.now();
		try {
			return await effects.log.group(text, work);
		} finally {
			progress.steps.push({
				step,
				ms: effects.clock.now() - started
			});
		}
	}
	/** What applying and following says meanwhile. */
	get orders() {
		const { masks } = this.#it.effects;
		return {
			step: (step, work) => this.step(step, work),
			onFailing: (cause) => {
				if (cause === void 0) return this.#failing(stepText("rollout"));
				const text = masks.redact(inOneLine(cause));
				this.#failing(cause.code === "rollout-held" ? waitingText("rollout", text) : failingText(text));
			},
			onFailed: (cause) => this.#failing(failingText(masks.redact(cause))),
			onRestoring: (cause, release) => {
				const text = restoringText(masks.redact(cause), release);
				this.#it.statuses?.restoring(text);
				this.#it.message()?.writer.step(text);
			}
		};
	}
	#failing(text) {
		this.#it.statuses?.failing(statusText(text));
		this.#it.message()?.writer.step(text);
	}
};

// src/deployments/statuses.ts
/** At most six statuses a deployment that goes well: the first, four on the way, and the end, which is written by others. */
const MOST_ON_THE_WAY = 5;
/** Those beside them that name what holds the rollout up, and that it goes on. */
const MOST_FAILING = 3;
/** Steps that pass within this time are written as one: only the last of them. */
const TOGETHER_MS = 1e3;
/** How long the end waits for a status that is being sent; a run that is stopped has ten seconds in all. */
const IN_FLIGHT_MS = 2e3;
/**
* The statuses of a deployment's steps, in order, without ever holding up the work: `step` returns at once, what it says is
* written while the steps run. The first step is written immediately. Any of them may be dropped, for the end alone must be
* written: what is still being tried when it comes is given up.
*/
var Statuses = class {
	#writeStep;
	#clock;
	#log;
	/** The end has come: nothing more is begun. */
	#closing = new AbortController();
	/** What is still being sent is given up. */
	#over = new AbortController();
	#queue = Promise.resolve();
	#first;
	#started = 0;
	#failing = 0;
	#pending;
	/** GitHub has limited the writes: what is left of them is for the ends, also those of other deployments. */
	#limited = false;
	#mayFollow = false;
	/** `writer`: makes what writes a step's status; its requests are given up when the signal is aborted. */
	constructor(writer, effects) {
		this.#writeStep = writer(this.#over.signal);
		this.#clock = effects.clock;
		this.#log = effects.log;
	}
	/** Counts statuses that an earlier step of this run has written. */
	alreadyWritten(count) {
		this.#started += count;
		if (count > 0) this.#first = Promise.resolve();
	}
	/** Says in which step the deployment is. */
	step(description) {
		if (this.#write(description, this.#started < MOST_ON_THE_WAY)) this.#started += 1;
	}
	/** Says what holds the deployment up, or that it goes on: it has statuses of its own, for slow steps use up the others. */
	failing(description) {
		if (this.#write(description, this.#failing < MOST_FAILING)) this.#failing += 1;
	}
	/** Says that the last good release is being restored: it is the first to have the cause, and there is always room for it. */
	restoring(description) {
		this.#write(description, true);
	}
	/** Whether it takes a status of its own. What still waits to be written is replaced. */
	#write(description, hasRoom) {
		const isWaiting = this.#pending !== void 0;
		if (!isWaiting && (this.#limited || !hasRoom)) return false;
		this.#pending = {
			state: "in_progress",
			description
		};
		if (isWaiting) return false;
		const first = this.#started === 0;
		this.#queue = this.#queue.then(() => this.#writePending(first ? 0 : TOGETHER_MS));
		this.#first ??= this.#queue;
		return true;
	}
	/** Resolves when the first step has been written, or could not be: from then on other runs can see who has the deployment. */
	async claimed() {
		await this.#first;
	}
	/**
	* Gives up what has not been sent yet: the end comes next. What is being sent is waited for, for a moment. Resolves with
	* whether one may still come after the end: GitHub may carry out a request long after its sender has hung up.
	*/
	async close() {
		this.#pending = void 0;
		this.#closing.abort(/* @__PURE__ */ new Error("the end has come"));
		const answered = new AbortController();
		const patience = this.#clock.sleep(IN_FLIGHT_MS, answered.signal).catch(() => void 0);
		await Promise.race([this.#queue, patience]);
		answered.abort(/* @__PURE__ */ new Error("nothing is being sent any more"));
		this.#over.abort(/* @__PURE__ */ new Error("the end has come"));
		await this.#queue;
		return { mayFollow: this.#mayFollow };
	}
	async #writePending(waitMs) {
		try {
			if (waitMs > 0) await this.#clock.sleep(waitMs, this.#closing.signal);
		} catch {
			return;
		}
		const status = this.#pending;
		this.#pending = void 0;
		if (status === void 0) return;
		try {
			if (await this.#writeStep(status) > 1) this.#mayFollow = true;
		} catch (thrown) {
			this.#mayFollow ||= !(thrown instanceof UserError) || isDoubtful(thrown);
			if (this.#over.signal.aborted) return;
			this.#limited ||= thrown instanceof UserError && thrown.reason === "github-rate-limited";
			this.#log.warning(`The status "${status.description}" could not be written: ${messageOf(thrown)}`);
		}
	}
};

// src/delivery/release/step-statuses.ts
/** The statuses of a deployment's steps, written to GitHub. */
function stepStatuses(deploymentId, context, effects) {
	return new Statuses((signal) => {
		const github = effects.connectGitHub(signal, STEP_RETRY_LIMITS);
		return async (status) => {
			const before = github.requests();
			await writeStatus(github, deploymentId, status, context, effects.masks);
			return github.requests() - before;
		};
	}, effects);
}

export { applyAndFollow as a, openDeploymentMessage as c, DeploymentEnd as i, StepReports as n, restoreLive as o, holdEnvironment as r, restorableOf as s, stepStatuses as t };