import { i as isOurs } from "./domain-deployment-origin.js";
import { t as canonicalName } from "./text-canonical-name.js";
import { t as MalformedAnswer } from "./github-failure.js";
import { a as instantIn, c as objectIn, d as textOrNone, l as pageIn, s as numberIn, u as textIn } from "./github-graphql-errors.js";
import { t as ownerAndName } from "./github-repository.js";

// src/github/history/statuses.ts
/** The fields of a deployment's statuses, a hundred of them. */
const STATUSES_FRAGMENT = `fragment statuses on DeploymentStatusConnection {
  nodes { id state createdAt description logUrl }
  pageInfo { hasNextPage endCursor }
}`;
/** The question for statuses of deployments that have more than one page of them. */
const STATUSES = {
	name: "Statuses",
	doing: "list the statuses of a deployment",
	most: 50,
	requests: 50,
	fragments: [STATUSES_FRAGMENT]
};
/** The states of a status. */
const STATUS_STATES = [
	"error",
	"failure",
	"inactive",
	"in_progress",
	"pending",
	"queued",
	"success",
	"waiting"
];
/** A further page of the statuses of a deployment, by its node id. */
function statusesPart(repository, id, after) {
	return {
		repository,
		requests: 1,
		write: (declare) => `node(id: ${declare("ID!", id)}) { ... on Deployment { statuses(first: 100, after: ${declare("String", after)}) { ...statuses } } }`,
		read: (data) => statusPage(data)
	};
}
/** The statuses in a deployment's fields. */
function statusPage(deployment) {
	const page = pageIn(deployment, "statuses");
	if (page === void 0 || page.hidden > 0) throw new MalformedAnswer("no statuses");
	return page;
}
/**
* Statuses, oldest first. GitHub does not say in which order it lists them, and its times are whole seconds; it does say
* which is the latest.
*/
function statusesInOrder(nodes, deployment) {
	const latest = objectIn(deployment, "latestStatus");
	return (latest !== void 0 && nodes[0]?.id === latest.id ? nodes.toReversed() : nodes).map(statusFacts).sort((one, other) => one.createdAt - other.createdAt);
}
function statusFacts(node) {
	const state = textIn(node, "state").toLowerCase();
	if (!isState$1(state)) throw new MalformedAnswer(`an unknown state of a status, '${state}'`);
	return {
		state,
		createdAt: instantIn(node, "createdAt"),
		description: textOrNone(node, "description") ?? "",
		logUrl: textOrNone(node, "logUrl") ?? ""
	};
}
function isState$1(state) {
	return STATUS_STATES.includes(state);
}

// src/github/history/deployment-page.ts
/** The question for deployments, newest first: GitHub's own order is oldest first. */
const DEPLOYMENTS = {
	name: "Deployments",
	doing: "list the deployments",
	most: 10,
	requests: 349,
	fragments: [`fragment deployments on DeploymentConnection {
  nodes {
    id
    databaseId
    commitOid
    task
    state
    createdAt
    latestEnvironment
    creator { __typename login }
    payload
    latestStatus { id }
    statuses(first: 100) { ...statuses }
  }
  pageInfo { hasNextPage endCursor }
}`, STATUSES_FRAGMENT]
};
/** Asks for a page of `first` deployments of some environments of a repository. */
function deploymentsPart(repository, environments, first) {
	const { owner, repo } = ownerAndName(repository);
	return {
		repository,
		requests: environments.length * (1 + first),
		write: (declare) => {
			const where = `owner: ${declare("String!", owner)}, name: ${declare("String!", repo)}`;
			const size = declare("Int!", first);
			return `repository(${where}) { ${environments.map(({ environment, after }, index) => {
				const names = declare("[String!]", [environment]);
				const from = declare("String", after ?? null);
				return `e${index}: deployments(environments: ${names}, first: ${size}, after: ${from}, orderBy: { field: CREATED_AT, direction: DESC }) { ...deployments }`;
			}).join("\n")} }`;
		},
		read: (data) => new Map(environments.map(({ environment }, index) => [environment, pageOf(data, `e${index}`)]))
	};
}
function pageOf(data, alias) {
	const page = pageIn(data, alias);
	if (page === void 0 || page.hidden > 0) throw new MalformedAnswer("deployments that it does not show");
	return {
		listed: page.nodes.map((fields) => {
			const statuses = statusPage(fields);
			return {
				fields,
				nodes: [...statuses.nodes],
				next: statuses.next
			};
		}),
		next: page.next
	};
}
/** The deployment's facts; undefined when it went to another environment meanwhile. */
function deploymentFacts({ fields, nodes }, environment, apps) {
	const name = textOrNone(fields, "latestEnvironment") ?? environment;
	if (canonicalName(name) !== canonicalName(environment)) return void 0;
	const state = textOrNone(fields, "state")?.toLowerCase() ?? "pending";
	if (!isState(state)) throw new MalformedAnswer(`an unknown state of a deployment, '${state}'`);
	const actor = objectIn(fields, "creator");
	const creator = actor === void 0 ? "" : textIn(actor, "login");
	const byPerson = actor !== void 0 && textIn(actor, "__typename") === "User";
	const payload = textOrNone(fields, "payload");
	return {
		id: numberIn(fields, "databaseId"),
		sha: textIn(fields, "commitOid").toLowerCase(),
		task: textOrNone(fields, "task") ?? "",
		environment: name,
		state,
		createdAt: instantIn(fields, "createdAt"),
		creator,
		byPerson,
		payload,
		ours: isOurs({
			creator,
			byPerson,
			payload
		}, apps),
		statuses: statusesInOrder(nodes, fields),
		runWaits: void 0
	};
}
const STATES = [...STATUS_STATES, ...[
	"abandoned",
	"active",
	"destroyed"
]];
function isState(state) {
	return STATES.includes(state);
}

export { statusesPart as a, STATUSES as i, deploymentFacts as n, deploymentsPart as r, DEPLOYMENTS as t };