import { c as UserError } from "./time-system-clock.js";
import { r as wholeList, t as listPages } from "./github-pages.js";

// src/github/deployments.ts
/** Reads one deployment. */
async function getDeployment(github, id) {
	const octokit = await github.octokit();
	const request = {
		...github.repository,
		deployment_id: id
	};
	const { data } = await octokit.request("GET /repos/{owner}/{repo}/deployments/{deployment_id}", request);
	return recordOf(data);
}
/**
* Id of the newest deployment to an environment that `counts`, not older than `than`; undefined when there is none. GitHub
* lists the newest first.
*/
async function newestDeployment(github, environment, than, counts) {
	const octokit = await github.octokit();
	const pages = listPages("list the deployments", async (page) => {
		const request = {
			...github.repository,
			environment,
			per_page: 100,
			page
		};
		return (await octokit.request("GET /repos/{owner}/{repo}/deployments", request)).data;
	});
	for await (const page of pages) {
		const records = page.map(recordOf);
		const newest = records.find((record) => record.id >= than && counts(record));
		if (newest !== void 0) return newest.id;
		if (records.some(({ id }) => id <= than)) return void 0;
	}
}
/** More of them are too many to be looked at one by one. */
const MOST_PAGES = 10;
/**
* All deployments to an environment that are newer than one of them, newest first. Throws an `Error` where they are more than
* a thousand.
*/
async function deploymentsAfter(github, environment, after) {
	const octokit = await github.octokit();
	const found = [];
	for (let page = 1; page <= MOST_PAGES; page++) {
		const request = {
			...github.repository,
			environment,
			per_page: 100,
			page
		};
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/deployments", request);
		const records = data.map(recordOf);
		found.push(...records.filter(({ id }) => id > after));
		if (records.length < 100 || records.some(({ id }) => id <= after)) return found;
	}
	throw new Error(`${environment} has more than ${MOST_PAGES * 100} deployments since then`);
}
/** The deployment that an event brings along. Throws a `UserError` (error, `event-invalid`) when it is none. */
function deploymentFromEvent(deployment) {
	const fields = typeof deployment === "object" && deployment !== null ? deployment : {};
	const texts = [
		"sha",
		"ref",
		"task",
		"environment"
	];
	const wrong = [...Number.isSafeInteger(fields.id) ? [] : ["id"], ...texts.filter((name) => !isText(fields[name]))];
	if (wrong.length > 0) {
		const text = `the event's deployment has no ${wrong.join(", ")}: this action runs on a 'deployment' event`;
		throw new UserError("event-invalid", text);
	}
	return recordOf(fields);
}
/**
* Writes one status. `auto_inactive` is always off: GitHub would end other deployments of the environment, whichever
* service they are of, and only where the environment is not a production one.
*/
async function createStatus(github, status) {
	const { data } = await (await github.octokit()).request("POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
		...github.repository,
		deployment_id: status.deploymentId,
		state: status.state,
		description: status.description,
		auto_inactive: false,
		...status.logUrl === void 0 ? {} : { log_url: status.logUrl }
	});
	return statusOf(data);
}
/** All statuses of a deployment, oldest first. */
async function listStatuses(github, id) {
	const octokit = await github.octokit();
	return (await wholeList("list the deployment's statuses", async (page) => {
		const request = {
			...github.repository,
			deployment_id: id,
			per_page: 100,
			page
		};
		const { data } = await octokit.request("GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", request);
		return data.map(statusOf);
	})).toSorted((one, other) => one.id - other.id);
}
/** The record in an answer of the REST interface. */
function recordOf(deployment) {
	const { id, sha, ref, task, environment, payload, creator, url } = deployment;
	const made = {
		creator: creator !== void 0 && creator !== null && "login" in creator ? String(creator.login) : "",
		byPerson: creator !== void 0 && creator !== null && "type" in creator && creator.type === "User",
		createdAt: deployment.created_at,
		url
	};
	return {
		id: Number(id),
		sha,
		ref,
		task,
		environment,
		payload,
		...made
	};
}
function statusOf({ id, state, description, log_url, created_at }) {
	return {
		id: Number(id),
		state,
		description,
		logUrl: log_url ?? "",
		createdAt: created_at
	};
}
function isText(value) {
	return typeof value === "string" && value !== "";
}

export { listStatuses as a, getDeployment as i, deploymentFromEvent as n, newestDeployment as o, deploymentsAfter as r, recordOf as s, createStatus as t };