import { t as counted } from "./text-counted.js";
import { n as fenced, t as escaped } from "./text-markdown.js";

// src/kubernetes/plan/plan-text.ts
const SIGNS = {
	create: "+",
	change: "~",
	recreate: "±",
	unclear: "?",
	unchanged: "=",
	remove: "-"
};
const WORDS = [
	["create", "to create"],
	["change", "to change"],
	["recreate", "to delete and create again"],
	["remove", "to remove"],
	["unclear", "not clear"],
	["unchanged", "unchanged"]
];
/** `1 to create, 2 to change, 6 unchanged; 1 taken over`. */
function planCounts({ counts, adopted }) {
	const named = WORDS.filter(([action]) => counts[action] > 0).map(([action, words]) => `${counts[action]} ${words}`);
	const all = named.length === 0 ? "no objects" : named.join(", ");
	return adopted === 0 ? all : `${all}; ${adopted} taken over`;
}
/** The plan in the log; what is removed is listed there by itself. */
function planLines(view) {
	return [`Plan: ${planCounts(view)}`, ...linesOf(view, ({ action }) => action !== "remove", inLog)];
}
/** The plan in the job summary: GitHub colours a `diff` block by the first character of each line. */
function planMarkdown(view, state) {
	const title = `Plan: ${escaped(planCounts(view))}`;
	if (view.entries.length === 0) return title;
	const lines = linesOf(view, () => true, inDiff);
	return [
		state === "open" ? "<details open>" : "<details>",
		`<summary>${title}</summary>`,
		"",
		fenced(lines, "diff"),
		"",
		"</details>"
	].join("\n");
}
function linesOf({ entries, more }, isShown, lineOf) {
	const shown = entries.filter(isShown).flatMap((entry) => [
		`${SIGNS[entry.action]} ${placeOf(entry)}${entry.action === "recreate" ? " (deleted and created again)" : ""}`,
		...entry.lines.map(lineOf),
		...entry.more === 0 ? [] : [lineOf({
			sign: " ",
			text: `and ${counted(entry.more, "more line")}`
		})]
	]);
	return more === 0 ? shown : [...shown, `and ${counted(more, "more object")}`];
}
function inLog({ sign, text }) {
	return `    ${sign} ${text}`;
}
/** A changed value has a mark of its own there. */
function inDiff({ sign, text }) {
	return `${sign === "~" ? "!" : sign}     ${text}`;
}
function placeOf({ object, namespace }) {
	return namespace === void 0 ? object : `${object} in ${namespace}`;
}

export { planLines as n, planMarkdown as r, planCounts as t };