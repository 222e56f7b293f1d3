import { n as readWhileLoading } from "./deployments-requested-deployment.js";
import { u as messageOf } from "./time-system-clock.js";
import { t as hideInputs } from "./runner-input-secrets.js";
import { t as runStep } from "./runner-step-process.js";
import { t as slackLogin } from "./slack-login.js";
import { t as deploymentEffects } from "./actions-deploy-deployment-effects.js";
import { i as plainDryRun, n as isRollback } from "./actions-deploy-rollback.js";
import { n as givenContinuation, r as givenId, t as DEPLOY_INPUTS } from "./actions-deploy-inputs.js";
import { n as readDeployContext, t as namedDeployment } from "./actions-deploy-run-context.js";

// src/deployments/job/start.ts
/**
* Says that the job of a deployment has begun: one that dies in its checkout or its cloud login must not leave a record that
* looks as if no workflow had picked it up. Does nothing about a deployment that is not for this run. Rejects with what could
* not be read or written.
*/
async function announceJobStart(named, context, effects, how) {
	const github = effects.connectGitHub();
	const [requested, { announce }] = await readWhileLoading(github, named, () => import("./deployments-job-announce.js"));
	await announce(github, requested, context, how, effects);
}

// src/actions/deploy/pre.ts
/** The entry that runs before the job's first step. */
function deployPre(begun) {
	return runStep(preStep, begun);
}
/** Reports that the job has begun. Whatever is wrong here, `main` reports it. */
async function preStep(runner, signal) {
	hideInputs(DEPLOY_INPUTS, runner);
	try {
		if (isRollback(runner) || plainDryRun(runner) !== void 0) return;
		const context = readDeployContext(runner.env);
		const named = namedDeployment(context, givenId(runner.input("deployment-id")));
		const isPlan = runner.input("dry-run") === "true";
		const slack = () => isPlan ? void 0 : slackLogin(runner.input("slack-token"), runner.input("slack-api-url"));
		const effects = deploymentEffects(runner, context, runner.input("token"), slack);
		const how = givenContinuation(runner.input("continue"));
		await announceJobStart(named, context, {
			...effects,
			connectGitHub: () => effects.connectGitHub(signal)
		}, how);
	} catch (thrown) {
		runner.log.info(`No status could be written yet: ${messageOf(thrown)}`);
	}
}

export { deployPre };