import { c as UserError, u as messageOf } from "./time-system-clock.js";
import { r as retry } from "./net-retry.js";
import { a as OversizedAnswer, n as exactJson, o as errorFrom, r as KubernetesError, s as apiText, t as connectionProblem } from "./kubernetes-connection-problem.js";
import { t as AnswerTooLarge } from "./net-limited-answers.js";
import { a as mappingAt } from "./kubernetes-api-objects.js";
import { n as readKubeconfig } from "./kubernetes-connection-kubeconfig.js";
import { t as programOnPath } from "./process-spawn-exec.js";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { mkdtemp, rm } from "node:fs/promises";
import { spawn } from "node:child_process";

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
* here may be repeated: reads, and server-side applies, which have the same effect however often they are sent.
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
/** An error below HTTP: no whole answer came, as the socket broke, it is too large, or the time limit was over (`slow`). */
function brokenConnection(cause, slow = false) {
	if (cause instanceof AnswerTooLarge) return new OversizedAnswer(cause);
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
* HTTP over a unix socket. Short requests share kept-alive connections, and the caller limits their time by the
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
/** The error of a server that sends nothing in time. */
function timeoutError(ms) {
	return /* @__PURE__ */ new Error(`no answer within ${ms / 1e3} s`);
}
function start(socketPath, agent, { method, path, body, contentType, accept = "application/json", signal }, onAnswer) {
	const headers = {
		Host: "localhost",
		Accept: accept
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
/** Characters of one answer: lists of many thousand objects. */
const MOST_CLUSTER_ANSWER = 134217728;
/** Characters of one event of a watch: an object has 1.5 MiB at most where etcd keeps it. */
const MOST_CLUSTER_EVENT = 16777216;
/** The whole answer as text. Throws where it is larger than `most`. */
async function textOfAnswer(answer, most = MOST_CLUSTER_ANSWER) {
	answer.setEncoding("utf8");
	const parts = [];
	let length = 0;
	for await (const part of answer) {
		length += part.length;
		if (length > most) throw new AnswerTooLarge(most);
		parts.push(part);
	}
	return parts.join("");
}
/**
* The answer line by line as it arrives; a last line without its end is not whole and is left out. Throws where a line is longer
* than `most`.
*/
async function* linesOfAnswer(answer, most = MOST_CLUSTER_EVENT) {
	answer.setEncoding("utf8");
	let rest = [];
	let length = 0;
	for await (const part of answer) {
		const lines = part.split("\n");
		const last = lines.pop() ?? "";
		if (lines.length > 0) {
			lines[0] = rest.join("") + lines[0];
			rest = [];
			length = 0;
		}
		rest.push(last);
		length += last.length;
		if (length > most) throw new AnswerTooLarge(most, "a line of the answer");
		yield* lines.filter((line) => line !== "");
	}
}

// src/kubernetes/api/warnings.ts
/** One warning of a `Warning` header: `299 - "text"`, with an agent instead of the dash. */
const WARNING = /\b\d{3} \S+ "((?:[^"\\]|\\.)*)"/g;
/** The texts of an answer's `Warning` headers. */
function warningsIn(headers) {
	return (headers ?? []).flatMap((header) => [...header.matchAll(WARNING)].map(([, text = ""]) => text.replace(/\\(.)/g, "$1")));
}

