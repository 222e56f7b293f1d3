import { r as UserError } from "./runner-runner.js";
import { n as readEventFile, t as readRunFacts } from "./runner-run-facts.js";
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