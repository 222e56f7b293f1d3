import { a as isOwner, c as reasonProblem, d as lockName, i as isLink, l as shownName, n as isClaim, p as scopeText, r as isExpired, t as LONGEST_LINK, u as unwritable } from "./domain-lock-held-lock.js";
import { i as oneLine$1, l as messageOf, n as withoutCommands, s as UserError, t as systemClock } from "./time-system-clock.js";
import { c as DURATION_WORDS, f as didYouMean, p as suggestion, r as parsePolicy } from "./policy-policy.js";
import { a as parseDuration, i as durationText, r as MINUTE, t as DAY } from "./time-duration.js";
import { t as canonicalName } from "./text-canonical-name.js";
import { i as lockWords$1, n as decideUnlock, t as decideLock } from "./domain-lock-decide.js";
import { t as reasonAddress } from "./reasons-address.js";
import { n as connectGitHub } from "./github-client.js";
import { t as readPolicyText } from "./github-contents.js";
import { lockRefsOf, t as readPlace } from "./github-locks-git-locks.js";
import { t as ownerAndName } from "./github-repository.js";
import { spawnExec } from "./process-spawn-exec.js";
import { parseArgs } from "node:util";
import { randomUUID } from "node:crypto";

// src/commands/answer/refused.ts
/** A command that came to nothing, with everything that led to it. */
function refusedAnswer({ reason, message, findings }) {
	return {
		schema: 1,
		code: reason,
		text: message,
		findings: findings.map(({ where, text }) => where === void 0 ? text : `${where}: ${text}`).filter((line) => line !== message)
	};
}

// src/commands/command.ts
const VERBS = [
	"status",
	"deploy",
	"rollback",
	"history",
	"lock",
	"unlock",
	"doctor",
	"help"
];
/** How each is written; the same in every door. */
const USAGE = {
	status: "status [service] [limit]",
	deploy: "deploy [service] <environment> [sha]",
	rollback: "rollback [service] <environment> [sha]",
	history: "history [service] [environment] [limit]",
	lock: "lock [service] <environment|all> [for 2h] [reason]",
	unlock: "unlock [service] <environment|all>",
	doctor: "doctor",
	help: "help"
};
/** How many lines `status` and `history` show. */
const LIMITS = {
	usual: 5,
	most: 50
};

// src/commands/grammar/target.ts
const ALL = "all";
/** Reads `[service] <environment|all>` from the first words; `rest` is what follows. Throws a `UserError` where it is not clear. */
function readTarget(named, known) {
	const { words } = named;
	const target = named.environment === void 0 ? fromWords(named, known) : {
		...named,
		rest: words
	};
	const service = target.service === void 0 ? void 0 : find(target.service, known.services, "service");
	const environment = target.environment === void 0 ? void 0 : find(target.environment, known.environments, "environment");
	if (service === void 0 && known.locks.repository !== void 0 && !named.shared) {
		const what = environment === void 0 ? "everything" : environment;
		const text = `the locks are in ${known.locks.repository}, which others share: name the service, or add --shared to mean ${what} of all of them`;
		throw new UserError("command-invalid", text);
	}
	return {
		scope: {
			service,
			environment
		},
		rest: target.rest
	};
}
function fromWords({ words, service }, { services, environments }) {
	const [first, second, ...others] = words;
	if (first === void 0) throw new UserError("command-invalid", `name an environment, or 'all'${list(environments)}`);
	if (service !== void 0) return {
		service,
		environment: environmentOf(first, environments),
		rest: words.slice(1)
	};
	const isService = has(services, first);
	const isEnvironment = first === ALL || has(environments, first);
	const isSecond = second !== void 0 && (second === ALL || has(environments, second));
	if (isService && isEnvironment && isSecond) {
		const text = `'${first}' is a service and an environment: write --service ${first}, or --environment ${first}`;
		throw new UserError("command-invalid", text);
	}
	if (isService && !isEnvironment) {
		if (second === void 0) throw new UserError("command-invalid", `name an environment after '${first}', or 'all'${list(environments)}`);
		return {
			service: first,
			environment: environmentOf(second, environments),
			rest: others
		};
	}
	const several = services.length > 1 ? services : [];
	if (!isEnvironment) {
		const near = suggestion(first, [
			ALL,
			...environments,
			...several
		]);
		throw new UserError("command-invalid", `'${first}' is no environment of the policy${near}`);
	}
	return {
		service: void 0,
		environment: environmentOf(first, environments),
		rest: words.slice(1)
	};
}
/** Undefined for `all`, which must not be the name of one as well. */
function environmentOf(word, environments) {
	if (word !== ALL) return word;
	if (!has(environments, ALL)) return void 0;
	throw new UserError("command-invalid", `'all' is an environment of the policy: write --environment all to mean that one`);
}
function find(name, names, what) {
	const found = names.find((one) => canonicalName(one) === canonicalName(name));
	if (found !== void 0) return found;
	throw new UserError("command-invalid", `'${name}' is no ${what} of the policy${suggestion(name, names)}`);
}
function has(names, name) {
	return names.some((one) => canonicalName(one) === canonicalName(name));
}
function list(names) {
	return ` (known: ${names.join(", ")})`;
}

