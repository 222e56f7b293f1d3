import { a as messageOf, r as actionsRunner } from "./runner-step-process.js";
import { t as killMarked } from "./process-leftovers.js";
import { state } from "./actions-build-main.js";
import { basename, dirname, resolve } from "node:path";
import { rm } from "node:fs/promises";

// src/actions/build/post.ts
/** Runs when the job ends, also when the step was killed: no login and no process of the build stays behind. */
async function post() {
	const runner = actionsRunner();
	const [folder, marker] = [runner.state(state.folder), runner.state(state.marker)];
	try {
		if (marker !== "") await killMarked(marker);
		if (dirname(folder) === resolve(runner.env.RUNNER_TEMP ?? "") && basename(folder).startsWith("build-")) await rm(folder, {
			recursive: true,
			force: true
		});
	} catch (thrown) {
		runner.log.warning(`Not everything of the build could be taken away: ${messageOf(thrown)}`);
	}
}

export { post };