import { t as clause } from "./text-clause.js";
import { t as counted } from "./text-counted.js";
import { n as shortSha } from "./domain-sha.js";

// src/domain/deployment/verdict.ts
/**
* What may be ignored, with a reason: what says that the commit is not ready, or that it is not the time. Never which commit it
* is, who asks, a lock, and what cannot be deployed at all.
*/
const FORCEABLE = [
	"check-failed",
	"check-cancelled",
	"check-running",
	"check-missing",
	"check-unreadable",
	"no-checks",
	"checks-not-passed",
	"checks-running",
	"environment-frozen",
	"order-not-met"
];
/** Weighs the facts. Each objection refuses; the first of them, in this order, gives the verdict its reason. */
function verdictOf(facts) {
	const allowed = {
		kind: "allow",
		reason: "allowed",
		text: `${shortSha(facts.sha)} may be deployed`,
		findings: []
	};
	const refusal = refusalBy(facts);
	if (refusal !== void 0) return refusal;
	const { force } = facts;
	const ignored = force === void 0 ? [] : objectionsBy(facts);
	if (force === void 0 || ignored.length === 0) return allowed;
	const what = ignored.map(({ text }) => clause(text)).join("; ");
	const text = `${allowed.text}: forced ("${force}"), ignoring ${what}`;
	const findings = ignored.flatMap((one) => one.findings);
	return {
		...allowed,
		text,
		findings,
		forced: {
			reason: force,
			ignored: findings
		}
	};
}
/**
* Whether waiting may end a refusal: some check has not ended, and nothing refuses but that and what its end may bring, which
* is a check that a later job makes, the image, and its attestation.
*/
function checkWait(facts) {
	const { checks, trunk, rules, others = [] } = facts;
	if (facts.force !== void 0) return void 0;
	if (checks === void 0 || trunk?.kind !== "found" || rules?.length !== 0) return void 0;
	if (checks.running.length === 0) return void 0;
	return [...checks.findings, ...others].every(({ reason }) => MAY_END.includes(reason)) ? { text: `waiting for ${counted(checks.running.length, "check")}: ${listed(checks.running)}` } : void 0;
}
const MAY_END = [
	"check-running",
	"check-missing",
	"image-missing",
	"image-not-attested"
];
/** The refusal that the facts at hand lead to, if they do. */
function refusalBy(facts) {
	const isIgnored = ({ reason }) => facts.force !== void 0 && FORCEABLE.includes(reason);
	const objections = objectionsBy(facts).filter((one) => !isIgnored(one));
	const [first] = objections;
	if (first === void 0) return void 0;
	return {
		kind: "refuse",
		reason: first.reason,
		text: objections.map(({ text }, index) => index === 0 ? text : clause(text)).join("; "),
		findings: objections.flatMap((one) => one.findings)
	};
}
/** Everything that stands against it. */
function objectionsBy({ branch, trunk, checks, rules = [], others = [] }) {
	return [
		...trunk === void 0 ? [] : trunkObjections(branch, trunk),
		...rules.map((finding) => ({
			...finding,
			findings: [finding]
		})),
		...checks === void 0 ? [] : checkObjections(checks),
		...others.map((finding) => ({
			...finding,
			text: textOf(finding),
			findings: [finding]
		}))
	];
}
/** A changed file is named by its path; the other texts name what they are about. */
function textOf({ reason, where, text }) {
	return reason === "work-tree-changed" && where !== void 0 ? `${where}: ${text}` : text;
}
function trunkObjections(branch, trunk) {
	if (trunk.kind === "found") return [];
	const text = trunk.kind === "not-on-trunk" ? `not on the first-parent line of ${branch}: deploy the commit that its merge made` : `not among the newest ${10 * 100} commits of ${branch}: deploy a newer one`;
	return [{
		reason: trunk.kind,
		text,
		findings: [{
			reason: trunk.kind,
			text
		}]
	}];
}
/** Checks that did not pass are one text, by name and result, so that a status of 140 characters says most. */
function checkObjections({ findings, failed, running }) {
	if (findings.length === 0) return [];
	const objections = [];
	const isOpen = (finding) => OPEN_REASONS.includes(finding.reason);
	const open = [...failed, ...running];
	if (open.length > 0) {
		const text = failed.length > 0 ? `${counted(open.length, "check")} did not pass: ${listed(open)}` : `${counted(open.length, "check")} not ended yet: ${listed(open)}`;
		const reason = failed.length > 0 ? "checks-not-passed" : "checks-running";
		objections.push({
			reason,
			text,
			findings: findings.filter(isOpen)
		});
	}
	for (const finding of findings.filter((one) => !isOpen(one))) objections.push({
		...finding,
		findings: [finding]
	});
	return objections;
}
const OPEN_REASONS = [
	"check-failed",
	"check-cancelled",
	"check-running"
];
function listed(checks) {
	return checks.map((check) => `${check.name} (${check.result})`).join(", ");
}

export { refusalBy as n, verdictOf as r, checkWait as t };