import { a as messageOf, i as UserError } from "./runner-step-process.js";
import { A as oursOf, D as goodOnes, T as Budget, a as HISTORY, c as DEPLOYMENTS, h as askParts, i as section, l as deploymentFacts, n as context, o as historyPart, r as header, s as FirstParents, t as layOut, u as deploymentsPart } from "./slack-layout.js";
import { t as machineFetch } from "./net-proxied-fetch.js";
import { n as connectSlack } from "./slack-client.js";
import { i as ENDING_TITLES, n as timesOf, r as liveWorkloads, t as objectCounts } from "./deployments-report-words.js";
import { t as newStory } from "./deployments-slack-saved-message.js";
import { s as endedWell, t as endingLine } from "./domain-deployment-status-text.js";
import { a as SLACK_LIMITS } from "./slack-metadata.js";
import { a as mention, i as link, n as code, o as shortened, r as command, t as bold } from "./slack-mrkdwn.js";
import { n as oneLine, t as cut } from "./text-one-line.js";
import { n as shortSha } from "./domain-sha.js";

// src/domain/history/train.ts
/** The train of a deployment: forward, or back when the live commit is newer than the one asked for. */
function trainOf({ sha, live, newer, older }) {
	if (live === void 0) return { kind: "first" };
	if (live === sha) return {
		kind: "again",
		live
	};
	const ahead = newer.findIndex((commit) => commit.sha.toLowerCase() === live);
	if (ahead >= 0) return {
		kind: "back",
		live,
		commits: newer.slice(ahead).filter((commit) => commit.sha !== sha)
	};
	const behind = older.findIndex((commit) => commit.sha.toLowerCase() === live);
	return {
		kind: "forward",
		live,
		commits: behind < 0 ? older : older.slice(0, behind),
		more: behind < 0
	};
}

// src/github/train.ts
/** Deployments and commits that are looked through: it is for a message, not for a decision. */
const DEPLOYMENTS_READ = 20;
const FIRST_COMMITS = 25;
/** Points of GraphQL, far more than it takes. */
const BUDGET = 30;
/**
* The commits that a deployment takes to its environment: two requests, one more when the train is long. Undefined when no
* deployment among the newest tells what is live, and there are older ones. Throws a `UserError` (error, `github-…`).
*/
async function readTrain(tools, question) {
	const { owner, repo } = tools.github.repository;
	const repository = `${owner}/${repo}`;
	const door = {
		...tools,
		budget: new Budget(BUDGET)
	};
	const ask = async (form, part) => {
		const answer = (await askParts(door, form, [part])).get(part);
		if (answer?.kind === "read") return answer.value;
		throw new UserError(answer?.finding.reason ?? "github-unreachable", answer?.finding.text ?? "GitHub did not answer");
	};
	const { sha, environment, services, service, deploymentId } = question;
	const line = new FirstParents(sha);
	const older = async (after, first) => {
		const page = await ask(HISTORY, historyPart(repository, {
			head: sha,
			after,
			first
		}));
		line.take(page.commits);
		return page.next;
	};
	const where = [{
		environment,
		after: void 0
	}];
	const [pages, next] = await Promise.all([ask(DEPLOYMENTS, deploymentsPart(repository, where, DEPLOYMENTS_READ)), older(void 0, FIRST_COMMITS)]);
	const page = pages.get(environment);
	const before = (page?.listed ?? []).flatMap((listed) => deploymentFacts(listed, environment) ?? []).filter(({ id }) => id !== deploymentId);
	const live = goodOnes(oursOf(before, service, services))[0]?.sha;
	if (live === void 0 && page?.next !== void 0) return void 0;
	const newer = await question.newer;
	const train = () => trainOf({
		sha,
		live,
		newer,
		older: line.line
	});
	const first = train();
	if (first.kind !== "forward" || !first.more || next === void 0) return first;
	await older(next, 100);
	return train();
}

