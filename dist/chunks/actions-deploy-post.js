import { t as finishAfterJob } from "./deployments-job-end.js";
import { t as failStep } from "./runner-failed-step.js";
import { t as hideInputs } from "./runner-input-secrets.js";
import { t as removeLeftovers } from "./runner-leftovers.js";
import { t as runStep } from "./runner-step-process.js";
import { t as slackLogin } from "./slack-login.js";
import { t as deploymentEffects } from "./actions-deploy-deployment-effects.js";
import { t as DEPLOY_INPUTS } from "./actions-deploy-inputs.js";
import { n as readDeployContext } from "./actions-deploy-run-context.js";

// src/actions/deploy/post.ts
/** The entry that runs after the job's last step, whatever happened. */
function deployPost(begun) {
	return runStep(postStep, begun);
}
/** Ends what the job has left open. */
async function postStep(runner) {
	hideInputs(DEPLOY_INPUTS, runner);
	await removeLeftovers(runner);
	try {
		const context = readDeployContext(runner.env);
		const slack = () => slackLogin(runner.input("slack-token"), runner.input("slack-api-url"));
		const effects = deploymentEffects(runner, context, runner.input("token"), slack);
		const problem = await finishAfterJob(context, effects);
		if (problem !== void 0) runner.fail(problem);
	} catch (thrown) {
		await failStep(thrown, runner);
	}
}

export { deployPost };