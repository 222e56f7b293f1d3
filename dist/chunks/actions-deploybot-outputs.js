import { n as fenced, t as escaped } from "./text-markdown.js";
import { a as visibleText, i as shownTime, n as spaced, r as webAddress, t as renderTerminal } from "./commands-render-terminal.js";
import { o as BUG_REPORT, r as cut } from "./time-system-clock.js";

// src/commands/render/comment-text.ts
/** No name or title is longer than a reader wants; what is cut is in the answer as data. */
const LONGEST_PIECE = 2e3;
/** Between the characters of what GitHub would make something of: it shows nothing. */
const BREAK = "​";
/**
* Text in a comment, as text alone. GitHub looks for mentions, issues, addresses and emoji after it has taken backslashes
* away, so these are broken up: a commit's title must neither notify a person nor leave a reference at the issue that it names.
*/
function commentText(text) {
	return escaped(cut(visibleText(text), LONGEST_PIECE)).replaceAll(/#(?=\d)/g, `#${BREAK}`).replaceAll(/\b(GH)-(?=\d)/gi, `$1-${BREAK}`).replaceAll(/:(?=\/\/)/g, `:${BREAK}`).replaceAll(/\bwww(?=\.)/gi, `$&${BREAK}`).replaceAll(/:(?=[\w+-]+:)/g, `:${BREAK}`).replaceAll("$", "<span>$</span>");
}
/** A name, a SHA or a command in a fixed-width font. Nothing inside is read as Markdown, nor as a mention. */
function commentCode(text, isInTable) {
	const shown = cut(visibleText(text), LONGEST_PIECE);
	if (shown === "") return "";
	if (isInTable && /[|\\]/.test(shown)) return `<code>${escaped(shown.replaceAll("\\", "\0").replaceAll("|", "")).replaceAll("\0", "&#92;").replaceAll("", "&#124;")}</code>`;
	const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = "`".repeat(longest + 1);
	const pad = /^`|`$|^ .* $/.test(shown) ? " " : "";
	return `${fence}${pad}${shown}${pad}${fence}`;
}
/** At the beginning of a line some characters begin a list, a heading or a rule. */
function lineStart(line) {
	return line.replace(/^[-+=]/, "\\$&").replace(/^(\d+)([.)])/, "$1\\$2");
}

