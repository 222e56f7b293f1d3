import { t as cut } from "./text-one-line.js";

// src/deployments/run-state.ts
/** Characters of an ending's text, which is one line and mostly shorter than 200. */
const KEPT = 1e3;
/** An ending as it is kept: what was found is in the log by then. `ending`: without secrets. */
function keptEnding({ outcome, reason, text }) {
	return JSON.stringify({
		outcome,
		reason,
		text: cut(text, KEPT),
		findings: []
	});
}
/** Reads it again; undefined for an empty text. */
function readEnding(kept) {
	return kept === "" ? void 0 : JSON.parse(kept);
}

export { readEnding as n, keptEnding as t };