import { i as oneLine, r as cut } from "./time-system-clock.js";
import { t as SLACK_LIMITS } from "./slack-limits.js";
import { t as counted } from "./text-counted.js";
import { n as shortSha } from "./domain-sha.js";
import { n as endedWell } from "./domain-deployment-ending.js";
import { t as endingLine } from "./domain-deployment-status-text.js";
import { a as liveState, i as furtherFindings, l as timesOf, n as commandsToCopy, r as containerLogTitle, s as objectCounts, t as ENDING_TITLES } from "./deployments-words.js";
import { t as canonicalName } from "./text-canonical-name.js";
import { l as serviceOfTask, m as hiddenEnd, p as heldIn } from "./domain-history-deployments.js";
import { i as section, n as context, r as header, t as layOut } from "./slack-layout.js";
import { a as mention, i as link, n as code, o as shortened, r as codeBlock, t as bold } from "./slack-mrkdwn.js";

// src/domain/history/replaced.ts
/**
* Of each service in each environment only the newest success is live, and what was held before it is gone; those that could not
* be set to inactive, oldest first.
*/
function replacedDeployments(deployments, services) {
	const shown = deployments.flatMap((deployment) => {
		const service = serviceOfTask(deployment.task, services);
		const { statuses, ours } = deployment;
		return ours && (isLive(deployment) || heldIn(statuses) !== void 0) && service !== void 0 ? [{
			deployment,
			service
		}] : [];
	});
	const keyOf = ({ deployment, service }) => JSON.stringify([service, canonicalName(deployment.environment)]);
	return [...Map.groupBy(shown, keyOf).values()].flatMap((of) => {
		const by = Math.max(...of.map(({ deployment }) => isLive(deployment) ? deployment.id : 0));
		return of.filter(({ deployment }) => deployment.id < by).map((one) => ({
			...one,
			by
		}));
	}).toSorted((one, other) => one.deployment.id - other.deployment.id);
}
/** How the end of such a deployment is said. */
function replacedText({ statuses }, by) {
	return heldIn(statuses) === void 0 ? `Replaced by deployment ${by}` : `Superseded: by deployment ${by}`;
}
/** Whether a deployment shows as live, or will as soon as the success is written again that a late status of a step hides. */
function isLive({ statuses }) {
	return statuses.at(-1)?.state === "success" || hiddenEnd(statuses)?.state === "success";
}

// src/deployments/slack/train.ts
/** Characters of a name or a title, each of which may become five: a title is mostly shorter than 72. */
const TITLE = 150;
const SHOWN = 10;
/** `redact` takes secrets out, before anything is cut. */
function summarizeCommit({ sha, title, author }, redact) {
	const short = (text) => cut(oneLine(redact(text)), 150);
	return {
		sha,
		title: short(title),
		author: short(author)
	};
}
function summarizeTrain(train, redact) {
	if (train.kind === "first" || train.kind === "again") return train;
	const shown = train.commits.slice(0, SHOWN).map((commit) => summarizeCommit(commit, redact));
	if (train.kind === "off-line") {
		const { kind, live, base, back, commits } = train;
		return {
			kind,
			live,
			base,
			back,
			count: commits.length,
			more: false,
			shown
		};
	}
	const more = train.kind === "forward" && train.more;
	return {
		kind: train.kind,
		live: train.live,
		count: train.commits.length,
		more,
		shown
	};
}
/** What the train is, after the person who asked for it. */
function trainWords(train) {
	switch (train?.kind) {
		case void 0: return "";
		case "first": return " · the first deployment here";
		case "again": return " · this commit is live already";
		case "back": return ` · ${bold("rollback")} from ${code(shortSha(train.live))}, which takes out ${takenOut(train.count)}`;
		case "forward": return ` · ${sinceWords(train, code(shortSha(train.live)))}`;
		case "off-line": return ` · replaces ${code(shortSha(train.live))}, which is not on the default branch${baseWords(train)}`;
	}
}
/** Only of a service with paths a train may be empty. */
function sinceWords({ count, more }, since) {
	const from = `since ${since}`;
	if (count === 0 && !more) return `no commit of this service ${from}`;
	return `a train of ${more ? "more than " : ""}${counted(count, "commit")} ${from}`;
}
function takenOut(count) {
	return count === 0 ? "no commit of this service" : counted(count, "commit");
}
function baseWords(train) {
	const { base, back, count } = train;
	if (base === void 0) return "";
	const from = ` and was made from ${code(shortSha(base))}`;
	if (back) return `${from}: ${bold("rollback")}, which takes out ${takenOut(count)} of it`;
	return count === 0 ? from : `${from}; ${sinceWords(train, "then")}`;
}
/** The commits on the train, or taken out; nothing for a train of one, which stands above already. */
function trainPart(train, page, commit) {
	if (train === void 0 || train.kind === "first" || train.kind === "again") return [];
	const isBack = train.kind === "back" || train.kind === "off-line" && train.back;
	if (train.count === 0 || !isBack && train.count < 2 && !train.more) return [];
	const old = train.kind === "off-line" ? train.base ?? train.live : train.live;
	const [from, to] = isBack ? [commit, old] : [old, commit];
	const compare = link(`${page}/compare/${from}...${to}`, "all of them");
	const hidden = train.count - train.shown.length;
	const more = (left) => `and ${train.more ? "more than " : ""}${left}: ${compare}`;
	const lines = train.shown.map((one) => lineOf(one, page));
	return [{
		lines: hidden > 0 ? [...lines, more(hidden)] : lines,
		more: (left) => more(left + hidden)
	}];
}
/** One commit, in one line. */
function lineOf({ sha, title, author }, page) {
	const by = author === "" ? "" : ` — ${shortened(author, 150)}`;
	return `• ${link(`${page}/commit/${sha}`, shortSha(sha))} ${shortened(title, 150)}${by}`;
}