// src/commands/grammar/command-words.ts
const LONGEST = 31 * DAY;
/** The verb of a command, before anything is read for it. Throws a `UserError` for none, and for one that does not exist. */
function verbOf([verb]) {
	const found = VERBS.find((one) => one === verb);
	if (found !== void 0) return found;
	const known = VERBS.join(", ");
	if (verb === void 0) throw new UserError("command-invalid", `no command is given (known: ${known})`);
	throw new UserError("command-invalid", `'${verb}' is no command${didYouMean(verb, VERBS) || ` (known: ${known})`}`);
}
/** Reads a command. Throws a `UserError` (`command-invalid`) for whatever the grammar does not have. */
function readCommand({ verb, words, options }, known) {
	if (verb === "status") {
		refuseRest(words, verb);
		refuseOptions(options, [], verb);
		return {
			verb,
			service: void 0,
			limit: LIMITS.usual
		};
	}
	if (verb !== "lock" && verb !== "unlock") throw new UserError("command-invalid", `'${verb}' is not there yet`);
	const { service, environment, claim, shared = false, steal = false } = options;
	if (claim !== void 0 && !isClaim(claim)) throw new UserError("command-invalid", "--claim is not one that an answer has named");
	const { scope, rest } = readTarget({
		words,
		service,
		environment,
		shared
	}, known);
	if (verb === "unlock") {
		refuseOptions(options, [
			"service",
			"environment",
			"shared",
			"steal",
			"claim"
		], verb);
		refuseRest(rest, verb);
		return {
			verb,
			scope,
			steal,
			claim
		};
	}
	const { lasts, reason } = lockWords(rest, options.reason);
	const problem = reasonProblem(reason);
	if (problem !== void 0) throw new UserError("command-invalid", `the reason cannot be kept: ${problem}`);
	const link = options.link ?? "";
	if (link !== "" && !isLink(link)) throw new UserError("command-invalid", `--link must be an address of http or https, of at most ${LONGEST_LINK} characters`);
	return {
		verb,
		scope,
		lasts,
		reason,
		link,
		steal,
		claim
	};
}
/** `[for 2h] [reason]`. */
function lockWords(words, option) {
	const hasTime = words[0]?.toLowerCase() === "for";
	const time = hasTime ? words[1] ?? "" : void 0;
	const lasts = time === void 0 ? void 0 : /^[1-9]/.test(time) ? parseDuration(time, [
		"m",
		"h",
		"d"
	]) : void 0;
	if (hasTime && lasts === void 0) {
		const text = `'for ${time}' is no time: ${DURATION_WORDS}; a reason that begins with 'for' goes after --reason`;
		throw new UserError("command-invalid", text);
	}
	if (lasts !== void 0 && lasts > LONGEST) throw new UserError("command-invalid", `a lock lasts at most 31d, not ${time}`);
	const said = words.slice(hasTime ? 2 : 0).join(" ");
	if (said !== "" && option !== void 0) throw new UserError("command-invalid", "the reason is given twice: as words and with --reason");
	return {
		lasts,
		reason: (option ?? said).trim()
	};
}
function refuseRest([first], verb) {
	if (first === void 0) return;
	throw new UserError("command-invalid", `'${first}' is not expected: ${USAGE[verb]}`);
}
function refuseOptions(options, allowed, verb) {
	const other = Object.entries(options).flatMap(([name, value]) => value === void 0 ? [] : [name]).find((name) => !allowed.some((one) => one === name));
	if (other !== void 0) throw new UserError("command-invalid", `'${verb}' has no option --${other}`);
}

// src/text/visible.ts
const UNSEEN = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/**
* Text in one line in which everything can be seen: blanks and ends of lines become one blank; what controls a terminal, turns
* the direction of writing or shows nothing at all is written out, so that no name is read as another one.
*/
function visibleText(text) {
	return text.toWellFormed().replaceAll(/\s+/g, " ").trim().replaceAll(UNSEEN, writtenOut);
}
/** A character as JSON writes it: `\u202e`. */
function writtenOut(character) {
	let text = "";
	for (let unit = 0; unit < character.length; unit++) text += `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`;
	return text;
}

// src/commands/render/json.ts
/**
* The answer itself, in one line. What controls a terminal or shows nothing is written out, which is the same JSON; `##[` as
* well, which a job's log takes for a command.
*/
function renderJson(answer) {
	return JSON.stringify(answer).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, writtenOut).replaceAll("##[", "#\\u0023[");
}

// src/text/display-width.ts
/** What takes two columns: East Asian wide and full-width characters, and what is shown as a picture. */
const WIDE = /^(?:[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1B000}-\u{1B2FF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}|\p{Extended_Pictographic}.*\uFE0F|\p{Regional_Indicator}{2})/u;
const NOTHING = /^[\p{Mn}\p{Me}\p{Cc}\p{Cf}]+$/u;
const ASCII = /^[ -~]*$/;
let characters;
/** How many columns of a terminal a text takes. */
function displayWidth(text) {
	if (ASCII.test(text)) return text.length;
	let width = 0;
	for (const character of charactersOf(text)) width += NOTHING.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
	return width;
}
/** What a reader takes for characters. */
function charactersOf(text) {
	characters ??= new Intl.Segmenter("en", { granularity: "grapheme" });
	return [...characters.segment(text)].map(({ segment }) => segment);
}

