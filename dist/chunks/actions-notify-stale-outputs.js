import { c as actionLine, l as keyText, n as clockOf, s as waitingPage } from "./delivery-stale-text-rendering.js";
import { p as reasonLink, r as cut } from "./time-system-clock.js";
import { n as shortSha } from "./domain-sha.js";
import { t as counted } from "./text-counted.js";
import { t as escaped } from "./text-markdown.js";
import { i as durationText } from "./time-duration.js";

// src/delivery/stale/report/stale-output.ts
/**
* Characters of the list. GitHub takes 1 MiB for all outputs of a job and counts two bytes a character; what was not read has
* an output too. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs
*/
const LENGTH = 3e5;
/** So many of the newest commits of each; fewer where all together are too long. */
const COMMITS = [
	20,
	5,
	1,
	0
];
const TITLE = 200;
/** What is stale, for an output as JSON; times as ISO 8601. The oldest commits of each are left out first, then the last of the list. */
function staleOutput({ repositories }) {
	const stale = judgedOf(repositories).filter((waiting) => waiting.stale.length > 0);
	for (const commits of COMMITS) {
		const entries = stale.map((waiting) => entry(waiting, commits));
		if (JSON.stringify(entries).length <= LENGTH) return {
			entries,
			left: 0
		};
	}
	const entries = stale.map((waiting) => entry(waiting, 0));
	let length = 2;
	const fitting = entries.findIndex((one) => {
		length += JSON.stringify(one).length + 1;
		return length > LENGTH;
	});
	return {
		entries: entries.slice(0, fitting),
		left: entries.length - fitting
	};
}
function entry(waiting, commits) {
	return {
		...waiting.key,
		count: waiting.stale.length,
		more: waiting.more,
		since: iso(waiting.stale.at(-1)?.since?.at),
		silent: waiting.silence?.reason ?? "",
		deploy: waiting.candidate?.commit.sha ?? "",
		commits: waiting.stale.slice(0, commits).map(({ commit, kind, since, liveIn }) => ({
			sha: commit.sha,
			title: cut(commit.title, TITLE),
			author: commit.login ?? commit.author,
			since: iso(since?.at),
			kind,
			liveIn
		}))
	};
}
/** The keys that were judged, in the order of their names. */
function judgedOf(repositories) {
	return repositories.flatMap(({ keys }) => keys.map(({ keyState }) => keyState)).filter((keyState) => keyState.kind === "judged").toSorted((one, other) => keyText(one.key) < keyText(other.key) ? -1 : 1);
}
function iso(at) {
	return at === void 0 ? "" : new Date(at).toISOString();
}

