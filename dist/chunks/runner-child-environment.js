import { t as MARKER_VARIABLE } from "./process-leftovers.js";

// src/runner/child-environment.ts
/**
* What a JavaScript action is given but a `run:` step is not: its inputs (a password is among them), the file of its
* state, and the tokens of the cache service. The files of outputs and variables (GITHUB_OUTPUT, GITHUB_ENV, GITHUB_PATH)
* work as in a `run:` step; our own outputs are written last, and the last of a name counts.
*/
const ACTION_ONLY = /^(INPUT_.*|GITHUB_STATE|ACTIONS_(RUNTIME|CACHE|RESULTS)_.*|NODE_COMPILE_CACHE)$/;
/** The environment of the user's commands: that of a `run:` step, and the marker by which they are found. */
function commandEnvironment(env, marker) {
	return {
		...withoutUndefined(env, (name) => !ACTION_ONLY.test(name)),
		[MARKER_VARIABLE]: marker
	};
}
/** The environment of docker: the job's own without the inputs. The tokens of the cache service are for its gha cache. */
function dockerEnvironment(env, marker) {
	return {
		...withoutUndefined(env, (name) => !/^(INPUT_.*|GITHUB_(OUTPUT|STATE))$/.test(name)),
		[MARKER_VARIABLE]: marker
	};
}
const INHERITED = /^(PATH|HOME|USER|TMPDIR|LANG|TZ|(HTTPS?|NO)_PROXY|https?_proxy|no_proxy|SSL_CERT_(FILE|DIR)|XDG_.*)$/;
/** The few variables that a child process needs to be found and to find the user's files; no input is in it. */
function childEnvironment(env) {
	return withoutUndefined(env, (name) => INHERITED.test(name));
}
/**
* The environment of kubectl: the job's own, because the credential plugins of clouds find their logins there
* (AWS_*, GOOGLE_*, AZURE_*…), without this step's inputs and without what only the templates may see; and the
* marker by which it is found.
*/
function kubectlEnvironment(env, secretNames, marker) {
	return {
		...withoutUndefined(env, (name) => !name.startsWith("INPUT_") && !secretNames.includes(name)),
		[MARKER_VARIABLE]: marker
	};
}
function withoutUndefined(env, keep) {
	const kept = Object.entries(env).flatMap(([name, value]) => value !== void 0 && keep(name) ? [[name, value]] : []);
	return Object.fromEntries(kept);
}

export { kubectlEnvironment as i, commandEnvironment as n, dockerEnvironment as r, childEnvironment as t };