import { c as messageOf, t as runStep } from "./runner-step-process.js";
import { r as killMarked } from "./process-leftovers.js";
import { t as BUILD_STATE } from "./actions-build-state.js";
import { basename, dirname, resolve } from "node:path";
import { rm } from "node:fs/promises";

// src/actions/build/post.ts
/** Runs when the job ends, also when the step was killed: no login and no process of the build stays behind. */
function buildPost(begun) {
	return runStep(cleanUpBuild, begun);
}
/** Kills the processes of the build and removes its folder. What cannot be removed is a warning. */
async function cleanUpBuild({ state, env, log }) {
	const [folder, marker] = [state(BUILD_STATE.folder), state(BUILD_STATE.marker)];
	try {
		if (marker !== "") await killMarked(marker);
		if (dirname(folder) === resolve(env.RUNNER_TEMP ?? "") && basename(folder).startsWith("build-")) await rm(folder, {
			recursive: true,
			force: true
		});
	} catch (thrown) {
		log.warning(`Could not remove everything that the build left behind: ${messageOf(thrown)}`);
	}
}

export { buildPost };