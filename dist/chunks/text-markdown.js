// src/text/markdown.ts
/** Texts come from commits, clusters and registries: none may become Markdown or HTML of its own. */
function escaped(text) {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll(/[\\`*_[\]|~#]/g, "\\$&").replaceAll("@", "@​").replaceAll(/\s+/g, " ");
}
/**
* A block of lines as they are, in a fence longer than any run of backticks inside: a log cannot end its own block. `language`:
* which one GitHub colours it as.
*/
function fenced(lines, language = "") {
	const text = lines.join("\n");
	const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = "`".repeat(longest + 1);
	return [
		`${fence}${language}`,
		text,
		fence
	].join("\n");
}

export { fenced as n, escaped as t };