import { a as messageOf, i as UserError } from "./runner-step-process.js";
import { n as shortSha } from "./domain-sha.js";
import { n as runVariables, t as readEventFile } from "./runner-run-variables.js";

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
/** Whether nobody has to do anything about it. */
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
		text: `bug in commit-train: ${messageOf(thrown)}`,
		findings: []
	};
}
/** `Deployed 1a2b3c4 in 14 s`. */
function successEnding(sha, milliseconds) {
	const seconds = Math.max(0, Math.round(milliseconds / 1e3));
	return {
		outcome: "success",
		reason: "deployed",
		text: `Deployed ${shortSha(sha)} in ${seconds < 120 ? `${seconds} s` : minutes(seconds)}`,
		findings: []
	};
}
function minutes(seconds) {
	return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

// src/deployments/run-context.ts
const needed = [
	"GITHUB_REPOSITORY",
	"GITHUB_API_URL",
	"GITHUB_SERVER_URL",
	"GITHUB_RUN_ID",
	"GITHUB_EVENT_NAME",
	"GITHUB_EVENT_PATH",
	"GITHUB_WORKSPACE",
	"RUNNER_TEMP"
];
/** Reads the run's own facts. Throws `not-a-runner` that names what is missing. */
function readRunContext(env) {
	const of = runVariables(env, needed);
	const [owner = "", repository = ""] = of("GITHUB_REPOSITORY").split("/");
	const page = `${of("GITHUB_SERVER_URL")}/${owner}/${repository}`;
	return {
		owner,
		repository,
		apiUrl: of("GITHUB_API_URL"),
		runId: Number(of("GITHUB_RUN_ID")),
		attempt: Number(env.GITHUB_RUN_ATTEMPT || "1"),
		logUrl: `${page}/actions/runs/${of("GITHUB_RUN_ID")}/attempts/${env.GITHUB_RUN_ATTEMPT || "1"}`,
		page,
		eventName: of("GITHUB_EVENT_NAME"),
		eventPath: of("GITHUB_EVENT_PATH"),
		workspace: of("GITHUB_WORKSPACE"),
		temp: of("RUNNER_TEMP"),
		childEnv: childEnv(env)
	};
}
const inherited = /^(PATH|HOME|USER|TMPDIR|LANG|TZ|(HTTPS?|NO)_PROXY|https?_proxy|no_proxy|SSL_CERT_(FILE|DIR)|XDG_.*)$/;
function childEnv(env) {
	const kept = {};
	for (const [name, value] of Object.entries(env)) if (value !== void 0 && inherited.test(name)) kept[name] = value;
	return kept;
}
/**
* The environment for kubectl: the job's own, because the credential plugins of clouds find their logins there
* (AWS_*, GOOGLE_*, AZURE_*…), without this step's inputs and without what only the templates may see.
*/
function kubectlEnv(env, secretNames) {
	const kept = {};
	for (const [name, value] of Object.entries(env)) if (value !== void 0 && !name.startsWith("INPUT_") && !secretNames.includes(name)) kept[name] = value;
	return kept;
}
/** Which deployment to run. Throws `wrong-event` or `bad-event` when the run names none. */
function namedDeployment(context, deploymentId) {
	if (context.eventName !== "deployment") {
		if (deploymentId !== void 0) return {
			by: "id",
			id: deploymentId
		};
		throw new UserError("wrong-event", `This run was started by "${context.eventName}", which names no deployment; run on "deployment" events, or give the input "deployment-id"`);
	}
	const event = record(readEventFile(context.eventPath));
	const deployment = record(event.deployment);
	if (typeof deployment.id !== "number") throw new UserError("bad-event", "The event file of this run holds no deployment; it must be the one GitHub wrote");
	if (deploymentId !== void 0 && deploymentId !== deployment.id) throw new UserError("bad-input", `Input "deployment-id" is ${deploymentId}, but the event that started this run is about deployment ${deployment.id}; leave the input empty on "deployment" events`);
	const branch = record(event.repository).default_branch;
	return {
		by: "event",
		deployment,
		defaultBranch: typeof branch === "string" ? branch : void 0
	};
}
function record(value) {
	return typeof value === "object" && value !== null ? value : {};
}

export { endingOfError as a, successEnding as c, endedWell as i, namedDeployment as n, endingOfVerdict as o, readRunContext as r, stateOf as s, kubectlEnv as t };