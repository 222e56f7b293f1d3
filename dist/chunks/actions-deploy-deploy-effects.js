import { n as __exportAll } from "./rolldown-runtime.js";
import { n as parseImageRepository } from "./domain-image-reference.js";
import { spawnExec } from "./process-spawn-exec.js";
import { i as kubectlEnvironment } from "./runner-child-environment.js";
import { t as deploymentEffects } from "./actions-deploy-deployment-effects.js";
import { randomUUID } from "node:crypto";

// src/actions/deploy/deploy-effects.ts
var deploy_effects_exports = /* @__PURE__ */ __exportAll({ deployEffects: () => deployEffects });
/** What is not needed for the first requests to GitHub; loaded when the first of it is. */
const pipeline = () => import("./actions-deploy-pipeline.js");
/** The real effects of the pipeline: the registry, git, gomplate and kubectl. Throws for an image that is none. */
function deployEffects(settings, context, runner, signal) {
	const shared = deploymentEffects(runner, context, settings.token, () => settings.slack);
	const { log, masks, clock } = shared;
	const { childEnv, workspace } = context;
	const repository = parseImageRepository(settings.image);
	const login = settings.registry === void 0 ? {} : { login: settings.registry };
	const marker = randomUUID();
	const env = kubectlEnvironment(runner.env, Object.keys(settings.secretEnv), marker);
	shared.state.save("marker", marker);
	return {
		...shared,
		signal,
		locks: (github) => ({ lockOf: async (question) => (await pipeline()).gitLocks({
			github,
			clock
		}).lockOf(question) }),
		lookUpImage: async (tag, signal) => {
			const { lookUpImage, credentialHelpers } = await pipeline();
			const askHelper = credentialHelpers({
				exec: spawnExec,
				env,
				signal
			});
			return lookUpImage({
				repository,
				tag,
				...login,
				env: runner.env,
				askHelper,
				log,
				masks,
				clock,
				signal
			});
		},
		checkWorkTree: async (sha, { templates, values }, signal) => (await pipeline()).checkWorkTree({
			workspace,
			sha,
			paths: [templates, ...values],
			exec: spawnExec,
			env: childEnv,
			signal
		}),
		render: async (question, signal) => (await pipeline()).render({
			...question,
			settings,
			childEnv,
			exec: spawnExec,
			log,
			masks,
			signal
		}),
		connectCluster: async (around, signal) => (await pipeline()).connectWithKubectl({
			...around,
			settings,
			env,
			exec: spawnExec,
			masks,
			clock,
			signal
		})
	};
}

export { deploy_effects_exports as n, deployEffects as t };