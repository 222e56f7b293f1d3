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

export { requesterOf as t };