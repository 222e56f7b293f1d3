import { t as canonicalName } from "./text-canonical-name.js";

// src/domain/deployment-origin.ts
/** The key of the payload that marks a deployment as ours; its value is the version of what else the payload holds. */
const MARK = "commit-train";
/**
* Whether a deployment was made for us: a person made it, its payload has the mark, or the policy lists its App. All other
* Apps make deployments for themselves, and every job with `environment:` makes one: with the environments and the task that
* we use.
*/
function isOurs(record, apps) {
	return record.byPerson || markedPayload(record.payload) !== void 0 || isListed(record.creator, apps);
}
/** Why a deployment was not made for us, in words that say what would change it. */
function foreignOrigin({ creator }) {
	return `${creator === "" ? "an account that GitHub does not name" : `the App '${creator}'`} made it and its payload lacks '"${MARK}": 1', which marks deployments for this action; the policy's 'apps' can list the App`;
}
/** On the payload of a rollback from the cluster alone: the number of the stored release. */
const STORED = "stored-release";
/** What the payload of such a rollback holds: with the attempt its record is found again if GitHub's answer is lost. */
function rollbackPayload(number, { runId, attempt }) {
	return {
		[MARK]: 1,
		[STORED]: number,
		"run-id": runId,
		"run-attempt": attempt
	};
}
/** The attempt that made a rollback's record; undefined where the payload does not say. */
function rollbackMakerOf({ payload }) {
	const fields = markedPayload(payload) ?? {};
	const [runId, attempt] = [fields["run-id"], fields["run-attempt"]];
	if (typeof runId !== "number" || typeof attempt !== "number") return void 0;
	return Number.isSafeInteger(runId) && runId > 0 ? {
		runId,
		attempt
	} : void 0;
}
/** The stored release that a deployment brings back; only the run that made its record carries it out. */
function storedReleaseOf({ payload }) {
	const number = markedPayload(payload)?.[STORED];
	return typeof number === "number" ? number : void 0;
}
/**
* A payload that has the mark; undefined for every other. One that was given as text is text within JSON in some of GitHub's
* answers.
*/
function markedPayload(payload, depth = 2) {
	if (typeof payload === "string") {
		const parsed = depth === 0 ? void 0 : parsedJson(payload);
		return parsed === void 0 ? void 0 : markedPayload(parsed, depth - 1);
	}
	if (typeof payload !== "object" || payload === null || !Object.hasOwn(payload, "commit-train")) return void 0;
	const fields = payload;
	const version = fields[MARK];
	return Number.isSafeInteger(version) && Number(version) > 0 ? fields : void 0;
}
function parsedJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
/** Whether an App is on a list of Apps, each with or without its `[bot]`. */
function isListed(login, apps) {
	return apps.some((app) => appName(app) === appName(login));
}
function appName(login) {
	return canonicalName(login).replace(/\[bot\]$/, "");
}

export { markedPayload as a, storedReleaseOf as c, isOurs as i, foreignOrigin as n, rollbackMakerOf as o, isListed as r, rollbackPayload as s, MARK as t };