import { s as nameOf } from "./kubernetes-api-objects.js";
import { n as fenced, t as escaped } from "./text-markdown.js";
import { i as ENDING_TITLES, n as timesOf, r as liveWorkloads, t as objectCounts } from "./deployments-report-words.js";
import { t as endingLine } from "./domain-deployment-status-text.js";

// src/deployments/summary.ts
/**
* The job summary: on failure the cause first, then what is live, then the facts. GitHub's Markdown. `redact` hides
* secrets; it has to come before escaping, after which a secret with a `_` in it would not be found.
*/
function summaryOf(report, ending, ms, redact) {
	const show = {
		text: (text) => escaped(redact(text)),
		code: (text) => redact(text).replaceAll("`", "'")
	};
	return `${[
		`## ${ENDING_TITLES[ending.outcome]}: ${subjectOf(report, show)}`,
		ending.outcome === "success" ? "" : causeOf(ending, report.rollout, show),
		logsOf(report.rollout, redact),
		liveOf(report, ending),
		factsOf(report, ms, show),
		workloadsOf(report.rollout, show),
		objectsOf(report.applied),
		warningsOf(report.warnings, show)
	].filter((section) => section !== "").join("\n\n")}\n`;
}
function subjectOf(report, show) {
	return show.text(`${report.service ?? "deployment"} ${report.commit.slice(0, 7)} to ${report.environment}`);
}
function causeOf(ending, rollout, show) {
	const lines = [`**${show.text(ending.text)}**`];
	const advice = rollout?.cause?.advice ?? "";
	if (advice !== "") lines.push("", show.text(advice));
	const findings = rollout === void 0 ? ending.findings.filter(({ text }) => text !== ending.text) : [];
	if (findings.length > 0) lines.push("", ...findings.map((finding) => findingLine(finding, show)));
	return lines.join("\n");
}
function findingLine({ where, text, url }, show) {
	return `- ${where === void 0 ? "" : `\`${show.code(where)}\` `}${url === void 0 ? show.text(text) : `[${show.text(text)}](${encodeURI(url)})`}`;
}
function logsOf(rollout, redact) {
	const logs = rollout?.logs;
	if (logs === void 0 || logs.lines.length === 0) return "";
	return `${`Last lines of container \`${logs.container}\` in pod \`${logs.pod}\`:`}\n\n${fenced(logs.lines.map(redact))}`;
}
function liveOf(report, ending) {
	if (ending.outcome === "success") return "";
	if (!report.touched) return "Nothing was touched: the cluster is as it was.";
	const workloads = liveWorkloads(report);
	if (workloads.length === 0) return "The cluster was touched; see the objects below for what was applied.";
	return [
		"What is live now:",
		"",
		...workloads.map(({ object, serves, text }) => `- \`${object}\`: ${serves ? text : `**${text}**`}`)
	].join("\n");
}
function factsOf(report, ms, show) {
	return [
		"| | |",
		"| --- | --- |",
		...[
			["commit", `[\`${report.commit}\`](${encodeURI(report.commitUrl)})`],
			["environment", show.text(report.environment)],
			...report.image === void 0 ? [] : [["image", `\`${report.image}\``]],
			["time", timesOf(report.steps, ms)]
		].map(([name, value]) => `| ${name} | ${value} |`)
	].join("\n");
}
function workloadsOf(rollout, show) {
	if (rollout === void 0 || rollout.workloads.length === 0) return "";
	return [
		"| workload | namespace | state | time |",
		"| --- | --- | --- | --- |",
		...rollout.workloads.map(({ object, namespace, text, seconds: time }) => `| \`${object}\` | ${namespace} | ${show.text(text)} | ${time.toFixed(1)} s |`)
	].join("\n");
}
function objectsOf(applied) {
	if (applied === void 0 || applied.length === 0) return "";
	const rows = applied.map(({ manifest, namespace, action }) => `| \`${nameOf(manifest.object)}\` | ${namespace ?? ""} | ${action} |`);
	return [
		`<details><summary>${applied.length} ${applied.length === 1 ? "object" : "objects"}: ${objectCounts(applied)}</summary>`,
		"",
		"| object | namespace | |",
		"| --- | --- | --- |",
		...rows,
		"",
		"</details>"
	].join("\n");
}
function warningsOf(warnings, show) {
	return warnings.length === 0 ? "" : [
		"Worth a look:",
		"",
		...warnings.map((warning) => findingLine(warning, show))
	].join("\n");
}

// src/actions/deploy/outputs.ts
/** Says how the run ended, outside any group: the outputs, the last lines of the log, the job summary. */
async function present(result, runner) {
	runner.setOutput("deployment-id", String(result.kind === "ours" ? result.report.deploymentId : result.deploymentId));
	if (result.kind === "left") return presentLeft(result, runner);
	const { report, ending, ms } = result;
	runner.setOutput("outcome", ending.outcome);
	runner.setOutput("reason", ending.outcome === "success" ? "" : ending.reason);
	runner.setOutput("service", report.service ?? "");
	runner.setOutput("environment", report.environment);
	runner.setOutput("commit", report.commit);
	runner.setOutput("image", report.image ?? "");
	const headline = endingLine(ending);
	if (ending.outcome === "success") runner.log.info(headline);
	else if (ending.outcome === "superseded") runner.log.notice(headline);
	else runner.fail(headline);
	if (ending.outcome !== "success") sayWhy(result, runner);
	await runner.writeSummary(summaryOf(report, ending, ms, (text) => runner.masks.redact(text)));
	if (result.unwritten !== void 0) runner.fail(`GitHub still shows deployment ${report.deploymentId} as under way: its last status ("${headline}") could not be written: ${result.unwritten}`);
}
function sayWhy({ report, ending }, runner) {
	for (const { where, text, url } of ending.findings.filter(({ text, url }) => url !== void 0 || text !== ending.text)) runner.log.info(`  ${where === void 0 ? "" : `${where}: `}${text}${url === void 0 ? "" : ` ${url}`}`);
	const logs = report.rollout?.logs;
	if (logs !== void 0 && logs.lines.length > 0) {
		runner.log.info(`  last lines of container ${logs.container} in pod ${logs.pod}:`);
		for (const line of logs.lines) runner.log.info(`  | ${line}`);
	}
	if (!report.touched) runner.log.info("  Nothing was touched.");
}
/** Somebody else's deployment is none of our business; but whoever expected something to happen is told that nothing did. */
function presentLeft(result, runner) {
	runner.setOutput("outcome", "left-alone");
	runner.setOutput("reason", result.reason);
	runner.setOutput("environment", result.environment);
	const text = `Deployment ${result.deploymentId} is left alone: ${result.why}`;
	if (result.expected) runner.log.notice(text);
	else runner.fail(text);
}

export { present };