// src/deployments/slack/train.ts
/** Characters of a name or a title, each of which may become five: a title is mostly shorter than 72. */
const TITLE = 150;
const SHOWN = 10;
/** `redact` takes secrets out, before anything is cut. */
function toldCommit({ sha, title, author }, redact) {
	const told = (text) => cut(oneLine(redact(text)), 150);
	return {
		sha,
		title: told(title),
		author: told(author)
	};
}
function toldTrain(train, redact) {
	if (train.kind === "first" || train.kind === "again") return train;
	const shown = train.commits.slice(0, SHOWN).map((commit) => toldCommit(commit, redact));
	const more = train.kind === "forward" && train.more;
	return {
		kind: train.kind,
		live: train.live,
		count: train.commits.length,
		more,
		shown
	};
}
/** What the train is, behind whoever asked for it. */
function trainWords(train) {
	switch (train?.kind) {
		case void 0: return "";
		case "first": return " · the first deployment here";
		case "again": return " · this commit is live already";
		case "back": return ` · ${bold("rollback")} from ${code(shortSha(train.live))}, which takes out ${commits(train.count)}`;
		case "forward": return ` · a train of ${train.more ? "more than " : ""}${commits(train.count)} since ${code(shortSha(train.live))}`;
	}
}
/** The commits on the train, or taken out; nothing for a train of one, which stands above already. */
function trainPart(train, page, commit) {
	if (train === void 0 || train.kind === "first" || train.kind === "again") return [];
	if (train.kind === "forward" && train.count < 2 && !train.more) return [];
	const [from, to] = train.kind === "back" ? [commit, train.live] : [train.live, commit];
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
function commits(count) {
	return count === 1 ? "1 commit" : `${count} commits`;
}

// src/deployments/slack/message.ts
/** By this the messages about deployments are known from others of the same app. */
const DEPLOYMENT_EVENT = "commit_train_deployment";
/** Characters of a cause, each of which may become five. */
const CAUSE = 500;
/** Of the text beside the blocks, which notifications show. */
const NOTE = 300;
/** The one message about a deployment, as it stands. */
function deploymentMessage(facts, progress) {
	const { service, environment, deploymentId, repository, commit } = facts;
	const where = `${service} → ${environment}`;
	const head = progress.kind === "ended" ? ENDING_TITLES[progress.outcome] : "🚀 Deploying";
	const parts = [
		header(`${head}: ${where}`),
		section(`${commitLine(facts)}\n${askedFor(facts)}`),
		...progressParts(progress),
		...trainPart(facts.train, facts.page, commit),
		context(linksOf(facts))
	];
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
				outcome: progress.kind === "ended" ? progress.outcome : ""
			}
		}
	};
}
function commitLine({ page, commit, title, author }) {
	const sha = link(`${page}/commit/${commit}`, shortSha(commit));
	if (title === void 0) return sha;
	return `${sha} ${bold(shortened(title, 150))}${author ? ` by ${shortened(author, 150)}` : ""}`;
}
/** The person who asked, rung where Slack knows them. */
function personOf({ requester: { login, member } }) {
	if (member !== void 0) return mention(member);
	return login === "" ? "somebody" : shortened(login, 150);
}
function askedFor(facts) {
	return `Asked for by ${personOf(facts)}${trainWords(facts.train)}`;
}
function progressParts(progress) {
	const text = shortened(progress.text, CAUSE);
	if (progress.kind === "under-way") return [section(text)];
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
* The details of an end, for the thread. An end that is not a success names the person who asked, for an edit of the message
* rings nobody.
*/
function detailsReply(facts, ended) {
	const { report, ending, ms } = ended;
	const good = endedWell(ending.outcome);
	const { applied = [] } = report;
	const small = [
		...ms === void 0 ? [] : [`took ${timesOf(report.steps, ms)}`],
		...applied.length === 0 ? [] : [`objects: ${objectCounts(applied)}`],
		...report.image === void 0 ? [] : [code(report.image)]
	];
	const line = shortened(endingLine(ending), TEXT);
	const first = good ? line : `${personOf(facts)} ${line}`;
	const parts = [
		section(first),
		...good ? [] : causeParts(ended),
		...small.length === 0 ? [] : [context(small.join(" · "))]
	];
	return {
		text: shortened(endingLine(ending), 300),
		blocks: layOut(parts, (left) => `${left} parts did not fit`)
	};
}
function causeParts({ report, ending, redact }) {
	const advice = report.rollout?.cause?.advice ?? "";
	const findings = ending.findings.filter(({ text }) => text !== ending.text);
	const lines = findings.slice(0, FINDINGS).map(({ where, text }) => {
		return `• ${where === void 0 ? "" : `${code(where)} `}${shortened(text, TEXT)}`;
	});
	const hidden = findings.length - lines.length;
	const more = (left) => `and ${left} more, in the log`;
	const logs = report.rollout?.logs;
	return [
		...advice === "" ? [] : [section(shortened(redact(advice), TEXT))],
		...lines.length === 0 ? [] : [{
			lines: hidden > 0 ? [...lines, more(hidden)] : lines,
			more: (left) => more(left + hidden)
		}],
		...logs === void 0 || logs.lines.length === 0 ? [] : [section(`The last lines of container ${code(logs.container)} in pod ${code(logs.pod)}:`), section(logText(logs.lines, redact))]
	];
}
/**
* The newest lines that fit: brackets take four or five characters each. Redacted before anything is cut, so that no secret
* is cut in half before it is found.
*/
function logText(lines, redact) {
	const shown = lines.slice(-12).map((line) => cut(redact(line).replaceAll("`", "ˋ"), LOG_LINE));
	while (command(shown.join("\n")).length > SLACK_LIMITS.sectionText) shown.shift();
	return command(shown.join("\n"));
}

// src/deployments/slack/message-writer.ts
/** A step that Slack has not taken within this time is no news any more: the next one is tried instead. */
const STEP_MS = 3e3;
/** How long a job waits for Slack after the deployment's end has been written to GitHub. */
const LAST_WORDS_MS = 5e3;
/**
* The one message about a deployment, told beside it. Nothing here is ever waited for before the end has been written to
* GitHub, and nothing here throws: Slack being down or slow changes no deployment. Steps that come faster than Slack takes
* messages become one edit.
*/
var SlackStory = class {
	#tools;
	#told;
	#facts;
	#progress;
	/** Counts what there is to be said, and what of it has been. */
	#wanted = 0;
	#said = 0;
	#ref;
	#writing;
	#problem;
	/** What Slack takes after that is nobody's to go on with. */
	#isOver = false;
	/** Goes on with a story, or begins one. */
	constructor(tools, { told, facts, ref }) {
		this.#tools = tools;
		this.#told = told;
		this.#facts = facts;
		this.#ref = ref;
		this.#progress = {
			kind: "under-way",
			text: "The job has begun"
		};
	}
	/** Says in which step the deployment is, in the words of its status. */
	step(text) {
		this.#progress = {
			kind: "under-way",
			text
		};
		this.#tell();
	}
	/** Adds what was found out meanwhile; it is told with the next step. */
	learn(facts) {
		this.#facts = {
			...this.#facts,
			...facts
		};
	}
	/** Tells the end, with the details in the thread. Resolves within `LAST_WORDS_MS`, with why it could not be told, if so. */
	async end(ended, live) {
		const { outcome } = ended.ending;
		this.#progress = {
			kind: "ended",
			outcome,
			text: endingLine(ended.ending),
			live
		};
		if (this.#told === "failures" && endedWell(outcome)) return void 0;
		const over = new AbortController();
		const late = this.#tools.clock.sleep(LAST_WORDS_MS, over.signal).then(() => this.#lateWords(), () => void 0);
		try {
			return await Promise.race([this.#lastWords(ended), late]);
		} finally {
			over.abort();
			this.#isOver = true;
		}
	}
	async #lastWords(ended) {
		this.#wanted += 1;
		try {
			await this.#writing;
			if (this.#problem !== void 0 && !isTransient(this.#problem)) return messageOf(this.#problem);
			await this.#write(LAST_WORDS_MS);
			if (this.#ref === void 0) throw new Error("the message was written, but has no name");
			await this.#tools.slack.reply(this.#ref, detailsReply(this.#facts, ended), { within: LAST_WORDS_MS });
			return;
		} catch (thrown) {
			return messageOf(thrown);
		}
	}
	#lateWords() {
		const late = `it took longer than ${LAST_WORDS_MS / 1e3} s`;
		return this.#problem === void 0 ? late : `${late}. ${messageOf(this.#problem)}`;
	}
	#tell() {
		this.#wanted += 1;
		if (this.#told === "failures") return;
		if (this.#problem !== void 0 && !isTransient(this.#problem)) return;
		this.#writing ??= this.#write(STEP_MS).catch((thrown) => {
			this.#problem = thrown;
		}).finally(() => {
			this.#writing = void 0;
		});
	}
	/** Writes until nothing new is to be said: what came while Slack took the last edit becomes one more. */
	async #write(within) {
		const { slack, remember } = this.#tools;
		while (this.#said < this.#wanted) {
			const wanted = this.#wanted;
			const facts = this.#facts;
			const content = deploymentMessage(facts, this.#progress);
			if (this.#ref === void 0) this.#ref = await slack.post({
				...content,
				channel: facts.channel
			}, { within });
			else await slack.edit(this.#ref, content, { within });
			this.#said = wanted;
			if (!this.#isOver) remember({
				told: this.#told,
				ref: this.#ref,
				facts
			});
		}
	}
};
function isTransient(thrown) {
	return thrown instanceof UserError && ["slack-unreachable", "slack-rate-limited"].includes(thrown.reason);
}

