import { n as __exportAll } from "./rolldown-runtime.js";
import { c as UserError } from "./time-system-clock.js";
import { t as AnswerTooLarge } from "./net-limited-answers.js";
import { i as withTimeLimit, n as backoff, r as retry, t as AttemptTimeout } from "./net-retry.js";
import { n as fieldOf } from "./text-json.js";
import { i as githubFailure, n as UnreadableAnswer, o as isRateLimited, r as askedPause, s as isTransient, t as MalformedAnswer } from "./github-failure.js";

// src/github/request-error.ts
/** The one error a failed request becomes: what GitHub would not do, and what to change. Never holds the token. */
function githubError(failure, endpoint, apiUrl, now) {
	const { status, message, cause } = failure;
	const said = message === "" ? `${status}` : `${status} ${message}`;
	if (cause instanceof MalformedAnswer || cause instanceof AnswerTooLarge) {
		const text = `GitHub did not ${endpoint.doing} as it should: ${message}`;
		return new UserError("github-broken", `${text}; see https://www.githubstatus.com, or what is between here and ${apiUrl}, and run again`, { cause });
	}
	if (status === void 0) {
		const text = `GitHub cannot be reached at ${apiUrl} to ${endpoint.doing}: ${message}`;
		return new UserError("github-unreachable", `${text}; check the network or the proxy, then run again`, { cause });
	}
	if (status >= 500) {
		const text = `GitHub failed to ${endpoint.doing} (${said}): see https://www.githubstatus.com and run again`;
		return new UserError("github-unreachable", text);
	}
	if (isRateLimited(failure)) {
		const pause = askedPause(failure, now);
		const when = pause === void 0 ? "in a few minutes" : `in ${Math.ceil(pause / 1e3)} s`;
		const text = `GitHub's rate limit is used up, so it did not ${endpoint.doing} (${said}): run again ${when}`;
		return new UserError("github-rate-limited", text);
	}
	const start = `GitHub refused to ${endpoint.doing} (${said})`;
	if (status === 401) {
		const text = `${start}: the token is invalid or expired; check the input "token"`;
		return new UserError("github-token-invalid", text);
	}
	const permission = permissionText(failure, endpoint);
	if (status === 403) return new UserError("github-forbidden", `${start}: ${permission}`);
	if (status === 404) {
		const tooOld = tooOldText(failure, endpoint);
		if (tooOld !== void 0) return new UserError("github-server-too-old", tooOld);
		const text = `${start}: it does not exist, or the token may not see it; ${permission}`;
		return new UserError("github-not-found", text);
	}
	return new UserError("github-rejected", `${start}: GitHub does not accept this request`, { cause: failure });
}
/** A server names its release in each answer; of what it is too old for it only says 404. */
function tooOldText({ headers }, { doing, server }) {
	const [release] = /(?<!\d)\d+\.\d+(?:\.\d+)?/.exec(headers["x-github-enterprise-version"] ?? "") ?? [];
	if (release === void 0 || server === void 0 || !isOlder(release, server.since)) return void 0;
	return `GitHub Enterprise Server ${release} cannot ${doing}: ${server.since} and later can; ${server.instead}`;
}
function isOlder(release, than) {
	const [major = 0, minor = 0] = release.split(".").map(Number);
	const [thanMajor = 0, thanMinor = 0] = than.split(".").map(Number);
	return major === thanMajor ? minor < thanMinor : major < thanMajor;
}
/** GitHub names the permissions it would accept, `checks=read; contents=write`: any one of the alternatives will do. */
function permissionText({ headers }, endpoint) {
	const accepted = (headers["x-accepted-github-permissions"] ?? "").split(";")[0]?.trim() ?? "";
	const named = /^[a-z_]+=[a-z]+(?:\s*,\s*[a-z_]+=[a-z]+)*$/.test(accepted) ? accepted.split(",").map((one) => one.trim()).join(", ").replaceAll("_", "-").replaceAll("=", ": ") : endpoint.permission;
	return named === "" ? "check the permissions of the token" : `give the job 'permissions: ${named}'`;
}

