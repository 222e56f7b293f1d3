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

export { isOurs as n, foreignOrigin as t };