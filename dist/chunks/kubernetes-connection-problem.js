import { c as UserError, i as oneLine } from "./time-system-clock.js";
import { a as mappingAt, o as mappingsIn, r as isMapping } from "./kubernetes-api-objects.js";
import { randomUUID } from "node:crypto";

// src/kubernetes/api/text.ts
/** A text of the API on one line of at most `limit` characters. Secrets have to be hidden before: half a secret is not recognised. */
function apiText(text, limit = 400) {
	const line = oneLine(text);
	return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}

// src/kubernetes/api/error.ts
/** An unsuccessful response of the API server, or of the proxy (reason `Transport`). */
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
		const mapping = isMapping(about.details) ? about.details : {};
		this.details = {
			kind: textOf(mapping.kind),
			name: textOf(mapping.name),
			causes: mappingsIn(mapping.causes).map((found) => ({
				reason: textOf(found.reason),
				field: textOf(found.field),
				message: textOf(found.message)
			}))
		};
	}
};
/** An answer that is longer than is read. The same request would bring it again. */
var OversizedAnswer = class extends KubernetesError {
	constructor(cause) {
		super(0, "Transport", cause.message, { cause });
	}
};
/** Characters of one message of the server: webhooks write what they like, and it is searched for known words. */
const LONGEST_MESSAGE = 1e4;
/**
* Turns an unsuccessful response into an error. kubectl proxy answers in plain text when it cannot reach the server.
* `redact` hides secrets while they are still whole: the server quotes invalid values.
*/
function errorFrom(code, body, redact = (text) => text) {
	const status = parseStatus(body);
	if (status !== void 0) {
		const details = mappingAt(status, "details") ?? {};
		const causes = mappingsIn(details.causes).map((found) => ({
			...found,
			message: redact(textOf(found.message)).slice(0, LONGEST_MESSAGE)
		}));
		return new KubernetesError(code, textOf(status.reason), redact(textOf(status.message)).slice(0, LONGEST_MESSAGE), { details: {
			...details,
			causes
		} });
	}
	if (code >= 300 && code < 400) return new KubernetesError(code, "Transport", `it redirects (HTTP ${code})`);
	const text = apiText(redact(body), 500);
	return new KubernetesError(code, code === 500 || code === 502 || code === 503 || code === 504 ? "Transport" : "", text === "" ? `HTTP ${code}` : text);
}
function parseStatus(body) {
	try {
		const value = JSON.parse(body);
		return isMapping(value) && value.kind === "Status" ? value : void 0;
	} catch {
		return;
	}
}
function textOf(value) {
	return typeof value === "string" ? value : "";
}

// src/kubernetes/api/exact-json.ts
/** JSON in which a bigint is a number with all its digits; a number of JavaScript has room for 16. */
function exactJson(value) {
	const mark = randomUUID();
	let found = false;
	const marked = JSON.stringify(value, (_, inner) => {
		if (typeof inner !== "bigint") return inner;
		found = true;
		return `${mark}${inner}`;
	});
	return found ? marked.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1") : marked;
}

// src/kubernetes/connection/problem.ts
const OVERSIZED = {
	reason: "cluster-unreachable",
	advice: "check that the server address is that of the API server, and whether a namespace holds too many objects"
};
/** Errors of kubectl below HTTP. First match wins. */
const TRANSPORT = [
	{
		pattern: /connect E(NOENT|CONNREFUSED) \//,
		reason: "kubectl-broken",
		advice: "\"kubectl proxy\" on this runner has ended, see the log: is there enough memory?"
	},
	{
		pattern: /getting credentials|exec plugin|executable .* (not found|failed)/i,
		reason: "credentials-plugin-failed",
		advice: "the kubeconfig's credential plugin failed: install it, and log in to the cloud before this step"
	},
	{
		pattern: /x509|tls:|certificate|HTTP response to HTTPS client/i,
		reason: "cluster-certificate-invalid",
		advice: "check the kubeconfig's server address and certificate authority"
	}
];
/** The error in one line if the cluster cannot be used at all; undefined if it is about something else. */
function connectionProblem(error, server) {
	if (!(error instanceof KubernetesError)) return void 0;
	if (error.code === 401) {
		const message = `The cluster rejected the credentials (401): they are wrong or expired; renew those of the kubeconfig or log in again (${server})`;
		return new UserError("cluster-unauthorized", message, { cause: error });
	}
	if (error.reason !== "Transport") return void 0;
	const known = error instanceof OversizedAnswer ? OVERSIZED : TRANSPORT.find((row) => row.pattern.test(error.message));
	const reason = known?.reason ?? "cluster-unreachable";
	const advice = known?.advice ?? "check the server address in the kubeconfig and the network between it and this runner";
	return new UserError(reason, `Cannot reach the cluster ${server} (${firstSentence(error.message)}): ${advice}`, { cause: error });
}
/** kubectl explains a missing plugin to a person at a terminal; its first sentence is enough here. */
function firstSentence(message) {
	return message.replace(/ It looks like you are trying .*$/s, "").slice(0, 300);
}

export { OversizedAnswer as a, LONGEST_MESSAGE as i, exactJson as n, errorFrom as o, KubernetesError as r, apiText as s, connectionProblem as t };