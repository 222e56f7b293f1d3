import { i as __toESM, n as __exportAll } from "./rolldown-runtime.js";
import { i as toWire, r as postIdOf, t as fromWire } from "./slack-metadata.js";
import { n as fieldOf } from "./text-json.js";
import { c as UserError, i as oneLine, r as cut, u as messageOf } from "./time-system-clock.js";
import { i as withTimeLimit, n as backoff, r as retry, t as AttemptTimeout } from "./net-retry.js";
import { n as withLimitedAnswers } from "./net-limited-answers.js";
import { n as networkMessage, t as innermostError } from "./net-network-message.js";
import { t as SLACK_LIMITS } from "./slack-limits.js";
import { randomUUID } from "node:crypto";

// src/slack/wire-blocks.ts
/** The blocks of a message as Slack gives it back; undefined where there are none, or one that we do not write. */
function blocksOf(given) {
	if (!Array.isArray(given) || given.length === 0) return void 0;
	const blocks = given.flatMap((block) => blockOf(block) ?? []);
	return blocks.length === given.length ? blocks : void 0;
}
function blockOf(block) {
	const text = fieldOf(fieldOf(block, "text"), "text");
	switch (fieldOf(block, "type")) {
		case "header":
			if (typeof text !== "string") return void 0;
			return {
				type: "header",
				text: {
					type: "plain_text",
					text,
					emoji: fieldOf(fieldOf(block, "text"), "emoji") === true
				}
			};
		case "section": return typeof text === "string" ? {
			type: "section",
			text: mrkdwn(text)
		} : void 0;
		case "context": {
			const elements = fieldOf(block, "elements");
			const texts = Array.isArray(elements) ? elements.map((one) => fieldOf(one, "text")) : [];
			return texts.length > 0 && texts.every((one) => typeof one === "string") ? {
				type: "context",
				elements: texts.map(mrkdwn)
			} : void 0;
		}
		default: return;
	}
}
function mrkdwn(text) {
	return {
		type: "mrkdwn",
		text,
		verbatim: true
	};
}

// src/slack/history-search.ts
/** What is no list of messages is no answer of Slack's. */
function listed(messages) {
	const all = messages ?? [];
	if (Array.isArray(all) && all.every((one) => typeof one === "object" && one !== null)) return all;
	throw new Error("the answer is not Slack's: its messages are no list");
}
/** The most that is read in one search: 10 pages. */
const SEARCH = {
	pages: 10,
	perPage: 200
};
async function historyPage(client, channel, cursor) {
	const given = {
		channel,
		include_all_metadata: true,
		limit: SEARCH.perPage
	};
	const answer = await client.conversations.history(cursor === void 0 ? given : {
		...given,
		cursor
	});
	const next = answer.response_metadata?.next_cursor;
	return {
		messages: listed(answer.messages),
		next: next === "" ? void 0 : next
	};
}
/** One page of a thread, oldest first; the message that began it may stand there too. `after`: `ts` of a message in it. */
async function threadPage(client, { channel, ts }, after, cursor) {
	const given = {
		channel,
		ts,
		include_all_metadata: true,
		limit: SEARCH.perPage
	};
	const since = after === "" ? given : {
		...given,
		oldest: after
	};
	const answer = await client.conversations.replies(cursor === void 0 ? since : {
		...since,
		cursor
	});
	const next = answer.response_metadata?.next_cursor;
	return {
		messages: listed(answer.messages),
		next: next === "" ? void 0 : next
	};
}
/** The app's own messages of a page with that type of metadata. `before`: how many messages were read before. */
function ownMessages(page, { channel, eventType, identity }, before) {
	return page.messages.flatMap(({ ts, metadata, bot_id: bot, user, blocks }, index) => {
		if (!(identity.botId === void 0 ? user === identity.userId : bot === identity.botId) || ts === void 0 || metadata?.event_type !== eventType) return [];
		const shown = blocksOf(blocks);
		const found = {
			ref: {
				channel,
				ts
			},
			metadata: fromWire(metadata),
			before: before + index
		};
		return [shown === void 0 ? found : {
			...found,
			blocks: shown
		}];
	});
}
/** Whether the search may end with this page. `since`: milliseconds since the epoch. */
function endsSearch(page, since) {
	return page.next === void 0 || page.messages.some(({ ts }) => Number(ts) * 1e3 < since);
}
/** The message that carries this id: in the channel, or in the thread of `parent`. Only the newest ones are looked at. */
async function postedAs(client, channel, postId, parent) {
	const { messages } = parent === void 0 ? await client.conversations.history({
		channel,
		include_all_metadata: true,
		limit: 50
	}) : await client.conversations.replies({
		channel,
		ts: parent,
		include_all_metadata: true,
		limit: 999
	});
	const found = listed(messages).find(({ metadata }) => postIdOf(metadata) === postId);
	return found?.ts === void 0 ? void 0 : {
		channel,
		ts: found.ts
	};
}

