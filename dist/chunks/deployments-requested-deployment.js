import { t as readPayload } from "./domain-deployment-payload.js";
import { c as UserError } from "./time-system-clock.js";
import { n as readPolicyText } from "./github-contents.js";
import { n as recentDeployments } from "./github-create-deployment.js";
import { a as listStatuses, i as getDeployment, n as deploymentFromEvent } from "./github-deployments.js";
import { n as readDefaultBranch } from "./github-repository.js";
import { setImmediate } from "node:timers/promises";

// src/deployments/requested-deployment.ts
/** Reads the record of a deployment; `load`, which loads what comes next, is called once the requests are on their way. */
async function readWhileLoading(github, named, load) {
	await github.octokit();
	const reading = awaitedLater(readRequestedDeployment(github, named));
	await setImmediate();
	const loaded = await load();
	return [await reading, loaded];
}
/** Reads the record of a deployment. All else is read at the same time: one round trip. */
async function readRequestedDeployment(github, named) {
	const policyText = awaitedLater(readPolicyText(github));
	const byEvent = named.by === "event";
	const known = byEvent ? named.defaultBranch : void 0;
	const branch = known === void 0 ? awaitedLater(readDefaultBranch(github)) : Promise.resolve(known);
	const statuses = awaitedLater(listStatuses(github, named.by === "event" ? idOf(named.deployment) : named.id));
	const deployment = byEvent ? deploymentFromEvent(named.deployment) : await deploymentNamed(github, named.id);
	return {
		deployment,
		byEvent,
		branch,
		policyText,
		statuses,
		recent: readPayload(deployment.payload)?.intent !== void 0 ? awaitedLater(recentDeployments(github, deployment.environment)) : Promise.resolve([])
	};
}
async function deploymentNamed(github, id) {
	try {
		return await getDeployment(github, id);
	} catch (thrown) {
		if (!(thrown instanceof UserError) || thrown.reason !== "github-not-found") throw thrown;
		const text = `Input "deployment-id" is ${id}, but this repository has no such deployment, or the token may not see it`;
		throw new UserError("github-not-found", text, { cause: thrown });
	}
}
function idOf(deployment) {
	return deploymentFromEvent(deployment).id;
}
/** Until it is awaited, a rejection must not count as unhandled. */
function awaitedLater(promise) {
	promise.catch(() => void 0);
	return promise;
}

export { readWhileLoading as n, readRequestedDeployment as t };