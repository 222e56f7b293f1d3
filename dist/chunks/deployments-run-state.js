import { r as cut } from "./time-system-clock.js";

// src/deployments/run-state.ts
/**
* Keeps that this run has claimed a deployment. `part`, `held`: it was held, and this run goes on with it. `left`: another one has
* changed something since, so that it cannot be as held as before.
*/
function keepClaim(state, deploymentId, { part, held, left }) {
	state.save("deployment", String(deploymentId));
	if (part !== void 0) state.save("part", part);
	if (held !== void 0 && left === void 0) state.save("held", held);
}
/** The deployment is left alone: `post` has nothing to end. */
function forgetDeployment(state) {
	for (const key of ["deployment", "slack"]) if (state.read(key) !== "") state.save(key, "");
}
/** Characters of an ending's text, which is one line and mostly shorter than 200. */
const TEXT_LIMIT = 1e3;
/** An ending as it is saved: what was found is in the log by then. `ending`: without secrets. */
function serializeEnding({ outcome, reason, text, after }) {
	return JSON.stringify({
		outcome,
		reason,
		text: cut(text, TEXT_LIMIT),
		findings: [],
		...after === void 0 ? {} : { after }
	});
}
/** Reads it again; undefined for an empty text. */
function parseEnding(saved) {
	return saved === "" ? void 0 : JSON.parse(saved);
}

export { serializeEnding as i, keepClaim as n, parseEnding as r, forgetDeployment as t };