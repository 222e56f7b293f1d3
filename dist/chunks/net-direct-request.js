// src/net/direct-request.ts
/** By the standard `x-gzip` is the same. */
const GZIP = /* @__PURE__ */ new Set(["gzip", "x-gzip"]);
/** What leaves the bytes as they are; stores like that of S3 keep the last one from the upload. */
const NOT_PACKED = /* @__PURE__ */ new Set(["identity", "aws-chunked"]);
/**
* One request by node's HTTP client, where a process asks little and must be quick: its `fetch` takes as long to load as node to
* start, and the end of a process that used it takes longer (`docs/decisions/0002-dependencies.md`). A redirect is an answer; what
* was packed is unpacked. Rejects with the signal's reason.
*/
function directRequest(url, { method, headers, body, signal }) {
	const { request } = process.getBuiltinModule(url.protocol === "http:" ? "node:http" : "node:https");
	return new Promise((resolve, reject) => {
		const fail = (thrown) => reject(signal.aborted ? signal.reason : thrown);
		if (signal.aborted) return fail(void 0);
		if (url.username !== "" || url.password !== "") return fail(/* @__PURE__ */ new TypeError("the address holds credentials"));
		const given = {
			"user-agent": "commit-train",
			"accept-encoding": "gzip",
			...headers
		};
		const sent = request(url, {
			method,
			headers: given,
			signal
		}, (answer) => resolve(answerOf(answer, signal)));
		sent.on("error", fail);
		sent.end(body);
	});
}
function answerOf(answer, signal) {
	const headers = new Map(Object.entries(answer.headers).map(([name, value]) => [name, [value].flat().join(", ")]));
	return {
		status: answer.statusCode ?? 0,
		headers: {
			get: (name) => headers.get(name.toLowerCase()) ?? null,
			[Symbol.iterator]: () => headers.entries()
		},
		body: {
			[Symbol.asyncIterator]: () => endedWith(answer, chunksOf(answer, signal)),
			cancel: () => answer.destroy()
		}
	};
}
/** The end of the reading closes the connection also where nothing was read: a generator that was not started cleans nothing up. */
function endedWith(answer, chunks) {
	return {
		next: () => chunks.next(),
		return: () => {
			answer.destroy();
			return chunks.return(void 0);
		}
	};
}
async function* chunksOf(answer, signal) {
	const packing = answer.headers["content-encoding"]?.toLowerCase() ?? "";
	try {
		for await (const chunk of packing === "" ? answer : unpacked(answer, packing)) yield chunk;
	} catch (thrown) {
		const isCut = answer.destroyed && !answer.complete;
		answer.destroy();
		if (signal.aborted) throw signal.reason;
		throw isCut ? /* @__PURE__ */ new Error("the connection was closed in the middle of the answer") : thrown;
	}
}
async function* unpacked(answer, packing) {
	const chunks = answer[Symbol.asyncIterator]();
	const first = await chunks.next();
	if (first.done === true) return;
	const whole = wholeOf(first.value, chunks);
	if (NOT_PACKED.has(packing)) return yield* whole;
	if (!GZIP.has(packing)) throw new Error(`the answer is packed as ${packing}, which was not asked for`);
	const { pipeline, Readable } = process.getBuiltinModule("node:stream");
	yield* pipeline(Readable.from(whole), process.getBuiltinModule("node:zlib").createGunzip(), () => void 0);
}
async function* wholeOf(first, rest) {
	yield first;
	yield* { [Symbol.asyncIterator]: () => rest };
}

export { directRequest as t };