// src/deployments/slack/open.ts
/** How Slack is spoken to; undefined without a token. Loads nothing and sends nothing yet. */
function slackOf({ slack }, { log, clock, env }) {
	if (slack === void 0) return void 0;
	const debug = (line) => log.debug(line);
	const group = (_title, work) => work();
	const logger = {
		debug,
		info: debug,
		notice: debug,
		warning: debug,
		error: debug,
		group
	};
	let reach;
	const lazily = async (address, init) => {
		reach ??= machineFetch(env);
		return (await reach)(address, init);
	};
	return connectSlack({
		...slack,
		clock,
		logger,
		fetch: lazily
	});
}
/**
* Opens the story of a deployment in its environment's channel; undefined where Slack is not to be told. What it tells is
* read beside the deployment, which waits for none of it.
*/
function openStory(request, { inputs, context, effects, github }) {
	const { log, clock, masks } = effects;
	const remember = (story) => effects.remember("slack", story === void 0 ? "" : JSON.stringify(story));
	const told = newStory(request, context);
	remember(told);
	if (told === void 0) return void 0;
	const slack = slackOf(inputs, effects);
	if (slack === void 0) {
		remember(void 0);
		log.info(`Slack is not told: the policy names a channel for ${request.environment.name}, "slack-token" is empty`);
		return;
	}
	const story = new SlackStory({
		slack,
		clock,
		remember
	}, told);
	const redact = (text) => masks.redact(text);
	const line = Promise.withResolvers();
	readTrain({
		github,
		logger: log,
		clock
	}, questionOf(request, line.promise)).then((train) => story.learn({ train: train && toldTrain(train, redact) })).catch((thrown) => log.debug(`The train could not be read for Slack: ${messageOf(thrown)}`));
	const onLine = (commits) => {
		line.resolve(commits);
		const commit = commits.at(-1);
		if (commit === void 0) return;
		const { title, author } = toldCommit(commit, redact);
		story.learn({
			title,
			author
		});
	};
	return {
		story,
		onLine
	};
}
function questionOf(request, newer) {
	const { services, service, sha, deployment } = request;
	return {
		services,
		service,
		environment: request.environment.name,
		deploymentId: deployment.id,
		sha,
		newer
	};
}
/** What is live when a deployment has ended, each in one line, for a reader who has nothing else. */
function liveLines(report, { outcome }) {
	if (outcome === "success") return [];
	if (!report.touched) return ["Nothing was touched: what was live before is live now."];
	const workloads = liveWorkloads(report);
	if (workloads.length === 0) return ["The cluster was touched; the log says what was applied."];
	return workloads.map(({ object, text }) => `Live now: ${object}: ${text}`);
}

export { SlackStory as i, openStory as n, slackOf as r, liveLines as t };