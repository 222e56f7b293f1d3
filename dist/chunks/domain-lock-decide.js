import { a as isOwner, r as isExpired } from "./domain-lock-held-lock.js";

// src/domain/lock/decide.ts
function decideLock(found, wish, now, { steal = false, keepsOwn = false } = {}) {
	const lock = {
		...wish,
		createdAt: now
	};
	if (found.kind === "none") return {
		act: "create",
		lock
	};
	if (found.kind === "unreadable") return steal ? {
		act: "replace",
		lock,
		why: "stolen"
	} : unreadable(found.why);
	const before = found.lock;
	if (isExpired(before, now)) return {
		act: "replace",
		lock,
		why: "expired"
	};
	if (keepsOwn && isOwner(before, wish.owner)) return {
		act: "keep",
		lock: before
	};
	if (hasClaim(before, wish)) return {
		act: "replace",
		lock: extended(before, wish),
		why: "extended"
	};
	return steal ? {
		act: "replace",
		lock,
		why: "stolen"
	} : held(before, wish.owner);
}
/** `claim`: of the lock that a workflow or an App has taken; a person is known by the login. */
function decideUnlock(found, who, now, steal) {
	if (found.kind === "none") return { act: "nothing" };
	if (found.kind === "unreadable") return steal ? {
		act: "delete",
		why: "stolen"
	} : unreadable(found.why);
	const { lock } = found;
	if (isExpired(lock, now)) return {
		act: "delete",
		why: "expired"
	};
	if (hasClaim(lock, who)) return {
		act: "delete",
		why: "released"
	};
	return steal ? {
		act: "delete",
		why: "stolen"
	} : held(lock, who.owner);
}
/** It is still the same claim: what it was made for goes on, and every field that is not given. */
function extended(before, { reason, link, expiresAt, ...wish }) {
	return {
		...wish,
		claim: before.claim,
		createdAt: before.createdAt,
		reason: reason === "" ? before.reason : reason,
		link: link === "" ? before.link : link,
		expiresAt: expiresAt ?? before.expiresAt
	};
}
/** Whether the lock is theirs to extend and to release. One login of an App is every workflow there is: the claim decides. */
function hasClaim(lock, { owner, claim }) {
	return isOwner(lock, owner) && (!isBot(owner) || lock.claim === claim);
}
function isBot(login) {
	return login.endsWith("[bot]");
}
/**
* The lock that stands in the way, of those that hold a service in an environment; what is over does not. `by`: the person
* who deploys by hand, whose own locks let them through. Automation is stopped by every lock.
*/
function lockInTheWay(locks, now, by) {
	return locks.find((lock) => !isExpired(lock, now) && (by === void 0 || !isOwner(lock, by)));
}
/** `locked by ada until 2026-01-05T12:00Z: migration`. */
function lockWords({ owner, reason, expiresAt }) {
	return `locked by ${owner}${expiresAt === void 0 ? "" : ` until ${new Date(expiresAt).toISOString().slice(0, 16)}Z`}${reason === "" ? "" : `: ${reason}`}`;
}
function held(lock, by) {
	const another = isOwner(lock, by) ? " (another run has it: --claim says whose is meant)" : "";
	return {
		act: "refuse",
		reason: "lock-held",
		text: `${lockWords(lock)}${another}`
	};
}
function unreadable(why) {
	return {
		act: "refuse",
		reason: "lock-unreadable",
		text: `${why}, which counts as locked`
	};
}

export { lockWords as i, decideUnlock as n, lockInTheWay as r, decideLock as t };