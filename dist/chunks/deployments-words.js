import { o as durationText } from "./runner-step-process.js";

// src/deployments/words.ts
/** How an ending is announced, in summaries and messages. */
const ENDING_TITLES = {
	success: "✅ Deployed",
	refused: "⛔ Refused",
	failed: "❌ Failed",
	superseded: "⏭️ Superseded",
	cancelled: "✋ Cancelled",
	error: "🛠️ Error"
};
/** `1 created, 3 unchanged`: what became of the objects that were applied; empty when there are none. */
function objectCounts(objects) {
	return [
		"created",
		"changed",
		"unchanged"
	].map((action) => ({
		action,
		count: objects.filter((object) => object.action === action).length
	})).filter(({ count }) => count > 0).map(({ action, count }) => `${count} ${action}`).join(", ");
}
/** `6.4 s (gate 0.3 s, render 0.1 s)`: how long a run took, and each of its steps. */
function timesOf(steps, ms) {
	const each = steps.map(({ step, ms }) => `${step} ${durationText(ms, "tenths")}`).join(", ");
	return `${durationText(ms, "tenths")}${each === "" ? "" : ` (${each})`}`;
}
/** What is live of the followed workloads. */
function liveWorkloads(workloads) {
	return workloads.map(({ object, desired, updated, available }) => {
		const old = Math.max(0, available - updated);
		const serving = available === 0 ? "no pod serves" : `${available} of ${desired} pods serve`;
		return {
			object,
			serves: available > 0,
			text: `${serving}${old > 0 ? ", the old version among them" : ""}`
		};
	});
}
/** Says what is live when a deployment has ended. */
function liveState({ ending, touched, workloads }) {
	if (ending.outcome === "success") return { kind: "as-deployed" };
	if (!touched) return {
		kind: "untouched",
		text: "Nothing was touched: the cluster is as it was."
	};
	if (workloads.length === 0) return {
		kind: "unknown",
		text: "The cluster was touched; the log says what was applied."
	};
	return {
		kind: "workloads",
		workloads: liveWorkloads(workloads)
	};
}
/** What a last status that could not be written leaves behind. `line`: how the deployment ended. */
function unwrittenStatus(deployment, line, why) {
	return `GitHub still shows ${deployment} as in progress: its last status ("${line}") could not be written: ${why}`;
}
/** The same beside the end, which says how it ended. */
function unwrittenRemark(why) {
	return `GitHub still shows the deployment as in progress: its last status could not be written: ${why}`;
}
/** Slack being down changes no deployment, but people may wait for the message. */
function messageNotUpdated(why) {
	return `The Slack message could not be updated: ${why}`;
}
/** The last lines of a container, announced. */
function containerLogTitle({ container, pod }, code = (text) => text) {
	return `Last lines of container ${code(container)} in pod ${code(pod)}:`;
}
/** The findings that add something to the ending's own line: one that only says it again would be read twice. */
function furtherFindings({ ending }) {
	return ending.findings.filter(({ text, url, where = "" }) => {
		const isRepeated = ending.text === text ? ending.text.includes(where) : ending.text === `${where}: ${text}`;
		return url !== void 0 || !isRepeated;
	});
}

export { messageNotUpdated as a, unwrittenRemark as c, liveState as i, unwrittenStatus as l, containerLogTitle as n, objectCounts as o, furtherFindings as r, timesOf as s, ENDING_TITLES as t };