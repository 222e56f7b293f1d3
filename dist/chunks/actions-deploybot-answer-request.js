import { a as verbOf, i as roleOf, l as afterAnswer, n as isStranger, r as refuseUnpermitted, t as answerCommand } from "./commands-answer-command.js";
import { logText, n as renderMarkdown, presentEnd, presentUnanswered, t as COMMENT_LIMIT } from "./actions-deploybot-outputs.js";
import { a as readOptions, s as deployPlanView } from "./commands-view-view-of.js";
import { n as connectGitHub } from "./github-client.js";
import { t as ownerAndName } from "./github-repository.js";
import { n as LAST_STATUS_RETRY_LIMITS } from "./github-retry.js";
import { t as readRunFacts } from "./runner-run-facts.js";
import { c as UserError } from "./time-system-clock.js";
import { a as isDoubtful } from "./github-failure.js";
import { endOfAnswer, endOfStop, endOfThrown } from "./actions-deploybot-end.js";
import { randomUUID } from "node:crypto";

// src/github/comments.ts
const REPOSITORY = "/repos/{owner}/{repo}";
/** Pauses before the claim is sent again where GitHub did not say whether it was made. */
const PAUSES = [
	1e3,
	3e3,
	6e3
];
/** GitHub's times are whole seconds. */
const ROUNDED = 1e3;
/**
* Says that a comment was seen. False where the same account has said so before: that is a claim that only one can make. Where no
* answer came it is sent again, and is this one's own if it was made since: else one lost answer would leave the person without
* any.
*/
async function claimComment(github, commentId, clock) {
	const octokit = await github.octokit();
	const begun = clock.now();
	for (let tries = 0;; tries++) try {
		const { status, data, headers } = await octokit.request(`POST ${REPOSITORY}/issues/comments/{comment_id}/reactions`, {
			...github.repository,
			comment_id: commentId,
			content: "eyes"
		});
		if (status === 201) return true;
		const age = Date.parse(headers.date ?? "") - Date.parse(data.created_at);
		return tries > 0 && age <= clock.now() - begun + ROUNDED;
	} catch (thrown) {
		const pause = PAUSES[tries];
		if (!isDoubtful(thrown) || pause === void 0) throw thrown;
		await clock.sleep(pause);
	}
}
/** Writes a comment, once: where no answer came it is looked for before it is written again. Resolves with its id. */
async function createComment(github, comment) {
	try {
		return await post(github, comment);
	} catch (thrown) {
		if (!isDoubtful(thrown)) throw thrown;
		return await findComment(github, comment) ?? await post(github, comment);
	}
}
async function post(github, { issue, body }) {
	const octokit = await github.octokit();
	const request = {
		...github.repository,
		issue_number: issue,
		body
	};
	return Number((await octokit.request(`POST ${REPOSITORY}/issues/{issue_number}/comments`, request)).data.id);
}
/** The id of the comment that begins so, among the first hundred since. */
async function findComment(github, { issue, marker, since }) {
	const octokit = await github.octokit();
	const request = {
		...github.repository,
		issue_number: issue,
		since,
		per_page: 100
	};
	const { data } = await octokit.request(`GET ${REPOSITORY}/issues/{issue_number}/comments`, request);
	const found = data.find(({ body }) => body?.startsWith(marker));
	return found === void 0 ? void 0 : Number(found.id);
}
/** Changes a comment. False where it was deleted. */
async function updateComment(github, commentId, body) {
	const octokit = await github.octokit();
	const request = {
		...github.repository,
		comment_id: commentId,
		body
	};
	try {
		await octokit.request(`PATCH ${REPOSITORY}/issues/comments/{comment_id}`, request);
		return true;
	} catch (thrown) {
		if (thrown instanceof UserError && thrown.reason === "github-not-found") return false;
		throw thrown;
	}
}

// src/actions/deploybot/carry-out.ts
/** Who asks is looked at first: a stranger's comment costs one request, and gets no answer that others would read. */
async function admit({ login, comment }, { github, clock }) {
	if (comment === void 0) return {
		kind: "go",
		role: void 0
	};
	const role = await roleOf(github, login);
	if (isStranger(role, {
		login,
		isPublic: comment.isPublic
	})) return {
		kind: "quiet",
		isClaimed: false,
		why: `${login} has ${role === void 0 ? "no role" : `the role ${role}`} in this repository`
	};
	if (await claimComment(github, comment.id, clock)) return {
		kind: "go",
		role
	};
	return {
		kind: "quiet",
		why: "this comment was carried out before",
		isClaimed: true
	};
}
/** Carries a command out. Throws a `UserError` where it comes to nothing. */
async function carryOutRequest(ask, role, effects) {
	const { words, options } = readOptions(ask.words);
	const verb = verbOf(words);
	const { comment, login, intent, link } = ask;
	if (comment !== void 0) refuseUnpermitted(verb, role, {
		login,
		isPublic: comment.isPublic
	});
	if (verb === "help") return "help";
	const door = comment === void 0 ? "run" : "comment";
	return answerCommand({
		verb,
		words: words.slice(1),
		options
	}, {
		...effects,
		door,
		intent,
		link,
		login,
		role,
		newClaim: randomUUID,
		isFollowed: true
	});
}

