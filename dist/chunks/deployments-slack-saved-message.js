import { t as dashboardUrl } from "./domain-dashboard.js";
import { t as canonicalName } from "./text-canonical-name.js";

// src/deployments/slack/saved-message.ts
/** A deployment's message before it was posted; undefined where the policy wants none. */
function newMessage(request, context) {
	const { channel, deployments } = request.environment.slack;
	if (channel === void 0 || deployments === "none") return void 0;
	return {
		wanted: deployments,
		facts: factsOf(request, channel, context)
	};
}
/** What is known of a deployment before anything was read for its message. */
function factsOf(request, channel, { owner, repository, logUrl, page }) {
	const { service, sha: commit, deployment, requester, slack } = request;
	const words = {
		service,
		environment: request.environment.name,
		commit,
		repository: `${owner}/${repository}`
	};
	const member = slack.users.get(canonicalName(requester.login));
	return {
		channel,
		page,
		...words,
		deploymentId: deployment.id,
		requester: {
			login: requester.login,
			member
		},
		logUrl,
		dashboard: slack.dashboard === void 0 ? void 0 : dashboardUrl(slack.dashboard, words),
		title: void 0,
		author: void 0,
		train: void 0
	};
}

export { newMessage as n, factsOf as t };