import { r as MINUTE } from "./time-duration.js";
import { t as CONTINUATIONS } from "./domain-claims-continuation.js";
import { r as isHeldStatus } from "./domain-claims-held-status.js";
import { h as isEnd } from "./domain-history-deployments.js";

// src/domain/claims/asked.ts
/** A run starts within minutes; then another may ask. */
const STARTS_WITHIN = 10 * MINUTE;
const ASKED = /#asked-([a-z]+)-(.+)$/;
/** The address that such a status has in the place of a log. `page`: of the repository. */
function askedUrl({ page, environment }, how, intent) {
	return `${page}/deployments/${encodeURIComponent(environment)}#asked-${how}-${encodeURIComponent(intent)}`;
}
/** All that was asked for, oldest first, also before it was held at the stage where it is. */
function asksIn(statuses) {
	return statuses.flatMap((status) => readAsk(status) ?? []);
}
/**
* What was asked for first since it is held as it is: that counts, of two who ask at the same time. Undefined where no one has
* asked, or where no run came of it.
*/
function askedNow(statuses, now) {
	return countedAsks(statuses).findLast(({ at }) => now - at < STARTS_WITHIN);
}
/** What led to a run that goes on with it, however long that run has waited for a runner. */
function askedFor(statuses, how) {
	return countedAsks(statuses).findLast((asked) => asked.how === how);
}
/** Those that count since it is held as it is: of all within minutes the first, since the others were refused. */
function countedAsks(statuses) {
	const since = statuses.findLastIndex((status) => isEnd(status) || isHeldStatus(status));
	let last = Number.NEGATIVE_INFINITY;
	return asksIn(statuses.slice(since + 1)).filter(({ at }) => {
		if (at - last < STARTS_WITHIN) return false;
		last = at;
		return true;
	});
}
function readAsk({ state, description, logUrl, createdAt }) {
	const [, word, intent = ""] = ASKED.exec(logUrl) ?? [];
	const how = CONTINUATIONS.find((one) => one === word);
	if (how === void 0 || state !== "in_progress") return void 0;
	return {
		how,
		intent: decoded(intent),
		said: description,
		at: createdAt
	};
}
/** All who may write statuses may write this one, too. */
function decoded(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

export { asksIn as i, askedNow as n, askedUrl as r, askedFor as t };