// src/delivery/stale/report/summary.ts
/** The job summary: what is wrong first, then one table of everything. GitHub's Markdown. */
function staleSummary(result, serverUrl) {
	const { problems, repositories, zone, now } = result;
	const keyStates = repositories.flatMap(({ keys }) => keys.map(({ keyState }) => keyState));
	const left = repositories.flatMap(({ kind, finding }) => kind === "left-out" && finding !== void 0 ? [finding] : []);
	const stale = keyStates.filter((keyState) => keyState.kind === "judged" && keyState.stale.length > 0).length;
	const unknown = incomplete(result);
	const nothing = unknown === "" && problems.length === 0 ? "Nothing is stale" : "Nothing stale was found";
	return `${[
		`## ${stale === 0 ? nothing : `${stale} of ${keyStates.length} ${stale === 1 ? "has" : "have"} stale commits`}${unknown}`,
		findings("❌", problems),
		findings("⏭️ not scanned:", left),
		table(keyStates, result, serverUrl),
		result.actions.map((action) => `- ${escaped(actionLine(action, result.slack === "dry-run"))}`).join("\n"),
		`${costLine(result)} Times are those of ${escaped(zone)}; read at ${clockOf(zone, now)(now)}.`
	].filter((section) => section !== "").join("\n\n")}\n`;
}
/** How much could not be read, so that a part is not taken for all. */
function incomplete({ repositories }) {
	const unread = repositories.filter(({ kind }) => kind === "failed" || kind === "left-out").length;
	const keys = repositories.flatMap((one) => one.keys.map(({ keyState }) => one.kind === "read" && keyState.kind === "unread"));
	const partly = keys.filter(Boolean).length;
	return [...unread === 0 ? [] : [`; ${unread} of ${repositories.length} repositories could not be scanned`], ...partly === 0 ? [] : [`; ${partly} of ${keys.length} could not be read`]].join("");
}
function findings(mark, all) {
	return all.map(({ reason, text }) => `- ${mark} ${escaped(text)} (${reasonLink(reason)})`).join("\n");
}
function table(keyStates, { now, quiet }, serverUrl) {
	const rows = keyStates.map((keyState) => {
		const { service, environment, repository } = keyState.key;
		const name = repository.endsWith(`/${service}`) ? service : `${repository}: ${service}`;
		const first = `| ${escaped(name)} | ${escaped(environment)} |`;
		if (keyState.kind === "unread") return `${first} | | | could not be read |`;
		const { live, commits, stale, silence, more } = keyState;
		const oldest = stale.at(-1)?.since;
		const sha = live.deployment === void 0 ? "never deployed" : `\`${shortSha(live.deployment.sha)}\``;
		const count = commits.filter((one) => one.kind !== "other-services").length;
		const waiting = `[${more ? "more than " : ""}${count}](${waitingPage(keyState, serverUrl)})`;
		const age = oldest === void 0 ? "" : `${oldest.atLeast ? "at least " : ""}${durationText(now - oldest.at, "largest-unit")}`;
		const why = silence === void 0 ? kindsOf(keyState) : silence.reason === "nothing-stale" ? "" : `silent: ${silence.text}`;
		return `${first} ${sha} | ${count === 0 ? "0" : waiting} | ${stale.length} ${age === "" ? "" : `(${age})`} | ${escaped(why)} |`;
	});
	if (rows.length === 0) return "";
	const head = ["| service | environment | live | waiting | stale | |", "| --- | --- | --- | --- | --- | --- |"];
	return [
		...quiet === void 0 ? [] : [`Notifications are off now: ${escaped(quiet)}.`, ""],
		...head,
		...rows
	].join("\n");
}
const KINDS = {
	"other-services": "of other services",
	undone: "undone by a revert",
	skipped: "skip marker",
	ignored: "ignored paths",
	"checks-red": "checks red",
	"rolled-back": "rolled back",
	"behind-failed": "behind a failed deployment",
	"never-deployed": "never deployed",
	waiting: "waiting"
};
function kindsOf({ stale }) {
	return [...Map.groupBy(stale, ({ kind }) => kind)].map(([kind, commits]) => `${commits.length} ${KINDS[kind]}`).join(", ");
}
/** What the run took, in one line. */
function costLine({ cost, repositories }) {
	const { points, queries, requests, budget, remaining, slackRequests } = cost;
	const left = remaining === void 0 ? "" : `; GitHub has ${remaining.toLocaleString("en")} points left this hour`;
	return `${counted(repositories.length, "repository", "repositories")}: ${counted(points, "point")} in ${counted(queries, "query", "queries")} and ${counted(requests, "REST request")} of a budget of ${budget}${left}; ${counted(slackRequests, "request")} to Slack.`;
}

// src/actions/notify-stale/outputs.ts
/** Says how the run ended: the outputs, the last lines of the log, the job summary. Red when anything could not be done. */
async function reportScan(result, runner, serverUrl) {
	const { problems, repositories, actions, cost } = result;
	const left = repositories.filter(({ kind }) => kind === "left-out");
	const stale = staleOutput(result);
	const outputs = {
		outcome: problems.length === 0 ? "success" : "error",
		reason: problems[0]?.reason ?? "",
		stale: stale.entries,
		problems: problems.map(({ reason, text, where = "" }) => ({
			reason,
			text,
			where
		})),
		"left-out": left.map(({ repository }) => repository),
		messages: actions.map(({ environment, channel, action, ts }) => ({
			environment,
			channel,
			action,
			ts
		})),
		points: String(cost.points),
		requests: String(cost.requests)
	};
	for (const [name, value] of Object.entries(outputs)) runner.setOutput(name, value);
	for (const { key, stale: commits, silence } of judgedOf(repositories)) {
		if (commits.length === 0) continue;
		const silent = silence === void 0 ? "" : `; silent: ${silence.text}`;
		runner.log.info(`${key.repository}, ${key.service} → ${key.environment}: ${commits.length} stale${silent}`);
	}
	runner.log.info(costLine(result));
	if (left.length > 0) {
		const why = left[0]?.finding?.text ?? "";
		const names = left.map(({ repository }) => repository).join(", ");
		runner.log.warning(`Not scanned: ${names}: ${why}. The next run starts with others`);
	}
	if (stale.left > 0) runner.log.warning(`The output "stale" would be too long: ${stale.left} of its entries are left out`);
	await runner.writeSummary(result, (clean) => staleSummary(clean, serverUrl));
	for (const { text } of problems) runner.fail(text);
}

export { reportScan };