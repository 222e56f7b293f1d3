// src/slack/limits.ts
/**
* What Slack takes; we stay below. docs/slack-double.md has the sources, and says which of these Slack does not publish.
* Texts are measured in UTF-16 units, which are never fewer than characters.
*/
const SLACK_LIMITS = {
	blocks: 50,
	sectionText: 3e3,
	headerText: 150,
	fields: 10,
	fieldText: 2e3,
	contextElements: 10,
	/** All texts of all blocks, each block counted with `perBlock`: measured by others, not published. */
	message: 12500,
	perBlock: 125,
	/** The text beside the blocks; an edit may have 4,000 bytes. */
	text: 1e3,
	/** Bytes of JSON; not published. */
	metadata: 4e3
};

// src/slack/metadata.ts
/** What every message of ours carries, so that one whose reply was lost can be told from any other. */
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

export { SLACK_LIMITS as a, toWire as i, metadataFits as n, postIdOf as r, fromWire as t };