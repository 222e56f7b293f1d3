// src/policy/path-patterns.ts
/** What a pattern looks like: a path of the repository with `*` and `**` alone; no `!`, no `.` or `..` as a part. */
const PATH_PATTERN = "^(?!(?:\\.?/)?!)(?:\\.?/)?(?!\\.{1,2}(?:/|$))(?!.*/\\.{1,2}(?:/|$))/*[^/\\\\?[\\]{}\\x00-\\x1f\\x7f][^\\\\?[\\]{}\\x00-\\x1f\\x7f]*$";
const PATH_PATTERN_WORDS = "write paths of the repository, with * and ** alone, such as deploy/, docs/** or *.md";
/**
* Reads one pattern. `*` stands for anything but `/`, `**` for anything; a pattern also covers everything below what it
* names, and one without `/` counts in every folder, as in .gitignore. Undefined for what is none.
*/
function pathPattern(text) {
	if (!new RegExp("^(?!(?:\\.?/)?!)(?:\\.?/)?(?!\\.{1,2}(?:/|$))(?!.*/\\.{1,2}(?:/|$))/*[^/\\\\?[\\]{}\\x00-\\x1f\\x7f][^\\\\?[\\]{}\\x00-\\x1f\\x7f]*$", "u").test(text)) return void 0;
	const pattern = text.replace(/^\.?\//, "").replace(/\/+$/, "");
	const anywhere = pattern.includes("/") || text.startsWith("/") ? "" : "(?:.*/)?";
	const expression = new RegExp(`^${anywhere}${expressionOf(pattern)}(?:/.*)?$`, "s");
	return {
		text,
		matches: (path) => expression.test(path)
	};
}
/** Whether every path is covered by some pattern. No path at all is not: then nothing is known of the commit. */
function coverAll(patterns, paths) {
	return paths.length > 0 && paths.every((path) => patterns.some((pattern) => pattern.matches(path)));
}
function expressionOf(pattern) {
	return pattern.split(/(\*\*\/|\*\*|\*)/).map((part) => wildcards[part] ?? part.replaceAll(/[.+^$()|]/g, "\\$&")).join("");
}
const wildcards = {
	"**/": "(?:.*/)?",
	"**": ".*",
	"*": "[^/]*"
};

export { pathPattern as i, PATH_PATTERN_WORDS as n, coverAll as r, PATH_PATTERN as t };