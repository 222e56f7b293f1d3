import { n as take, t as readAsked } from "./deployments-request.js";
import { a as namedDeployment, o as readRunContext } from "./domain-deployment-status-text.js";
import { t as newStory } from "./deployments-slack-saved-message.js";
import { i as writeStatus, t as connector } from "./deployments-status-writer.js";
import { a as messageOf, r as actionsRunner, t as leave } from "./runner-step-process.js";
import { n as idOf } from "./runner-inputs.js";
import { systemClock } from "./time-system-clock.js";

// src/actions/deploy/pre.ts
/**
* Runs before the job's first step: says that the deployment has begun. A job that dies in its checkout or its cloud login
* must not leave a record that looks as if nobody had listened. Whatever is wrong here, `main` says it.
*/
async function pre() {
	const runner = actionsRunner();
	try {
		const context = readRunContext(runner.env);
		const id = runner.input("deployment-id");
		const named = namedDeployment(context, id === "" ? void 0 : idOf("deployment-id", id));
		const github = connector(runner.input("token"), context, {
			log: runner.log,
			clock: systemClock
		})();
		const asked = await readAsked(github, named);
		const taken = await take(github, asked, context.repository, context);
		if (taken.kind === "left") return;
		runner.saveState("deployment", String(asked.deployment.id));
		const status = {
			state: "in_progress",
			description: "The job has begun"
		};
		await writeStatus(github, asked.deployment.id, status, context, runner.masks);
		runner.log.info(`Deployment ${asked.deployment.id}: ${status.description}`);
		const story = runner.input("slack-token") === "" ? void 0 : newStory(taken.request, context);
		if (story !== void 0) runner.saveState("slack", JSON.stringify(story));
	} catch (thrown) {
		runner.log.info(`No status could be written yet: ${messageOf(thrown)}`);
	} finally {
		leave();
	}
}

export { pre };