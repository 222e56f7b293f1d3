import { i as messageOf } from "./runner-runner.js";
import { o as reasonAddress } from "./runner-failed-step.js";
import { o as durationText } from "./runner-step-process.js";
import { t as cut } from "./text-one-line.js";
import { c as endingOfError, d as successEnding } from "./domain-deployment-status-text.js";

// src/deployments/cluster-state.ts
/** What is in the cluster after a deployment that did not get there, or was stopped before it followed to the end. */
const CLUSTER_STATE = {
	unchanged: "nothing was changed",
	/** As a sentence, where there is room for it. */
	asBefore: "Nothing was changed: the cluster is as it was.",
	/** A write may have reached the cluster. */
	unknown: "The cluster may have been changed; the log says what was applied.",
	left: "the cluster is left as it is; the rollout continues",
	applied: "what was applied stays as it is"
};

// src/deployments/run-state.ts
/** The deployment is left alone: `post` has nothing to end. */
function forgetDeployment(state) {
	for (const key of ["deployment", "slack"]) if (state.read(key) !== "") state.save(key, "");
}
/** Characters of an ending's text, which is one line and mostly shorter than 200. */
const TEXT_LIMIT = 1e3;
/** An ending as it is saved: what was found is in the log by then. `ending`: without secrets. */
function serializeEnding({ outcome, reason, text }) {
	return JSON.stringify({
		outcome,
		reason,
		text: cut(text, TEXT_LIMIT),
		findings: []
	});
}
/** Reads it again; undefined for an empty text. */
function parseEnding(saved) {
	return saved === "" ? void 0 : JSON.parse(saved);
}

// src/deployments/endings.ts
/** How a followed rollout ends the deployment. */
function endingOfRollout(result, ms) {
	if (result.outcome === "complete") return successEnding(ms);
	const { cause } = result;
	const findings = result.causes.map(({ code, object, text, advice }) => ({
		reason: code,
		text: advice === "" ? text : `${text}. ${advice}`,
		where: object
	}));
	if (result.outcome === "superseded") return {
		outcome: "superseded",
		reason: "rollout-superseded",
		text: `another deployment of commit-train took over during the rollout: ${takenOver(result)}`,
		findings
	};
	if (result.outcome === "taken-over") return {
		outcome: "failed",
		reason: "objects-taken-over",
		text: `during the rollout: ${takenOver(result)}`,
		findings
	};
	if (cause === void 0) return {
		outcome: "failed",
		reason: "timeout",
		text: `timeout: not complete: ${result.workloads.filter(({ state }) => state !== "complete").map(({ object }) => object).join(", ")}`,
		findings
	};
	const late = result.outcome === "timeout" ? "timeout: " : "";
	return {
		outcome: "failed",
		reason: cause.code,
		text: `${late}${inOneLine(cause)}`,
		findings
	};
}
/** `Deployment/web: spec.paused was changed by kubectl-patch` */
function takenOver({ workloads }) {
	return workloads.filter(({ state }) => state === "taken-over").map(({ object, text }) => `${object}: ${text}`).join("; ");
}
/** Object and container first, then the code, since a status may be cut at its end. */
function inOneLine({ object, container, code, text }) {
	return `${object}${container === void 0 ? "" : `, container ${container}`}: ${code}: ${text}`;
}
/** Without secrets, and before anything is cut: half a secret would not be found any more. */
function redacted(ending, redact) {
	return {
		...ending,
		text: redact(ending.text),
		findings: ending.findings.map((finding) => redactedFinding(finding, redact))
	};
}
/** Without secrets. */
function redactedFinding(finding, redact) {
	const { where } = finding;
	return {
		...finding,
		text: redact(finding.text),
		...where === void 0 ? {} : { where: redact(where) }
	};
}
/** How whatever was thrown ends the deployment. `touched`: a write may have reached the cluster. */
function endingOfFailure(thrown, touched, signal) {
	if (signal.aborted) {
		const live = touched ? CLUSTER_STATE.left : CLUSTER_STATE.unchanged;
		return {
			outcome: "cancelled",
			reason: "cancelled",
			text: `${messageOf(signal.reason)}; ${live}`,
			findings: []
		};
	}
	const ending = endingOfError(thrown);
	if (touched && ending.reason === "timeout") return {
		...ending,
		outcome: "failed"
	};
	if (touched && ending.outcome === "error") return {
		...ending,
		text: `${ending.text}; ${CLUSTER_STATE.applied}`
	};
	return ending;
}
/** How a deployment ended whose run did not live to say so, by what it saved. The words are those of `main`, if it had any. */
function endingOfState(state) {
	const saved = parseEnding(state.read("end"));
	if (saved !== void 0) return saved;
	if (state.read("begun") !== "true") return {
		outcome: "error",
		reason: "run-not-started",
		text: `the job ended before the deployment began; ${CLUSTER_STATE.unchanged}`,
		findings: []
	};
	return {
		outcome: "cancelled",
		reason: "run-killed",
		text: `the run was stopped half-way; ${state.read("touched") === "true" ? CLUSTER_STATE.left : CLUSTER_STATE.unchanged}`,
		findings: []
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
function liveState({ ending, touched, workloads }) {
	if (ending.outcome === "success") return { kind: "as-deployed" };
	if (!touched) return {
		kind: "untouched",
		text: CLUSTER_STATE.asBefore
	};
	const followed = workloads.filter(({ state, desired }) => desired !== void 0 || state !== "complete");
	if (followed.length === 0) return {
		kind: "unknown",
		text: CLUSTER_STATE.unknown
	};
	return {
		kind: "workloads",
		workloads: liveWorkloads(followed)
	};
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
function furtherFindings({ ending }) {
	return ending.findings.filter(({ text, url, where = "" }) => {
		const isRepeated = ending.text === text ? ending.text.includes(where) : ending.text === `${where}: ${text}`;
		return url !== void 0 || !isRepeated;
	});
}

export { serializeEnding as _, messageNotUpdated as a, unwrittenRemark as c, endingOfRollout as d, endingOfState as f, forgetDeployment as g, redactedFinding as h, liveState as i, unwrittenStatus as l, redacted as m, containerLogTitle as n, objectCounts as o, inOneLine as p, furtherFindings as r, timesOf as s, ENDING_TITLES as t, endingOfFailure as u };