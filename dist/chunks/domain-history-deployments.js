import { n as HOUR, r as MINUTE } from "./time-duration.js";
import { r as isHeldStatus } from "./domain-claims-held-status.js";
import { t as canonicalName } from "./text-canonical-name.js";
import { n as LONGEST_WATCHED_MS } from "./policy-strategy.js";

// src/domain/claims/local-run.ts
const FIRST_ID = 2 ** 52;
/** No status may keep a deployment open for longer. */
const LONGEST = 6 * HOUR;
/** For all that the time limit of the deployment does not count: waiting for checks, and stages that are watched. */
const BESIDE = HOUR + LONGEST_WATCHED_MS;
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

// src/domain/claims/run-claims.ts
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
	const match = /\/actions\/runs\/(\d+)(?:\/attempts\/(\d+))?(?:[^#]*#([a-z]+-\d+)$)?/.exec(logUrl);
	if (match === null) return void 0;
	const [, runId, attempt, part] = match;
	return {
		runId: Number(runId),
		attempt: Number(attempt ?? 1),
		...part === void 0 ? {} : { part }
	};
}
/** The address of a run's log, as one of its parts writes it. */
function partUrl(logUrl, part) {
	return `${logUrl}#${part}`;
}
/**
* The runs that have claimed a deployment since its last end, or since it was held, each by its newest attempt, in the order they
* came. What an attempt writes after an end that it has met before is no new claim: a step's status may come late.
*/
function claimsIn(statuses) {
	const attempts = statuses.map(({ logUrl }) => attemptOf(logUrl));
	const end = statuses.findLastIndex(isRest);
	const before = attempts.slice(0, end + 1);
	const claims = /* @__PURE__ */ new Map();
	for (const by of attempts.slice(end + 1)) {
		if (by === void 0 || before.some((one) => one !== void 0 && isSame(one, by))) continue;
		const key = `${by.runId}#${by.part ?? ""}`;
		if (by.attempt >= (claims.get(key)?.attempt ?? 0)) claims.set(key, by);
	}
	return [...claims.values()];
}
/** Whether a deployment is held, and no run goes on with it: then the status that says so. `statuses`: oldest first. */
function heldIn(statuses) {
	const rest = statuses.findLast(isRest);
	return rest === void 0 || isEnd(rest) || claimsIn(statuses).length > 0 ? void 0 : rest;
}
/**
* The end of a deployment that a late status of a step hides: GitHub shows the newest one, and carries out now and then what
* was sent long before. `statuses`: oldest first.
*/
function hiddenEnd(statuses) {
	const at = statuses.findLastIndex(isEnd);
	const later = statuses.slice(at + 1);
	if (at < 0 || later.length === 0 || claimsIn(statuses).length > 0) return void 0;
	return later.every(({ logUrl }) => attemptOf(logUrl) !== void 0) ? statuses[at] : void 0;
}
/** Whether a status ends a deployment. */
function isEnd({ state }) {
	return state === "success" || state === "failure" || state === "error" || state === "inactive";
}
/** Whether a run comes to its end with a status: the deployment has its own, or is held. */
function isRest(status) {
	return isEnd(status) || isHeldStatus(status);
}
function isSame(one, other) {
	return one.runId === other.runId && one.attempt === other.attempt && one.part === other.part;
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

export { newLocalRun as C, localLogUrl as S, isSame as _, isGood as a, isLocalRun as b, TASK_OF_SERVICE as c, attemptOf as d, claimsIn as f, isRest as g, isEnd as h, goodSince as i, serviceOfTask as l, hiddenEnd as m, deploymentsOf as n, isOpen as o, heldIn as p, goodDeployments as r, TASK as s, badEnd as t, taskOf as u, partUrl as v, localEnd as x, runName as y };