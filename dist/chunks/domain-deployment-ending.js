import { c as UserError, d as withMachineFaults, u as messageOf } from "./time-system-clock.js";
import { t as counted } from "./text-counted.js";
import { i as durationText } from "./time-duration.js";
import { a as untilText } from "./domain-claims-held-status.js";
import { n as shortSha } from "./domain-sha.js";

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
/** How a run ends whose deployment is held. `healthyMs`: how long its pods were watched. */
function heldEnding(hold, healthyMs) {
	const { stage, of, ready, pods, commit, since, until } = hold;
	const what = `${ready} of ${counted(pods, "pod")} run ${shortSha(commit)}, healthy ${durationText(healthyMs, "seconds")}`;
	const after = `promote or abort (aborts itself ${untilText(Date.parse(until), Date.parse(since))})`;
	return {
		outcome: "held",
		reason: "held",
		text: `${stage}/${of}: ${what}`,
		after,
		findings: []
	};
}
/** After these nothing is held any more, also where the run has changed nothing. */
const ENDS_HOLD = ["nothing-held", "superseded"];
/**
* Whether a run that ends so has found that nothing is held: else what it has not changed is held as before. `part`: what it was to
* do. What cannot be aborted any more cannot be held either.
*/
function endsHold(reason, part) {
	return ENDS_HOLD.includes(reason) || reason === "hold-broken" && part.startsWith("abort");
}

export { endsHold as a, successEnding as c, endingOfVerdict as i, endedWell as n, heldEnding as o, endingOfError as r, stateOf as s, dryRunEnding as t };