import { n as HOUR, r as MINUTE } from "./time-duration.js";
import { o as isOpen, p as heldIn } from "./domain-history-deployments.js";

// src/domain/history/open-deployments.ts
/** A status that says that a run works counts for this long; after that its run is taken for lost. */
const BUSY_FOR = 2 * HOUR;
/** Time for a run to start: GitHub calls a deployment abandoned afterwards. */
const PICKED_UP_WITHIN = 30 * MINUTE;
/** `ours`: newest first. `live`: the newest good one; what is older than that no longer matters. */
function openDeployments(ours, live, now) {
	return (live === void 0 ? ours : ours.slice(0, ours.indexOf(live))).filter(isOpen).map((deployment) => {
		const last = deployment.statuses.at(-1);
		const since = last?.createdAt ?? deployment.createdAt;
		const age = now - since;
		return {
			deployment,
			kind: heldIn(deployment.statuses) === void 0 ? kindOf(deployment, last?.state, age) : "held",
			since
		};
	});
}
function kindOf({ state, runWaits }, last, age) {
	if (last === "in_progress" || last === "queued" && runWaits !== true) return age < BUSY_FOR ? "deploying" : "stuck";
	if (runWaits === true || state === "waiting" || last === "waiting") return "waiting-for-approval";
	return age < PICKED_UP_WITHIN ? "deploying" : "not-picked-up";
}

// src/domain/run-title.ts
/** The deployment that a run names in its title, as the templates' `run-name` does. */
function deploymentInTitle(title) {
	const named = /\bdeployment #?(\d{1,15})\b/i.exec(title)?.[1];
	return named === void 0 ? void 0 : Number(named);
}

export { openDeployments as n, deploymentInTitle as t };