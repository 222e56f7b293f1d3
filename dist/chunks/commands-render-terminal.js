import { i as durationText, r as MINUTE } from "./time-duration.js";

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

// src/commands/render/time-text.ts
/** `2026-01-05 12:00Z (2 h ago)`: what stays true beside what is quickly read. */
function shownTime(time, now) {
	if (!Number.isFinite(time)) return "at an unknown time";
	return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")}Z (${agoText(time, now)})`;
}
function agoText(time, now) {
	if (Math.abs(now - time) < 6e4) return "now";
	return time < now ? `${durationText(now - time, "largest-unit")} ago` : `in ${durationText(Math.ceil((time - now) / MINUTE) * MINUTE, "largest-unit")}`;
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
	if ("login" in piece) return [{ text: `${visibleText(piece.login)}${piece.otherwise ?? ""}` }];
	if ("mark" in piece) return [{
		text: MARKS[piece.mark],
		style: piece.mark
	}, { text: " " }];
	if ("time" in piece) return [{ text: shownTime(piece.time, now) }];
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

export { visibleText as a, shownTime as i, spaced as n, writtenOut as o, webAddress as r, renderTerminal as t };