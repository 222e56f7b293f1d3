// src/net/limited-answers.ts
/** An answer with more bytes than the service ever sends. */
var AnswerTooLarge = class extends Error {
	name = "AnswerTooLarge";
	constructor(most, what = "the answer") {
		super(`${what} is larger than ${most / 1024 / 1024} MiB`);
	}
};
/**
* `fetch` whose answers end with an error, `AnswerTooLarge`, after `most` bytes: one without end would use up the memory. What
* counts is what comes out of a compressed answer.
*/
function withLimitedAnswers(send, most) {
	return async (input, init) => {
		const answer = await send(input, init);
		if (answer.body === null) return answer;
		const { status, statusText, headers, url } = answer;
		const limited = new Response(answer.body.pipeThrough(atMost(most)), {
			status,
			statusText,
			headers
		});
		return Object.defineProperty(limited, "url", { value: url });
	};
}
function atMost(most) {
	let size = 0;
	return new TransformStream({ transform(chunk, out) {
		size += chunk.length;
		if (size > most) throw new AnswerTooLarge(most);
		out.enqueue(chunk);
	} });
}

export { withLimitedAnswers as n, AnswerTooLarge as t };