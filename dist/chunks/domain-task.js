import { t as canonicalName } from "./text-canonical-name.js";

// src/domain/task.ts
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

export { taskOf as i, TASK_OF_SERVICE as n, serviceOfTask as r, TASK as t };