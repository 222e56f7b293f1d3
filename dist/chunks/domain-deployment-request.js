import { c as UserError } from "./time-system-clock.js";
import { r as serviceOf, t as environmentOf } from "./policy-policy.js";
import { t as didYouMean } from "./text-suggestion.js";
import { i as isOurs, n as foreignOrigin } from "./domain-deployment-origin.js";
import { c as TASK_OF_SERVICE, s as TASK } from "./domain-history-deployments.js";
import { t as fullSha } from "./domain-sha.js";
import { t as readPayload } from "./domain-deployment-payload.js";
import { i as requesterOf } from "./domain-deployment-run-ownership.js";

// src/domain/deployment/request.ts
/** Why a task is none of ours, whatever the policy says; undefined for one that may be. */
function foreignTask(task) {
	if (task === "deploy" || task.startsWith("deploy:")) return void 0;
	return `its task is '${task}', not '${TASK}' or '${TASK_OF_SERVICE}<service>'`;
}
/**
* Whether a deployment is ours. It is when it was made for us, the policy names its environment and its task is `deploy`, or
* `deploy:<service>` with a service of the policy. Throws a `UserError` (refused) for a deployment of ours that is
* ambiguous or not valid: `service-unclear`, `sha-invalid`.
*/
function readRequest(deployment, policy) {
	const { task } = deployment;
	const foreign = foreignTask(task);
	if (foreign !== void 0) return {
		kind: "foreign",
		why: foreign
	};
	if (!isOurs(deployment, policy.apps)) return {
		kind: "foreign",
		why: foreignOrigin(deployment)
	};
	const environment = environmentOf(policy, deployment.environment);
	if (environment === void 0) {
		const names = policy.environments.map((one) => one.name);
		return {
			kind: "foreign",
			why: `${`${policy.file} does not name the environment '${deployment.environment}'`}${didYouMean(deployment.environment, names)}`
		};
	}
	const [only, ...others] = policy.services;
	const named = task.slice(TASK_OF_SERVICE.length);
	const service = task === "deploy" ? only : serviceOf(policy, named);
	if (service === void 0) return {
		kind: "foreign",
		why: `${`${policy.file} does not name the service '${named}'`}${didYouMean(named, policy.services)}`
	};
	if (task === "deploy" && others.length > 0) {
		const tasks = policy.services.map((name) => `'${TASK_OF_SERVICE}${name}'`).join(" or ");
		const message = `the task '${TASK}' names no service, and ${policy.file} has several: use task ${tasks}`;
		throw new UserError("service-unclear", message);
	}
	const sha = fullSha(deployment.sha);
	if (sha === void 0) {
		const message = `'${deployment.sha}' is not a full commit SHA (40 or 64 hexadecimal digits)`;
		throw new UserError("sha-invalid", message);
	}
	const { services, apps, slack, locks, doors } = policy;
	const requester = requesterOf(deployment, doors);
	const payload = readPayload(deployment.payload);
	const { strategy } = environment;
	const isAtOnce = payload?.strategy === "all";
	const paths = policy.servicePaths.get(service);
	return {
		kind: "ours",
		deployment,
		requester,
		payload,
		service,
		environment: isAtOnce ? {
			...environment,
			strategy: {
				...strategy,
				staging: void 0
			}
		} : environment,
		services,
		paths,
		apps,
		slack,
		locks,
		doors,
		atOnce: isAtOnce && strategy.staging !== void 0,
		sha
	};
}

export { readRequest as n, foreignTask as t };