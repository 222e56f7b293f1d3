import { r as isHeldStatus } from "./domain-claims-held-status.js";
import { a as isGood, d as attemptOf, f as claimsIn, m as isEnd, p as heldIn } from "./domain-history-deployments.js";
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
/**
* The end of a deployment that a late status of a step hides: GitHub shows the newest one, and carries out now and then what
* was sent long before. `statuses`: oldest first.
*/
function hiddenEnd(statuses) {
	const at = statuses.findLastIndex(isEnd);
	const later = statuses.slice(at + 1);
	if (at < 0 || later.length === 0 || claimsIn(statuses).length > 0) return void 0;
	return later.every(({ logUrl }) => attemptOf(logUrl) !== void 0) ? statuses[at] : void 0;
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

export { lastEnd as i, heldEnd as n, hiddenEnd as r, endOfRun as t };