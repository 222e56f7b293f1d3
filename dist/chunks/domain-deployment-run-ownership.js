import { t as canonicalName } from "./text-canonical-name.js";
import { n as HOUR, r as MINUTE } from "./time-duration.js";

// src/domain/deployment/local-run.ts
const FIRST_ID = 2 ** 52;
/** No status may keep a deployment open for longer. */
const LONGEST = 6 * HOUR;
/** For all that the time limit of the deployment does not count, such as waiting for checks. */
const BESIDE = HOUR;
/** `random`: from 0 to below 1. `timeoutMs`: the time limit of the deployment, which a restore has once more. */
function newLocalRun(random, timeoutMs) {
	const wanted = Math.ceil((2 * timeoutMs + BESIDE) / MINUTE) * MINUTE;
	return {
		runId: FIRST_ID + Math.floor(random * 2 ** 48),
		lastsMs: Math.min(wanted, LONGEST)
	};
}
/** What its statuses have in the place of a run's log: the page of the deployments, and by what the process is known. */
function localLogUrl(page, { runId, lastsMs }) {
	return `${page}/deployments#commit-train-${runId}-${lastsMs / 1e3}s`;
}
function localRunIn(logUrl) {
	const [, id, seconds] = /\/deployments#commit-train-(\d{16})-(\d{1,6})s$/.exec(logUrl) ?? [];
	const runId = Number(id);
	if (id === void 0 || runId < FIRST_ID || !Number.isSafeInteger(runId)) return void 0;
	return {
		runId,
		lastsMs: Math.min(Number(seconds) * 1e3, LONGEST)
	};
}
/** Whether the run of a record is no run of GitHub's. */
function isLocalRun(runId) {
	return runId >= FIRST_ID;
}
/** When its process is gone at the latest, by its statuses. */
function localEnd(statuses, { runId, lastsMs }) {
	const first = statuses.find(({ logUrl }) => localRunIn(logUrl)?.runId === runId);
	return (first === void 0 ? 0 : new Date(first.createdAt).getTime()) + lastsMs;
}

// src/domain/deployment-task.ts
/** The task of a deployment where the repository has one service. */
const TASK = "deploy";
/** What stands before the service's name where it has several. */
const TASK_OF_SERVICE = "deploy:";
/** The task to ask for a deployment of a service with. */
function taskOf(service, services) {
	return services.length === 1 ? TASK : `${TASK_OF_SERVICE}${service}`;
}
/** The service that a deployment's task means, as the policy spells it; undefined when it is none of ours. */
function serviceOfTask(task, services) {
	if (task === "deploy") return services.length === 1 ? services[0] : void 0;
	if (!task.startsWith("deploy:")) return void 0;
	const named = canonicalName(task.slice(7));
	return services.find((service) => canonicalName(service) === named);
}

// src/domain/history/deployments.ts
/** The deployments of one service, in the order given; those of other services and of other tools are left out. */
function deploymentsOf(deployments, service, services) {
	return deployments.filter(({ ours, task }) => ours && serviceOfTask(task, services) === service);
}
/** Whether any of a deployment's statuses was success; its latest status says nothing about that. */
function isGood(statuses) {
	return statuses.some(isSuccess);
}
/** When a deployment was first good: the time of its first success. Undefined when it never was. */
function goodSince({ statuses }) {
	return statuses.find(isSuccess)?.createdAt;
}
/** The good deployments of one service to an environment, in the order given. */
function goodDeployments(deployments, service, services) {
	return deploymentsOf(deployments, service, services).filter(({ statuses }) => isGood(statuses));
}
/** The status that ended a deployment without success; undefined while it goes on, and for one that was good. */
function badEnd(deployment) {
	const last = deployment.statuses.at(-1);
	return last !== void 0 && ENDS.includes(last.state) && !isGood(deployment.statuses) ? last : void 0;
}
/** Whether a deployment has neither been good nor come to another end. */
function isOpen(deployment) {
	return !isGood(deployment.statuses) && badEnd(deployment) === void 0;
}
const ENDS = [
	"failure",
	"error",
	"inactive"
];
function isSuccess({ state }) {
	return state === "success";
}

