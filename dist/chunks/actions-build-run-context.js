import { n as UserError } from "./runner-runner.js";
import { n as runVariables, t as readEventFile } from "./runner-run-variables.js";
import { realpathSync } from "node:fs";

// src/delivery/image/plan/event.ts
/** Reads the event. Throws `event-invalid` when it names no commit. */
function readEvent({ name, sha: runSha, ref, actor, payload }) {
	const pull = name.startsWith("pull_request") ? record(record(payload).pull_request) : void 0;
	const head = pull && record(pull.head);
	const sha = head === void 0 ? runSha : head.sha;
	if (typeof sha !== "string" || !/^[0-9a-f]{40}$/.test(sha)) throw new UserError("event-invalid", `The "${name}" event of this run names no commit by its full SHA`);
	const isFork = head !== void 0 && nameOf(head.repo) !== nameOf(record(pull?.base).repo);
	return {
		sha,
		tagName: pull === void 0 && ref.startsWith("refs/tags/") ? ref.slice(10) : void 0,
		outsider: isFork ? "fork" : actor === "dependabot[bot]" ? "dependabot" : void 0
	};
}
/** A fork that was deleted has no repository any more: it differs from every base. */
function nameOf(repository) {
	return record(repository).full_name ?? repository;
}
function record(value) {
	return typeof value === "object" && value !== null ? value : {};
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
	return url.replace(/\/+$/, "");
}

// src/actions/build/run-context.ts
const NEEDED = [...[
	"repository",
	"repositoryUrl",
	"sha",
	"ref",
	"actor"
], ...[
	"eventName",
	"eventPath",
	"workspace",
	"temp"
]];
/** Reads what the build needs of its run, and the runner's temporary folder. Throws `runner-variables-missing` or `event-invalid`. */
function readBuildContext(env) {
	const { repository, repositoryUrl, temp, workspace, eventName, eventPath, ...run } = readRunFacts(env, NEEDED);
	return {
		repository,
		repositoryUrl,
		event: readEvent({
			...run,
			name: eventName,
			payload: readEventFile(eventPath)
		}),
		workspace: realPath(workspace),
		temp
	};
}
/** git compares paths by their real path. */
function realPath(path) {
	try {
		return realpathSync(path);
	} catch {
		return path;
	}
}

export { readBuildContext };