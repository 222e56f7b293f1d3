import { C as TASK, T as serviceOfTask, _ as standingOf, a as POLICY_FILE, c as serviceOf, g as claim, h as attemptOf, i as isOurs, n as readDefaultBranch, o as environmentOf, p as didYouMean, r as foreignOrigin, s as parsePolicy, w as TASK_OF_SERVICE } from "./github-repository.js";
import { r as UserError } from "./runner-runner.js";
import { t as fullSha } from "./domain-sha.js";
import { t as readCountedPages } from "./github-pages.js";
import { a as listStatuses, i as getDeployment, o as newestDeployment, r as deploymentFromEvent } from "./deployments-status-writer.js";

// src/domain/deployment/request.ts
/** Why a task is none of ours, whatever the policy says; undefined for one that may be. */
function foreignTask(task) {
	if (task === "deploy" || task.startsWith("deploy:")) return void 0;
	return `its task is '${task}', not '${TASK}' or '${TASK_OF_SERVICE}<service>'`;
}
/**
* Whether a deployment is ours. It is when it was made for us, the policy names its environment and its task is `deploy`, or
* `deploy:<service>` with a service of the policy. Throws a `UserError` (refused) for a deployment of ours that is
* ambiguous or not valid: `service-unclear`, `sha-invalid`.
*/
function readRequest(deployment, policy) {
	const { task } = deployment;
	const foreign = foreignTask(task);
	if (foreign !== void 0) return {
		kind: "foreign",
		why: foreign
	};
	if (!isOurs(deployment, policy.apps)) return {
		kind: "foreign",
		why: foreignOrigin(deployment)
	};
	const environment = environmentOf(policy, deployment.environment);
	if (environment === void 0) {
		const names = policy.environments.map((one) => one.name);
		return {
			kind: "foreign",
			why: `${`${policy.file} does not name the environment '${deployment.environment}'`}${didYouMean(deployment.environment, names)}`
		};
	}
	const [only, ...others] = policy.services;
	const named = task.slice(TASK_OF_SERVICE.length);
	const service = task === "deploy" ? only : serviceOf(policy, named);
	if (service === void 0) return {
		kind: "foreign",
		why: `${`${policy.file} does not name the service '${named}'`}${didYouMean(named, policy.services)}`
	};
	if (task === "deploy" && others.length > 0) {
		const tasks = policy.services.map((name) => `'${TASK_OF_SERVICE}${name}'`).join(" or ");
		const message = `the task '${TASK}' names no service, and ${policy.file} has several: use task ${tasks}`;
		throw new UserError("service-unclear", message);
	}
	const sha = fullSha(deployment.sha);
	if (sha === void 0) {
		const message = `'${deployment.sha}' is not a full commit SHA (40 or 64 hexadecimal digits)`;
		throw new UserError("sha-invalid", message);
	}
	const { services, apps, slack } = policy;
	return {
		kind: "ours",
		deployment,
		service,
		environment,
		services,
		apps,
		slack,
		sha
	};
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
		headBranch: run.head_branch ?? void 0,
		suiteId: run.check_suite_id === void 0 ? void 0 : Number(run.check_suite_id),
		attempt: run.run_attempt ?? 1,
		status: run.status ?? "",
		conclusion: run.conclusion ?? void 0,
		url: run.html_url
	};
}

// src/github/contents.ts
const EXAMPLE = "environments: { staging: , production: }";
/**
* The policy's text from the default branch: without a `ref` GitHub takes that one, whatever the event says. Throws a
* `UserError` (refused, `policy-missing`) when it is not there. Asked for as JSON, not raw: a raw answer that was cut
* short looks like a shorter file.
*/
async function readPolicyText(github) {
	const octokit = await github.octokit();
	let data;
	try {
		const request = {
			...github.repository,
			path: POLICY_FILE
		};
		data = (await octokit.request("GET /repos/{owner}/{repo}/contents/{path}", request)).data;
	} catch (thrown) {
		if (thrown instanceof UserError && thrown.reason === "github-not-found") throw missing(github, thrown);
		throw thrown;
	}
	const { type, encoding, content, size } = data;
	if (type !== "file" || encoding !== "base64" || typeof content !== "string") throw new UserError("policy-invalid", `${POLICY_FILE} must be a plain file of less than 1 MB`);
	const bytes = Buffer.from(content, "base64");
	if (bytes.length !== size) throw new UserError("github-unreachable", `GitHub sent ${bytes.length} of ${size} bytes of ${POLICY_FILE}: run again`);
	return bytes.toString("utf8");
}
function missing({ repository }, cause) {
	const where = `the default branch of ${repository.owner}/${repository.repo}`;
	const text = `${POLICY_FILE} is not on ${where}, or the token lacks 'permissions: contents: read'`;
	return new UserError("policy-missing", `${text}; the shortest one is '${EXAMPLE}'`, { cause });
}

