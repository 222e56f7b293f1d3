import { t as asRecord } from "./text-json.js";
import { a as markedPayload, t as MARK } from "./domain-deployment-origin.js";
import { c as reasonProblem, i as isLink } from "./domain-lock-held-lock.js";
import { t as fullSha } from "./domain-sha.js";

// src/domain/deployment/payload.ts
/** Version of what the payload holds. A reader takes what it knows of a later one. */
const SCHEMA = 1;
const PROOFS = [
	"comment",
	"run",
	"token"
];
const WORD = /^[A-Za-z0-9][A-Za-z0-9:._-]{0,99}$/;
/** A person's: an App has no say in who asks. */
const LOGIN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;
/** Codes of refusals that are read at most. */
const MOST_IGNORED = 50;
/** What is put into a record. */
function writePayload(payload) {
	const { intent, claim, actor, door, link, verb, reason, force, train, local, strategy } = payload;
	return {
		[MARK]: SCHEMA,
		intent,
		claim,
		actor,
		door,
		verb,
		...link === "" ? {} : { link },
		...reason === "" ? {} : { reason },
		...force === void 0 ? {} : { force },
		...local ? { local } : {},
		...strategy === void 0 ? {} : { strategy },
		...train === void 0 ? {} : { train: {
			...train,
			from: train.from ?? null
		} }
	};
}
/**
* Reads a payload, of whatever form: all who may create deployments write what they like. Undefined without our mark; a field
* that is not as it should be counts as left out.
*/
function readPayload(payload) {
	const fields = markedPayload(payload);
	if (fields === void 0) return void 0;
	const own = (name) => Object.hasOwn(fields, name) ? fields[name] : void 0;
	return {
		intent: matching(own("intent"), WORD),
		claim: matching(own("claim"), WORD),
		actor: actorIn(own("actor")),
		door: matching(own("door"), WORD),
		link: linkIn(own("link")),
		verb: own("verb") === "rollback" ? "rollback" : "deploy",
		reason: reasonIn(own("reason")) ?? "",
		force: forceIn(own("force")),
		train: trainIn(own("train")),
		local: own("local") === true,
		strategy: own("strategy") === "all" ? "all" : void 0
	};
}
function actorIn(value) {
	const { login, proof } = asRecord(value);
	const [name, known] = [matching(login, LOGIN), PROOFS.find((one) => one === proof)];
	return name === void 0 || known === void 0 ? void 0 : {
		login: name,
		proof: known
	};
}
function forceIn(value) {
	const { reason, ignored } = asRecord(value);
	const said = reasonIn(reason);
	if (said === void 0) return void 0;
	return {
		reason: said,
		ignored: (Array.isArray(ignored) ? ignored.slice(0, MOST_IGNORED) : []).flatMap((code) => matching(code, WORD) ?? [])
	};
}
function trainIn(value) {
	const { from, commits, more, back, compare } = asRecord(value);
	if (!Number.isSafeInteger(commits) || Number(commits) < 0) return void 0;
	const counted = {
		commits: Number(commits),
		more: more === true,
		back: back === true
	};
	return {
		from: typeof from === "string" ? fullSha(from) : void 0,
		...counted,
		compare: linkIn(compare)
	};
}
/** One line that is not empty and can be shown; undefined for everything else. */
function reasonIn(value) {
	return typeof value === "string" && value.trim() !== "" && reasonProblem(value) === void 0 ? value : void 0;
}
function linkIn(value) {
	return typeof value === "string" && isLink(value) ? value : "";
}
function matching(value, pattern) {
	return typeof value === "string" && pattern.test(value) ? value : void 0;
}

export { writePayload as n, readPayload as t };