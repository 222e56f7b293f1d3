// src/text/clause.ts
/** Names that a text may begin with. Names with more than one capital (`GitHub`), or with a sign in them, are known by that. */
const NAMES = /* @__PURE__ */ new Set([
	"Slack",
	"Docker",
	"Kubernetes",
	"Azure",
	"Google",
	"Amazon"
]);
/** A sentence as it reads behind a colon or a semicolon: its first word in lower case, unless that is a name. */
function clause(text) {
	const [word = ""] = /^[A-Z][a-z]*(?:'[a-z]+)?(?=[\s,;:]|$)/.exec(text) ?? [];
	const [name = ""] = word.split("'", 1);
	return word === "" || NAMES.has(name) ? text : `${word.charAt(0).toLowerCase()}${text.slice(1)}`;
}

export { clause as t };