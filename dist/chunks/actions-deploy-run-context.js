import { i as messageOf, r as UserError } from "./runner-runner.js";
import { t as asRecord } from "./text-json.js";
import { t as childEnvironment } from "./runner-child-environment.js";
import { o as durationText } from "./runner-step-process.js";
import { t as clause } from "./text-clause.js";
import { n as readEventFile, t as readRunFacts } from "./runner-run-facts.js";
import { n as oneLine, t as cut } from "./text-one-line.js";

// src/domain/deployment/ending.ts
const STATES = {
	success: "success",
	refused: "failure",
	failed: "failure",
	superseded: "inactive",
	cancelled: "error",
	error: "error"
};
/** The state GitHub's Deployments page shows for an outcome. */
function stateOf(outcome) {
	return STATES[outcome];
}
/** Whether there is nothing to do about it. */
function endedWell(outcome) {
	return outcome === "success" || outcome === "superseded";
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
function endingOfError(thrown) {
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
/** `Deployed in 14 s`: GitHub and Slack show the commit beside it. */
function successEnding(milliseconds) {
	return {
		outcome: "success",
		reason: "deployed",
		text: `Deployed in ${durationText(milliseconds, "tenths")}`,
		findings: []
	};
}

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
const ENDING_PREFIX = {
	success: "",
	refused: "Refused: ",
	failed: "Failed: ",
	superseded: "Superseded: ",
	cancelled: "Cancelled: ",
	error: "Error: "
};
/** `2/5 Rendering templates`. */
function stepText(step) {
	return `${STEPS.indexOf(step) + 1}/${STEPS.length} ${STEP_WORDS[step]}`;
}
/** A step, and what it waits for: `1/5 Checking the commit: waiting for 1 check: ci / test (queued)`. */
function waitingText(step, text) {
	return statusText(`${stepText(step)}: ${text}`);
}
/** How a deployment ended, in one line that begins with the word for it: whole, for the log. */
function endingLine(ending) {
	const prefix = ENDING_PREFIX[ending.outcome];
	const text = prefix === "" ? ending.text : clause(ending.text);
	return oneLine(`${prefix}${text}`);
}
/** The same as a status's description. */
function endingText(ending) {
	return statusText(endingLine(ending));
}
/** Any text as a status's description: one line of at most 140 code points; what does not fit ends with `…`. */
function statusText(text) {
	return cut(oneLine(text), STATUS_LIMIT);
}

// src/actions/deploy/run-context.ts
const NEEDED = [...[
	"repository",
	"repositoryUrl",
	"apiUrl",
	"runId",
	"attempt",
	"attemptUrl"
], ...[
	"eventName",
	"eventPath",
	"workspace",
	"temp"
]];
/** Reads the run's own facts. Throws `runner-variables-missing` that names what is missing. */
function readDeployContext(env) {
	const { repository: fullName, repositoryUrl, attemptUrl, ...facts } = readRunFacts(env, NEEDED);
	const [owner = "", repository = ""] = fullName.split("/");
	return {
		...facts,
		owner,
		repository,
		page: repositoryUrl,
		logUrl: attemptUrl,
		childEnv: childEnvironment(env)
	};
}
/** Which deployment to run. Throws `event-unsupported` or `event-invalid` when the run names none. */
function namedDeployment(context, deploymentId) {
	if (context.eventName !== "deployment") {
		if (deploymentId !== void 0) return {
			by: "id",
			id: deploymentId
		};
		throw new UserError("event-unsupported", `This run was started by "${context.eventName}", which names no deployment; run on "deployment" events, or give the input "deployment-id"`);
	}
	const event = asRecord(readEventFile(context.eventPath));
	const deployment = asRecord(event.deployment);
	if (typeof deployment.id !== "number") throw new UserError("event-invalid", "The event file of this run holds no deployment; it must be the one GitHub wrote");
	if (deploymentId !== void 0 && deploymentId !== deployment.id) throw new UserError("input-invalid", `Input "deployment-id" is ${deploymentId}, but the event that started this run is about deployment ${deployment.id}; leave the input empty on "deployment" events`);
	const branch = asRecord(event.repository).default_branch;
	return {
		by: "event",
		deployment,
		defaultBranch: typeof branch === "string" ? branch : void 0
	};
}

export { statusText as a, endedWell as c, stateOf as d, successEnding as f, endingText as i, endingOfError as l, readDeployContext as n, stepText as o, endingLine as r, waitingText as s, namedDeployment as t, endingOfVerdict as u };