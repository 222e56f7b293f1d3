import { u as messageOf } from "./time-system-clock.js";
import { n as fieldOf } from "./text-json.js";

// src/net/network-message.ts
/** What is behind an error of a request, however many wrap it: the innermost one that has a message or a code. */
function innermostError(thrown) {
	const seen = /* @__PURE__ */ new Set();
	let inner = thrown;
	while (!seen.has(inner)) {
		seen.add(inner);
		const cause = fieldOf(inner, "cause") ?? fieldOf(inner, "original");
		if (cause instanceof Error && (messageOf(cause) !== "" || codeOf(cause) !== "")) inner = cause;
	}
	return inner;
}
/** `connect ECONNREFUSED 127.0.0.1:1`, not `fetch failed`. */
function networkMessage(thrown) {
	const inner = innermostError(thrown);
	return messageOf(inner) || codeOf(inner);
}
function codeOf(error) {
	const code = fieldOf(error, "code");
	return typeof code === "string" ? code : "";
}

export { networkMessage as n, innermostError as t };