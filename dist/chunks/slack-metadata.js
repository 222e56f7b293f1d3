import { t as SLACK_LIMITS } from "./slack-limits.js";

// src/slack/metadata.ts
/** What every message of this app carries, so that a message whose answer was lost can be found again. */
const POST_ID = "post_id";
/** `postId`: unlike that of any other message; left out for edits. */
function toWire(metadata, postId) {
	const payload = {};
	for (const [name, value] of Object.entries(metadata.payload)) payload[name] = mutable(value);
	if (postId !== void 0) payload[POST_ID] = postId;
	return {
		event_type: metadata.eventType,
		event_payload: payload
	};
}
function postIdOf(metadata) {
	return metadata?.event_payload?.[POST_ID];
}
/** Reads what Slack gave back: what was not written by us may be of any form. */
function fromWire(metadata) {
	const payload = Object.fromEntries(Object.entries(metadata.event_payload ?? {}).filter(([name]) => name !== POST_ID));
	return {
		eventType: metadata.event_type ?? "",
		payload
	};
}
/** Whether Slack would take it; 60 bytes are left for what a post adds. */
function metadataFits(metadata) {
	return Buffer.byteLength(JSON.stringify(toWire(metadata))) <= SLACK_LIMITS.metadata - 60;
}
function mutable(value) {
	if (typeof value !== "object") return value;
	return Array.isArray(value) ? value.map((one) => ({ ...one })) : { ...value };
}

export { toWire as i, metadataFits as n, postIdOf as r, fromWire as t };