// src/deployments/slack/message.ts
/** By this the messages about deployments are known from others of the same app. */
const DEPLOYMENT_EVENT = "commit_train_deployment";
/** Characters of a cause, each of which may become five. */
const CAUSE = 500;
/** Of the text beside the blocks, which notifications show. */
const NOTE = 300;
/** The progress of a deployment that has ended; `remarks` stand behind what is live. */
function endedProgress(view, remarks = []) {
	const { outcome } = view.ending;
	return {
		kind: "ended",
		outcome,
		text: endingLine(view.ending),
		live: [...liveLines(view), ...remarks]
	};
}
/** What is live, each in one line, for a reader who has nothing else. */
function liveLines(view) {
	const live = liveState(view);
	if (live.kind === "as-said") return [];
	if (live.kind !== "workloads") return [live.text];
	return live.workloads.map(({ object, text }) => `Live now: ${object}: ${text}`);
}
/**
* The one message about a deployment, as it stands. `shown`: what it has shown so far, for one whose run is gone: commit,
* requester, train and links stay as that run wrote them.
*/
function deploymentMessage(facts, progress, shown) {
	const { service, environment, deploymentId, repository, commit, logUrl } = facts;
	const where = `${service} → ${environment}`;
	const head = progress.kind === "ended" ? ENDING_TITLES[progress.outcome] : "🚀 Deploying";
	const parts = [header(`${head}: ${where}`), ...keptParts(shown, progress) ?? [
		section(`${commitLine(facts)}\n${askedFor(facts)}`),
		...progressParts(progress),
		...trainPart(facts.train, facts.page, commit),
		context(linksOf(facts))
	]];
	return {
		text: `${shortened(where, NOTE / 3)}: ${shortened(progress.text, NOTE)}`,
		blocks: layOut(parts, (left) => `${left} parts did not fit`),
		metadata: {
			eventType: DEPLOYMENT_EVENT,
			payload: {
				repository,
				service,
				environment,
				deployment: deploymentId,
				commit,
				outcome: progress.kind === "ended" ? progress.outcome : "",
				log: logUrl
			}
		}
	};
}
/** All below the header: commit, step, train, links, in that order; undefined for what does not look like that. */
function keptParts(shown = [], progress) {
	const [first, commit, step, ...rest] = shown;
	const links = rest.at(-1);
	if (first?.type !== "header" || commit?.type !== "section" || step?.type !== "section") return void 0;
	if (links?.type !== "context") return void 0;
	const train = rest.slice(0, -1).map((block) => {
		if (block.type !== "section") return block;
		return {
			lines: block.text.text.split("\n"),
			more: (left) => `and ${left} more`
		};
	});
	return [
		commit,
		...progressParts(progress),
		...train,
		links
	];
}
function commitLine({ page, commit, title, author }) {
	const sha = link(`${page}/commit/${commit}`, shortSha(commit));
	if (title === void 0) return sha;
	return `${sha} ${bold(shortened(title, 150))}${author ? ` by ${shortened(author, 150)}` : ""}`;
}
/** The requester, mentioned where the policy names their Slack member ID. */
function personOf({ requester: { login, member } }) {
	if (member !== void 0) return mention(member);
	return login === "" ? "an unknown user" : shortened(login, 150);
}
function askedFor(facts) {
	return `Requested by ${personOf(facts)}${trainWords(facts.train)}`;
}
function progressParts(progress) {
	const text = shortened(progress.text, CAUSE);
	if (progress.kind === "in-progress") return [section(text)];
	const lines = progress.live.map((line) => shortened(line, CAUSE));
	return [section(bold(text)), {
		lines,
		more: (left) => `and ${left} more, in the log`
	}];
}
function linksOf({ logUrl, dashboard, deploymentId }) {
	const board = dashboard === void 0 ? [] : [link(dashboard, "Dashboard")];
	return [
		link(logUrl, "Log"),
		...board,
		`deployment ${deploymentId}`
	].join(" · ");
}

