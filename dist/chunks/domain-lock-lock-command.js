import { n as HOUR, r as MINUTE, t as DAY } from "./time-duration.js";

// src/domain/lock/lock-command.ts
/** What neither a shell nor the grammar of commands takes for anything else. */
const PLAIN = /^(?!-)[\p{L}\p{N}_@%+=:,./-]+$/u;
/** The command that releases a lock, to be copied. `isShared`: others keep their locks in the same repository. */
function unlockCommand(scope, isShared) {
	return `commit-train ${unlockText(scope, isShared)}`;
}
/** The command that takes a lock, to be copied. `lasts`: milliseconds; undefined: until it is released. */
function lockCommand({ service, environment }, lasts, reason) {
	return [
		"commit-train lock",
		...[...service === void 0 ? [] : [service], environment ?? "all"].map(quotedWord),
		...lasts === void 0 ? [] : ["for", lastingText(lasts)],
		reason
	].join(" ");
}
function lastingText(ms) {
	const [unit, letter] = LASTING.find(([length]) => ms % length === 0) ?? [1e3, "s"];
	return `${Math.ceil(ms / unit)}${letter}`;
}
const LASTING = [
	[DAY, "d"],
	[HOUR, "h"],
	[MINUTE, "m"]
];
/** The same without what a door puts before it. */
function unlockText({ service, environment }, isShared) {
	const names = [...service === void 0 ? [] : [service], environment ?? "all"].map(quotedWord);
	const shared = isShared && service === void 0 ? ["--shared"] : [];
	return [
		"unlock",
		...names,
		...shared
	].join(" ");
}
/** A word as a shell and the grammar read it alike: what is more than letters is quoted. */
function quotedWord(word) {
	return PLAIN.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

export { unlockText as i, quotedWord as n, unlockCommand as r, lockCommand as t };