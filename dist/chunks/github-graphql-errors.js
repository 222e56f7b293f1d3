import { i as oneLine } from "./time-system-clock.js";
import { t as MalformedAnswer } from "./github-failure.js";

// src/github/graphql/answer.ts
function isFields(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** The object in a field; undefined for null. */
function objectIn(fields, name) {
	const value = fields[name];
	if (value === null) return void 0;
	if (!isFields(value)) throw new MalformedAnswer(`no ${name}`);
	return value;
}
function textIn(fields, name) {
	const value = fields[name];
	if (typeof value !== "string") throw new MalformedAnswer(`no ${name}`);
	return value;
}
/** The text in a field; undefined for null. */
function textOrNone(fields, name) {
	return fields[name] === null ? void 0 : textIn(fields, name);
}
function numberIn(fields, name) {
	const value = fields[name];
	if (typeof value !== "number" || !Number.isSafeInteger(value)) throw new MalformedAnswer(`no ${name}`);
	return value;
}
/** Milliseconds since the epoch. */
function instantIn(fields, name) {
	const at = Date.parse(textIn(fields, name));
	if (Number.isNaN(at)) throw new MalformedAnswer(`no time in ${name}`);
	return at;
}
/** The page in a field; undefined for null, which is what a field that failed holds. */
function pageIn(fields, name) {
	const connection = objectIn(fields, name);
	if (connection === void 0) return void 0;
	const { nodes } = connection;
	const info = objectIn(connection, "pageInfo");
	if (!Array.isArray(nodes) || info === void 0) throw new MalformedAnswer(`no page of ${name}`);
	const shown = nodes.filter(isFields);
	const next = info.hasNextPage === true ? textIn(info, "endCursor") : void 0;
	return {
		nodes: shown,
		hidden: nodes.length - shown.length,
		next
	};
}

// src/github/graphql/errors.ts
/** Errors that the same question would get again. */
const LASTING = [
	"NOT_FOUND",
	"FORBIDDEN",
	"INSUFFICIENT_SCOPES",
	"UNPROCESSABLE"
];
const REFUSALS = ["FORBIDDEN", "INSUFFICIENT_SCOPES"];
/** The permission that each field needs; the deepest of a path decides. */
const PERMISSIONS = {
	defaultBranchRef: "contents: read",
	policy: "contents: read",
	object: "contents: read",
	history: "contents: read",
	associatedPullRequests: "pull-requests: read",
	contexts: "checks: read, statuses: read",
	statusCheckRollup: "checks: read, statuses: read",
	checkSuite: "checks: read",
	checkSuites: "checks: read",
	workflowRun: "actions: read",
	statuses: "deployments: read"
};
/** Environments are asked for under aliases of their own. */
const ENVIRONMENT_ALIAS = /^e\d+$/;
function readErrors(value) {
	if (!Array.isArray(value)) return [];
	return value.filter(isFields).map(({ type, message, path }) => ({
		type: typeof type === "string" ? type : "",
		message: typeof message === "string" ? oneLine(message) : "",
		path: Array.isArray(path) ? path.filter((step) => typeof step === "string" || typeof step === "number") : []
	}));
}
function isLasting({ type }) {
	return LASTING.includes(type);
}
/** Whether the hour's points were used up: GitHub answers that with status 200. */
function isRateLimit({ type, message }) {
	return type === "RATE_LIMITED" || type === "RATE_LIMIT" || /rate limit/i.test(message);
}
/** What an error means for a query about a repository. */
function findingOfError(error, repository, doing) {
	const start = `GitHub did not ${doing} of ${repository} (${[error.type, error.message].filter((part) => part !== "").join(" ")})`;
	if (error.type === "NOT_FOUND") return {
		reason: "github-not-found",
		text: `${start}: it was deleted or renamed, or the token may not see it`,
		where: repository
	};
	if (REFUSALS.includes(error.type)) {
		const permission = permissionOf(error.path);
		return {
			reason: "github-forbidden",
			text: `${start}: the token may not; ${permission === "" ? "check its permissions" : `give it '${permission}'`}`,
			where: repository
		};
	}
	return {
		reason: "github-unreachable",
		text: `${start}: run again`,
		where: repository
	};
}
function permissionOf(path) {
	for (const step of path.toReversed()) {
		if (typeof step !== "string") continue;
		const permission = PERMISSIONS[step];
		if (permission !== void 0) return permission;
		if (ENVIRONMENT_ALIAS.test(step)) return "deployments: read";
	}
	return "";
}

export { instantIn as a, objectIn as c, textOrNone as d, readErrors as i, pageIn as l, isLasting as n, isFields as o, isRateLimit as r, numberIn as s, findingOfError as t, textIn as u };