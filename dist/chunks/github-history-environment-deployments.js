import { r as UserError } from "./runner-runner.js";
import { n as deploymentFacts, o as askParts, r as deploymentsPart, t as DEPLOYMENTS, v as Budget } from "./github-history-deployment-page.js";

// src/github/history/environment-deployments.ts
/** Deployments in one answer: their statuses count as requests too. */
const A_PAGE = 50;
/** Pages of one environment: 1,000 deployments. */
const MOST_PAGES = 20;
/** Points of GraphQL for all environments. */
const BUDGET = 300;
/**
* Reads the deployments of an environment that were created since a time, newest first. One that has more than a page of
* statuses is left out: which of them is the last is not known. Throws a `UserError` (error, `github-…`).
*/
async function readDeploymentsSince(tools, { environment, since, apps, mostPages = MOST_PAGES }) {
	const { owner, repo } = tools.github.repository;
	const connection = {
		...tools,
		budget: new Budget(BUDGET)
	};
	const found = [];
	let after;
	for (let page = 1; page <= mostPages; page++) {
		const part = deploymentsPart(`${owner}/${repo}`, [{
			environment,
			after
		}], A_PAGE);
		const answer = (await askParts(connection, DEPLOYMENTS, [part])).get(part);
		if (answer?.kind !== "read") {
			const { reason = "github-unreachable", text = "GitHub did not answer" } = answer?.finding ?? {};
			throw new UserError(reason, text);
		}
		const read = answer.value.get(environment);
		const facts = (read?.listed ?? []).filter(({ next }) => next === void 0).flatMap((listed) => deploymentFacts(listed, environment, apps) ?? []);
		found.push(...facts.filter(({ createdAt }) => createdAt >= since));
		after = read?.next;
		if (after === void 0 || facts.some(({ createdAt }) => createdAt < since)) break;
	}
	return found;
}

export { readDeploymentsSince as t };