import { t as CONTINUATIONS } from "./domain-claims-continuation.js";
import { t as isNamespaceName } from "./domain-namespace-name.js";
import { c as UserError } from "./time-system-clock.js";
import { n as releaseName } from "./kubernetes-release-release-text.js";
import { a as linesOf, i as idOf, n as durationOf, o as optionalText, r as flagOf, t as bothOrNeither } from "./runner-inputs.js";
import { t as slackLogin } from "./slack-login.js";
import { t as withoutTrailing } from "./text-trailing.js";

// src/kubernetes/release/stored-choice.ts
/** A number of more digits would be a commit. */
const NUMBER = /^v(\d{1,15})$|^(\d{1,6})$/;
/** Reads `previous`, `12`, `v12` or a commit; undefined for anything else. */
function askedRelease(text) {
	const asked = text.trim().toLowerCase();
	if (asked === "previous") return { by: "previous" };
	const [, ofName, plain = ofName] = NUMBER.exec(asked) ?? [];
	if (plain !== void 0) return {
		by: "number",
		number: Number(plain)
	};
	return /^[0-9a-f]{7,40}$/.test(asked) ? {
		by: "commit",
		commit: asked
	} : void 0;
}
/**
* The stored release that is asked for. `previous`: the good one before the newest; before what that one brought back, where it
* was a rollback itself, so that two rollbacks go back twice. Throws `stored-release-missing`, `stored-release-unusable`,
* `stored-release-live` or `stored-release-rerun` (refused).
*/
function chooseStored(stored, asked, it) {
	const all = stored.toSorted((a, b) => a.number - b.number);
	const own = all.filter(({ repository }) => repository === it.repository);
	const what = `${it.key.service} in ${it.key.environment}`;
	if (own.length === 0) {
		const others = new Set(all.map(({ repository }) => repository));
		const whose = others.size === 0 ? "" : `; those there are of ${[...others].map((one) => one || "an unknown repository").join(", ")}`;
		throw new UserError("stored-release-missing", `the cluster keeps no release of ${what}${whose}`);
	}
	const newest = all.at(-1);
	if (newest !== void 0 && newest.repository !== it.repository) {
		const whose = newest.repository || "an unknown repository";
		const text = `the newest of ${what}, ${releaseName(newest)}, is of ${whose}, so that none of ${it.repository} is live: deploy a commit`;
		throw new UserError("stored-release-unusable", text);
	}
	if (it.isRerun) refuseOldRerun(own, it.runId);
	const chosen = asked.by === "previous" ? previousOf(own, it) : namedIn(own, asked);
	if (chosen === void 0) throw new UserError("stored-release-missing", `${missing(asked)} of ${what}; there are ${listed(own)}`);
	if (chosen.state !== "good") {
		const how = {
			begun: "it has no end",
			held: "it is held, and was never live",
			failed: "it failed"
		}[chosen.state];
		throw new UserError("stored-release-unusable", `${releaseName(chosen)} was not good (${how}); there are ${listed(own)}`);
	}
	const live = own.at(-1);
	if (live?.state === "good" && contentOf(live) === contentOf(chosen)) throw isLive(chosen);
	return chosen;
}
/** The number of the release that has its objects: that which it brought back, or itself. */
function contentOf({ number, stored }) {
	return stored?.from ?? number;
}
/** A run that is run again goes on with its own rollback, and never with one that the state of the day asks for. */
function refuseOldRerun(own, runId) {
	const instead = "start a new run instead of running this one again";
	const newest = own.at(-1);
	if (newest === void 0 || newest.run.id === runId) return;
	const mine = own.findLast(({ run }) => run.id === runId);
	const text = mine === void 0 ? `this run is run again, and the cluster keeps no release of it, so that ${releaseName(newest)} may be newer` : `this run is run again: it made ${releaseName(mine)}, and ${releaseName(newest)} is newer`;
	throw new UserError("stored-release-rerun", `${text}; ${instead}`);
}
function previousOf(own, { runId }) {
	const newest = own.findLast(({ state, stored }) => state === "good" || stored === void 0);
	if (newest === void 0) return void 0;
	if (newest.state === "good" && newest.stored !== void 0 && newest.run.id === runId) throw isLive(newest);
	const before = newest.state === "good" ? contentOf(newest) : newest.number;
	return own.findLast(({ state, number }) => state === "good" && number < before);
}
function namedIn(own, asked) {
	if (asked.by === "number") return own.find(({ number }) => number === asked.number);
	const ofCommit = own.filter(({ commit }) => commit.startsWith(asked.commit));
	const commits = new Set(ofCommit.map(({ commit }) => commit));
	if (commits.size > 1) throw new UserError("stored-release-missing", `several commits begin with ${asked.commit}: ${[...commits].join(", ")}`);
	return ofCommit.findLast(({ state }) => state === "good") ?? ofCommit.at(-1);
}
function missing(asked) {
	if (asked.by === "previous") return "there is no good release before the newest";
	return asked.by === "number" ? `there is no release ${asked.number}` : `there is no release of the commit ${asked.commit}`;
}
function isLive(release) {
	return new UserError("stored-release-live", `${releaseName(release)} is live already, by the records; to apply it again, deploy its commit`);
}
function listed(own) {
	return own.toReversed().map((one) => `${releaseName(one)}, ${one.state === "begun" ? "without an end" : one.state}`).join("; ");
}

