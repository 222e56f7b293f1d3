import { t as clause } from "./text-clause.js";
import { i as oneLine, r as cut } from "./time-system-clock.js";

// src/domain/deployment/steps.ts
/** The steps of a deployment, in order; a status names one of them as n/m. */
const STEPS = [
	"gate",
	"render",
	"preflight",
	"apply",
	"rollout"
];
/** What a step does, as a status says it. */
const STEP_WORDS = {
	gate: "Checking the commit",
	render: "Rendering templates",
	preflight: "Validating against the cluster (dry run)",
	apply: "Applying",
	rollout: "Waiting for the rollout"
};

// src/domain/deployment/status-text.ts
/** GitHub refuses a longer description of a deployment status (422). */
const STATUS_LIMIT = 140;
/** Of what is said after the cause. */
const TAIL_LIMIT = 60;
const ENDING_PREFIX = {
	success: "",
	refused: "Refused: ",
	failed: "Failed: ",
	superseded: "Superseded: ",
	cancelled: "Cancelled: ",
	error: "Error: ",
	"dry-run": "Dry run: ",
	held: "Held "
};
/** `2/5 Rendering templates`. */
function stepText(step) {
	return `${STEPS.indexOf(step) + 1}/${STEPS.length} ${STEP_WORDS[step]}`;
}
/** Whether a status names a step, or what is waited for in one. */
function isStep(description) {
	return /^(\d\/\d|Waiting:|Failing:) /.test(description);
}
/** Whether the cluster was being changed when a status was written: 4/5, 5/5, or what holds the rollout up. */
function wasChanging(description) {
	return /^([45]\/5|Failing:) /.test(description);
}
/** Whether the rollout was being followed when a status was written. */
function wasFollowing(description) {
	return /^(5\/5|Failing:) /.test(description);
}
/** A step, and what it waits for: `1/5 Checking the commit: waiting for 1 check: ci / test (queued)`. */
function waitingText(step, text) {
	return statusText(`${stepText(step)}: ${text}`);
}
/** What holds the rollout up while it goes on: `Failing: Deployment/web, container app: crash: exited with code 1`. */
function failingText(cause) {
	return statusText(`Failing: ${cause}`);
}
/** The same, and that a release (`abc1234`) is being applied again: its name stays whole. */
function restoringText(cause, release) {
	return withTail(`Failing: ${cause}`, `restoring ${release}`);
}
/** How a deployment ended, in one line that begins with the word for it: whole, for the log. */
function endingLine(ending) {
	const after = ending.after === void 0 ? "" : `; ${ending.after}`;
	return oneLine(`${beginningOf(ending)}${after}`);
}
/** The same as a status's description. */
function endingText(ending) {
	return ending.after === void 0 ? statusText(beginningOf(ending)) : withTail(beginningOf(ending), ending.after);
}
function beginningOf({ outcome, text }) {
	const prefix = ENDING_PREFIX[outcome];
	return prefix === "" ? text : `${prefix}${clause(text)}`;
}
function withTail(text, tail) {
	const end = `; ${cut(oneLine(tail), TAIL_LIMIT)}`;
	return `${cut(oneLine(text), STATUS_LIMIT - [...end].length)}${end}`;
}
/** How a status says that a deployment ended: `endingText` read again, or what a person or another tool wrote. */
function endingOfStatus({ state, description }) {
	for (const outcome of Object.keys(ENDING_PREFIX)) {
		const prefix = ENDING_PREFIX[outcome];
		if (outcome === "held" && state !== "in_progress") continue;
		if (prefix !== "" && description.startsWith(prefix)) return {
			outcome,
			text: description.slice(prefix.length)
		};
	}
	return {
		outcome: OUTCOME_OF_STATE[state] ?? "error",
		text: description === "" ? state : description
	};
}
/** A person sets `inactive` what is not to be carried out. */
const OUTCOME_OF_STATE = {
	success: "success",
	failure: "failed",
	error: "error",
	inactive: "cancelled"
};
/** Any text as a status's description: one line of at most 140 code points; what does not fit ends with `…`. */
function statusText(text) {
	return cut(oneLine(text), STATUS_LIMIT);
}

export { isStep as a, stepText as c, wasFollowing as d, STEP_WORDS as f, failingText as i, waitingText as l, endingOfStatus as n, restoringText as o, endingText as r, statusText as s, endingLine as t, wasChanging as u };