import { r as MINUTE, t as DAY } from "./time-duration.js";
import { i as readHeldStatus, r as isHeldStatus } from "./domain-claims-held-status.js";
import { n as shortSha } from "./domain-sha.js";
import { t as CONTINUATIONS } from "./domain-claims-continuation.js";
import { t as LONGEST_HELD_MS } from "./policy-strategy.js";
import { m as isEnd, p as heldIn } from "./domain-history-deployments.js";
import { n as openDeployments } from "./domain-run-title.js";

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
	const since = statuses.findLastIndex((status) => isEnd(status) || isHeldStatus(status));
	return asksIn(statuses.slice(since + 1)).find(({ at }) => now - at < STARTS_WITHIN);
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

// src/domain/history/holding.ts
/** What was created before is held no more: the policy allows no longer hold, and the days beside are for its rollouts. */
const HOLDS_LOOKED_BACK_MS = LONGEST_HELD_MS + 5 * DAY;
/** `ours`: those of one service to one environment, newest first; `live`: the newest good one of them. */
function holdingOf(ours, live, now) {
	const held = openDeployments(ours, live, now).find(({ kind }) => kind === "held")?.deployment;
	const status = held === void 0 ? void 0 : heldIn(held.statuses);
	if (held === void 0 || status === void 0) return void 0;
	const said = readHeldStatus(status, status.createdAt);
	return {
		id: held.id,
		sha: held.sha,
		at: said === void 0 ? "" : placeOf(said.what)
	};
}
/** `1 of 5 pods` of `1 of 5 pods run 3f2c1ab, healthy 60 s`. */
function placeOf(what) {
	return /^\d+ of \d+ pods?(?= )/.exec(what)?.[0] ?? what;
}
/**
* What speaks against another deployment: what was looked at would be gone with the first one that is not held. `line`: from the
* head of the branch to its commit; `live`: the commit that is live. One that goes back is never held up.
*/
function heldFindings(holding, { environment, line, live }) {
	if (holding === void 0 || isOlderThan(live, line)) return [];
	const { id, sha, at } = holding;
	return [{
		reason: "held-by-other",
		text: `deployment ${id} (${shortSha(sha)}) holds ${environment} at ${at}; promote or abort it, or deploy all at once`
	}];
}
/** Whether a commit is older than what is live. `line`: from the head of the branch to the commit. */
function isOlderThan(live, line) {
	const wanted = live?.toLowerCase();
	return line.slice(0, -1).some(({ sha }) => sha.toLowerCase() === wanted);
}

export { askedNow as a, isOlderThan as i, heldFindings as n, askedUrl as o, holdingOf as r, asksIn as s, HOLDS_LOOKED_BACK_MS as t };