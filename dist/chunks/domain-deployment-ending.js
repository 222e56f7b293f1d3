import { c as UserError, d as withMachineFaults, u as messageOf } from "./time-system-clock.js";
import { i as durationText } from "./time-duration.js";

// src/domain/deployment/ending.ts
const STATES = {
	success: "success",
	refused: "failure",
	failed: "failure",
	superseded: "inactive",
	cancelled: "error",
	error: "error",
	"dry-run": "inactive",
	held: "in_progress"
};
/** The state GitHub's Deployments page shows for an outcome. */
function stateOf(outcome) {
	return STATES[outcome];
}
/** Whether there is nothing to do about it. */
function endedWell(outcome) {
	return outcome === "success" || outcome === "superseded" || outcome === "dry-run" || outcome === "held";
}
/** The ending of a deployment that its verdict refuses. Throws (a bug) for a verdict that does not refuse. */
function endingOfVerdict(verdict) {
	if (verdict.kind !== "refuse") throw new Error(`a verdict to ${verdict.kind} ends nothing`);
	return {
		outcome: "refused",
		reason: verdict.reason,
		text: verdict.text,
		findings: verdict.findings
	};
}
/** The ending that follows from anything thrown: a user's error ends as it says, everything else is a bug of ours. */
function endingOfError(given) {
	const thrown = withMachineFaults(given);
	if (thrown instanceof UserError) return {
		outcome: thrown.outcome,
		reason: thrown.reason,
		text: thrown.message,
		findings: thrown.findings
	};
	return {
		outcome: "error",
		reason: "bug",
		text: `bug: ${messageOf(thrown)}`,
		findings: []
	};
}
/** The ending of a deployment that was only planned. `counts`: what it would change. */
function dryRunEnding(counts) {
	return {
		outcome: "dry-run",
		reason: "dry-run",
		text: `${counts}; nothing was applied`,
		findings: []
	};
}
/** `Deployed in 14 s`: GitHub and Slack show the commit beside it. */
function successEnding(milliseconds) {
	return {
		outcome: "success",
		reason: "deployed",
		text: `Deployed in ${durationText(milliseconds, "tenths")}`,
		findings: []
	};
}

export { stateOf as a, endingOfVerdict as i, endedWell as n, successEnding as o, endingOfError as r, dryRunEnding as t };