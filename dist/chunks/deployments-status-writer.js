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
* is, and is written again where a step's status came after it. `endOf`: the end, by the statuses there are.
*/
async function writeLastStatus(github, deploymentId, { endOf, seen }, context, masks) {
	const statuses = await listStatuses(github, deploymentId);
	const end = endOf(statuses);
	const lost = await lostTo(statuses, github, context, seen);
	if (lost === void 0 || end.touched && lost.ended?.own !== true) {
		await writeStatus(github, deploymentId, lastStatus(end, context.part ?? ""), context, masks);
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

export { writeStatus as n, writeLastStatus as t };