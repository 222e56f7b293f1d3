import { n as heldStage } from "./domain-claims-held-status.js";
import { u as wasChanging } from "./domain-deployment-status-text.js";
import { _ as isSame, a as isGood, d as attemptOf, f as claimsIn, g as isRest, h as isEnd } from "./domain-history-deployments.js";
import { r as isListed } from "./domain-deployment-origin.js";
import { t as readPayload } from "./domain-deployment-payload.js";

// src/domain/deployment/requester.ts
/**
* Who asked. The creator of the record, as GitHub says it; but where an App made it that the policy lists under `doors`, whom
* the payload names. Of no one else the payload is believed: every workflow of every branch may create deployments with
* whatever it likes in them.
*/
function requesterOf(record, doors) {
	if (record.byPerson) return {
		login: record.creator,
		isPerson: true,
		proof: "token"
	};
	const actor = record.creator !== "" && isListed(record.creator, doors) ? readPayload(record.payload)?.actor : void 0;
	return actor === void 0 ? {
		login: record.creator,
		isPerson: false,
		proof: "app"
	} : {
		login: actor.login,
		isPerson: true,
		proof: actor.proof
	};
}

// src/domain/deployment/run-ownership.ts
/**
* `statuses`: all of the deployment's, oldest first. The earliest claim since the last end, or since it was held, counts: of two
* runs that wrote theirs at the same time both see the same holder.
*/
function claimStateOf(statuses, me) {
	const [holder] = claimsIn(statuses);
	const rest = statuses.findLast(isRest);
	const held = rest === void 0 || isEnd(rest) ? {} : { held: rest.description };
	if (holder !== void 0) return isSame(holder, me) ? {
		kind: "free",
		...held
	} : {
		kind: "in-progress",
		by: holder,
		...held
	};
	if (rest === void 0 || !isEnd(rest)) return {
		kind: "free",
		...held
	};
	const by = attemptOf(rest.logUrl);
	return {
		kind: "ended",
		...by === void 0 ? {} : { by },
		good: isGood(statuses),
		said: saidBy(rest)
	};
}
/** What the last run said that was changing the cluster since the deployment was held, or began; undefined where none was. */
function changedSinceRest(statuses) {
	const rest = statuses.findLastIndex(isRest);
	const before = statuses.slice(0, rest + 1).flatMap(({ logUrl }) => attemptOf(logUrl) ?? []);
	return statuses.slice(rest + 1).findLast(({ description, logUrl }) => {
		const by = attemptOf(logUrl);
		return by !== void 0 && wasChanging(description) && !before.some((one) => isSame(one, by));
	})?.description;
}
/**
* Whose a deployment is that a run has claimed, or believes to have: the claim's reply may have been lost. `seen`: id of the
* last status that the run knew when it claimed the deployment, where it knows: an end after that is a new one, also where the
* claim was written later.
*/
function ownershipOf(statuses, me, seen = Number.POSITIVE_INFINITY) {
	const claims = claimsIn(statuses);
	const end = statuses.findLast(isRest);
	const by = end === void 0 ? void 0 : attemptOf(end.logUrl);
	const own = by !== void 0 && isSame(by, me);
	const isToGoOn = !own && end !== void 0 && me.part?.endsWith(`-${heldStage(end)}`) === true;
	if (end !== void 0 && (claims.length === 0 && !isToGoOn || end.id > seen)) return {
		kind: "ended",
		end,
		own,
		hidden: end !== statuses.at(-1),
		said: saidBy(end)
	};
	const at = claims.findIndex((claim) => isSame(claim, me));
	const others = at < 0 ? claims : claims.slice(0, at);
	return others.length === 0 ? { kind: "mine" } : {
		kind: "behind",
		others
	};
}
/** `inactive: rolled back by hand` */
function saidBy({ state, description }) {
	return description === "" ? state : `${state}: ${description}`;
}

export { requesterOf as i, claimStateOf as n, ownershipOf as r, changedSinceRest as t };