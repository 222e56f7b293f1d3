import { n as __exportAll } from "./rolldown-runtime.js";
import { t as quietSlackClient } from "./slack-quiet-client.js";
import { n as connectGitHub } from "./github-client.js";

// src/actions/deploy/github.ts
/** Makes clients of the run's own repository; each with its own signal, for what is written has to outlive a stop. */
function gitHubConnector(token, { apiUrl, owner, repository }, { log, clock, env, redact }) {
	return (signal, retryLimits) => connectGitHub({
		token,
		apiUrl,
		log,
		clock,
		env,
		redact,
		repository: {
			owner,
			repo: repository
		},
		...signal === void 0 ? {} : { signal },
		...retryLimits === void 0 ? {} : { retryLimits }
	});
}

// src/actions/deploy/deployment-effects.ts
var deployment_effects_exports = /* @__PURE__ */ __exportAll({ deploymentEffects: () => deploymentEffects });
/** The real effects, through the runner of this step. */
function deploymentEffects(runner, context, token, slack) {
	const { log, masks, clock, env } = runner;
	return {
		log,
		masks,
		clock,
		connectGitHub: gitHubConnector(token, context, {
			log,
			clock,
			env,
			redact: (text) => masks.redact(text)
		}),
		state: {
			read: (key) => runner.state(key),
			save: (key, value) => runner.saveState(key, value)
		},
		connectSlack: () => quietSlackClient(slack(), {
			log,
			clock,
			masks,
			env
		})
	};
}

export { deployment_effects_exports as n, deploymentEffects as t };