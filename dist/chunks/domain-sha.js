// src/domain/sha.ts
const FULL_SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** The full SHA (SHA-1 or SHA-256) in lower case, or undefined when `text` is anything else, short SHAs included. */
function fullSha(text) {
	const lower = text.toLowerCase();
	return FULL_SHA.test(lower) ? lower : void 0;
}
/** The first seven digits: for people, never for looking anything up. */
function shortSha(sha) {
	return sha.slice(0, 7);
}

export { shortSha as n, fullSha as t };