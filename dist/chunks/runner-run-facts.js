import { t as withoutTrailing } from "./text-trailing.js";
import { c as UserError, u as messageOf } from "./time-system-clock.js";
import { readFileSync } from "node:fs";

// src/runner/run-variables.ts
/**
* The variables that GitHub documents as a runner's default environment variables, as far as they are needed. Throws
* `runner-variables-missing` that names those that are missing or empty.
*/
function runVariables(env, needed) {
	const missing = needed.filter((name) => !env[name]);
	if (missing.length > 0) throw new UserError("runner-variables-missing", `This needs the environment of a GitHub Actions runner; missing: ${missing.join(", ")}`);
	return (name) => env[name] ?? "";
}
/** The payload of the event that started the run, from the file the runner names. Throws `event-invalid` where it is no JSON. */
function readEventFile(path) {
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch (cause) {
		throw new UserError("event-invalid", `The event file of this run cannot be read: ${messageOf(cause)}`, { cause });
	}
}

// src/runner/run-facts.ts
const SOURCES = {
	repository: variable("GITHUB_REPOSITORY"),
	apiUrl: fact(["GITHUB_API_URL"], (env) => withoutSlash(env.GITHUB_API_URL)),
	serverUrl: fact(["GITHUB_SERVER_URL"], (env) => withoutSlash(env.GITHUB_SERVER_URL)),
	repositoryUrl: fact(["GITHUB_SERVER_URL", "GITHUB_REPOSITORY"], repositoryUrl),
	runId: fact(["GITHUB_RUN_ID"], (env) => Number(env.GITHUB_RUN_ID)),
	runNumber: fact(["GITHUB_RUN_NUMBER"], (env) => Number(env.GITHUB_RUN_NUMBER)),
	attempt: fact([], (env) => Number(env.GITHUB_RUN_ATTEMPT || "1")),
	runUrl: fact([
		"GITHUB_SERVER_URL",
		"GITHUB_REPOSITORY",
		"GITHUB_RUN_ID"
	], runUrl),
	attemptUrl: fact([
		"GITHUB_SERVER_URL",
		"GITHUB_REPOSITORY",
		"GITHUB_RUN_ID"
	], (env) => `${runUrl(env)}/attempts/${env.GITHUB_RUN_ATTEMPT || "1"}`),
	workflow: fact(["GITHUB_WORKFLOW"], (env) => env.GITHUB_WORKFLOW_REF || `${env.GITHUB_WORKFLOW}`),
	job: variable("GITHUB_JOB"),
	sha: variable("GITHUB_SHA"),
	ref: fact([], (env) => env.GITHUB_REF ?? ""),
	actor: fact([], (env) => env.GITHUB_ACTOR ?? ""),
	startedBy: fact([], (env) => env.GITHUB_TRIGGERING_ACTOR ?? ""),
	eventName: variable("GITHUB_EVENT_NAME"),
	eventPath: variable("GITHUB_EVENT_PATH"),
	workspace: variable("GITHUB_WORKSPACE"),
	temp: variable("RUNNER_TEMP")
};
/** Reads these facts of the run. Throws one `runner-variables-missing` that names every variable that is missing for them. */
function readRunFacts(env, names) {
	const present = {};
	for (const [name, value] of Object.entries(env)) if (value !== void 0) present[name] = value;
	runVariables(env, [...new Set(names.flatMap((name) => SOURCES[name].needs))]);
	return Object.fromEntries(names.map((name) => [name, SOURCES[name].read(present)]));
}
function variable(name) {
	return fact([name], (env) => env[name] ?? "");
}
function fact(needs, read) {
	return {
		needs,
		read
	};
}
function repositoryUrl(env) {
	return `${withoutSlash(env.GITHUB_SERVER_URL)}/${env.GITHUB_REPOSITORY}`;
}
function runUrl(env) {
	return `${repositoryUrl(env)}/actions/runs/${env.GITHUB_RUN_ID}`;
}
function withoutSlash(url = "") {
	return withoutTrailing(url, "/");
}

export { readEventFile as n, readRunFacts as t };