import { t as canonicalName } from "./text-canonical-name.js";
import { l as serviceOfTask, p as heldIn } from "./domain-history-deployments.js";

// src/domain/history/replaced.ts
/**
* Of each service in each environment only the newest success is live, and what was held before it is gone; those that could not
* be set to inactive, oldest first.
*/
function replacedDeployments(deployments, services) {
	const shown = deployments.flatMap((deployment) => {
		const service = serviceOfTask(deployment.task, services);
		const { statuses, ours } = deployment;
		return ours && (isLive(deployment) || heldIn(statuses) !== void 0) && service !== void 0 ? [{
			deployment,
			service
		}] : [];
	});
	const keyOf = ({ deployment, service }) => JSON.stringify([service, canonicalName(deployment.environment)]);
	return [...Map.groupBy(shown, keyOf).values()].flatMap((of) => {
		const by = Math.max(...of.map(({ deployment }) => isLive(deployment) ? deployment.id : 0));
		return of.filter(({ deployment }) => deployment.id < by).map((one) => ({
			...one,
			by
		}));
	}).toSorted((one, other) => one.deployment.id - other.deployment.id);
}
/** How the end of such a deployment is said. */
function replacedText({ statuses }, by) {
	return heldIn(statuses) === void 0 ? `Replaced by deployment ${by}` : `Superseded: by deployment ${by}`;
}
function isLive({ statuses }) {
	return statuses.at(-1)?.state === "success";
}

export { replacedText as n, replacedDeployments as t };