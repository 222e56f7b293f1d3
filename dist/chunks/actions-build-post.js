import { t as removeLeftovers } from "./runner-leftovers.js";
import { t as runStep } from "./runner-step-process.js";

// src/actions/build/post.ts
/** Runs when the job ends, also when the step was killed: no login and no process of the build stays behind. */
function buildPost(begun) {
	return runStep(removeLeftovers, begun);
}

export { buildPost };