// src/kubernetes/api/client.ts
const METADATA_ALONE = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
const MOST = {
	answer: MOST_CLUSTER_ANSWER,
	event: MOST_CLUSTER_EVENT
};
function kubernetesClient(socketPath, clock, { redact = (text) => text, limits = TIME_LIMITS, most = MOST } = {}) {
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
				text: await textOfAnswer(answer, most.answer)
			};
		} catch (cause) {
			request.signal?.throwIfAborted();
			throw brokenConnection(late.signal.aborted ? late.signal.reason : cause, late.signal.aborted);
		} finally {
			clearTimeout(timer);
		}
	}
	async function send(request) {
		let retryAfter;
		return retry(async () => {
			retryAfter = void 0;
			const got = await attempt(request);
			const code = got.answer.statusCode ?? 0;
			if (code >= 200 && code < 300) return got;
			retryAfter = got.answer.headers["retry-after"];
			throw errorFrom(code, got.text, redact);
		}, (thrown, { tries }) => {
			if (!(thrown instanceof KubernetesError) || thrown instanceof OversizedAnswer) return {
				kind: "give-up",
				error: thrown
			};
			const { code, reason, slow } = thrown;
			const wait = waitBeforeRetry({
				tries,
				code,
				reason,
				retryAfter,
				slow
			});
			return wait === void 0 ? {
				kind: "give-up",
				error: thrown
			} : {
				kind: "retry",
				wait
			};
		}, {
			clock,
			signal: request.signal
		});
	}
	async function json(request) {
		const { answer, text } = await send(request);
		const at = Date.parse(answer.headers.date ?? "");
		const warnings = warningsIn(answer.headersDistinct.warning).map(redact);
		const body = parsed(text);
		return {
			code: answer.statusCode ?? 0,
			at: Number.isNaN(at) ? clock.now() : at,
			body,
			warnings
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
		if (answer.statusCode !== 200) {
			const text = await textOfAnswer(answer, most.answer).catch((cause) => {
				options.signal?.throwIfAborted();
				throw brokenConnection(cause);
			});
			throw errorFrom(answer.statusCode ?? 0, text, redact);
		}
		options.onOpen?.();
		try {
			yield* linesOfAnswer(answer, most.event);
		} catch (cause) {
			options.signal?.throwIfAborted();
			throw brokenConnection(cause);
		} finally {
			answer.destroy();
		}
	}
	const written = (method) => (path, body, options) => json({
		method,
		path: withQuery(path, options?.query),
		signal: options?.signal,
		contentType: "application/json",
		body: JSON.stringify(body)
	});
	return {
		create: written("POST"),
		replace: written("PUT"),
		remove: written("DELETE"),
		get: (path, { query, metadataOnly = false, signal } = {}) => json({
			method: "GET",
			path: withQuery(path, query),
			signal,
			...metadataOnly ? { accept: METADATA_ALONE } : {}
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
			body: exactJson(body),
			signal
		}),
		patch: (path, operations, { query, signal } = {}) => json({
			method: "PATCH",
			path: withQuery(path, query),
			contentType: "application/json-patch+json",
			body: exactJson(operations),
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

// src/process/end-with-parent.ts
/** Waits until the other end of its input is closed, which the system sees to, however this process ends. */
const SCRIPT = `trap '' INT TERM HUP; read -r _; kill -KILL "$1"; rm -rf "$2"`;
/**
* Ends a process when this one ends, also when it is killed, and removes a folder: on Linux and macOS alike. To be called off
* before the process ends by itself, since its number may be another's then.
*/
function endWithParent(pid, folder) {
	const guard = spawn("/bin/sh", [
		"-c",
		SCRIPT,
		"sh",
		String(pid),
		folder
	], {
		env: { PATH: "/usr/bin:/bin" },
		detached: true,
		stdio: [
			"pipe",
			"ignore",
			"ignore"
		]
	});
	guard.on("error", () => void 0);
	guard.stdin.on("error", () => void 0);
	return { callOff: () => void guard.kill("SIGKILL") };
}

// src/kubernetes/connection/proxy.ts
/** It only reads its kubeconfig and listens; it connects to the cluster at the first request. */
const START_LIMIT_MS = 1e4;
/** What ends so often does not end by chance. */
const MOST_RESTARTS = 5;
/** More than kubectl ever writes before it ends. */
const LONGEST_OUTPUT = 1e5;
const LONGEST_TEXT = 500;
/** `sockaddr_un` holds 104 bytes on macOS (108 on Linux), the closing zero included. */
const LONGEST_SOCKET_PATH = 103;
/**
* Starts `kubectl proxy`, the only connection to the cluster: it holds and refreshes the credentials, we send plain HTTP
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
	const start = () => startProcess(options, args, folder);
	let current = start();
	let isClosing = false;
	const kill = () => current.kill();
	process.once("exit", kill);
	const close = async () => {
		isClosing = true;
		process.removeListener("exit", kill);
		await current.end();
		await rm(folder, {
			recursive: true,
			force: true
		});
	};
	/** Somebody, or the system for want of memory, has killed it: the cluster has nothing to do with that. */
	const keep = async (restarts) => {
		const how = await current.ended;
		if (isClosing) return;
		await current.end();
		const again = restarts < MOST_RESTARTS;
		options.log.warning(`kubectl proxy ended in the middle (${how}); ${again ? "it is started again" : "it ends again and again"}`);
		if (!again) return;
		await rm(socketPath, { force: true });
		if (isClosing) return;
		current = start();
		keep(restarts + 1);
	};
	try {
		await untilServing(current.child, options);
	} catch (thrown) {
		await close();
		throw thrown;
	}
	keep(0);
	return {
		socketPath,
		close
	};
}
/** `folder`: what is removed when this process is killed. */
function startProcess({ kubectl, env }, args, folder) {
	const child = spawn(kubectl, args, {
		env: { ...env },
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		]
	});
	const guard = child.pid === void 0 ? void 0 : endWithParent(child.pid, folder);
	const ended = new Promise((resolve) => {
		child.once("exit", (code, signal) => resolve(signal === null ? `exit code ${code}` : `killed by ${signal}`));
		child.once("error", (cause) => resolve(messageOf(cause)));
	});
	child.stdout.resume();
	child.stderr.resume();
	const kill = () => {
		child.kill("SIGKILL");
	};
	const end = async () => {
		guard?.callOff();
		kill();
		await ended;
		child.stdout.destroy();
		child.stderr.destroy();
	};
	return {
		child,
		ended,
		kill,
		end
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
* Connects to the cluster and asks for its version, with credentials, so that a cluster that cannot be used is reported
* before anything else is tried. Throws `UserError` (`cluster-unreachable`, `cluster-unauthorized`, …).
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
		if (serverVersion === void 0) throw new UserError("cluster-unreachable", `${kubeconfig.server} answers, but is not a Kubernetes API server`);
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
	throw new UserError("kubectl-broken", `${path} does not say its version (exit code ${exitCode}${said === "" ? "" : `: ${said}`}); install kubectl again`);
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

// src/delivery/release/connect-cluster.ts
/** Connects through kubectl: credentials are masked before it is started, and nothing is written to the cluster. */
async function connectWithKubectl(it) {
	const { settings, exec, masks, clock, env, folder, log, signal } = it;
	const kubeconfig = await readKubeconfig(settings.kubeconfig, {
		folder,
		...settings.context === void 0 ? {} : { context: settings.context }
	});
	masks.addAll(kubeconfig.secrets);
	for (const warning of kubeconfig.warnings) log.warning(warning);
	const kubectl = await findKubectl({
		exec,
		env,
		signal
	});
	const cluster = await connectCluster({
		kubectl: kubectl.path,
		kubeconfig,
		namespace: settings.namespace ?? kubeconfig.namespace ?? "default",
		folder,
		env,
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

export { connectWithKubectl as t };