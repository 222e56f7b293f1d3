import { n as UserError, r as messageOf } from "./runner-runner.js";

// src/text/bug-report.ts
/** What is asked for when something is thrown that was not meant to be. */
const BUG_REPORT = "This is a bug of commit-train; please report it: https://github.com/commit-train/commit-train/issues";

// src/runner/failed-step.ts
/**
* Ends a step that could not begin its work: the outputs "outcome" and "reason", the red line, the findings; for what is
* no `UserError` the stack and where to report it. `failure`: what `thrown` means; default: an error of the tool.
*/
function failStep(thrown, { setOutput, fail, log }, failure = failureOf(thrown)) {
	setOutput("outcome", failure.outcome);
	setOutput("reason", failure.reason);
	fail(failure.text);
	for (const { where, text } of failure.findings) log.info(where === void 0 ? text : `${where}: ${text}`);
	if (failure.reason === "bug") log.info(`${thrown instanceof Error ? thrown.stack : String(thrown)}\n${BUG_REPORT}`);
}
function failureOf(thrown) {
	const known = thrown instanceof UserError;
	return {
		outcome: "error",
		reason: known ? thrown.reason : "bug",
		text: messageOf(thrown),
		findings: known ? thrown.findings : []
	};
}

export { BUG_REPORT as n, failStep as t };