import { n as shortSha } from "./domain-sha.js";
import { r as planMarkdown } from "./kubernetes-plan-plan-text.js";
import { p as reasonLink } from "./time-system-clock.js";
import { t as counted } from "./text-counted.js";
import { n as fenced, t as escaped } from "./text-markdown.js";
import { i as durationText } from "./time-duration.js";
import { a as liveState, c as restoreLine, d as unwrittenStatus, i as furtherFindings, l as timesOf, n as commandsToCopy, r as containerLogTitle, s as objectCounts, t as ENDING_TITLES } from "./deployments-words.js";
import { n as endedWell } from "./domain-deployment-ending.js";
import { t as endingLine } from "./domain-deployment-status-text.js";
import { n as failureSummary } from "./runner-failed-step.js";

// src/deployments/summary.ts
/** The job summary: on failure the cause first, then what is live, then the facts. GitHub's Markdown. */
function deploymentSummary(view) {
	return `${[
		`## ${ENDING_TITLES[view.ending.outcome]}: ${subjectOf(view)}`,
		view.ending.outcome === "success" || view.ending.outcome === "dry-run" ? "" : causeOf(view),
		logsOf(view),
		escaped(restoreLine(view)),
		liveOf(view),
		view.ending.outcome === "dry-run" ? planOf(view) : "",
		factsOf(view),
		workloadsOf(view),
		objectsOf(view),
		view.ending.outcome === "dry-run" ? "" : planOf(view),
		warningsOf(view.warnings)
	].filter((section) => section !== "").join("\n\n")}\n`;
}
function subjectOf({ service = "deployment", commit, environment }) {
	return escaped([
		service,
		shortSha(commit),
		`to ${environment}`
	].filter((part) => part !== "").join(" "));
}
function causeOf(view) {
	const lines = [`**${escaped(view.ending.text)}**`];
	const advice = view.cause?.advice ?? "";
	if (advice !== "") lines.push("", escaped(advice));
	const findings = view.workloads.length > 0 ? [] : furtherFindings(view);
	if (findings.length > 0) lines.push("", ...findings.map(findingLine));
	const commands = commandsToCopy(view);
	if (commands.length > 0) lines.push("", fenced(commands, "sh"));
	return [
		...lines,
		"",
		`See ${reasonLink(view.ending.reason)}.`
	].join("\n");
}
function findingLine({ where, text, url }) {
	return `- ${where === void 0 ? "" : `${code(where)} `}${url === void 0 ? escaped(text) : `[${escaped(text)}](${encodeURI(url)})`}`;
}
/** Text from outside between backticks. */
function code(text) {
	return `\`${text.replaceAll("`", "'")}\``;
}
function logsOf({ containerLog }) {
	if (containerLog === void 0 || containerLog.lines.length === 0) return "";
	return `${containerLogTitle(containerLog, code)}\n\n${fenced(containerLog.lines)}`;
}
function liveOf(view) {
	const live = liveState(view);
	if (live.kind === "as-said") return "";
	if (live.kind !== "workloads") return live.text;
	return [
		"What is live now:",
		"",
		...live.workloads.map(({ object, serves, text }) => `- ${code(object)}: ${serves === false ? `**${text}**` : text}`)
	].join("\n");
}
function factsOf({ commit, environment, image, storedRelease, steps, ms, links }) {
	return [
		"| | |",
		"| --- | --- |",
		...[
			...commit === "" ? [] : [["commit", `[\`${commit}\`](${encodeURI(links.commit)})`]],
			...storedRelease === void 0 ? [] : [["stored release", String(storedRelease)]],
			["environment", escaped(environment)],
			...image === void 0 ? [] : [["image", code(image)]],
			...ms === void 0 ? [] : [["time", timesOf(steps, ms)]]
		].map(([name, value]) => `| ${name} | ${value} |`)
	].join("\n");
}
/** A dry run is read for its plan; beside what became of a deployment it is a detail. */
function planOf({ plan, ending }) {
	return plan === void 0 ? "" : planMarkdown(plan, ending.outcome === "dry-run" ? "open" : "closed");
}
function workloadsOf({ workloads }) {
	if (workloads.length === 0) return "";
	return [
		"| workload | namespace | state | time |",
		"| --- | --- | --- | --- |",
		...workloads.map(({ object, namespace, text, seconds }) => `| ${code(object)} | ${namespace} | ${escaped(text)} | ${durationText(seconds * 1e3, "tenths")} |`)
	].join("\n");
}
function objectsOf({ objects, restore }) {
	if (objects.length === 0) return "";
	const title = `${restore?.kind === "restored" ? "Before it was restored: " : ""}${counted(objects.length, "object")}: ${objectCounts(objects)}`;
	const named = objects.filter(({ action }) => action !== "unchanged");
	if (named.length === 0) return title;
	const rows = named.map(({ object, namespace = "", action }) => `| ${code(object)} | ${namespace} | ${action} |`);
	return [
		`<details><summary>${title}</summary>`,
		"",
		"| object | namespace | |",
		"| --- | --- | --- |",
		...rows,
		"",
		"</details>"
	].join("\n");
}
function warningsOf(warnings) {
	return warnings.length === 0 ? "" : [
		"Warnings:",
		"",
		...warnings.map(findingLine)
	].join("\n");
}

