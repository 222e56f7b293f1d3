import { c as UserError } from "./time-system-clock.js";
import "./github-pages.js";

// src/github/deployment-runs.ts
/** GitHub hands out no more of a list that is narrowed. */
const MOST_RUNS = 1e3;
/** Reads the runs of `event` since a time. GitHub lists the newest first. */
async function readStartedRuns(github, event, since) {
	const octokit = await github.octokit();
	const runs = /* @__PURE__ */ new Map();
	let at;
	for (let page = 1; page <= MOST_RUNS / 100; page++) {
		const request = {
			...github.repository,
			event,
			exclude_pull_requests: true,
			per_page: 100,
			page
		};
		const { data, headers } = await octokit.request("GET /repos/{owner}/{repo}/actions/runs", request);
		const answered = Date.parse(headers.date ?? "");
		if (!Number.isNaN(answered)) at = answered;
		const listed = data.workflow_runs.map(runFacts);
		for (const run of listed) if (run.createdAt >= since) runs.set(run.id, run);
		if (listed.length < 100 || listed.some((run) => run.createdAt < since)) return {
			runs: [...runs.values()],
			isComplete: true,
			at
		};
	}
	return {
		runs: [...runs.values()],
		isComplete: false,
		at
	};
}
/** Reads a run; undefined for one that was deleted. */
async function readRun(github, runId) {
	const octokit = await github.octokit();
	const request = {
		...github.repository,
		run_id: runId,
		exclude_pull_requests: true
	};
	try {
		return runFacts((await octokit.request("GET /repos/{owner}/{repo}/actions/runs/{run_id}", request)).data);
	} catch (thrown) {
		if (thrown instanceof UserError && thrown.reason === "github-not-found") return void 0;
		throw thrown;
	}
}
/** The reviewer who rejected a run, where one did. */
async function readRejection(github, runId) {
	const octokit = await github.octokit();
	const request = {
		...github.repository,
		run_id: runId
	};
	const { data } = await octokit.request("GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals", request);
	const rejected = data.find(({ state }) => state === "rejected");
	return rejected === void 0 ? void 0 : {
		by: rejected.user.login,
		comment: rejected.comment
	};
}
function runFacts(run) {
	const isOver = run.status === "completed";
	return {
		id: Number(run.id),
		attempt: run.run_attempt ?? 1,
		event: run.event,
		sha: run.head_sha.toLowerCase(),
		title: run.display_title,
		isOver,
		state: (isOver ? run.conclusion : run.status) ?? "unknown",
		createdAt: Date.parse(run.created_at),
		url: run.html_url
	};
}

export { readRun as n, readStartedRuns as r, readRejection as t };