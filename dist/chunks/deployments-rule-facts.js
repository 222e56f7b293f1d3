import { t as canonicalName } from "./text-canonical-name.js";
import { r as readRole, t as lockFindings } from "./domain-deployment-deploy-rules.js";
import { r as unlockCommand } from "./domain-lock-lock-command.js";
import { c as UserError } from "./time-system-clock.js";
import { r as goodDeployments } from "./domain-history-deployments.js";
import { o as Budget, t as askParts } from "./github-graphql-parts.js";
import { n as deploymentFacts, r as deploymentsPart, t as DEPLOYMENTS } from "./github-history-deployment-page.js";

// src/domain/deployment/by-hand.ts
/**
* A person must have asked and started the run as well, or asked through a door whose App made the record and started the run:
* a run that another starts again, or a schedule, deploys what a person asked for who may have locked it since.
*/
function byHand({ login, isPerson }, { creator, startedBy }) {
	const name = login === "" ? "an unknown user" : login;
	if (!isPerson || login === "") return {
		by: void 0,
		note: `${name} asked for this: every lock stops automation`
	};
	const starter = canonicalName(startedBy);
	if (starter !== "" && [login, creator].some((one) => canonicalName(one) === starter)) return {
		by: login,
		note: ""
	};
	return {
		by: void 0,
		note: `${startedBy === "" ? "an unknown user" : startedBy} started this run, not ${name}, who asked for it`
	};
}

// src/github/history/order.ts
/** Of each environment: what ran there before is further back than anybody rolls back to. */
const READ = 50;
const BUDGET = 30;
/** The good deployments of a service to some environments, newest first, by the name: one request. */
async function readGoodDeployments(tools, { environments, service, services, apps }) {
	const { owner, repo } = tools.github.repository;
	const where = environments.map((environment) => ({
		environment,
		after: void 0
	}));
	const part = deploymentsPart(`${owner}/${repo}`, where, READ);
	const answer = (await askParts({
		...tools,
		budget: new Budget(BUDGET)
	}, DEPLOYMENTS, [part])).get(part);
	if (answer?.kind !== "read") throw new UserError(answer?.finding.reason ?? "github-unreachable", answer?.finding.text ?? "GitHub did not answer");
	return new Map(environments.map((environment) => {
		const facts = (answer.value.get(environment)?.listed ?? []).flatMap((one) => deploymentFacts(one, environment, apps) ?? []);
		return [environment, goodDeployments(facts, service, services)];
	}));
}

// src/deployments/rule-facts.ts
/** Reads what the rules of the environment need, side by side: without rules nothing but the lock. */
async function readRules(tools, request) {
	const { environment, requester, service, services, apps } = request;
	const { order, deployers, force } = environment.rules;
	const isRoleAsked = deployers?.role !== void 0 || request.payload?.force !== void 0 && force?.role !== void 0;
	const [lock, role, good] = await Promise.all([
		lockOf(tools, request),
		isRoleAsked && requester.isPerson ? readRole(tools.github, requester.login) : void 0,
		order === void 0 ? void 0 : readGoodDeployments(tools, {
			environments: [order.after, environment.name],
			service,
			services,
			apps
		})
	]);
	return {
		lock,
		role,
		good
	};
}
/** The facts for the rules. `line`: from the head of the branch to the commit. */
function ruleFacts({ lock, role, good }, { environment, requester, payload, sha }, line, now) {
	const { order } = environment.rules;
	const facts = order === void 0 || good === void 0 ? void 0 : {
		before: good.get(order.after) ?? [],
		here: good.get(environment.name) ?? [],
		sha,
		holders: new Set(line.map((commit) => commit.sha.toLowerCase()))
	};
	return {
		now,
		lock,
		requester: {
			login: requester.login,
			role,
			proof: requester.proof
		},
		order: facts,
		force: payload?.force?.reason
	};
}
/** Reads the lock once more, right before something is changed. Throws a `UserError` where one was taken meanwhile. */
async function refuseLocked(tools, request) {
	const lock = await lockOf(tools, request);
	const findings = lockFindings({ lock });
	if (findings.length > 0) throw UserError.from(findings);
}
/**
* The lock that stands in the way of the deployment, read anew. Throws a `UserError` (error) where GitHub does not answer: that is
* no verdict, but nothing is deployed either.
*/
async function lockOf({ github, locks, startedBy }, { service, environment, deployment, requester, locks: place }) {
	const { owner, repo } = github.repository;
	const key = {
		repository: `${owner}/${repo}`,
		service,
		environment: environment.name
	};
	const { by, note } = byHand(requester, {
		creator: deployment.creator,
		startedBy
	});
	try {
		const lock = await locks.lockOf({
			key,
			place,
			by
		});
		if (lock === void 0) return {
			kind: "read",
			lock
		};
		const isOwn = canonicalName(lock.owner) === canonicalName(requester.login) || !requester.isPerson;
		const command = lock.scope === void 0 ? "" : unlockCommand(lock.scope, place.repository !== void 0);
		return {
			kind: "read",
			lock,
			note: isOwn ? note : "",
			command
		};
	} catch (thrown) {
		if (!(thrown instanceof UserError)) throw thrown;
		const { reason, message, outcome } = thrown;
		if (outcome === "refused") return {
			kind: "unreadable",
			reason,
			why: message
		};
		const where = place.repository ?? key.repository;
		const text = `whether ${environment.name} is locked is not known, for the locks of ${where} cannot be read: ${message}`;
		throw new UserError(reason, text, { cause: thrown });
	}
}

export { refuseLocked as n, ruleFacts as r, readRules as t };