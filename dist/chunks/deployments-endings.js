import { c as successEnding, n as endedWell, r as endingOfError } from "./domain-deployment-ending.js";
import { a as isStep, d as wasFollowing, n as endingOfStatus, u as wasChanging } from "./domain-deployment-status-text.js";
import { l as isStopped, s as Crash, u as messageOf } from "./time-system-clock.js";
import { f as CLUSTER_STATE, g as stateAfter, m as parseCount } from "./deployments-words.js";
import { r as parseEnding } from "./deployments-run-state.js";

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
/** The ending of a failure, with what was done after it. */
function endingAfterRestore(ending, restore) {
	if (restore === void 0 || endedWell(ending.outcome)) return ending;
	if (restore.kind === "stopped") return endingAfterStop(ending, restore);
	if (restore.kind === "left") return {
		...ending,
		after: restore.text
	};
	if (![
		"failed",
		"refused",
		"error"
	].includes(ending.outcome) && ending.reason !== "aborted") return ending;
	if (restore.kind === "none") return {
		...ending,
		after: `nothing restored: ${restore.text}`
	};
	const { release } = restore;
	if (restore.kind === "restored") return {
		...ending,
		after: `${release} is live${restore.asBefore ? ", as before" : " again"}`
	};
	const finding = {
		reason: "restore-failed",
		text: `restoring ${release}: ${restore.text}`
	};
	const after = restore.kind === "refused" ? `${release} cannot be applied again` : `restoring ${release} failed too`;
	return {
		...ending,
		reason: "restore-failed",
		findings: [...ending.findings, finding],
		after
	};
}
/** What is live is known only by who came in between; a run that was stopped says what it had begun, and why. */
function endingAfterStop(ending, { release, reason, text, failure }) {
	if (ending.outcome !== "failed") return {
		...ending,
		findings: [...ending.findings, failure],
		after: underWay(release)
	};
	const finding = {
		reason,
		text: `restoring ${release} stopped: ${text}`
	};
	return {
		...ending,
		findings: [...ending.findings, finding],
		after: finding.text
	};
}
function underWay(release) {
	return `restoring ${release} was in progress`;
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
		...ending.after === void 0 ? {} : { after: redact(ending.after) },
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
/** How whatever was thrown ends the deployment. `count`: how far the apply had come, where it had begun. */
function endingOfFailure(thrown, count, signal) {
	if (isStopped(signal)) {
		const live = count === void 0 ? CLUSTER_STATE.unchanged : stateAfter(count);
		return {
			outcome: "cancelled",
			reason: "cancelled",
			text: `${messageOf(signal.reason)}; ${live}`,
			findings: []
		};
	}
	const ending = endingOfError(signal.reason instanceof Crash ? signal.reason : thrown);
	if (count === void 0 || ending.outcome !== "error") return ending;
	const text = `${ending.text}; ${stateAfter(count)}`;
	return {
		...ending,
		outcome: ending.reason === "timeout" ? "failed" : "error",
		text
	};
}
/**
* How a deployment ended whose run did not live to say so, by what it saved: the words are those of `main`, if it had any.
* `own`: the statuses of the same attempt, which say how far it had come where the runner kept nothing.
*/
function endOfJob(state, own = []) {
	const held = state.read("held");
	return {
		...endedJob(state, own),
		...held === "" ? {} : { held }
	};
}
function endedJob(state, own) {
	const touched = state.read("touched") === "true" || own.some(({ description }) => wasChanging(description));
	const saved = parseEnding(state.read("end"));
	if (saved !== void 0) return {
		ending: saved,
		touched
	};
	const isKept = state.read("begun") === "true";
	const last = own.findLast(({ description }) => isStep(description));
	if (!isKept && last === void 0) return {
		ending: {
			outcome: "error",
			reason: "run-not-started",
			text: `the job ended before the deployment began; ${CLUSTER_STATE.unchanged}`,
			findings: []
		},
		touched
	};
	const live = liveAfterJob(state, own, touched);
	const restoring = state.read("restoring");
	const after = restoring === "" ? {} : { after: underWay(restoring) };
	const crashed = state.read("crashed");
	if (crashed !== "") return {
		ending: {
			outcome: "error",
			reason: "bug",
			text: `bug: ${crashed}; ${live}`,
			findings: [],
			...after
		},
		touched
	};
	return {
		ending: {
			outcome: "cancelled",
			reason: "run-killed",
			text: `the run was stopped half-way; ${live}`,
			findings: [],
			...after
		},
		touched
	};
}
function liveAfterJob(state, own, touched) {
	if (!touched) return state.read("begun") === "true" ? CLUSTER_STATE.unchanged : CLUSTER_STATE.notKnown;
	const count = parseCount(state.read("applied"));
	if (count !== void 0) return stateAfter({
		...count,
		over: state.read("restoring") !== ""
	});
	return own.some(({ description }) => wasFollowing(description)) ? CLUSTER_STATE.left : CLUSTER_STATE.maybe;
}
/** The ending that a status says, where the run itself kept nothing. */
function endingOfWritten(status) {
	const ending = endingOfStatus(status);
	return {
		...ending,
		reason: ending.outcome === "success" ? "deployed" : "run-killed",
		findings: []
	};
}

export { endingOfWritten as a, redactedFinding as c, endingOfRollout as i, endingAfterRestore as n, inOneLine as o, endingOfFailure as r, redacted as s, endOfJob as t };