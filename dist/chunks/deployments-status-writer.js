import { o as stateOf } from "./domain-deployment-ending.js";
import { r as endingText } from "./domain-deployment-status-text.js";
import { a as listStatuses, o as newestDeployment, r as deploymentsAfter, t as createStatus } from "./github-deployments.js";
import { f as isGood, g as serviceOfTask, i as decideClaim, n as claimStateOf, o as ownershipOf, s as runName, t as attemptOf, y as localEnd } from "./domain-deployment-run-ownership.js";
import { n as readRequest, t as foreignTask } from "./domain-deployment-request.js";
import { o as firstOfRequest, r as hasRunEnded } from "./github-checks-workflow-runs.js";
import { c as storedReleaseOf, i as isOurs, n as foreignOrigin, o as rollbackMakerOf } from "./domain-deployment-origin.js";
import { c as UserError } from "./time-system-clock.js";
import { n as parsePolicy } from "./policy-policy.js";

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
/** What is wrong with a policy as a whole. */
const POLICY_REASONS = ["policy-missing", "policy-invalid"];
/**
* Claims a deployment for this run: it is ours, and no other run has it. `onOurs` is called as soon as the first is known:
* from then on the deployment may be written to.
*/
async function claimDeployment(github, requested, { repository, runId, attempt }, onOurs = () => void 0) {
	const me = {
		runId,
		attempt
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
	if (standing.kind !== "free") {
		const isOther = standing.kind === "in-progress" && standing.by.runId !== me.runId && !byEvent;
		const [otherEnded, newest] = await Promise.all([isOther ? hasEnded(github, standing.by, statuses) : true, newestOfOurs(github, request)]);
		const around = {
			byEvent,
			otherEnded,
			newest
		};
		const claimed = decideClaim(deployment.id, standing, me, around);
		if (claimed.kind === "leave") return leave(claimed);
	}
	const first = firstOfRequest(deployment, recent);
	if (first !== void 0) throw new UserError("superseded", `deployment ${first.id} is of the same request`);
	return {
		kind: "claimed",
		request,
		written: statuses.map(({ logUrl }) => attemptOf(logUrl)).filter((by) => isSame(by, me)).length,
		seen: statuses.at(-1)?.id ?? 0
	};
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
		if (other.runId === me.runId || await hasEnded(github, other, statuses)) continue;
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
function isSame(by, me) {
	return by !== void 0 && by.runId === me.runId && by.attempt === me.attempt;
}

// src/deployments/status-writer.ts
/** Writes one status with the address of this run's log. */
async function writeStatus(github, deploymentId, { state, description }, { logUrl }, masks) {
	await createStatus(github, {
		deploymentId,
		state,
		description: masks.redact(description),
		logUrl
	});
}
/**
* Writes the last status of a deployment that this run has claimed, after a look whether it is this run's to end. Where
* something was applied the end is written whatever other runs did: it alone says what is live. The run's own end stays as it
* is, and is written again where a step's status came after it. `endOf`: the end, by the statuses there are.
*/
async function writeLastStatus(github, deploymentId, { endOf, seen }, context, masks) {
	const statuses = await listStatuses(github, deploymentId);
	const end = endOf(statuses);
	const lost = await lostTo(statuses, github, context, seen);
	if (lost === void 0 || end.touched && lost.ended?.own !== true) {
		await writeStatus(github, deploymentId, lastStatus(end.ending), context, masks);
		return {
			kind: "written",
			...end
		};
	}
	if (lost.ended?.own && lost.ended.hidden) {
		const { state, description } = lost.ended.end;
		await createStatus(github, {
			deploymentId,
			state,
			description,
			logUrl: context.logUrl
		});
	}
	return {
		kind: "left",
		...lost
	};
}
/** The last status of a deployment that ended like this. */
function lastStatus(ending) {
	return {
		state: finalState(ending.outcome),
		description: endingText(ending)
	};
}
function finalState(outcome) {
	const state = stateOf(outcome);
	if (state === "queued" || state === "pending") throw new Error(`${outcome} cannot end as ${state}`);
	return state;
}

export { lookAgain as a, claimDeployment as i, writeStatus as n, lastGoodAfter as o, DeploymentLost as r, writeLastStatus as t };