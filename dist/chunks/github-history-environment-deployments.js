import { c as UserError } from "./time-system-clock.js";
import { o as Budget, t as askParts } from "./github-graphql-parts.js";
import { a as listStatuses } from "./github-deployments.js";
import { n as deploymentFacts, r as deploymentsPart, t as DEPLOYMENTS } from "./github-history-deployment-page.js";

// src/github/history/environment-deployments.ts
/** Deployments in one answer: their statuses count as requests too. */
const A_PAGE = 50;
/** Pages of one environment: 1,000 deployments. */
const MOST_PAGES = 20;
/** Points of GraphQL for all environments. */
const BUDGET = 300;
/**
* Reads the deployments of an environment that were created since a time, newest first, each with all of its statuses. Throws
* a `UserError` (error, `github-…`).
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
		const facts = (read?.listed ?? []).flatMap((listed) => {
			const one = deploymentFacts(listed, environment, apps);
			return one === void 0 ? [] : [{
				one,
				isWhole: listed.next === void 0
			}];
		});
		const wanted = facts.filter(({ one }) => one.createdAt >= since);
		found.push(...await Promise.all(wanted.map(({ one, isWhole }) => isWhole ? one : withAllStatuses(tools.github, one))));
		after = read?.next;
		if (after === void 0 || wanted.length < facts.length) break;
	}
	return found;
}
/** Which status is the last is not known from a part of them. */
async function withAllStatuses(github, one) {
	const statuses = await listStatuses(github, one.id);
	return {
		...one,
		statuses: statuses.map(({ state, createdAt, description, logUrl }) => {
			return {
				state,
				createdAt: Date.parse(createdAt),
				description,
				logUrl
			};
		})
	};
}

export { readDeploymentsSince as t };