import { n as __exportAll } from "./rolldown-runtime.js";
import { n as partOf } from "./domain-claims-continuation.js";
import { n as heldStage } from "./domain-claims-held-status.js";
import { _ as isSame, a as isGood, d as attemptOf, l as serviceOfTask, v as partUrl, x as localEnd, y as runName } from "./domain-history-deployments.js";
import { t as deployLine } from "./domain-deployment-deploy-line.js";
import { n as readRequest, t as foreignTask } from "./domain-deployment-request.js";
import { n as claimStateOf, r as ownershipOf, t as changedSinceRest } from "./domain-deployment-run-ownership.js";
import { o as firstOfRequest, r as hasRunEnded } from "./github-checks-workflow-runs.js";
import { c as storedReleaseOf, i as isOurs, n as foreignOrigin, o as rollbackMakerOf } from "./domain-deployment-origin.js";
import { c as UserError } from "./time-system-clock.js";
import { a as listStatuses, o as newestDeployment, r as deploymentsAfter } from "./github-deployments.js";
import { n as parsePolicy } from "./policy-policy.js";

// src/domain/deployment/claim.ts
/**
* A deployment is run once. A second run for the same event does nothing; a higher attempt, or a person who names the
* deployment, runs it again while it is still the newest and not live. What is held is gone on with by who says how.
*/
function decideClaim(id, standing, me, around) {
	if (standing.kind === "free") return standing.held === void 0 ? { kind: "run" } : leaveHeld(standing.held);
	const { by } = standing;
	const again = by?.runId === me.runId;
	const instead = `request a new deployment of the commit instead: ${around.again}`;
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
	if (standing.kind === "in-progress" && standing.held !== void 0) return leaveHeld(standing.held);
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
/** What was seen of it stays what goes out: to begin again would be another deployment. */
function leaveHeld(said) {
	return {
		kind: "leave",
		reason: "held",
		why: `it is held and not begun again: ${said}`,
		expected: false
	};
}
/**
* What is held is gone on with once: of two who ask at the same time the one whose status came first. A run that died is taken
* over.
*/
function decideContinuation(how, standing, { otherEnded }) {
	const leave = (reason, why) => ({
		kind: "leave",
		reason,
		why,
		expected: false
	});
	if (standing.kind === "ended") return leave("nothing-held", `nothing to ${how}: it has ended (${standing.said})`);
	if (standing.held === void 0) return leave("nothing-held", `nothing to ${how}: it is not held`);
	if (standing.kind === "free" || otherEnded) return { kind: "run" };
	const { part } = standing.by;
	return leave("held-by-other", `${runName(standing.by)} came first${part === void 0 ? "" : ` (${part.split("-")[0]})`}`);
}

// src/deployments/same-target.ts
/** Each takes a request. */
const MOST_LOOKED_AT = 30;
/** The newest deployment of ours of the same service and environment: those of other tools replace none of ours. */
async function newestOfOurs(github, target) {
	const { deployment } = target;
	const counts = countsFor(target);
	const newest = await Promise.all(spellings(target).map((name) => newestDeployment(github, name, deployment.id, counts)));
	return Math.max(deployment.id, ...newest.filter((id) => id !== void 0));
}
/**
* The newest deployment of the same service and environment before this one that was good, if it is newer than `after`.
* Throws a `UserError` (error, `github-…`), or an `Error` where GitHub has too many to look at.
*/
async function lastGoodAfter(github, target, after) {
	const counts = countsFor(target);
	const earlier = (await Promise.all(spellings(target).map((name) => deploymentsAfter(github, name, after)))).flat().filter((record) => record.id < target.deployment.id && counts(record));
	if (earlier.length > MOST_LOOKED_AT) throw new Error(`there are ${earlier.length} deployments since then`);
	for (const { id } of earlier.toSorted((a, b) => b.id - a.id)) if (isGood(await listStatuses(github, id))) return id;
}
function countsFor({ service, services, apps }) {
	return (record) => isOurs(record, apps) && serviceOfTask(record.task, services) === service;
}
/** GitHub takes names that differ in case only for the same environment; its filter may not. */
function spellings({ deployment, environment }) {
	return [.../* @__PURE__ */ new Set([deployment.environment, environment.name])];
}

// src/deployments/request.ts
var request_exports = /* @__PURE__ */ __exportAll({ continuing: () => continuing });
/** What is wrong with a policy as a whole. */
const POLICY_REASONS = ["policy-missing", "policy-invalid"];
/** The run as it writes of a deployment that is held and that it goes on with: what held it may be a job of the same run. */
async function continuing(context, { statuses }, how) {
	if (how === void 0) return context;
	const stage = (await statuses).map(heldStage).findLast((found) => found !== void 0);
	if (stage === void 0) return context;
	const part = partOf(how, stage);
	return {
		...context,
		part,
		logUrl: partUrl(context.logUrl, part)
	};
}
/**
* Claims a deployment for this run: it is ours, and no other run has it; `how`: it is held, and this run goes on with it. `onOurs`
* is called as soon as the first is known: from then on the deployment may be written to.
*/
async function claimDeployment(github, requested, { repository, runId, attempt, part }, { how, onOurs = () => void 0 } = {}) {
	const me = {
		runId,
		attempt,
		...part === void 0 ? {} : { part }
	};
	const { deployment, byEvent } = requested;
	const leave = (why) => ({
		kind: "left-alone",
		deploymentId: deployment.id,
		environment: deployment.environment,
		reason: why.reason,
		why: why.why,
		expected: why.expected
	});
	const stored = storedReleaseOf(deployment);
	if (stored !== void 0) {
		const maker = rollbackMakerOf(deployment);
		const whose = maker === void 0 ? "the run that made it" : `run ${maker.runId}`;
		const isOpen = async () => claimStateOf(await requested.statuses, me).kind !== "ended";
		if (!byEvent && maker !== void 0 && await hasRunEnded(github, maker.runId) && await isOpen()) {
			onOurs();
			const text = `run ${maker.runId}, which made it for the rollback to the stored release ${stored}, has ended without ending it`;
			throw new UserError("run-lost", text);
		}
		return leave({
			reason: "deployment-duplicate",
			why: `it is the rollback to the stored release ${stored}, and belongs to ${whose}`,
			expected: byEvent
		});
	}
	const request = await classify(requested, repository);
	if (request.kind === "foreign") return leave({
		reason: "deployment-foreign",
		why: request.why,
		expected: byEvent
	});
	onOurs();
	if (byEvent && request.payload?.local === true) return leave({
		reason: "deployment-duplicate",
		why: "it was created to be carried out from a terminal",
		expected: true
	});
	const [statuses, recent] = await Promise.all([requested.statuses, requested.recent]);
	const standing = claimStateOf(statuses, me);
	const around = {
		me,
		byEvent,
		statuses
	};
	const claimed = how === void 0 ? await decide(github, request, standing, around) : await goOn(github, how, standing, around);
	if (claimed.kind === "leave") return leave(claimed);
	const first = firstOfRequest(deployment, recent);
	if (first !== void 0) throw new UserError("superseded", `deployment ${first.id} is of the same request`);
	const written = statuses.map(({ logUrl }) => attemptOf(logUrl)).filter((by) => by !== void 0 && isSame(by, me)).length;
	const held = how === void 0 || standing.kind === "ended" ? void 0 : standing.held;
	const left = held === void 0 ? void 0 : changedSinceRest(statuses);
	return {
		kind: "claimed",
		request,
		written,
		seen: statuses.at(-1)?.id ?? 0,
		...held === void 0 ? {} : { held },
		...left === void 0 ? {} : { left }
	};
}
async function decide(github, request, standing, { me, byEvent, statuses }) {
	const { id, task } = request.deployment;
	const { service, sha, environment } = request;
	const again = deployLine({
		service,
		sha,
		task,
		environment: environment.name
	});
	if (standing.kind === "free") return decideClaim(id, standing, me, {
		byEvent,
		otherEnded: true,
		newest: id,
		again
	});
	const isOther = standing.kind === "in-progress" && standing.by.runId !== me.runId && !byEvent;
	const [otherEnded, newest] = await Promise.all([isOther ? hasEnded(github, standing.by, statuses) : true, newestOfOurs(github, request)]);
	return decideClaim(id, standing, me, {
		byEvent,
		otherEnded,
		newest,
		again
	});
}
async function goOn(github, how, standing, around) {
	const other = standing.kind === "in-progress" && standing.held !== void 0 ? standing.by : void 0;
	return decideContinuation(how, standing, { otherEnded: other !== void 0 && await isOver(github, other, around) });
}
/** Whether the work of another attempt has ended. */
async function isOver(github, other, { me, statuses }) {
	return other.runId === me.runId ? other.attempt < me.attempt : hasEnded(github, other, statuses);
}
/**
* Looks at a deployment that this run has claimed before something is done about it. Undefined: it is still this run's. Two
* runs that claimed it at the same time each saw it free; once both have written, only one of them is the first. `seen`: id of
* the newest status when it was claimed, where that is known.
*/
async function lookAgain(github, deploymentId, me, seen) {
	return lostTo(await listStatuses(github, deploymentId), github, me, seen);
}
/** The same of statuses that were just read. */
async function lostTo(statuses, github, me, seen) {
	const ownership = ownershipOf(statuses, me, seen);
	if (ownership.kind === "mine") return void 0;
	if (ownership.kind === "ended") {
		const { end, own, hidden, said } = ownership;
		return {
			reason: "deployment-withdrawn",
			why: `it has ended (${said})`,
			ended: {
				end,
				own,
				hidden
			}
		};
	}
	for (const other of ownership.others) {
		if (await isOver(github, other, {
			me,
			statuses
		})) continue;
		if (me.part !== void 0) return {
			reason: "held-by-other",
			why: `${runName(other)} goes on with it already`
		};
		return {
			reason: "deployment-duplicate",
			why: `${runName(other)} handles it`
		};
	}
}
/** A process at a terminal is not asked for: its time is up, by GitHub's clock, or it is not. */
async function hasEnded(github, { runId, lastsMs }, statuses) {
	if (lastsMs === void 0) return hasRunEnded(github, runId);
	const now = github.now();
	return now !== void 0 && now >= localEnd(statuses, {
		runId,
		lastsMs
	});
}
/** Thrown half-way by a run that must not go on with its deployment. */
var DeploymentLost = class extends Error {
	name = "DeploymentLost";
	lost;
	constructor(lost) {
		super(lost.why);
		this.lost = lost;
	}
};
/** Whether a deployment is ours, by the policy of the default branch. */
async function classify(requested, repository) {
	const why = foreignTask(requested.deployment.task);
	if (why !== void 0) return {
		kind: "foreign",
		why
	};
	const policy = async () => parsePolicy(await requested.policyText, { repository });
	if (isOurs(requested.deployment, [])) return readRequest(requested.deployment, await policy());
	try {
		return readRequest(requested.deployment, await policy());
	} catch (thrown) {
		if (!(thrown instanceof UserError) || !POLICY_REASONS.includes(thrown.reason)) throw thrown;
		return {
			kind: "foreign",
			why: `${foreignOrigin(requested.deployment)} (${thrown.message})`
		};
	}
}

export { lostTo as a, lookAgain as i, claimDeployment as n, request_exports as o, continuing as r, lastGoodAfter as s, DeploymentLost as t };