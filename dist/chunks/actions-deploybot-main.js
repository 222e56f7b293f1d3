import { n as nearest } from "./text-suggestion.js";
import { r as VERBS } from "./commands-command.js";
import { c as UserError, l as isStopped } from "./time-system-clock.js";
import { t as hideInputs } from "./runner-input-secrets.js";
import { s as readInputs } from "./runner-inputs.js";
import { n as readEventFile, t as readRunFacts } from "./runner-run-facts.js";
import { t as runStep } from "./runner-step-process.js";
import { n as fieldOf, t as asRecord } from "./text-json.js";
import { createHash } from "node:crypto";

// src/commands/grammar/first-line.ts
/** Characters of a line that is read as a command, at most. */
const LONGEST_LINE = 1e3;
/**
* The command in the first line of a comment: the prefix, and a verb directly after it, or a word that is nearly one. Undefined
* for any other text: paths, quotes, code and the commands of other bots are left alone.
*/
function commandOfComment(body, prefix) {
	const [line = ""] = body.slice(0, 1001).split(/[\r\n\u2028\u2029]/);
	if (!line.startsWith(prefix) || line.length > LONGEST_LINE) return void 0;
	const rest = line.slice(prefix.length);
	if (isName(prefix) ? !/^\s/.test(rest) : /^\s/.test(rest)) return void 0;
	const words = wordsOfLine(rest);
	const [verb = ""] = words;
	if (!/^[a-z]{2,12}$/i.test(verb) || nearest(verb, VERBS) === void 0) return void 0;
	return { words };
}
/** What stands before a verb in a comment: `@deploybot ` in `@deploybot status`, and `/` in `/status`. */
function writtenPrefix(prefix) {
	return isName(prefix) ? `${prefix} ` : prefix;
}
/** Whether a verb directly after it would be a part of it. */
function isName(prefix) {
	return /[\p{L}\p{N}]$/u.test(prefix);
}
/**
* The words of a line, as a shell reads them as far as quotes go: `'two words'`, `"two words"`, and `'it'\''s'`. A word that only
* contains a quote, such as `it's`, stays as it is.
*/
function wordsOfLine(line) {
	const words = [];
	let rest = line.trim();
	while (rest !== "") {
		const [whole, quoted] = quotedWord(rest) ?? plainWord(rest);
		words.push(quoted);
		rest = rest.slice(whole.length).trimStart();
	}
	return words;
}
const QUOTED = /^(?:'[^']*'|"[^"]*"|“[^”“]*[”“]|\\['"])+(?=\s|$)/;
const PART = /'([^']*)'|"([^"]*)"|“([^”“]*)[”“]|\\(['"])/g;
/** A word that is quoted from its beginning to its end, and what it says. */
function quotedWord(rest) {
	const option = /^--[a-z]+=(?=['"“])/.exec(rest)?.[0] ?? "";
	const [whole] = QUOTED.exec(rest.slice(option.length)) ?? [];
	if (whole === void 0) return void 0;
	const text = [...whole.matchAll(PART)].map(([, ...parts]) => parts.find((part) => part !== void 0) ?? "").join("");
	return [option + whole, option + text];
}
function plainWord(rest) {
	const word = /^\S+/.exec(rest)?.[0] ?? rest;
	return [word, word];
}

// src/actions/deploybot/inputs.ts
/** The inputs of the root action; `action.yml` and docs/deploybot.md say the same (a contract test holds them together). */
const DEPLOYBOT_INPUTS = {
	token: {
		description: "Token that reads the repository, writes the reply, locks and deployments. A deployment made with the workflow's own token starts no workflow: with it, deploy by dispatch.",
		required: true,
		default: "${{ github.token }}",
		secret: "text"
	},
	prefix: {
		description: "What a command in a comment begins with: a sign such as `/` or `.`, or a name such as `@deploybot`.",
		default: "/"
	},
	command: { description: "The command of a manual run or an API call, without a prefix: `deploy production`. In a comment the command is the first line." }
};
/** Validates the inputs before anything is asked. Throws `input-invalid`. */
function validateDeploybot(texts) {
	const { token, prefix, command } = texts;
	if (!/^[!-~]{1,30}$/.test(prefix) || /^[>`#<\-+*=|]/.test(prefix) || /["'`<>\\]/.test(prefix)) throw new UserError("input-invalid", `Input "prefix" is ${JSON.stringify(prefix)}; write a sign such as / or ., or a name such as @deploybot`);
	return {
		token,
		prefix,
		command
	};
}

// src/actions/deploybot/request.ts
/** The events that carry the input `command`; with any other it is not known who asks. */
const BY_INPUT = ["workflow_dispatch", "repository_dispatch"];
/** `event`: of the run, as GitHub wrote it. `startedBy`: who started this attempt. Throws a `UserError`. */
function requestOf({ prefix, command }, { eventName, runId, attempt }, event, startedBy) {
	if (eventName === "issue_comment") return requestOfComment(event, {
		prefix,
		command,
		attempt
	});
	if (!BY_INPUT.includes(eventName)) {
		const text = `This run was started by "${eventName}"; run on issue_comment (created), workflow_dispatch or repository_dispatch`;
		throw new UserError("event-unsupported", text);
	}
	if (command === "") throw new UserError("input-missing", "Input \"command\" is empty; write one, such as \"status\"");
	const [line = "", ...more] = command.split(/[\r\n]+/);
	if (more.length > 0) throw new UserError("input-invalid", "Input \"command\" has several lines; write one command");
	const words = wordsOfLine(line.startsWith(prefix) ? line.slice(prefix.length) : line);
	return {
		kind: "ask",
		words,
		login: startedBy,
		intent: intentOfRun(runId, words),
		link: "",
		comment: void 0
	};
}
/** A run may give several commands, each in a step of its own; the same one again in a re-run is the same request. */
function intentOfRun(runId, words) {
	return `run:${runId}:${createHash("sha256").update(JSON.stringify(words)).digest("hex").slice(0, 16)}`;
}
function requestOfComment(event, { prefix, command, attempt }) {
	const nothing = (why) => ({
		kind: "nothing",
		why
	});
	if (command !== "") throw new UserError("input-invalid", "Input \"command\" is for manual runs; in a comment the first line is the command");
	const { action, comment: given, issue, repository } = asRecord(event);
	const comment = asRecord(given);
	const { id, body, html_url: link, created_at: createdAt } = comment;
	const login = fieldOf(comment.user, "login");
	const number = fieldOf(issue, "number");
	if (action !== "created") return nothing("only new comments hold commands: this one was changed");
	if (typeof id !== "number" || typeof body !== "string" || typeof login !== "string" || typeof number !== "number") throw new UserError("event-invalid", "The event file of this run holds no comment; it must be the one GitHub wrote");
	if (fieldOf(comment.user, "type") !== "User" || fieldOf(asRecord(event).sender, "login") !== login) return nothing("only comments of people hold commands");
	const found = commandOfComment(body, prefix);
	if (found === void 0) return nothing("the first line of the comment is no command");
	if (attempt > 1) return nothing("a comment is carried out once, and this is another attempt: write a new comment");
	const pull = fieldOf(issue, "pull_request");
	return {
		kind: "ask",
		words: found.words,
		login,
		intent: `comment:${id}`,
		link: typeof link === "string" ? link : "",
		comment: {
			id,
			issue: number,
			createdAt: typeof createdAt === "string" ? createdAt : "",
			isOpenPull: pull !== void 0 && typeof fieldOf(pull, "merged_at") !== "string",
			isPublic: fieldOf(repository, "private") !== true
		}
	};
}

// src/actions/deploybot/main.ts
/** The entry of the root action. */
function deploybot(begun) {
	return runStep(deploybotStep, begun);
}
/** Reads what the run was asked for, carries it out, answers. `signal` is aborted when the run is cancelled. */
async function deploybotStep(runner, signal) {
	hideInputs(DEPLOYBOT_INPUTS, runner);
	const { log, env } = runner;
	let request;
	let token;
	let prefix;
	try {
		const inputs = validateDeploybot(readInputs(DEPLOYBOT_INPUTS, runner.input));
		const facts = readRunFacts(env, [
			"eventName",
			"eventPath",
			"runId",
			"attempt",
			"actor"
		]);
		const startedBy = env.GITHUB_TRIGGERING_ACTOR || facts.actor;
		request = requestOf(inputs, facts, readEventFile(facts.eventPath), startedBy);
		token = inputs.token;
		prefix = writtenPrefix(inputs.prefix);
	} catch (thrown) {
		const { endOfThrown } = await import("./actions-deploybot-end.js");
		const { presentEnd } = await import("./actions-deploybot-outputs.js");
		await presentEnd(endOfThrown(thrown), runner, {
			prefix: "/",
			isRun: true
		});
		return;
	}
	if (request.kind === "nothing") {
		log.info(`Nothing to do: ${request.why}`);
		presentNothing(runner);
		return;
	}
	const { answerRequest } = await import("./actions-deploybot-answer-request.js");
	if (!await answerRequest(request, runner, {
		token,
		prefix,
		signal,
		isStopped: () => isStopped(signal)
	})) presentNothing(runner);
}
function presentNothing({ setOutput }) {
	setOutput("decision", "nothing");
	setOutput("code", "");
	setOutput("answer", "");
}

export { deploybot };