// src/deployments/request.ts
/** What is wrong with a policy as a whole. */
const POLICY_REASONS = ["policy-missing", "policy-invalid"];
/** Reads the record of a deployment. All else is read at the same time: one round trip. */
async function readRequestedDeployment(github, named) {
	const policyText = awaitedLater(readPolicyText(github));
	const byEvent = named.by === "event";
	const known = byEvent ? named.defaultBranch : void 0;
	const branch = known === void 0 ? awaitedLater(readDefaultBranch(github)) : Promise.resolve(known);
	const statuses = awaitedLater(listStatuses(github, named.by === "event" ? idOf(named.deployment) : named.id));
	return {
		deployment: byEvent ? deploymentFromEvent(named.deployment) : await deploymentNamed(github, named.id),
		byEvent,
		branch,
		policyText,
		statuses
	};
}
/**
* Claims a deployment for this run: it is ours, and no other run has it. `onOurs` is called as soon as the first is known:
* from then on the deployment may be written to.
*/
async function claimDeployment(github, requested, { repository, runId, attempt }, onOurs = () => void 0) {
	const me = {
		runId,
		attempt
	};
	const { deployment, byEvent } = requested;
	const leave = (why) => ({
		kind: "left-alone",
		deploymentId: deployment.id,
		environment: deployment.environment,
		reason: why.reason,
		why: why.why,
		expected: why.expected
	});
	const request = await classify(requested, repository);
	if (request.kind === "foreign") return leave({
		reason: "deployment-foreign",
		why: request.why,
		expected: byEvent
	});
	onOurs();
	const statuses = await requested.statuses;
	const standing = standingOf(statuses, me);
	if (standing.kind !== "free") {
		const isOther = standing.by.runId !== me.runId;
		const [otherEnded, newest] = await Promise.all([isOther && !byEvent && standing.kind === "in-progress" ? hasRunEnded(github, standing.by.runId) : true, newestOfOurs(github, request)]);
		const around = {
			byEvent,
			otherEnded,
			newest
		};
		const claimed = claim(deployment.id, standing, me, around);
		if (claimed.kind === "leave") return leave(claimed);
	}
	return {
		kind: "claimed",
		request,
		written: statuses.map(({ logUrl }) => attemptOf(logUrl)).filter((by) => isSame(by, me)).length
	};
}
/** The newest deployment of ours of the same service and environment: those of other tools replace none of ours. */
async function newestOfOurs(github, { deployment, environment, service, services, apps }) {
	const counts = (record) => isOurs(record, apps) && serviceOfTask(record.task, services) === service;
	const spellings = /* @__PURE__ */ new Set([deployment.environment, environment.name]);
	const newest = await Promise.all([...spellings].map((name) => newestDeployment(github, name, deployment.id, counts)));
	return Math.max(deployment.id, ...newest.filter((id) => id !== void 0));
}
/** Whether a deployment is ours, by the policy of the default branch. */
async function classify(requested, repository) {
	const why = foreignTask(requested.deployment.task);
	if (why !== void 0) return {
		kind: "foreign",
		why
	};
	const policy = async () => parsePolicy(await requested.policyText, { repository });
	if (isOurs(requested.deployment, [])) return readRequest(requested.deployment, await policy());
	try {
		return readRequest(requested.deployment, await policy());
	} catch (thrown) {
		if (!(thrown instanceof UserError) || !POLICY_REASONS.includes(thrown.reason)) throw thrown;
		return {
			kind: "foreign",
			why: `${foreignOrigin(requested.deployment)} (${thrown.message})`
		};
	}
}
async function deploymentNamed(github, id) {
	try {
		return await getDeployment(github, id);
	} catch (thrown) {
		if (!(thrown instanceof UserError) || thrown.reason !== "github-not-found") throw thrown;
		const text = `Input "deployment-id" is ${id}, but this repository has no such deployment, or the token may not see it`;
		throw new UserError("github-not-found", text, { cause: thrown });
	}
}
function idOf(deployment) {
	return deploymentFromEvent(deployment).id;
}
function isSame(by, me) {
	return by !== void 0 && by.runId === me.runId && by.attempt === me.attempt;
}
/** Until it is awaited, a rejection must not count as unhandled. */
function awaitedLater(promise) {
	promise.catch(() => void 0);
	return promise;
}

export { readJobs as a, getWorkflowRun as i, readRequestedDeployment as n, readWorkflowRuns as o, findWorkflowRun as r, claimDeployment as t };