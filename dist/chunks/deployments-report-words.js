import { t as seconds } from "./time-duration.js";

// src/deployments/ending-titles.ts
/** How an ending is announced, in summaries and messages. */
const ENDING_TITLES = {
	success: "✅ Deployed",
	refused: "⛔ Refused",
	failed: "❌ Failed",
	superseded: "⏭️ Superseded",
	cancelled: "✋ Cancelled",
	error: "🛠️ Error"
};

// src/deployments/live.ts
/** What is live after a deployment that did not end well, as far as it was followed. */
function liveWorkloads({ rollout }) {
	return (rollout?.workloads ?? []).map(({ object, desired, updated, available }) => {
		const old = Math.max(0, available - updated);
		const serving = available === 0 ? "no pod serves" : `${available} of ${desired} pods serve`;
		return {
			object,
			serves: available > 0,
			text: `${serving}${old > 0 ? ", the old version among them" : ""}`
		};
	});
}

// src/deployments/report-words.ts
/** `1 created, 3 unchanged`: what became of the objects that were applied; empty when there are none. */
function objectCounts(applied) {
	return [
		"created",
		"changed",
		"unchanged"
	].map((action) => ({
		action,
		count: applied.filter((object) => object.action === action).length
	})).filter(({ count }) => count > 0).map(({ action, count }) => `${count} ${action}`).join(", ");
}
/** `6.4 s (gate 0.3 s, render 0.1 s)`: how long a run took, and each of its steps. */
function timesOf(steps, ms) {
	const each = steps.map(({ step, ms }) => `${step} ${seconds(ms)}`).join(", ");
	return `${seconds(ms)}${each === "" ? "" : ` (${each})`}`;
}

export { ENDING_TITLES as i, timesOf as n, liveWorkloads as r, objectCounts as t };