import { c as UserError, i as oneLine } from "./time-system-clock.js";
import { n as networkMessage } from "./net-network-message.js";
import { n as fieldOf } from "./text-json.js";

// src/github/failure.ts
/** An answer of 2xx that is not the JSON that was asked for: one that is cut short, or a proxy's page. */
var UnreadableAnswer = class extends Error {
	name = "UnreadableAnswer";
};
/** An answer that is not what GitHub's description says. */
var MalformedAnswer = class extends Error {
	name = "MalformedAnswer";
	constructor(what) {
		super(`its answer has ${what}`);
	}
};
/** Whether GitHub may have done what was asked all the same: no answer came, or none that can be read. */
function isDoubtful(thrown) {
	return thrown instanceof UserError && (thrown.reason === "github-unreachable" || thrown.reason === "github-broken");
}
/** Reads anything that was thrown by a request made with `token`. */
function githubFailure(thrown, token) {
	const clean = (text) => oneLine(token === "" ? text : text.replaceAll(token, "***"));
	const response = fieldOf(thrown, "response");
	const status = fieldOf(response, "status");
	if (typeof status !== "number") return {
		status: void 0,
		headers: {},
		message: clean(networkMessage(thrown)),
		cause: thrown
	};
	return {
		status,
		headers: headersOf(fieldOf(response, "headers")),
		message: clean(messageIn(fieldOf(response, "data")))
	};
}
/** True when GitHub refused because of how much was asked, not because of who asked. */
function isRateLimited({ status, headers, message }) {
	if (status === 429) return true;
	if (status !== 403) return false;
	return "retry-after" in headers || headers["x-ratelimit-remaining"] === "0" || /rate limit/i.test(message);
}
/** True when the same request may well succeed in a moment. */
function isTransient(failure) {
	return failure.status === void 0 || failure.status >= 500 || isRateLimited(failure);
}
/** Milliseconds GitHub asks to wait, by its headers; undefined when it does not say. `now`: ms since the epoch. */
function askedPause({ headers }, now) {
	const seconds = Number(headers["retry-after"] ?? NaN);
	if (Number.isFinite(seconds)) return Math.max(0, seconds * 1e3);
	const reset = Number(headers["x-ratelimit-reset"] ?? NaN);
	if (headers["x-ratelimit-remaining"] === "0" && Number.isFinite(reset)) {
		const at = Date.parse(headers.date ?? "");
		return Math.max(0, reset * 1e3 - (Number.isNaN(at) ? now : at));
	}
}
function messageIn(data) {
	const message = fieldOf(data, "message");
	return typeof message === "string" ? message : "";
}
function headersOf(value) {
	if (typeof value !== "object" || value === null) return {};
	return Object.fromEntries(Object.entries(value).map(([name, text]) => [name.toLowerCase(), String(text)]));
}

export { isDoubtful as a, githubFailure as i, UnreadableAnswer as n, isRateLimited as o, askedPause as r, isTransient as s, MalformedAnswer as t };