import { c as UserError } from "./time-system-clock.js";
import { t as canonicalName } from "./text-canonical-name.js";
import { n as readCountedPages } from "./github-pages.js";
import { r as isListed } from "./domain-deployment-origin.js";
import { t as readPayload } from "./domain-deployment-payload.js";

// src/domain/deployment/same-request.ts
/**
* The oldest record that the same door made for the same request, if that is another one: a request may arrive twice, and a
* record may be there although GitHub's answer said nothing. GitHub's ids ascend, so that of all of them one alone has none
* before it: that one is carried out. Of whichever commit: of a request without a SHA another one may have become the newest.
*/
function firstOfRequest(mine, records) {
	const intent = readPayload(mine.payload)?.intent;
	if (intent === void 0) return void 0;
	return records.filter((one) => one.id < mine.id && isListed(one.creator, [mine.creator]) && isSameKey(one, mine)).filter((one) => readPayload(one.payload)?.intent === intent).toSorted((one, other) => one.id - other.id)[0];
}
/** Whether two records are about the same service in the same environment. */
function isSameKey(one, other) {
	return canonicalName(one.task) === canonicalName(other.task) && canonicalName(one.environment) === canonicalName(other.environment);
}

// src/github/checks/workflow-runs.ts
/** The workflow runs that GitHub lists for a commit. */
async function readWorkflowRuns(github, sha) {
	const octokit = await github.octokit();
	return readCountedPages(async (page) => {
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/actions/runs", {
			...github.repository,
			head_sha: sha,
			exclude_pull_requests: true,
			per_page: 100,
			page
		});
		return {
			items: data.workflow_runs.map(runOf),
			total: data.total_count
		};
	});
}
/** One run, by its id: unlike the list, this does not lag. */
async function getWorkflowRun(github, runId) {
	const octokit = await github.octokit();
	const request = {
		...github.repository,
		run_id: runId,
		exclude_pull_requests: true
	};
	const { data } = await octokit.request("GET /repos/{owner}/{repo}/actions/runs/{run_id}", request);
	return runOf(data);
}
/** The same; undefined for one that was deleted. */
async function findWorkflowRun(github, runId) {
	try {
		return await getWorkflowRun(github, runId);
	} catch (thrown) {
		if (thrown instanceof UserError && thrown.reason === "github-not-found") return void 0;
		throw thrown;
	}
}
/** Whether a workflow run has come to its end. One that was deleted has. */
async function hasRunEnded(github, runId) {
	const run = await findWorkflowRun(github, runId);
	return run === void 0 || run.status === "completed";
}
/** The jobs of all attempts of a run. */
async function readJobs(github, runId) {
	const octokit = await github.octokit();
	return readCountedPages(async (page) => {
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs", {
			...github.repository,
			run_id: runId,
			filter: "all",
			per_page: 100,
			page
		});
		return {
			items: data.jobs.map((job) => ({
				id: Number(job.id),
				attempt: job.run_attempt ?? 1
			})),
			total: data.total_count
		};
	});
}
function runOf(run) {
	return {
		id: Number(run.id),
		workflowId: Number(run.workflow_id),
		workflowName: run.name ?? run.path,
		event: run.event,
		...run.display_title === void 0 ? {} : { title: run.display_title },
		headBranch: run.head_branch ?? void 0,
		suiteId: run.check_suite_id === void 0 ? void 0 : Number(run.check_suite_id),
		attempt: run.run_attempt ?? 1,
		status: run.status ?? "",
		conclusion: run.conclusion ?? void 0,
		url: run.html_url
	};
}

export { readWorkflowRuns as a, readJobs as i, getWorkflowRun as n, firstOfRequest as o, hasRunEnded as r, isSameKey as s, findWorkflowRun as t };