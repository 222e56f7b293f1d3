import { n as readWhileLoading } from "./deployments-requested-deployment.js";
import { t as Deadline } from "./delivery-release-deadline.js";

// src/delivery/release/run.ts
/**
* Runs one deployment to its end. Rejects only where there is no deployment to end: before it is known whether it is ours.
* Everything after that is an ending, written as the deployment's last status.
*/
async function runDeployment(named, settings, context, effects) {
	const started = effects.clock.now();
	effects.masks.addNamed(Object.entries(settings.secretEnv));
	const over = new AbortController();
	const deadline = new Deadline(effects.clock, settings.timeoutMs, over.signal);
	const limit = AbortSignal.any([effects.signal, deadline.signal]);
	const github = effects.connectGitHub(limit);
	try {
		const [requested, { DeploymentRun }] = await readWhileLoading(github, named, () => import("./delivery-release-deployment-run.js"));
		const { continuing } = await import("./deployments-request.js").then((n) => n.o);
		return await new DeploymentRun({
			settings,
			context: await continuing(context, requested, settings.continues),
			effects,
			github,
			requested,
			started,
			deadline,
			limit
		}).toItsEnd();
	} finally {
		over.abort();
	}
}

export { runDeployment };