// src/github/retry.ts
var retry_exports = /* @__PURE__ */ __exportAll({ LAST_STATUS_RETRY_LIMITS: () => LAST_STATUS_RETRY_LIMITS });
/** At most 20 s in all: a person waits for the answer. */
const GITHUB_RETRY_LIMITS = {
	total: 12e3,
	attempt: 8e3,
	firstPause: 500,
	limited: "as-asked"
};
/** What only says how far a deployment is: it leaves the content writes of an hour to the ends of others. */
const STEP_RETRY_LIMITS = {
	...GITHUB_RETRY_LIMITS,
	limited: "give-up"
};
/** What must be written: through a secondary limit and an outage of minutes. The job has the time. */
const LAST_STATUS_RETRY_LIMITS = {
	...GITHUB_RETRY_LIMITS,
	total: 6e5,
	limited: "wait"
};
/** The same after the last step of a job: a cancelled job has five minutes in all. */
const POST_RETRY_LIMITS = {
	...LAST_STATUS_RETRY_LIMITS,
	total: 24e4
};
/** In the seconds between the runner's signals to a step that it stops. */
const STOPPED_RETRY_LIMITS = {
	...GITHUB_RETRY_LIMITS,
	total: 3e3,
	attempt: 3e3
};
/** GitHub asks for a minute at least where it limits the rate and names no time. */
const UNNAMED_PAUSE_MS = 6e4;
const LONGEST_BACKOFF_MS = 3e4;
/** So often a token that GitHub calls bad is tried again where the request must get through. */
const DOUBTED_TRIES = 4;
/**
* So often a write is sent again that was answered with what is not as GitHub describes it: each was done. And with a page, or half
* an answer: each may have been done, and what answers in GitHub's place may be gone in some seconds.
*/
const REPEATED_WRITES = {
	wrong: 1,
	unreadable: 5
};
/**
* Sends a request until it is answered, the failure is a lasting one, or the time is up; then throws the `UserError`
* that explains it. Rejects with the signal's reason as soon as that is aborted.
*/
async function sendToGitHub(send, { endpoint, repeatable, writes, apiUrl, token, log, clock, limits, random, signal }) {
	const repeated = {
		wrong: 0,
		unreadable: 0
	};
	return retry(() => withTimeLimit(limits.attempt, signal, send), (thrown, failed) => {
		const found = fieldOf(thrown, "cause");
		if (found instanceof UserError) return {
			kind: "give-up",
			error: found
		};
		const failure = thrown instanceof AttemptTimeout ? timedOut(thrown) : githubFailure(thrown, token);
		const doubt = writes ? doubtIn(failure) : void 0;
		if (doubt !== void 0) repeated[doubt] += 1;
		const wait = doubt !== void 0 && repeated[doubt] > REPEATED_WRITES[doubt] ? void 0 : waitAfter(failure, failed, repeatable, limits, random);
		if (wait === void 0) return {
			kind: "give-up",
			error: githubError(failure, endpoint, apiUrl, failed.now)
		};
		const why = failure.status === void 0 ? failure.message : `${failure.status} ${failure.message}`.trim();
		log.info(`GitHub did not ${endpoint.doing} (${why}); retrying in ${Math.round(wait / 100) / 10} s`);
		return {
			kind: "retry",
			wait
		};
	}, {
		clock,
		signal
	});
}
/** What an answer of 2xx is that says less than that the request was done; undefined for every other failure. */
function doubtIn({ cause }) {
	if (cause instanceof MalformedAnswer || cause instanceof AnswerTooLarge) return "wrong";
	return cause instanceof UnreadableAnswer ? "unreadable" : void 0;
}
/** Milliseconds until the next attempt; undefined: the failure stands. */
function waitAfter(failure, { tries, elapsed, now }, repeatable, { total, firstPause, limited: onLimit }, random) {
	const limited = isRateLimited(failure);
	const isDoubted = failure.status === 401 && onLimit === "wait" && tries <= DOUBTED_TRIES;
	if (!(isTransient(failure) || isDoubted) || !(repeatable || limited)) return void 0;
	const asked = askedPause(failure, now);
	const pause = Math.min(backoff(firstPause, tries), LONGEST_BACKOFF_MS);
	const wait = limited ? limitPause(asked, onLimit, random) : Math.max(pause, asked ?? 0);
	return elapsed + wait > total ? void 0 : wait;
}
function limitPause(asked, onLimit, random) {
	if (onLimit === "give-up") return Number.POSITIVE_INFINITY;
	if (onLimit === "as-asked") return asked ?? Number.POSITIVE_INFINITY;
	const pause = asked ?? UNNAMED_PAUSE_MS;
	return pause + random() * Math.max(1e3, pause / 2);
}
function timedOut({ message, cause }) {
	return {
		status: void 0,
		headers: {},
		message,
		cause
	};
}

export { STOPPED_RETRY_LIMITS as a, STEP_RETRY_LIMITS as i, LAST_STATUS_RETRY_LIMITS as n, retry_exports as o, POST_RETRY_LIMITS as r, sendToGitHub as s, GITHUB_RETRY_LIMITS as t };