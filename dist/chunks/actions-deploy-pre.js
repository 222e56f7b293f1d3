import { i as claimDeployment, n as writeStatus, o as readRequestedDeployment } from "./deployments-status-writer.js";
import { t as newMessage } from "./deployments-slack-saved-message.js";
import { i as messageOf, t as actionsRunner } from "./runner-runner.js";
import { t as exitProcess } from "./runner-step-process.js";
import { t as slackLogin } from "./slack-login.js";
import { deploymentEffects } from "./actions-deploy-deployment-effects.js";
import { n as givenId } from "./actions-deploy-inputs.js";
import { n as readDeployContext, t as namedDeployment } from "./actions-deploy-run-context.js";

// src/deployments/job/start.ts
/**
* Says that the job of a deployment has begun: one that dies in its checkout or its cloud login must not leave a record that
* looks as if no workflow had picked it up. Does nothing about a deployment that is not for this run. Rejects with what could
* not be read or written.
*/
async function announceJobStart(named, context, effects) {
	const { log, masks, state } = effects;
	const github = effects.connectGitHub();
	const requested = await readRequestedDeployment(github, named);
	const claimed = await claimDeployment(github, requested, context);
	if (claimed.kind === "left-alone") return;
	const { id } = requested.deployment;
	state.save("deployment", String(id));
	const status = {
		state: "in_progress",
		description: "The job has begun"
	};
	await writeStatus(github, id, status, context, masks);
	log.info(`Deployment ${id}: ${status.description}`);
	const message = effects.connectSlack() === void 0 ? void 0 : newMessage(claimed.request, context);
	if (message !== void 0) state.save("slack", JSON.stringify(message));
}

// src/actions/deploy/pre.ts
/** The entry that runs before the job's first step. */
async function deployPre() {
	await preStep(actionsRunner());
	exitProcess();
}
/** Reports that the job has begun. Whatever is wrong here, `main` reports it. */
async function preStep(runner) {
	try {
		const context = readDeployContext(runner.env);
		const named = namedDeployment(context, givenId(runner.input("deployment-id")));
		const slack = () => slackLogin(runner.input("slack-token"), runner.input("slack-api-url"));
		await announceJobStart(named, context, deploymentEffects(runner, context, runner.input("token"), slack));
	} catch (thrown) {
		runner.log.info(`No status could be written yet: ${messageOf(thrown)}`);
	}
}

export { deployPre };