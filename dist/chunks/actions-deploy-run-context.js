import { c as UserError } from "./time-system-clock.js";
import { t as childEnvironment } from "./runner-child-environment.js";
import { n as readEventFile, t as readRunFacts } from "./runner-run-facts.js";
import { t as asRecord } from "./text-json.js";

// src/actions/deploy/run-context.ts
const NEEDED = [...[
	"repository",
	"repositoryUrl",
	"apiUrl",
	"runId",
	"attempt",
	"startedBy",
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

export { readDeployContext as n, namedDeployment as t };