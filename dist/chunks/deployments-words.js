import { f as reasonAddress } from "./time-system-clock.js";
import { i as durationText } from "./time-duration.js";

// src/deployments/cluster-state.ts
/** What is in the cluster after a deployment that did not get there, or was stopped before it followed to the end. */
const CLUSTER_STATE = {
	unchanged: "nothing was changed",
	/** As a sentence, where there is room for it. */
	asBefore: "Nothing was changed: the cluster is as it was.",
	/** A write may have reached the cluster. */
	unknown: "The cluster may have been changed; the log says what was applied.",
	/** Nothing is known of what the run did. */
	notKnown: "look at what is live",
	/** All that is known is that it had begun to apply. */
	maybe: "the cluster may have been changed: look at what is live",
	left: "the cluster is left as it is; the rollout continues",
	/** The same where nothing goes on by itself. */
	still: "the cluster is left as it is"
};
/** What is in the cluster after an apply that came so far, in a clause. */
function stateAfter(count) {
	if (count.applied === count.all) return count.over === true ? CLUSTER_STATE.still : CLUSTER_STATE.left;
	if (count.applied === 0 && count.unsure === void 0) return CLUSTER_STATE.maybe;
	if (isUntouched(count)) return `${CLUSTER_STATE.unchanged}: ${appliedOf(count)}`;
	return countText(count);
}
/** Whether nothing has reached the cluster. */
function isUntouched({ applied, unsure }) {
	return applied === 0 && unsure === 0;
}
/** `21 of 83 objects were applied, 3 more may have been` */
function countText(count) {
	const { unsure } = count;
	const more = unsure === void 0 || unsure === 0 ? "" : `, ${unsure} more may have been`;
	return `${unsure === void 0 ? "at least " : ""}${appliedOf(count)}${more}`;
}
function appliedOf({ applied, all }) {
	return `${applied} of ${all} ${all === 1 ? "object was" : "objects were"} applied`;
}
/** As it is kept for `post`: a run that is killed has said no more than how many were answered. */
function serializeCount({ applied, all }) {
	return `${applied}/${all}`;
}
/** Reads it again; undefined for an empty text. */
function parseCount(saved) {
	const [, applied, all] = /^(\d+)\/(\d+)$/.exec(saved) ?? [];
	return applied === void 0 ? void 0 : {
		applied: Number(applied),
		all: Number(all)
	};
}

// src/deployments/words.ts
/** How an ending is announced, in summaries and messages. */
const ENDING_TITLES = {
	success: "✅ Deployed",
	refused: "⛔ Refused",
	failed: "❌ Failed",
	superseded: "⏭️ Superseded",
	cancelled: "✋ Cancelled",
	error: "🛠️ Error",
	"dry-run": "🔎 Dry run",
	held: "⏸️ Held"
};
/** `1 created, 3 unchanged`: what became of the objects that were applied; empty when there are none. */
function objectCounts(objects) {
	return [
		"created",
		"changed",
		"unchanged",
		"removed",
		"not removed"
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
	return workloads.map(({ object, text, desired, updated, available }) => {
		if (desired === void 0 || updated === void 0 || available === void 0) return {
			object,
			text
		};
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
function liveState({ ending, touched, count, workloads, restore }) {
	if (ending.outcome === "success" || ending.outcome === "held") return { kind: "as-said" };
	const isAsBefore = count !== void 0 && isUntouched(count) && !hasWritten(restore);
	if (!touched || isAsBefore) return {
		kind: "untouched",
		text: CLUSTER_STATE.asBefore
	};
	if (restore?.kind === "restored") return {
		kind: "restored",
		text: `The last good release, ${restore.release}, is live again.`
	};
	const restored = restore?.kind === "failed" || restore?.kind === "stopped" ? restore.workloads : void 0;
	const followed = (restored ?? workloads).filter(({ state, desired }) => desired !== void 0 || state !== "complete");
	if (followed.length === 0) return {
		kind: "unknown",
		text: count === void 0 || restored !== void 0 ? CLUSTER_STATE.unknown : `${countText(count)}.`
	};
	return {
		kind: "workloads",
		workloads: liveWorkloads(followed)
	};
}
function hasWritten(restore) {
	if (restore?.kind === "failed" || restore?.kind === "stopped") return restore.workloads !== void 0;
	return restore?.kind === "restored";
}
/** What was done about a failure beside what is live, in one line; empty where there is nothing to say. */
function restoreLine({ restore }) {
	switch (restore?.kind) {
		case "failed": return `Restoring the last good release, ${restore.release}, failed too: ${restore.text}`;
		case "refused": return `The last good release, ${restore.release}, cannot be applied again: ${restore.text}`;
		case "stopped": return `Restoring the last good release, ${restore.release}, stopped: ${restore.text}`;
		case "none": return `Nothing was restored: ${restore.text}.`;
		case "left": return `${restore.text}: ${restore.wayOut}.`;
		default: return "";
	}
}
/** What a last status that could not be written leaves behind. `line`: how the deployment ended. */
function unwrittenStatus(deployment, line, { why, reason }) {
	return `${`GitHub still shows ${deployment} as in progress`}: its last status ("${line}") could not be written: ${why}; see ${reasonAddress(reason)}`;
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
function furtherFindings({ ending, cause }) {
	return ending.findings.flatMap((finding) => {
		const { reason, text, url, where = "" } = finding;
		if ((ending.text === text ? ending.text.includes(where) : ending.text === `${where}: ${text}`) && url === void 0) return [];
		if (!(cause?.code === reason && cause.object === where && ending.text.endsWith(cause.text)) || text !== `${cause.text}. ${cause.advice}`) return [finding];
		return [{
			...finding,
			text: cause.advice
		}];
	});
}
/** The commands that change what the deployment was refused for, each once. */
function commandsToCopy({ ending }) {
	return [...new Set(ending.findings.flatMap(({ command }) => command === void 0 ? [] : [command]))];
}

export { liveState as a, restoreLine as c, unwrittenStatus as d, CLUSTER_STATE as f, stateAfter as g, serializeCount as h, furtherFindings as i, timesOf as l, parseCount as m, commandsToCopy as n, messageNotUpdated as o, isUntouched as p, containerLogTitle as r, objectCounts as s, ENDING_TITLES as t, unwrittenRemark as u };