// src/actions/deploybot/reply.ts
/** The one reply to a comment: written once, and changed from then on. */
var Reply = class {
	#github;
	#place;
	#log;
	#marker;
	#id;
	#shown = "";
	#wanted = "";
	/** One write at a time, in order. */
	#last = Promise.resolve();
	constructor(github, place, log) {
		this.#github = github;
		this.#place = place;
		this.#marker = `${markerOf(place)}${randomUUID()} -->`;
		this.#log = log;
	}
	/** What will be done: it is written before anything is. */
	plan(body) {
		return this.#queued(body, false);
	}
	/** What goes on. It may be missed: the end says all. */
	async progress(body) {
		try {
			await this.#queued(body, false);
		} catch (thrown) {
			if (!(thrown instanceof UserError)) throw thrown;
			this.#log.notice(`The reply could not be updated: ${thrown.message}`);
		}
	}
	/** The end. A reply that was deleted meanwhile is written anew. */
	end(body) {
		return this.#queued(body, true);
	}
	/** What waits is written at once, the newest of it alone. */
	#queued(body, isEnd) {
		this.#wanted = body;
		const next = this.#last.then(() => this.#write(this.#wanted, isEnd));
		this.#last = next.catch(() => void 0);
		return next;
	}
	async #write(text, isEnd) {
		const body = `${this.#marker}\n${text}`;
		if (body === this.#shown) return;
		if (this.#id !== void 0) {
			const isThere = await updateComment(this.#github, this.#id, body);
			if (isThere) this.#shown = body;
			if (isThere || !isEnd) return;
		}
		const { issue, createdAt } = this.#place;
		const made = {
			issue,
			body,
			marker: this.#marker,
			since: createdAt
		};
		this.#id = await createComment(this.#github, made);
		this.#shown = body;
	}
};
/** What every reply to a comment begins with. */
function markerOf({ id }) {
	return `<!-- commit-train ${id} `;
}
/** Whether a comment that was claimed before has no reply, of whichever run. Where that cannot be read, nothing is said of it. */
async function isUnanswered(github, comment, log) {
	const { issue, createdAt } = comment;
	try {
		return await findComment(github, {
			issue,
			marker: markerOf(comment),
			since: createdAt
		}) === void 0;
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		log.notice(`Whether this comment has a reply could not be read: ${thrown.message}`);
		return false;
	}
}

// src/actions/deploybot/answer-request.ts
/** Carries a request out and answers it. False where nothing was to be done. */
async function answerRequest(request, runner, { token, prefix, signal, isStopped }) {
	const { log, env, clock, masks } = runner;
	const { comment } = request;
	const facts = readRunFacts(env, [
		"repository",
		"apiUrl",
		"attemptUrl",
		"repositoryUrl"
	]);
	const repository = ownerAndName(facts.repository);
	const redact = (text) => masks.redact(text);
	const connection = {
		token,
		apiUrl: facts.apiUrl,
		repository,
		log,
		clock,
		env,
		redact
	};
	const github = connectGitHub({
		...connection,
		signal
	});
	const writer = connectGitHub({
		...connection,
		retryLimits: LAST_STATUS_RETRY_LIMITS
	});
	const page = {
		...request,
		link: request.link === "" ? facts.attemptUrl : request.link
	};
	let reply;
	/** A view as the reply shows it, with where it comes from. */
	const bodyOf = (view, line = []) => {
		const { title, blocks } = masks.clean(view);
		const note = comment?.isOpenPull === true ? [lineBlock([{ mark: "warning" }, NOTE_OF_PULL])] : [];
		const step = line.length === 0 ? [] : [lineBlock(masks.clean(line))];
		const run = lineBlock([{
			link: facts.attemptUrl,
			text: "run"
		}]);
		return renderMarkdown({
			title,
			blocks: [
				...step,
				...blocks,
				...note,
				run
			]
		}, {
			now: clock.now(),
			prefix,
			mentions: true,
			limit: COMMENT_LIMIT
		});
	};
	let shown;
	const onPlan = async (plan) => {
		const view = deployPlanView(plan);
		shown = {
			...view,
			blocks: [lineBlock(["asked for by ", {
				login: request.login,
				notify: true
			}]), ...view.blocks]
		};
		log.info(logText(view, clock.now()));
		await reply?.plan(bodyOf(shown));
	};
	const onStep = (text) => {
		log.info(text);
		if (shown !== void 0) reply?.progress(bodyOf(shown, [{ mark: "running" }, text]));
	};
	const works = [];
	const later = (work) => void works.push(work);
	const effects = {
		github,
		log,
		clock,
		page: facts.repositoryUrl,
		onPlan,
		onStep,
		later
	};
	let end;
	try {
		const admission = await admit(request, effects);
		if (admission.kind === "quiet") {
			log.info(`Nothing to do: ${admission.why}`);
			if (comment !== void 0 && admission.isClaimed && await isUnanswered(github, comment, log)) await presentUnanswered(runner, prefix);
			return false;
		}
		if (comment !== void 0) reply = new Reply(writer, comment, log);
		end = endOfAnswer(await carryOutRequest(page, admission.role, effects));
	} catch (thrown) {
		end = isStopped() ? endOfStop() : endOfThrown(thrown);
	}
	try {
		await reply?.end(bodyOf(end.view));
	} catch (thrown) {
		const failed = endOfThrown(thrown);
		runner.fail(`The reply could not be written: ${failed.answer !== void 0 && "text" in failed.answer ? failed.answer.text : failed.code}`);
	}
	await presentEnd(end, runner, {
		prefix,
		isRun: reply === void 0
	});
	await afterAnswer(works, {
		log,
		isStopped
	});
	return true;
}
/** Who comments there may take it for a deployment of the pull request. */
const NOTE_OF_PULL = "This pull request is not merged: commands are about the default branch, never about its own commits.";
function lineBlock(line) {
	return {
		kind: "line",
		line
	};
}

export { answerRequest };