// src/slack/members.ts
/** The scope without which members cannot be looked up. */
const MEMBERS_SCOPE = "users:read";
/** Slack takes a message that mentions such a member, and says nothing of it. https://docs.slack.dev/reference/methods/users.info */
async function absenceOf(client, member) {
	try {
		const { user } = await client.users.info({ user: member });
		return user?.deleted === true ? "deactivated" : void 0;
	} catch (thrown) {
		if (fieldOf(fieldOf(thrown, "data"), "error") === "user_not_found") return "unknown";
		throw thrown;
	}
}

// src/slack/pace.ts
/**
* The order and the pace of what is written into each channel: one after the other, in the order asked for, at most one a
* second. https://docs.slack.dev/apis/web-api/rate-limits
*/
var Pace = class {
	#clock;
	#gap;
	#last = /* @__PURE__ */ new Map();
	#next = /* @__PURE__ */ new Map();
	/** `gap`: milliseconds between two writes. */
	constructor(clock, gap) {
		this.#clock = clock;
		this.#gap = gap;
	}
	/** Does the work when all that was asked before for this channel has ended; `waited` says whether there was any. */
	inTurn(channel, work) {
		const before = this.#last.get(channel);
		const done = before === void 0 ? work(false) : before.then(() => work(true));
		const end = () => {
			if (this.#last.get(channel) === ended) this.#last.delete(channel);
		};
		const ended = done.then(end, end);
		this.#last.set(channel, ended);
		return done;
	}
	/** Milliseconds until the channel may be written to. */
	wait(channel) {
		return Math.max(0, (this.#next.get(channel) ?? 0) - this.#clock.now());
	}
	/** Notes that it is written to now. */
	wrote(channel) {
		this.#next.set(channel, this.#clock.now() + this.#gap);
	}
};

// src/slack/api.ts
/** Bytes of one answer: 200 messages with their blocks are a few MB. */
const MOST_SLACK_ANSWER = 33554432;
/** Slack's own package, loaded here because it costs more than all the rest of a start, and it is needed only with Slack. */
async function loadSlackLibrary() {
	return import("./slack-web-api-dist-index.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
}
/**
* Slack's own client for one request, which `signal` ends. Its own retries are switched off: it would try ten times in
* half an hour, whatever is being asked, and post twice what Slack took without an answer.
*/
function slackWebClient({ LogLevel, WebClient: Client }, { token, apiUrl, log, fetch: send = fetch }, signal) {
	const debug = (...words) => log.debug(`Slack: ${words.join(" ").replaceAll(token, "***")}`);
	const nothing = () => {};
	const limited = withLimitedAnswers(send, MOST_SLACK_ANSWER);
	return new Client(token, {
		slackApiUrl: apiUrl,
		retryConfig: { retries: 0 },
		rejectRateLimitedCalls: true,
		fetch: (url, init) => limited(url, {
			...init,
			signal
		}),
		logger: {
			debug: nothing,
			info: nothing,
			warn: debug,
			error: debug,
			setLevel: nothing,
			getLevel: () => LogLevel.WARN,
			setName: nothing
		}
	});
}

// src/slack/failure.ts
const PASSING = [
	"internal_error",
	"fatal_error",
	"service_unavailable",
	"request_timeout",
	"team_added_to_org"
];
const RATE = [
	"ratelimited",
	"rate_limited",
	"message_limit_exceeded"
];
const STATUSES = [
	408,
	500,
	502,
	503,
	504
];
/** The request never left. */
const UNSENT = [
	"ECONNREFUSED",
	"ENOTFOUND",
	"EAI_AGAIN",
	"UND_ERR_CONNECT_TIMEOUT"
];
const NOT_SLACK = {
	detail: "the answer is not Slack's",
	transient: true,
	rateLimited: false,
	perhapsDone: true
};
/** Reads anything that was thrown by a request made with `token`. The library's errors are recognised by their codes. */
function slackFailure(thrown, token) {
	const clean = (text) => oneLine(token === "" ? text : text.replaceAll(token, "***"));
	switch (fieldOf(thrown, "code")) {
		case "slack_webapi_platform_error": return platformFailure(fieldOf(thrown, "data"), clean);
		case "slack_webapi_rate_limited_error": return rateFailure(Number(fieldOf(thrown, "retryAfter")) * 1e3);
		case "slack_webapi_http_error": {
			const status = Number(fieldOf(thrown, "statusCode"));
			const transient = STATUSES.includes(status);
			return {
				status,
				detail: "",
				transient,
				rateLimited: false,
				perhapsDone: transient
			};
		}
		default:
			if (messageOf(thrown).startsWith("Retry header did not contain")) return rateFailure(NaN);
			if (thrown instanceof TypeError && thrown.message.startsWith("Cannot read properties of null")) return NOT_SLACK;
			return networkFailure(thrown, clean);
	}
}
/** An attempt that got no answer in time: Slack may have done what was asked. */
function timeoutFailure({ message, cause }) {
	return {
		detail: message,
		transient: true,
		rateLimited: false,
		perhapsDone: true,
		cause
	};
}
function platformFailure(data, clean) {
	const code = fieldOf(data, "error");
	if (typeof code !== "string" || !/^\w{1,80}$/.test(code)) return NOT_SLACK;
	if (RATE.includes(code)) return rateFailure(NaN);
	const messages = fieldOf(fieldOf(data, "response_metadata"), "messages");
	const detail = Array.isArray(messages) ? clean(messages.join("; ")) : "";
	const needed = fieldOf(data, "needed");
	const transient = PASSING.includes(code);
	const failure = {
		code,
		detail,
		transient,
		rateLimited: false,
		perhapsDone: transient
	};
	return typeof needed === "string" ? {
		...failure,
		needed: clean(needed)
	} : failure;
}
function rateFailure(retryAfter) {
	const failure = {
		code: "ratelimited",
		detail: "",
		transient: true,
		rateLimited: true,
		perhapsDone: false
	};
	return Number.isFinite(retryAfter) ? {
		...failure,
		retryAfter
	} : failure;
}
function networkFailure(thrown, clean) {
	const unsent = UNSENT.includes(String(fieldOf(innermostError(thrown), "code")));
	const message = networkMessage(thrown);
	const failure = {
		detail: clean(message),
		transient: true,
		rateLimited: false,
		perhapsDone: !unsent
	};
	return failure.detail === oneLine(message) ? {
		...failure,
		cause: thrown
	} : failure;
}

// src/slack/request-error.ts
const TOKEN = ["slack-token-invalid", "the token is invalid, expired or revoked; check the Slack token"];
const GONE = ["slack-message-gone", "the message was deleted, is too old to be edited, or was posted by another app"];
const LONG = ["slack-message-too-long", "Slack takes no message of this length"];
const ARCHIVED = ["slack-channel-archived", "the channel is archived; name another one in the policy"];
const ADVICE = {
	not_authed: TOKEN,
	invalid_auth: TOKEN,
	token_revoked: TOKEN,
	token_expired: TOKEN,
	account_inactive: TOKEN,
	channel_not_found: ["slack-channel-not-found", "there is no such channel, or it is private and the app is not in it; check the channel's ID in the policy, and invite the app there with /invite"],
	not_in_channel: ["slack-not-in-channel", "invite the app in that channel with /invite"],
	is_archived: ARCHIVED,
	is_inactive: ARCHIVED,
	message_not_found: GONE,
	cant_update_message: GONE,
	edit_window_closed: GONE,
	thread_not_found: GONE,
	msg_blocks_too_long: LONG,
	msg_too_long: LONG,
	metadata_too_large: LONG
};
/** The one error a failed request becomes: what Slack would not do, where, and what to change. Never holds the token. */
function slackError(failure, asked, apiUrl) {
	const { code, status, detail, cause } = failure;
	const what = asked.channel === void 0 ? asked.method : `${asked.method} for ${asked.channel}`;
	if (failure.rateLimited) {
		const { retryAfter } = failure;
		const text = `Slack's rate limit is used up (${what}): run again ${retryAfter === void 0 ? "in a few minutes" : `in ${Math.ceil(retryAfter / 1e3)} s`}`;
		return new UserError("slack-rate-limited", text);
	}
	if (code === "missing_scope") {
		const advice = `give the app the scope ${failure.needed ?? "that this method needs"}, and install it again`;
		return new UserError("slack-scope-missing", `Slack refused ${what} (${code}): ${advice}`);
	}
	if (code !== void 0 && !failure.transient) {
		const [reason, advice] = (Object.hasOwn(ADVICE, code) ? ADVICE[code] : void 0) ?? ["slack-rejected", detail === "" ? "Slack does not accept this request" : detail];
		return new UserError(reason, `Slack refused ${what} (${code}): ${advice}`);
	}
	const perhaps = failure.perhapsDone && asked.method === "chat.postMessage" ? "; it may have been posted all the same" : "";
	if (code !== void 0 || status !== void 0) {
		const text = `Slack failed at ${what} (${code ?? status})${perhaps}: see https://slack-status.com and run again`;
		return new UserError("slack-unreachable", text);
	}
	const text = `Slack cannot be reached at ${apiUrl} for ${what}: ${detail}${perhaps}; check the network or the proxy`;
	return new UserError("slack-unreachable", text, { cause });
}

// src/slack/retry.ts
/** Slack asks for pauses of up to a minute, which are waited for only within the total. */
const SLACK_RETRY_LIMITS = {
	total: 9e4,
	attempt: 1e4,
	firstPause: 1e3
};
/** Sends until it is answered, the failure is a lasting one, or the time is up; then throws the `UserError` for it. */
async function sendToSlack(request, sending, { started, waited }) {
	const { clock, pace, limits, signal, connection } = sending;
	const { method, channel = "", look } = request;
	let perhapsDone = look?.first ?? false;
	let looking = false;
	async function attempt(tries) {
		const pacing = request.writes ? pace.wait(channel) : 0;
		if (clock.now() + pacing - started > limits.total && (pacing > 0 || waited && tries === 1)) throw tooBusy(request);
		if (pacing > 0) await clock.sleep(pacing, signal);
		if (perhapsDone && look !== void 0) {
			looking = true;
			const done = await once(sending, look.done);
			if (done !== void 0) return done;
			perhapsDone = false;
			looking = false;
		}
		if (request.writes) pace.wrote(channel);
		return once(sending, request.send);
	}
	const policy = (thrown, { tries, elapsed }) => {
		if (thrown instanceof UserError) return {
			kind: "give-up",
			error: thrown
		};
		const failure = thrown instanceof AttemptTimeout ? timeoutFailure(thrown) : slackFailure(thrown, connection.token);
		perhapsDone ||= failure.perhapsDone;
		const asked = looking && look !== void 0 ? {
			method: look.method,
			channel
		} : request;
		if (looking && !failure.transient) return {
			kind: "give-up",
			error: uncertain(slackError(failure, asked, connection.apiUrl), request)
		};
		looking = false;
		const wait = Math.max(backoff(limits.firstPause, tries), failure.retryAfter ?? 0);
		if (!failure.transient || elapsed + wait > limits.total) return {
			kind: "give-up",
			error: slackError({
				...failure,
				perhapsDone
			}, asked, connection.apiUrl)
		};
		const why = failure.code ?? failure.status ?? failure.detail;
		connection.log.info(`Slack request ${method} for ${channel} failed (${why}); retrying in ${wait / 1e3} s`);
		return {
			kind: "retry",
			wait
		};
	};
	return retry(attempt, policy, {
		clock,
		signal,
		started
	});
}
async function once(sending, send) {
	const { connection, limits, signal, onRequest } = sending;
	const loaded = await loadSlackLibrary();
	signal?.throwIfAborted();
	return withTimeLimit(limits.attempt, signal, (attemptSignal) => {
		onRequest();
		return send(slackWebClient(loaded, connection, attemptSignal));
	});
}
function tooBusy({ method, channel }) {
	const text = `Slack takes one message a second for each channel: there was no time left for ${method} for ${channel}`;
	return new UserError("slack-rate-limited", text);
}
function uncertain(why, { method, channel }) {
	const start = `Slack did not say whether it did ${method} for ${channel}, and it cannot be looked up`;
	return new UserError("slack-uncertain", `${start}. ${why.message}`);
}

// src/slack/wire.ts
/** What a message that was given no metadata is known by. */
const PLAIN = {
	eventType: "commit_train_message",
	payload: {}
};
/** The arguments of `chat.postMessage`. `parent`: the message whose thread it goes into. */
function postArguments(message, postId, parent) {
	const { metadata = PLAIN } = message;
	return {
		channel: message.channel,
		...said$1(message),
		metadata: toWire(metadata, postId),
		unfurl_links: false,
		unfurl_media: false,
		...parent === void 0 ? {} : { thread_ts: parent }
	};
}
/** The arguments of `chat.update`. */
function updateArguments({ channel, ts }, content) {
	const { metadata } = content;
	return {
		channel,
		ts,
		...said$1(content),
		...metadata === void 0 ? {} : { metadata: toWire(metadata) }
	};
}
/** `parse`: Slack is not to look for mentions by itself, which it does in edits unless `parse` is none. */
function said$1({ text, blocks }) {
	return {
		text: cut(text, SLACK_LIMITS.text, (units) => units.length),
		blocks: blocks.map(wireBlock),
		parse: "none",
		link_names: false
	};
}
/** The same block in the types of Slack's package, which know no readonly lists. */
function wireBlock(block) {
	return block.type === "context" ? {
		...block,
		elements: [...block.elements]
	} : block;
}

// src/slack/client.ts
var client_exports = /* @__PURE__ */ __exportAll({ connectSlack: () => connectSlack });
const SLACK_API = "https://slack.com/api/";
/** Prepares a connection. Nothing is sent, and the library is not loaded, before the first request. */
function connectSlack(given) {
	const { clock, signal, newId = randomUUID } = given;
	const connection = {
		...given,
		apiUrl: given.apiUrl ?? SLACK_API
	};
	const pace = new Pace(clock, 1e3);
	const { clean = (data) => data } = connection;
	const usual = {
		...SLACK_RETRY_LIMITS,
		...given.retryLimits
	};
	let sent = 0;
	let identity;
	const sending = ({ within }) => ({
		connection,
		clock,
		pace,
		limits: within === void 0 ? usual : {
			...usual,
			total: within,
			attempt: Math.max(1, Math.min(usual.attempt, within))
		},
		signal,
		onRequest: () => {
			sent += 1;
		}
	});
	function write(message, parent, bounds) {
		const started = clock.now();
		const { channel } = message;
		const { postId = newId(), perhapsPosted = false } = bounds;
		const request = {
			method: "chat.postMessage",
			channel,
			writes: true,
			async send(client) {
				const { ts } = await client.chat.postMessage(postArguments({
					...message,
					...clean(said(message))
				}, postId, parent));
				if (typeof ts !== "string") throw new Error("the answer is not Slack's: it names no message");
				return {
					channel,
					ts
				};
			},
			look: {
				method: parent === void 0 ? "conversations.history" : "conversations.replies",
				done: (client) => postedAs(client, channel, postId, parent),
				first: perhapsPosted
			}
		};
		return pace.inTurn(channel, (waited) => sendToSlack(request, sending(bounds), {
			started,
			waited
		}));
	}
	async function whoAmI(bounds, started) {
		identity ??= sendToSlack({
			method: "auth.test",
			writes: false,
			async send(client) {
				const { bot_id: botId, user_id: userId, response_metadata: about } = await client.auth.test();
				return {
					botId,
					userId,
					scopes: about?.scopes ?? []
				};
			}
		}, sending(bounds), {
			started,
			waited: false
		});
		try {
			return await identity;
		} catch (thrown) {
			identity = void 0;
			throw thrown;
		}
	}
	async function search({ method, channel, eventType, page, since }, bounds) {
		const started = clock.now();
		const query = {
			channel,
			eventType,
			identity: await whoAmI(bounds, started)
		};
		const messages = [];
		let cursor;
		for (let read = 0, before = 0; read < SEARCH.pages; read += 1) {
			const at = cursor;
			const found = await sendToSlack({
				method,
				channel,
				writes: false,
				send: (client) => page(client, at)
			}, sending(bounds), {
				started,
				waited: false
			});
			messages.push(...ownMessages(found, query, before));
			before += found.messages.length;
			if (endsSearch(found, since)) return {
				messages: messages.filter(({ ref }) => Number(ref.ts) * 1e3 >= since),
				complete: true
			};
			cursor = found.next;
		}
		return {
			messages,
			complete: false
		};
	}
	async function absenceOfAll(members, bounds) {
		const started = clock.now();
		const absent = /* @__PURE__ */ new Map();
		if (members.length === 0 || !(await whoAmI(bounds, started)).scopes.includes("users:read")) return absent;
		for (const member of members) {
			const absence = await sendToSlack({
				method: "users.info",
				writes: false,
				send: (client) => absenceOf(client, member)
			}, sending(bounds), {
				started,
				waited: false
			});
			if (absence !== void 0) absent.set(member, absence);
		}
		return absent;
	}
	return {
		post: (message, bounds = {}) => write(message, void 0, bounds),
		reply: (to, content, bounds = {}) => write({
			...content,
			channel: to.channel
		}, to.ts, bounds),
		async edit(message, content, bounds = {}) {
			const started = clock.now();
			const request = {
				method: "chat.update",
				channel: message.channel,
				writes: true,
				send: (client) => client.chat.update(updateArguments(message, {
					...content,
					...clean(said(content))
				}))
			};
			await pace.inTurn(message.channel, (waited) => sendToSlack(request, sending(bounds), {
				started,
				waited
			}));
		},
		find(channel, eventType, since, bounds = {}) {
			const page = (client, cursor) => historyPage(client, channel, cursor);
			return search({
				method: "conversations.history",
				channel,
				eventType,
				page,
				since
			}, bounds);
		},
		findReplies(to, eventType, after, bounds = {}) {
			const { channel } = to;
			const page = (client, cursor) => threadPage(client, to, after, cursor);
			return search({
				method: "conversations.replies",
				channel,
				eventType,
				page,
				since: 0
			}, bounds);
		},
		absent: (members, bounds = {}) => absenceOfAll(members, bounds),
		requests: () => sent
	};
}
/** What people read of a message. */
function said({ text, blocks }) {
	return {
		text,
		blocks
	};
}

export { connectSlack as n, client_exports as t };