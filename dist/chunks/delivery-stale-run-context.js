import { n as runVariables } from "./runner-run-variables.js";

// src/delivery/stale/run-context.ts
const needed = [
	"GITHUB_REPOSITORY",
	"GITHUB_API_URL",
	"GITHUB_SERVER_URL",
	"GITHUB_RUN_ID",
	"GITHUB_RUN_NUMBER",
	"GITHUB_WORKFLOW",
	"GITHUB_JOB"
];
/** Reads the run's own facts. `name`: the input. Throws `not-a-runner` that names what is missing. */
function readRunContext(env, name) {
	const of = runVariables(env, needed);
	const repository = of("GITHUB_REPOSITORY");
	const serverUrl = of("GITHUB_SERVER_URL").replace(/\/+$/, "");
	return {
		repository,
		apiUrl: of("GITHUB_API_URL"),
		serverUrl,
		runNumber: Number(of("GITHUB_RUN_NUMBER")),
		runUrl: `${serverUrl}/${repository}/actions/runs/${of("GITHUB_RUN_ID")}`,
		scan: scanOf({
			repository,
			workflow: env.GITHUB_WORKFLOW_REF || of("GITHUB_WORKFLOW"),
			job: of("GITHUB_JOB"),
			name
		})
	};
}
/**
* Two scans that tell the same channel must not take each other's messages for their own: a scan is a job of a workflow file,
* whatever branch that is on, or what somebody named it.
*/
function scanOf(of) {
	const file = of.workflow.split("@")[0]?.split("/").at(-1) ?? "";
	return `${of.repository}/${of.name ?? `${file}/${of.job}`}`.toLowerCase();
}

export { readRunContext };