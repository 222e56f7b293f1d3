import { t as continuingText } from "./domain-claims-held-status.js";
import { t as askerOf } from "./deployments-held-continuation.js";
import { n as claimDeployment, r as continuing } from "./deployments-request.js";
import { n as keepClaim } from "./deployments-run-state.js";
import { n as newMessage } from "./deployments-slack-saved-message.js";
import { r as writeStatus } from "./deployments-status-writer.js";

// src/deployments/job/announce.ts
/** Claims a deployment whose job has begun, writes its first status, and keeps what `main` and `post` go on with. */
async function announce(github, requested, run, how, { log, masks, state, connectSlack }) {
	const context = await continuing(run, requested, how);
	const claimed = await claimDeployment(github, requested, context, { how });
	if (claimed.kind === "left-alone") return;
	const { id } = requested.deployment;
	keepClaim(state, id, {
		...context,
		...claimed
	});
	const { held } = claimed;
	const asker = async (of) => askerOf(claimed.request, run.startedBy, of, await requested.statuses);
	const status = {
		state: "in_progress",
		description: how === void 0 || held === void 0 ? "The job has begun" : continuingText(how, held, (await asker(how)).by)
	};
	await writeStatus(github, id, status, context, masks);
	log.info(`Deployment ${id}: ${status.description}`);
	const message = connectSlack() === void 0 ? void 0 : newMessage(claimed.request, context);
	if (message !== void 0) state.save("slack", JSON.stringify(message));
}

export { announce };