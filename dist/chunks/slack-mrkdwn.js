import { i as oneLine, r as cut } from "./time-system-clock.js";

// src/slack/mrkdwn.ts
/**
* Slack's markup, from texts of others: commit titles, names, causes. None may mention anybody, link anywhere, or change
* how the rest of the line looks. https://docs.slack.dev/messaging/formatting-message-text
*/
function escapedMrkdwn(text) {
	return entities(withoutMarks(oneLine(text)));
}
/** The same, with at most `limit` of its own characters. */
function shortened(text, limit) {
	return escapedMrkdwn(cut(oneLine(text), limit));
}
/** `label` is plain text. An address that is not http(s) is left out, the label stays. */
function link(address, label) {
	const shown = escapedMrkdwn(label).replaceAll("|", "¦");
	if (!URL.canParse(address)) return shown;
	const url = new URL(address);
	if (url.protocol !== "https:" && url.protocol !== "http:") return shown;
	const target = url.href.replaceAll("|", "%7C").replaceAll("<", "%3C").replaceAll(">", "%3E").replaceAll("&", "&amp;");
	return shown === "" ? `<${target}>` : `<${target}|${shown}>`;
}
/** Mentions a person, who is notified when this is posted. `user`: the member ID, `U0123ABCD`. */
function mention(user) {
	if (!/^[UW][A-Z0-9]{2,}$/.test(user)) throw new Error(`not a Slack member ID: ${user}`);
	return `<@${user}>`;
}
/** `text` is mrkdwn without `*`. */
function bold(text) {
	return text === "" ? "" : `*${text}*`;
}
/** A short text in a fixed-width font: a commit, a name. */
function code(text) {
	const shown = entities(oneLine(text).replaceAll("`", "ˋ"));
	return shown === "" ? "" : `\`${shown}\``;
}
/** A command to copy, alone on its lines. It comes out as it went in, but for backticks, which it may not have. */
function codeBlock(text) {
	if (text.includes("`")) throw new Error(`a command with a backtick cannot be shown: ${text}`);
	return `\`\`\`${entities(text)}\`\`\``;
}
function entities(text) {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
/** Slack has no escape for the marks of bold, struck, code and italics: each becomes a letter that looks like it. */
function withoutMarks(text) {
	return text.replaceAll("*", "∗").replaceAll("~", "∼").replaceAll("`", "ˋ").replaceAll(/(?<![\p{L}\p{N}_])_|_(?![\p{L}\p{N}_])/gu, "ˍ");
}

export { mention as a, link as i, code as n, shortened as o, codeBlock as r, bold as t };