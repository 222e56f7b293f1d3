import { i as claimDeployment, n as writeStatus } from "./deployments-status-writer.js";
import { n as newMessage } from "./deployments-slack-saved-message.js";

// src/deployments/job/announce.ts
/** Claims a deployment whose job has begun, writes its first status, and keeps what `main` and `post` go on with. */
async function announce(github, requested, context, { log, masks, state, connectSlack }) {
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
	const message = connectSlack() === void 0 ? void 0 : newMessage(claimed.request, context);
	if (message !== void 0) state.save("slack", JSON.stringify(message));
}

export { announce };