import { i as messageOf, r as UserError } from "./runner-runner.js";
import { t as SLACK_LIMITS } from "./slack-limits.js";
import { n as oneLine, t as cut } from "./text-one-line.js";
import { s as endedWell, t as endingLine } from "./domain-deployment-status-text.js";
import { i as liveState, n as containerLogTitle, o as objectCounts, r as furtherFindings, s as timesOf, t as ENDING_TITLES } from "./deployments-words.js";
import { n as shortSha } from "./domain-sha.js";
import { i as section, n as context, r as header, t as layOut } from "./slack-layout.js";
import { a as link, i as codeBlock, n as bold, o as mention, r as code, s as shortened, t as counted } from "./text-counted.js";

// src/deployments/result.ts
/** What was thrown when it was to be written. */
function unwrittenBy(thrown) {
	return {
		reason: thrown instanceof UserError ? thrown.reason : "bug",
		why: messageOf(thrown)
	};
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
		case "back": return ` · ${bold("rollback")} from ${code(shortSha(train.live))}, which takes out ${counted(train.count, "commit")}`;
		case "forward": return ` · a train of ${train.more ? "more than " : ""}${counted(train.count, "commit")} since ${code(shortSha(train.live))}`;
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
	if (live.kind === "as-deployed") return [];
	if (live.kind !== "workloads") return [live.text];
	return live.workloads.map(({ object, text }) => `Live now: ${object}: ${text}`);
}
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
* The details of an end, for the thread. An end that is not a success names the person who asked, for an edit of the message
* notifies no one.
*/
function detailsReply(facts, view) {
	const { ending, ms, steps, objects, image } = view;
	const good = endedWell(ending.outcome);
	const small = [
		...ms === void 0 ? [] : [`took ${timesOf(steps, ms)}`],
		...objects.length === 0 ? [] : [`objects: ${objectCounts(objects)}`],
		...image === void 0 ? [] : [code(image)]
	];
	const line = shortened(endingLine(ending), TEXT);
	const first = good ? line : `${personOf(facts)} ${line}`;
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
function causeParts(view) {
	const advice = view.cause?.advice ?? "";
	const findings = furtherFindings(view);
	const lines = findings.slice(0, FINDINGS).map(({ where, text }) => {
		return `• ${where === void 0 ? "" : `${code(where)} `}${shortened(text, TEXT)}`;
	});
	const hidden = findings.length - lines.length;
	const more = (left) => `and ${left} more, in the log`;
	const log = view.containerLog;
	return [
		...advice === "" ? [] : [section(shortened(advice, TEXT))],
		...lines.length === 0 ? [] : [{
			lines: hidden > 0 ? [...lines, more(hidden)] : lines,
			more: (left) => more(left + hidden)
		}],
		...log === void 0 || log.lines.length === 0 ? [] : [section(containerLogTitle(log, code)), section(logText(log.lines))]
	];
}
/** The newest lines that fit: brackets take four or five characters each. */
function logText(lines) {
	const shown = lines.slice(-12).map((line) => cut(line.replaceAll("`", "ˋ"), LOG_LINE));
	while (codeBlock(shown.join("\n")).length > SLACK_LIMITS.sectionText) shown.shift();
	return codeBlock(shown.join("\n"));
}

// src/deployments/slack/message-writer.ts
/** A step that Slack has not taken within this time is no news any more: the next one is tried instead. */
const STEP_MS = 3e3;
/** How long a job waits for Slack after the deployment's end has been written to GitHub. */
const END_MS = 5e3;
/**
* The one message about a deployment, written beside it. Nothing here is ever waited for before the end has been written to
* GitHub, and nothing here throws: Slack being down or slow changes no deployment. Steps that come faster than Slack takes
* messages become one edit.
*/
var DeploymentMessageWriter = class {
	#tools;
	#policy;
	#facts;
	#progress;
	/** Counts the changes that are to be written, and those of them that have been. */
	#wanted = 0;
	#written = 0;
	#ref;
	/** A post was tried: should it be tried again, it may be there. */
	#isTried;
	/** How many messages before this one could be edited no more. */
	#given;
	#writing;
	#problem;
	/** Nothing is saved after that: nothing goes on with it. */
	#isOver = false;
	/** Goes on with a message, or begins one. */
	constructor(tools, { wanted, facts, ref, tried = false, given = 0 }) {
		this.#tools = tools;
		this.#policy = wanted;
		this.#facts = facts;
		this.#ref = ref;
		this.#isTried = tried;
		this.#given = given;
		this.#progress = {
			kind: "in-progress",
			text: "The job has begun"
		};
	}
	/** Says in which step the deployment is, in the words of its status. */
	step(text) {
		this.#progress = {
			kind: "in-progress",
			text
		};
		this.#update();
	}
	/** Adds what was found out meanwhile; it is shown with the next step. */
	addFacts(facts) {
		this.#facts = {
			...this.#facts,
			...facts
		};
	}
	/**
	* Writes the end, with the details in the thread. `remarks`: lines that the message needs beside. Resolves within `END_MS`,
	* with why it could not be written, if so.
	*/
	async end(view, remarks = []) {
		const { outcome } = view.ending;
		this.#progress = endedProgress(view, remarks);
		if (this.#policy === "failures" && endedWell(outcome)) return void 0;
		const over = new AbortController();
		const late = this.#tools.clock.sleep(END_MS, over.signal).then(() => this.#lateProblem(), () => void 0);
		try {
			return await Promise.race([this.#writeEnd(view), late]);
		} finally {
			over.abort();
			this.#isOver = true;
		}
	}
	async #writeEnd(view) {
		this.#wanted += 1;
		try {
			await this.#writing;
			if (isGone(this.#problem)) this.#beginAnew();
			else if (this.#problem !== void 0 && !isTransient(this.#problem)) return messageOf(this.#problem);
			await this.#write(END_MS).catch((thrown) => {
				if (!isGone(thrown)) throw thrown;
				this.#beginAnew();
				return this.#write(END_MS);
			});
			if (this.#ref === void 0) throw new Error("the message was written, but has no name");
			await this.#tools.slack.reply(this.#ref, detailsReply(this.#facts, view), { within: END_MS });
			return;
		} catch (thrown) {
			return messageOf(thrown);
		}
	}
	/** The message was deleted, or Slack takes no edit of it any more: how the deployment ended is worth another one. */
	#beginAnew() {
		this.#ref = void 0;
		this.#isTried = false;
		this.#given += 1;
	}
	#lateProblem() {
		const late = `it took longer than ${END_MS / 1e3} s`;
		return this.#problem === void 0 ? late : `${late}. ${messageOf(this.#problem)}`;
	}
	#update() {
		this.#wanted += 1;
		if (this.#policy === "failures") return;
		if (this.#problem !== void 0 && !isTransient(this.#problem)) return;
		this.#writing ??= this.#write(STEP_MS).catch((thrown) => {
			this.#problem = thrown;
		}).finally(() => {
			this.#writing = void 0;
		});
	}
	/** Writes until there is nothing new: what came while Slack took the last edit becomes one more. */
	async #write(within) {
		const { slack, save } = this.#tools;
		while (this.#written < this.#wanted) {
			const wanted = this.#wanted;
			const facts = this.#facts;
			const content = deploymentMessage(facts, this.#progress);
			const isPerhapsOld = this.#ref === void 0 && this.#isTried;
			if (this.#ref === void 0) this.#ref = await this.#post({
				...content,
				channel: facts.channel
			}, within);
			else await slack.edit(this.#ref, content, { within });
			if (!isPerhapsOld) this.#written = wanted;
			if (!this.#isOver) save({
				wanted: this.#policy,
				ref: this.#ref,
				facts
			});
		}
	}
	/** Posts under one name, however often it is tried, by this process or by `post`. */
	async #post(message, within) {
		const { deploymentId, logUrl } = this.#facts;
		const postId = [
			`deployment ${deploymentId}`,
			logUrl,
			...this.#given === 0 ? [] : [this.#given]
		].join(" ");
		const perhapsPosted = this.#isTried;
		this.#isTried = true;
		if (!this.#isOver && !perhapsPosted) this.#tools.save({
			wanted: this.#policy,
			facts: this.#facts,
			tried: true,
			given: this.#given
		});
		return this.#tools.slack.post(message, {
			within,
			postId,
			perhapsPosted
		});
	}
};
const TRANSIENT = /* @__PURE__ */ new Set(["slack-unreachable", "slack-rate-limited"]);
function isGone(thrown) {
	return thrown instanceof UserError && thrown.reason === "slack-message-gone";
}
function isTransient(thrown) {
	return thrown instanceof UserError && TRANSIENT.has(thrown.reason);
}

export { unwrittenBy as i, summarizeCommit as n, summarizeTrain as r, DeploymentMessageWriter as t };