import { c as UserError } from "./time-system-clock.js";
import { n as fieldOf, t as asRecord } from "./text-json.js";
import { s as recordOf } from "./github-deployments.js";
import "./github-pages.js";

// src/github/create-deployment.ts
/**
* Creates a deployment's record. GitHub judges no checks and merges nothing: that is the gate's. Sent once; after an answer
* that does not come, or is broken (`github-unreachable`, `github-broken`), the record may be there all the same. Throws a
* `UserError` (error): `deployment-not-created` where GitHub answers that it made none, else `github-…`.
*/
async function createDeployment(github, wish) {
	const octokit = await github.octokit();
	const { sha, task, environment, description, payload } = wish;
	let data;
	try {
		data = (await octokit.request("POST /repos/{owner}/{repo}/deployments", {
			...github.repository,
			ref: sha,
			task,
			environment,
			description,
			payload: { ...payload },
			auto_merge: false,
			required_contexts: []
		})).data;
	} catch (thrown) {
		throw explained(thrown, wish);
	}
	if (fieldOf(data, "id") === void 0) {
		const said = String(asRecord(data).message);
		throw new UserError("deployment-not-created", `GitHub created no deployment: ${said}`);
	}
	return recordOf(data);
}
/** 409 and 422 are GitHub's own no. */
function explained(thrown, { sha, environment }) {
	const status = thrown instanceof UserError ? fieldOf(thrown.cause, "status") : void 0;
	if (status !== 409 && status !== 422) return thrown;
	const text = `GitHub created no deployment of ${sha} to ${environment} (${status} ${`${fieldOf(thrown.cause, "message")}`})`;
	return new UserError("deployment-not-created", text, { cause: thrown });
}
/** The newest deployments to an environment, newest first: at most a hundred, in one request. */
async function recentDeployments(github, environment) {
	const octokit = await github.octokit();
	const request = {
		...github.repository,
		environment,
		per_page: 100
	};
	const { data } = await octokit.request("GET /repos/{owner}/{repo}/deployments", request);
	return data.map(recordOf);
}

export { recentDeployments as n, createDeployment as t };