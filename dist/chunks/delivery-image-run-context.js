import { n as runVariables, t as readEventFile } from "./runner-run-variables.js";
import { i as UserError } from "./runner-step-process.js";
import { realpathSync } from "node:fs";

// src/delivery/image/event.ts
/** Reads the event. Throws `bad-event` when it names no commit. */
function readEvent({ name, sha: runSha, ref, actor, payload }) {
	const pull = name.startsWith("pull_request") ? record(record(payload).pull_request) : void 0;
	const head = pull && record(pull.head);
	const sha = head === void 0 ? runSha : head.sha;
	if (typeof sha !== "string" || !/^[0-9a-f]{40}$/.test(sha)) throw new UserError("bad-event", `The "${name}" event of this run names no commit by its full SHA`);
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

// src/delivery/image/run-context.ts
const needed = [
	"GITHUB_REPOSITORY",
	"GITHUB_SERVER_URL",
	"GITHUB_SHA",
	"GITHUB_EVENT_NAME",
	"GITHUB_EVENT_PATH",
	"GITHUB_WORKSPACE",
	"RUNNER_TEMP"
];
/** Reads the run's own facts. Throws `not-a-runner` that names what is missing, or `bad-event`. */
function readRunContext(env) {
	const of = runVariables(env, needed);
	const repository = of("GITHUB_REPOSITORY");
	return {
		repository,
		repositoryUrl: `${of("GITHUB_SERVER_URL")}/${repository}`,
		event: readEvent({
			name: of("GITHUB_EVENT_NAME"),
			sha: of("GITHUB_SHA"),
			ref: env.GITHUB_REF ?? "",
			actor: env.GITHUB_ACTOR ?? "",
			payload: readEventFile(of("GITHUB_EVENT_PATH"))
		}),
		workspace: realPath(of("GITHUB_WORKSPACE")),
		temp: of("RUNNER_TEMP")
	};
}
/** git only takes what it is told for the repository by its real path. */
function realPath(path) {
	try {
		return realpathSync(path);
	} catch {
		return path;
	}
}

export { readRunContext };