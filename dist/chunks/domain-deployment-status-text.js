// src/domain/deployment/steps.ts
/** The steps of a deployment, in order; a status names one of them as n/m. */
const STEPS = [
	"gate",
	"render",
	"preflight",
	"apply",
	"rollout"
];
/** What a step does, as a status says it. */
const STEP_WORDS = {
	gate: "Checking the commit",
	render: "Rendering templates",
	preflight: "Asking the cluster whether it would take the objects",
	apply: "Applying",
	rollout: "Waiting for the rollout"
};

// src/domain/deployment/status-text.ts
/** GitHub refuses a longer description of a deployment status (422). */
const STATUS_LIMIT = 140;
const ENDING_PREFIX = {
	success: "",
	refused: "Refused: ",
	failed: "Failed: ",
	superseded: "Superseded: ",
	cancelled: "Cancelled: ",
	error: "Error: "
};
/** `2/5 Rendering templates`, with a detail after a colon. */
function stepText(step, detail) {
	const words = `${STEPS.indexOf(step) + 1}/${STEPS.length} ${STEP_WORDS[step]}`;
	return statusText(detail === void 0 || detail === "" ? words : `${words}: ${detail}`);
}
/** How a deployment ended, in one line that begins with the word for it: whole, for the log. */
function endingLine(ending) {
	return oneLine(`${ENDING_PREFIX[ending.outcome]}${ending.text}`);
}
/** The same as a status's description. */
function endingText(ending) {
	return statusText(endingLine(ending));
}
/** Any text as a status's description: one line of at most 140 code points; what does not fit ends with `…`. */
function statusText(text) {
	return cut(oneLine(text), 140);
}
const FOLDED = /[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\s]+/gu;
/** Text in one line, without what cannot be seen. */
function oneLine(text) {
	return text.toWellFormed().replace(FOLDED, " ").trim();
}
/**
* Cuts between what a reader takes for characters, so that no flag, accent or family is torn apart. What was cut ends with
* `…` and is within the limit, in code points unless measured otherwise.
*/
function cut(text, limit, measure = codePoints) {
	if (measure(text) <= limit) return text;
	let kept = "";
	let length = 0;
	for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)) {
		length += measure(segment);
		if (length > limit - 1) break;
		kept += segment;
	}
	return `${kept.trimEnd()}…`;
}
function codePoints(text) {
	return [...text].length;
}

export { stepText as a, oneLine as i, endingLine as n, endingText as r, cut as t };