import { i as durationText } from "./time-duration.js";
import { t as canonicalName } from "./text-canonical-name.js";
import { i as lockWords } from "./domain-lock-decide.js";
import { i as goodSince } from "./domain-history-deployments.js";
import { o as ROLES } from "./policy-policy.js";
import { t as frozenUntil } from "./domain-deployment-freeze.js";

// src/github/role.ts
/** The role of a person in the repository; undefined for none. One of the organization's own roles counts as what it is based on. */
async function readRole(github, login, repository = github.repository) {
	const { data } = await (await github.octokit()).request("GET /repos/{owner}/{repo}/collaborators/{username}/permission", {
		...repository,
		username: login
	});
	return ROLES.find((role) => role === data.role_name) ?? ROLES.find((role) => role === data.permission);
}

// src/domain/deployment/deploy-rules.ts
/** Everything in the rules of an environment that stands against a deployment now. */
function ruleFindings(rules, facts) {
	return [
		...lockFindings(facts),
		...freezeFindings(rules, facts),
		...deployerFindings(rules, facts),
		...proofFindings(rules, facts),
		...forceFindings(rules, facts),
		...orderFindings(rules, facts)
	];
}
/** What a lock says against a deployment. Whether its time is over was judged by who read it, by GitHub's clock. */
function lockFindings({ lock: answer }) {
	if (answer.kind === "unreadable") {
		const { reason = "lock-unreadable", why } = answer;
		return [{
			reason,
			text: `its lock cannot be read, which counts as locked: ${why}`
		}];
	}
	const { lock, note = "", command = "" } = answer;
	if (lock === void 0) return [];
	return [{
		reason: "environment-locked",
		text: `${lockWords(lock)}${note === "" ? "" : ` (${note})`}`,
		...command === "" ? {} : { command }
	}];
}
function freezeFindings({ freeze }, { now }) {
	const until = frozenUntil(freeze, now);
	return until === void 0 ? [] : [{
		reason: "environment-frozen",
		text: `frozen until ${until}`
	}];
}
function deployerFindings({ deployers }, { requester }) {
	if (deployers === void 0 || isAmong(deployers, requester)) return [];
	return [{
		reason: "deployer-not-permitted",
		text: `${nameOf(requester)} may not deploy here, only ${peopleText(deployers)}`
	}];
}
const ASKED = {
	token: "a token of the person's own",
	run: "a run that the person started",
	comment: "a comment",
	app: "an App"
};
function proofFindings({ proofs }, { requester: { proof, login } }) {
	if (proofs === void 0 || proof !== void 0 && proofs.includes(proof)) return [];
	return [{
		reason: "proof-not-accepted",
		text: `${proof === void 0 ? "by which way it was asked for is not known" : proof === "app" ? `${login || "an App without a name"}, an App, asked` : `it was asked for by ${ASKED[proof]}`}; here only ${proofs.map((one) => ASKED[one]).join(", or ")} will do (the policy's 'proof')`
	}];
}
function forceFindings({ force }, { force: reason, requester }) {
	if (reason === void 0 || force !== void 0 && isAmong(force, requester)) return [];
	const only = force === void 0 ? "no one: the policy has no 'force' for it" : `only ${peopleText(force)}`;
	return [{
		reason: "force-not-permitted",
		text: `${nameOf(requester)} may not force a deployment here, ${only}`
	}];
}
function isAmong({ role: least, logins }, { login, role }) {
	if (logins.some((one) => loginOf(one) === loginOf(login))) return true;
	return least !== void 0 && role !== void 0 && rankOf(role) >= rankOf(least);
}
function peopleText({ role, logins }) {
	return [...role === void 0 ? [] : [`the role '${role}' or a higher one`], ...logins].join(", ");
}
function nameOf({ login }) {
	return login || "a creator without a name";
}
/**
* The other environment must run the commit, or a newer one, without a break for as long as the policy says. A commit that
* was live here before may come back at any time: that is a rollback.
*/
function orderFindings({ order }, { order: facts, now }) {
	if (order === void 0 || facts === void 0) return [];
	if (facts.here.some(({ sha }) => sha.toLowerCase() === facts.sha)) return [];
	const other = facts.before.findIndex(({ sha }) => !facts.holders.has(sha.toLowerCase()));
	const first = (other < 0 ? facts.before : facts.before.slice(0, other)).at(-1);
	const since = first === void 0 ? void 0 : goodSince(first);
	if (since === void 0) return [{
		reason: "order-not-met",
		text: `${order.after} does not run this commit or a newer one: deploy it there first`
	}];
	const age = Math.max(0, now - since);
	if (age >= order.goodFor) return [];
	const [has, needs] = [age, order.goodFor].map((ms) => durationText(ms, "largest-unit"));
	return [{
		reason: "order-not-met",
		text: `${order.after} has run this commit for ${has}, not yet for ${needs}`
	}];
}
function rankOf(role) {
	return ROLES.indexOf(role);
}
function loginOf(login) {
	return canonicalName(login).replace(/\[bot\]$/, "");
}

export { ruleFindings as n, readRole as r, lockFindings as t };