// src/deployments/slack/details.ts
const TEXT = 500;
const FINDINGS = 15;
const LOG_LINE = 180;
/**
* The details of an end, for the thread. An end that is not a success, or that a person has to decide about, names who asked, for an
* edit of the message notifies no one.
*/
function detailsReply(facts, view) {
	const { ending, ms, steps, objects, image } = view;
	const good = endedWell(ending.outcome);
	const isWaiting = ending.outcome === "held";
	const small = [
		...ms === void 0 ? [] : [`took ${timesOf(steps, ms)}`],
		...objects.length === 0 ? [] : [`objects: ${objectCounts(objects)}`],
		...image === void 0 ? [] : [code(image)]
	];
	const line = shortened(endingLine(ending), TEXT);
	const first = good && !isWaiting ? line : `${personOf(facts)} ${line}`;
	const parts = [
		section(first),
		...good ? [] : causeParts(view),
		...small.length === 0 ? [] : [context(small.join(" · "))]
	];
	return {
		text: shortened(endingLine(ending), 300),
		blocks: layOut(parts, (left) => `${left} parts did not fit`)
	};
}
/** The end of a deployment whose run is gone, for the thread: all that is known stands in one line. */
function lostReply(facts, ending) {
	const line = shortened(endingLine(ending), TEXT);
	return {
		text: shortened(endingLine(ending), 300),
		blocks: [section(`${personOf(facts)} ${line}`)]
	};
}
function causeParts(view) {
	const advice = view.cause?.advice ?? "";
	const findings = furtherFindings(view);
	const lines = findings.slice(0, FINDINGS).map(({ where, text }) => {
		return `• ${where === void 0 ? "" : `${code(where)} `}${shortened(text, TEXT)}`;
	});
	const hidden = findings.length - lines.length;
	const more = (left) => `and ${left} more, in the log`;
	const log = view.containerLog;
	const commands = commandsToCopy(view);
	return [
		...advice === "" ? [] : [section(shortened(advice, TEXT))],
		...lines.length === 0 ? [] : [{
			lines: hidden > 0 ? [...lines, more(hidden)] : lines,
			more: (left) => more(left + hidden)
		}],
		...commands.length === 0 ? [] : [section(codeBlock(commands.join("\n")))],
		...log === void 0 || log.lines.length === 0 ? [] : [section(containerLogTitle(log, code)), section(logText(log.lines))]
	];
}
/** The newest lines that fit: brackets take four or five characters each. */
function logText(lines) {
	const shown = lines.slice(-12).map((line) => cut(line.replaceAll("`", "ˋ"), LOG_LINE));
	while (codeBlock(shown.join("\n")).length > SLACK_LIMITS.sectionText) shown.shift();
	return codeBlock(shown.join("\n"));
}

export { endedProgress as a, isLive as c, deploymentMessage as i, replacedDeployments as l, lostReply as n, summarizeCommit as o, DEPLOYMENT_EVENT as r, summarizeTrain as s, detailsReply as t, replacedText as u };