// src/commands/render/columns.ts
const GAP = 2;
/** A column is not made narrower than this: what is torn after every few letters cannot be read. */
const NARROWEST = 12;
/** The lines of a table, each column as wide as its widest cell; where all is too wide, the widest columns are broken. */
function tableLines(rows, width) {
	const count = Math.max(0, ...rows.map((row) => row.length));
	const natural = Array.from({ length: count }, (_, column) => Math.max(0, ...rows.map((row) => widthOf(row[column] ?? []))));
	const widths = width === void 0 ? natural : narrowed(natural, width);
	return rows.flatMap((row) => rowLines(row, widths));
}
function narrowed(natural, width) {
	const widths = [...natural];
	let over = widths.reduce((sum, one) => sum + one, 0) + GAP * (widths.length - 1) - width;
	while (over > 0) {
		const widest = Math.max(...widths);
		if (widest <= NARROWEST) break;
		const next = Math.max(NARROWEST, ...widths.filter((one) => one < widest));
		const less = Math.min(over, Math.max(1, widest - next));
		widths[widths.indexOf(widest)] = widest - less;
		over -= less;
	}
	return widths;
}
function rowLines(row, widths) {
	const cells = widths.map((width, column) => wrapped(row[column] ?? [], width));
	const height = Math.max(1, ...cells.map((lines) => lines.length));
	return Array.from({ length: height }, (_, line) => {
		return withoutEnd(widths.flatMap((width, column) => {
			const cell = cells[column]?.[line] ?? [];
			return column === widths.length - 1 ? cell : [...cell, { text: " ".repeat(width - widthOf(cell) + GAP) }];
		}));
	});
}
/** A cell in lines of at most so many columns, broken between words where that can be. */
function wrapped(cell, width) {
	if (widthOf(cell) <= width) return [cell];
	const lines = [[]];
	let used = 0;
	const put = (segment, text) => {
		const size = displayWidth(text);
		if (used + size > width && used > 0) {
			lines.push([]);
			used = 0;
			if (text === " ") return;
		}
		lines.at(-1)?.push({
			...segment,
			text
		});
		used += size;
	};
	for (const segment of cell) for (const word of segment.text.split(/(?<= )|(?= )/)) if (displayWidth(word) <= width) put(segment, word);
	else for (const character of charactersOf(word)) put(segment, character);
	return lines;
}
function widthOf(cell) {
	return cell.reduce((sum, { text }) => sum + displayWidth(text), 0);
}
function withoutEnd(cell) {
	const last = cell.findLastIndex(({ text }) => text.trim() !== "");
	return cell.slice(0, last + 1);
}

// src/commands/render/time-text.ts
/** `2026-01-05 12:00Z (2 h ago)`: what stays true beside what is quickly read. */
function timeText(time, now) {
	if (!Number.isFinite(time)) return "at an unknown time";
	return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")}Z (${agoText(time, now)})`;
}
function agoText(time, now) {
	if (Math.abs(now - time) < 6e4) return "now";
	return time < now ? `${durationText(now - time, "largest-unit")} ago` : `in ${durationText(time - now, "largest-unit")}`;
}

