// src/reasons/address.ts
const PAGE = "https://github.com/commit-train/commit-train/blob/main/docs/reasons.md";
/** What the page of reasons says about a code. */
function reasonAddress(code) {
	return `${PAGE}#${code}`;
}
/** The same as a link in Markdown. */
function reasonLink(code) {
	return `[what \`${code}\` means](${reasonAddress(code)})`;
}

export { reasonLink as n, reasonAddress as t };