// src/actions/deploy/inputs.ts
/** The inputs of `actions/deploy`; `action.yml` and its README say the same (a contract test holds them together). */
const DEPLOY_INPUTS = {
	token: {
		description: "Token of the run: reads the commit and its checks, writes the statuses of the deployment.",
		required: true,
		default: "${{ github.token }}",
		secret: "text"
	},
	"deployment-id": { description: "ID of the deployment to run. Only for runs that a `deployment` event did not start." },
	continue: { description: "What becomes of a deployment that is held (`deployment-id`): `promote` goes on to its next stage, `abort` brings back what is live." },
	"dry-run": {
		description: "`true`: shows in the log and the job summary what would change in the cluster, and changes nothing. With no deployment it is the plan of the pull request, else of the commit of the run.",
		default: "false"
	},
	"stored-release": { description: "Rolls back without a deployment, from the cluster alone: `previous`, or the number or the commit of a release that the cluster keeps. It is applied again as it was, with the values that its Secrets had." },
	"without-github": {
		description: "`true`: `stored-release` goes on where GitHub does not answer; locks, freezes and deployers are then not looked at.",
		default: "false"
	},
	service: { description: "The service of a dry run without a deployment, or of `stored-release`, where the policy names several." },
	environment: { description: "The environment of this job (`environment:`). A deployment for another one is refused; what has no deployment (`stored-release`, a dry run) is of this one." },
	kubeconfig: {
		description: "The kubeconfig for the cluster: its content (from a secret) or a path to it.",
		required: true,
		secret: "kubeconfig",
		whenMissing: "the environment has no secret KUBECONFIG, or \"secrets: inherit\" of the workflow handed none on, as to another organization: write \"secrets: { KUBECONFIG: ${{ secrets.KUBECONFIG }} }\" in its place, or \"kubeconfig:\" under \"with:\" of a step of your own"
	},
	context: { description: "Context of the kubeconfig. Default: its current context." },
	namespace: { description: "Namespace for objects without one. Default: that of the context, else `default`." },
	image: {
		description: "Image repository without tag: `ghcr.io/acme/hello`. The image of the commit is the one tagged with its full SHA.",
		required: true
	},
	"registry-username": { description: "User name for the registry. Default: the login in the docker config, else anonymous." },
	"registry-password": {
		description: "Password or token for the registry.",
		secret: "text"
	},
	templates: {
		description: "Folder of the gomplate templates. `{service}` and `{environment}` are replaced by their names.",
		default: "deploy/templates"
	},
	values: { description: "Files with values, one per line; later ones win. `{service}` and `{environment}` are replaced by their names." },
	"secret-env": {
		description: "Names of environment variables of this step that templates may read as `.Env.NAME`, one per line. Their values are masked.",
		secret: "variables"
	},
	secrets: {
		description: "Secrets as a JSON object, for reusable workflows: the names of `secret-env` are looked up here first; nothing else is used. All are masked.",
		secret: "object"
	},
	timeout: {
		description: "Time for the whole deployment, such as `90s`, `10m`, `1h`.",
		default: "10m"
	},
	"stable-for": {
		description: "How long a complete rollout must stay complete, such as `10s`. `0s` turns the stability window off.",
		default: "10s"
	},
	"gomplate-version": {
		description: "Version of gomplate.",
		default: "5.1.0"
	},
	"gomplate-checksum": { description: "SHA-256 of the gomplate binary. Only for versions whose checksum this action does not have." },
	"gomplate-base-url": {
		description: "Where gomplate is downloaded from when it is not on the PATH: a mirror of its releases.",
		default: "https://github.com/hairyhenderson/gomplate/releases/download"
	},
	"slack-token": {
		description: "Bot token of a Slack app, for Slack notifications of deployments. The policy names the channels. Default: no notifications.",
		secret: "text"
	},
	"slack-api-url": {
		description: "Base URL of Slack's Web API.",
		default: "https://slack.com/api/",
		secret: "address"
	}
};
/** Validates the inputs and their combinations before any side effect. `env` is where `secret-env` is looked up. */
function validateDeployInputs(texts, env) {
	const timeoutMs = durationOf("timeout", texts.timeout);
	const stableForMs = durationOf("stable-for", texts["stable-for"]);
	if (stableForMs >= timeoutMs) throw new UserError("input-invalid", `Inputs "stable-for" (${texts["stable-for"]}) and "timeout" (${texts.timeout}): the stability window must be shorter than the timeout`);
	const continues = givenContinuation(texts.continue);
	const dryRun = flagOf("dry-run", texts["dry-run"]);
	if (continues !== void 0 && dryRun) throw new UserError("input-invalid", "Inputs \"continue\" and \"dry-run\": what is held was planned before; leave one empty");
	return {
		token: texts.token,
		deploymentId: givenId(texts["deployment-id"]),
		environment: optionalText(texts.environment),
		kubeconfig: texts.kubeconfig,
		context: optionalText(texts.context),
		namespace: givenNamespace(texts.namespace),
		image: texts.image,
		registry: registryLogin(texts["registry-username"], texts["registry-password"]),
		templates: texts.templates,
		values: linesOf(texts.values),
		secretEnv: secretEnv(linesOf(texts["secret-env"]), new Map([...Object.entries(env), ...Object.entries(secretsOf(texts.secrets))])),
		timeoutMs,
		stableForMs,
		continues,
		dryRun,
		service: optionalText(texts.service),
		slack: slackLogin(texts["slack-token"], texts["slack-api-url"]),
		gomplate: {
			version: texts["gomplate-version"].replace(/^v/, ""),
			checksum: optionalText(texts["gomplate-checksum"]),
			baseUrl: withoutTrailing(texts["gomplate-base-url"], "/")
		}
	};
}
/** What the input "stored-release" asks for, if it does. Throws `input-invalid`. */
function storedRelease(text) {
	const asked = askedRelease(text);
	if (asked !== void 0 || text === "") return asked;
	const said = `Input "stored-release" is ${JSON.stringify(text)}`;
	throw new UserError("input-invalid", `${said}; say "previous", the number of a release, or its commit`);
}
/** What the input "continue" asks for, if it does. Throws `input-invalid`. */
function givenContinuation(text) {
	const found = CONTINUATIONS.find((one) => one === text);
	if (found !== void 0 || text === "") return found;
	throw new UserError("input-invalid", `Input "continue" is ${JSON.stringify(text)}; say ${CONTINUATIONS.join(" or ")}`);
}
/** The id that the input "deployment-id" gives, if it does. */
function givenId(text) {
	return text === "" ? void 0 : idOf("deployment-id", text);
}
function givenNamespace(text) {
	if (text === "" || isNamespaceName(text)) return optionalText(text);
	throw new UserError("input-invalid", `Input "namespace" is ${JSON.stringify(text)}; a namespace has small letters, digits and "-", at most 63 of them`);
}
function registryLogin(username, password) {
	return bothOrNeither(["registry-username", username], ["registry-password", password]) ? {
		username,
		password
	} : void 0;
}
/** `toJSON(secrets)`: GitHub writes names in upper case. No part of it may be in an error. */
function secretsOf(text) {
	if (text === "") return {};
	let parsed;
	try {
		parsed = JSON.parse(text);
	} catch {
		parsed = void 0;
	}
	if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw new UserError("input-invalid", "Input \"secrets\" is not a JSON object; give `${{ toJSON(secrets) }}` or nothing");
	return Object.fromEntries(Object.entries(parsed).filter(([, value]) => typeof value === "string"));
}
function secretEnv(names, env) {
	const values = /* @__PURE__ */ new Map();
	const problems = [];
	for (const name of names) {
		const value = env.get(name);
		if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) problems.push(`"${name}" is not a name of an environment variable`);
		else if (value === void 0) problems.push(`${name} is not set`);
		else if (value === "") problems.push(`${name} is empty: is the secret set for this environment?`);
		else values.set(name, value);
	}
	if (problems.length > 0) throw new UserError("input-invalid", `Input "secret-env": ${problems.join("; ")}. Hand values over under "env:" of this step`);
	return Object.fromEntries(values);
}

export { validateDeployInputs as a, storedRelease as i, givenContinuation as n, chooseStored as o, givenId as r, contentOf as s, DEPLOY_INPUTS as t };