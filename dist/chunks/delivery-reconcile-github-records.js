import { c as dispatchWorkflow, i as readTokenAndWorkflows, l as wayOn, n as readRun, r as readStartedRuns, t as readRejection } from "./github-deployment-runs.js";
import { n as readPolicyText } from "./github-contents.js";
import { a as listStatuses, i as getDeployment, t as createStatus } from "./github-deployments.js";
import { t as readDeploymentsSince } from "./github-history-environment-deployments.js";
import { n as readDefaultBranch } from "./github-repository.js";

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