import { u as messageOf } from "./time-system-clock.js";
import { r as killMarked } from "./process-leftovers.js";
import { basename, dirname, resolve } from "node:path";
import { rm } from "node:fs/promises";

// src/runner/leftovers.ts
/** What the step has kept in its state: by what its programs are found, and its private folder. */
const [MARKER, FOLDER] = ["marker", "folder"];
/**
* When the job ends, also when the step was killed: no login, no kubeconfig and no program of the step stays behind. What
* cannot be removed is a warning.
*/
async function removeLeftovers({ state, env, log }) {
	const [marker, folder] = [state(MARKER), state(FOLDER)];
	try {
		if (marker !== "") await killMarked(marker);
		if (dirname(folder) === resolve(env.RUNNER_TEMP ?? "") && /^(build|deploy)-/.test(basename(folder))) await rm(folder, {
			recursive: true,
			force: true
		});
	} catch (thrown) {
		log.warning(`Could not remove everything that the step left behind: ${messageOf(thrown)}`);
	}
}

export { removeLeftovers as t };