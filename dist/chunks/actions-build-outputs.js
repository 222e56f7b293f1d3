import { o as BUG_REPORT, p as reasonLink } from "./time-system-clock.js";
import { n as fenced, t as escaped } from "./text-markdown.js";
import { i as durationText } from "./time-duration.js";
import { t as clause } from "./text-clause.js";

// src/delivery/image/report/texts.ts
const VERBS = {
	built: "Built",
	present: "Found",
	joined: "Joined",
	"other-run": "Built",
	parent: "Found"
};
const ORIGINS = {
	built: "built and pushed",
	present: "already in the registry; nothing was built",
	joined: "joined from the images that other jobs built",
	"other-run": "pushed by another run of this commit; this one is not needed",
	parent: "the first parent's: this commit changes nothing that is in it"
};
/** `ghcr.io/acme/hello@sha256:…`; empty when nothing is in the registry. */
function imageOf({ repository, digest }) {
	return digest === void 0 ? "" : `${repository}@${digest}`;
}
/** How the image came to be there, or why it is not. */
function originText({ origin, notPushed, isRebuild, tag }) {
	if (origin === "built" && isRebuild) return `built anew and pushed as ${tag}; nothing is written under the SHA`;
	if (origin !== void 0) return ORIGINS[origin];
	return notPushed === void 0 ? "not pushed" : `not pushed: ${notPushed}`;
}
/** The last line of the log, and the reason on the run's page. */
function buildHeadline({ report, ending, ms }) {
	const commit = report.commit.slice(0, 7);
	switch (ending.outcome) {
		case "success": return `${doneText(report)} ${commit} in ${durationText(ms, "tenths")}: ${imageOf(report) || originText(report)}`;
		case "cancelled": return `Cancelled: ${ending.text}; ${imageState(report)}`;
		default: return `${ending.outcome === "failed" ? "Failed" : "Error"}: ${clause(ending.problems[0].text)}`;
	}
}
/** What was done, in one word. */
function doneText({ origin, isRebuild }) {
	if (isRebuild && (origin ?? "built") === "built") return "Rebuilt";
	return VERBS[origin ?? "built"];
}
/** After anything but success: whether the commit has an image, where that is known. */
function imageState(report) {
	if (report.digest !== void 0) return `the commit has the image ${imageOf(report)}`;
	if (report.absent) return report.isRebuild ? `there is no image ${report.tag}` : "the commit has no image";
	if (report.notPushed !== void 0) return "this run pushes no image";
	return `unknown whether the commit has an image: check ${report.repository}:${report.tag}`;
}
/** Stable code; empty on success. */
function buildReasonOf(ending) {
	if (ending.outcome === "success") return "";
	return ending.outcome === "cancelled" ? "cancelled" : ending.problems[0].reason;
}

// src/delivery/image/report/summary.ts
const TITLES = {
	failed: "❌ Failed",
	cancelled: "✋ Cancelled",
	error: "🛠️ Error"
};
const MARKS = {
	passed: "✅ passed",
	failed: "❌ failed",
	stopped: "✋ stopped"
};
/** The job summary: on failure the cause first, then the image, then one table. GitHub's Markdown. */
function buildSummary(result) {
	const { report, ending } = result;
	const subject = `${report.repository.split("/").at(-1)} ${report.commit.slice(0, 7)}`;
	return `${[
		`## ${ending.outcome === "success" ? `✅ ${doneText(report)}` : TITLES[ending.outcome]}: ${escaped(subject)}`,
		...ending.outcome === "success" ? [] : causeOf(result),
		imageLine(report, ending),
		table(result),
		report.warnings.map((warning) => `- ⚠️ ${escaped(warning)}`).join("\n")
	].filter((section) => section !== "").join("\n\n")}\n`;
}
function causeOf(result) {
	const { ending } = result;
	if (ending.outcome !== "failed" && ending.outcome !== "error") return [`**${escaped(buildHeadline(result))}**`];
	return ending.problems.flatMap(({ reason, text, tail }) => [
		`**${escaped(text)}**`,
		`See ${reasonLink(reason)}.`,
		tail.length === 0 ? "" : fenced(tail)
	]);
}
function imageLine(report, ending) {
	if (report.digest !== void 0) return `\`${imageOf(report)}\` (${escaped(originText(report))})`;
	if (ending.outcome !== "success") return `${escaped(imageState(report))}.`;
	return escaped(originText(report));
}
function table({ report, ms }) {
	return [
		"| | | |",
		"| --- | --- | --- |",
		...[
			`| commit | [\`${report.commit}\`](${encodeURI(report.commitUrl)}) | |`,
			...report.results.map(({ name, state, ms: time }) => `| ${name} | ${MARKS[state]} | ${durationText(time, "tenths")} |`),
			...report.pushMs === void 0 ? [] : [`| push | ${escaped(originText(report))} | ${durationText(report.pushMs, "tenths")} |`],
			...report.builder === void 0 ? [] : [`| builder | ${escaped(report.builder)} | |`],
			...report.references.length < 2 ? [] : [`| tags | ${report.references.map((reference) => `\`${reference}\``).join("<br>")} | |`],
			`| total | | ${durationText(ms, "tenths")} |`
		]
	].join("\n");
}

// src/actions/build/outputs.ts
/** Says how the run ended, outside any group: the outputs, the last lines of what failed, the job summary. */
async function reportBuild(result, runner) {
	const { report, ending } = result;
	runner.setOutput("outcome", ending.outcome);
	runner.setOutput("reason", buildReasonOf(ending));
	runner.setOutput("commit", report.commit);
	runner.setOutput("image", imageOf(report));
	runner.setOutput("digest", report.digest ?? "");
	runner.setOutput("tag", report.tag);
	runner.setOutput("tags", JSON.stringify(report.references));
	runner.setOutput("skipped", String(report.origin === "present" || report.origin === "parent"));
	runner.setOutput("durations", JSON.stringify(durationsOf(result, (text) => runner.masks.redact(text))));
	if (ending.outcome === "success") runner.log.info(buildHeadline(result));
	else if (ending.outcome === "cancelled") runner.fail(buildHeadline(result));
	else sayWhy(ending.problems, report, runner);
	await runner.writeSummary(result, buildSummary);
}
function sayWhy(problems, report, runner) {
	for (const { text, tail, reason } of problems) {
		runner.fail(text);
		if (tail.length > 0) runner.log.info("  last lines:");
		for (const line of tail) runner.log.info(`  | ${line}`);
		if (reason === "bug") runner.log.info(BUG_REPORT);
	}
	const stopped = report.results.filter(({ state }) => state === "stopped").map(({ name }) => name);
	if (stopped.length > 0) runner.log.info(`  Stopped because of that: ${stopped.join(", ")}.`);
	const there = imageState(report);
	runner.log.info(`  ${there[0]?.toUpperCase()}${there.slice(1)}.`);
}
/** The names of scripts are the user's: they are redacted like any text. */
function durationsOf({ report, ms }, redact) {
	const tasks = report.results.map(({ name, ms: time }) => [redact(name), Math.round(time)]);
	const push = report.pushMs === void 0 ? {} : { push: Math.round(report.pushMs) };
	return {
		...Object.fromEntries(tasks),
		...push,
		total: Math.round(ms)
	};
}

export { reportBuild };