// src/actions/deploy/outputs.ts
/** Says how the run ended, outside any group: the outputs, the last lines of the log, the job summary. */
async function reportDeployment(result, runner) {
	if (result.kind === "left-alone") return presentLeftAlone(result, runner);
	const { view, unwritten } = result;
	const { ending } = view;
	runner.setOutput("deployment-id", view.id === 0 ? "" : String(view.id));
	runner.setOutput("outcome", ending.outcome);
	runner.setOutput("reason", ending.outcome === "success" ? "" : ending.reason);
	runner.setOutput("service", view.service ?? "");
	runner.setOutput("environment", view.environment);
	runner.setOutput("commit", view.commit);
	runner.setOutput("image", view.image ?? "");
	runner.setOutput("stored-release", view.storedRelease === void 0 ? "" : String(view.storedRelease));
	const headline = endingLine(ending);
	if (ending.outcome === "success") runner.log.info(headline);
	else if (endedWell(ending.outcome)) runner.log.notice(headline);
	else runner.fail(headline);
	for (const line of reasonLines(view)) runner.log.info(`  ${line}`);
	await runner.writeSummary(view, deploymentSummary);
	if (unwritten !== void 0) runner.fail(unwrittenStatus(`deployment ${view.id}`, headline, unwritten));
}
/** Why it ended so, for the log; nothing for a success. */
function reasonLines(view) {
	if (view.ending.outcome === "success" || view.ending.outcome === "dry-run") return [];
	const log = view.containerLog;
	const live = liveState(view);
	return [
		...furtherFindings(view).map(({ where, text, url }) => `${where === void 0 ? "" : `${where}: `}${text}${url === void 0 ? "" : ` ${url}`}`),
		...commandsToCopy(view).map((command) => `to change that: ${command}`),
		...log === void 0 || log.lines.length === 0 ? [] : [containerLogTitle(log), ...log.lines.map((line) => `| ${line}`)],
		...live.kind === "untouched" ? [live.text] : []
	];
}
/** A dry run that could not be made, which is no fault: one notice, and the summary. */
async function reportNoPlan(why, runner) {
	runner.setOutput("outcome", "left-alone");
	runner.setOutput("reason", "secrets-withheld");
	const text = `There is no plan: ${why}`;
	runner.log.notice(text);
	await runner.writeSummary({
		title: "⏭️ No plan",
		text,
		reason: "secrets-withheld",
		findings: []
	}, failureSummary);
}
/** A deployment that is left alone: one notice, or one red line and the summary, says that nothing was done, and why. */
async function presentLeftAlone({ deploymentId, environment, reason, why, expected }, runner) {
	runner.setOutput("deployment-id", String(deploymentId));
	runner.setOutput("outcome", "left-alone");
	runner.setOutput("reason", reason);
	runner.setOutput("environment", environment);
	const text = `Deployment ${deploymentId} is left alone: ${why}`;
	if (expected) return runner.log.notice(text);
	runner.fail(text);
	await runner.writeSummary({
		title: "⏭️ Left alone",
		text,
		reason,
		findings: []
	}, failureSummary);
}

export { reportDeployment, reportNoPlan };