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
	return record.byPerson || isMarked(record.payload) || apps.some((app) => appName(app) === appName(record.creator));
}
/** Why a deployment was not made for us, in words that say what would change it. */
function foreignOrigin({ creator }) {
	return `${creator === "" ? "an account that GitHub does not name" : `the App '${creator}'`} made it and its payload lacks '"${MARK}": 1', which marks deployments for this action; the policy's 'apps' can list the App`;
}
/** On the payload of a rollback from the cluster alone: the number of the stored release. */
const STORED = "stored-release";
/** What the payload of such a rollback holds. */
function rollbackPayload(number) {
	return {
		[MARK]: 1,
		[STORED]: number
	};
}
/** The stored release that a deployment brings back; only the run that made its record carries it out. */
function storedReleaseOf({ payload }) {
	if (!isMarked(payload) || typeof payload !== "object" || payload === null) return void 0;
	const number = payload[STORED];
	return typeof number === "number" ? number : void 0;
}
/** A payload given as text is text within JSON in some of GitHub's answers. */
function isMarked(payload, depth = 2) {
	if (typeof payload === "string") {
		const parsed = depth === 0 ? void 0 : parsedJson(payload);
		return parsed !== void 0 && isMarked(parsed, depth - 1);
	}
	if (typeof payload !== "object" || payload === null || !Object.hasOwn(payload, MARK)) return false;
	const version = payload[MARK];
	return Number.isSafeInteger(version) && Number(version) > 0;
}
function parsedJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
function appName(login) {
	return canonicalName(login).replace(/\[bot\]$/, "");
}

export { storedReleaseOf as i, isOurs as n, rollbackPayload as r, foreignOrigin as t };