import { a as endingOfError, c as successEnding } from "./domain-deployment-status-text.js";
import { r as messageOf } from "./runner-runner.js";
import { t as cut } from "./text-one-line.js";

// src/deployments/run-state.ts
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
/** What is in the cluster after a deployment that did not get there, or was stopped before it followed to the end. */
const CLUSTER_STATE = {
	untouched: "nothing was touched",
	left: "the cluster is left as it is; the rollout continues",
	applied: "what was applied stays as it is"
};
/** How a followed rollout ends the deployment. */
function endingOfRollout(result, ms) {
	if (result.outcome === "complete") return successEnding(ms);
	const { cause } = result;
	const findings = result.causes.map(({ code, object, text, advice }) => ({
		reason: code,
		text: advice === "" ? text : `${text}. ${advice}`,
		where: object
	}));
	if (result.outcome === "taken-over") return {
		outcome: "failed",
		reason: cause?.code ?? "objects-taken-over",
		text: cause === void 0 ? "another client changed the objects during the rollout" : inOneLine(cause),
		findings
	};
	if (cause === void 0) return {
		outcome: "failed",
		reason: "timeout",
		text: `time is up; not complete: ${result.workloads.filter(({ state }) => state !== "complete").map(({ object }) => object).join(", ")}`,
		findings
	};
	const late = result.outcome === "timeout" ? "time is up; " : "";
	return {
		outcome: "failed",
		reason: cause.code,
		text: `${late}${inOneLine(cause)}`,
		findings
	};
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
		const live = touched ? CLUSTER_STATE.left : CLUSTER_STATE.untouched;
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
		text: `the job ended before the deployment began; ${CLUSTER_STATE.untouched}`,
		findings: []
	};
	return {
		outcome: "cancelled",
		reason: "run-killed",
		text: `the run was stopped half-way; ${state.read("touched") === "true" ? CLUSTER_STATE.left : CLUSTER_STATE.untouched}`,
		findings: []
	};
}

export { redactedFinding as a, redacted as i, endingOfRollout as n, serializeEnding as o, endingOfState as r, endingOfFailure as t };