// src/commands/render/markdown.ts
/**
* GitHub refuses a comment of more characters. Bytes are never fewer than those, by whatever it counts; and there is room for
* what a door writes around the answer.
*/
const COMMENT_LIMIT = 63488;
const MARKS = {
	good: "✅",
	bad: "❌",
	running: "🔄",
	waiting: "⏳",
	warning: "⚠️"
};
/** A login that becomes a mention; everything else would mention another one, or a team. */
const LOGIN = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})$/;
/** A view as a comment, or as the summary of a job. What does not fit is left out with a word about it. */
function renderMarkdown(view, surface) {
	const title = lineStart(inline(view.title, surface));
	const note = `_What follows is longer than a comment may be: ${"9".repeat(6)} more lines are left out._`;
	const room = surface.limit - size(title) - size(note) - 4;
	const { text, left } = within(view.blocks, surface, room);
	return `${[
		title,
		text,
		left === 0 ? "" : noteOf(left)
	].filter((part) => part !== "").join("\n\n")}\n`;
}
function noteOf(left) {
	return `_What follows is longer than a comment may be: ${left} more ${left === 1 ? "line is" : "lines are"} left out._`;
}
/** The blocks that fit, the last of them in part. */
function within(blocks, surface, room) {
	const texts = [];
	let free = room;
	let left = 0;
	for (const block of blocks) {
		const one = left > 0 ? {
			text: "",
			left: linesIn(block)
		} : blockWithin(block, surface, free - 2);
		left += one.left;
		if (one.text === "") continue;
		texts.push(one.text);
		free -= size(one.text) + 2;
	}
	return {
		text: texts.join("\n\n"),
		left
	};
}
function blockWithin(block, surface, room) {
	switch (block.kind) {
		case "line": return whole(lineStart(inline(block.line, surface)), room);
		case "command": return whole(fenced([`${surface.prefix}${visibleText(block.words)}`]), room);
		case "list": return asMany([], block.items.map((item) => `- ${lineStart(inline(item, surface))}`), room);
		case "table": {
			const head = `| ${block.columns.map((text) => cellOf([text], surface)).join(" | ")} |`;
			const rule = `|${" --- |".repeat(block.columns.length)}`;
			const rows = block.rows.map((row) => `| ${row.map((cell) => cellOf(cell, surface)).join(" | ")} |`);
			return asMany([head, rule], rows, room);
		}
		case "details": {
			const start = `<details><summary>${commentText(block.title)}</summary>\n\n`;
			const end = "\n\n</details>";
			const { text, left } = within(block.blocks, surface, room - size(start) - size(end));
			return text === "" ? {
				text,
				left
			} : {
				text: `${start}${text}${end}`,
				left
			};
		}
	}
}
function whole(text, room) {
	return size(text) <= room ? {
		text,
		left: 0
	} : {
		text: "",
		left: 1
	};
}
function asMany(head, lines, room) {
	let free = room - size(head.join("\n"));
	const kept = [];
	for (const line of lines) {
		free -= size(line) + 1;
		if (free < 0) break;
		kept.push(line);
	}
	return {
		text: kept.length === 0 ? "" : [...head, ...kept].join("\n"),
		left: lines.length - kept.length
	};
}
function linesIn(block) {
	if (block.kind === "list") return block.items.length;
	if (block.kind === "table") return block.rows.length;
	if (block.kind === "details") return block.blocks.reduce((sum, one) => sum + linesIn(one), 0);
	return 1;
}
function cellOf(line, surface) {
	return inline(line, surface, true).trim();
}
function inline(line, surface, isInTable = false) {
	let text = "";
	for (const piece of line) {
		const next = inlinePiece(piece, surface, isInTable);
		text += /@[\w-]+$/.test(text) && /^[\w/-]/.test(next) ? `\u200b${next}` : next;
	}
	return text.trim();
}
function inlinePiece(piece, { now, prefix, mentions }, isInTable) {
	if (typeof piece === "string") {
		const [, before = "", inner = "", after = ""] = /^( ?)(.*?)( ?)$/.exec(spaced(piece)) ?? [];
		return `${before}${commentText(inner)}${after}`;
	}
	if ("code" in piece) return commentCode(piece.code, isInTable);
	if ("strong" in piece) return piece.strong.trim() === "" ? "" : `**${commentText(piece.strong)}**`;
	if ("login" in piece) return mentions && piece.notify && LOGIN.test(piece.login) ? `@${piece.login}` : commentText(`${piece.login}${piece.otherwise ?? ""}`);
	if ("mark" in piece) return `${MARKS[piece.mark]} `;
	if ("time" in piece) return shownTime(piece.time, now);
	if ("command" in piece) return commentCode(`${prefix}${piece.command}`, isInTable);
	const link = webAddress(piece.link);
	const text = commentText(piece.text);
	if (link === void 0) return `${text} (${commentText(piece.link)})`;
	return `[${text === "" ? commentText(link) : text}](<${link}>)`;
}
function size(text) {
	return Buffer.byteLength(text);
}

// src/actions/deploybot/outputs.ts
/** Says how it ended: the outputs, the log, the job summary. */
async function presentEnd({ decision, code, answer, view, bug }, { log, clock, setOutput, writeSummary, fail }, { prefix, isRun }) {
	setOutput("decision", decision);
	setOutput("code", code);
	setOutput("answer", answer ?? "");
	const now = clock.now();
	const text = logText(view, now);
	const [first = ""] = text.split("\n");
	log.info(text);
	await writeSummary(view, (clean) => renderMarkdown(clean, {
		now,
		prefix,
		mentions: false,
		limit: COMMENT_LIMIT
	}));
	if (bug !== void 0) log.info(`${bug.stack}\n${BUG_REPORT}`);
	if (decision === "error" || decision !== "done" && isRun) fail(first);
}
/** The comment was claimed before, and has no reply yet. */
async function presentUnanswered({ clock, log, writeSummary }, prefix) {
	const text = "This comment has the 👀 of this account, and no reply yet: another run works on it, or ended before it could answer. If none comes, write a new comment.";
	const view = {
		title: [{ mark: "warning" }, text],
		blocks: []
	};
	log.warning(text);
	const surface = {
		now: clock.now(),
		prefix,
		mentions: false,
		limit: COMMENT_LIMIT
	};
	await writeSummary(view, (clean) => renderMarkdown(clean, surface));
}
/** A view in the log of the run. */
function logText(view, now) {
	return renderTerminal(view, {
		now,
		colours: false,
		width: void 0,
		program: "commit-train"
	});
}

export { logText, renderMarkdown as n, presentEnd, presentUnanswered, COMMENT_LIMIT as t };