// src/commands/render/web-address.ts
/** An address that may become a link, with everything in it encoded that Markdown or a terminal reads; undefined for any other. */
function webAddress(text) {
	const url = URL.canParse(text) ? new URL(text) : void 0;
	if (url === void 0 || !["http:", "https:"].includes(url.protocol) || url.username !== "" || url.password !== "") return;
	return url.href.replaceAll(/[^\w.~:/?#@!$&*+,;=%-]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

// src/commands/render/segments.ts
const STYLES = {
	code: 36,
	strong: 1,
	good: 32,
	bad: 31,
	running: 36,
	waiting: 33,
	warning: 33
};
const MARKS = {
	good: "✓",
	bad: "✗",
	running: "↻",
	waiting: "·",
	warning: "!"
};
/** A line for a terminal. */
function segmentsOf(line, surface) {
	return line.flatMap((piece) => segmentsOfPiece(piece, surface));
}
function segmentsOfPiece(piece, { colours, now, program }) {
	if (typeof piece === "string") return [{ text: spaced(piece) }];
	if ("code" in piece) return [{
		text: visibleText(piece.code),
		style: "code"
	}];
	if ("strong" in piece) return [{
		text: visibleText(piece.strong),
		style: "strong"
	}];
	if ("login" in piece) return [{ text: `${visibleText(piece.login)}${piece.notify ? " (not notified)" : ""}` }];
	if ("mark" in piece) return [{
		text: MARKS[piece.mark],
		style: piece.mark
	}, { text: " " }];
	if ("time" in piece) return [{ text: timeText(piece.time, now) }];
	if ("command" in piece) {
		const text = `${program} ${visibleText(piece.command)}`;
		return [colours ? {
			text,
			style: "code"
		} : { text: `\`${text}\`` }];
	}
	const text = visibleText(piece.text);
	const link = webAddress(piece.link);
	if (link === void 0) return [{ text: `${text} (${visibleText(piece.link)})` }];
	if (colours) return [{
		text,
		link
	}];
	return [{ text: text === "" || text === piece.link ? link : `${text} (${link})` }];
}
/** A text of a line keeps the blanks at its ends: they are between it and its neighbours. */
function spaced(text) {
	const inner = visibleText(text);
	if (inner === "") return text === "" ? "" : " ";
	return `${/^\s/.test(text) ? " " : ""}${inner}${/\s$/.test(text) ? " " : ""}`;
}
/** The segments as they are printed. */
function painted(segments, { colours }) {
	if (!colours) return segments.map(({ text }) => text).join("");
	return segments.map(({ text, style, link }) => {
		const shown = style === void 0 ? text : `\u001b[${STYLES[style]}m${text}\u001b[0m`;
		return link === void 0 ? shown : `\u001b]8;;${link}\u001b\\${shown}\u001b]8;;\u001b\\`;
	}).join("");
}

// src/commands/render/terminal.ts
const INDENT = 2;
/** A view in the lines of a terminal. Without colours it is plain text: a pipe, a file, a job's log. */
function renderTerminal(view, surface) {
	return [segmentsOf(view.title, surface), ...blockLines(view.blocks, surface, true)].map((line) => painted(line, surface).trimEnd()).join("\n");
}
/** `follows`: a line stands above. */
function blockLines(blocks, surface, follows) {
	return blocks.flatMap((block, index) => {
		const before = blocks[index - 1];
		return [...(isLarge(block) || before !== void 0 && isLarge(before)) && (follows || before !== void 0) ? [[]] : [], ...linesOf(block, surface)];
	});
}
function isLarge({ kind }) {
	return kind === "table" || kind === "details";
}
function linesOf(block, surface) {
	const inner = {
		...surface,
		width: surface.width === void 0 ? void 0 : surface.width - INDENT
	};
	switch (block.kind) {
		case "line": return [segmentsOf(block.line, surface)];
		case "list": return block.items.map((item) => indented(segmentsOf(item, surface)));
		case "command": return [indented(segmentsOf([{ command: block.words }], {
			...surface,
			colours: true
		}))];
		case "table": {
			const head = block.columns.map((text) => segmentsOf([{ strong: text }], surface));
			const rows = block.rows.map((row) => row.map((cell) => segmentsOf(cell, surface)));
			return tableLines(block.columns.every((text) => text === "") ? rows : [head, ...rows], surface.width);
		}
		case "details": return [segmentsOf([{ strong: block.title }], surface), ...blockLines(block.blocks, inner, false).map(indented)];
	}
}
function indented(line) {
	return line.length === 0 ? line : [{ text: " ".repeat(INDENT) }, ...line];
}

// src/commands/locks/overlap.ts
const NAME$1 = /^(?:svc\.([a-z0-9_-]+))?\.?(?:env\.([a-z0-9_-]+))?$/;
/** Whether two locks hold some service in some environment together; the name of a ref is enough to know. */
function holdsPartOf(scope, name) {
	const [mine, other] = [namedScope(lockName(scope)), namedScope(name)];
	if (mine === void 0 || other === void 0) return false;
	return meet(mine.service, other.service) && meet(mine.environment, other.environment);
}
/** Whether a ref of this name can hold anything at all. */
function isLockName(name) {
	return namedScope(name) !== void 0;
}
function namedScope(name) {
	if (name === "all") return {
		service: void 0,
		environment: void 0
	};
	const found = NAME$1.exec(name);
	const [service, environment] = [found?.[1], found?.[2]];
	if (service === void 0 && environment === void 0) return void 0;
	return [service === void 0 ? [] : `svc.${service}`, environment === void 0 ? [] : `env.${environment}`].flat().join(".") === name ? {
		service,
		environment
	} : void 0;
}
function meet(one, other) {
	return one === void 0 || other === void 0 || one === other;
}

// src/commands/answer/lock.ts
function factsOfLock(lock, now) {
	const { scope, owner, reason, link, claim, createdAt, expiresAt } = lock;
	return {
		name: lockName(scope),
		holds: scopeText(scope),
		state: isExpired(lock, now) ? "over" : "held",
		owner,
		reason,
		link,
		claim,
		created: new Date(createdAt).toISOString(),
		expires: expiresAt === void 0 ? null : new Date(expiresAt).toISOString()
	};
}
/** Null where nothing was found. */
function factsOfFound(found, name, scope, now) {
	if (found.kind === "none") return null;
	if (found.kind === "lock") return factsOfLock(found.lock, now);
	const isStray = scope === void 0 && !isLockName(name);
	return {
		name,
		holds: isStray ? "nothing" : scope === void 0 ? "what its name says" : scopeText(scope),
		state: isStray ? "stray" : "unreadable",
		reason: found.why,
		owner: null,
		link: "",
		claim: null,
		created: null,
		expires: null
	};
}
/** Whose lock it was, where another took or released it while it held. */
function loserOf(before, actor) {
	if (before === null || before.state !== "held" || before.owner === null) return null;
	return isOwner({ owner: before.owner }, actor) ? null : before.owner;
}

// src/commands/locks/refusals.ts
/** Before the second try; doubled each time. A list of GitHub may lag behind what was written. */
const FIRST_PAUSE_MS = 200;
/** Before a further try, the first of which is 1. */
async function pauseBefore(tries, clock) {
	if (tries > 1) await clock.sleep(FIRST_PAUSE_MS * 2 ** (tries - 2));
}
/** Another has the lock, or it cannot be read. */
function refused({ reason, text }, scope) {
	return new UserError(reason, reason === "lock-held" ? `${scopeText(scope)} is ${text}` : text);
}
function contended(scope) {
	return new UserError("lock-contended", `the lock on ${scopeText(scope)} changes all the time: run the command again`);
}
/** There was nothing to release under that name, and other locks hold it. */
function stillLocked(scope, still) {
	const findings = still.map((one) => ({
		reason: "still-locked",
		text: stillText(one)
	}));
	const text = `${scopeText(scope)} has no lock of its own, and others hold it: ${findings.map((one) => one.text).join("; ")}`;
	return new UserError("still-locked", text, { findings });
}
function stillText({ name, holds, owner, reason, expires }) {
	if (owner === null) return `${shownName(name)} counts as locked: ${reason}`;
	return `${holds} is ${lockWords$1({
		owner,
		reason,
		expiresAt: expires === null ? void 0 : Date.parse(expires)
	})}`;
}

// src/commands/locks/sweep.ts
/** Locks that one command looks at: each is a request, and a repository may keep hundreds. */
const MOST_SWEPT = 10;
/**
* Removes locks whose time is over, each only if it is still that one, once the command has answered. It is no part of what was
* asked for: it may fail. Of many locks each command looks at some, those at another place each second.
*/
function sweepLater(refs, now, { locks, later }) {
	if (refs.length === 0) return;
	const start = refs.length <= MOST_SWEPT ? 0 : Math.floor(now / 1e3) % refs.length;
	const some = [...refs.slice(start), ...refs.slice(0, start)].slice(0, MOST_SWEPT);
	later(async () => {
		for (const ref of some) try {
			const found = await locks.content(ref);
			if (found.kind === "lock" && isExpired(found.lock, now)) await locks.remove(ref);
		} catch (thrown) {
			if (!(thrown instanceof UserError)) throw thrown;
			return;
		}
	});
}

// src/commands/verbs/lock.ts
const CODES = {
	expired: "taken-over",
	extended: "extended",
	stolen: "stolen"
};
/** Takes a lock, or makes one's own last as said. Throws a `UserError`: `lock-held`, `lock-unreadable`, `lock-contended`. */
async function lock({ command, actor }, ports) {
	const { locks, repository, clock } = ports;
	const { scope, reason, link, lasts, steal } = command;
	const name = lockName(scope);
	const claim = command.claim ?? ports.newClaim();
	const owner = actor.login;
	for (let tries = 1; tries <= 5; tries++) {
		await pauseBefore(tries, clock);
		const { refs, at: now = clock.now() } = await locks.list();
		const ref = refs.find((one) => one.name === name);
		const found = await locks.content(ref);
		const expiresAt = lasts === void 0 ? void 0 : now + lasts;
		const step = decideLock(found, {
			scope,
			owner,
			reason,
			link,
			claim,
			expiresAt
		}, now, steal);
		if (step.act === "refuse") throw refused(step, scope);
		const problem = unwritable(step.lock);
		if (problem !== void 0) throw new UserError("command-invalid", `it cannot be locked: ${problem}`);
		const before = factsOfFound(found, name, scope, now);
		if ((step.act === "create" || ref === void 0 ? await locks.create(name, step.lock) : await locks.replace(ref, step.lock)) === "changed") continue;
		const others = refs.filter((one) => one.name !== name);
		sweepLater(others, now, ports);
		const code = step.act === "create" ? "locked" : CODES[step.why];
		const notify = loserOf(before, owner);
		return {
			schema: 1,
			code,
			repository,
			lock: factsOfLock(step.lock, now),
			before,
			notify
		};
	}
	throw contended(scope);
}

// src/commands/locks/found.ts
/** Locks that are read at the same time: GitHub asks for fewer than a hundred requests at once, of all that one person does. */
const AT_ONCE = 10;
/** What each ref holds, in their order. One that cannot be read now is a line that says so, and no end of the others. */
async function readAll(refs, now, locks) {
	const all = [];
	for (let first = 0; first < refs.length; first += AT_ONCE) {
		const part = refs.slice(first, first + AT_ONCE);
		const read = await Promise.all(part.map((ref) => readOne(ref, now, locks)));
		all.push(...read.flatMap((facts) => facts ?? []));
	}
	return all;
}
async function readOne(ref, now, locks) {
	try {
		return factsOfFound(await locks.content(ref), ref.name, void 0, now);
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		return factsOfFound({
			kind: "unreadable",
			why: thrown.message
		}, ref.name, void 0, now);
	}
}

// src/commands/verbs/status.ts
/** Every lock that the repository keeps, those that cannot be read among them. Writes nothing. */
async function status({ locks, repository, clock }) {
	const { refs, at = clock.now() } = await locks.list();
	return {
		schema: 1,
		code: "status",
		repository,
		locks: await readAll(refs, at, locks)
	};
}

// src/commands/verbs/unlock.ts
/** Other locks on the same that are named: each is a request. */
const MOST_SHOWN = 20;
/**
* Gives a lock back. Throws a `UserError`: `lock-held` where it is another's, `lock-unreadable`, `lock-contended`,
* `still-locked` where it had no lock of its own and others hold it.
*/
async function unlock({ command, actor }, ports) {
	const { locks, repository, clock } = ports;
	const { scope, steal, claim = "" } = command;
	const name = lockName(scope);
	const holds = scopeText(scope);
	const who = {
		owner: actor.login,
		claim
	};
	for (let tries = 1; tries <= 5; tries++) {
		await pauseBefore(tries, clock);
		const { refs, at: now = clock.now() } = await locks.list();
		const ref = refs.find((one) => one.name === name);
		const found = await locks.content(ref);
		const step = decideUnlock(found, who, now, steal);
		if (step.act === "refuse") throw refused(step, scope);
		if (ref !== void 0 && step.act === "delete" && await locks.remove(ref) === "changed") continue;
		const others = refs.filter((one) => one.name !== name);
		const overlapping = others.filter((one) => holdsPartOf(scope, one.name)).slice(0, MOST_SHOWN);
		const still = (await readAll(overlapping, now, locks)).filter(({ state }) => state !== "over");
		sweepLater(others, now, ports);
		const wasHeld = step.act === "delete" && step.why !== "expired";
		if (!wasHeld && still.length > 0) throw stillLocked(scope, still);
		const before = factsOfFound(found, name, scope, now);
		const notify = loserOf(before, actor.login);
		return {
			schema: 1,
			code: wasHeld ? "unlocked" : "not-locked",
			repository,
			holds,
			before,
			notify,
			still
		};
	}
	throw contended(scope);
}

// src/commands/run.ts
/** Carries a command out and answers as data. Throws a `UserError` where it comes to nothing. */
async function runCommand(ask, ports) {
	const { command } = ask;
	if (is(ask, "lock")) return lock(ask, ports);
	if (is(ask, "unlock")) return unlock(ask, ports);
	if (is(ask, "status")) return status(ports);
	throw new UserError("command-invalid", `'${command.verb}' is not there yet`);
}
function is(ask, verb) {
	return ask.command.verb === verb;
}

// src/commands/view/help.ts
const DOES = {
	status: "where everything is, what waits, and what is locked",
	deploy: "a commit to an environment; without one: the newest that may be deployed",
	rollback: "the last good commit, or the one that is named",
	history: "what was deployed, by whom, and how it ended",
	lock: "holds an environment, or all of them",
	unlock: "gives it back",
	doctor: "whether the repository is set up",
	help: "this"
};
const OPTIONS$1 = [
	["--service NAME, --environment NAME", "a name, where the words are not clear"],
	["--reason TEXT, --link URL", "kept with the lock"],
	["--claim CLAIM", "of a lock that a workflow has taken, as its answer as data has it"],
	["--steal", "also what another has locked, or what cannot be read"],
	["--shared", "where several repositories share their locks: for all of them"]
];
const OPTIONS_OF_TERMINAL = [["--repo owner/name", "the repository; default: that of the clone around"], ["--json", "the answer as data"]];
/** What can be written, and how a command ends. */
function helpView(door) {
	const isTerminal = door === "terminal";
	const options = isTerminal ? [...OPTIONS$1, ...OPTIONS_OF_TERMINAL] : OPTIONS$1;
	return {
		title: ["Commands:"],
		blocks: [
			table(VERBS.map((verb) => [{ command: USAGE[verb] }, DOES[verb]])),
			{
				kind: "line",
				line: ["Options:"]
			},
			table(options.map(([option, does]) => [{ code: option }, does])),
			...isTerminal ? [{
				kind: "line",
				line: ["Exit codes: 0 done, 1 refused, 2 not understood, 3 an error"]
			}] : []
		]
	};
}
function table(rows) {
	return {
		kind: "table",
		columns: ["", ""],
		rows: rows.map(([what, does]) => [[what], [does]])
	};
}

// src/commands/view/refused.ts
/** A command that came to nothing: why, everything that led to it, and where to read more. */
function refusedView({ code, text, findings }) {
	return {
		title: [
			{ mark: "bad" },
			text,
			" (",
			{ code },
			")"
		],
		blocks: [...findings.length === 0 ? [] : [{
			kind: "list",
			items: findings.map((one) => [one])
		}], ...code === "command-invalid" ? [] : [{
			kind: "line",
			line: [{
				link: reasonAddress(code),
				text: "what this means"
			}]
		}]]
	};
}

// src/commands/view/lock.ts
const DONE = {
	locked: "locked",
	extended: "still locked",
	"taken-over": "locked",
	stolen: "stolen"
};
/** What came of a command about locks. */
function lockView(answer) {
	if (answer.code === "status") return locksView(answer.locks, answer.repository);
	if ("holds" in answer) {
		if (answer.code === "not-locked") return oneLine([`${answer.holds} was not locked (${answer.repository})`]);
		const title = [
			{ mark: "good" },
			`unlocked ${answer.holds} (${answer.repository})`,
			...formerly(answer.before, answer.notify)
		];
		const items = answer.still.map((one) => ["still locked: ", ...lockLine(one)]);
		return {
			title,
			blocks: items.length === 0 ? [] : [{
				kind: "list",
				items
			}]
		};
	}
	const { lock, repository, code, before } = answer;
	const was = code === "stolen" || code === "taken-over" ? formerly(before, answer.notify) : [];
	return oneLine([
		{ mark: "good" },
		`${DONE[code]}: `,
		...lockLine(lock),
		` (${repository})`,
		...was
	]);
}
function locksView(locks, repository) {
	if (locks.length === 0) return oneLine([`nothing is locked (${repository})`]);
	return {
		title: [`locks of ${repository}:`],
		blocks: [{
			kind: "list",
			items: locks.map(lockLine)
		}]
	};
}
/** One lock, whatever its state. */
function lockLine({ name, holds, state, owner, reason, link, expires }) {
	if (state === "stray") return [{ code: name }, " holds nothing: no lock is named so"];
	if (state === "unreadable") return [
		{ code: name },
		" counts as locked: ",
		reason
	];
	const until = expires === null ? ["until it is unlocked"] : ["until ", { time: Date.parse(expires) }];
	return [
		...[
			holds,
			" by ",
			{
				login: owner ?? "",
				notify: false
			},
			" "
		],
		...until,
		...state === "over" ? [", which is over"] : [],
		...reason === "" && link === "" ? [] : [": "],
		...reason === "" ? [] : [reason],
		...link === "" ? [] : [reason === "" ? "" : " ", {
			link,
			text: "link"
		}]
	];
}
/** Whose it was: notified, where the door can, when somebody else has done that. */
function formerly(before, notify) {
	if (before === null || before.owner === null) return [];
	const why = before.reason === "" ? [] : [": ", before.reason];
	return [
		"; it was of ",
		{
			login: before.owner,
			notify: before.owner === notify
		},
		...why
	];
}
function oneLine(title) {
	return {
		title,
		blocks: []
	};
}

// src/commands/view/view-of.ts
/** What every door shows of an answer. A code without a view does not compile. */
function viewOf(answer) {
	switch (answer.code) {
		case "locked":
		case "extended":
		case "taken-over":
		case "stolen":
		case "unlocked":
		case "not-locked":
		case "status": return lockView(answer);
	}
}

// src/terminal/arguments.ts
const OPTIONS = {
	service: { type: "string" },
	environment: { type: "string" },
	reason: { type: "string" },
	link: { type: "string" },
	claim: { type: "string" },
	steal: { type: "boolean" },
	shared: { type: "boolean" },
	repo: {
		type: "string",
		short: "R"
	},
	json: { type: "boolean" },
	help: {
		type: "boolean",
		short: "h"
	}
};
/** Throws a `UserError` (`command-invalid`) for an option that does not exist. */
function readArguments(args) {
	try {
		const { values, positionals } = parseArgs({
			args: [...args],
			options: OPTIONS,
			allowPositionals: true
		});
		const { repo, json = false, help = false, ...options } = values;
		return {
			words: positionals,
			options,
			repo,
			json,
			help
		};
	} catch (thrown) {
		const given = args.find((arg) => /^--?[A-Za-z]/.test(arg) && !isKnown(arg));
		const near = given === void 0 ? "" : didYouMean(nameOf(given), Object.keys(OPTIONS));
		const text = given === void 0 ? messageOf(thrown).split(". ")[0] ?? "" : `there is no option ${given}${near}`;
		throw new UserError("command-invalid", text, { cause: thrown });
	}
}
function isKnown(arg) {
	return Object.entries(OPTIONS).some(([name, one]) => nameOf(arg) === name || "short" in one && arg === `-${one.short}`);
}
function nameOf(arg) {
	return arg.replace(/^--?/, "").replace(/=.*/s, "");
}

// src/terminal/place.ts
const NAME = /^[A-Za-z0-9][A-Za-z0-9-]*\/(?!\.{1,2}$)[A-Za-z0-9._-]+$/;
const PUBLIC_HOST = "github.com";
/** `--repo`, else `GH_REPO`, else the remote `origin` of the clone around. Throws a `UserError` (`repository-unknown`). */
async function findPlace(named, around) {
	const { env } = around;
	const given = named ?? nonEmpty(env.GH_REPO);
	const { name, host } = given === void 0 ? await fromRemote(around) : fromName(given, env);
	const [owner = "", repo = ""] = name.split("/");
	const apiUrl = nonEmpty(env.GITHUB_API_URL);
	const usual = host === PUBLIC_HOST ? "https://api.github.com" : `https://${host}/api/v3`;
	return {
		owner,
		repo,
		host,
		apiUrl: apiUrl ?? usual
	};
}
/** `GH_TOKEN`, `GITHUB_TOKEN`, or what `gh` is logged in with. Throws a `UserError` (`token-missing`). */
async function findToken({ host }, { env, cwd, exec }) {
	const given = nonEmpty(env.GH_TOKEN) ?? nonEmpty(env.GITHUB_TOKEN);
	if (given !== void 0) return given;
	const text = `no token for ${host}: run 'gh auth login', or set GH_TOKEN`;
	try {
		const { exitCode, stdout } = await exec("gh", [
			"auth",
			"token",
			"--hostname",
			host
		], {
			env: plain(env),
			cwd
		});
		const token = stdout.trim();
		if (exitCode === 0 && token !== "") return token;
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		throw new UserError("token-missing", text, { cause: thrown });
	}
	throw new UserError("token-missing", text);
}
function fromName(text, env) {
	const parts = text.split("/");
	const host = parts.length === 3 ? parts.shift() ?? "" : nonEmpty(env.GH_HOST) ?? PUBLIC_HOST;
	const name = parts.join("/");
	if (NAME.test(name) && /^[A-Za-z0-9.-]+(:\d+)?$/.test(host)) return {
		name,
		host: host.toLowerCase()
	};
	throw new UserError("repository-unknown", `'${oneLine$1(text)}' is no repository: write --repo owner/name`);
}
async function fromRemote({ env, cwd, exec }) {
	const advice = "run this in a clone of the repository, or write --repo owner/name";
	const { exitCode, stdout } = await exec("git", [
		"remote",
		"get-url",
		"origin"
	], {
		env: plain(env),
		cwd
	}).catch((thrown) => {
		if (thrown instanceof UserError) return {
			exitCode: 1,
			stdout: ""
		};
		throw thrown;
	});
	if (exitCode !== 0) throw new UserError("repository-unknown", `there is no clone with a remote 'origin' here: ${advice}`);
	const address = stdout.trim();
	const [, host = "", name = ""] = /^(?:https?:\/\/(?:[^@/]*@)?|ssh:\/\/(?:[^@/]*@)?|[^@/\s]+@)([^:/\s]+)(?::\d+)?[:/](.+?)(?:\.git)?\/?$/.exec(address) ?? [];
	if (NAME.test(name)) return {
		name,
		host: host.toLowerCase()
	};
	throw new UserError("repository-unknown", `the remote 'origin' is no repository of GitHub: ${advice}`);
}
function plain(env) {
	return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => value === void 0 ? [] : [[name, value]]));
}
function nonEmpty(text) {
	return text === void 0 || text.trim() === "" ? void 0 : text.trim();
}

// src/terminal/screen.ts
/** https://no-color.org: whatever it says, as long as it says something. */
function screenOf(stream, env) {
	const isTerminal = stream.isTTY === true;
	const isPlain = [env.NO_COLOR, env.CI].some((value) => (value ?? "") !== "") || env.TERM === "dumb";
	const isJobLog = env.GITHUB_ACTIONS === "true";
	return {
		colours: isTerminal && !isPlain,
		width: isTerminal ? stream.columns : void 0,
		print: (lines) => void stream.write(`${isJobLog ? withoutCommands(lines) : lines}\n`)
	};
}

// src/terminal/main.ts
/** How the command ends, for scripts. */
const EXIT_CODES = {
	done: 0,
	refused: 1,
	notUnderstood: 2,
	error: 3
};
/** The entry of the command `commit-train`. */
async function runCommandLine() {
	const { argv, env, stdout, stderr } = process;
	process.exitCode = await runTerminal({
		args: argv.slice(2),
		env,
		cwd: process.cwd(),
		exec: spawnExec,
		clock: systemClock,
		out: screenOf(stdout, env),
		err: screenOf(stderr, env)
	});
}
/** Runs one command and resolves with the exit code. What is a bug is thrown. */
async function runTerminal(terminal) {
	const { out, err, clock } = terminal;
	const show = (view, screen) => screen.print(renderTerminal(view, {
		...screen,
		now: clock.now(),
		program: "commit-train"
	}));
	let isJson = terminal.args.includes("--json");
	try {
		const args = readArguments(terminal.args);
		isJson = args.json;
		const verb = args.help ? "help" : verbOf(args.words);
		if (verb === "help") {
			show(helpView("terminal"), out);
			return EXIT_CODES.done;
		}
		const works = [];
		const answer = await answered(verb, args, terminal, (work) => works.push(work));
		if (isJson) out.print(renderJson(answer));
		else show(viewOf(answer), out);
		for (const work of works) await work();
		return EXIT_CODES.done;
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		const refused = refusedAnswer(thrown);
		if (isJson) out.print(renderJson(refused));
		else show(refusedView(refused), err);
		if (thrown.reason === "command-invalid") return EXIT_CODES.notUnderstood;
		return thrown.outcome === "refused" ? EXIT_CODES.refused : EXIT_CODES.error;
	}
}
async function answered(verb, args, terminal, later) {
	const { options, repo } = args;
	const { clock, env } = terminal;
	const place = await findPlace(repo, terminal);
	const token = await findToken(place, terminal);
	const { owner, repo: name, apiUrl } = place;
	const own = {
		owner,
		repo: name
	};
	const github = connectGitHub({
		token,
		apiUrl,
		repository: own,
		log: logOf(terminal),
		clock,
		env
	});
	const policy = parsePolicy(await readPolicyText(github), { repository: name });
	const { services, locks: kept } = policy;
	const written = {
		verb,
		words: args.words.slice(1),
		options
	};
	const command = readCommand(written, {
		services,
		environments: policy.environments.map((one) => one.name),
		locks: kept
	});
	const repository = kept.repository ?? `${owner}/${name}`;
	const { login } = await readPlace(github, ownerAndName(repository));
	const ask = {
		command,
		intent: `terminal:${randomUUID()}`,
		link: "",
		at: clock.now(),
		door: "terminal",
		actor: {
			login,
			proof: "token"
		}
	};
	const ports = {
		github,
		repository,
		clock,
		log: logOf(terminal),
		newClaim: randomUUID,
		later
	};
	return runCommand(ask, {
		...ports,
		locks: lockRefsOf(github, own, kept)
	});
}
/** The answer alone goes to standard output. */
function logOf({ err }) {
	const line = (text) => err.print(visibleText(text));
	return {
		debug: () => void 0,
		info: line,
		notice: line,
		warning: line,
		error: line,
		group: (_, work) => work()
	};
}

export { runCommandLine };