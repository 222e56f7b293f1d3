import { t as LONGEST_HELD_MS } from "./policy-strategy.js";
import { t as DAY } from "./time-duration.js";
import { i as readHeldStatus } from "./domain-claims-held-status.js";
import { p as heldIn } from "./domain-history-deployments.js";
import { n as shortSha } from "./domain-sha.js";
import { n as openDeployments } from "./domain-run-title.js";

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

export { isOlderThan as i, heldFindings as n, holdingOf as r, HOLDS_LOOKED_BACK_MS as t };