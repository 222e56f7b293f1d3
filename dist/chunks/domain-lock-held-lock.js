import { t as canonicalName } from "./text-canonical-name.js";
import { n as fieldOf } from "./text-json.js";
import { a as withMarksShown, i as oneLine } from "./time-system-clock.js";

// src/domain/lock/lock-name.ts
/** Longer names end with their sum instead: GitHub's own limit is not published, git's is 255 bytes for the whole name. */
const MOST_LETTERS = 80;
/**
* The flat name of a lock: `all`, `env.<environment>`, `svc.<service>`, `svc.<service>.env.<environment>`. Flat, since a ref
* below another's name can never be created. Two names that GitHub takes for the same have one lock.
*/
function lockName({ service, environment }) {
	const parts = [...service === void 0 ? [] : [`svc.${encoded(service)}`], ...environment === void 0 ? [] : [`env.${encoded(environment)}`]];
	return parts.length === 0 ? "all" : parts.join(".");
}
/** The names of all locks that hold a service in an environment, the widest first. */
function lockNamesFor(service, environment) {
	return [
		{
			service: void 0,
			environment: void 0
		},
		{
			service: void 0,
			environment
		},
		{
			service,
			environment: void 0
		},
		{
			service,
			environment
		}
	].map(lockName);
}
/** The scope in words: `production of hello`. */
function scopeText({ service, environment }) {
	if (environment === void 0) return service === void 0 ? "everything" : `every environment of ${service}`;
	return service === void 0 ? `${environment} of every service` : `${environment} of ${service}`;
}
/** Letters, digits and `-` stay; every other byte is `_` and two digits, so that no two names are written alike. */
function encoded(name) {
	let text = "";
	for (const byte of new TextEncoder().encode(canonicalName(name))) {
		const letter = String.fromCharCode(byte);
		text += /[a-z0-9-]/.test(letter) ? letter : `_${byte.toString(16).padStart(2, "0")}`;
	}
	if (text === "lock") return "_6cock";
	return text.length <= MOST_LETTERS ? text : `${text.slice(0, 62)}__${sumOf(text)}`;
}
/** FNV-1a of 64 bits. A name is no secret, and the lock itself says in full what it holds. */
function sumOf(text) {
	let sum = 14695981039346656037n;
	for (const letter of text) sum = (sum ^ BigInt(letter.charCodeAt(0))) * 1099511628211n & 18446744073709551615n;
	return sum.toString(16).padStart(16, "0");
}

// src/domain/lock/held-lock.ts
/** A content in another form is another version, which an older reader must not guess at. */
const SCHEMA = 1;
const FIELDS = [
	"schema",
	"service",
	"environment",
	"owner",
	"reason",
	"link",
	"claim",
	"created",
	"expires"
];
/** Characters of a reason, at most. */
const LONGEST_REASON = 200;
/** Characters of a link, at most. */
const LONGEST_LINK = 2e3;
const LOGIN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\[bot\])?$/;
const CLAIM = /^[A-Za-z0-9-]{8,64}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
/** The content of a lock's file. */
function lockText({ scope, owner, reason, link, claim, createdAt, expiresAt }) {
	const content = {
		schema: SCHEMA,
		service: scope.service ?? null,
		environment: scope.environment ?? null,
		owner,
		reason,
		link,
		claim,
		created: new Date(createdAt).toISOString(),
		expires: expiresAt === void 0 ? null : new Date(expiresAt).toISOString()
	};
	return `${JSON.stringify(content, null, 2)}\n`;
}
/**
* Why a lock could not be read again, so that it must not be written: it would hold everybody, its owner too, and without an
* end. Undefined where it can.
*/
function unwritable(lock) {
	const read = readLockText(lockText(lock), lockName(lock.scope));
	return read.kind === "lock" ? void 0 : read.why;
}
/** Reads what stands under a name. Whatever commit-train would not have written there is unreadable, and so locked. */
function readLockText(text, name) {
	const unreadable = (why) => ({
		kind: "unreadable",
		why: `the lock '${shownRef(name)}' ${why}`
	});
	let content;
	try {
		content = JSON.parse(text);
	} catch {
		return unreadable("is not JSON");
	}
	if (typeof content !== "object" || content === null || Array.isArray(content)) return unreadable("is no JSON object");
	const schema = fieldOf(content, "schema");
	if (schema !== SCHEMA) return unreadable(typeof schema === "number" && schema > SCHEMA ? `was written by a newer commit-train (schema ${schema})` : `does not say 'schema: ${SCHEMA}'`);
	const fields = content;
	if (Object.keys(fields).find((field) => !FIELDS.includes(field)) !== void 0) return unreadable("has a field that no lock has");
	const { service, environment, owner, reason, link, claim, created, expires } = fields;
	const createdAt = timeOf(created);
	const expiresAt = expires === null ? void 0 : timeOf(expires);
	if (!isScopeName(service) || !isScopeName(environment)) return unreadable("does not say what it holds");
	const scope = {
		service: service ?? void 0,
		environment: environment ?? void 0
	};
	if (lockName(scope) !== name) return unreadable("says that it holds something else");
	if (typeof owner !== "string" || !LOGIN.test(owner)) return unreadable("has no owner");
	if (typeof reason !== "string" || reasonProblem(reason) !== void 0) return unreadable("has no plain reason");
	if (typeof link !== "string" || !(link === "" || isLink(link))) return unreadable("has a link that is none");
	if (typeof claim !== "string" || !isClaim(claim)) return unreadable("has no claim");
	if (createdAt === void 0) return unreadable("has no time at which it was made");
	if (expires !== null && expiresAt === void 0) return unreadable("has an end that is no time");
	return {
		kind: "lock",
		lock: {
			scope,
			owner,
			reason,
			link,
			claim,
			createdAt,
			expiresAt
		}
	};
}
/** What is wrong with a reason; undefined for one that can be kept and shown as it is. */
function reasonProblem(reason) {
	if (HIDDEN.test(reason)) return "it holds control characters, or marks that cannot be seen";
	const length = [...reason].length;
	return length > 200 ? `it has ${length} characters, at most ${200} are kept` : void 0;
}
/** Whether a lock's time is over. */
function isExpired({ expiresAt }, now) {
	return expiresAt !== void 0 && expiresAt <= now;
}
/** Whether two logins are one: they do not differ by case. */
function isOwner({ owner }, login) {
	return canonicalName(owner) === canonicalName(login);
}
/** The name of a ref as it can be shown: anybody may have made it. */
function shownRef(name) {
	return oneLine(withMarksShown(name));
}
/** Any name that is not empty: whether it is the right one is known by the name of the lock, which follows from it. */
function isScopeName(value) {
	return value === null || typeof value === "string" && value !== "";
}
function isClaim(text) {
	return CLAIM.test(text);
}
/** Whether it is an address that can be kept and shown. */
function isLink(text) {
	return text.length <= 2e3 && /^https?:\/\/[^\s<>"'`|]+$/.test(text) && !HIDDEN.test(text);
}
function timeOf(value) {
	const time = typeof value === "string" && TIME.test(value) ? Date.parse(value) : NaN;
	return Number.isNaN(time) ? void 0 : time;
}

export { isOwner as a, reasonProblem as c, lockName as d, lockNamesFor as f, isLink as i, shownRef as l, isClaim as n, lockText as o, scopeText as p, isExpired as r, readLockText as s, LONGEST_LINK as t, unwritable as u };