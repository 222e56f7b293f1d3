import { c as UserError } from "./time-system-clock.js";
import { t as readPolicyText } from "./github-contents.js";
import { c as readStartedRuns, n as readTokenAndWorkflows, o as readRejection, s as readRun, t as dispatchWorkflow } from "./github-workflows-dispatch.js";
import { a as listStatuses, i as getDeployment, t as createStatus } from "./github-deployments.js";
import { t as readDeploymentsSince } from "./github-history-environment-deployments.js";
import { n as readDefaultBranch } from "./github-repository.js";

// src/deployments/way-on.ts
const NEEDED = ["deployment-id", "continue"];
/**
* The workflow that goes on with what is held, of those of the default branch: GitHub starts none for a status. Throws a `UserError`
* (error, `no-way-in`) where there is none.
*/
function wayOn(branch) {
	const able = branch.filter(({ dispatchInputs }) => NEEDED.every((name) => dispatchInputs?.includes(name)));
	const found = able.find(({ deploys }) => deploys) ?? able[0];
	if (found?.dispatchInputs === void 0) {
		const text = `no workflow of the default branch takes the inputs ${NEEDED.map((name) => `'${name}'`).join(" and ")}: take workflows-templates/deploy-by-dispatch.yml as it is today`;
		throw new UserError("no-way-in", text);
	}
	const { file, dispatchInputs } = found;
	return {
		file,
		inputsFor: ({ id, sha, environment, service, how }) => {
			const all = {
				"deployment-id": `${id}`,
				commit: sha,
				environment,
				service,
				continue: how
			};
			return Object.fromEntries(Object.entries(all).filter(([name]) => dispatchInputs.includes(name)));
		}
	};
}

// src/delivery/reconcile/github-records.ts
/** The records of the run's own repository. `writer`: with the patience that a last status is worth. */
function githubRecords(github, writer, { log, clock }) {
	return {
		policyText: () => readPolicyText(github),
		since: (which) => readDeploymentsSince({
			github,
			log,
			clock
		}, which),
		startedRuns: async (since) => {
			const [events, dispatches] = await Promise.all([readStartedRuns(github, "deployment", since), readStartedRuns(github, "workflow_dispatch", since)]);
			const isComplete = events.isComplete && dispatches.isComplete;
			return {
				runs: [...events.runs, ...dispatches.runs],
				isComplete,
				at: events.at
			};
		},
		run: (id) => readRun(github, id),
		rejection: (runId) => readRejection(github, runId),
		look: async (id) => {
			const [record, statuses] = await Promise.all([getDeployment(github, id), listStatuses(github, id)]);
			return {
				record,
				statuses
			};
		},
		write: async ({ id, state, description, logUrl }) => {
			await createStatus(writer, {
				deploymentId: id,
				state,
				description,
				...logUrl === void 0 ? {} : { logUrl }
			});
		},
		wayToAbort: async () => {
			const [{ branch: files }, branch] = await Promise.all([readTokenAndWorkflows({
				github,
				log,
				clock
			}), readDefaultBranch(github)]);
			const way = wayOn(files);
			return ({ id, sha, environment, service }) => dispatchWorkflow(github, {
				file: way.file,
				branch,
				inputs: way.inputsFor({
					id,
					sha,
					environment,
					service,
					how: "abort"
				})
			});
		}
	};
}

export { githubRecords };