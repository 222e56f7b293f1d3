import { i as oneLine, r as cut } from "./time-system-clock.js";
import { t as SLACK_LIMITS } from "./slack-limits.js";

// src/slack/blocks.ts
/** A headline, from plain text; what is too long is cut. */
function header(text) {
	return {
		type: "header",
		text: {
			type: "plain_text",
			text: cut(oneLine(text), SLACK_LIMITS.headerText, units),
			emoji: false
		}
	};
}
/** A paragraph. `text` is mrkdwn within Slack's limit: it cannot be cut without breaking its markup. */
function section(text) {
	return {
		type: "section",
		text: mrkdwn(text, SLACK_LIMITS.sectionText)
	};
}
/** Small print; at most 10 texts. */
function context(...texts) {
	if (texts.length > SLACK_LIMITS.contextElements) throw new Error(`${texts.length} elements in a Slack context`);
	return {
		type: "context",
		elements: texts.map((text) => mrkdwn(text, SLACK_LIMITS.sectionText))
	};
}
/** What blocks count towards Slack's limit for a whole message. */
function sizeOf(blocks) {
	return blocks.reduce((sum, block) => sum + SLACK_LIMITS.perBlock + textSize(block), 0);
}
function textSize(block) {
	switch (block.type) {
		case "header": return block.text.text.length;
		case "section": return block.text.text.length;
		case "context": return total(block.elements);
	}
}
function total(texts) {
	return texts.reduce((sum, { text }) => sum + text.length, 0);
}
/** Texts come from our own code, built from parts that were shortened: one that does not fit is a bug of this code. */
function mrkdwn(text, limit) {
	if (text === "" || text.length > limit) throw new Error(`a Slack text of ${text.length} characters; 1 to ${limit} fit`);
	return {
		type: "mrkdwn",
		text,
		verbatim: true
	};
}
function units(text) {
	return text.length;
}

// src/slack/layout.ts
/**
* The blocks of a message that Slack takes whatever its length. Blocks are all kept; lines get what is left, each list in
* turn one line more, so that no list crowds out another. When there are more lists than fit, the last ones are left out and
* `rest` says how many.
*/
function layOut(parts, rest) {
	const lists = parts.filter(isLines).length;
	for (let kept = lists; kept >= 0; kept -= 1) {
		const found = fill(parts, kept, rest);
		if (found !== void 0) return found;
	}
	throw new Error("the fixed blocks of a Slack message are too long");
}
/** The message with the first `kept` lists; undefined when these do not even fit with all their lines left out. */
function fill(parts, kept, rest) {
	const shares = parts.filter(isLines).map((lines) => ({
		lines,
		shown: 0,
		open: true
	}));
	const dropped = shares.splice(kept).length;
	const blocks = () => {
		const left = shares[Symbol.iterator]();
		const laid = parts.flatMap((part) => isLines(part) ? sections(left.next().value) : [part]);
		return dropped === 0 ? laid : [...laid, context(rest(dropped))];
	};
	if (!fits(blocks())) return void 0;
	while (shares.some(({ open }) => open)) for (const share of shares) {
		if (!share.open) continue;
		share.shown += 1;
		share.open = share.shown <= share.lines.lines.length && fits(blocks());
		if (!share.open) share.shown -= 1;
	}
	return blocks();
}
function fits(blocks) {
	return blocks.length <= SLACK_LIMITS.blocks && sizeOf(blocks) <= SLACK_LIMITS.message;
}
/** One list in as few paragraphs as it needs. A line that fits into no paragraph is counted among those left out. */
function sections(share) {
	if (share === void 0) return [];
	const { title, lines, more } = share.lines;
	const shown = lines.slice(0, share.shown).filter((line) => line.length <= SLACK_LIMITS.sectionText);
	const left = lines.length - shown.length;
	const all = [
		...title === void 0 ? [] : [title],
		...shown,
		...left === 0 ? [] : [more(left)]
	];
	const paragraphs = [];
	for (const line of all) {
		const last = paragraphs.at(-1);
		const joined = last === void 0 ? line : `${last}\n${line}`;
		if (last === void 0 || joined.length > SLACK_LIMITS.sectionText) paragraphs.push(line);
		else paragraphs[paragraphs.length - 1] = joined;
	}
	return paragraphs.map(section);
}
function isLines(part) {
	return "lines" in part;
}

export { section as i, context as n, header as r, layOut as t };