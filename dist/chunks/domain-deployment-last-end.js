import { r as isHeldStatus } from "./domain-claims-held-status.js";
import { a as isGood, d as attemptOf, h as isEnd, p as heldIn } from "./domain-history-deployments.js";
import { n as endingOfStatus, t as endingLine } from "./domain-deployment-status-text.js";

// src/domain/deployment/last-end.ts
/** How a deployment ended, by its statuses, oldest first: as a success where it was one, whatever replaced it later. */
function lastEnd(statuses) {
	const end = isGood(statuses) ? statuses.findLast(({ state }) => state === "success") : statuses.findLast(isEnd);
	return end === void 0 ? void 0 : {
		ending: endingOfStatus(end),
		logUrl: end.logUrl
	};
}
/** How a deployment stands that is held, as an end; undefined for one that is not. `statuses`: oldest first. */
function heldEnd(statuses) {
	const held = heldIn(statuses);
	return held === void 0 ? void 0 : {
		ending: endingOfStatus(held),
		logUrl: held.logUrl
	};
}
/** How the run with that log ended; `end`: how its deployment did, which may have been by a later run. */
function endOfRun(logUrl, statuses, end) {
	const isOwn = (other) => isSameAttempt(logUrl, other);
	if (isOwn(end.logUrl)) return end.ending;
	const own = statuses.findLast((status) => isEnd(status) && isOwn(status.logUrl));
	if (own !== void 0) return endingOfStatus(own);
	if (statuses.some((status) => isHeldStatus(status) && isOwn(status.logUrl))) return end.ending;
	return {
		outcome: "error",
		text: `this run came to no end; the end of its deployment: "${endingLine(end.ending)}"`
	};
}
/** An address that names no run is taken for the same. */
function isSameAttempt(one, other) {
	const [first, second] = [attemptOf(one), attemptOf(other)];
	if (first === void 0) return true;
	return first.runId === second?.runId && first.attempt === second.attempt;
}

export { heldEnd as n, lastEnd as r, endOfRun as t };