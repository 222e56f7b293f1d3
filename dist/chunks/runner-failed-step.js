import { c as UserError, d as withMachineFaults, l as isStopped, o as BUG_REPORT, p as reasonLink, s as Crash, u as messageOf } from "./time-system-clock.js";
import { t as escaped } from "./text-markdown.js";

// src/runner/failed-step.ts
/**
* Ends a step that could not begin its work: the outputs "outcome" and "reason", the red line, the findings, the job
* summary; for what is no `UserError` the stack and where to report it. `how`: what `thrown` means, or the signal that may
* have stopped the run; default: an error of the tool.
*/
async function failStep(thrown, { setOutput, fail, log, writeSummary }, how = void 0) {
	const failure = how === void 0 || how instanceof AbortSignal ? failureOf(thrown, how) : how;
	const { outcome, reason, text, line = text, findings } = failure;
	const wasSaid = how instanceof AbortSignal && how.reason instanceof Crash;
	setOutput("outcome", outcome);
	setOutput("reason", reason);
	if (!wasSaid) fail(line);
	for (const { where, text } of findings) log.info(where === void 0 ? text : `${where}: ${text}`);
	if (reason === "bug" && !wasSaid) log.info(`${thrown instanceof Error ? thrown.stack : String(thrown)}\n${BUG_REPORT}`);
	await writeSummary(failure, failureSummary);
}
/** The job summary of a red step that has nothing else to show: what happened, and where to read what to do. */
function failureSummary({ title, text, reason, findings }) {
	const list = findings.map((one) => `- ${escaped(one.where === void 0 ? one.text : `${one.where}: ${one.text}`)}`);
	return `${[
		`## ${title}`,
		`**${escaped(text)}**`,
		`See ${reasonLink(reason)}.`,
		list.join("\n")
	].filter((section) => section !== "").join("\n\n")}\n`;
}
/** What `thrown` means; anything that is thrown after the run was stopped means that alone. */
function failureOf(given, signal) {
	if (signal !== void 0 && isStopped(signal)) {
		const text = messageOf(signal.reason);
		return {
			outcome: "cancelled",
			reason: "cancelled",
			title: "✋ Cancelled",
			text,
			line: `Cancelled: ${text}`,
			findings: []
		};
	}
	if (signal?.reason instanceof Crash && given !== signal.reason) return failureOf(signal.reason, signal);
	const thrown = withMachineFaults(given);
	const known = thrown instanceof UserError;
	return {
		outcome: "error",
		reason: known ? thrown.reason : "bug",
		title: "🛠️ Error",
		text: messageOf(thrown),
		findings: known ? thrown.findings : []
	};
}

export { failureSummary as n, failStep as t };