import { t as askedFor } from "./domain-claims-asked.js";
import { n as ruleFindings } from "./domain-deployment-deploy-rules.js";
import { r as isListed } from "./domain-deployment-origin.js";
import { c as UserError } from "./time-system-clock.js";
import { r as ruleFacts, t as readRules } from "./deployments-rule-facts.js";

// src/deployments/held/continuation.ts
/**
* Who asked: the person who started the run; of a run that an App started which the policy lists under `doors`, whom the door has
* named for it, also where the same door has made the deployment; of a job of the deployment's own run, who asked for the
* deployment, since a reviewer has let it go on.
*/
function askerOf({ deployment, requester, doors = [] }, startedBy, how, statuses) {
	const asked = askedFor(statuses.map((one) => ({
		...one,
		createdAt: Date.parse(one.createdAt)
	})), how);
	const [, named = "", why = ""] = /(?:asked by (\S+)|: (.+))$/.exec(asked?.said ?? "") ?? [];
	const isApp = startedBy === "" || startedBy.endsWith("[bot]");
	const by = named === "" ? why === "" ? startedBy : `reconcile (${why})` : named;
	if (isApp && named !== "" && isListed(startedBy, doors)) return {
		requester: {
			login: named,
			isPerson: true,
			proof: "app"
		},
		by
	};
	if (startedBy !== "" && isListed(startedBy, [deployment.creator])) return {
		requester,
		by
	};
	if (!isApp) return {
		requester: {
			login: startedBy,
			isPerson: true,
			proof: "run"
		},
		by: startedBy
	};
	return {
		requester: {
			login: startedBy,
			isPerson: false,
			proof: "app"
		},
		by
	};
}
/**
* Refuses who may not go on: a lock, a freeze and who may deploy count as for a deployment. To abort brings back what is live, and
* is never refused. Throws a `UserError`.
*/
async function refuseContinuation(how, request, { requester }, tools) {
	if (how === "abort") return;
	const { environment, deployment } = request;
	const asking = {
		...request,
		requester,
		payload: void 0,
		deployment: {
			...deployment,
			creator: tools.startedBy
		},
		environment: {
			...environment,
			rules: {
				...environment.rules,
				order: void 0
			}
		}
	};
	const facts = ruleFacts(await readRules(tools, asking), asking, [], tools.clock.now());
	const findings = ruleFindings(asking.environment.rules, facts);
	if (findings.length > 0) throw UserError.from(findings);
}

export { refuseContinuation as n, askerOf as t };