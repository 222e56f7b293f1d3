import { c as UserError } from "./time-system-clock.js";
import { t as MalformedAnswer } from "./github-failure.js";
import { i as readErrors, n as isLasting, o as isFields, r as isRateLimit, t as findingOfError } from "./github-graphql-errors.js";

// src/github/budget.ts
/** How many operations a scan may take, and what it took. A point of GraphQL and a REST request are one operation each. */
var Budget = class {
	limit;
	#points = 0;
	#calls = 0;
	#requests = 0;
	#remaining = Number.POSITIVE_INFINITY;
	#resetAt = "";
	#stopped;
	constructor(limit) {
		this.limit = limit;
	}
	/** Points of GraphQL, as GitHub counted them. */
	get points() {
		return this.#points;
	}
	/** Queries that were sent. */
	get calls() {
		return this.#calls;
	}
	/** REST requests. */
	get requests() {
		return this.#requests;
	}
	get used() {
		return this.#points + this.#requests;
	}
	/** Points that GitHub has left for this hour, when an answer had it. */
	get remaining() {
		return Number.isFinite(this.#remaining) ? this.#remaining : void 0;
	}
	/** Why nothing more is asked; undefined while there is something left. */
	get stopped() {
		return this.#stopped;
	}
	/** Whether a query of so many points may be sent; once one may not, none may. */
	allowsPoints(points) {
		if (points > this.#remaining) {
			const when = this.#resetAt === "" ? "" : `; there are more from ${this.#resetAt} on`;
			const text = `GitHub has ${this.#remaining} points left for this token and the next query needs ${points}${when}`;
			this.stop({
				reason: "github-rate-limited",
				text
			});
		}
		return this.#allows(points);
	}
	/** Whether a REST request may be sent; counts it when it may. */
	takeRequest() {
		if (!this.#allows(1)) return false;
		this.#requests += 1;
		return true;
	}
	/** Counts requests that are sent whatever is left. */
	addRequests(sent) {
		this.#requests += sent;
	}
	/** Counts a query by what GitHub says, or by what was expected where it did not answer. */
	spend(points, left) {
		this.#points += points;
		this.#calls += 1;
		if (left === void 0) return;
		this.#remaining = left.remaining;
		this.#resetAt = left.resetAt;
	}
	/** Nothing more is asked. The first reason stays. */
	stop(why) {
		this.#stopped ??= why;
	}
	#allows(operations) {
		if (this.#stopped === void 0 && this.used + operations > this.limit) {
			const text = `the budget of ${this.limit} operations is used up: ${this.used} were taken (${this.#points} points and ${this.#requests} requests), the next call needs ${operations}`;
			this.stop({
				reason: "budget-used-up",
				text
			});
		}
		return this.#stopped === void 0;
	}
};

// src/text/batches.ts
/** Cuts a list into batches, each of at most `size`. */
function batchesOf(items, size) {
	const count = Math.ceil(items.length / size);
	return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
/** The same batches beginning with another one each run, so that a budget never leaves out the same ones. */
function batchesFrom(batches, runNumber) {
	if (batches.length === 0) return [];
	const first = (runNumber % batches.length + batches.length) % batches.length;
	return [...batches.slice(first), ...batches.slice(0, first)];
}

// src/github/graphql/client.ts
/**
* Sends one query, if the budget has its cost. Throws a `UserError` for what smaller queries would not solve:
* `github-token-invalid`, `github-forbidden`, `github-not-found`, `github-rejected`.
*/
async function sendQuery(connection, query) {
	const { github, budget } = connection;
	if (!budget.allowsPoints(query.points)) return stopped(budget);
	const octokit = await github.octokit();
	let data;
	let errors = [];
	try {
		data = await octokit.graphql(query.text, { ...query.variables });
	} catch (thrown) {
		if (thrown instanceof UserError) return broken(budget, query, thrown);
		const answer = partialAnswer(thrown);
		if (answer === void 0) throw thrown;
		data = answer.data;
		errors = readErrors(answer.errors);
	}
	const { cost, remaining, resetAt } = isFields(data) && isFields(data.rateLimit) ? data.rateLimit : {};
	const points = typeof cost === "number" ? cost : query.points;
	const left = typeof remaining === "number" ? {
		remaining,
		resetAt: typeof resetAt === "string" ? resetAt : ""
	} : void 0;
	budget.spend(points, left);
	const limited = errors.find((error) => error.path.length === 0 && isRateLimit(error));
	if (limited !== void 0) {
		const text = `GitHub's rate limit is used up half-way (${limited.message}): run again later, or less often`;
		budget.stop({
			reason: "github-rate-limited",
			text
		});
		return stopped(budget);
	}
	if (isFields(data) && errors.every((error) => error.path.length > 0)) return {
		kind: "answered",
		data,
		errors
	};
	return {
		kind: "broke",
		finding: {
			reason: "github-unreachable",
			text: `GitHub failed to answer a query (${errors.map((error) => error.message).join("; ") || "its answer has no data"})`
		}
	};
}
function broken(budget, { points }, thrown) {
	const finding = {
		reason: thrown.reason,
		text: thrown.message
	};
	if (thrown.reason === "github-rate-limited") {
		budget.stop(finding);
		return stopped(budget);
	}
	if (thrown.reason !== "github-unreachable" && thrown.reason !== "github-broken") throw thrown;
	budget.spend(points);
	return {
		kind: "broke",
		finding
	};
}
function stopped({ stopped: finding }) {
	if (finding === void 0) throw new Error("the budget stopped without a reason");
	return {
		kind: "stopped",
		finding
	};
}
/** The library throws an answer that has errors, with the data that came beside them. */
function partialAnswer(thrown) {
	if (!(thrown instanceof Error) || thrown.name !== "GraphqlResponseError") return void 0;
	return thrown;
}

// src/github/graphql/query.ts
/** A hundred requests are a point, rounded; no call costs less than one. */
function pointsOf(requests) {
	return Math.max(1, Math.round(requests / 100));
}
/** The alias of a query's part. */
function aliasOf(index) {
	return `p${index}`;
}
/** Puts parts together into one query that also asks what it cost. */
function composeQuery({ name, fragments }, parts) {
	const declared = [];
	const variables = {};
	const declare = (type, value) => {
		const variable = `v${declared.length}`;
		declared.push(`$${variable}: ${type}`);
		variables[variable] = value;
		return `$${variable}`;
	};
	const fields = parts.map((part, index) => `${aliasOf(index)}: ${part.write(declare)}`);
	return {
		text: [
			`${declared.length === 0 ? `query ${name}` : `query ${name}(${declared.join(", ")})`} {`,
			"rateLimit { cost limit remaining resetAt }",
			...fields,
			"}",
			...fragments
		].join("\n"),
		variables,
		points: pointsOf(parts.reduce((sum, part) => sum + part.requests, 0))
	};
}

// src/github/graphql/parts.ts
/** A part that fails alone is asked again after these milliseconds. */
const PAUSES = [1e3, 3e3];
/** So many parts failing alone one after the other mean that GitHub is down. */
const DOWN_AFTER = 3;
/**
* Asks all parts in as few queries as the question allows. A query that GitHub breaks over is halved; a part that fails
* alone is tried again, then given up, and the others go on.
*/
async function askParts(connection, question, parts) {
	const answers = /* @__PURE__ */ new Map();
	const give = (batch, answer) => {
		for (const part of batch.parts) if (!answers.has(part)) answers.set(part, answer);
	};
	let queue = packed(parts, question);
	let givenUp = 0;
	for (let batch = queue.shift(); batch !== void 0; batch = queue.shift()) {
		const answer = await sendQuery(connection, composeQuery(question, batch.parts));
		if (answer.kind === "stopped") {
			for (const one of [batch, ...queue]) give(one, {
				kind: "left-out",
				finding: answer.finding
			});
			break;
		}
		if (answer.kind === "answered") {
			givenUp = 0;
			for (const [index, part] of batch.parts.entries()) {
				const again = takeAnswer(part, index, answer, {
					question,
					lastTry: batch.tries > 0
				});
				if (again === void 0) queue.push({
					parts: [part],
					tries: 1
				});
				else answers.set(part, again);
			}
			continue;
		}
		if (batch.parts.length > 1) {
			const size = Math.ceil(batch.parts.length / 2);
			connection.log.info(`${answer.finding.text}; asking in parts of ${size}`);
			queue = [batch, ...queue].flatMap((one) => cut(one, size));
			continue;
		}
		const pause = PAUSES[batch.tries];
		if (pause !== void 0) {
			await connection.clock.sleep(pause);
			queue.unshift({
				...batch,
				tries: batch.tries + 1
			});
			continue;
		}
		givenUp += 1;
		const [part] = batch.parts;
		give(batch, {
			kind: "failed",
			finding: {
				...answer.finding,
				where: part?.repository ?? ""
			}
		});
		if (givenUp < DOWN_AFTER) continue;
		for (const one of queue) give(one, {
			kind: "failed",
			finding: answer.finding
		});
		break;
	}
	return answers;
}
/** What an answer says about a part; undefined when it is worth asking again. */
function takeAnswer(part, index, answer, { question, lastTry }) {
	const alias = aliasOf(index);
	const errors = answer.errors.filter((error) => error.path[0] === alias).map((error) => ({
		...error,
		path: error.path.slice(1)
	}));
	if (!lastTry && errors.some((error) => !isLasting(error))) return void 0;
	const data = answer.data[alias];
	const [first] = errors;
	if (!isFields(data)) return {
		kind: "failed",
		finding: findingOfError(first ?? {
			type: "",
			message: "its answer leaves the repository out",
			path: []
		}, part.repository, question.doing)
	};
	try {
		return {
			kind: "read",
			value: part.read(data, errors)
		};
	} catch (thrown) {
		if (thrown instanceof UserError) return {
			kind: "failed",
			finding: {
				reason: thrown.reason,
				text: thrown.message,
				where: part.repository
			}
		};
		if (!(thrown instanceof MalformedAnswer)) throw thrown;
		const error = first ?? {
			type: "",
			message: thrown.message,
			path: []
		};
		return {
			kind: "failed",
			finding: findingOfError(error, part.repository, question.doing)
		};
	}
}
function packed(parts, { most, requests }) {
	const batches = [];
	for (const part of parts) {
		const last = batches.at(-1);
		if (last !== void 0 && last.parts.length < most && last.requests + part.requests <= requests) {
			last.parts.push(part);
			last.requests += part.requests;
		} else batches.push({
			parts: [part],
			tries: 0,
			requests: part.requests
		});
	}
	return batches;
}
function cut({ parts, tries }, size) {
	return parts.length <= size ? [{
		parts,
		tries
	}] : batchesOf(parts, size).map((some) => ({
		parts: some,
		tries
	}));
}

export { batchesOf as a, batchesFrom as i, composeQuery as n, Budget as o, sendQuery as r, askParts as t };