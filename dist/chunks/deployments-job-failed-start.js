import { n as LAST_STATUS_RETRY_LIMITS } from "./github-retry.js";
import { s as redacted } from "./deployments-endings.js";
import { n as claimDeployment, r as continuing } from "./deployments-request.js";
import { t as readRequestedDeployment } from "./deployments-requested-deployment.js";
import { i as serializeEnding, t as forgetDeployment } from "./deployments-run-state.js";
import { n as writeLastStatus } from "./deployments-status-writer.js";

// src/deployments/job/failed-start.ts
/**
* Ends a deployment whose run could not even begin, say because an input is missing: a record that stays pending for ever
* explains nothing. Resolves with the deployment where it is to be left alone: a workflow that runs on every deployment has no
* kubeconfig for those of other tools, and that is no mistake. Does nothing where it was GitHub that failed. Rejects with what
* could not be read or written.
*/
async function endFailedStart(ending, named, run, { masks, state, connectGitHub }, how) {
	if (ending.reason.startsWith("github-")) return void 0;
	const github = connectGitHub(void 0, LAST_STATUS_RETRY_LIMITS);
	const requested = await readRequestedDeployment(github, named);
	const context = await continuing(run, requested, how);
	const claimed = await claimDeployment(github, requested, context, { how });
	if (claimed.kind === "left-alone") {
		forgetDeployment(state);
		return claimed;
	}
	const clean = redacted(ending, (text) => masks.redact(text));
	state.save("end", serializeEnding(clean));
	const end = {
		ending: clean,
		touched: false,
		held: claimed.held
	};
	await writeLastStatus(github, requested.deployment.id, { endOf: () => end }, context, masks);
	state.save("ended", "true");
}

export { endFailedStart };