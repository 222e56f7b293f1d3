import { h as serializeEnding, p as redacted } from "./deployments-words.js";
import { n as readRequestedDeployment, t as claimDeployment } from "./deployments-request.js";
import { n as writeStatus, t as lastStatus } from "./deployments-status-writer.js";

// src/deployments/job/failed-start.ts
/**
* Ends a deployment whose run could not even begin, say because an input is missing: a record that stays pending for ever
* explains nothing. Resolves with the deployment where it is to be left alone: a workflow that runs on every deployment has no
* kubeconfig for those of other tools, and that is no mistake. Does nothing where it was GitHub that failed. Rejects with what
* could not be read or written.
*/
async function endFailedStart(ending, named, context, { masks, state, connectGitHub }) {
	if (ending.reason.startsWith("github-")) return void 0;
	const github = connectGitHub();
	const requested = await readRequestedDeployment(github, named);
	const claimed = await claimDeployment(github, requested, context);
	if (claimed.kind === "left-alone") return claimed;
	const clean = redacted(ending, (text) => masks.redact(text));
	state.save("end", serializeEnding(clean));
	await writeStatus(github, requested.deployment.id, lastStatus(clean), context, masks);
	state.save("ended", "true");
}

export { endFailedStart };