// src/domain/deployment/run-ownership.ts
/** `run 7`. */
function runName({ runId, lastsMs }) {
	return lastsMs === void 0 ? `run ${runId}` : "a terminal";
}
/** The run that a log address leads to; undefined for statuses of other tools. */
function attemptOf(logUrl) {
	const local = localRunIn(logUrl);
	if (local !== void 0) return {
		...local,
		attempt: 1
	};
	const match = /\/actions\/runs\/(\d+)(?:\/attempts\/(\d+))?/.exec(logUrl);
	return match === null ? void 0 : {
		runId: Number(match[1]),
		attempt: Number(match[2] ?? 1)
	};
}
/**
* `statuses`: all of the deployment's, oldest first. The earliest claim since the last end counts: of two runs that wrote
* theirs at the same time both see the same holder.
*/
function claimStateOf(statuses, me) {
	const [holder] = claimsIn(statuses);
	if (holder !== void 0) return isSame(holder, me) ? { kind: "free" } : {
		kind: "in-progress",
		by: holder
	};
	const end = statuses.findLast(isEnd);
	if (end === void 0) return { kind: "free" };
	const by = attemptOf(end.logUrl);
	return {
		kind: "ended",
		...by === void 0 ? {} : { by },
		good: isGood(statuses),
		said: saidBy(end)
	};
}
/**
* The runs that have claimed a deployment since its last end, each by its newest attempt, in the order they came. What an
* attempt writes after an end that it has met before is no new claim: a step's status may come late.
*/
function claimsIn(statuses) {
	const attempts = statuses.map(({ logUrl }) => attemptOf(logUrl));
	const end = statuses.findLastIndex(isEnd);
	const before = attempts.slice(0, end + 1);
	const claims = /* @__PURE__ */ new Map();
	for (const by of attempts.slice(end + 1)) {
		if (by === void 0 || before.some((one) => one !== void 0 && isSame(one, by))) continue;
		if (by.attempt >= (claims.get(by.runId)?.attempt ?? 0)) claims.set(by.runId, by);
	}
	return [...claims.values()];
}
/**
* Whose a deployment is that a run has claimed, or believes to have: the claim's reply may have been lost. `seen`: id of the
* last status that the run knew when it claimed the deployment, where it knows: an end after that is a new one, also where the
* claim was written later.
*/
function ownershipOf(statuses, me, seen = Number.POSITIVE_INFINITY) {
	const claims = claimsIn(statuses);
	const end = statuses.findLast(isEnd);
	if (end !== void 0 && (claims.length === 0 || end.id > seen)) {
		const by = attemptOf(end.logUrl);
		return {
			kind: "ended",
			end,
			own: by !== void 0 && isSame(by, me),
			hidden: end !== statuses.at(-1),
			said: saidBy(end)
		};
	}
	const at = claims.findIndex((claim) => isSame(claim, me));
	const others = at < 0 ? claims : claims.slice(0, at);
	return others.length === 0 ? { kind: "mine" } : {
		kind: "behind",
		others
	};
}
/**
* A deployment is run once. A second run for the same event does nothing; a higher attempt, or a person who names the
* deployment, runs it again while it is still the newest and not live.
*/
function decideClaim(id, standing, me, around) {
	if (standing.kind === "free") return { kind: "run" };
	const { by } = standing;
	const again = by?.runId === me.runId;
	const instead = "request a new deployment of the commit instead";
	if (standing.kind === "ended" && standing.by === void 0 && !standing.good) return {
		kind: "leave",
		reason: "deployment-withdrawn",
		why: `it has ended before it began (${standing.said}); ${instead}`,
		expected: around.byEvent
	};
	if (around.byEvent && !again && by !== void 0) return {
		kind: "leave",
		reason: "deployment-duplicate",
		why: standing.kind === "ended" ? `${runName(by)} has ended it (${standing.said})` : `${runName(by)} already handles it`,
		expected: true
	};
	if (standing.kind === "in-progress" && !again && !around.otherEnded) return {
		kind: "leave",
		reason: "deployment-in-progress",
		why: `${runName(standing.by)} is still working on it; wait for its end`,
		expected: false
	};
	if (around.newest !== id) return {
		kind: "leave",
		reason: "stale-rerun",
		why: `deployment ${around.newest} is newer; ${instead}`,
		expected: false
	};
	if (standing.kind === "ended" && standing.good) return {
		kind: "leave",
		reason: "stale-rerun",
		why: `it succeeded and is live; ${instead}`,
		expected: false
	};
	return { kind: "run" };
}
/** Whether a status ends a deployment. */
function isEnd({ state }) {
	return state === "success" || state === "failure" || state === "error" || state === "inactive";
}
function isSame(one, other) {
	return one.runId === other.runId && one.attempt === other.attempt;
}
/** `inactive: rolled back by hand` */
function saidBy({ state, description }) {
	return description === "" ? state : `${state}: ${description}`;
}

export { taskOf as _, isEnd as a, localLogUrl as b, badEnd as c, goodSince as d, isGood as f, serviceOfTask as g, TASK_OF_SERVICE as h, decideClaim as i, deploymentsOf as l, TASK as m, claimStateOf as n, ownershipOf as o, isOpen as p, claimsIn as r, runName as s, attemptOf as t, goodDeployments as u, isLocalRun as v, newLocalRun as x, localEnd as y };