import { dirname } from "node:path";

// src/git/git.ts
/** How long one run of git may take, in milliseconds. */
const TIMEOUT_MS = 6e4;
/** What one run may print, in bytes: the names of a million files, or the contents of all templates. */
const MOST_GIT_OUTPUT = 134217728;
/**
* Runs git on the workspace and nothing else. The repository's own configuration is not trusted: it may belong to another
* user (a container's checkout, hence safe.directory), point at another folder, and name programs to be run.
*/
function runGit({ workspace, exec, env, signal }, args, options = {}) {
	const settings = [
		`safe.directory=${workspace}`,
		"core.fsmonitor=false",
		"core.hooksPath=/dev/null",
		"core.untrackedCache=false"
	];
	return exec("git", [...[
		`--work-tree=${workspace}`,
		"--literal-pathspecs",
		...settings.flatMap((setting) => ["-c", setting])
	], ...args], {
		...options,
		env: gitEnvironment(env, workspace),
		cwd: workspace,
		signal,
		timeoutMs: TIMEOUT_MS,
		mostOutput: MOST_GIT_OUTPUT
	});
}
function gitEnvironment(env, workspace) {
	return {
		...env.PATH !== void 0 && { PATH: env.PATH },
		LC_ALL: "C",
		GIT_CONFIG_NOSYSTEM: "1",
		GIT_CONFIG_GLOBAL: "/dev/null",
		GIT_TERMINAL_PROMPT: "0",
		GIT_OPTIONAL_LOCKS: "0",
		GIT_CEILING_DIRECTORIES: dirname(workspace),
		GIT_NO_REPLACE_OBJECTS: "1",
		GIT_NO_LAZY_FETCH: "1",
		GIT_ALLOW_PROTOCOL: ""
	};
}

export { runGit as t };