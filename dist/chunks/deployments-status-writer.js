import { _ as isSame, d as attemptOf, g as isRest, h as isEnd } from "./domain-history-deployments.js";
import { a as endsHold, s as stateOf } from "./domain-deployment-ending.js";
import { r as endingText } from "./domain-deployment-status-text.js";
import { a as listStatuses, t as createStatus } from "./github-deployments.js";
import { a as lostTo } from "./deployments-request.js";

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
* is, and so does what came after it: a success repeated would show what a newer deployment has replaced as live. The last end is
* written again where a step's status hides it. `endOf`: the end, by the statuses there are.
*/
async function writeLastStatus(github, deploymentId, { endOf, seen }, context, masks) {
	const statuses = await listStatuses(github, deploymentId);
	const end = endOf(statuses);
	const lost = withOwnEnd(await lostTo(statuses, github, context, seen), statuses, context);
	if (lost === void 0 || end.touched && lost.ended?.own !== true) {
		await writeStatus(github, deploymentId, lastStatus(end, context.part ?? ""), context, masks);
		return {
			kind: "written",
			...end
		};
	}
	if (lost.ended?.own && lost.ended.hidden) await repeatEnd(github, deploymentId, statuses.findLast(isRest) ?? lost.ended.end);
	return {
		kind: "left",
		...lost
	};
}
/** Writes an end again as it stands, by any writer: a step's status came after it. */
async function repeatEnd(github, deploymentId, { state, description, logUrl }) {
	await createStatus(github, {
		deploymentId,
		state,
		description,
		...logUrl === "" ? {} : { logUrl }
	});
}
/** The run's own end is its own also where that of another came after it, such as `inactive` for what was replaced. */
function withOwnEnd(lost, statuses, { runId, attempt, part }) {
	const me = {
		runId,
		attempt,
		...part === void 0 ? {} : { part }
	};
	const own = statuses.findLast((status) => {
		const by = attemptOf(status.logUrl);
		return isEnd(status) && by !== void 0 && isSame(by, me);
	});
	if (lost?.ended === void 0 || own === void 0) return lost;
	return {
		...lost,
		ended: {
			...lost.ended,
			end: own,
			own: true
		}
	};
}
/** The last status of a deployment that ended like this. */
function lastStatus({ ending, touched, held }, part) {
	if (held !== void 0 && !touched && !endsHold(ending.reason, part)) return {
		state: "in_progress",
		description: held
	};
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

export { writeLastStatus as n, writeStatus as r, repeatEnd as t };