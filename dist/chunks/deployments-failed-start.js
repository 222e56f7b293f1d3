import { a as messageOf } from "./runner-step-process.js";
import { n as idOf } from "./runner-inputs.js";
import { systemClock } from "./time-system-clock.js";
import { r as redacted } from "./actions-deploy-main.js";
import { n as take, t as readAsked } from "./deployments-request.js";
import { a as namedDeployment, o as readRunContext } from "./domain-deployment-status-text.js";
import { t as keptEnding } from "./deployments-run-state.js";
import { i as writeStatus, n as lastStatus, t as connector } from "./deployments-status-writer.js";

// src/deployments/failed-start.ts
/**
* Ends a deployment whose run could not even begin, say because an input is missing: a record that stays pending for ever
* tells nobody why. Resolves with the deployment where it is to be left alone: whoever runs on every deployment has no
* kubeconfig for those of other tools, and that is no mistake. Does nothing where none is named or GitHub cannot be asked.
*/
async function endUnbegun(ending, runner, remember) {
	const token = runner.input("token");
	if (token === "" || ending.reason.startsWith("github-")) return void 0;
	try {
		const context = readRunContext(runner.env);
		const named = namedDeployment(context, givenId(runner.input("deployment-id")));
		const github = connector(token, context, {
			log: runner.log,
			clock: systemClock
		})();
		const asked = await readAsked(github, named);
		const taken = await take(github, asked, context.repository, context);
		if (taken.kind === "left") {
			const { id: deploymentId, environment } = asked.deployment;
			return {
				...taken,
				deploymentId,
				environment
			};
		}
		const clean = redacted(ending, (text) => runner.masks.redact(text));
		remember("end", keptEnding(clean));
		await writeStatus(github, asked.deployment.id, lastStatus(clean), context, runner.masks);
		remember("ended", "true");
	} catch (thrown) {
		runner.log.info(`No status could be written: ${messageOf(thrown)}`);
	}
}
function givenId(text) {
	return text === "" ? void 0 : idOf("deployment-id", text);
}

export { endUnbegun };